//! The texts of mails that a page shows. They are read, or only named: a page that would show the same texts in the same
//! places, with links that lead to the same pages, need not be made again.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};

use crate::digest::Entry;
use crate::error::Result;
use crate::seen;
use crate::site::said::Comment;
use crate::spool::Spool;

/// The texts for one page.
pub struct Texts<'a> {
    spool: &'a Spool,
    purpose: Purpose,
    noted: Mutex<Noted>,
}

/// What texts are wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be shown.
    Shown,
    /// To find out which they are: each is its own name.
    Named,
}

/// What was noted of a page while it was made.
#[derive(Debug, Clone, Default)]
pub struct Noted {
    /// The names of its texts, in order.
    pub names: Vec<String>,
    /// What its texts link to, as far as that depends on other mails.
    pub sought: BTreeSet<Sought>,
}

/// What a text may link to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sought {
    /// The series of the mail with this Message-ID.
    Mail(String),
    /// A page of the web, unless its address is that of a person.
    Web(String),
}

impl<'a> Texts<'a> {
    pub fn new(spool: &'a Spool, purpose: Purpose) -> Self {
        Self { spool, purpose, noted: Mutex::default() }
    }

    /// Texts for a part of the page, whose notes are apart until they are [added](Self::add).
    pub fn apart(&self) -> Self {
        Self::new(self.spool, self.purpose)
    }

    /// Whether they are only to tell one page from another.
    pub fn are_for_an_outline(&self) -> bool {
        self.purpose == Purpose::Named
    }

    /// The body of a patch mail.
    pub fn body(&self, entry: &Entry) -> Result<String> {
        match self.name(entry) {
            Some(name) => Ok(self.named(format!("body {name}"))),
            None => self.spool.body(entry.text),
        }
    }

    /// The diff of a patch mail.
    pub fn diff(&self, entry: &Entry) -> Result<String> {
        match self.name(entry) {
            Some(name) => Ok(self.named(format!("diff {name}"))),
            None => self.spool.diff(entry.text),
        }
    }

    /// The addresses of those who also got a patch.
    pub fn recipients(&self, entry: &Entry) -> Result<String> {
        match self.name(entry) {
            Some(name) => Ok(self.named(format!("recipients {name}"))),
            None => self.spool.recipients(entry.text),
        }
    }

    /// What is written in a comment; in an outline the name of that.
    pub fn written(&self, comment: &Comment) -> Result<String> {
        if self.are_for_an_outline() {
            return Ok(HEXLOWER.encode(&comment.name));
        }
        self.spool.body(comment.text)
    }

    /// Whether the texts of this mail are only named.
    pub fn are_names_of(&self, entry: &Entry) -> bool {
        self.name(entry).is_some()
    }

    /// A name that no other text has; nothing for a text that is shown, or that came with no commit.
    fn name(&self, entry: &Entry) -> Option<String> {
        if !self.are_for_an_outline() {
            return None;
        }
        let name = entry.text_name();
        if name.is_none() {
            // What is in it, no row tells.
            seen::more();
        }
        name
    }

    fn named(&self, name: String) -> String {
        self.noted().names.push(name.clone());
        name
    }

    /// Notes what a text may link to.
    pub fn seek(&self, sought: Sought) {
        self.noted().sought.insert(sought);
    }

    /// What was noted so far.
    pub fn noted(&self) -> MutexGuard<'_, Noted> {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds what was noted of a part of the page.
    pub fn add(&self, part: &Noted) {
        let mut noted = self.noted();
        noted.names.extend_from_slice(&part.names);
        noted.sought.extend(part.sought.iter().cloned());
    }
}
