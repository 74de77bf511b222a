//! One mail, read: the few things that digests are made of.

use crate::shared::Shared;

use jiff::Timestamp;
use mailparse::MailHeader;
use serde::{Deserialize, Serialize};

use super::body::{self, Cut, Diffstat};
use super::content::DecodedText;
use super::machine::{self, Machine, Role};
use super::mime::Part;
use super::raw::parts;
use super::route::{self, Route};
use super::{
    Address, Backport, Carried, Notice, Pointer, SamePerson, Subject, Thanks, Trailer, author, content, date,
    diff, git_mailer, header, list_tag, normalised, notice, person, pull, revision, thanks, trailer,
};

/// What a mail is, as far as digests care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A patch, alone or one of a series.
    Patch,
    /// The cover letter of a series, `0/N`.
    Cover,
    /// A request to pull: a kind of its own, no patch.
    Pull,
    /// An answer to another mail.
    Reply,
    /// Anything else.
    Other,
}

/// The bytes hold no header that a mail must have: neither From nor Subject, Date or Message-ID.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAMail;

/// One mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its Message-IDs, without angle brackets. Some mails have several, some none.
    pub ids: Vec<Shared>,
    pub subject: Subject,
    /// The header From: who sent it.
    pub sender: Address,
    /// Who wrote it; the sender unless the mail says otherwise.
    pub author: Address,
    /// The Date header, where it holds a date.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub date: Option<Timestamp>,
    /// When the last server took it in: the date of the topmost Received header (RFC 5321, 4.4).
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub received: Option<Timestamp>,
    /// When the server took it in that held it back for days, if one did: a list's, until somebody let it through.
    #[serde(with = "jiff::fmt::serde::timestamp::second::optional")]
    pub held: Option<Timestamp>,
    /// The Message-IDs of the mails it answers, the nearest first: In-Reply-To, then References backwards.
    pub parents: Vec<Shared>,
    pub kind: Kind,
    /// The kind of program that wrote it, if none of a person's hands did.
    #[serde(with = "super::machine::by_number")]
    pub machine: Option<&'static Machine>,
    /// What only patches and cover letters have.
    pub patch: Option<Box<Patch>>,
    /// What a mail says of patches that are not its own: replies and requests to pull do.
    pub said: Said,
    /// The whole text of an answer, with what it quotes; empty for other mails.
    pub text: String,
    /// Addresses in it that are one person's.
    pub same: Vec<SamePerson>,
}

/// What a mail says of other mails' patches, in lines that it does not quote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Said {
    /// `Reviewed-by` and the like. They may name somebody else than the sender.
    pub trailers: Vec<Trailer>,
    /// That patches were taken up.
    /// In a place of its own: few mails say it.
    pub thanks: Option<Box<Thanks>>,
    /// The further mails that thanks answer, where one mail answers several.
    pub also: Vec<Shared>,
    /// The patches that a request to pull carries.
    pub carries: Vec<Carried>,
    /// Commits that it announces, as a program does when somebody pushes.
    pub notices: Vec<Notice>,
}

/// The text of a patch or of a cover letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Patch {
    /// The message to the diffstat's last line, without the in-body From.
    pub body: String,
    pub diffstat: Option<Diffstat>,
    /// The diff in its text or attached, from its first line to the signature; empty if the mail has no diff.
    pub diff: String,
    /// It quotes another mail, as an answer does.
    pub quotes: bool,
    /// b4's name for the series.
    pub change_id: Option<String>,
    /// Earlier versions that it links to.
    pub pointers: Vec<Pointer>,
    /// The trailers of its commit message.
    pub trailers: Vec<Trailer>,
    /// It brings a commit of the project to a stable tree.
    /// In a place of its own: few patches do.
    pub backport: Option<Box<Backport>>,
    /// The normalised title in the file that is attached, under which git takes it.
    pub file_title: Option<String>,
    /// The addresses in To and Cc, each once, with `, ` between them.
    pub recipients: String,
}

impl Patch {
    fn of(cut: Cut, has_message: bool) -> Self {
        Self {
            backport: None,
            recipients: String::new(),
            trailers: if has_message { trailer::of_patch(&cut.shown) } else { Vec::new() },
            file_title: cut.file_subject.map(|subject| normalised(&Subject::parse(&subject).title)),
            change_id: cut.change_id,
            pointers: revision::pointers(&cut.shown),
            body: cut.shown,
            diffstat: cut.diffstat,
            diff: cut.diff.unwrap_or_default(),
            quotes: cut.quotes,
        }
    }

    /// The text of a mail that is a cover letter although its subject does not say so. `title` is that of the subject.
    pub fn of_cover(raw: &[u8], title: &str) -> Option<Self> {
        let parts = parts(raw)?;
        let recipients = header::recipients(&parts[0].headers);
        Some(Self { recipients, ..Self::of(body::cut(&content::text(&parts), title), false) })
    }
}

/// An answer that lost its `Re:` and says that a patch was taken has at most this many lines.
const SHORT: usize = 6;

impl Message {
    /// Reads a mail. Only bytes that are not mail at all are refused.
    pub fn parse(raw: &[u8]) -> Result<Self, NotAMail> {
        let parts = parts(raw).ok_or(NotAMail)?;
        Ok(Self::of(&parts)?.with_proofs(&parts[0].headers))
    }

    /// Adds what it proves of the people that it names.
    fn with_proofs(mut self, headers: &[MailHeader]) -> Self {
        if self.kind != Kind::Other {
            let trailers = self.patch.as_ref().map_or(&[][..], |patch| &patch.trailers);
            self.same = person::proofs(headers, &self.sender, &self.author, trailers);
        }
        self
    }

    fn of(parts: &[Part]) -> Result<Self, NotAMail> {
        let headers = &parts[0].headers;
        let known = ["From", "Subject", "Message-ID", "Date"];
        if !known.iter().any(|name| header::find(headers, name).is_some()) {
            return Err(NotAMail);
        }
        let mut message = Self::of_headers(headers);
        let text = content::text(parts);
        let may_be_patch = message.subject.may_be_patch() || message.is_gits(headers, &text.text);
        match may_be_patch && !announces(&message.subject, &text.text) {
            true => message.read_patch(headers, &text),
            false => message.read_other(headers, &text.text),
        }
        if message.patch.is_none() && !message.parents.is_empty() {
            message.text = content::whole(parts, text);
        }
        if message.kind == Kind::Other && message.said.thanks.is_none() {
            message.said.thanks = release(&message.subject, parts).map(Box::new);
        }
        Ok(message)
    }

    /// Whether git sent it as a patch, with its line or a sign-off above the diff, under a subject that is not that of an
    /// answer. Scripts send other mails with diffs, such as what was merged by hand.
    fn is_gits(&self, headers: &[MailHeader], text: &str) -> bool {
        let may_be = !self.subject.reply && !self.subject.pull;
        let may_end = |line: &str| line == "---" || line.starts_with("Signed-off-by: ");
        let shows_patch = || diff::start(text, 0).is_some_and(|at| text[..at].lines().any(may_end));
        may_be && git_mailer::sent(headers, &self.ids) && shows_patch()
    }

    fn read_other(&mut self, headers: &[MailHeader], text: &str) {
        self.kind = kind_without_text(self);
        self.author = author::of(headers, &self.sender, None);
        if self.kind == Kind::Other && !pull::carried(&self.subject, text).is_empty() {
            self.kind = Kind::Pull;
        }
        match self.kind {
            Kind::Other => self.said.notices = notice::read(&self.subject, text),
            Kind::Patch | Kind::Cover | Kind::Pull | Kind::Reply => {
                self.hear(text);
                self.said.also = header::also_answered(headers, self.said.thanks.is_some());
            }
        }
    }

    fn read_patch(&mut self, headers: &[MailHeader], text: &DecodedText) {
        let mut cut = body::cut(text, &self.subject.title);
        if cut.diff.is_none() {
            self.note_relay(&text.text);
        }
        if self.is_machines(&cut) {
            self.kind = kind_without_text(self);
            self.hear(&text.text);
            return;
        }
        self.author = author::of(headers, &self.sender, cut.from.as_deref());
        self.kind = kind_of_patch(self, &cut);
        if cut.diff.is_none() && !self.parents.is_empty() {
            // It is an answer, or may be one that lost its `Re:`.
            self.hear(&text.text);
            if self.takes_in_short(&text.text) {
                self.kind = Kind::Reply;
            }
        }
        let title = cut.subject.take().map(|subject| Subject::parse(&subject).title);
        match self.kind {
            Kind::Patch => {
                if let Some(title) = title.filter(|title| !title.is_empty()) {
                    self.subject.title = title;
                }
            }
            Kind::Cover => {
                // `[PATCHSET 2/3]` counts sets.
                self.subject.counter = self.subject.counter.filter(|&(index, _)| index == 0);
                let tells = |newest| {
                    revision::tells_changes(&cut.shown, newest) || !revision::pointers(&cut.shown).is_empty()
                };
                self.subject.take_version_in_words(tells);
                self.said.carries = pull::carried(&self.subject, &text.text);
            }
            Kind::Pull | Kind::Reply | Kind::Other => return,
        }
        let backport = Backport::of(&self.subject, &cut.shown);
        let recipients = header::recipients(headers);
        let patch = Patch {
            backport: backport.map(Box::new),
            recipients,
            ..Patch::of(cut, self.kind == Kind::Patch)
        };
        self.patch = Some(Box::new(patch));
    }

    fn of_headers(headers: &[MailHeader]) -> Self {
        let mut subject = Subject::parse(&header::value(headers, "Subject").unwrap_or_default());
        list_tag::drop_from(&mut subject, headers);
        let sender = Address::parse(&header::value(headers, "From").unwrap_or_default());
        let ids = header::message_ids(headers, "Message-ID");
        let date = header::value(headers, "Date").and_then(|value| date::parse(&value));
        let Route { received, held } = route::read(headers, date);
        Self {
            machine: machine::of_envelope(headers, &sender, &subject, ids.first()),
            ids: ids.into_iter().map(Shared::from).collect(),
            subject,
            author: sender.clone(),
            sender,
            date,
            received,
            held,
            parents: header::parents(headers),
            kind: Kind::Other,
            patch: None,
            said: Said::default(),
            text: String::new(),
            same: Vec::new(),
        }
    }

    /// Notes the relay that passed on what a person said, if its first sentence says so.
    fn note_relay(&mut self, text: &str) {
        let relay = || machine::of_opening(&body::unquoted(text));
        self.machine = self.machine.or_else(|| relay().filter(|relay| relay.role == Role::Relay));
    }

    /// Whether a program wrote what has the subject of a patch, and sends nobody else's.
    fn is_machines(&self, cut: &Cut) -> bool {
        self.machine.is_some_and(Machine::sends_no_patches) && !names_person(cut.from.as_deref())
    }

    /// Whether it says that a patch was taken, and little more.
    fn takes_in_short(&self, text: &str) -> bool {
        let takes = self.said.thanks.as_ref().is_some_and(|thanks| thanks.certain);
        takes && body::unquoted(text).iter().filter(|line| !line.trim().is_empty()).count() <= SHORT
    }

    /// Reads what the text says of other mails' patches. A machine's report says nothing of them that counts.
    fn hear(&mut self, text: &str) {
        let unquoted = body::unquoted(text);
        self.machine = self.machine.or_else(|| machine::of_opening(&unquoted));
        // A mail with a patch that calls itself no answer, as a notice of a stable tree: the trailers are the patch's.
        let shows_patch = !self.subject.reply && diff::start(text, 0).is_some();
        let notices = notice::read(&self.subject, text);
        self.said = match self.machine {
            Some(machine) if machine.may_take() => Said {
                thanks: thanks::of_notice(machine.template, &self.subject.text, text, &unquoted)
                    .map(Box::new),
                notices,
                ..Said::default()
            },
            Some(_) => Said { notices, ..Said::default() },
            None => Said {
                trailers: if shows_patch { Vec::new() } else { trailer::of_reply(&unquoted) },
                thanks: thanks::read(text, &unquoted)
                    .or_else(|| thanks::relayed(&self.subject.title, &unquoted))
                    .map(Box::new),
                also: Vec::new(),
                carries: if self.kind == Kind::Pull { pull::listed(text) } else { Vec::new() },
                notices,
            },
        };
    }
}

/// What a mail that announces a release says was taken: its shortlog may be attached.
fn release(subject: &Subject, parts: &[Part]) -> Option<Thanks> {
    if !thanks::is_of_release(subject) {
        return None;
    }
    let mut texts = parts.iter().filter(|part| part.is_leaf && part.kind.starts_with("text/plain"));
    texts.find_map(|part| thanks::of_release(&content::decoded(part)))
}

/// Whether a program announces a commit under a subject that has a counter, but not the word PATCH.
fn announces(subject: &Subject, text: &str) -> bool {
    !subject.patch && !subject.rfc && !notice::read(subject, text).is_empty()
}

/// Whether the in-body `From:` line names a person: a program may send somebody's patch.
fn names_person(from: Option<&str>) -> bool {
    from.is_some_and(|from| machine::of_address(&Address::parse(from)).is_none())
}

fn kind_without_text(message: &Message) -> Kind {
    match &message.subject {
        subject if subject.reply => Kind::Reply,
        subject if subject.pull => Kind::Pull,
        // A notice finds its patch by what it says.
        _ if message.machine.is_some_and(Machine::is_end) => Kind::Reply,
        _ if message.parents.is_empty() => Kind::Other,
        _ => Kind::Reply,
    }
}

/// A subject without the word PATCH is that of a patch if the mail holds a diff, and if RFC is there already if it
/// is counted.
fn kind_of_patch(message: &Message, cut: &Cut) -> Kind {
    let subject = &message.subject;
    let has_diff = cut.diff.is_some();
    match subject.counter {
        Some((0, _)) => return Kind::Cover,
        _ if subject.set && !has_diff => return Kind::Cover,
        _ => {}
    }
    match has_diff || subject.patch || subject.rfc && subject.counter.is_some() {
        true => Kind::Patch,
        false => kind_without_text(message),
    }
}
