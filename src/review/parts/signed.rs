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
/// From which column on a name in a line of its own needs no mark, and the most words of it.
const FAR_IN: usize = 16;
const FAR_IN_WORDS: usize = 3;
const TAB: usize = 8;
/// Options of compilers that look like a dash and a name.
const OPTIONS: [&str; 9] =
    ["Wall", "Werror", "Wextra", "Wshadow", "Wformat", "Wpedantic", "Wunused", "Og", "Ofast"];

/// Whether the last one of these lines is the name of their author in a short form or another spelling, behind a mark or in
/// a paragraph of its own: `- Péter`, `--js`, `Juergen`. `names` are the words of the author's name.
pub(super) fn ends_with_name(lines: &[&str], names: &[String]) -> bool {
    let Some((last, above)) = lines.split_last() else { return false };
    let last = last.trim();
    let is_alone = above.last().is_none_or(|line| line.trim().is_empty());
    if is_alone && is_of_address(last, names) {
        return true;
    }
    let mark = MARKS.into_iter().find(|mark| last.starts_with(mark)).unwrap_or_default();
    let word = last[mark.len()..].trim_start().trim_end_matches('.');
    let length = word.chars().count();
    if !(2..=LONGEST).contains(&length) || !word.chars().all(char::is_alphabetic) {
        return false;
    }
    let names: Vec<String> = names.iter().flat_map(|name| [plain(name), plain(&spelled(name))]).collect();
    let (own, initials) = (plain(word), initials(&names));
    let is_same = names.contains(&own) || is_joined(&own, &names);
    let is_initials = own == initials;
    let is_short = names.iter().any(|name| {
        own.len() >= BEGINNING && name.starts_with(&own) || own.len() <= SHORT && is_short_of(&own, name)
    });
    if mark.is_empty() {
        let is_written = word.starts_with(char::is_uppercase);
        // Two small letters may be a word.
        let are_written =
            word.chars().all(char::is_uppercase) || length > 2 && word.chars().all(char::is_lowercase);
        return is_alone && (is_written && is_same || is_initials && are_written);
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

/// Whether a line is a given name of several words that the author's own name lacks, but not the address: `Jin-Hee` of
/// `Jo Lind <jhlind@lind.example>`.
fn is_of_address(line: &str, names: &[String]) -> bool {
    let words = || line.trim_end_matches('.').split(['-', ' ']);
    let is_name = |word: &str| {
        (2..=LONGEST).contains(&word.chars().count())
            && word.starts_with(char::is_uppercase)
            && word.chars().all(char::is_alphabetic)
    };
    let initials: String =
        words().filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect();
    let Some((local, names)) = names.split_last().filter(|_| words().all(is_name)) else { return false };
    let rest = local.strip_prefix(initials.as_str()).filter(|rest| !rest.is_empty());
    words().count() > 1 && rest.is_some_and(|rest| names.iter().any(|name| name == rest))
}

/// Whether a line is a name far to the right, whoever the mail is from: `                        Jane`.
pub(super) fn is_far_in(line: &str) -> bool {
    let name = line.trim_start_matches([' ', '\t']);
    let column = line[..line.len() - name.len()].chars().fold(0, |column, c| match c {
        '\t' => (column / TAB + 1) * TAB,
        _ => column + 1,
    });
    let is_name = |word: &str| {
        let letters = word.trim_end_matches('.');
        word.starts_with(char::is_uppercase)
            && (2..=LONGEST).contains(&letters.chars().count())
            && letters.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '.'))
    };
    let words = name.split_whitespace().count();
    column >= FAR_IN && (1..=FAR_IN_WORDS).contains(&words) && name.split_whitespace().all(is_name)
}

/// Whether a line is a name right behind dashes, whoever the mail is from: `-Jane`, `--JD`. Error codes have one dash as well.
pub(super) fn is_behind_dashes(line: &str) -> bool {
    let Some(rest) = line.trim_end().strip_prefix('-') else { return false };
    let (word, has_two) = rest.strip_prefix('-').map_or((rest, false), |word| (word, true));
    let word = word.trim_end_matches('.');
    (2..=LONGEST).contains(&word.chars().count())
        && word.starts_with(char::is_uppercase)
        && word.chars().all(char::is_alphabetic)
        && (has_two || word.contains(char::is_lowercase))
        && !OPTIONS.contains(&word)
}

/// Whether a word is a name together with the next one, or with its first letter: `MeiLin`, `Janed`. Both spellings of each name are
/// among `names`; the local part of the address comes last.
fn is_joined(word: &str, names: &[String]) -> bool {
    let names: Vec<&String> = names[..names.len().saturating_sub(2)].iter().step_by(2).collect();
    names.windows(2).any(|pair| {
        let rest = word.strip_prefix(pair[0].as_str()).filter(|rest| !rest.is_empty());
        rest.is_some_and(|rest| {
            rest == pair[1] || pair[0].len() > BEGINNING && rest.len() == 1 && pair[1].starts_with(rest)
        })
    })
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
    fn names_of_anybody_are_known_by_where_they_stand() {
        for line in ["\t\t\tKit", "                Kit", "\t\t\t\tKit de", "\t\tJ.R. Kit-Lind"] {
            assert_eq!(is_far_in(line), !line.ends_with("de"), "{line}");
        }
        for line in
            ["\tKit", "Kit", "\t\t\tkit", "\t\t\t^^^ Kit", "\t\t\tKit;", "\t\t\tKit And One More", "\t\t\t"]
        {
            assert!(!is_far_in(line), "{line}");
        }
        for line in ["-Kit", "--Kit", "--KL", "-Kit."] {
            assert!(is_behind_dashes(line), "{line}");
        }
        for line in ["- Kit", "-kit", "-EINVAL", "-Wall", "-K", "-Kit: x", "-Kit2", "---Kit", "Kit", "-"] {
            assert!(!is_behind_dashes(line), "{line}");
        }
    }

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
        assert!(
            check("Fine.\n\njrl", &["jo", "rae", "lind", "jo"])
                && !check("Fine.\njrl", &["jo", "rae", "lind", "jo"])
        );
        let lind = ["jo", "lind", "jhlind"];
        assert!(check("Fine.\n\nJin-Hee", &lind) && check("Fine.\n\nJin Hee", &lind));
        assert!(!check("Fine.\nJin-Hee", &lind) && !check("Fine.\n\nJin", &lind));
        assert!(!check("Fine.\n\nJust-So", &lind) && !check("Fine.\n\nInteresting", &lind));
        let lin = ["mei", "lin", "joon", "mei-lin.joon"];
        assert!(
            check("Fine.\n\nMeiLin", &lin) && !check("Fine.\n\nMeil", &lin) && !check("Fine.\n\nLinm", &lin)
        );
        let naveed = ["naveed", "karim", "naveedkarim"];
        assert!(check("Fine.\n\nNaveedk", &naveed) && !check("Fine.\n\nNaveedn", &naveed));
    }
}
