//! The bracket that most mails of an archive have, though the list is not called so: `[oe]` says nothing there.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::archive::{Content, Inbox, Slot};
use crate::mail::{Message, Subject};

/// Mails that are asked, evenly spread over the archive: the answer must be the same for each window of it.
const ASKED: usize = 200;
/// Fewer mails tell nothing of an archive.
const FEWEST: usize = 20;

/// The brackets that over half of an archive's mails begin with.
#[derive(Debug, Default, Hash)]
pub struct CommonTags(Vec<String>);

impl CommonTags {
    /// Asks some mails of an archive.
    pub fn find(inbox: &Inbox) -> Self {
        let slots: Vec<&Slot> =
            inbox.slots().iter().filter(|slot| !matches!(slot.content, Content::Deletion(_))).collect();
        let asked = slots.par_iter().step_by(slots.len().div_ceil(ASKED).max(1));
        // A mail that cannot be read is reported where its window is read.
        let read = asked.filter_map(|slot| inbox.read(slot, Message::parse).ok()?.ok());
        let subjects: Vec<Subject> = read.map(|message| message.subject).collect();
        let mut counts: HashMap<String, usize> = HashMap::new();
        for bracket in subjects.iter().flat_map(Subject::brackets) {
            *counts.entry(bracket).or_default() += 1;
        }
        let is_common =
            |&(_, count): &(String, usize)| subjects.len() >= FEWEST && count * 2 > subjects.len();
        let mut common: Vec<String> =
            counts.into_iter().filter(is_common).map(|(bracket, _)| bracket).collect();
        common.sort();
        Self(common)
    }

    /// Removes them from the tags of a mail.
    pub(super) fn drop_from(&self, subject: &mut Subject) {
        if !self.0.is_empty() {
            subject.drop_brackets(|bracket| self.0.iter().any(|common| common == bracket));
        }
    }
}
