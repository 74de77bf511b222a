//! A mail of an archive, on its way into a digest.

use super::TextAt;
use super::looks::Looks;
use crate::archive::Slot;
use crate::mail::{Fingerprint, Message};

/// A mail of an archive.
#[derive(Debug, Clone)]
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

impl Arrival {
    /// The body and the diff of a patch, and where to note where they were put.
    pub fn texts(&mut self) -> Option<(&mut String, &mut String, &mut TextAt)> {
        let patch = self.message.patch.as_mut()?;
        Some((&mut patch.body, &mut patch.diff, &mut self.text))
    }

    /// Whether it shows changes, also if its texts were put aside.
    pub fn has_diff(&self) -> bool {
        self.text.diff > 0 || self.message.patch.as_ref().is_some_and(|patch| !patch.diff.is_empty())
    }
}
