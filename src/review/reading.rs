//! Reads the mails of a set, each after those that it answers.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::adrift::{self, Titles};
use super::answered::Answered;
use super::index::Index;
use super::parts::{Names, Parts, Role, name_words, title_key};
use super::patch;
use super::peel::{self, Found, Quoted};
use super::place::{self, Anchor};
use super::source::{Everywhere, Kind, Origin, Source, SourceLine, Sources};
use super::stretch::{self, Stretch};
use super::{Comment, CommentAt, Mail, MailAt, Text};
use crate::position::{At, Table};

/// Most answered mails that are looked at.
const MOST_NEAR: usize = 32;
/// How many of them an attribution may name.
const NAMED: usize = 3;

/// What was read of a set so far.
pub(super) struct Reading<'a> {
    mails: &'a Table<Mail>,
    by_id: HashMap<&'a str, MailAt, RandomState>,
    sources: Table<Mail, Source>,
    /// The mails that each answers, the nearest first, and those that they answer.
    near: Table<Mail, Vec<MailAt>>,
    titles: Titles,
    /// Replies to a patch that is not in the set.
    adrift: Table<Mail, bool>,
    everywhere: Everywhere,
    comments: Table<Comment>,
}

impl<'a> Reading<'a> {
    pub fn of(mails: &'a Table<Mail>) -> Self {
        let mut by_id = HashMap::with_capacity_and_hasher(mails.len(), RandomState::default());
        for (at, mail) in mails.iter_at().filter(|(_, mail)| !mail.id.is_empty()) {
            by_id.entry(mail.id.as_str()).or_insert(at);
        }
        let sources = mails.iter().map(|_| Source::default()).collect::<Vec<_>>().into();
        Self {
            mails,
            by_id,
            sources,
            near: mails.filled(Vec::new()),
            titles: Titles::of(mails),
            adrift: mails.filled(false),
            everywhere: Everywhere::default(),
            comments: Table::new(),
        }
    }

    /// Reads all mails.
    pub fn read(mut self) -> Table<Comment> {
        for mail in self.order() {
            self.near[mail] = self.answered(mail);
            self.adrift[mail] = self.is_adrift(mail);
            let source = match &self.mails[mail].text {
                Text::Cover(body) => Source::of_patch(mail, body, ""),
                Text::Patch { body, diff } => Source::of_patch(mail, body, diff),
                Text::Reply(text) => self.reply(mail, text),
            };
            self.everywhere.add(mail, &source);
            self.sources[mail] = source;
        }
        self.comments
    }

    /// The mails, each behind those that it answers: a clock that is wrong puts an answer first.
    fn order(&self) -> Vec<MailAt> {
        let mut order = Vec::with_capacity(self.mails.len());
        // Whether a mail is on its way, and whether it is there.
        let mut begun = self.mails.filled(false);
        let mut done = self.mails.filled(false);
        for first in self.mails.positions() {
            let mut todo = vec![first];
            while let Some(&mail) = todo.last() {
                if done[mail] {
                    todo.pop();
                } else if std::mem::replace(&mut begun[mail], true) {
                    todo.pop();
                    done[mail] = true;
                    order.push(mail);
                } else {
                    let parents =
                        self.mails[mail].parents.iter().filter_map(|id| self.by_id.get(id.as_str()));
                    todo.extend(parents.copied().filter(|&parent| !begun[parent]));
                }
            }
        }
        order
    }

    /// The mails that a mail answers, the nearest first.
    fn answered(&self, mail: MailAt) -> Vec<MailAt> {
        let parents = self.mails[mail].parents.iter().filter_map(|id| self.by_id.get(id.as_str())).copied();
        let mut near: Vec<MailAt> = Vec::new();
        for parent in parents.filter(|&parent| parent != mail) {
            for known in std::iter::once(parent).chain(self.near[parent].iter().copied()) {
                if near.len() < MOST_NEAR && !near.contains(&known) {
                    near.push(known);
                }
            }
        }
        // Its parent is not in the set: what its subject names is answered as well.
        let is_of_missing = !place::is_patch(&self.mails[mail]) && self.parent(mail) == Some(None);
        let named = is_of_missing.then(|| self.titles.named(mail, self.mails[mail].version)).flatten();
        if let Some(named) = named.filter(|named| !near.contains(named)) {
            near.insert(0, named);
        }
        near
    }

    /// The mail that a mail answers, if that is in the set.
    fn parent(&self, mail: MailAt) -> Option<Option<MailAt>> {
        self.mails[mail].parents.first().map(|id| self.by_id.get(id.as_str()).copied())
    }

    /// What the mail is about that a missing parent answers, if that is one thing: its words are all that is quoted.
    fn beyond(&self, mail: MailAt) -> Option<Anchor> {
        if self.parent(mail) != Some(None) {
            return None;
        }
        let last = self.mails[mail].parents.iter().find_map(|id| self.by_id.get(id.as_str()).copied())?;
        match self.mails[last].text {
            Text::Cover(_) => Some(Anchor::whole(last)),
            Text::Patch { .. } => None,
            Text::Reply(_) => {
                let said = self.sources[last].lines.iter().filter_map(|line| line.comment);
                let mut said: Vec<CommentAt> = said.collect();
                said.dedup();
                let Comment { place, placed, .. } = &self.comments[*said.first()?];
                let is_one = *placed && said.iter().all(|&at| self.comments[at].place == *place);
                let answers = said.first().copied().filter(|_| said.len() == 1);
                is_one.then(|| Anchor { place: place.clone(), answers, placed: true })
            }
        }
    }

    /// Whether a mail answers one of its author.
    fn is_own(&self, mail: MailAt) -> bool {
        let own = &self.mails[mail].author.email;
        self.parent(mail).flatten().is_some_and(|parent| self.mails[parent].author.email == *own)
    }

    /// Whether a reply answers a patch that is not in the set, itself or through other replies.
    fn is_adrift(&self, mail: MailAt) -> bool {
        let version = self.mails[mail].version;
        let is_of_known = |other: &MailAt| {
            let text = &self.mails[*other].text;
            matches!(text, Text::Reply(_)) && !self.adrift[*other] && self.mails[*other].version == version
        };
        match self.parent(mail) {
            _ if place::is_patch(&self.mails[mail]) => false,
            None => false,
            Some(Some(parent)) => self.adrift[parent],
            Some(None) => {
                let mut near = self.near[mail].iter().filter(|other| is_of_known(other));
                !self.titles.may_have(mail, version) && !near.any(|&other| self.titles.are_alike(mail, other))
            }
        }
    }

    fn reply(&mut self, mail: MailAt, text: &str) -> Source {
        let near = std::mem::take(&mut self.near[mail]);
        let (parts, mut quoted) = self.parts(mail, text, &near);
        let is_adrift = self.adrift[mail];
        if is_adrift {
            let may_be_edited = !self.titles.may_have(mail, None);
            adrift::forget(&mut quoted, &near, self.mails, &self.sources, may_be_edited);
        }
        // What a machine gives names itself as it likes.
        let own = &self.mails[mail];
        let author = (!own.is_machine).then(|| name_words(&own.author));
        let stretches = stretch::of(&parts, &quoted, author.as_deref());
        let first = self.comments.len();
        let nearest = near.first().copied().unwrap_or(mail);
        let whole =
            if is_adrift { adrift::whole(&near, self.mails) } else { place::whole(&near, self.mails) };
        let whole = whole.unwrap_or(Anchor::unknown(nearest));
        let goes_on = self.is_own(mail);
        let mut above: Option<Anchor> = None;
        for stretch in &stretches {
            let run = &quoted[stretch.quotes.clone()];
            let found = place::of_run(run, stretch, goes_on, &self.sources, &self.comments);
            // What is quoted of a mail that is missing is about the lines that it quotes above.
            let anchor = found.or(above.clone().map(|above| above.goes_on(run)));
            above = anchor.clone();
            let is_header = run.iter().any(|piece| piece.is_header)
                || parts.are_of_envelope(run.iter().map(|piece| piece.line));
            let is_sure = stretch.only_trailers || is_header;
            let is_talk = !stretch.only_trailers && !is_adrift && !run.iter().any(Quoted::is_of_diff);
            let anchor = anchor.or_else(|| self.beyond(mail).filter(|_| is_talk && !is_header));
            let Anchor { place, answers, placed } = match anchor {
                Some(anchor) if stretch.only_trailers => anchor.patch(self.mails).unwrap_or(whole.clone()),
                Some(anchor) => anchor,
                None => Anchor { placed: whole.placed && is_sure, ..whole.clone() },
            };
            let also = answers.map_or(Vec::new(), |answered| {
                place::also_answered(run, answered, &self.sources, &self.comments)
            });
            let (text, trailers) = stretch.text(&parts, author.as_deref());
            self.comments.push(Comment { mail, text, trailers, place, placed, answers, also });
        }
        self.near[mail] = near;
        self.source(mail, &parts, &quoted, &stretches, first)
    }

    /// The parts of a reply. What a machine writes has no quotes, but where it quotes as people do.
    fn parts<'t>(&self, mail: MailAt, text: &'t str, near: &[MailAt]) -> (Parts<'t>, Vec<Quoted<'t>>) {
        let answered = Answered::new(near.first().map(|&at| &self.sources[at]));
        let sources = Sources { all: &self.sources, near, everywhere: &self.everywhere };
        let own = &self.mails[mail];
        let above = || near.iter().take(NAMED).map(|&at| &self.mails[at]);
        let names = Names {
            author: name_words(&own.author),
            is_own: self.is_own(mail),
            answered: above().flat_map(|mail| name_words(&mail.author)).collect(),
            titles: above().chain([own]).filter_map(|mail| title_key(&mail.title)).collect(),
        };
        let mut parts = Parts::of(text, &answered, &names);
        let quoted = peel::peel(&mut parts, &sources);
        // Robots say the same of each version.
        let is_quoted = |found: &Found| near.contains(&found.source) || !self.mails[found.source].is_machine;
        if own.is_machine && !quotes_like_people(&quoted, is_quoted) {
            return (Parts::of_machine(text), Vec::new());
        }
        parts.hide(&names);
        (parts, quoted)
    }

    /// What a reply is to those who quote it.
    fn source(
        &self,
        mail: MailAt,
        parts: &Parts,
        quoted: &[Quoted],
        stretches: &[Stretch],
        first: usize,
    ) -> Source {
        let mut comment_of = vec![None; parts.lines.len()];
        for (number, stretch) in stretches.iter().enumerate() {
            let comment = CommentAt::new(first + number);
            stretch.pieces.iter().for_each(|&(line, _)| comment_of[line] = Some(comment));
        }
        let mut found = vec![None; parts.lines.len()];
        quoted.iter().for_each(|piece| found[piece.line] = piece.found.or(found[piece.line]));
        let mut lines: Vec<SourceLine> = Vec::with_capacity(parts.lines.len());
        for (at, line) in parts.lines.iter().enumerate() {
            let kind = match (comment_of[at], parts.offered[at]) {
                (None, _) => Kind::Unknown,
                (Some(_), Some(spot)) => Kind::Diff { line: At::new(at), spot },
                (Some(_), None) => Kind::Said,
            };
            let above = || lines.last().and_then(|above| above.origin);
            let origin = match (comment_of[at], found[at]) {
                (Some(_), _) => Some(Origin { mail, line: At::new(at) }),
                (None, Some(found)) => place::origin(found, &self.sources),
                // The second half of the line above.
                (None, None) if line.depth == 0 && parts.roles[at] == Role::Quote => above(),
                (None, None) => None,
            };
            lines.push(SourceLine { depth: line.depth, kind, comment: comment_of[at], origin });
        }
        let offered = (0..parts.raw.len()).filter(|&at| parts.offered[at].is_some());
        let offered: Vec<&str> = offered.map(|at| parts.raw[at]).collect();
        let paths = if offered.is_empty() { Vec::new() } else { patch::paths(&offered.join("\n")) };
        Source { index: Index::of(&parts.lines), lines, paths }
    }
}

/// Whether quotes are those of a person or of a review program: robots mark lines of their logs with `>`. `is_quoted` says
/// whether a place is one that is quoted.
fn quotes_like_people(quoted: &[Quoted], is_quoted: impl Fn(&Found) -> bool) -> bool {
    let found = quoted.iter().filter_map(|piece| piece.found).filter(is_quoted).count();
    found >= 2 && found * 4 >= quoted.len() * 3
}
