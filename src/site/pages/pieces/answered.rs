//! Whether the author of a patch answered what was said of it.

use crate::catalog::{PatchAt, ReplyAt};
use crate::site::pages::context::Context;
use crate::site::said::{CommentAt, Place, Talk};

/// Most mails above an answer among which the one that it answers is looked for.
const MOST_ABOVE: usize = 32;

/// What the author of a patch said of it.
pub struct Answers<'a> {
    context: &'a Context<'a>,
    talk: &'a Talk,
    patch: PatchAt,
    /// All of it, so that for each comment of others only these are looked at.
    said: Vec<CommentAt>,
}

impl<'a> Answers<'a> {
    pub fn of(context: &'a Context<'a>, talk: &'a Talk, patch: PatchAt) -> Self {
        let is_own = |&at: &CommentAt| context.catalog.is_own(talk.comments[at].reply, patch);
        let said = talk.of(patch).iter().copied().filter(is_own).collect();
        Self { context, talk, patch, said }
    }

    /// Whether the author said something below what another person said, who may have gone on.
    pub fn is_answered(&self, thread: &[(CommentAt, usize)]) -> bool {
        let persons = thread.iter().map(|&(at, _)| at).filter(|&at| self.is_persons(at));
        let mut others = persons.skip_while(|&at| self.is_own(at)).peekable();
        others.peek().is_none() || others.any(|at| self.is_own(at) || self.is_answered_elsewhere(at))
    }

    /// The last comment by a person, if the author did not answer it.
    pub fn unanswered(&self, thread: impl Iterator<Item = CommentAt>) -> Option<CommentAt> {
        let sent = |at: CommentAt| self.context.catalog.reply(self.reply(at)).sent;
        let last = thread.filter(|&at| self.is_persons(at)).max_by_key(|&at| (sent(at), at))?;
        (!self.is_own(last) && !self.is_answered_elsewhere(last)).then_some(last)
    }

    /// Whether the author answered a comment outside of its thread: without a quote, and so all that its mail says; at
    /// the same line, in a mail below it; or together with a comment further below in its mail.
    fn is_answered_elsewhere(&self, at: CommentAt) -> bool {
        let catalog = self.context.catalog;
        let asked = &self.talk.comments[at];
        if self.talk.also(at).iter().any(|&by| self.is_own(by)) {
            return true;
        }
        let Some(id) = &catalog.reply(asked.reply).message_id else { return false };
        let answers = |&by: &CommentAt| {
            let comment = &self.talk.comments[by];
            let parents = &catalog.reply(comment.reply).parents;
            match &comment.place {
                Place::Whole => parents.first() == Some(id),
                place => {
                    comment.answers.is_none()
                        && place.is_at(&asked.place)
                        && parents.iter().take(MOST_ABOVE).any(|above| above == id)
                }
            }
        };
        self.said.iter().any(answers)
    }

    fn reply(&self, at: CommentAt) -> ReplyAt {
        self.talk.comments[at].reply
    }

    fn is_persons(&self, at: CommentAt) -> bool {
        self.context.catalog.reply(self.reply(at)).is_persons()
    }

    fn is_own(&self, at: CommentAt) -> bool {
        self.context.catalog.is_own(self.reply(at), self.patch)
    }
}
