//! What reviewers said in an archive, and how much of it has a place.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use rayon::prelude::*;
use serde::Serialize;

use super::{Form, SeriesRequest, of_filed};
use crate::catalog::{Catalog, SeriesAt};
use crate::config::Addresses;
use crate::error::Result;
use crate::position::Table;
use crate::review::{self, After, Block, Comment, CommentAt, Mail, MailAt, Place, Text};
use crate::site::said::{mails, next};
use crate::sources;
use crate::spool::Spool;

/// What is wanted of the comments of an archive.
#[derive(Debug, Clone)]
pub struct CommentsRequest {
    pub series: SeriesRequest,
    /// List the comments without a place.
    pub unplaced: bool,
}

/// A comment, as it is printed.
#[derive(Debug, Serialize)]
struct Printed {
    message_id: Option<String>,
    /// Which one of its mail, counted from 1.
    number: usize,
    author: String,
    machine: bool,
    /// `whole`, `message`, `diff` or `offer`: a diff that a reply offered.
    kind: &'static str,
    placed: bool,
    /// The mail that holds the place.
    patch: Option<String>,
    file: Option<String>,
    old: Option<usize>,
    new: Option<usize>,
    /// The line of the body or of the diff, counted from 1.
    line: Option<usize>,
    /// What the line says.
    quoted: Option<String>,
    text: String,
    trailers: Vec<String>,
    /// The comment that it answers: `MESSAGE-ID:NUMBER`.
    answers: Option<String>,
    /// What the next version made of the lines: `unchanged`, `changed`, `moved` or `dropped`.
    after: Option<&'static str>,
    /// The patch that has them there, if they moved.
    moved_to: Option<String>,
}

/// The comments of an archive: how many have a place, or all of them as JSON.
pub fn comments(archive: &Path, request: &CommentsRequest) -> Result<String> {
    let spool = Spool::new()?;
    let filed = sources::file_with_texts(archive, &request.series.rules, &spool)?;
    let mut printed = of_filed(filed, &request.series, |catalog| of_all(catalog, &spool))??;
    printed.iter_mut().for_each(|comment| show(comment, request.series.rules.addresses));
    Ok(match request.series.form {
        Form::Text => in_words(&printed, request.unplaced),
        Form::Json => {
            let wanted: Vec<&Printed> =
                printed.iter().filter(|comment| !request.unplaced || is_lost(comment)).collect();
            serde_json::to_string_pretty(&wanted).expect("strings and numbers") + "\n"
        }
    })
}

fn of_all(catalog: &Catalog, spool: &Spool) -> Result<Vec<Printed>> {
    let of = |at: usize| of_series(catalog, spool, SeriesAt::new(at));
    let all: Result<Vec<Vec<Printed>>> = (0..catalog.series.len()).into_par_iter().map(of).collect();
    Ok(all?.into_iter().flatten().collect())
}

fn of_series(catalog: &Catalog, spool: &Spool, series: SeriesAt) -> Result<Vec<Printed>> {
    let sources = mails::sources(catalog, series);
    let mails = mails::mails(catalog, spool, &sources)?;
    let comments = review::comments(&mails);
    let next = next::find(&mails::Mails { catalog, series, sources: &sources, mails: &mails }, &comments);
    let texts = mails.iter().map(Lines::of).collect::<Vec<_>>().into();
    let mut numbers = Vec::with_capacity(comments.len());
    let mut count = mails.filled(0_usize);
    for comment in &comments {
        count[comment.mail] += 1;
        numbers.push(count[comment.mail]);
    }
    let printed = |(at, comment): (usize, &Comment)| Printed {
        answers: comment
            .answers
            .map(|above| format!("{}:{}", mails[comments[above].mail].id.as_str(), numbers[above.number()])),
        number: numbers[at],
        after: next[CommentAt::new(at)].map(|next| in_next(next.after)),
        moved_to: next[CommentAt::new(at)]
            .and_then(|next| next.moved)
            .map(|mail| mails[MailAt::new(mail)].id.as_str().to_owned()),
        ..printed(comment, &mails, &texts)
    };
    Ok(comments.iter().enumerate().map(printed).collect())
}

fn printed(comment: &Comment, mails: &Table<Mail>, texts: &Table<Mail, Lines>) -> Printed {
    let mail = &mails[comment.mail];
    let (file, old, new, line) = match &comment.place {
        Place::Whole(_) => (None, None, None, None),
        Place::Message { line, .. } => (None, None, None, Some(line + 1)),
        Place::Diff { line, .. } => (Some(line.path.clone()), line.old, line.new, Some(line.line + 1)),
    };
    let block = |block: &Block| match block {
        Block::Prose(text) | Block::Code(text) => text.clone(),
    };
    Printed {
        message_id: Some(mail.id.as_str().to_owned()),
        number: 0,
        author: mail.author.name.as_str().to_owned(),
        machine: mail.is_machine,
        kind: kind(&comment.place, mails),
        placed: comment.placed,
        patch: Some(mails[comment.place.mail()].id.as_str().to_owned()),
        file,
        old,
        new,
        line,
        quoted: texts[comment.place.mail()].at(&comment.place),
        text: comment.text.iter().map(block).collect::<Vec<_>>().join("\n\n"),
        trailers: comment.trailers.clone(),
        answers: None,
        after: None,
        moved_to: None,
    }
}

/// Leaves in a comment what may be shown. Message-IDs look like addresses, and often hold one.
fn show(comment: &mut Printed, addresses: Addresses) {
    let Printed { message_id, author, patch, file, quoted, text, trailers, answers, moved_to, .. } = comment;
    let texts = [author, text].into_iter().chain(file).chain(quoted).chain(trailers);
    texts.for_each(|text| *text = addresses.scrub(text).into_owned());
    if addresses == Addresses::Hidden {
        [message_id, patch, answers, moved_to].into_iter().for_each(|id| *id = None);
    }
}

fn in_next(after: After) -> &'static str {
    match after {
        After::Unchanged => "unchanged",
        After::Changed => "changed",
        After::Moved(_) => "moved",
        After::Gone => "dropped",
    }
}

/// The lines of a mail that places are at; cut when the first one is wanted.
struct Lines<'a> {
    text: &'a Text,
    message: OnceCell<Vec<&'a str>>,
    diff: OnceCell<Vec<&'a str>>,
}

impl<'a> Lines<'a> {
    fn of(mail: &'a Mail) -> Self {
        Self { text: &mail.text, message: OnceCell::new(), diff: OnceCell::new() }
    }

    /// The line that a place is at.
    fn at(&self, place: &Place) -> Option<String> {
        let (message, diff) = match self.text {
            Text::Cover(text) | Text::Reply(text) => (text, text),
            Text::Patch { body, diff } => (body, diff),
        };
        let cut = |text: &'a String| move || text.lines().collect();
        let line = match place {
            Place::Whole(_) => None,
            Place::Message { line, .. } => self.message.get_or_init(cut(message)).get(*line),
            Place::Diff { line, .. } => self.diff.get_or_init(cut(diff)).get(line.line),
        };
        line.map(|&line| line.to_owned())
    }
}

fn kind(place: &Place, mails: &Table<Mail>) -> &'static str {
    match (place, &mails[place.mail()].text) {
        (Place::Whole(_), _) => "whole",
        (Place::Message { .. }, _) => "message",
        (Place::Diff { .. }, Text::Reply(_)) => "offer",
        (Place::Diff { .. }, Text::Cover(_) | Text::Patch { .. }) => "diff",
    }
}

/// Whether it is a person's, and without a place.
fn is_lost(comment: &Printed) -> bool {
    !comment.placed && !comment.machine
}

fn in_words(comments: &[Printed], unplaced: bool) -> String {
    let people = comments.iter().filter(|comment| !comment.machine).count();
    let lost: Vec<&Printed> = comments.iter().filter(|comment| is_lost(comment)).collect();
    let placed = people - lost.len();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for comment in comments.iter().filter(|comment| !comment.machine && comment.placed) {
        *kinds.entry(if comment.text.is_empty() { "trailers" } else { comment.kind }).or_default() += 1;
    }
    let share = if people == 0 { 100.0 } else { placed as f64 * 100.0 / people as f64 };
    let mut text = format!("{people} comments by people, {placed} of them placed ({share:.1} %)\n");
    for (kind, count) in &kinds {
        writeln!(text, "{count:>7} {kind}").expect("memory");
    }
    writeln!(text, "{:>7} not placed", lost.len()).expect("memory");
    writeln!(text, "{:>7} by machines", comments.len() - people).expect("memory");
    if unplaced {
        for comment in lost {
            let first = comment.text.lines().next().unwrap_or_default();
            let id = comment.message_id.as_deref().unwrap_or(&comment.author);
            writeln!(text, "{id}:{} {first}", comment.number).expect("memory");
        }
    }
    text
}
