//! What the site's operator took down: mails that are left out, and words that are shown as [`MARK`].

mod change;

use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::archive::{Inbox, Slot};
use crate::conceal::Word;
use crate::mail::{self, Address, Mailmap, Message};
use crate::shared::Shared;

/// What is shown in place of a word that is hidden.
pub const MARK: &str = "[hidden]";
/// Fewest digits of a commit.
const DIGITS: usize = 7;

/// One takedown.
#[derive(Debug, Clone)]
pub struct Hide {
    pub what: What,
    /// Replies to what it hides go as well.
    pub replies: bool,
    word: Option<Word>,
    /// The same for titles that are held against each other.
    folded: Option<Word>,
}

/// What a takedown hides.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum What {
    /// The mail of this Message-ID, and the id.
    MessageId(String),
    /// All mails that are from this address, in lower case, and the address.
    Address(String),
    /// The mail of this commit of an archive, in hexadecimal digits, and its Message-IDs.
    Commit(String),
    /// This text.
    Text(String),
}

impl Hide {
    /// A takedown of this.
    pub fn new(what: What, replies: bool) -> Result<Self, String> {
        let word = match &what {
            What::MessageId(id) => Some(Word::message_id(id)?),
            What::Address(address) if !is_address(address) => {
                return Err(format!(
                    "`{address}` is not an e-mail address: write it alone, such as `jane@example.org`"
                ));
            }
            What::Address(address) => Some(Word::address(address)?),
            What::Text(text) => Some(Word::text(text)?),
            What::Commit(id) if id.len() < DIGITS || !id.bytes().all(|b| b.is_ascii_hexdigit()) => {
                return Err(format!("`{id}` is not a commit: expected at least {DIGITS} hexadecimal digits"));
            }
            What::Commit(_) => None,
        };
        let folded = match &what {
            // Of nothing but quotes nothing is left.
            What::Text(text) => Word::text(&mail::normalised(text)).ok(),
            _ => word.as_ref().map(Word::in_any_case),
        };
        Ok(Self { what, replies, word, folded })
    }

    /// Whether the mail goes. `from` is everybody whom it names as who wrote or sent it.
    fn hides(&self, slot: &Slot, message: &Message, raw: &[u8], from: &[Shared]) -> bool {
        match &self.what {
            What::MessageId(id) => message.ids.iter().any(|own| *own == **id),
            What::Address(address) => from.iter().any(|own| *own == **address),
            What::Commit(id) => slot.commit.to_string().starts_with(id),
            What::Text(_) => self.replies && is_answer(message) && self.is_quoted(raw),
        }
    }

    fn is_quoted(&self, raw: &[u8]) -> bool {
        let text = mail::text(raw);
        self.word.as_ref().zip(text).is_some_and(|(word, text)| !word.places(&text).is_empty())
    }
}

impl Hash for Hide {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The word follows from what is hidden.
        (&self.what, self.replies).hash(state);
    }
}

impl std::fmt::Display for Hide {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.what {
            What::MessageId(id) => write!(f, "message_id = {id:?}"),
            What::Address(address) => write!(f, "address = {address:?}"),
            What::Commit(id) => write!(f, "commit = {id:?}"),
            What::Text(text) => write!(f, "text = {text:?}"),
        }
    }
}

/// Whether a text is an address and nothing else: no name beside it, no brackets around it, no `mailto:`.
fn is_address(text: &str) -> bool {
    let Some((local, host)) = text.rsplit_once('@') else { return false };
    // In quotes nearly everything may be.
    let is_quoted = local.len() > 2 && local.starts_with('"') && local.ends_with('"');
    let is_odd = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\"".contains(c);
    let is_literal = host.starts_with('[') && host.ends_with(']');
    let is_host = host.chars().all(|c| c.is_alphanumeric() || "-._".contains(c));
    let ends = |c: char| c.is_alphanumeric();
    !local.is_empty()
        && (is_quoted || !local.contains(is_odd))
        && (is_literal || is_host && host.starts_with(ends) && host.ends_with(ends))
}

/// A mail that answers another one and is no patch.
fn is_answer(message: &Message) -> bool {
    message.patch.is_none() && !message.parents.is_empty()
}

/// The takedowns of a site.
#[derive(Debug, Default)]
pub struct Withheld {
    hides: Vec<Hide>,
    /// Which of them a mail or a text had to do with.
    met: Vec<AtomicBool>,
    /// Message-IDs of the commits, each with its takedown.
    ids: Vec<(usize, Word)>,
}

impl Withheld {
    pub fn new(hides: &[Hide]) -> Self {
        let met = hides.iter().map(|_| AtomicBool::new(false)).collect();
        Self { hides: hides.to_vec(), met, ids: Vec::new() }
    }

    /// The same takedowns, before anything had to do with them.
    pub fn unused(&self) -> Self {
        Self { ids: self.ids.clone(), ..Self::new(&self.hides) }
    }

    /// The numbers of the takedowns that something had to do with.
    pub fn met(&self) -> Vec<usize> {
        (0..).zip(&self.met).filter(|(_, met)| met.load(Ordering::Relaxed)).map(|(at, _)| at).collect()
    }

    /// Notes that something had to do with the takedowns of these numbers.
    pub fn meet(&self, met: &[usize]) {
        met.iter().filter_map(|&at| self.met.get(at)).for_each(|met| met.store(true, Ordering::Relaxed));
    }

    /// Finds the Message-IDs of the commits that are hidden.
    pub fn find_commits(&mut self, inbox: &Inbox) {
        for (at, hide) in self.hides.iter().enumerate() {
            let What::Commit(id) = &hide.what else { continue };
            let is_it = |slot: &&Slot| slot.commit.to_string().starts_with(id);
            for slot in inbox.slots().iter().filter(is_it) {
                let ids =
                    inbox.read(slot, |raw| Message::parse(raw).map_or_else(|_| Vec::new(), |mail| mail.ids));
                // A mail that cannot be read hides no Message-ID; its table is then reported to match nothing.
                let words = ids.unwrap_or_default();
                self.ids.extend(words.iter().filter_map(|id| Some((at, Word::message_id(id).ok()?))));
            }
        }
    }

    /// Whether replies go with mails, be they how old.
    pub fn takes_replies(&self) -> bool {
        self.hides.iter().any(|hide| hide.replies)
    }

    /// What the commits hide, with the numbers of their takedowns.
    pub fn found_ids(&self) -> &[(usize, Word)] {
        &self.ids
    }

    /// Whether an archive must be read to know what is hidden.
    pub fn names_commits(&self) -> bool {
        self.hides.iter().any(|hide| matches!(hide.what, What::Commit(_)))
    }

    /// What must be nowhere on the site, each with its takedown.
    pub fn words(&self) -> impl Iterator<Item = (&Hide, &Word)> {
        self.numbered().map(|(at, word)| (&self.hides[at], word))
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &Word)> {
        let own = self.hides.iter().enumerate().filter_map(|(at, hide)| Some((at, hide.word.as_ref()?)));
        own.chain(self.ids.iter().map(|(at, word)| (*at, word)))
    }

    /// The takedowns that nothing had to do with.
    pub fn unmet(&self) -> impl Iterator<Item = &Hide> {
        let unmet = self.hides.iter().zip(&self.met).filter(|(_, met)| !met.load(Ordering::Relaxed));
        unmet.map(|(hide, _)| hide)
    }

    /// A text as it may be shown.
    pub fn shown(&self, text: &str) -> Option<String> {
        self.replaced(text, self.numbered())
    }

    /// The same for a title in lower case and without quotes ([`mail::normalised`]).
    fn shown_folded(&self, title: &str) -> Option<String> {
        let own = self.hides.iter().enumerate().filter_map(|(at, hide)| Some((at, hide.folded.as_ref()?)));
        self.replaced(title, own.chain(self.ids.iter().map(|(at, word)| (*at, word))))
    }

    fn replaced<'a>(&self, text: &str, words: impl Iterator<Item = (usize, &'a Word)>) -> Option<String> {
        let mut shown: Option<String> = None;
        for (at, word) in words {
            if let Some(next) = word.replaced(shown.as_deref().unwrap_or(text), MARK) {
                self.met[at].store(true, Ordering::Relaxed);
                shown = Some(next);
            }
        }
        shown
    }

    /// Whether a mail holds what must not be shown, anywhere.
    pub fn changes(&self, raw: &[u8]) -> bool {
        !self.hides.is_empty()
            && (self.shown(&String::from_utf8_lossy(raw)).is_some()
                || self.shown(&mail::everything(raw)).is_some())
    }

    /// Whether a mail is left out; otherwise what it says is changed into what may be shown. `gone` gets the Message-IDs
    /// of those whose replies go as well.
    pub fn take(
        &self,
        slot: &Slot,
        message: &mut Message,
        raw: &[u8],
        mailmap: &Mailmap,
        gone: &mut Vec<Shared>,
    ) -> bool {
        if self.hides.is_empty() {
            return false;
        }
        let people = [message.author.clone(), message.sender.clone()];
        let from: Vec<Shared> = people
            .into_iter()
            .chain(self.named_as_senders(raw))
            .flat_map(|person| [person.email.clone(), mailmap.resolve(person).email])
            .collect();
        let mut is_gone = false;
        for (hide, met) in self.hides.iter().zip(&self.met) {
            if hide.hides(slot, message, raw, &from) {
                met.store(true, Ordering::Relaxed);
                is_gone = true;
                if hide.replies {
                    gone.extend(message.ids.iter().map(|id| self.stand_in(id)));
                }
            }
        }
        if !is_gone {
            self.change(message);
        }
        is_gone
    }

    /// Everybody whom the header names as who wrote or sent a mail, where that matters.
    fn named_as_senders(&self, raw: &[u8]) -> Vec<Address> {
        let takes_people = self.hides.iter().any(|hide| matches!(hide.what, What::Address(_)));
        if takes_people { mail::senders(raw) } else { Vec::new() }
    }

    /// Whether a mail answers one of these, and is no patch.
    pub fn answers(message: &Message, gone: &std::collections::HashSet<Shared>) -> bool {
        is_answer(message) && message.parents.iter().any(|parent| gone.contains(parent))
    }
}
