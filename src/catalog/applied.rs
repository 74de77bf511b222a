//! What was taken up: thanks, and the patches that they mean.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Catalog, Patch, PatchAt, ReplyAt, SeriesAt};
use crate::digest::Revision;
use crate::mail::{Address, LAST, Machine, Scope, Taken, Thanks, letters, normalised};

/// Thanks that are followed for one series at most, the oldest first.
const MOST_THANKS: usize = 200;

/// That a patch was taken up.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Applied {
    /// The patch, if it is known.
    pub patch: Option<PatchAt>,
    /// At least seven hexadecimal digits.
    pub commit: Option<String>,
    /// As it is named.
    pub tree: Option<String>,
    /// The reply that says so.
    pub reply: ReplyAt,
}

/// Number of series by others that somebody must have taken, to be believed where the words are not clear.
const PRACTISED: usize = 2;

/// Who takes patches of others: of how many series each person says so.
pub(super) struct Committers<'a>(HashMap<&'a str, usize>);

impl<'a> Committers<'a> {
    /// Those who say of somebody else's patch, anywhere in the catalog and in clear words, that they took it, or ask others to
    /// pull it, as `asked` tells of each request.
    pub fn of(catalog: &'a Catalog, asked: impl Iterator<Item = (ReplyAt, PatchAt)>) -> Self {
        let mut taken: HashMap<&str, BTreeSet<SeriesAt>> = HashMap::new();
        for at in catalog.replies.positions() {
            let reply = catalog.reply(at);
            let thanks = reply.said.thanks.as_ref();
            let clear = reply.machine.is_none() && thanks.is_some_and(|thanks| thanks.certain);
            let Some(patch) = catalog.replies[at].patch.filter(|_| clear) else { continue };
            if !catalog.is_own(at, patch) {
                let series = taken.entry(catalog.person(&reply.author)).or_default();
                series.insert(catalog.patches[patch].series);
            }
        }
        for (request, patch) in asked.filter(|&(request, patch)| !catalog.is_own(request, patch)) {
            let series = taken.entry(catalog.person(&catalog.reply(request).author)).or_default();
            series.insert(catalog.patches[patch].series);
        }
        Self(taken.into_iter().map(|(person, series)| (person, series.len())).collect())
    }

    /// Of how many series of others somebody says that they took them.
    fn series(&self, catalog: &Catalog, address: &Address) -> usize {
        self.0.get(catalog.person(address)).copied().unwrap_or_default()
    }
}

/// What these replies say was taken up. Each comes with the patch that it is about.
pub(super) fn of(catalog: &Catalog, replies: &[(ReplyAt, PatchAt)], committers: &Committers) -> Vec<Applied> {
    let mut applied: Vec<Applied> = Vec::new();
    let thanks = replies
        .iter()
        .filter_map(|&(reply, patch)| Some((reply, patch, said(catalog, reply, patch, committers)?)));
    for (reply, patch, thanks) in thanks.take(MOST_THANKS) {
        let rows = taken_by(catalog, reply, patch, thanks);
        if thanks.dropped {
            applied = left(catalog, applied, reply, &rows, committers);
        } else {
            applied.extend(rows);
        }
    }
    applied
}

/// What is left of what earlier replies say when a reply takes these rows back: the same person's go, by hand or by a tool;
/// the same program's; and what other programs say, if somebody who takes patches never said so by hand.
fn left(
    catalog: &Catalog,
    applied: Vec<Applied>,
    reply: ReplyAt,
    rows: &[Applied],
    committers: &Committers,
) -> Vec<Applied> {
    let late = catalog.reply(reply);
    let is_meant = |row: &Applied| rows.iter().any(|own| own.patch == row.patch);
    let is_programs =
        |row: &Applied| catalog.reply(row.reply).machine.is_some_and(|machine| !machine.is_person());
    let is_own = |row: &Applied| match late.machine {
        None => {
            !is_programs(row)
                && catalog.person(&late.author) == catalog.person(&catalog.reply(row.reply).author)
        }
        by => by == catalog.reply(row.reply).machine,
    };
    let has_own = applied.iter().any(|row| is_own(row) && is_meant(row));
    let speaks_for_programs =
        late.machine.is_none() && !has_own && committers.series(catalog, &late.author) >= PRACTISED;
    let tree = rows.first().and_then(|row| row.tree.as_deref());
    let goes = |row: &Applied| {
        is_own(row) || speaks_for_programs && is_programs(row) && may_be_same(tree, row.tree.as_deref())
    };
    applied.into_iter().filter(|row| !(is_meant(row) && goes(row))).collect()
}

/// Whether two names may mean one tree: they share a word that not every tree has.
fn may_be_same(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return true };
    let names = |tree: &str| -> BTreeSet<String> {
        let words = tree.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| !matches!(word.as_str(), "" | "git" | "tree" | "branch")).collect()
    };
    !names(one).is_disjoint(&names(other))
}

/// The thanks of a reply that can be believed: in clear words of somebody else's patch, or with a list of what was
/// taken; of their own patch those who take patches of others, and in other words those who do so often.
fn said<'a>(
    catalog: &'a Catalog,
    reply: ReplyAt,
    patch: PatchAt,
    committers: &Committers,
) -> Option<&'a Thanks> {
    let mail = catalog.reply(reply);
    let thanks = mail.said.thanks.as_deref()?;
    let is_listed = |taken: &Taken| taken.title.is_some() && taken.commit.is_some();
    let lists = mail.machine.is_some() || thanks.taken.iter().any(is_listed);
    let is_own = catalog.is_own(reply, patch);
    if thanks.dropped && mail.machine.is_none() {
        // Who drops their own patch sends another one. Others take back what they said themselves.
        return Some(thanks).filter(|_| !is_own);
    }
    // Who says where to fetch their own patches may wait for somebody else to take them.
    if is_own && thanks.offered && !lists {
        return None;
    }
    let least = match (thanks.certain, is_own) {
        (false, _) => PRACTISED,
        (true, true) if is_passed_on(catalog, reply, patch) => 0,
        (true, true) if thanks.is_to_shared_branch() || thanks.is_to_named_repository() => 0,
        // Nobody tries patches there.
        (true, true) if thanks.is_to_next_branch() => 0,
        (true, true) => 1,
        (true, false) => 0,
    };
    (lists || committers.series(catalog, &mail.author) >= least).then_some(thanks)
}

/// Whether somebody answers a series that they posted of patches that others wrote.
fn is_passed_on(catalog: &Catalog, reply: ReplyAt, patch: PatchAt) -> bool {
    let by = &catalog.reply(reply).author;
    let mails = catalog.revision_of(patch).mails.iter().map(|&mail| catalog.entry(mail));
    let mut patches = mails.filter(|entry| !entry.is_cover()).peekable();
    patches.peek().is_some() && patches.all(|entry| !catalog.is_one_person(by, &entry.author))
}

/// The patches that a reply says were taken, of the revision of the patch that it is about.
fn taken_by(catalog: &Catalog, reply: ReplyAt, answered: PatchAt, thanks: &Thanks) -> Vec<Applied> {
    let row = |patch, commit: Option<&String>| Applied {
        patch,
        commit: commit.cloned(),
        tree: thanks.tree.clone(),
        reply,
    };
    let revision = catalog.revision_of(answered);
    let listed = of_revision(catalog, revision, thanks);
    let answered = meant_by_subject(catalog, reply, answered);
    let patches = || revision.mails.iter().copied().filter(|&patch| !catalog.entry(patch).is_cover());
    if listed.iter().any(|taken| taken.title.is_some()) {
        let is_note = catalog.reply(reply).machine.is_some_and(Machine::is_note);
        // The title of a notice is in its subject, which mail programs break.
        let key = |title: &str| if is_note { letters(title) } else { title.to_owned() };
        let titled: HashMap<String, PatchAt> = patches()
            .flat_map(|patch| catalog.entry(patch).titles().map(move |title| (key(&title), patch)))
            .collect();
        let patch = |taken: &Taken| titled.get(&key(taken.title.as_ref()?)).copied();
        let rows = listed.iter().filter_map(|taken| Some(row(Some(patch(taken)?), taken.commit.as_ref())));
        let mut rows: Vec<Applied> = rows.collect();
        if is_note {
            rows.retain(|row| row.patch.is_some_and(|patch| is_for_stable(catalog, patch)));
            return rows;
        }
        if !rows.is_empty() {
            return rows;
        }
    }
    let commits: Vec<&String> = listed.iter().filter_map(|taken| taken.commit.as_ref()).collect();
    let Some(meant) = meant(catalog, reply, answered, thanks) else { return Vec::new() };
    match (meant.len(), commits.len()) {
        (0, _) => vec![row(None, commits.first().copied())],
        (patches, commits_named) if patches == commits_named => {
            meant.into_iter().zip(commits).map(|(patch, commit)| row(Some(patch), Some(commit))).collect()
        }
        // A merge, or the branch's head: which patch it belongs to is unknown.
        _ if !commits.is_empty() => {
            let rest = meant.into_iter().map(|patch| row(Some(patch), None));
            rest.chain(commits.into_iter().map(|commit| row(None, Some(commit)))).collect()
        }
        _ => meant.into_iter().map(|patch| row(Some(patch), None)).collect(),
    }
}

/// Whether a patch was posted for a stable tree: a notice of one says nothing of the project's own patch.
fn is_for_stable(catalog: &Catalog, patch: PatchAt) -> bool {
    !catalog.entry(patch).branch().is_empty()
}

/// The patches of a revision that thanks without a list of titles mean; none if all of these were left out.
fn meant(catalog: &Catalog, reply: ReplyAt, answered: PatchAt, thanks: &Thanks) -> Option<Vec<PatchAt>> {
    let mails = &catalog.revision_of(answered).mails;
    let patches = || mails.iter().copied().filter(|&patch| !catalog.entry(patch).is_cover());
    let total = patches().filter_map(|patch| catalog.entry(patch).total).max();
    let is_one_of = |patch: PatchAt, numbers: &[u32]| {
        let index = catalog.entry(patch).index;
        index.is_some_and(|at| numbers.contains(&at) || Some(at) == total && numbers.contains(&LAST))
    };
    let meant: Vec<PatchAt> = match &thanks.scope {
        // A lone patch has no number.
        Scope::Numbers(numbers) if !numbers.is_empty() && catalog.entry(answered).index.is_none() => {
            vec![answered]
        }
        Scope::Numbers(numbers) => patches().filter(|&patch| is_one_of(patch, numbers)).collect(),
        Scope::AllBut(numbers) => patches()
            .filter(|&patch| match &numbers[..] {
                // Which one is meant is not known where the cover letter is answered.
                [] => patch != answered && !catalog.entry(answered).is_cover(),
                numbers => !is_one_of(patch, numbers),
            })
            .collect(),
        Scope::UpTo if catalog.entry(answered).is_cover() => Vec::new(),
        Scope::UpTo => {
            let last = catalog.entry(answered).index;
            patches().filter(|&patch| catalog.entry(patch).index <= last).collect()
        }
        // Which of more patches are meant is not known.
        Scope::Count(count) => Some(patches().collect::<Vec<PatchAt>>())
            .filter(|all| all.len() == *count as usize)
            .unwrap_or_default(),
        Scope::Others(count) => others(patches().collect(), *count as usize, answered),
        Scope::Answered
            if !catalog.entry(answered).is_cover() && !is_of_series(catalog, reply, answered, thanks) =>
        {
            vec![answered]
        }
        Scope::Answered | Scope::Series => patches().collect(),
    };
    let (left_out, meant): (Vec<PatchAt>, Vec<PatchAt>) =
        meant.into_iter().partition(|&patch| is_one_of(patch, &thanks.except));
    (!meant.is_empty() || left_out.is_empty()).then_some(meant)
}

/// The patches besides the one that is answered, if they are as many as `count`; all, if already these are. Of more, nobody knows which
/// are meant.
fn others(mut patches: Vec<PatchAt>, count: usize, answered: PatchAt) -> Vec<PatchAt> {
    if patches.len() > count {
        patches.retain(|&patch| patch != answered);
    }
    if patches.len() == count { patches } else { Vec::new() }
}

/// Whether thanks that answer the first patch of a series without a cover letter mean all of it: b4 sends one mail for
/// what it was given, and says `(subset)` where that was not everything. Who answers the report that a program sent below
/// that patch means what it tested.
fn is_of_series(catalog: &Catalog, reply: ReplyAt, answered: PatchAt, thanks: &Thanks) -> bool {
    let mail = catalog.reply(reply);
    let is_b4s = mail.message_id.as_deref().is_some_and(|id| id.contains(".b4-ty@"));
    (is_b4s || answers_report(catalog, reply, answered))
        && thanks.taken.is_empty()
        && !mail.title.starts_with("(subset)")
        && catalog.entry(answered).index == Some(1)
        && catalog.cover_of(answered).is_none()
}

/// Whether a reply answers what a program said of a patch.
fn answers_report(catalog: &Catalog, reply: ReplyAt, patch: PatchAt) -> bool {
    let parent = catalog.reply(reply).parents.first();
    let is_report = |&at: &ReplyAt| {
        let mail = catalog.reply(at);
        !mail.is_persons() && mail.message_id.as_ref() == parent
    };
    parent.is_some() && catalog.replies_to[patch].iter().any(is_report)
}

/// What thanks list of a revision: a notice about several series names a mail of each.
fn of_revision<'a>(catalog: &Catalog, revision: &Revision<Patch>, thanks: &'a Thanks) -> Vec<&'a Taken> {
    let ids: HashSet<&str> =
        revision.mails.iter().filter_map(|&patch| catalog.entry(patch).message_id.as_deref()).collect();
    let several = thanks.taken.iter().filter(|taken| taken.mail.is_some()).nth(1).is_some();
    let taken = thanks.taken.iter();
    taken.filter(|taken| !several || taken.mail.as_deref().is_none_or(|id| ids.contains(id))).collect()
}

/// The mail that a reply means: some answer a patch with the cover letter's subject.
fn meant_by_subject(catalog: &Catalog, reply: ReplyAt, answered: PatchAt) -> PatchAt {
    let subject = normalised(&catalog.reply(reply).title);
    let cover = catalog.cover_of(answered);
    let is_meant = |&cover: &PatchAt| {
        let entry = catalog.entry(cover);
        normalised(&entry.title) == subject || normalised(&entry.subject) == subject
    };
    cover.filter(is_meant).unwrap_or(answered)
}

/// Whether thanks answer a mail of this revision.
pub(super) fn answers(catalog: &Catalog, applied: &Applied, revision: &Revision<Patch>) -> bool {
    answered(catalog, applied).any(|patch| revision.mails.contains(&patch))
}

/// The patches that thanks answer, and that they mean.
fn answered(catalog: &Catalog, applied: &Applied) -> impl Iterator<Item = PatchAt> {
    [catalog.replies[applied.reply].patch, applied.patch].into_iter().flatten()
}

/// Normalised titles of the newest version's patches that were taken up: thanks that answer an older version after
/// the newest was posted mean the newest.
pub(super) fn titles(
    catalog: &Catalog,
    newest: &Revision<Patch>,
    applied: &[Applied],
    posted: i64,
) -> BTreeSet<String> {
    let mails: HashSet<PatchAt> = newest.mails.iter().copied().collect();
    let answers = |applied: &Applied| answered(catalog, applied).any(|patch| mails.contains(&patch));
    let counts = |applied: &&Applied| catalog.reply(applied.reply).sent >= posted || answers(applied);
    let patches = applied.iter().filter(counts).filter_map(|applied| applied.patch);
    patches.map(|patch| normalised(&catalog.entry(patch).title)).collect()
}
