//! Whether the author of a patch answered what was said of it.

use crate::catalog::PatchAt;
use crate::site::pages::context::Context;
use crate::site::said::{CommentAt, Place, Talk};

/// Most mails above an answer among which the one that it answers is looked for.
const MOST_ABOVE: usize = 32;

/// Whether the patch's author said something below what another person said, who may have gone on.
pub fn is_answered(context: &Context, talk: &Talk, patch: PatchAt, thread: &[(CommentAt, usize)]) -> bool {
    let catalog = context.catalog;
    let reply = |at: CommentAt| talk.comments[at].reply;
    let persons = thread.iter().map(|&(at, _)| at).filter(|&at| catalog.reply(reply(at)).is_persons());
    let mut others = persons.skip_while(|&at| catalog.is_own(reply(at), patch)).peekable();
    others.peek().is_none()
        || others
            .any(|at| catalog.is_own(reply(at), patch) || is_answered_elsewhere(context, talk, patch, at))
}

/// Whether the patch's author answered a comment outside of its thread: without a quote, and so all that its mail says; at
/// the same line, in a mail below it; or together with a comment further below in its mail.
fn is_answered_elsewhere(context: &Context, talk: &Talk, patch: PatchAt, at: CommentAt) -> bool {
    let catalog = context.catalog;
    let asked = &talk.comments[at];
    if talk.also(at).iter().any(|&by| catalog.is_own(talk.comments[by].reply, patch)) {
        return true;
    }
    let Some(id) = &catalog.reply(asked.reply).message_id else { return false };
    let answers = |&by: &CommentAt| {
        let comment = &talk.comments[by];
        let parents = &catalog.reply(comment.reply).parents;
        let is_below = match &comment.place {
            Place::Whole => parents.first() == Some(id),
            place => {
                comment.answers.is_none()
                    && place.is_at(&asked.place)
                    && parents.iter().take(MOST_ABOVE).any(|above| above == id)
            }
        };
        is_below && catalog.is_own(comment.reply, patch)
    };
    talk.of(patch).iter().any(answers)
}

/// The last comment by a person, if the patch's author did not answer it.
pub fn last_word(
    context: &Context,
    talk: &Talk,
    patch: PatchAt,
    thread: impl Iterator<Item = CommentAt>,
) -> Option<CommentAt> {
    let catalog = context.catalog;
    let reply = |at: CommentAt| talk.comments[at].reply;
    let last = thread
        .filter(|&at| catalog.reply(reply(at)).is_persons())
        .max_by_key(|&at| (catalog.reply(reply(at)).sent, at))?;
    let is_answered = catalog.is_own(reply(last), patch) || is_answered_elsewhere(context, talk, patch, last);
    (!is_answered).then_some(last)
}
