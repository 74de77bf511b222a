//! Which revisions are versions of one series.

use std::collections::{HashMap, HashSet};

use super::{Link, Member, by_message_id};

/// An earlier version is looked for this many seconds back, unless the mails name each other.
const ONE_SERIES: i64 = 400 * 86_400;

/// Finds which revisions are versions of one series.
pub(super) struct Linker<'a, 'b> {
    members: &'b [Member<'a>],
    revisions: &'b [Vec<usize>],
    by_id: HashMap<&'a str, usize>,
    /// The revision of each mail.
    revision_of: Vec<usize>,
}

impl<'a, 'b> Linker<'a, 'b> {
    /// Prepares to link revisions, which are given as positions of mails.
    pub fn new(members: &'b [Member<'a>], revisions: &'b [Vec<usize>]) -> Self {
        let mut revision_of = vec![0; members.len()];
        for (revision, mails) in revisions.iter().enumerate() {
            for &mail in mails {
                revision_of[mail] = revision;
            }
        }
        Self { members, revisions, by_id: by_message_id(members), revision_of }
    }

    /// The mail that stands for a revision: the cover letter, else the first that there is.
    fn head(&self, revision: usize) -> &'b Member<'a> {
        &self.members[self.revisions[revision][0]]
    }

    /// Pairs of revisions, the older first, and the signal.
    pub fn links(&self) -> Vec<(usize, usize, Link)> {
        let mut links = Vec::new();
        self.by_change_id(&mut links);
        for newer in 0..self.revisions.len() {
            self.by_reference(newer, &mut links);
        }
        self.by_title(&mut links);
        self.by_patch_titles(&mut links);
        links
    }

    fn by_change_id(&self, links: &mut Vec<(usize, usize, Link)>) {
        let mut last: HashMap<&str, usize> = HashMap::new();
        for revision in 0..self.revisions.len() {
            let ids = self.revisions[revision]
                .iter()
                .filter_map(|&mail| self.members[mail].context.change_id.as_deref());
            for id in ids.take(1) {
                if let Some(older) = last.insert(id, revision) {
                    links.push((older, revision, Link::ChangeId));
                }
            }
        }
    }

    /// What the first mails point to or answer, if it is a lower version.
    fn by_reference(&self, newer: usize, links: &mut Vec<(usize, usize, Link)>) {
        let heads = self.revisions[newer].iter().map(|&mail| &self.members[mail]).filter(|m| m.index() <= 1);
        for member in heads {
            for pointer in &member.context.pointers {
                if let Some(older) = self.revision(&pointer.message_id) {
                    let version = self.head(older).version;
                    if version.number == pointer.version
                        && version < member.version
                        && self.same_branch(older, newer)
                    {
                        links.push((older, newer, Link::Pointer));
                    }
                }
            }
            for parent in &member.context.parents {
                if let Some(older) = self.revision(parent) {
                    let head = self.head(older);
                    let same = head.author == member.author || head.sender == member.sender;
                    if same && head.version < member.version && self.same_branch(older, newer) {
                        links.push((older, newer, Link::Thread));
                    }
                }
            }
        }
    }

    fn by_title(&self, links: &mut Vec<(usize, usize, Link)>) {
        let mut last: HashMap<(&str, &str, &str), usize> = HashMap::new();
        for revision in 0..self.revisions.len() {
            let head = self.head(revision);
            if head.title.is_empty() {
                continue;
            }
            for person in HashSet::from([head.author, head.sender]) {
                if let Some(older) = last.insert((&head.title, person, head.branch.as_str()), revision)
                    && older != revision
                    && self.near(older, revision)
                {
                    links.push((older, revision, Link::Title));
                }
            }
        }
    }

    /// Renamed covers: the titles of the patches tell. Half of the longer series, so that a pull request that
    /// posts all it carries does not draw every series into one.
    fn by_patch_titles(&self, links: &mut Vec<(usize, usize, Link)>) {
        let mut last: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
        for revision in 0..self.revisions.len() {
            let titles = self.patch_titles(revision);
            let author = self.head(revision).sender;
            let mut common: HashMap<usize, usize> = HashMap::new();
            for title in &titles {
                let seen = last.entry((title, author)).or_default();
                for &older in seen.iter().rev().take(8) {
                    *common.entry(older).or_default() += 1;
                }
                seen.push(revision);
            }
            let mut older: Vec<(usize, usize)> = common.into_iter().collect();
            older.sort_unstable();
            for (older, common) in older {
                let half = 2 * common >= titles.len().max(self.patch_titles(older).len());
                let differs = self.head(older).version != self.head(revision).version;
                if half && differs && self.near(older, revision) && self.same_branch(older, revision) {
                    links.push((older, revision, Link::PatchTitles));
                }
            }
        }
    }

    fn patch_titles(&self, revision: usize) -> HashSet<&'b str> {
        let mails = self.revisions[revision].iter().map(|&mail| &self.members[mail]);
        mails.filter(|m| m.index() > 0 && !m.title.is_empty()).map(|m| m.title.as_str()).collect()
    }

    fn revision(&self, message_id: &str) -> Option<usize> {
        self.by_id.get(message_id).map(|&mail| self.revision_of[mail])
    }

    fn near(&self, older: usize, newer: usize) -> bool {
        (self.head(newer).arrived - self.head(older).arrived).abs() <= ONE_SERIES
    }

    fn same_branch(&self, a: usize, b: usize) -> bool {
        self.head(a).branch == self.head(b).branch
    }
}
