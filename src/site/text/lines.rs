//! Which line breaks of prose its writer meant.

use super::blocks;

/// Nobody's mail program breaks lines before this column, counted in characters.
const NARROWEST: usize = 60;

/// Mails are broken at this column at the latest, but for words that are longer, and lines that nobody broke.
const WIDEST: usize = 72;

/// Who breaks lines by hand does so up to this much earlier.
const EARLIER: usize = 12;

/// The pieces of a paragraph between the breaks that were meant. A program breaks a line where the next word has no
/// room; where it has room, somebody began a new line. A row below a heading is one of its own. Together the pieces are the paragraph without these breaks.
pub(super) fn pieces(paragraph: &str) -> impl Iterator<Item = &str> {
    let longest = paragraph.lines().map(width).max().unwrap_or_default();
    let room = longest.clamp(NARROWEST, WIDEST) - EARLIER;
    let mut rest = Some(paragraph);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let meant = text.match_indices('\n').map(|(at, _)| at).find(|&at| {
            let line = text[..at].rsplit('\n').next().unwrap_or_default();
            let word = text[at..].split_whitespace().next().unwrap_or_default();
            width(line) + 1 + width(word) <= room || blocks::is_underline(word)
        });
        let Some(at) = meant else { return Some(text) };
        rest = Some(&text[at + 1..]);
        Some(&text[..at])
    })
}

fn width(text: &str) -> usize {
    text.trim().chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraph: &str, expected: &[&str]) {
        assert_eq!(pieces(paragraph).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lines_that_were_full_go_on() {
        check("", &[""]);
        let prose = "This one goes up to the column at which programs break a line,\n\
                     and the next one does so as well, whatever it is that comes\nafter.";
        check(prose, &[prose]);
        let by_hand =
            "Somebody who breaks lines with the return key stops here\nbefore the words leave the screen.";
        check(by_hand, &[by_hand]);
    }

    #[test]
    fn lines_with_room_end_there() {
        check("Thanks,\nJane", &["Thanks,", "Jane"]);
        check(
            "This breaks the build:\nkit.c:7: error: expected a brick before the end of this wall, or\nnone at all\nmake: 2",
            &[
                "This breaks the build:",
                "kit.c:7: error: expected a brick before the end of this wall, or\nnone at all",
                "make: 2",
            ],
        );
    }
}
