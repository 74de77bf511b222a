//! Names below what somebody said that are written in another way than the sender of the mail: short ones, initials, without
//! the accents of the name.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// Most letters of a name behind a mark, and of a short form of one.
const LONGEST: usize = 12;
const SHORT: usize = 5;
/// The fewest letters of a name that is the beginning of a longer one.
const BEGINNING: usize = 3;
/// What people put in front of their name.
const MARKS: [&str; 5] = ["--", "-", "/", "~", "–"];

/// Whether the last one of these lines is the name of their author in a short form or another spelling, behind a mark or in
/// a paragraph of its own: `- Péter`, `--js`, `Juergen`. `names` are the words of the author's name.
pub(super) fn ends_with_name(lines: &[&str], names: &[String]) -> bool {
    let Some((last, above)) = lines.split_last() else { return false };
    let last = last.trim();
    let mark = MARKS.into_iter().find(|mark| last.starts_with(mark)).unwrap_or_default();
    let word = last[mark.len()..].trim_start().trim_end_matches('.');
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) || !word.chars().all(char::is_alphabetic) {
        return false;
    }
    let names: Vec<String> = names.iter().flat_map(|name| [plain(name), plain(&spelled(name))]).collect();
    let (own, initials) = (plain(word), initials(&names));
    let is_same = names.contains(&own);
    let is_initials = own == initials;
    let is_short = names.iter().any(|name| {
        own.len() >= BEGINNING && name.starts_with(&own) || own.len() <= SHORT && is_short_of(&own, name)
    });
    if mark.is_empty() {
        let is_alone = above.last().is_none_or(|line| line.trim().is_empty());
        let is_written = word.starts_with(char::is_uppercase);
        return is_alone && is_written && (is_same || is_initials && word.chars().all(char::is_uppercase));
    }
    // An item of a list.
    let is_item = above
        .iter()
        .rev()
        .take_while(|line| !line.trim().is_empty())
        .any(|line| line.trim().starts_with(mark));
    let is_written =
        mark == "--" && last[mark.len()..].starts_with(' ') && word.starts_with(char::is_uppercase);
    !is_item && (is_same || is_initials || is_short || is_written)
}

/// Whether a word has letters of a name, the first one first.
fn is_short_of(word: &str, name: &str) -> bool {
    let mut letters = name.chars();
    name.chars().next() == word.chars().next() && word.chars().all(|c| letters.any(|letter| letter == c))
}

/// A word in lower case, without accents.
fn plain(word: &str) -> String {
    let apart = DecomposingNormalizerBorrowed::new_nfd().normalize(word);
    let letters = apart.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    letters.collect::<String>().replace('ß', "ss").replace('ł', "l").replace('ø', "o")
}

/// A name as German has it where there are no umlauts.
fn spelled(name: &str) -> String {
    name.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue")
}

/// The first letters of a name; the local part of the address comes behind it.
fn initials(names: &[String]) -> String {
    let words = names.len().saturating_sub(2);
    names[..words].iter().step_by(2).filter_map(|name| name.chars().next()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_other_spellings() {
        let check = |text: &str, names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            ends_with_name(&text.lines().collect::<Vec<_>>(), &names)
        };
        let jorn = ["jörn", "kjær", "jk"];
        for text in
            ["Fine.\n\nJoern", "Fine.\n- Jorn", "Fine.\n--jk", "Fine.\n\nJK", "Fine.\n-jrn", "Fine.\n-- Kit"]
        {
            assert!(check(text, &jorn), "{text}");
        }
        for text in [
            "Fine.\nJoern",
            "Fine.\n-EINVAL",
            "- Kit\n- Jorn",
            "Use\n--kit",
            "Fine.\n\nKit",
            "Fine.\n\njk",
            "-",
            "",
        ] {
            assert!(!check(text, &jorn), "{text}");
        }
        assert!(check("Fine.\n\n- Zoe", &["zoë", "lind", "zoe.lind"]));
    }
}
