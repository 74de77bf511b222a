//! A site does not lose much by accident: what a build would take from it is weighed before anything is changed.

use std::collections::BTreeMap;
use std::path::Path;

use crate::digest::read::HIDDEN;
use crate::error::{Error, Kind, Result};
use crate::output::Counts;

/// Less than this may go at any time, however small the site.
const FEW: usize = 20;
/// More than one in so many is much.
const PART: usize = 20;

/// Pages that may go with one mail: those of its series, author, subsystem and digest.
const PAGES: usize = 4;

/// What to do where an archive has fewer mails, and where the configuration leaves them out.
const ARCHIVE: &str =
    "repair the archive and build again; if the removal is intended, build with --allow-shrink";
const CONFIG: &str = "if that is intended, build with --allow-shrink; if not, change the configuration back: a list that was renamed is another one";

/// A list of this build.
pub struct ListNow<'a> {
    pub name: &'a str,
    /// Where its archive is; none for a list that only texts name.
    pub path: Option<&'a Path>,
    /// Mails in its digests.
    pub mails: usize,
    /// What is wrong with its archive as a whole.
    pub troubles: &'a [String],
    /// Mails of its archive that are older than the site.
    pub older: usize,
    /// What its digests left out, by kind.
    pub left_out: BTreeMap<&'a str, usize>,
}

impl ListNow<'_> {
    /// Mails that the operator took down.
    pub fn hidden(&self) -> usize {
        self.left_out.get(HIDDEN).copied().unwrap_or_default()
    }

    /// How many of them were on the current site: what the operator took down is not lost by accident.
    fn newly_hidden(&self, stands: &Counts) -> usize {
        self.hidden().saturating_sub(stands.hidden.get(self.name).copied().unwrap_or_default())
    }
}

/// Refuses a build that has much fewer mails than the current site, or no mail of a list that had some, unless that is
/// `allowed`.
pub fn check_mails(allowed: bool, site: &Path, stands: &Counts, lists: &[ListNow]) -> Result<()> {
    if allowed {
        return Ok(());
    }
    let (mut lost, mut mend) = (Vec::new(), CONFIG);
    for (name, &before) in &stands.mails {
        let list = lists.iter().find(|list| list.name == name);
        let now = list.map_or(0, |list| list.mails + list.newly_hidden(stands));
        if is_much(before, now) || before > 0 && now == 0 {
            let gone = || vec!["the list is no longer configured under this name".to_owned()];
            let why = list.map_or_else(gone, reasons);
            lost.push(format!("{name}: {before} mails, now {now}\n      {}", why.join("\n      ")));
            if list.is_some_and(|list| list.older == 0 || !list.troubles.is_empty()) {
                mend = ARCHIVE;
            }
        }
    }
    if lost.is_empty() { Ok(()) } else { Err(refused(site, &lost, mend)) }
}

/// Refuses a build that has much fewer pages than the current site, unless that is `allowed`.
pub fn check_pages(allowed: bool, site: &Path, stands: &Counts, now: usize, lists: &[ListNow]) -> Result<()> {
    let hidden: usize = lists.iter().map(|list| list.newly_hidden(stands)).sum();
    if allowed || !is_much(stands.pages, now + hidden * PAGES) {
        return Ok(());
    }
    let mut why: Vec<String> = lists.iter().flat_map(|list| list.troubles.iter().cloned()).collect();
    let mails: usize = lists.iter().map(|list| list.mails).sum();
    why.push(match stands.mails.values().sum::<usize>().saturating_sub(mails) {
        0 => "no mail is missing: look for changes in `windows`, `content/` and the lists".to_owned(),
        fewer => format!("{fewer} mails fewer than in the last build"),
    });
    let lost = format!("{} pages, now {now}\n      {}", stands.pages, why.join("\n      "));
    Err(refused(site, &[lost], ARCHIVE))
}

/// What the site was made of, for the next build.
pub fn counts(pages: usize, lists: &[ListNow]) -> Counts {
    let with_archive = lists.iter().filter(|list| list.path.is_some());
    let hidden = lists.iter().filter(|list| list.hidden() > 0);
    Counts {
        pages,
        mails: with_archive.map(|list| (list.name.to_owned(), list.mails)).collect(),
        hidden: hidden.map(|list| (list.name.to_owned(), list.hidden())).collect(),
    }
}

fn is_much(before: usize, now: usize) -> bool {
    let lost = before.saturating_sub(now);
    lost >= FEW && lost * PART > before
}

fn refused(site: &Path, lost: &[String], mend: &str) -> Error {
    let problem = format!(
        "this build would remove a large part of the site, so nothing was changed\n    {}",
        lost.join("\n    ")
    );
    Error::new(site.display().to_string(), problem, mend).of_kind(Kind::Shrinks)
}

/// Why a list has fewer mails.
fn reasons(list: &ListNow) -> Vec<String> {
    let mut reasons = list.troubles.to_vec();
    if list.older > 0 {
        reasons.push(format!("{} mails are older than `since`", list.older));
    }
    let left_out = list.left_out.iter().map(|(kind, count)| format!("{count} {kind}"));
    let left_out: Vec<String> = left_out.collect();
    let path = list.path.map_or_else(String::new, |path| path.display().to_string());
    if !left_out.is_empty() {
        reasons.push(format!("{path}: skipped: {}", left_out.join(", ")));
    }
    if reasons.is_empty() {
        reasons.push(format!(
            "{path}: the archive is whole, but shorter: its history was truncated or rewritten"
        ));
    }
    reasons
}
