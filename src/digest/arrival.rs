//! A mail of an archive, on its way into a digest.

use serde::{Deserialize, Serialize};

use super::TextAt;
use super::looks::Looks;
use crate::archive::Slot;
use crate::mail::{self, Fingerprint, Message};

/// A mail of an archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Arrival {
    /// Its place among the slots of the archive.
    pub place: usize,
    pub slot: Slot,
    /// When it was sent, seconds since 1970; as [`super::read::Stretch::settle`] finds it.
    pub sent: i64,
    /// In a place of its own: it is large, and arrivals are moved about.
    pub message: Box<Message>,
    /// Which thread of its window it is in, once [`super::assemble`] has seen all of them.
    pub thread: usize,
    /// The sections of `MAINTAINERS` that its patch belongs to.
    pub sections: Vec<usize>,
    /// Where its texts are, once they are put aside.
    pub text: TextAt,
    /// What its diff changes or, of a cover letter, what it says.
    pub fingerprint: Option<Fingerprint>,
    /// What its text shows, as far as that tells what kind of mail it is.
    pub(super) looks: Looks,
    /// It is a cover letter whose subject does not say so.
    pub unnumbered: bool,
    /// Its sender posted it below a request to pull.
    pub pulled: bool,
}

/// The texts of a mail on their way to a place of their own, and where to note that place.
pub struct Texts<'a> {
    /// The body of a patch, or all that an answer says.
    pub body: &'a mut String,
    /// A patch's.
    pub diff: Option<&'a mut String>,
    /// Who else got a patch.
    pub recipients: Option<&'a mut String>,
    pub at: &'a mut TextAt,
}

impl Arrival {
    /// The texts of a patch or of an answer; nothing for other mails.
    pub fn texts(&mut self) -> Option<Texts<'_>> {
        let Message { patch, text, .. } = &mut *self.message;
        let at = &mut self.text;
        Some(match patch.as_deref_mut() {
            Some(mail::Patch { body, diff, recipients, .. }) => {
                Texts { body, diff: Some(diff), recipients: Some(recipients), at }
            }
            None if text.is_empty() => return None,
            None => Texts { body: text, diff: None, recipients: None, at },
        })
    }

    /// Whether it shows changes, also if its texts were put aside.
    pub fn has_diff(&self) -> bool {
        self.text.diff > 0 || self.message.patch.as_ref().is_some_and(|patch| !patch.diff.is_empty())
    }
}
