//! Where a stretch belongs: at the last line that is quoted above it.

use super::peel::{Found, Quoted};
use super::source::{Kind, Origin, Source};
use super::stretch::Stretch;
use super::{Comment, CommentAt, DiffLine, Mail, MailAt, Place, Text};
use crate::position::Table;

/// Most lines between the last comment of a mail and the name below it.
const ABOVE_NAME: usize = 1 << 12;
/// Most quoted lines between two comments that are answered together, and most such comments.
const BETWEEN: usize = 15;
const MOST_ALSO: usize = 16;

/// What a stretch is about, and the comment that it answers.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    pub place: Place,
    pub answers: Option<CommentAt>,
    /// The place is known: not that of a comment that is answered, and has none itself.
    pub placed: bool,
}

impl Anchor {
    /// A mail as a whole.
    pub fn whole(mail: MailAt) -> Self {
        Self { place: Place::Whole(mail), answers: None, placed: true }
    }

    /// A mail as a whole, since nothing else is known.
    pub fn unknown(mail: MailAt) -> Self {
        Self { placed: false, ..Self::whole(mail) }
    }

    /// The same place below further quotes that were found nowhere.
    pub fn goes_on(self, run: &[Quoted]) -> Self {
        Self { answers: self.answers.filter(|_| run.is_empty()), ..self }
    }

    /// The patch or cover letter of it as a whole.
    pub fn patch(&self, mails: &Table<Mail>) -> Option<Self> {
        let mail = self.place.mail();
        is_patch(&mails[mail]).then(|| Self::whole(mail))
    }
}

/// The other comments of the mail of the last one of a run, `answered`, that are quoted right above it.
pub(super) fn also_answered(
    run: &[Quoted],
    answered: CommentAt,
    sources: &Table<Mail, Source>,
    comments: &Table<Comment>,
) -> Vec<CommentAt> {
    let mut also: Vec<CommentAt> = Vec::new();
    let mut between = 0;
    for piece in run.iter().rev() {
        let line = piece.found.and_then(|found| origin(found, sources)).map(|Origin { mail, line }| {
            let line = &sources[mail].lines[line.number()];
            line.comment.filter(|_| line.kind == Kind::Said)
        });
        match line.flatten().filter(|&at| comments[at].mail == comments[answered].mail) {
            Some(comment) => {
                between = 0;
                if comment != answered && also.last() != Some(&comment) && also.len() < MOST_ALSO {
                    also.push(comment);
                }
            }
            None => between += 1,
        }
        if between > BETWEEN {
            break;
        }
    }
    also
}

pub(super) fn is_patch(mail: &Mail) -> bool {
    match mail.text {
        Text::Cover(_) | Text::Patch { .. } => true,
        Text::Reply(_) => false,
    }
}

/// The nearest patch or cover letter, as a whole.
pub(super) fn whole(near: &[MailAt], mails: &Table<Mail>) -> Option<Anchor> {
    near.iter().copied().find(|&mail| is_patch(&mails[mail])).map(Anchor::whole)
}

/// Where the line at a place was said first.
pub(super) fn origin(found: Found, sources: &Table<Mail, Source>) -> Option<Origin> {
    let source = &sources[found.source];
    source.lines[source.index.line_of(found.span)].origin
}

/// What a run of quoted lines ends with, where `says` is written below. Who `goes_on` with their own review names no other.
pub(super) fn of_run(
    run: &[Quoted],
    says: &Stretch,
    goes_on: bool,
    sources: &Table<Mail, Source>,
    comments: &Table<Comment>,
) -> Option<Anchor> {
    let origins: Vec<Origin> =
        run.iter().filter_map(|piece| piece.found).filter_map(|found| origin(found, sources)).collect();
    let anchor = (0..origins.len()).rev().find_map(|at| of_line(&origins[..=at], sources, comments));
    let is_known = |anchor: &Anchor| anchor.answers.is_some() || matches!(anchor.place, Place::Whole(_));
    let anchor = match anchor {
        Some(anchor) if is_known(&anchor) => anchor,
        anchor if goes_on => anchor?,
        anchor => of_name(run, sources, comments).or(anchor)?,
    };
    Some(match anchor.place {
        Place::Message { mail, .. } if anchor.answers.is_none() => {
            // Tools that thank leave the rest of the message out like this: they speak of the patch.
            let is_whole = run.last().is_some_and(Quoted::is_cut) || says.tells_taking();
            if is_whole { Anchor::whole(mail) } else { anchor }
        }
        _ => anchor,
    })
}

/// What a run is about that ends with what a person puts below all that they say, such as their name: the last of it.
fn of_name(run: &[Quoted], sources: &Table<Mail, Source>, comments: &Table<Comment>) -> Option<Anchor> {
    let found = run.iter().rev().find_map(|piece| piece.found)?;
    let source = &sources[found.source];
    let at = source.index.line_of(found.span);
    let line = &source.lines[at];
    if line.depth > 0 || line.origin.is_some() {
        return None;
    }
    let answered = source.lines[..at].iter().rev().take(ABOVE_NAME).find_map(|above| above.comment)?;
    let Comment { place, placed, .. } = &comments[answered];
    Some(Anchor { place: place.clone(), answers: Some(answered), placed: *placed })
}

/// What the last of these lines is about.
fn of_line(origins: &[Origin], sources: &Table<Mail, Source>, comments: &Table<Comment>) -> Option<Anchor> {
    let &Origin { mail, line: at } = origins.last()?;
    let at = at.number();
    let source = &sources[mail];
    let line = &source.lines[at];
    let place = match (line.kind, line.comment) {
        (Kind::Body, _) => Place::Message { mail, line: at, first: first_quoted(origins, source) },
        (Kind::Diff { line, spot }, _) => {
            let path = source.paths.get(spot.file()).cloned().unwrap_or_default();
            let first = first_quoted(origins, source);
            let line = DiffLine {
                path,
                file: spot.file(),
                hunk: spot.hunk(),
                line: line.number(),
                first,
                old: spot.in_old(),
                new: spot.in_new(),
            };
            Place::Diff { mail, line }
        }
        (Kind::Said, Some(comment)) => comments[comment].place.clone(),
        (Kind::Whole | Kind::Unknown, None) => Place::Whole(mail),
        (Kind::Said, None) | (Kind::Whole | Kind::Unknown, Some(_)) => return None,
    };
    let placed = line.kind != Kind::Said || line.comment.is_none_or(|comment| comments[comment].placed);
    Some(Anchor { place, answers: line.comment, placed })
}

/// The first of the lines that were quoted in one go with the last one, in the same hunk or the same message.
fn first_quoted(origins: &[Origin], source: &Source) -> usize {
    let place = |origin: &Origin| match source.lines.get(origin.line.number())?.kind {
        Kind::Diff { line, spot } => Some((line.number(), Some((spot.file(), spot.hunk())))),
        Kind::Body => Some((origin.line.number(), None)),
        Kind::Whole | Kind::Said | Kind::Unknown => None,
    };
    let Some(last) = origins.last() else { return 0 };
    let Some((mut first, hunk)) = place(last) else { return 0 };
    for origin in origins.iter().rev().take_while(|origin| origin.mail == last.mail) {
        match place(origin) {
            Some((line, own)) if own == hunk && line <= first => first = line,
            _ => break,
        }
    }
    first
}
