//! What the signals see of a revision: who posted what, for which tree.

use std::collections::BTreeSet;

use super::titles::Title;
use super::{Mail, MailAt, Member, Revision, Sent};
use crate::mail::{Fingerprint, Version};
use crate::position::Table;
use crate::shared::HashMap;

/// Projects that share a list with the kernel and have series of their own, as tags name them. A series for the
/// kernel and its companion for a tool are two, whatever their titles.
const PROJECTS: [&str; 8] =
    ["kvmtool", "kvm-unit-tests", "qemu", "libvirt", "iproute2", "ethtool", "util-linux", "crosvm"];

/// Patches of a revision whose authors are looked at, and how many of these are kept.
const HELPED: usize = 50;
const HELPERS: usize = 8;

/// How many of the changed lines of two patches must be common to call them alike.
pub(super) const LIKE_LINES: f64 = 0.3;

/// How many must be to call them the same.
pub(super) const SAME_LINES: f64 = 0.9;

/// A revision, as the signals see it.
#[derive(Debug)]
pub(super) struct Profile {
    pub version: Version,
    pub sent: i64,
    /// The author and the sender of the mail that stands for it, by address and by name.
    pub people: Vec<u32>,
    /// Those of `people` that are addresses.
    addresses: Vec<u32>,
    /// Who else wrote some of its patches.
    pub helpers: Vec<u32>,
    /// The title of the mail that stands for it.
    pub title: Option<Title>,
    /// The titles of its patches, each once.
    pub patches: BTreeSet<Title>,
    /// How many patches it should have, as its mails count them; 0 if they do not.
    pub total: usize,
    /// The stable tree it is for; empty for none.
    pub branch: String,
    /// The project it is for; empty for the list's own.
    pub project: String,
    /// For which program its tools are that it changes, `lampfs` of `lampfs-utils`; and the first words of its titles. As numbers.
    tools_of: Option<u32>,
    areas: Vec<u32>,
    /// Which part of a larger work it says it is; none if it does not.
    pub part: Option<u32>,
    /// It says that it was sent before.
    pub resend: bool,
    pub rfc: bool,
    /// A maintainer posted it with a request to pull: it is made of others' series.
    pub pulled: bool,
    /// Its title says for which release it is, as a request to pull does: it comes again with every release.
    pub of_release: bool,
    /// What its patches change.
    pub changes: Fingerprint,
    /// b4's name for it in all its versions.
    pub change_id: Option<String>,
    /// The versions that it links to.
    linked: Vec<u32>,
    /// The branch that b4 named its mails after.
    pub of_branch: Option<String>,
}

impl Profile {
    /// Whether one is a part of two.
    fn shares<T: PartialEq>(a: &[T], b: &[T]) -> bool {
        a.iter().any(|one| b.contains(one))
    }

    /// Whether one person is behind both.
    pub fn same_person(&self, other: &Self) -> bool {
        Self::shares(&self.people, &other.people)
    }

    /// Whether it is one patch, and not one of several.
    pub fn is_lone(&self) -> bool {
        self.patches.len() == 1 && self.total <= 1
    }

    /// Whether a cover letter stands for it.
    pub fn has_cover(&self) -> bool {
        self.title.is_some_and(|title| !self.patches.contains(&title))
    }

    /// How many patches it has, here or as its mails count them: others may come late.
    pub fn size(&self) -> usize {
        self.patches.len().max(self.total)
    }

    /// What it goes by: its title and, if it has but one patch, that of the patch.
    pub fn names(&self) -> impl Iterator<Item = Title> + '_ {
        let patch = self.patches.first().copied().filter(|_| self.patches.len() == 1);
        self.title.into_iter().chain(patch.filter(|&patch| self.title != Some(patch)))
    }

    /// All who have a part in it.
    pub fn everybody(&self) -> impl Iterator<Item = u32> + '_ {
        self.people.iter().chain(&self.helpers).copied()
    }

    /// Its version, unless it is for comments only.
    pub fn in_earnest(&self) -> BTreeSet<Version> {
        (!self.rfc).then_some(self.version).into_iter().collect()
    }

    /// Whether both have an address in common, not only a name.
    pub fn same_address(&self, other: &Self) -> bool {
        Self::shares(&self.addresses, &other.addresses)
    }

    /// How many patches have the same titles in both.
    pub fn common(&self, other: &Self) -> usize {
        let (few, many) =
            if self.patches.len() < other.patches.len() { (self, other) } else { (other, self) };
        few.patches.iter().filter(|title| many.patches.contains(title)).count()
    }

    /// Whether at least half of the patches of the longer one have the same titles.
    pub fn half_alike(&self, other: &Self) -> bool {
        let common = self.common(other);
        common > 0 && 2 * common >= self.patches.len().max(other.patches.len())
    }

    /// Whether the author says that they are two series: who lets b4 name both counts each on from 1. A name may be
    /// lost, but then the diff or the author says that it is the same again.
    pub fn is_told_apart(&self, older: &Self) -> bool {
        let named = self.change_id.as_ref().zip(older.change_id.as_ref());
        let again = self.resend || older.changes.likeness(&self.changes) >= SAME_LINES;
        self.version <= older.version && named.is_some_and(|(own, other)| own != other) && !again
    }

    /// Whether its author says that another series is the earlier version that the older one could be: b4 gave them two names,
    /// and it links to that version, which is not here or it would be known. The same lines in the same files are the same
    /// work.
    pub fn has_another_earlier(&self, older: &Self) -> bool {
        let again = older.changes.likeness(&self.changes) >= SAME_LINES
            && !self.changes.has_other_files(&older.changes);
        self.has_other_name(older) && self.linked.contains(&older.version.number) && !again
    }

    /// Whether b4 gave them two names.
    pub fn has_other_name(&self, other: &Self) -> bool {
        self.change_id.as_ref().zip(other.change_id.as_ref()).is_some_and(|(own, other)| own != other)
    }

    /// Whether one changes other files than the other, and other lines: a file may have been moved.
    pub fn is_elsewhere(&self, other: &Self) -> bool {
        self.changes.has_other_files(&other.changes) && self.changes.likeness(&other.changes) < LIKE_LINES
    }

    /// Whether both are for one project. A tag comes and goes, but the companion for a tool has other patches, and changes
    /// other files.
    pub fn same_project(&self, other: &Self) -> bool {
        let untagged = self.project.is_empty() || other.project.is_empty();
        let same_lines = || {
            !self.changes.has_other_files(&other.changes)
                && self.changes.likeness(&other.changes) >= LIKE_LINES
        };
        let is_one = self.project == other.project || (untagged && (self.half_alike(other) || same_lines()));
        is_one && !self.is_tool_of(other) && !other.is_tool_of(self)
    }

    /// Whether it changes the tools of what the other one changes, and no file of it.
    fn is_tool_of(&self, other: &Self) -> bool {
        other.tools_of.is_none()
            && self.tools_of.is_some_and(|program| other.areas.contains(&program))
            && !self.changes.shares_files(&other.changes)
    }

    /// Whether one person's two parts of a larger work are meant: `[PATCH Part1 v4]` and `[PATCH Part2 v4]`.
    pub fn is_another_part(&self, other: &Self) -> bool {
        self.part.zip(other.part).is_some_and(|(own, other)| own != other)
    }
}

/// The profile of each revision.
pub(super) type Profiles = Table<Revision<Mail>, Profile>;

/// Reads revisions, which are given as positions of mails, with the titles of all mails.
pub(super) fn read(
    members: &Table<Mail, Member>,
    revisions: &Sent,
    titles: &Table<Mail, Option<Title>>,
) -> Profiles {
    let mut numbers: HashMap<String, u32> = HashMap::default();
    let profile = |mails: &Vec<MailAt>| {
        let head = &members[mails[0]];
        let mut people: Vec<u32> = Vec::new();
        let mut addresses: Vec<u32> = Vec::new();
        let mut number = |person: &String| {
            let fresh = numbers.len() as u32;
            *numbers.entry(person.clone()).or_insert(fresh)
        };
        for person in &head.people {
            let number = number(person);
            people.push(number);
            addresses.extend(person.contains('@').then_some(number));
        }
        let mut helpers: Vec<u32> = Vec::new();
        for person in mails[1..].iter().take(HELPED).flat_map(|&mail| &members[mail].people) {
            let number = number(person);
            if helpers.len() < HELPERS && !people.contains(&number) && !helpers.contains(&number) {
                helpers.push(number);
            }
        }
        let tools_of = mails.iter().take(2).find_map(|&mail| tools_of(&members[mail])).map(|of| number(&of));
        let mut areas: Vec<u32> = mails
            .iter()
            .filter_map(|&mail| Some(number(&members[mail].title.split_once(':')?.0.to_owned())))
            .collect();
        areas.sort_unstable();
        areas.dedup();
        let patches = mails.iter().filter(|&&mail| members[mail].index() > 0);
        Profile {
            version: head.version,
            sent: head.sent,
            people,
            addresses,
            helpers,
            title: titles[mails[0]],
            patches: patches.filter_map(|&mail| titles[mail]).collect(),
            total: head.counter.map_or(0, |(_, total)| total as usize),
            branch: head.branch.clone(),
            project: project(head.tags, &head.title),
            tools_of,
            areas,
            part: part(head.tags, &head.title),
            resend: is_tagged(mails.iter().map(|&mail| &members[mail]), &["RESEND", "REPOST"]),
            rfc: is_tagged(mails.iter().map(|&mail| &members[mail]), &["RFC"]),
            pulled: mails.iter().any(|&mail| members[mail].context.pulled),
            of_release: is_of_release(&head.title),
            changes: Fingerprint::of_all(mails.iter().filter_map(|&mail| members[mail].fingerprint)),
            change_id: mails.iter().find_map(|&mail| members[mail].context.change_id.clone()),
            linked: head.context.pointers.iter().filter_map(|pointer| pointer.version).collect(),
            of_branch: head.message_id.and_then(|id| of_branch(id, head.version)).map(str::to_owned),
        }
    };
    revisions.iter().map(profile).collect()
}

/// Whether a revision has one of these tags: a cover letter without a number has none, its patches do.
pub(super) fn is_tagged<'a>(mails: impl Iterator<Item = &'a Member<'a>>, tags: &[&str]) -> bool {
    let tagged =
        |mail: &Member| mail.tags.iter().any(|own| tags.iter().any(|tag| own.eq_ignore_ascii_case(tag)));
    mails.take(2).any(tagged)
}

/// Whether a title is that of a request to pull, which some maintainers post as a cover letter: `fixes for 6.1`.
fn is_of_release(title: &str) -> bool {
    let words: Vec<&str> = title.split([' ', ',']).collect();
    words.windows(3).any(|words| {
        let release = words[2].trim_start_matches('v').split(['.', '-']).next().unwrap_or_default();
        ["updates", "fixes", "changes"].contains(&words[0])
            && words[1] == "for"
            && words[2].contains('.')
            && !release.is_empty()
            && release.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Branches that are of everything.
const MAIN: [&str; 3] = ["main", "master", "next"];

/// The branch in a Message-ID that b4 made, `20230814-BRANCH-v2-1-0123456789ab@host` (`b4/ez.py`); none in another one.
fn of_branch(message_id: &str, version: Version) -> Option<&str> {
    let (local, _) = message_id.split_once('@')?;
    let (date, rest) = local.split_once('-')?;
    let mut parts = rest.rsplitn(4, '-');
    let (hash, number, counted) = (parts.next()?, parts.next()?, parts.next()?);
    let branch = parts.next().filter(|branch| !branch.is_empty())?;
    let is_made = date.len() == 8
        && date.bytes().chain(number.bytes()).all(|b| b.is_ascii_digit())
        && hash.len() >= 8
        && hash.bytes().all(|b| b.is_ascii_hexdigit())
        && counted.strip_prefix('v').and_then(|digits| digits.parse().ok()) == Some(version.number);
    (is_made && !MAIN.contains(&branch)).then_some(branch)
}

/// The number of a part, as a tag or the end of a normalised title names it: `part2`, `Part-2`, `…, part 2/3`, `… (part 2)`.
fn part(tags: &[String], title: &str) -> Option<u32> {
    let of_tag = |tag: &String| {
        let tag = tag.to_ascii_lowercase();
        tag.strip_prefix("part")?.trim_start_matches(['-', '_']).parse().ok()
    };
    let of_title = || {
        let (_, behind) = title.rsplit_once("part")?;
        let number = behind.trim_start_matches([' ', '-', '#']).trim_end_matches(')');
        let (number, total) = number.split_once(['/', ' ']).unwrap_or((number, ""));
        let is_total = total.trim_start_matches("of ").bytes().all(|b| b.is_ascii_digit());
        number.parse().ok().filter(|_| is_total)
    };
    tags.iter().find_map(of_tag).or_else(of_title)
}

/// The program whose tools a mail is about, as a tag or the first word of its title names them: `lampfs-utils`, `lampfs-progs`.
fn tools_of(mail: &Member) -> Option<String> {
    let first = mail.title.split_once(':').map(|(first, _)| first.to_owned());
    let mut names = mail.tags.iter().map(|tag| tag.to_ascii_lowercase()).chain(first);
    names.find_map(|name| {
        ["-utils", "-tools", "-progs"].iter().find_map(|end| name.strip_suffix(end)).map(str::to_owned)
    })
}

/// The project that tags name, or the first word of the title.
fn project(tags: &[String], title: &str) -> String {
    let first = title.split(':').next().unwrap_or_default();
    if ["target/", "hw/", "linux-user", "tcg", "accel/"].iter().any(|path| first.starts_with(path)) {
        return "qemu".to_owned();
    }
    let names = tags.iter().map(|tag| tag.to_ascii_lowercase()).chain([first.to_owned()]);
    let mut known = names.filter(|name| PROJECTS.contains(&name.as_str()));
    known.next().unwrap_or_default()
}
