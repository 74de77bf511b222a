//! Finds the quoted lines of a reply in the mails that it answers, all of them together: each line alone may be in several
//! places, their order tells which.
//!
//! Lines are looked for in the nearest mail that is answered, then in those that it answers, then in all mails of the set;
//! first whole, then as a part of a line or of several. Of all ways to choose places the one is taken that fits best: lines
//! that follow each other there as well, at the depth that is to be expected (a beam search, with a fixed number of
//! ways kept).

use super::MailAt;
use super::index::{PART, Span};
use super::joined::{MOST_PIECES, glued, words_behind};
use super::lines::{self, Line};
use super::parts::{self, Parts, Role};
use super::source::{MOST_PLACES, MOST_SEARCHED, Source, Sources, TELLING};

/// Ways that are kept from line to line.
const WAYS: usize = 32;
/// Most steps of a search before its best way is settled.
const MOST_STEPS: usize = 1 << 17;
/// Bytes that are searched for parts of lines, for one reply.
const BUDGET: usize = 16 << 20;
/// A line without a mark that is as long as this, and goes on where a quote ends, is quoted wherever it ends.
const HALF: usize = 16;

/// A quoted line, or a piece of one.
#[derive(Debug)]
pub(super) struct Quoted<'a> {
    /// Its line in the reply.
    pub line: usize,
    pub depth: u8,
    /// What is compared of it.
    key: String,
    /// It is a line of a header block.
    pub is_header: bool,
    /// Own words behind the quote, on its line.
    pub words: &'a str,
    /// Where it is from.
    pub found: Option<Found>,
}

impl<'a> Quoted<'a> {
    fn of(line: usize, depth: u8, key: String, words: &'a str) -> Self {
        Self { line, depth, key, is_header: false, words, found: None }
    }

    /// Whether it tells where it is from, if it is found.
    pub fn tells(&self) -> bool {
        self.key.len() >= TELLING && !self.is_header && !self.is_cut()
    }

    /// Whether it may be a line of a diff.
    pub fn is_of_diff(&self) -> bool {
        ["+", "@@", "diff--git"].iter().any(|start| self.key.starts_with(start))
    }

    /// Whether it is a mark of what was left out of the quote.
    pub fn is_cut(&self) -> bool {
        parts::is_cut(&self.key)
    }
}

/// A place of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Found {
    pub source: MailAt,
    pub span: Span,
    /// How likely it is by itself.
    score: i32,
}

/// Finds the quoted lines of a reply. Lines that turn out to be the second half of a quoted one become quotes.
pub(super) fn peel<'a>(parts: &mut Parts<'a>, sources: &Sources) -> Vec<Quoted<'a>> {
    let mut budget = BUDGET;
    let mut quoted = Vec::new();
    let mut half = None;
    for at in 0..parts.lines.len() {
        if parts.roles[at] == Role::Quote && half != Some(at) {
            let from = quoted.len();
            match with_half_below(parts, at, sources).or_else(|| with_half_above(parts, at, sources)) {
                Some((other, key)) => {
                    half = Some(other);
                    parts.roles[other] = Role::Quote;
                    quoted.push(Quoted::of(at, parts.lines[at].depth, key, ""));
                }
                None => cut(at, parts.lines[at], sources, &mut budget, &mut quoted),
            }
            for piece in quoted[from..].iter_mut().filter(|_| parts.headers[at]) {
                // A longer line of receivers is no line of the answered mail with own words behind.
                (piece.is_header, piece.words) = (true, "");
            }
        }
    }
    choose(&mut quoted, sources, &mut budget);
    take_halves(parts, &mut quoted, sources);
    quoted
}

/// The line below a quoted one, if it is the second half of a line of an answered mail without its mark, and the key of the whole line.
/// Where the first half is nothing but signs, such as `+`, what is said may look so, unless a quote follows.
fn with_half_below(parts: &Parts, at: usize, sources: &Sources) -> Option<(usize, String)> {
    if parts.roles.get(at + 1) != Some(&Role::Own) || parts.offered[at + 1].is_some() {
        return None;
    }
    let mut key = lines::key(parts.lines[at].text);
    let says = key.contains(char::is_alphanumeric);
    let is_between = || parts.roles.get(at + 2) == Some(&Role::Quote);
    if key.is_empty() || says && sources.is_near_line(&key) || !says && !is_between() {
        return None;
    }
    lines::add_key(parts.raw[at + 1], &mut key);
    sources.is_near_line(&key).then_some((at + 1, key))
}

/// The same for the line between two quoted ones, if it is the first half of the lower one: what hangs over of prose.
fn with_half_above(parts: &Parts, at: usize, sources: &Sources) -> Option<(usize, String)> {
    let above = at.checked_sub(1)?;
    let is_between = above > 0 && parts.roles[above - 1] == Role::Quote && parts.roles[above] == Role::Own;
    if !is_between || parts.offered[above].is_some() {
        return None;
    }
    let (mut key, below) = (lines::key(parts.raw[above]), lines::key(parts.lines[at].text));
    if below.is_empty() || sources.is_near_line(&below) {
        return None;
    }
    key.push_str(&below);
    sources.is_near_line(&key).then_some((above, key))
}

/// Cuts a quoted line into its pieces, most often one.
fn cut<'a>(at: usize, line: Line<'a>, sources: &Sources, budget: &mut usize, quoted: &mut Vec<Quoted<'a>>) {
    let mut rest = line;
    for _ in 0..MOST_PIECES {
        let key = lines::key(rest.text);
        if key.is_empty() {
            return;
        }
        let piece = |key, words| Quoted::of(at, rest.depth, key, words);
        let is_whole = sources.is_line(&key);
        if let Some((head, behind)) = (!is_whole).then(|| glued(rest.text, sources)).flatten() {
            quoted.push(piece(head, ""));
            rest = Line { text: behind, ..rest };
            continue;
        }
        let words = if is_whole { None } else { words_behind(rest.text, &key, sources, budget) };
        // Some programs leave the address out of attributions that they quote: what is behind the rest is no answer.
        let says = !parts::is_attribution(rest.text);
        let key = if is_whole || words.is_some() { key } else { without_dots(key) };
        match words {
            Some((length, words)) => {
                let words = if says { words } else { "" };
                quoted.push(piece(key[..length].to_owned(), words));
            }
            None => quoted.push(piece(key, "")),
        }
        return;
    }
}

/// The key of a quoted line without the dots that stand for its rest.
fn without_dots(mut key: String) -> String {
    let start = key.trim_end_matches('…').trim_end_matches("...").len();
    if start >= PART {
        key.truncate(start);
    }
    key
}

/// One way to place the lines so far.
#[derive(Debug, Clone, Copy)]
struct Way {
    score: i32,
    found: Found,
    /// The step of the search that it ends with, unless that is settled.
    step: Option<usize>,
}

/// A line at a place, and the step before.
struct Step {
    quoted: usize,
    found: Found,
    before: Option<usize>,
}

/// Chooses the place of each line.
fn choose(quoted: &mut [Quoted], sources: &Sources, budget: &mut usize) {
    let mut steps: Vec<Step> = Vec::new();
    let mut ways: Vec<Way> = Vec::new();
    for at in 0..quoted.len() {
        let places = places(&quoted[at], &ways, sources, budget);
        let mut next: Vec<Way> = Vec::with_capacity(places.len() + ways.len());
        for found in places {
            let gain = |way: &Way| way.score + found.score + fit(way.found, found);
            let best = ways.iter().enumerate().max_by_key(|&(number, way)| (gain(way), usize::MAX - number));
            let (score, before) = best.map_or((found.score, None), |(_, way)| (gain(way), way.step));
            steps.push(Step { quoted: at, found, before });
            next.push(Way { score, found, step: Some(steps.len() - 1) });
        }
        next.extend(ways.iter().copied());
        next.sort_unstable_by_key(|way| (std::cmp::Reverse(way.score), way.step));
        next.truncate(WAYS);
        let best = next.first().map_or(0, |way| way.score);
        next.retain(|way| way.score >= best - (FITS - MISFITS));
        ways = next;
        // What lies far behind is settled: the steps of a long reply do not fill the memory.
        if steps.len() >= MOST_STEPS {
            ways.truncate(1);
            settle(quoted, &steps, &ways);
            steps.clear();
            ways.iter_mut().for_each(|way| way.step = None);
        }
    }
    settle(quoted, &steps, &ways);
}

/// Takes the places of the best way.
fn settle(quoted: &mut [Quoted], steps: &[Step], ways: &[Way]) {
    let mut last = ways.first().and_then(|way| way.step);
    while let Some(step) = last {
        quoted[steps[step].quoted].found = Some(steps[step].found);
        last = steps[step].before;
    }
}

/// The most and the least that a place gains by the one before. A way that is behind by more does not catch up.
const FITS: i32 = 6;
const MISFITS: i32 = -5;

/// How well a place follows another one.
fn fit(before: Found, found: Found) -> i32 {
    if before.source != found.source {
        return -3;
    }
    match found.span.start.checked_sub(before.span.end) {
        Some(0) => FITS,
        Some(gap) => 3 - (gap.ilog2() as i32 / 3).min(3),
        None => MISFITS,
    }
}

/// The places that a line may be from.
fn places(quoted: &Quoted, ways: &[Way], sources: &Sources, budget: &mut usize) -> Vec<Found> {
    let key = quoted.key.as_str();
    let telling = (key.len().min(24) / 3) as i32 + 2;
    let mut places = Vec::new();
    if let Some((mail, source)) = sources.near().next() {
        of_lines(quoted, mail, source, telling, ways, &mut places);
        if places.is_empty() {
            of_parts(key, mail, source, telling, ways, budget, &mut places);
        }
        if places.iter().any(|found| is_known(sources, found)) {
            return places;
        }
    }
    if key.len() >= TELLING {
        of_everywhere(key, sources, telling, &mut places);
    }
    for (mail, source) in sources.near().skip(1).take(MOST_SEARCHED) {
        if !places.is_empty() {
            break;
        }
        if key.len() < TELLING {
            of_lines(quoted, mail, source, telling - 2, ways, &mut places);
            places.retain(|found| ways.first().is_some_and(|way| fit(way.found, *found) == FITS));
        }
        if places.is_empty() {
            of_parts(key, mail, source, telling - 2, ways, budget, &mut places);
        }
    }
    places
}

/// Whether it is known where a place's line is from.
fn is_known(sources: &Sources, found: &Found) -> bool {
    let source = &sources.all[found.source];
    source.lines[source.index.line_of(found.span)].origin.is_some()
}

/// Places of whole lines.
fn of_lines(
    quoted: &Quoted,
    mail: MailAt,
    source: &Source,
    telling: i32,
    ways: &[Way],
    places: &mut Vec<Found>,
) {
    let equal = source.index.equal(&quoted.key);
    let place = |line: usize| {
        let is_expected = source.lines[line].depth + 1 == quoted.depth;
        Found {
            source: mail,
            span: source.index.span(line),
            score: telling + if is_expected { 4 } else { 0 },
        }
    };
    if equal.len() <= MOST_PLACES {
        places.extend(equal.iter().map(|&line| place(line)));
        return;
    }
    // The first ones, and those next behind places of the line before.
    let mut chosen: Vec<usize> = equal[..MOST_PLACES / 3].to_vec();
    for way in ways.iter().filter(|way| way.found.source == mail) {
        let next = equal.partition_point(|&line| source.index.span(line).start < way.found.span.end);
        chosen.extend(equal.get(next));
    }
    chosen.sort_unstable();
    chosen.dedup();
    places.extend(chosen.into_iter().map(place));
}

/// Places of parts of lines.
fn of_parts(
    key: &str,
    mail: MailAt,
    source: &Source,
    telling: i32,
    ways: &[Way],
    budget: &mut usize,
    places: &mut Vec<Found>,
) {
    let score = telling - 1;
    let place = |span: Span| Found { source: mail, span, score };
    if key.len() >= PART {
        places.extend(source.index.find(key, budget).into_iter().map(place));
        return;
    }
    let continued = ways
        .iter()
        .filter(|way| way.found.source == mail)
        .filter(|way| !source.index.ends_line(way.found.span));
    places.extend(continued.filter_map(|way| source.index.continued(way.found.span, key)).map(place));
}

/// Places in all mails of the set that said a line themselves; those that are answered first.
fn of_everywhere(key: &str, sources: &Sources, telling: i32, places: &mut Vec<Found>) {
    let start = places.len();
    for origin in sources.everywhere.find(key, sources.all) {
        let rank = sources.near.iter().position(|&mail| mail == origin.mail);
        let score = telling + rank.map_or(-4, |rank| 2 - (rank as i32).min(3));
        places.push(Found {
            source: origin.mail,
            span: sources.all[origin.mail].index.span(origin.line.number()),
            score,
        });
    }
    places[start..].sort_by_key(|found| std::cmp::Reverse(found.score));
    places.truncate(start + MOST_PLACES);
}

/// Makes quotes of lines without a mark that go on where the quoted line above was broken.
fn take_halves(parts: &mut Parts, quoted: &mut [Quoted], sources: &Sources) {
    for piece in quoted.iter_mut().filter(|piece| piece.words.is_empty()) {
        let Some(found) = &mut piece.found else { continue };
        let index = &sources.all[found.source].index;
        for below in piece.line + 1.. {
            if parts.roles.get(below) != Some(&Role::Own) {
                break;
            }
            let key = lines::key(parts.raw[below]);
            let Some(span) = index.continued(found.span, &key) else { break };
            let is_half = !index.ends_line(found.span)
                && (index.ends_line(span) || parts.roles.get(below + 1) == Some(&Role::Quote));
            if !is_half && key.len() < HALF {
                break;
            }
            found.span.end = span.end;
            parts.roles[below] = Role::Quote;
        }
    }
}
