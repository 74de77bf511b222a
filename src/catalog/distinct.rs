//! The mails behind the entries of all digests: several lists, or windows that overlap, may hold one.

use jiff::Timestamp;

use super::{DigestAt, Filed, Patch, PatchAt};
use crate::digest::{Entry, EntryAt};
use crate::mail::normalised;
use crate::position::{At, Table};
use crate::shared::HashMap;

/// Where an entry is.
pub(super) type EntryPlace = (DigestAt, EntryAt);

/// The mails behind all entries, each once.
pub(super) struct Distinct {
    /// The entry that represents each mail, oldest first.
    pub places: Table<Patch, EntryPlace>,
    /// The mail of each entry of each digest.
    pub patch_of: Table<Filed, Table<Entry, PatchAt>>,
}

impl Distinct {
    /// Finds the entries that are one mail: those of the same Message-ID, date, title and number, since lists change
    /// senders, put their tags before subjects and their footers below texts. An entry of a digest that is only text has
    /// no Message-ID: it is the mail of the same subject and sender, if an archive has that.
    pub fn of(digests: &Table<Filed>) -> Self {
        let mut order: Vec<(bool, i64, DigestAt, EntryAt)> = Vec::new();
        for (digest, filed) in digests.iter_at() {
            let entries = filed.digest.entries.iter_at().rev();
            order.extend(entries.map(|(at, entry)| (filed.only_text, entry.sent, digest, at)));
        }
        // Stable, so that entries of one moment stay as they came; those with mails behind them go first.
        order.sort_by_key(|&(only_text, sent, digest, _)| (only_text, sent, digest));
        let mut by_id: HashMap<Same, PatchAt> = HashMap::default();
        // Nothing asks for subjects where no digest is only text.
        let asks_for_subjects = digests.iter().any(|filed| filed.only_text);
        let mut by_subject: HashMap<(String, &str), PatchAt> = HashMap::default();
        let mut found: Table<Patch, (i64, EntryPlace)> = Table::new();
        let mut patch_of = digests.map(|_, filed| filed.digest.entries.filled(PatchAt::FIRST));
        for (only_text, sent, digest, at) in order {
            let entry = &digests[digest].digest.entries[at];
            let subject =
                || asks_for_subjects.then(|| (normalised(&entry.subject), entry.sender.email.as_str()));
            let known = match &entry.message_id {
                Some(id) => by_id.get(&same(id, entry)),
                None if only_text => subject().and_then(|subject| by_subject.get(&subject)),
                None => None,
            };
            let patch = known.copied().unwrap_or_else(|| found.push((sent, (digest, at))));
            if let Some(id) = &entry.message_id {
                by_id.insert(same(id, entry), patch);
            }
            if !only_text {
                by_subject.extend(subject().map(|subject| (subject, patch)));
            }
            patch_of[digest][at] = patch;
        }
        by_age(found, patch_of)
    }
}

/// What copies of one mail have in common.
type Same<'a> = (&'a str, Option<Timestamp>, &'a str, Option<u32>);

fn same<'a>(id: &'a str, entry: &'a Entry) -> Same<'a> {
    (id, entry.date, &entry.title, entry.index)
}

/// Renumbers the mails so that the oldest comes first.
fn by_age(
    found: Table<Patch, (i64, EntryPlace)>,
    mut patch_of: Table<Filed, Table<Entry, PatchAt>>,
) -> Distinct {
    let order = found.sorted_by_key(|_, &(sent, _)| sent);
    let mut rank = found.filled(PatchAt::FIRST);
    for (new, &old) in At::first(order.len()).zip(&order) {
        rank[old] = new;
    }
    patch_of.iter_mut().flatten().for_each(|patch| *patch = rank[*patch]);
    Distinct { places: order.into_iter().map(|at| found[at].1).collect(), patch_of }
}

/// The mails in the order in which they arrived. What is named after its first mail is named after the first of these,
/// so that a mail which comes late changes no name.
pub(super) fn by_arrival(digests: &Table<Filed>, places: &Table<Patch, EntryPlace>) -> Vec<PatchAt> {
    let arrival = |&at: &PatchAt| {
        let (digest, entry) = places[at];
        let (filed, entry) = (&digests[digest], &digests[digest].digest.entries[entry]);
        (filed.only_text, entry.arrived, filed.list, entry.place, at)
    };
    let mut order: Vec<PatchAt> = places.positions().collect();
    order.sort_by_cached_key(arrival);
    order
}
