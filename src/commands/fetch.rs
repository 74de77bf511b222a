//! `lorepress fetch`, and `lorepress build --fetch`.

use lorepress::error::{Error, Kind, Result};
use lorepress::fetch::{Change, Fetched, Outcome, fetch};
use lorepress::options::{self, InboxOptions, Overrides};

use crate::bar::{Loudness, is_watched, loudness, say};
use crate::cli::FetchArgs;
use crate::{options_of_site, tell};

pub fn run(args: &FetchArgs) -> Result<()> {
    let mut inboxes = options_of_site(&args.config, &Overrides::default())?.inboxes;
    let place = args.config.display().to_string();
    if inboxes.is_empty() {
        return Err(Error::new(place, "there are no inboxes to fetch", "add an [[inbox]] with a `url`"));
    }
    options::check_known(&inboxes, &args.names, &place, "")?;
    if !args.names.is_empty() {
        inboxes.retain(|inbox| args.names.contains(&inbox.name));
    }
    all(&inboxes, false)
}

/// Fetches the archives one by one. One that fails does not keep the others from being fetched. `builds` says whether the site
/// is then built of what is here: until that is done, nothing has failed.
pub fn all(inboxes: &[InboxOptions], builds: bool) -> Result<()> {
    let shown = is_watched();
    let mut failed = Vec::new();
    for inbox in inboxes {
        if shown || loudness() == Loudness::Verbose {
            say(&format!("fetching {}", inbox.name));
        }
        match fetch(inbox, shown) {
            Ok(outcome) => {
                warnings(&inbox.name, &outcome)
                    .iter()
                    .for_each(|warning| say(&format!("warning: {warning}")));
                tell(&in_words(&inbox.name, &outcome))?;
            }
            Err(error) if inboxes.len() == 1 && !builds => return Err(unfetched(error)),
            Err(error) => {
                say(&format!("{}: {error}", if builds { "warning" } else { "error" }));
                failed.push(inbox);
            }
        }
    }
    if failed.is_empty() {
        return Ok(());
    }
    let names = |failed: &[&InboxOptions]| {
        failed.iter().map(|inbox| inbox.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let missing: Vec<&InboxOptions> = failed.iter().copied().filter(|inbox| !inbox.path.exists()).collect();
    if builds && !missing.is_empty() {
        let problem = "could not be fetched, and nothing is here yet: no site was built";
        return Err(Error::new(names(&missing), problem, "see above; then build with --fetch again"));
    }
    let problem = format!("{} of {} archives could not be fetched", failed.len(), inboxes.len());
    let mend =
        if builds { "see above; the site is built of what is here" } else { "see above; then fetch again" };
    Err(Error::new(names(&failed), problem, mend).of_kind(Kind::Unfetched))
}

/// The code of an error that is only about this archive, now.
fn unfetched(error: Error) -> Error {
    if error.kind() == Kind::Failed { error.of_kind(Kind::Unfetched) } else { error }
}

/// What came of a list, a line for each repository that changed.
fn in_words(list: &str, outcome: &Outcome) -> String {
    let all = match outcome {
        Outcome::Left(reason) => return format!("{list}: left as it is: {reason}\n"),
        Outcome::Fetched(all) => all,
    };
    let lines: Vec<String> = all.iter().filter_map(|one| line(list, one)).collect();
    let is_same = all.iter().all(|one| one.change == Change::Same);
    if is_same { format!("{list}: nothing new\n") } else { lines.concat() }
}

fn line(list: &str, Fetched { repository, change }: &Fetched) -> Option<String> {
    let what = match change {
        Change::Same | Change::Rewritten { .. } | Change::Withdrawn => return None,
        Change::Cloned { commits } => format!("cloned, {}", counted(*commits, "commit")),
        Change::Grown { commits } => counted(*commits, "new commit"),
    };
    Some(format!("{list}/{repository}: {what}\n"))
}

/// What an operator should see in a timer's mail: mails may have been taken down.
fn warnings(list: &str, outcome: &Outcome) -> Vec<String> {
    let Outcome::Fetched(all) = outcome else { return Vec::new() };
    all.iter().filter_map(|one| warning(list, one)).collect()
}

fn warning(list: &str, Fetched { repository, change }: &Fetched) -> Option<String> {
    let what = match change {
        Change::Same | Change::Cloned { .. } | Change::Grown { .. } => return None,
        Change::Rewritten { gone, commits } => {
            format!("the history was rewritten: {} gone, {commits} new", counted(*gone, "commit"))
        }
        Change::Withdrawn => {
            "no longer on the server; remove it here as well if it should not be published".to_owned()
        }
    };
    Some(format!("{list}/{repository}: {what}"))
}

/// `1 commit`, `2 commits`
fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}
