//! The words of a line.

/// Words that make a sentence speak of what was not done, if they are before its end.
pub(super) const NOT_DONE: &str = "not cannot can't if should would could local wrong haven't hasn't didn't isn't wasn't \
    don't doesn't won't never couldn't wouldn't shouldn't nor nobody";

/// A word of a line.
pub(super) struct Word<'a> {
    /// As written, without the punctuation that follows.
    pub text: &'a str,
    pub lower: String,
    /// A comma, full stop or the like follows.
    pub ends: bool,
}

pub(super) fn words(line: &str) -> Vec<Word<'_>> {
    let word = |written| {
        let text = str::trim_end_matches(written, ['.', ',', '!', ';', ':']);
        let ends = text.len() < written.len();
        let text = unbracketed(unmarked(text));
        let lower = match text {
            "&" => "and".to_owned(),
            // `2 patch(es) applied`
            text => text.to_lowercase().replace('’', "'").replace("(es)", "es").replace("(s)", "s"),
        };
        Word { text, lower, ends }
    };
    line.split_whitespace().flat_map(at_comma).map(word).collect()
}

/// A word without the marks of Markdown: `` `kit-next` ``, `*kit-next*`.
fn unmarked(text: &str) -> &str {
    let starred = text.strip_prefix('*').and_then(|text| text.strip_suffix('*'));
    let text = starred.filter(|text| !text.is_empty()).unwrap_or(text);
    let unquoted = text.trim_matches('`');
    if unquoted.is_empty() { text } else { unquoted }
}

/// A word of `[PATCH 1 and 2]` without its bracket.
fn unbracketed(text: &str) -> &str {
    let is_patch = |word: &&str| word.eq_ignore_ascii_case("patch") || word.eq_ignore_ascii_case("patches");
    let is_number = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
    let opens = text.strip_prefix('[').filter(is_patch);
    opens.or_else(|| text.strip_suffix(']').filter(is_number)).unwrap_or(text)
}

/// `Applied,thanks` as two words.
fn at_comma(written: &str) -> impl Iterator<Item = &str> {
    let is_text =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_alphabetic() || "'’!.".contains(c));
    let parts = written.split_once(',').filter(|(a, b)| is_text(a) && is_text(b));
    let at = parts.map_or(written.len(), |(before, _)| before.len() + 1);
    let (before, behind) = written.split_at(at);
    [before, behind].into_iter().filter(|part| !part.is_empty())
}

/// Whether a word, in lower case, is one of a list that spaces separate.
pub(super) fn is_in(list: &str, word: &str) -> bool {
    !word.is_empty() && list.split_ascii_whitespace().any(|known| known == word)
}

/// What may follow without taking it back.
pub(super) fn goes_on(word: &Word) -> bool {
    const GOES_ON: &str = "with after and as by for in so because thanks thank now from today yesterday \
        earlier using except too also straight w/ since like directly together pending despite minus tho though till slightly along resp respectively - – — +";
    is_in(GOES_ON, &word.lower) || word.lower.starts_with('(')
}

/// `[1]`: where a note is below.
pub(super) fn is_note(word: &Word) -> bool {
    let number = word.text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// `v3`: which version was taken.
pub(super) fn is_version(word: &str) -> bool {
    word.strip_prefix('v')
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

/// Highest number of a patch that is believed.
const HIGHEST: u32 = 999;

/// The numbers of one word: `3`, `#3`, `1-4`, `1..4`, `1->4`, `1,2`, `3+5`, `1/3`, `(1-4)`, `[2/2]`; a lone number in brackets is a note.
pub(super) fn numbers(word: &str) -> Vec<u32> {
    let mut numbers = Vec::new();
    let inner = |open, close| word.strip_prefix(open).and_then(|word: &str| word.strip_suffix(close));
    let inner = inner('(', ')').or_else(|| inner('[', ']')).filter(|inner| inner.contains(['-', '/']));
    let word = inner.unwrap_or(word);
    for part in word.trim_start_matches('#').split([',', '&', '+']) {
        let part = part.split_once('/').map_or(part, |(number, _total)| number);
        let range = ["..", "->"].iter().find_map(|arrow| part.split_once(arrow));
        let range = range.or_else(|| part.split_once(['-', '–']));
        let (from, to) = range.unwrap_or((part, part));
        match (from.parse::<u32>(), to.parse::<u32>()) {
            (Ok(from), Ok(to)) if to <= HIGHEST => numbers.extend(from..=to),
            _ => return Vec::new(),
        }
    }
    numbers
}
