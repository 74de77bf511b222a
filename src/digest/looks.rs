//! What the text of a patch shows, as far as that tells what kind of mail it is.

use serde::{Deserialize, Serialize};

use crate::mail::{Diffstat, Message, Version};

/// What the text of a patch or cover letter shows, noted before it is put aside.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looks {
    /// It quotes another mail.
    pub quotes: bool,
    /// It begins with the header of a mail that it quotes.
    pub answers: bool,
    /// It has what only the text of a patch has.
    pub laid_out: bool,
    /// It says little.
    pub short: bool,
    /// Its author signs it off, wherever in the text.
    pub signed: bool,
    /// The version, if it is one such as `v5.5`.
    pub reroll: Option<Version>,
}

/// Lines of a text that say little: more of them are a cover letter without a diffstat.
const FEW: usize = 5;

impl Looks {
    pub fn of(message: &Message) -> Self {
        let Some(patch) = &message.patch else { return Self::default() };
        let (subject, text) = (&message.subject, patch.body.as_str());
        Self {
            quotes: patch.quotes || quotes_below(text),
            answers: begins_with_quote(text),
            laid_out: is_laid_out(text),
            short: text.lines().filter(|line| !line.trim().is_empty()).take(FEW + 1).count() <= FEW,
            signed: is_signed(text, &message.author.email),
            reroll: subject.dotted.filter(|&dotted| is_reroll(dotted, &subject.tags, text)),
        }
    }
}

/// Outlook quotes below a line of its own, without marks.
fn quotes_below(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("-----Original Message-----") || line.ends_with(" wrote:"))
}

/// Whether a text begins with the header of another mail, quoted or as Outlook writes it.
fn begins_with_quote(text: &str) -> bool {
    let mut lines =
        text.lines().map(|line| line.trim_start_matches(['>', ' '])).filter(|line| !line.is_empty());
    lines.next().is_some_and(|line| line.starts_with("-----Original Message-----"))
}

fn is_signed(text: &str, email: &str) -> bool {
    let by =
        |line: &str| line.strip_prefix("Signed-off-by:").is_some_and(|by| by.to_lowercase().contains(email));
    !email.is_empty() && text.lines().any(by)
}

/// Whether a text has the separator below a patch's message, a row or the sums of a diffstat, or Mercurial's header.
fn is_laid_out(text: &str) -> bool {
    let is_row = |line: &str| line.starts_with(' ') && line.contains(" | ");
    text.starts_with("# HG changeset patch")
        || text.lines().any(|line| line == "---" || is_row(line) || Diffstat::of_line(line).is_some())
}

/// Kernels that are looked after for years: `v6.1` names one sooner than a mended v6.
const LONG_TERM: [(u32, u32); 5] = [(4, 4), (4, 9), (5, 4), (6, 1), (6, 6)];
/// Who mends a version as often counts on.
const MOST_REROLLS: u32 = 9;

/// Whether `v5.5` is the fifth mended v5, and not a kernel's number: no tag says what it is for, and where there is such
/// a kernel for years, the text speaks of the v5.
pub fn is_reroll(dotted: Version, tags: &[String], text: &str) -> bool {
    let is_for = |tag: &String| {
        let tag = tag.to_ascii_lowercase();
        tag.starts_with("for") || tag.contains("stable") || tag.contains("lts") || tag == "autosel"
    };
    let is_kernel = LONG_TERM.contains(&(dotted.number, dotted.reroll));
    (1..=MOST_REROLLS).contains(&dotted.reroll)
        && !tags.iter().any(is_for)
        && (!is_kernel || names_version(text, dotted.number))
}

/// Whether a text speaks of a version, as `v5`, and not of a kernel, as `v5.4`.
fn names_version(text: &str, version: u32) -> bool {
    let word = version.to_string();
    let ends = |rest: &str| {
        let dotted =
            rest.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        !dotted && !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
    };
    let mut after = text.match_indices(['v', 'V']).map(|(at, _)| (&text[..at], &text[at + 1..]));
    after.any(|(before, after)| {
        !before.ends_with(|c: char| c.is_ascii_alphanumeric())
            && after.strip_prefix(word.as_str()).is_some_and(ends)
    })
}
