//! Requests to pull, and the patches that they carry.

use std::collections::HashMap;

use super::applied::Applied;
use super::{Catalog, PatchAt, ReplyAt};
use crate::mail::{Carried, letters};

/// A request to pull carries patches that were posted at most this many seconds before.
const ONE_SERIES: i64 = 400 * 86_400;
/// Words of a title that its author does not use twice.
const TELLING: usize = 5;

/// Most patches of one title and author that are looked at, and requests that carry one.
const MOST: usize = 32;

/// Requests to pull, by what they carry.
pub(super) struct Pulls<'a> {
    /// By the letters of their titles, as [`letters`] gives them; the same without the prefix, and without the first word of it.
    by_title: HashMap<String, Vec<(ReplyAt, &'a Carried)>>,
    by_rest: HashMap<String, Vec<(ReplyAt, &'a Carried)>>,
    by_shorter: HashMap<String, Vec<(ReplyAt, &'a Carried)>>,
    /// The patches that have one of these titles, by its letters and those of their author's name.
    posted: HashMap<(String, String), Vec<PatchAt>>,
    /// Replies that say of a request that it was granted.
    granted: HashMap<ReplyAt, Vec<ReplyAt>>,
}

impl<'a> Pulls<'a> {
    pub fn of(catalog: &'a Catalog) -> Self {
        let mut pulls = Self {
            by_title: HashMap::new(),
            by_rest: HashMap::new(),
            by_shorter: HashMap::new(),
            posted: HashMap::new(),
            granted: HashMap::new(),
        };
        let mut requests: HashMap<&str, ReplyAt> = HashMap::new();
        for at in catalog.replies.positions() {
            let reply = catalog.reply(at);
            if let Some(id) = reply.message_id.as_ref().filter(|_| !reply.said.carries.is_empty()) {
                requests.entry(id.as_str()).or_insert(at);
            }
        }
        for (at, reply) in catalog.replies.iter_at() {
            let mail = catalog.reply(at);
            for carried in &mail.said.carries {
                pulls.by_title.entry(letters(&carried.title)).or_default().push((at, carried));
                if let Some((_, rest)) = carried.title.rsplit_once(": ") {
                    pulls.by_rest.entry(letters(rest)).or_default().push((at, carried));
                }
                let shorter = carried.title.split_once(": ").filter(|(first, _)| !first.contains(' '));
                if let Some((_, shorter)) = shorter {
                    pulls.by_shorter.entry(letters(shorter)).or_default().push((at, carried));
                }
            }
            // Some send each request in answer to the one before: the nearest is meant.
            let grants = mail.said.thanks.as_ref().is_some_and(|thanks| !thanks.dropped);
            let answered = mail.parents.iter().find_map(|id| requests.get(id.as_str()).copied());
            let request = answered.unwrap_or(reply.thread);
            let is_grant = grants && reply.patch.is_none() && request != at;
            if is_grant && !catalog.reply(request).said.carries.is_empty() {
                pulls.granted.entry(request).or_default().push(at);
            }
        }
        for at in catalog.patches.positions().filter(|_| !pulls.by_title.is_empty()) {
            let entry = catalog.entry(at);
            let titles = entry.titles().map(|title| letters(&title));
            let known = titles.filter(|title| pulls.by_title.contains_key(title));
            for title in known {
                let posted = pulls.posted.entry((title, person(&entry.author.name))).or_default();
                if posted.len() < MOST {
                    posted.push(at);
                }
            }
        }
        pulls
    }

    /// Patches of the titles and authors that people's requests carry.
    pub fn carried(&self) -> impl Iterator<Item = (ReplyAt, PatchAt)> {
        self.by_title.iter().flat_map(|(title, requests)| {
            let patches = |carried: &Carried| self.posted.get(&(title.clone(), person(&carried.author)));
            requests.iter().take(MOST).flat_map(move |(request, carried)| {
                patches(carried).into_iter().flatten().map(|&patch| (*request, patch))
            })
        })
    }

    /// The first request that carries a patch.
    pub fn carrying(&self, catalog: &Catalog, patch: PatchAt) -> Option<ReplyAt> {
        let entry = catalog.entry(patch);
        let author = person(&entry.author.name);
        let titles: Vec<String> = entry.titles().map(|title| letters(&title)).collect();
        let fits = |pull: ReplyAt| {
            let request = catalog.reply(pull);
            // Some send the patches below the request that carries them.
            let is_above = request.message_id.as_ref().is_some_and(|id| entry.context.parents.contains(id));
            (is_above || (0..ONE_SERIES).contains(&(request.sent - entry.sent)))
                && !is_own_cover(catalog, pull, patch)
        };
        let named = titles.iter().filter_map(|title| Some((title, self.by_title.get(title)?)));
        let named = named.flat_map(|(title, pulls)| pulls.iter().map(move |pull| (title, pull)));
        let mut fitting = named.filter(|(_, (pull, _))| fits(*pull)).take(MOST);
        // Two people may send the same, and one of them be taken. Who takes a patch may also change its author.
        let is_anothers = |title: &String, carried: &Carried| {
            let by = person(&carried.author);
            let posted = self.posted.get(&(title.clone(), by.clone())).filter(|_| by != author);
            posted.is_some_and(|posted| posted.iter().all(|&other| is_apart(catalog, other, patch)))
        };
        let found = fitting.find(|(title, (_, carried))| !is_anothers(title, carried));
        found.map(|(_, (pull, _))| *pull).or_else(|| {
            // Who takes a patch gives its title the prefix that its author left out, or the tree's in front of it.
            let has_prefix = entry.title.contains(": ");
            let is_bare = !has_prefix && entry.title.split(' ').count() >= TELLING;
            let by_rest = titles.first().filter(|_| is_bare).and_then(|title| self.by_rest.get(title));
            let is_posted = |carried: &Carried| {
                self.posted.contains_key(&(letters(&carried.title), person(&carried.author)))
            };
            let by_shorter =
                titles.first().filter(|_| has_prefix).and_then(|title| self.by_shorter.get(title));
            let by_shorter = by_shorter.into_iter().flatten().filter(|(_, carried)| !is_posted(carried));
            let mut pulls = by_rest.into_iter().flatten().chain(by_shorter).take(MOST);
            pulls
                .find(|(pull, carried)| fits(*pull) && person(&carried.author) == author)
                .map(|(pull, _)| *pull)
        })
    }

    /// What those say who were asked to pull.
    pub fn answers(&self, catalog: &Catalog, pull: ReplyAt) -> impl Iterator<Item = Applied> {
        let granted = self.granted.get(&pull).into_iter().flatten();
        granted.map(|&reply| {
            let thanks = catalog.reply(reply).said.thanks.as_ref();
            Applied { patch: None, commit: None, tree: thanks.and_then(|thanks| thanks.tree.clone()), reply }
        })
    }
}

/// A name, as far as two spellings of it have it in common: without a company in parentheses.
fn person(name: &str) -> String {
    letters(&name.split(" (").next().unwrap_or(name).to_lowercase())
}

/// Whether two patches are of two people and two series. Who changed a first name and an address kept the last one.
fn is_apart(catalog: &Catalog, one: PatchAt, other: PatchAt) -> bool {
    let [by, others] = [one, other].map(|patch| &catalog.entry(patch).author);
    let last = |name: &str| name.split(" (").next().and_then(|name| name.split(' ').next_back()).map(person);
    catalog.patches[one].series != catalog.patches[other].series
        && !catalog.is_one_person(by, others)
        && last(&by.name) != last(&others.name)
}

/// Whether a request to pull is no more than the cover letter of patches that its sender wrote.
fn is_own_cover(catalog: &Catalog, pull: ReplyAt, patch: PatchAt) -> bool {
    let request = catalog.reply(pull);
    let id = request.message_id.as_ref();
    let below = |patch: PatchAt| id.is_some_and(|id| catalog.entry(patch).context.parents.contains(id));
    let is_own = |&patch: &PatchAt| catalog.entry(patch).author.is_same_person(&request.author);
    below(patch) && catalog.revision_of(patch).mails.iter().all(is_own)
}
