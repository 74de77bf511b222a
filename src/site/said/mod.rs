//! What reviewers said of each series, found out once, before any page is made: where it belongs is kept, what it says is
//! put aside with the texts of mails.

mod cut;
mod kept;
pub mod mails;
pub mod next;
mod reworked;
mod version;

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

pub use cut::{Cut, FileCut, Kind, Line, Piece, Room, Spot, cut};
pub use kept::KeptReviews;

use crate::catalog::{Catalog, PatchAt, ReplyAt, RevisionAt, Series, SeriesAt};
use crate::digest::TextAt;
use crate::error::Result;
use crate::position::{At, Table};
use crate::review;
use crate::shared::Shared;
use crate::spool::Spool;
use crate::sum::Sum;
use kept::{Next, Reviews};
use mails::{Source, sources};
use next::InNext;

/// Bytes of a patch's diff that a page shows from its beginning, and of lines around comments further below.
pub const LONGEST_DIFF: usize = 36_000;
const NEAR: usize = 10_000;
/// Bytes of one comment that a page shows, and of those on one patch together; behind these, each still has a line.
pub const LONGEST_COMMENT: usize = 6_000;
pub const COMMENTS: usize = 48_000;
/// Characters of a line that says what was said.
pub const LINE: usize = 160;
/// Comments on one patch that a page shows.
const MOST: usize = 400;
/// Bytes of a hash that name a text.
const NAME: usize = 16;
/// What a comment counts as besides its text: who wrote it, when, its link.
const COMMENT: usize = 250;

/// What is said of the mails of one series.
#[derive(Debug, Default, Hash)]
pub struct Talk {
    /// In the order of the mails; in each mail in the order of its text.
    pub comments: Table<Comment>,
    /// What is said of each mail, in order; robots' reports apart from the rest.
    of: BTreeMap<PatchAt, Vec<CommentAt>>,
    /// How many there are besides those, where they are too many.
    left_out: BTreeMap<PatchAt, usize>,
    /// The comments that quote another one right above the one that they answer, by that one.
    also: BTreeMap<CommentAt, Vec<CommentAt>>,
    /// Bytes that a page needs to show what is said of a patch, with the lines around it.
    lengths: BTreeMap<PatchAt, usize>,
}

/// One stretch of a reply: what somebody wrote between two quotes.
#[derive(Debug, Hash)]
pub struct Comment {
    pub reply: ReplyAt,
    /// Which one of that reply, counted from 1.
    pub number: usize,
    /// The patch or the cover letter that it is about.
    pub patch: PatchAt,
    pub place: Place,
    pub answers: Option<CommentAt>,
    /// What was written, as the body.
    pub text: TextAt,
    /// The beginning of the hash of what was written: a name that no other text has.
    pub name: [u8; NAME],
    /// What the next version made of the lines that it is about.
    pub after: Option<AfterAt>,
}

/// What a version made of the lines of a comment on the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AfterAt {
    pub revision: RevisionAt,
    pub fate: Fate,
}

/// What became of lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// They are there as they were.
    Unchanged,
    /// Others, or none, are in their place, or new ones between them.
    Changed,
    /// Another patch has them.
    Moved(PatchAt),
    /// The patch did not come again.
    Gone,
}

/// The position of a comment in what is said of its series.
pub type CommentAt = At<Comment>;

/// What a comment is about, in its patch.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    Whole,
    /// A line of the body, counted from 0.
    Message(usize),
    Diff {
        file: Shared,
        /// In the diff, counted from 0.
        spot: Spot,
        /// The number of the line in each file, counted from 1, where it is in it.
        old: Option<usize>,
        new: Option<usize>,
    },
}

impl Talk {
    /// What is said of a mail.
    pub fn of(&self, patch: PatchAt) -> &[CommentAt] {
        self.of.get(&patch).map_or(&[], Vec::as_slice)
    }

    /// How many comments on a mail are on no page.
    pub fn left_out(&self, patch: PatchAt) -> usize {
        self.left_out.get(&patch).copied().unwrap_or_default()
    }

    /// Whether a comment is on a page.
    pub fn is_shown(&self, at: CommentAt) -> bool {
        self.of(self.comments[at].patch).binary_search(&at).is_ok()
    }

    /// The comments that may answer one as well as the one of the same mail that is below it.
    pub fn also(&self, at: CommentAt) -> &[CommentAt] {
        self.also.get(&at).map_or(&[], Vec::as_slice)
    }

    /// Bytes that a page needs for what is said of a patch.
    pub fn length(&self, patch: PatchAt) -> usize {
        self.lengths.get(&patch).copied().unwrap_or_default()
    }

    /// The lines of a patch's diff that something is said of, in order.
    pub fn spots(&self, patch: PatchAt) -> Vec<Spot> {
        let mut spots: Vec<Spot> =
            self.of(patch).iter().filter_map(|&at| self.comments[at].place.spot()).collect();
        spots.sort_unstable();
        spots
    }
}

impl Place {
    /// Whether both are the same line, whatever is quoted above it.
    pub fn is_at(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Diff { spot, .. }, Self::Diff { spot: other, .. }) => spot.line == other.line,
            _ => self == other,
        }
    }

    fn spot(&self) -> Option<Spot> {
        if let Self::Diff { spot, .. } = self { Some(*spot) } else { None }
    }
}

/// How much of a patch's diff a page shows: of the newest version what fits, of others what was commented upon.
pub fn room(is_newest: bool) -> Room {
    Room { whole: if is_newest { LONGEST_DIFF } else { 0 }, near: NEAR }
}

/// Finds out what is said of all series; `kept` has what need not be found out again, and keeps it for the next build.
/// `settings` is a hash of the program and its settings.
pub fn find(
    catalog: &Catalog,
    spool: &Spool,
    settings: &Sum,
    kept: Option<&mut KeptReviews>,
) -> Result<Table<Series, Talk>> {
    let last = kept.as_deref();
    let of = |at| talk(&Mails { catalog, spool, settings, last }, at);
    let series: Vec<SeriesAt> = catalog.series.positions().collect();
    let found: Vec<(Talk, Option<Next>)> = series.into_par_iter().map(of).collect::<Result<_>>()?;
    let (talks, next): (Vec<Talk>, Vec<Option<Next>>) = found.into_iter().unzip();
    if let Some(kept) = kept {
        kept.next = next.into_iter().flatten().collect();
    }
    Ok(talks.into())
}

/// The mails that something may be said of, and in.
struct Mails<'a> {
    catalog: &'a Catalog<'a>,
    spool: &'a Spool,
    settings: &'a Sum,
    last: Option<&'a KeptReviews>,
}

fn talk(mails: &Mails, series: SeriesAt) -> Result<(Talk, Option<Next>)> {
    let &Mails { catalog, spool, settings, last } = mails;
    let replies = &catalog.lives[series].replies;
    if replies.iter().all(|&reply| catalog.reply(reply).text.body == 0) {
        return Ok((Talk::default(), None));
    }
    let sources = sources(catalog, series);
    let key = last.and_then(|_| kept::key(settings, catalog, series, &sources));
    let known = key.as_ref().zip(last).and_then(|(key, last)| last.find(key));
    let (found, next, near) = match known {
        Some(Reviews { comments, next, near }) => (comments, next, Some(near)),
        None => {
            let mails = mails::mails(catalog, spool, &sources)?;
            let found = review::comments(&mails);
            let all = mails::Mails { catalog, series, sources: &sources, mails: &mails };
            let next = next::find(&all, &found);
            (found, next, None)
        }
    };
    let mut talk = filed(catalog, spool, &sources, &found, &next)?;
    let patches = sources.iter().enumerate().filter_map(|(place, source)| match *source {
        Source::Patch(at) => Some((at, place)),
        Source::Reply(_) => None,
    });
    let places: HashMap<PatchAt, usize> = patches.collect();
    let (near, is_known) = match near {
        Some(near) => (near, true),
        None => (talk.near(mails, series, &places)?, false),
    };
    talk.measure(|patch| places.get(&patch).and_then(|place| near.get(place)).copied().unwrap_or_default());
    let reviews = Reviews { comments: found, next, near };
    let next = key.map(|key| if is_known { Ok(Next::Same(key)) } else { Next::new(key, &reviews, spool) });
    Ok((talk, next.transpose()?))
}

/// What was found as comments of the series, in their order. What they say is put aside.
fn filed(
    catalog: &Catalog,
    spool: &Spool,
    sources: &[Source],
    found: &Table<review::Comment>,
    next: &Table<review::Comment, Option<InNext>>,
) -> Result<Talk> {
    let mut texts: Vec<String> = found.iter().map(written).collect();
    let names: Vec<[u8; NAME]> = texts.iter().map(|text| name(text)).collect();
    let places = spool.put_texts(&mut texts)?;
    let mut talk = Talk::default();
    let mut numbers: HashMap<ReplyAt, usize> = HashMap::new();
    let mut files: HashSet<Shared> = HashSet::new();
    // Which comment of the series each that was found is; what only gives trailers is a mark, and no comment.
    let mut kept: Vec<Option<CommentAt>> = Vec::with_capacity(found.len());
    for (((comment, next), text), name) in found.iter().zip(next.iter()).zip(places).zip(names) {
        let above = comment.answers.and_then(|at| kept[at.number()]);
        let Source::Reply(reply) = sources[comment.mail.number()] else {
            kept.push(None);
            continue;
        };
        let number = numbers.entry(reply).or_default();
        *number += 1;
        let (patch, place) = match sources[comment.place.mail().number()] {
            Source::Patch(patch) => (Some(patch), place(&comment.place, &mut files)),
            // What another reply offered.
            Source::Reply(other) => {
                let above = above.map(|at| talk.comments[at].patch);
                (above.or(catalog.replies[other].patch).or(catalog.replies[reply].patch), Place::Whole)
            }
        };
        let Some(patch) = patch.filter(|_| text.body > 0) else {
            kept.push(above);
            continue;
        };
        let at = talk.comments.push(Comment {
            reply,
            number: *number,
            patch,
            place,
            answers: above,
            text,
            name,
            after: next.and_then(|next| after(next, sources)),
        });
        for other in comment.also.iter().filter_map(|also| kept[also.number()]) {
            talk.also.entry(other).or_default().push(at);
        }
        kept.push(Some(at));
    }
    talk.comments.shrink_to_fit();
    talk.settle();
    Ok(talk)
}

fn after(next: InNext, sources: &[Source]) -> Option<AfterAt> {
    let fate = match (next.after, next.moved.map(|place| sources[place])) {
        (review::After::Unchanged, _) => Fate::Unchanged,
        (review::After::Changed, _) => Fate::Changed,
        (review::After::Moved(_), Some(Source::Patch(patch))) => Fate::Moved(patch),
        (review::After::Gone, _) => Fate::Gone,
        (review::After::Moved(_), _) => return None,
    };
    Some(AfterAt { revision: next.revision, fate })
}

/// What is written in a comment: prose, and the diffs that it offers.
fn written(comment: &review::Comment) -> String {
    let texts = comment.text.iter().map(|block| match block {
        review::Block::Prose(text) | review::Block::Code(text) => text.trim_matches('\n'),
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

/// The name of a text.
fn name(text: &str) -> [u8; NAME] {
    let hash = Sha256::digest(text);
    *hash.first_chunk().expect("a SHA-256 is longer")
}

fn place(place: &review::Place, files: &mut HashSet<Shared>) -> Place {
    match place {
        review::Place::Whole(_) => Place::Whole,
        review::Place::Message { line, .. } => Place::Message(*line),
        review::Place::Diff { line, .. } => {
            let path = Shared::from(line.path.as_str());
            let file = files.get(&path).cloned().unwrap_or(path);
            files.insert(file.clone());
            let spot = Spot { line: line.line, first: line.first };
            Place::Diff { file, spot, old: line.old, new: line.new }
        }
    }
}

impl Talk {
    /// Puts comments with the mails that they are about. An answer is where its thread is.
    fn settle(&mut self) {
        for at in self.comments.positions() {
            // It answers an earlier one, whose place is settled.
            if let Some(above) = self.comments[at].answers {
                let (patch, place) = (self.comments[above].patch, self.comments[above].place.clone());
                (self.comments[at].patch, self.comments[at].place) = (patch, place);
            }
            let patch = self.comments[at].patch;
            let of_patch = self.of.entry(patch).or_default();
            if of_patch.len() < MOST {
                of_patch.push(at);
            } else {
                *self.left_out.entry(patch).or_default() += 1;
            }
        }
    }

    /// How long the lines around comments are that are shown besides the diff of the newest version, in bytes, by the places
    /// of the mails in the series.
    fn near(
        &self,
        mails: &Mails,
        series: SeriesAt,
        places: &HashMap<PatchAt, usize>,
    ) -> Result<BTreeMap<usize, usize>> {
        let newest = &mails.catalog.series[series].newest().mails;
        let mut near = BTreeMap::new();
        for &patch in self.of.keys() {
            let spots = self.spots(patch);
            let text = mails.catalog.entry(patch).text;
            let is_shown = newest.contains(&patch) && text.diff <= LONGEST_DIFF as u64;
            if let Some(&place) = places.get(&patch).filter(|_| !spots.is_empty() && !is_shown) {
                near.insert(place, cut(&mails.spool.diff(text)?, &spots, Room { whole: 0, near: NEAR }).size);
            }
        }
        Ok(near)
    }

    /// Finds out how long what is said of each mail is on a page. `near` says how long the lines around it are.
    fn measure(&mut self, near: impl Fn(PatchAt) -> usize) {
        for (&patch, comments) in &self.of {
            let length =
                |&at: &CommentAt| (self.comments[at].text.body as usize).min(LONGEST_COMMENT) + COMMENT;
            let said =
                comments.iter().map(length).sum::<usize>().min(COMMENTS + (COMMENT + LINE) * comments.len());
            self.lengths.insert(patch, said + near(patch));
        }
    }
}
