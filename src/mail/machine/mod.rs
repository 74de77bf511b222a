//! Mails that a program wrote: what kind of program, and what its mails are for a patch.
//!
//! A machine is not a person who answers or reviews, and does not send patches of its own. Marks are general: words
//! of addresses, headers, the form of the subject, the opening sentence. A person who quotes a robot or speaks of one
//! bears none of them.

mod kinds;

use mailparse::MailHeader;

use super::{Address, Subject, author, header};

/// What the mails of a machine are for a patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// They say what became of it.
    End,
    /// The same, sent by the tool of the person who did it, in that person's name: the person has answered.
    Tool,
    /// They say what became of a commit elsewhere, as in a stable tree.
    Note,
    /// They say what was found: of tests, by a review program, in a tracker.
    Report,
    /// They pass on what was said or proposed on a website.
    Relay,
}

/// The form of a machine's mail that says what was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Template {
    /// `[tip: x86/urgent] title`, `Commit-ID:`
    Tip,
    /// `Applied "title" to the kit tree`
    Applied,
    /// `Patchwork summary for: kit`
    Summary,
    /// `Patch notification: 1 patch updated`
    States,
    /// `+ kit-add-it.patch added to mm-unstable branch`
    Quilt,
    /// `Branch: refs/heads/next`, and below it commits: what a host of repositories writes of a push.
    Push,
    /// `Patch "title" has been added to the 6.1-stable tree`
    Stable,
}

/// A kind of machine.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Machine {
    pub name: &'static str,
    pub role: Role,
    pub(super) template: Option<Template>,
    marks: &'static [Mark],
}

/// What a machine's mail is known by.
#[derive(Debug, PartialEq, Eq, Hash)]
enum Mark {
    /// A word of the address's local part or of the name; digits behind it do not count.
    Word(&'static [&'static str]),
    /// A word of the local part alone.
    Local(&'static [&'static str]),
    /// The whole local part, where the name is no person's.
    Sole(&'static [&'static str]),
    /// The last word of the name, as it is spelled.
    Name(&'static str),
    /// What the Message-ID holds.
    Id(&'static str),
    /// A header whose value begins with this.
    Header(&'static str, &'static str),
    /// How the subject begins, and what it holds further on.
    Subject(&'static str, &'static str),
    /// What one of the first lines begins with, in lower case; with `]` at its end, what the line ends with.
    Opening(&'static str),
    /// What one of the first lines says was opened or the like: ` pull request #`, a number, ` was `.
    Event(&'static str),
}

impl Machine {
    /// Whether the mail is an answer of somebody who acted for themselves, with a tool.
    pub fn is_person(&self) -> bool {
        self.role == Role::Tool
    }

    /// Whether something that looks like a patch is not a patch if such a machine sent it; a header alone does not say so.
    pub(super) fn sends_no_patches(&self) -> bool {
        !self.marks.iter().all(|mark| matches!(mark, Mark::Header(..)))
    }

    /// Whether such mails say what became of patches.
    pub fn is_end(&self) -> bool {
        matches!(self.role, Role::End | Role::Tool)
    }

    /// Whether such mails say something of patches that counts.
    pub(super) fn may_take(&self) -> bool {
        self.is_end() || self.template.is_some()
    }

    /// Whether what such mails say is of commits elsewhere: only the patch that they answer is one of those.
    pub fn is_note(&self) -> bool {
        self.role == Role::Note
    }
}

/// The form of a machine in what one build keeps for the next one of the same program.
pub(super) mod by_number {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Machine;
    use super::kinds::KINDS;

    pub fn serialize<S: Serializer>(
        machine: &Option<&'static Machine>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let number = machine.and_then(|own| KINDS.iter().position(|kind| std::ptr::eq(kind, own)));
        number.serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<&'static Machine>, D::Error> {
        let number = Option::<usize>::deserialize(deserializer)?;
        Ok(number.and_then(|number| KINDS.get(number)))
    }
}

/// The machine that an address belongs to.
pub fn of_address(address: &Address) -> Option<&'static Machine> {
    let sender = Sender::of(address);
    kinds::KINDS.iter().find(|kind| kind.marks.iter().any(|mark| mark.is_of(&sender)))
}

/// The machine that sent a mail, by all but its text.
pub(super) fn of_envelope(
    all: &[MailHeader],
    address: &Address,
    subject: &Subject,
    id: Option<&String>,
) -> Option<&'static Machine> {
    let sender = Sender::of(address);
    let headers: Vec<&MailHeader> = all.iter().filter(|header| is_mark(header)).collect();
    // An answer's subject is another mail's.
    let subject = Some(subject.text.as_str()).filter(|_| !subject.reply).unwrap_or_default();
    let bears = |mark: &Mark| match mark {
        Mark::Header(name, value) => {
            let named = headers.iter().filter(|header| header::is_named(header, name));
            named
                .map(|header| header.get_value_raw().trim_ascii_start())
                .any(|own| own.starts_with(value.as_bytes()))
        }
        Mark::Id(part) => id.is_some_and(|id| id.contains(part)),
        Mark::Subject(begins, holds) => is_titled(subject, begins, holds),
        Mark::Word(_) | Mark::Local(_) | Mark::Sole(_) | Mark::Name(_) => mark.is_of(&sender),
        Mark::Opening(_) | Mark::Event(_) => false,
    };
    kinds::KINDS.iter().find(|kind| kind.marks.iter().any(bears)).or_else(|| behind_list(all, address))
}

/// The machine whose address a list replaced by its own: `patchwork-bot+kit--- via LIST`.
fn behind_list(headers: &[MailHeader], sender: &Address) -> Option<&'static Machine> {
    let is_rewritten = sender.name.contains(" via ");
    is_rewritten.then(|| author::of(headers, sender, None)).and_then(|author| of_address(&author))
}

/// Whether a header may be one of those that machines are known by: most mails have none.
fn is_mark(header: &MailHeader) -> bool {
    let name = header.get_key_raw();
    let begins =
        |word: &str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()));
    ["X-G", "X-J", "X-Bugz", "X-stable", "Auto-", "Prec", "Robot-"].iter().any(|word| begins(word))
}

/// Whether a subject, also behind a list's tag, begins and goes on like this.
fn is_titled(subject: &str, begins: &str, holds: &str) -> bool {
    let behind_tag = subject.strip_prefix('[').and_then(|rest| rest.split_once("] ")).map(|(_, rest)| rest);
    let rest = [Some(subject), behind_tag].into_iter().flatten().find_map(|subject| {
        let (start, rest) = subject.split_at_checked(begins.len())?;
        start.eq_ignore_ascii_case(begins).then_some(rest)
    });
    rest.is_some_and(|rest| rest.to_ascii_lowercase().contains(&holds.to_ascii_lowercase()))
}

/// Lines that are looked at for a machine's opening sentence.
const OPENING_LINES: usize = 5;

/// The machine that wrote the text with these unquoted lines.
pub(super) fn of_opening(unquoted: &[&str]) -> Option<&'static Machine> {
    let is_said = |line: &&str| !line.is_empty() && !line.ends_with(',') && !line.ends_with("wrote:");
    let opening = unquoted.iter().map(|line| line.trim()).filter(is_said).take(OPENING_LINES);
    let opening: Vec<&str> = opening.collect();
    let bears = |mark: &Mark| match mark {
        Mark::Opening(words) => opening
            .iter()
            .any(|line| begins(line, words) || words.ends_with(']') && line.to_lowercase().ends_with(words)),
        Mark::Event(what) => opening.iter().any(|line| {
            let rest =
                line.split_once(what).map(|(_, rest)| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
            rest.is_some_and(|rest| rest.starts_with(" was "))
        }),
        Mark::Word(_) | Mark::Local(_) | Mark::Sole(_) | Mark::Name(_) => false,
        Mark::Header(..) | Mark::Id(_) | Mark::Subject(..) => false,
    };
    kinds::KINDS.iter().find(|kind| kind.marks.iter().any(bears))
}

/// Whether a line begins with these words, in capitals or not.
fn begins(line: &str, words: &str) -> bool {
    line.as_bytes().get(..words.len()).is_some_and(|start| start.eq_ignore_ascii_case(words.as_bytes()))
}

/// A sender, in lower case and in words, without the digits behind them.
struct Sender<'a> {
    name: &'a str,
    words: Vec<String>,
    local: &'a str,
    /// The words of the local part, also where hyphens join them.
    parts: Vec<&'a str>,
}

impl<'a> Sender<'a> {
    fn of(address: &'a Address) -> Self {
        let name = address.name.to_lowercase();
        let undigited = |word: &'a str| word.trim_end_matches(|c: char| c.is_ascii_digit());
        let local = address.email.split('@').next().unwrap_or_default();
        let joined = local.split(['+', '.', '_']).filter(|word| word.contains('-'));
        let parts = local.split(['-', '_', '+', '.']).chain(joined);
        Self {
            name: &address.name,
            words: name
                .split([' ', '-', '(', ')', '[', ']'])
                .map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()))
                .filter(|word| !word.is_empty())
                .map(str::to_owned)
                .collect(),
            local,
            parts: parts.flat_map(|word| [word, undigited(word)]).collect(),
        }
    }

    /// Whether the name is missing, says no more than the local part does, or begins with it: `GitHub issues`.
    fn is_unnamed(&self) -> bool {
        self.words.first().is_some_and(|first| first == self.local)
            || self.words.iter().all(|word| self.local.contains(word.as_str()))
                && self.words.len() <= self.local.split(['-', '_', '+', '.']).count()
    }
}

impl Mark {
    fn is_of(&self, sender: &Sender) -> bool {
        match self {
            Self::Word(words) => words
                .iter()
                .any(|word| sender.parts.contains(word) || sender.words.iter().any(|own| own == word)),
            Self::Local(words) => words.iter().any(|word| sender.parts.contains(word)),
            Self::Sole(words) => words.contains(&sender.local) && sender.is_unnamed(),
            Self::Name(last) => sender.name.split(' ').next_back() == Some(last),
            Self::Header(..) | Self::Id(_) | Self::Subject(..) | Self::Opening(_) | Self::Event(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_told_from_people() {
        let is = |name: &str, email: &str| {
            of_address(&Address { name: name.into(), email: email.into() }).is_some()
        };
        assert!(is("kernel test robot", "lkp@example.org"));
        assert!(is("syzbot", "syzbot+1ab@example.org"));
        assert!(is("patchwork-bot+netdevbpf", "patchwork-bot+netdevbpf@example.org"));
        assert!(is("tip-bot2 for Jane Doe", "tip-bot2@example.org"));
        assert!(is("no-reply", "no-reply@patchew.example"));
        assert!(is("Kit CI", "ci@example.org"));
        assert!(is("Jenkins", "jenkins@example.org"));
        assert!(!is("Jane Doe", "jane@example.org"));
        assert!(is("GitHub pull_request - opened", "github@example.org"));
        assert!(!is("Jane Doe", "github@jane.example"));
        assert!(!is("Jane Jenkins", "jenkins@example.org"));
        assert!(!is("Ci Chen", "chen.ci@example.org"));
        assert!(!is("Joe Talbot", "talbot@example.org"));
        assert!(!is("Jane Doe via GitGitGadget", "gitgitgadget@example.org"));
    }

    #[test]
    fn a_person_who_quotes_or_names_a_robot_is_a_person() {
        let opening = |lines: &[&str]| of_opening(lines).map(|machine| machine.name);
        assert_eq!(opening(&["Hi,", "", "My bot found errors running 'make check'"]), Some("owned-bot"));
        let running = "Running 'make dtbs_check' with the schema in this patch gives the";
        assert_eq!(opening(&[running, "following warnings."]), Some("owned-bot"));
        assert_eq!(opening(&["Running 'make dtbs_check' gives no warnings."]), None);
        assert_eq!(opening(&["", "The test robot is right, and my bot found it too."]), None);
        assert_eq!(opening(&["The AI review found a leak in the error path."]), None);
        assert_eq!(opening(&["See pull request #12, I was there."]), None);
    }
}
