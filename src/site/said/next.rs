//! What the next version made of the lines that comments are about.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::mails::{Mails, Source};
use super::version::Version;
use crate::catalog::{PatchAt, RevisionAt};
use crate::position::Table;
use crate::review::{After, Became, Comment, CommentAt, Later, MailAt};

/// Most versions that are looked at for the one that came next.
const MOST_NEXT: usize = 4;

/// What became of the lines that a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InNext {
    /// The revision of the series that came next.
    pub revision: RevisionAt,
    /// The mail that has them now, if that is another patch: its place among the mails of the series.
    pub moved: Option<usize>,
    pub after: After,
}

/// What became of the place of each comment.
pub fn find(all: &Mails, comments: &Table<Comment>) -> Table<Comment, Option<InNext>> {
    let mut found = comments.filled(None);
    let place = |(place, source): (usize, &Source)| match *source {
        Source::Patch(patch) => Some((patch, place)),
        Source::Reply(_) => None,
    };
    let places: HashMap<PatchAt, usize> = all.sources.iter().enumerate().filter_map(place).collect();
    let revisions = &all.catalog.series[all.series].revisions;
    for (revision, mut waiting) in by_revision(all, comments) {
        let mut older = None;
        let later = revisions.later(revision);
        let is_split = revisions.iter_at().any(|(other, own)| {
            other != revision && own.version == revisions[revision].version && !own.resend
        });
        for (at, &next) in
            later.iter().enumerate().filter(|(_, next)| !revisions[**next].resend).take(MOST_NEXT)
        {
            if waiting.is_empty() {
                break;
            }
            let older = older.get_or_insert_with(|| Version::of(all, &places, revision));
            let newer = Version::of(all, &places, next);
            let matched = older.matched(&newer, waiting.keys().copied());
            if newer.is_sent_again(older) || !is_step(older, &newer, &matched, is_split) {
                continue;
            }
            // Other threads of the same version may have the rest; one of its own version may be another set that begins alike.
            let has_more =
                |&more: &RevisionAt| revisions[more].version == newer.version && !revisions[more].resend;
            let goes_on = later[at + 1..].iter().any(has_more);
            let is_part = newer.is_incomplete
                || goes_on
                || newer.version == older.version
                || newer.is_lone_part_of(older);
            let newer_texts = newer.texts.iter().copied().chain(newer.cover).collect();
            let texts = Later::of(newer_texts, older.texts.clone(), &matched);
            for (mail, numbers) in std::mem::take(&mut waiting) {
                let text = &all.mails[MailAt::new(mail)].text;
                // Of a version of some patches, the others are those of the version before.
                let became = older.became(mail, &newer, &matched, text);
                if newer.mails.contains(&mail) || is_part && became == Some(Became::Gone) {
                    waiting.insert(mail, numbers);
                    continue;
                }
                let text = older.text(mail).unwrap_or(text);
                let Some(of_mail) = became.and_then(|became| texts.next(text, became)) else { continue };
                // The only patch of a version came again in others, or there would be no next one.
                let is_lone = older.texts.len() == 1;
                for at in numbers {
                    let after = of_mail.of_comment(&comments[at]);
                    let after = after.filter(|after| *after != After::Gone || !is_lone);
                    let moved =
                        |after| if let After::Moved(to) = after { newer.places.get(to) } else { None };
                    found[at] =
                        after.map(|after| InNext { revision: next, moved: moved(after).copied(), after });
                }
            }
        }
    }
    found
}

/// Whether a version came after another: two halves of one are no step, nor is a patch or two in the place of many others, nor what has
/// nothing of a version that `is_split` over several threads.
fn is_step(older: &Version, newer: &Version, matched: &[Became], is_split: bool) -> bool {
    let goes_on = matched.iter().any(|became| *became != Became::Gone);
    goes_on || !is_split && newer.version > older.version && newer.texts.len() * 2 >= older.texts.len()
}

/// The comments of each revision by the mail that they are about.
fn by_revision(
    all: &Mails,
    comments: &Table<Comment>,
) -> BTreeMap<RevisionAt, BTreeMap<usize, Vec<CommentAt>>> {
    let mut by_revision: BTreeMap<RevisionAt, BTreeMap<usize, Vec<CommentAt>>> = BTreeMap::new();
    for (at, comment) in comments.iter_at().filter(|(_, comment)| !comment.text.is_empty()) {
        let mail = comment.place.mail().number();
        if let Source::Patch(patch) = all.sources[mail] {
            let of_revision = by_revision.entry(all.catalog.patches[patch].revision).or_default();
            of_revision.entry(mail).or_default().push(at);
        }
    }
    by_revision
}
