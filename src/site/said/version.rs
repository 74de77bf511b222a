//! The versions of a series, and which patch of one became which of the next.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::mails::Mails;
use super::reworked::{self, Reworked};
use crate::catalog::{PatchAt, RevisionAt};
use crate::digest::Entry;
use crate::mail::{self, commit_message};
use crate::rangediff::{self, Patch, PatchLines};
use crate::review::{Alike, Became, Gained, MailAt, Text, changed_lines};

/// Bytes of diffs of one version that are compared at most.
const LARGEST: usize = 4 << 20;
/// Bytes of changed lines that two patches must have in common, if nothing else says that one became the other.
const COMMON: usize = 20;

/// A version, ready to be compared.
pub struct Version<'a> {
    pub version: mail::Version,
    /// Its patches that have a diff: their places among the mails, their titles.
    pub places: Vec<usize>,
    titles: Vec<String>,
    pub texts: Vec<&'a Text>,
    entries: Vec<&'a Entry>,
    pub cover: Option<&'a Text>,
    /// The places of all its mails.
    pub mails: Vec<usize>,
    /// Those that say what another one says which was sent later, and that one's position among the texts.
    twins: BTreeMap<usize, usize>,
    /// Some of its patches are not in the archive, or came with other versions.
    pub is_incomplete: bool,
}

impl<'a> Version<'a> {
    pub fn of(all: &Mails<'a>, places: &HashMap<PatchAt, usize>, at: RevisionAt) -> Self {
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
            twins: BTreeMap::new(),
            is_incomplete: false,
        };
        let numbers = mails.iter().filter_map(|&(patch, _)| catalog.entry(patch).index);
        let count = numbers.filter(|&number| number > 0).collect::<BTreeSet<_>>().len();
        let total = mails.iter().filter_map(|&(patch, _)| catalog.entry(patch).total).max();
        version.is_incomplete = total.is_some_and(|total| count < total as usize);
        for &(patch, place) in &mails {
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
        for &(patch, place) in &mails {
            let entry = catalog.entry(patch);
            let twin = version.position(last[&(entry.index, entry.title.as_str())]);
            let text = &all.mails[MailAt::new(place)].text;
            version
                .twins
                .extend(twin.filter(|&twin| is_same(version.texts[twin], text)).map(|twin| (place, twin)));
        }
        version
    }

    /// The position among its texts of the patch at a place.
    fn position(&self, place: usize) -> Option<usize> {
        self.places.iter().position(|&own| own == place).or_else(|| self.twins.get(&place).copied())
    }

    /// The text of the patch at a place, as its texts have it.
    pub fn text(&self, place: usize) -> Option<&'a Text> {
        self.position(place).map(|own| self.texts[own])
    }

    /// The patches as they are compared; nothing if that is too much.
    fn lines(&self) -> Option<Vec<PatchLines>> {
        let is_small = self.texts.iter().map(|text| diff(text).len()).sum::<usize>() <= LARGEST;
        let line = |(text, entry): (&&Text, &&Entry)| {
            let Text::Patch { body, diff } = text else { return None };
            let author = entry.author.to_string();
            let message = commit_message(body);
            Some(PatchLines::of(&Patch { title: &entry.title, author: &author, message, diff }))
        };
        is_small.then(|| self.texts.iter().zip(&self.entries).filter_map(line).collect())
    }

    /// Whether it is one mail that counts nothing, in the place of several: the others may go on as they are.
    pub fn is_lone_part_of(&self, older: &Version) -> bool {
        let is_counted = self.entries.iter().any(|entry| entry.total.is_some());
        self.texts.len() == 1 && !is_counted && self.cover.is_none() && older.texts.len() > 1
    }

    /// Whether it is no more than patches of an older one, sent again under the same number.
    pub fn is_sent_again(&self, older: &Version) -> bool {
        let is_there = |text: &&Text| older.texts.iter().any(|other| diff(other) == diff(text));
        self.version == older.version && self.texts.iter().all(is_there)
    }

    /// What became of each of its patches: by their titles, and if that does not tell it of all `wanted`, by the range-diff,
    /// by what titles say behind their prefix, by the changed lines and by their words. Two lone patches are one.
    pub fn matched(&self, newer: &Version, mut wanted: impl Iterator<Item = usize>) -> Vec<Became> {
        let mut pairs =
            Pairs { older: vec![Became::Gone; self.texts.len()], taken: vec![false; newer.texts.len()] };
        pairs.by_name(&self.titles, &newer.titles);
        let is_told = |place: usize| self.position(place).is_none_or(|own| pairs.older[own] != Became::Gone);
        if wanted.all(is_told) {
            return pairs.older;
        }
        if self.texts.len() == 1 && newer.texts.len() == 1 && self.version != newer.version {
            return vec![Became::Patch(0)];
        }
        let Some((lines, newer_lines)) = self.lines().zip(newer.lines()) else { return pairs.older };
        for pair in rangediff::compare(&lines, &newer_lines).pairs {
            pair.older.zip(pair.newer).into_iter().for_each(|(old, new)| pairs.join(old, new));
        }
        pairs.by_name(&endings(&self.titles), &endings(&newer.titles));
        self.by_lines(newer, &mut pairs);
        self.by_words(newer, &mut pairs);
        pairs.older
    }

    /// Patches that have half of what another changed are what became of it, as a whole or as a part of what they were.
    fn by_lines(&self, newer: &Version, pairs: &mut Pairs) {
        let mut alike = Alike::default();
        // Many patches may be parts of one: its lines are counted once.
        let mut gained: HashMap<usize, Gained> = HashMap::new();
        newer.texts.iter().enumerate().for_each(|(at, text)| alike.add(at, changed_lines(diff(text))));
        for (old, text) in self
            .texts
            .iter()
            .enumerate()
            .filter(|(old, _)| pairs.older[*old] == Became::Gone)
            .collect::<Vec<_>>()
        {
            let lines = || changed_lines(diff(text));
            let nearest = |fits: &dyn Fn(usize) -> bool| {
                alike.nearest(lines(), fits).filter(|nearest| nearest.is_half(COMMON))
            };
            // What another patch had in this version as well is no part of what it took over.
            let mut has_gained = |at: usize| {
                let gained = gained.entry(at).or_insert_with(|| {
                    let before = pairs.older_of(at).map_or("", |own| diff(self.texts[own]));
                    Gained::of(at, changed_lines(diff(newer.texts[at])), changed_lines(before))
                });
                gained.shared(lines()).is_half(COMMON)
            };
            match nearest(&|at| !pairs.taken[at]) {
                Some(free) => pairs.join(old, free.at),
                None if nearest(&|_| true).is_some_and(|nearest| has_gained(nearest.at)) => {
                    pairs.older[old] = Became::Part;
                }
                None => {}
            }
        }
    }

    /// Patches that were written anew with most of their words are what became of them, and then what alone is left at their places.
    fn by_words(&self, newer: &Version, pairs: &mut Pairs) {
        for find in [reworked::pairs, reworked::rest] {
            let gone: Vec<usize> =
                (0..self.texts.len()).filter(|&old| pairs.older[old] == Became::Gone).collect();
            let free: Vec<usize> = (0..newer.texts.len()).filter(|&new| !pairs.taken[new]).collect();
            let titles = gone.len() * self.texts.len() + free.len() * newer.texts.len();
            let is_much = gone.len() * free.len() > reworked::MOST || titles > reworked::MOST_TITLES;
            if gone.is_empty() || free.is_empty() || is_much {
                return;
            }
            let known = pairs.older.iter().enumerate().filter_map(|(old, became)| match became {
                Became::Patch(new) => self.entries[old].index.zip(newer.entries[*new].index),
                Became::Part | Became::Gone => None,
            });
            let known: Vec<(u32, u32)> = known.collect();
            for (old, new) in find(&self.reworked(&gone), &newer.reworked(&free), &known) {
                pairs.join(old, new);
            }
        }
    }

    /// Some of its patches, as they are held against those of another version.
    fn reworked(&self, patches: &[usize]) -> Vec<Reworked> {
        let titles = reworked::words(&self.titles);
        let reworked = |&at: &usize| {
            let Entry { index, total, .. } = *self.entries[at];
            let place = reworked::Place { number: index.unwrap_or(1), total: total.or(Some(1)) };
            Reworked::of(at, place, &titles, diff(self.texts[at]))
        };
        patches.iter().map(reworked).collect()
    }

    /// What became of a mail; the cover letter comes behind the patches.
    pub fn became(&self, mail: usize, newer: &Version, matched: &[Became], text: &Text) -> Option<Became> {
        if matches!(text, Text::Cover(_)) {
            return Some(newer.cover.map_or(Became::Gone, |_| Became::Patch(newer.texts.len())));
        }
        self.position(mail).map(|own| matched[own])
    }
}

/// What became of the patches of a version, while it is found out.
struct Pairs {
    older: Vec<Became>,
    /// The patches of the newer version that are what became of one.
    taken: Vec<bool>,
}

impl Pairs {
    /// The patch of the older version that became one of the newer.
    fn older_of(&self, new: usize) -> Option<usize> {
        self.older.iter().position(|became| *became == Became::Patch(new))
    }

    fn join(&mut self, old: usize, new: usize) {
        if self.older[old] == Became::Gone && !self.taken[new] {
            (self.older[old], self.taken[new]) = (Became::Patch(new), true);
        }
    }

    /// Joins what has a name that only one patch of each version has.
    fn by_name(&mut self, older: &[String], newer: &[String]) {
        let newer = by_name(newer);
        for (name, old) in by_name(older) {
            if let Some((old, new)) = old.zip(newer.get(name).copied().flatten()) {
                self.join(old, new);
            }
        }
    }
}

/// The positions of names: none where several are the same.
fn by_name(names: &[String]) -> HashMap<&str, Option<usize>> {
    let mut by_name = HashMap::with_capacity(names.len());
    for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        by_name.entry(name.as_str()).and_modify(|first| *first = None).or_insert(Some(at));
    }
    by_name
}

/// What titles say behind their prefixes, without the signs at their ends; nothing where that is a word or two.
fn endings(titles: &[String]) -> Vec<String> {
    let ending = |title: &String| {
        let ending = title.rsplit(": ").next().unwrap_or_default().trim_end_matches(['.', '!']);
        if ending.split_whitespace().count() > 2 { ending.to_lowercase() } else { String::new() }
    };
    titles.iter().map(ending).collect()
}

/// Whether two patches say the same.
fn is_same(one: &Text, other: &Text) -> bool {
    match (one, other) {
        (Text::Patch { body, diff }, Text::Patch { body: other_body, diff: other_diff }) => {
            body == other_body && diff == other_diff
        }
        _ => false,
    }
}

fn diff(text: &Text) -> &str {
    if let Text::Patch { diff, .. } = text { diff } else { "" }
}
