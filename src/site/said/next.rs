//! What the next version made of the lines that comments are about.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::mails::Source;
use crate::catalog::{Catalog, PatchAt, RevisionAt, SeriesAt};
use crate::digest::Entry;
use crate::mail::{self, commit_message};
use crate::position::Table;
use crate::rangediff::{self, Patch, PatchLines};
use crate::review::{After, Comment, CommentAt, Later, Mail, MailAt, Text};

/// Bytes of diffs of one version that are compared at most.
const LARGEST: usize = 4 << 20;
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

/// A series, and the mails of its patches and replies.
pub struct Mails<'a> {
    pub catalog: &'a Catalog<'a>,
    pub series: SeriesAt,
    /// What the mails are.
    pub sources: &'a [Source],
    pub mails: &'a Table<Mail>,
}

/// A version, ready to be compared.
struct Version<'a> {
    version: mail::Version,
    /// Its patches that have a diff: their places among the mails, their titles.
    places: Vec<usize>,
    titles: Vec<String>,
    texts: Vec<&'a Text>,
    entries: Vec<&'a Entry>,
    cover: Option<&'a Text>,
    /// The places of all its mails.
    mails: Vec<usize>,
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
        for &next in revisions.later(revision).iter().take(MOST_NEXT) {
            if waiting.is_empty() {
                break;
            }
            let older = older.get_or_insert_with(|| Version::of(all, &places, revision));
            let newer = Version::of(all, &places, next);
            let matched = older.matched(&newer, waiting.keys().copied());
            // Two halves of one version are no step.
            if matched.iter().all(Option::is_none) {
                continue;
            }
            let later = Later::of(newer.texts.iter().copied().chain(newer.cover).collect());
            // Of a version of some patches, the others are those of the version before: they wait for the next one.
            let (same, others) =
                std::mem::take(&mut waiting).into_iter().partition(|(mail, _)| newer.mails.contains(mail));
            waiting = same;
            for (mail, numbers) in others {
                let text = &all.mails[MailAt::new(mail)].text;
                let Some(of_mail) = later.next(text, older.became(mail, &newer, &matched, text)) else {
                    continue;
                };
                for at in numbers {
                    let after = of_mail.after(&comments[at].place);
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

impl<'a> Version<'a> {
    fn of(all: &Mails<'a>, places: &HashMap<PatchAt, usize>, at: RevisionAt) -> Self {
        let catalog = all.catalog;
        let revision = all.catalog.series[all.series].revisions.standing(at);
        let mails: Vec<(PatchAt, usize)> =
            revision.mails.iter().filter_map(|mail| Some((*mail, *places.get(mail)?))).collect();
        // Of several mails of the same number and title the last is meant.
        let mut last: BTreeMap<(Option<u32>, &str), usize> = BTreeMap::new();
        for &(mail, place) in &mails {
            let entry = catalog.entry(mail);
            last.insert((entry.index, &entry.title), place);
        }
        let mut version = Self {
            version: revision.version,
            places: Vec::new(),
            titles: Vec::new(),
            texts: Vec::new(),
            entries: Vec::new(),
            cover: None,
            mails: mails.iter().map(|&(_, place)| place).collect(),
        };
        for (patch, place) in mails {
            let entry = catalog.entry(patch);
            let text = &all.mails[MailAt::new(place)].text;
            match text {
                Text::Patch { diff, .. }
                    if !diff.is_empty() && last[&(entry.index, entry.title.as_str())] == place =>
                {
                    version.places.push(place);
                    version.titles.push(mail::normalised(&entry.title));
                    version.texts.push(text);
                    version.entries.push(entry);
                }
                Text::Cover(_) => version.cover = Some(text),
                Text::Patch { .. } | Text::Reply(_) => {}
            }
        }
        version
    }

    /// The patches as they are compared; nothing if that is too much.
    fn lines(&self) -> Option<Vec<PatchLines>> {
        let size = |text: &&Text| if let Text::Patch { diff, .. } = text { diff.len() } else { 0 };
        let is_small = self.texts.iter().map(size).sum::<usize>() <= LARGEST;
        let line = |(text, entry): (&&Text, &&Entry)| {
            let Text::Patch { body, diff } = text else { return None };
            let author = entry.author.to_string();
            let message = commit_message(body);
            Some(PatchLines::of(&Patch { title: &entry.title, author: &author, message, diff }))
        };
        is_small.then(|| self.texts.iter().zip(&self.entries).filter_map(line).collect())
    }

    /// The patches by their titles: none where several have the same.
    fn by_title(&self) -> HashMap<&str, Option<usize>> {
        let mut by_title = HashMap::with_capacity(self.titles.len());
        for (at, title) in self.titles.iter().enumerate() {
            by_title.entry(title.as_str()).and_modify(|first| *first = None).or_insert(Some(at));
        }
        by_title
    }

    /// Which text of the newer version each became: by their titles, and if that does not tell it of all `wanted`, by the
    /// range-diff as well. Two lone patches are one.
    fn matched(&self, newer: &Version, mut wanted: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
        let mut matched = vec![None; self.texts.len()];
        let mut taken = vec![false; newer.texts.len()];
        let titles = newer.by_title();
        for (title, old) in self.by_title() {
            if let Some((old, new)) = old.zip(titles.get(title).copied().flatten()) {
                (matched[old], taken[new]) = (Some(new), true);
            }
        }
        let is_told = |place: usize| {
            self.places.iter().position(|&own| own == place).is_none_or(|own| matched[own].is_some())
        };
        if wanted.all(is_told) {
            return matched;
        }
        if self.texts.len() == 1 && newer.texts.len() == 1 && self.version != newer.version {
            return vec![Some(0)];
        }
        let lines = self.lines().zip(newer.lines());
        let compared = lines.map(|(older, newer)| rangediff::compare(&older, &newer).pairs);
        for (old, new) in compared.into_iter().flatten().filter_map(|pair| pair.older.zip(pair.newer)) {
            if matched[old].is_none() && !taken[new] {
                (matched[old], taken[new]) = (Some(new), true);
            }
        }
        matched
    }

    /// What became of a mail: a position among the texts of the newer version, its cover letter behind the patches.
    fn became(&self, mail: usize, newer: &Version, matched: &[Option<usize>], text: &Text) -> Option<usize> {
        if matches!(text, Text::Cover(_)) {
            return newer.cover.map(|_| newer.texts.len());
        }
        let own = self.places.iter().position(|&place| place == mail)?;
        matched[own]
    }
}
