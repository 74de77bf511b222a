//! What replaces what within a window.

use super::{Digest, Entry, EntryAt, Revision, Revisions, Status};
use crate::position::Table;
use crate::shared::{HashMap, HashSet};

impl Digest {
    /// Takes in which of its entries are of one series, oldest series first, and marks what a newer version in the window,
    /// or the same mail again, replaces.
    pub fn settle(&mut self, series: Vec<Revisions<Entry>>) {
        series.iter().for_each(|series| supersede(&mut self.entries, series));
        self.series = series;
    }
}

fn supersede(entries: &mut Table<Entry>, series: &Revisions<Entry>) {
    let newest = Newest::of(entries, series.newest());
    let replaced = |mail: EntryAt| Some((mail, newest.counterpart(entries, mail)?));
    let replaced: Vec<(EntryAt, EntryAt)> =
        series.mails().filter_map(replaced).filter(|(mail, other)| mail != other).collect();
    for (mail, other) in replaced {
        entries[mail].status = Status::Exists;
        entries[mail].superseded_by = Some(other);
    }
}

/// The mails of the newest revision, by what tells which of them takes another's place. Positions count from the newest,
/// so of several sendings the smallest is the latest.
struct Newest<'a> {
    mails: HashSet<EntryAt>,
    by_number_and_title: HashMap<(Option<u32>, &'a str), EntryAt>,
    /// Without cover letters.
    by_title: HashMap<&'a str, EntryAt>,
    by_number: HashMap<Option<u32>, EntryAt>,
    first: Option<EntryAt>,
}

impl<'a> Newest<'a> {
    fn of(entries: &'a Table<Entry>, newest: &Revision<Entry>) -> Self {
        let mut latest_first = newest.mails.clone();
        latest_first.sort();
        let mut this = Self {
            mails: newest.mails.iter().copied().collect(),
            by_number_and_title: HashMap::default(),
            by_title: HashMap::default(),
            by_number: HashMap::default(),
            first: newest.mails.first().copied(),
        };
        for at in latest_first {
            let Entry { index, title, .. } = &entries[at];
            this.by_number_and_title.entry((*index, title)).or_insert(at);
            this.by_number.entry(*index).or_insert(at);
            if !entries[at].is_cover() {
                this.by_title.entry(title).or_insert(at);
            }
        }
        this
    }

    /// The mail that takes another's place: of the same number if that is the cover letter, else of the same title, else
    /// of the same number, else the one that stands for the revision.
    fn counterpart(&self, entries: &Table<Entry>, mail: EntryAt) -> Option<EntryAt> {
        let Entry { index, title, .. } = &entries[mail];
        if self.mails.contains(&mail) {
            return self.by_number_and_title.get(&(*index, title.as_str())).copied();
        }
        let by_title = self.by_title.get(title.as_str()).filter(|_| !entries[mail].is_cover());
        by_title.or_else(|| self.by_number.get(index)).copied().or(self.first)
    }
}
