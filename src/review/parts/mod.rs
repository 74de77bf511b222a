//! The parts of a reply: which of its lines somebody wrote, which are quotes, and which are neither.
//!
//! 1. [`Parts::of`] goes by the marks of quotes, and by what mail programs put above a mail that they quote without marks.
//! 2. Then `peel` looks for the quoted lines in the mails that are answered.
//! 3. [`Parts::hide`] hides what is not own text: attributions, greetings, closing words, signatures, footers.

mod attribution;
mod courtesy;
mod cut;
mod header;
mod hide;
mod legal;
mod marks;
mod message;
mod signed;
mod tail;
mod unmarked;
mod within;

pub(super) use cut::is_cut;

use std::collections::BTreeMap;

use super::answered::Answered;
use super::lines::{self, Line};
use super::patch::{self, Spot};
use crate::mail::{Address, Trailer, trailer};

/// A quote by spaces alone has as many in front of each line. It has at least so many lines of the mail that is answered,
/// as one with marks of its own.
const INDENT: &str = "    ";
const INDENTED: usize = 3;
/// How many marks Gnus and Supercite put in front of the line that says who is quoted below, with a mark of its own or none.
const SUPERCITED: u8 = 5;
/// Most notes between an attribution and its quote.
const NOTES: usize = 4;
/// Trailers in which people speak for themselves, of what somebody else wrote and of what they wrote or passed on.
const VOUCHES: [&str; 3] = ["Acked-by", "Reviewed-by", "Tested-by"];
const SIGNS: &str = "Signed-off-by";
/// The shortest title that is known again, by what is compared of it.
const TITLE: usize = 8;
/// The shortest line of the answered mail that is quoted without a mark between two that have one.
const LONG_LINE: usize = 20;

/// What a line of a reply is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Blank,
    Quote,
    Own,
    /// It is neither: an attribution, a greeting, a signature.
    Hidden,
}

/// A reply, line by line.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    /// The lines as they were sent, but for spaces in front of all of them.
    pub raw: Vec<&'a str>,
    pub lines: Vec<Line<'a>>,
    pub roles: Vec<Role>,
    /// Where each line is in a diff that the reply offers.
    pub offered: Vec<Option<Spot>>,
    /// The lines of quoted header blocks: who quotes nothing else speaks of the mail as a whole.
    pub headers: Vec<bool>,
}

/// Who wrote a reply and who is answered: the words of their names, in lower case.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub author: Vec<String>,
    pub answered: Vec<String>,
    /// Both are one person.
    pub is_own: bool,
    /// What is compared of the titles of the reply and of what is answered.
    pub titles: Vec<String>,
}

/// The words of a name and of the address's local part, in lower case.
pub(super) fn name_words(address: &Address) -> Vec<String> {
    let local = address.email.split('@').next().unwrap_or_default();
    let words = address.name.split(|c: char| !c.is_alphanumeric()).chain([local]);
    words.filter(|word| word.chars().count() > 1).map(str::to_lowercase).collect()
}

/// What is compared of a title, if that is enough to know it again.
pub(super) fn title_key(title: &str) -> Option<String> {
    Some(lines::key(title).to_lowercase()).filter(|key| key.len() >= TITLE)
}

/// Whether a line says who wrote what is below it, and when.
pub(super) fn is_attribution(line: &str) -> bool {
    attribution::length(&[line], &[]) > 0
}

/// Whether a line ends with one of the titles: `Subject: [PATCH] title`.
fn ends_with_title(line: &str, titles: &[String]) -> bool {
    let key = lines::key(line).to_lowercase();
    titles.iter().any(|title| key.ends_with(title.as_str()))
}

/// Whether a line gives a trailer that its writer may give: nobody vouches for somebody else. `author` are the words of the
/// writer's name; a program has none.
pub(super) fn is_given_by(line: &str, author: Option<&[String]>) -> bool {
    let is_trailer = trailer::given(line).is_some_and(|given| {
        let vouches = given.key == SIGNS || VOUCHES.contains(&given.key.as_str());
        !vouches || author.is_none_or(|author| !names_another(&given, author))
    });
    is_trailer || author.is_some_and(|author| is_bare(line, author))
}

/// Whether a line vouches for a patch in the name of its writer, without an address: `Acked-by: Jane Doe`, `Acked-by: me`.
fn is_bare(line: &str, author: &[String]) -> bool {
    let is_key = |key: &str| VOUCHES.iter().any(|vouch| vouch.eq_ignore_ascii_case(key.trim()));
    let Some(who) = line.split_once(':').filter(|(key, _)| is_key(key)).map(|(_, who)| who.trim()) else {
        return false;
    };
    // An address may have lost its `@`.
    let name =
        who.split_once(" <").filter(|(_, address)| address.ends_with('>')).map_or(who, |(name, _)| name);
    let mut words =
        name.trim_end_matches('.').split([' ', ',', '.']).filter(|word| !word.is_empty()).peekable();
    let is_own = |word: &str| {
        let word = word.to_lowercase();
        word.split('-').all(|part| author.iter().any(|own| own == part))
            || matches!(word.as_str(), "me" | "myself")
    };
    words.peek().is_some() && words.all(is_own)
}

/// Whether a line is a trailer in which the author vouches for a patch, and says nothing else.
pub(super) fn vouches(line: &str, author: Option<&[String]>) -> bool {
    let Some(given) = trailer::given(line) else {
        return author.is_some_and(|author| is_bare(line, author));
    };
    let behind = line.rsplit_once('>').map_or("x", |(_, behind)| behind.trim_start());
    VOUCHES.contains(&given.key.as_str())
        && (behind.is_empty() || behind.starts_with('#'))
        && author.is_some_and(|author| !names_another(&given, author))
}

/// Whether a trailer names a person who has no word of their name or address in common with the author.
fn names_another(given: &Trailer, author: &[String]) -> bool {
    given.person().is_some_and(|person| !name_words(&person).iter().any(|word| author.contains(word)))
}

impl<'a> Parts<'a> {
    /// Tells quotes from own text.
    pub fn of(text: &'a str, answered: &Answered, names: &Names) -> Self {
        let is_known = |line: &str| answered.has(line);
        let mut raw: Vec<&str> = text.lines().collect();
        unmarked::unindent(&mut raw, is_known);
        let lines: Vec<Line> = raw.iter().map(|line| Line::of(line)).collect();
        let role = |line: &Line| match line.depth {
            0 if line.is_blank() => Role::Blank,
            0 => Role::Own,
            _ => Role::Quote,
        };
        let roles: Vec<Role> = lines.iter().map(role).collect();
        let mut parts =
            Self { offered: vec![None; raw.len()], headers: vec![false; raw.len()], raw, lines, roles };
        parts.keep_own(is_known);
        parts.quote_applied(is_known);
        parts.quote_below_header(answered, names);
        parts.hide_previews(answered);
        parts.hide_supercited();
        parts.quote_marked(is_known, &names.answered);
        if !parts.roles.contains(&Role::Quote) {
            parts.quote_indented(is_known, &names.answered);
        }
        parts.find_quoted_headers();
        parts.find_offers();
        parts.quote_between(is_known);
        parts.quote_message(answered, names);
        parts.hide_rests_of_titles(names);
        parts
    }

    /// A mail that a program wrote: all of it is own text.
    pub fn of_machine(text: &'a str) -> Self {
        let raw: Vec<&str> = text.lines().collect();
        let lines: Vec<Line> = raw.iter().map(|line| Line::plain(line)).collect();
        let roles = lines.iter().map(|line| if line.is_blank() { Role::Blank } else { Role::Own }).collect();
        let mut parts =
            Self { offered: vec![None; raw.len()], headers: vec![false; raw.len()], raw, lines, roles };
        parts.hide_tails(None);
        parts
    }

    fn is(&self, line: usize, role: Role) -> bool {
        self.roles.get(line) == Some(&role)
    }

    /// For each line the first one from it on that is wanted, or the end.
    fn next(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut next = vec![self.raw.len(); self.raw.len() + 1];
        for line in (0..self.raw.len()).rev() {
            next[line] = if is_wanted(line) { line } else { next[line + 1] };
        }
        next
    }

    /// Keeps lines that begin with a `>` of their own where nothing around them is quoted.
    fn keep_own(&mut self, is_known: impl Fn(&str) -> bool) {
        for line in 0..self.raw.len() {
            let above = line.checked_sub(1).is_some_and(|above| self.is(above, Role::Quote));
            let is_alone = !above && !self.is(line + 1, Role::Quote);
            if is_alone && marks::is_own(self.raw[line]) && !is_known(self.lines[line].text) {
                // Programs that write mboxes put it in front of such lines.
                self.raw[line] = self.raw[line]
                    .strip_prefix('>')
                    .filter(|rest| rest.starts_with("From "))
                    .unwrap_or(self.raw[line]);
                self.lines[line] = Line::plain(self.raw[line]);
                self.roles[line] = Role::Own;
            }
        }
    }

    /// Makes quotes of lines, behind so many bytes.
    fn quote(&mut self, lines: std::ops::Range<usize>, behind: usize) {
        for line in lines {
            self.roles[line] = Role::Quote;
            let text = self.raw[line].get(behind..).unwrap_or_default();
            self.lines[line] = Line { depth: self.lines[line].depth + 1, text };
        }
    }

    /// Hides lines such as `>>>>> "Jane" == Jane Doe <jane@doe.example> writes:`.
    fn hide_supercited(&mut self) {
        let mut below = 0;
        for line in (0..self.raw.len()).rev() {
            let Line { depth, text } = self.lines[line];
            let is_one = depth == SUPERCITED && below < depth && self.raw[line].starts_with(">>>>> ");
            if is_one && attribution::length(&[text], &[]) > 0 {
                self.roles[line] = Role::Hidden;
            }
            if !self.lines[line].is_blank() {
                below = depth;
            }
        }
    }

    /// Finds what is quoted with other marks than `>`. They are marks where most lines that have them are lines of the
    /// mail that is answered: tables and the output of programs have bars and colons as well. The name of who is answered
    /// needs no such proof: programs that write `Jane> ` break lines anew.
    fn quote_marked(&mut self, is_known: impl Fn(&str) -> bool, answered: &[String]) {
        let mut by_mark: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (line, &raw) in self.raw.iter().enumerate().filter(|&(line, _)| self.roles[line] == Role::Own) {
            if let Some(mark) = marks::of(raw) {
                by_mark.entry(mark).or_default().push(line);
            }
        }
        for (mark, mut lines) in by_mark {
            let behind = |line: usize| Line::of(marks::behind(self.raw[line], mark));
            let filled = lines.iter().filter(|&&line| !behind(line).is_blank()).count();
            let known = lines.iter().filter(|&&line| is_known(behind(line).text)).count();
            if !marks::names(mark, answered) && (known < INDENTED || known * 3 < filled * 2) {
                continue;
            }
            for line in lines.drain(..) {
                let Line { depth, text } = behind(line);
                self.roles[line] = Role::Quote;
                self.lines[line] = Line { depth: depth + 1, text };
            }
        }
    }

    /// Finds the header blocks in quotes. A line without a mark inside may be the second half of the receivers above.
    fn find_quoted_headers(&mut self) {
        let texts: Vec<&str> = self.lines.iter().map(|line| line.text).collect();
        let mut at = 0;
        while at < texts.len() {
            let length = if self.is(at, Role::Quote) { tail::header_block(&texts[at..]) } else { 0 };
            if length > 0 {
                let end = at + length;
                let mut is_of_receivers = false;
                while at < texts.len() && !self.lines[at].is_blank() || at < end {
                    if self.is(at, Role::Quote) {
                        is_of_receivers = tail::begins_receivers(texts[at]).unwrap_or(is_of_receivers);
                    } else if is_of_receivers && tail::continues_receivers(texts[at]) {
                        self.roles[at] = Role::Quote;
                    } else if at >= end {
                        break;
                    } else {
                        is_of_receivers = false;
                    }
                    self.headers[at] = true;
                    at += 1;
                }
            } else {
                at += 1;
            }
        }
    }

    /// Whether quoted lines tell of the mail that is answered, not what it says: who wrote it and when, who is greeted and who gets it,
    /// its title, marks of what was left out, what programs put below a diff.
    pub fn are_of_envelope(&self, lines: impl Iterator<Item = usize>) -> bool {
        let mut header = None;
        lines.into_iter().all(|line| {
            let text = self.lines[line].text.trim();
            // A title, or who receives it, may be broken.
            let goes_on = header.is_some_and(|above| above + 1 == line);
            let is_header = self.headers[line]
                || header::is_header(text, &header::FROM)
                || header::is_header(text, &header::OTHERS);
            if is_header || goes_on {
                header = Some(line);
            }
            is_header
                || goes_on
                || is_cut(text)
                || text.starts_with("[PATCH")
                || text.starts_with("On ") && text.ends_with(" wrote:")
                || courtesy::greets(text)
                || courtesy::tells_copies(text)
                || header::is_below_diff(text)
                || attribution::is_start(text)
                || attribution::length(&[text], &[]) > 0
        })
    }

    /// Makes quotes of single lines of the answered mail that lost their mark between two that have one.
    fn quote_between(&mut self, is_known: impl Fn(&str) -> bool) {
        for line in 1..self.raw.len() {
            let is_between = self.is(line - 1, Role::Quote) && self.is(line + 1, Role::Quote);
            if self.is(line, Role::Own)
                && is_between
                && lines::key_length(self.raw[line]) >= LONG_LINE
                && is_known(self.raw[line])
            {
                self.quote(line..line + 1, 0);
            }
        }
    }

    /// Finds the diffs in own text.
    fn find_offers(&mut self) {
        let own = |line: usize| if self.is(line, Role::Quote) { ">" } else { self.raw[line] };
        let own: Vec<&str> = (0..self.raw.len()).map(own).collect();
        // Some programs break the headers of hunks, or lines of them: what hangs over is no line of the hunk.
        let is_of_hunk = |line: usize| own.get(line).is_some_and(|text| text.starts_with([' ', '+', '-']));
        // They break lines that are long, and mark the break by a space.
        let is_broken =
            |line: usize| is_of_hunk(line) && own[line].trim_start().len() > 1 && own[line].ends_with(' ');
        let hangs_over = |&line: &usize| {
            let is_broken = line > 0 && (patch::has_heading(own[line - 1]) || is_broken(line - 1));
            let is_other = !is_of_hunk(line) && !own[line].starts_with(['@', '\\', '>']);
            is_broken && is_other && !own[line].is_empty() && is_of_hunk(line + 1)
        };
        let (over, rest): (Vec<usize>, Vec<usize>) = (0..own.len()).partition(hangs_over);
        let texts: Vec<&str> = rest.iter().map(|&line| own[line]).collect();
        let mut spots = vec![None; own.len()];
        rest.into_iter().zip(patch::spots(&texts)).for_each(|(line, spot)| spots[line] = spot);
        // Below the last line of a hunk somebody speaks.
        let goes_on = |spot: Option<Spot>| spot.is_some_and(|spot| spot.hunk().is_some());
        for line in over {
            if goes_on(spots[line + 1]) {
                spots[line] = spots[line - 1];
            }
        }
        let mut in_file = false;
        // A header counts if a hunk follows.
        for line in (0..own.len()).rev() {
            in_file = match spots[line] {
                Some(spot) if spot.hunk().is_some() => true,
                Some(_) => in_file,
                None => false,
            };
            self.offered[line] = spots[line].filter(|_| in_file);
        }
    }
}
