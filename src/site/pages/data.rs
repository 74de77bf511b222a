//! The JSON next to the pages of series and authors. Its fields are only ever added to, unless `schema` changes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use super::context::Context;
use super::pieces::landed::{self, LandedData};
use crate::archive::date_of;
use crate::catalog::json::{self, Row};
use crate::catalog::people::OwnAddress;
use crate::catalog::{Author, AuthorAt, Catalog, Series, SeriesAt};
use crate::config::Addresses;
use crate::digest::key::Key;
use crate::error::Result;
use crate::mail::{Address, Proof};
use crate::shared::Shared;
use crate::site::said::{AfterAt, Comment, Fate, Place};

/// The version of these formats.
pub const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct SeriesData<'a> {
    schema: u32,
    #[serde(flatten)]
    row: Row<'a>,
    author: PersonData<'a>,
    /// Who sent a backport, if that is not its author.
    sender: Option<PersonData<'a>>,
    lists: Vec<&'a str>,
    patches: usize,
    taken: usize,
    replies: usize,
    /// The day of the last mail.
    last: String,
    /// Where the further repositories of the project have it.
    landed: Vec<LandedData<'a>>,
    /// What reviewers said, in the order of the mails.
    comments: Vec<CommentData<'a>>,
}

#[derive(Serialize)]
struct CommentData<'a> {
    message_id: Option<&'a str>,
    author: PersonData<'a>,
    date: String,
    /// Which patch or cover letter it is about: its Message-ID, its version and its number, 0 for a cover letter.
    patch: Option<&'a str>,
    version: String,
    number: u32,
    /// Where in its diff, with the number of the line in the old and in the new file.
    file: Option<String>,
    old: Option<usize>,
    new: Option<usize>,
    text: String,
    /// The mail of the comment that it answers.
    in_reply_to: Option<&'a str>,
    /// What the next version made of the lines.
    after: Option<AfterData>,
}

#[derive(Serialize)]
struct AfterData {
    version: String,
    /// `unchanged`, `changed`, `moved` or `dropped`.
    lines: &'static str,
    /// The number of the patch that has them now, if they moved.
    number: Option<u32>,
}

#[derive(Serialize)]
struct PersonData<'a> {
    name: String,
    email: String,
    author: Option<&'a Key<Author>>,
}

#[derive(Serialize)]
struct AuthorData<'a> {
    schema: u32,
    author: &'a Key<Author>,
    name: String,
    email: String,
    patches: usize,
    years: BTreeMap<String, usize>,
    first: Option<String>,
    last: Option<String>,
    series: Vec<&'a Key<Series>>,
    reviews: Vec<ReviewData<'a>>,
    /// All addresses that are known to be theirs.
    addresses: Vec<AddressData<'a>>,
    /// Backports that they sent of what others wrote.
    sent: Vec<&'a Key<Series>>,
}

#[derive(Serialize)]
struct AddressData<'a> {
    email: String,
    patches: usize,
    /// The last part of the address that its page had by itself; null if no patch came from it.
    author: Option<&'a Key<Author>>,
    /// What joined it to the others.
    proof: Option<Proof>,
}

#[derive(Serialize)]
struct ReviewData<'a> {
    series: &'a Key<Series>,
    patches: usize,
}

/// A series, for programs.
pub fn series_json(context: &Context, at: SeriesAt) -> Result<String> {
    let catalog = context.catalog;
    let series = &catalog.series[at];
    let life = &catalog.lives[at];
    let author = &catalog.entry(series.newest().mails[0]).author;
    let sender = catalog.backport(at).and_then(|backport| backport.sender);
    let mut row = json::row(catalog, at);
    context.site.addresses.scrub_row(&mut row);
    Ok(text(&SeriesData {
        schema: SCHEMA,
        row,
        author: person_data(context, author),
        sender: sender.map(|sender| person_data(context, sender)),
        lists: context.index.series_lists[at].iter().map(|&list| context.list_name(list)).collect(),
        patches: life.patches,
        taken: life.taken,
        replies: life.replies.len(),
        last: date_of(life.last).to_string(),
        landed: landed::data(context, at, context.site.addresses != Addresses::Hidden),
        comments: comments(context, at)?,
    }))
}

fn comments<'a>(context: &'a Context<'a>, series: SeriesAt) -> Result<Vec<CommentData<'a>>> {
    let catalog = context.catalog;
    let talk = &context.talks[series];
    let scrubbed = |text: &str| context.site.addresses.scrub(text).into_owned();
    let shows_ids = context.site.addresses != Addresses::Hidden;
    let id = |id: &'a Option<Shared>| id.as_deref().filter(|_| shows_ids);
    let comment = |comment: &'a Comment| {
        let reply = catalog.reply(comment.reply);
        let entry = catalog.entry(comment.patch);
        let answered = comment.answers.map(|at| catalog.reply(talk.comments[at].reply));
        let (file, old, new) = match &comment.place {
            Place::Diff { file, old, new, .. } => (Some(scrubbed(file)), *old, *new),
            Place::Whole | Place::Message(_) => (None, None, None),
        };
        Ok(CommentData {
            message_id: id(&reply.message_id),
            author: person_data(context, &reply.author),
            date: Timestamp::from_second(reply.sent).map_or(String::new(), |time| time.to_string()),
            patch: id(&entry.message_id),
            version: entry.version.to_string(),
            number: entry.number(),
            file,
            old,
            new,
            text: scrubbed(&context.texts.written(comment)?),
            in_reply_to: answered.and_then(|reply| id(&reply.message_id)),
            after: comment.after.map(|after| after_data(catalog, series, after)),
        })
    };
    talk.comments.iter().map(comment).collect()
}

fn after_data(catalog: &Catalog, series: SeriesAt, after: AfterAt) -> AfterData {
    let (lines, number) = match after.fate {
        Fate::Unchanged => ("unchanged", None),
        Fate::Changed => ("changed", None),
        Fate::Moved(to) => ("moved", Some(catalog.entry(to).number())),
        Fate::Gone => ("dropped", None),
    };
    let version = catalog.series[series].revisions[after.revision].version.to_string();
    AfterData { version, lines, number }
}

fn person_data<'a>(context: &Context<'a>, person: &Address) -> PersonData<'a> {
    let catalog = context.catalog;
    PersonData {
        name: context.site.addresses.scrub(&person.name).into_owned(),
        email: context.site.addresses.show(&person.email),
        author: catalog.author(person).map(|at| catalog.author_key(at)),
    }
}

/// An author, for programs.
pub fn author_json(context: &Context, at: AuthorAt) -> String {
    let catalog = context.catalog;
    let author = &catalog.authors[at];
    let key = |series: SeriesAt| &catalog.series[series].key;
    let reviews = catalog.reviews[at].iter();
    text(&AuthorData {
        schema: SCHEMA,
        author: &author.key,
        name: context.site.addresses.scrub(&author.address.name).into_owned(),
        email: context.site.addresses.show(&author.address.email),
        patches: author.patches,
        years: author.years.iter().map(|(year, &patches)| (year.to_string(), patches)).collect(),
        first: author.first.map(|time| date_of(time).to_string()),
        last: author.last.map(|time| date_of(time).to_string()),
        series: author.series.iter().map(|&series| key(series)).collect(),
        reviews: reviews
            .map(|review| ReviewData { series: key(review.series), patches: review.patches })
            .collect(),
        addresses: author.addresses.iter().map(|own| address_data(context, own)).collect(),
        sent: catalog.sent_for_others[at].iter().map(|&series| key(series)).collect(),
    })
}

fn address_data<'a>(context: &Context, own: &'a OwnAddress) -> AddressData<'a> {
    AddressData {
        email: context.site.addresses.show(&own.email),
        patches: own.patches,
        author: own.key.as_ref(),
        proof: own.proof,
    }
}

/// JSON with a line break at its end.
pub fn text(data: &impl Serialize) -> String {
    let mut text = serde_json::to_string(data).expect("strings and numbers always serialise");
    text.push('\n');
    text
}
