//! Stretches: what somebody wrote between two quotes.

use std::ops::Range;

use super::Block;
use super::parts::{Parts, Role, is_given_by, vouches};
use super::peel::Quoted;

/// What was written between two quotes.
#[derive(Debug)]
pub(super) struct Stretch<'a> {
    /// Its lines, each with its number; own words behind a quote are the first one.
    pub pieces: Vec<(usize, &'a str)>,
    /// The quoted lines between it and the stretch before.
    pub quotes: Range<usize>,
    /// It gives trailers and says nothing else.
    pub only_trailers: bool,
}

/// The stretches of a reply. `author` are the words of the name of the person who wrote it.
pub(super) fn of<'a>(
    parts: &Parts<'a>,
    quoted: &[Quoted<'a>],
    author: Option<&[String]>,
) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    let mut open: Option<Stretch> = None;
    let (mut start, mut next) = (0, 0);
    let begin = |quotes| Stretch { pieces: Vec::new(), quotes, only_trailers: false };
    for line in 0..parts.raw.len() {
        match parts.roles[line] {
            Role::Quote => {
                if let Some(stretch) = open.take() {
                    start = stretch.quotes.end;
                    stretches.push(closed(stretch, author));
                }
                while let Some(piece) = quoted.get(next).filter(|piece| piece.line == line) {
                    next += 1;
                    if !piece.words.is_empty() {
                        let mut stretch = begin(start..next);
                        stretch.pieces.push((line, piece.words));
                        open = Some(stretch);
                    }
                }
            }
            Role::Own => {
                let stretch = open.get_or_insert_with(|| begin(start..next));
                stretch.pieces.push((line, parts.raw[line]));
            }
            Role::Blank => {
                if let Some(stretch) = &mut open {
                    stretch.pieces.push((line, ""));
                }
            }
            Role::Hidden => {}
        }
    }
    stretches.extend(open.map(|stretch| closed(stretch, author)));
    stretches
}

/// A stretch without the blank lines at its end.
fn closed<'a>(mut stretch: Stretch<'a>, author: Option<&[String]>) -> Stretch<'a> {
    while stretch.pieces.last().is_some_and(|(_, text)| text.is_empty()) {
        stretch.pieces.pop();
    }
    stretch.only_trailers = trailers_start(&stretch.pieces, author) == 0;
    stretch
}

/// Where the trailers begin that end a stretch: those that its author gives, not those of others that it speaks of.
fn trailers_start(pieces: &[(usize, &str)], author: Option<&[String]>) -> usize {
    let mut start = pieces.len();
    for (at, (_, text)) in pieces.iter().enumerate().rev() {
        let text = text.trim();
        if is_given_by(text, author) {
            start = at;
        } else if !(text.is_empty() || text.starts_with('<') && text.ends_with('>')) {
            break;
        }
    }
    start
}

/// How a text begins that tells that a patch was taken.
const TAKEN: [&str; 4] = ["applied", "thanks, applied", "thank you, applied", "thanks! applied"];

impl Stretch<'_> {
    /// Whether it tells that the patch was taken.
    pub fn tells_taking(&self) -> bool {
        let first = self.pieces.first().map_or("", |(_, text)| text.trim());
        let begins =
            |start: &&str| first.get(..start.len()).is_some_and(|own| own.eq_ignore_ascii_case(start));
        TAKEN.iter().any(begins) && !first.contains('?')
    }

    /// What it says, prose and diffs, and the lines of its trailers: those at its end, and those above or between what it
    /// says in which its author vouches for the patch.
    pub fn text(&self, parts: &Parts, author: Option<&[String]>) -> (Vec<Block>, Vec<String>) {
        let (said, trailers) = self.pieces.split_at(trailers_start(&self.pieces, author));
        let mut blocks: Vec<(bool, Vec<&str>)> = Vec::new();
        let mut above: Vec<&str> = Vec::new();
        for &(line, text) in said {
            let is_code = parts.offered[line].is_some();
            if !is_code && vouches(text.trim(), author) {
                above.push(text);
                continue;
            }
            let is_behind_blank =
                blocks.last().is_none_or(|(_, lines)| lines.last().is_some_and(|line| line.is_empty()));
            if text.is_empty() && !above.is_empty() && is_behind_blank {
                continue;
            }
            match blocks.last_mut() {
                Some((last, lines)) if *last == is_code || text.is_empty() => lines.push(text),
                _ => blocks.push((is_code, vec![text])),
            }
        }
        let block = |(is_code, lines): (bool, Vec<&str>)| {
            let text = lines.join("\n").trim_end().to_owned();
            if is_code { Block::Code(text) } else { Block::Prose(text) }
        };
        let trailers = trailers.iter().map(|(_, text)| *text).filter(|text| !text.is_empty());
        let trailers = above.into_iter().chain(trailers).map(|text| text.trim().to_owned());
        (blocks.into_iter().map(block).collect(), trailers.collect())
    }
}
