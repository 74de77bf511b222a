//! What a mail says for courtesy: a greeting at its start, a closing word and a name at its end.

use super::signed;

/// Words that greet.
const GREETINGS: [&str; 20] = [
    "hi",
    "hello",
    "hey",
    "dear",
    "hallo",
    "hei",
    "hej",
    "moi",
    "salut",
    "bonjour",
    "hola",
    "ciao",
    "greetings",
    "howdy",
    "heya",
    "hiya",
    "good",
    "gday",
    "mr",
    "ahoj",
];
/// Words behind a greeting that are nobody's name.
const GREETED: [&str; 27] = [
    "all",
    "everyone",
    "everybody",
    "folks",
    "there",
    "guys",
    "list",
    "again",
    "and",
    "both",
    "others",
    "maintainers",
    "team",
    "sir",
    "morning",
    "afternoon",
    "evening",
    "day",
    "experts",
    "friends",
    "madam",
    "san",
    "hi",
    "hello",
    "et",
    "al",
    "peeps",
];
/// What a good one is wished of.
const TIMES: [&str; 4] = ["morning", "afternoon", "evening", "day"];
/// Words that close a mail.
const CLOSINGS: [&str; 34] = [
    "tq",
    "tnx",
    "thnx",
    "greets",
    "thanks",
    "thank",
    "thx",
    "thanx",
    "regards",
    "cheers",
    "best",
    "br",
    "rgds",
    "sincerely",
    "greetings",
    "kind",
    "many",
    "tia",
    "ciao",
    "bye",
    "yours",
    "warm",
    "mfg",
    "mbr",
    "wbr",
    "with",
    "mit",
    "freundliche",
    "viele",
    "met",
    "cordialement",
    "grüße",
    "gruss",
    "cu",
];
/// Words that may follow one that closes a mail.
const CLOSING_REST: [&str; 38] = [
    "a",
    "again",
    "and",
    "you",
    "regards",
    "in",
    "advance",
    "lot",
    "so",
    "much",
    "very",
    "for",
    "the",
    "wishes",
    "all",
    "best",
    "kind",
    "many",
    "thanks",
    "sincerely",
    "yours",
    "truly",
    "warm",
    "kindest",
    "everyone",
    "both",
    "cheers",
    "greetings",
    "mit",
    "most",
    "freundlichen",
    "freundlichem",
    "besten",
    "gruß",
    "gruss",
    "grüße",
    "grüßen",
    "vriendelijke",
];
/// Most words of a greeting, and of a name below a closing word.
const GREETING_WORDS: usize = 6;
const NAME_WORDS: usize = 4;
/// Most words of a line that closes a mail.
const CLOSING_WORDS: usize = 5;
/// The longest note on who gets the mail.
const LONGEST_NOTE: usize = 120;
/// Most lines below a closing word.
const CLOSING_LINES: usize = 4;

fn words(line: &str) -> Vec<String> {
    let words = line.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// Whether a line greets, and says nothing else: `Hi Jane,`.
pub(super) fn greets(line: &str) -> bool {
    greets_one_of(line, &[])
}

/// The same where the words of somebody's name need no capitals: `Hi jane,`.
pub(super) fn greets_one_of(line: &str, names: &[String]) -> bool {
    let words = words(line);
    let Some(first) = words.first().filter(|_| words.len() <= GREETING_WORDS) else { return false };
    // `Good.` is an answer.
    let wishes = first != "good" || words.get(1).is_some_and(|word| TIMES.contains(&word.as_str()));
    GREETINGS.contains(&first.as_str())
        && wishes
        && names_people(line, 1, names)
        && !line.trim().ends_with('?')
}

/// Words that are said with a comma behind them and name nobody.
const SPOKEN: [&str; 24] = [
    "heh", "hm", "hmm", "hmmm", "oh", "ah", "uh", "oops", "sigh", "ok", "okay", "yes", "yeah", "yep", "no",
    "nope", "well", "right", "true", "indeed", "agreed", "nice", "ouch", "nah",
];

/// Whether a line is the name of who is addressed, or begins a sentence: `Jane,`, `However,`. What is below tells, but for
/// words that nobody is called: `Heh,`, `LGTM,`.
pub(super) fn may_address(line: &str) -> bool {
    let line = line.trim();
    let is_plain = line.chars().all(|c| c.is_alphabetic() || " ,.-".contains(c));
    let is_said = |word: &str| {
        let is_short_form = word.len() > 2 && word.chars().all(char::is_uppercase);
        is_short_form || SPOKEN.contains(&word.to_lowercase().as_str())
    };
    let says = line.split(|c: char| !c.is_alphanumeric()).any(is_said);
    line.ends_with(',') && words(line).len() <= 3 && is_plain && names_people(line, 0, &[]) && !says
}

/// Whether all words but the first ones are names, or stand for them.
fn names_people(line: &str, skipped: usize, names: &[String]) -> bool {
    let own = line.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    let is_name = |word: &str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    own.skip(skipped).all(|word| {
        let lower = word.to_lowercase();
        is_name(word) || names.contains(&lower) || GREETED.contains(&lower.as_str())
    })
}

/// Whether a line closes a mail: `Thanks,`, `Best regards`; `Gr{oetjes,eetings}`, as a shell would read it.
fn closes(line: &str) -> bool {
    alternatives(line).is_some_and(|mut lines| lines.any(|line| says_closing(&line))) || says_closing(line)
}

/// Whether a line is greetings, maybe in two languages: `Mit freundlichen Grüßen / Kind regards`. One word may be somebody's
/// item of a list.
pub(super) fn closes_with_greetings(line: &str) -> bool {
    words(line).len() > 1 && line.split('/').all(says_closing)
}

/// What a line with one list in braces may be read as.
fn alternatives(line: &str) -> Option<impl Iterator<Item = String>> {
    let (before, rest) = line.split_once('{')?;
    let (list, behind) = rest.split_once('}')?;
    Some(list.split(',').take(CLOSING_WORDS).map(move |one| format!("{before}{one}{behind}")))
}

fn says_closing(line: &str) -> bool {
    let words = words(line);
    let Some(first) = words.first().filter(|_| words.len() <= CLOSING_WORDS) else { return false };
    CLOSINGS.contains(&first.as_str()) && words[1..].iter().all(|word| CLOSING_REST.contains(&word.as_str()))
}

/// Whether a line closes a mail with a name on it, that of `names`: `Thanks, Jane`.
fn closes_named(line: &str, names: &[String]) -> bool {
    let words = words(line);
    let closing = words.iter().take_while(|word| !names.contains(word)).count();
    let (closing, name) = words.split_at(closing);
    let Some((first, rest)) = closing.split_first().filter(|_| words.len() <= CLOSING_WORDS) else {
        return false;
    };
    CLOSINGS.contains(&first.as_str())
        && rest.iter().all(|word| CLOSING_REST.contains(&word.as_str()))
        && !name.is_empty()
        && name.iter().all(|word| names.contains(word))
}

/// Whether a paragraph is a closing word and a name, that of `names`, and says nothing else.
pub(super) fn closes_with_name(paragraph: &[&str], names: &[String]) -> bool {
    let is_name = |line: &&str| {
        let words = words(line);
        !words.is_empty() && words.iter().all(|word| names.contains(word))
    };
    match paragraph {
        [line] => closes_named(line, names),
        [first, rest @ ..] => closes(first) && rest.iter().all(is_name),
        [] => false,
    }
}

/// Whether a line is a name alone, that of `names` or a short one: `Jane`, `-- Jane`, `/Jane`.
fn is_name_of(line: &str, names: &[String]) -> bool {
    let words = words(line);
    !words.is_empty()
        && words.len() <= NAME_WORDS
        && words.iter().any(|word| {
            let is_initial = words.len() == 1 && word.chars().count() == 1;
            let is_short = word.len() > 2 || is_initial;
            names.iter().any(|name| name == word || is_short && name.starts_with(word.as_str()))
        })
        && words.iter().all(|word| names.contains(word) || word.chars().count() <= 2 || words.len() == 1)
}

/// Whether a line is a name alone, that of `names`, or the first letter of one behind a mark: `Jane`, `- Jane Doe.`, `/jane`,
/// `-J`.
pub(super) fn is_only_name(line: &str, names: &[String]) -> bool {
    let words = words(line);
    let is_initial = |word: &String| {
        word.chars().count() == 1
            && line.trim_start().starts_with(['-', '/'])
            && names.iter().any(|name| name.starts_with(word.as_str()))
    };
    (1..=NAME_WORDS).contains(&words.len())
        && !line.trim_end().ends_with(['?', '!', ':'])
        && (words.iter().all(|word| names.contains(word)) || words.len() == 1 && is_initial(&words[0]))
}

/// Whether a line tells who gets the mail as well, and nothing else: `[+cc Jane, Bo]`, `(Cc: Jane)`, `+cc the list`.
pub(super) fn tells_copies(line: &str) -> bool {
    let line = line.trim();
    let inner = [('[', ']'), ('(', ')')]
        .iter()
        .find_map(|&(open, close)| line.strip_prefix(open)?.strip_suffix(close));
    let text = inner.unwrap_or(line).trim_start().to_lowercase();
    let begins = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    // `Cc: stable@kit.example` asks for a trailer.
    let is_told = begins(&["+cc ", "+cc:", "+ cc ", "+to "])
        || inner.is_some() && begins(&["cc ", "cc: ", "cc'ing ", "ccing ", "adding ", "added "]);
    is_told && text.len() <= LONGEST_NOTE && !text.contains(['?', ';']) && !text.contains(". ")
}

/// Whether a line begins with a name, that of `names`: `Jane Doe -- Toys`. One word of it is all that the line says. A
/// sentence goes on behind the name.
pub(super) fn begins_with_name(line: &str, names: &[String]) -> bool {
    let own = words(line);
    let named = own.iter().take(NAME_WORDS).filter(|word| names.contains(word)).count();
    let begins = own.first().is_some_and(|word| names.contains(word));
    let spoken = line.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    // White space alone parts the words of a sentence.
    let last = spoken.take(NAME_WORDS).filter(|word| names.contains(&word.to_lowercase())).last();
    let rest = last.and_then(|last| line.split_once(last)).map_or("", |(_, rest)| rest.trim_start());
    begins && named >= 2 && !rest.starts_with(char::is_lowercase) || is_name_of(line, names)
}

/// Where a closing word, or a name without one, begins among the last lines; their length if nothing does. `names` are the
/// words of the author's name.
pub(super) fn closing_start(lines: &[&str], names: &[String]) -> usize {
    let filled: Vec<usize> = (0..lines.len()).filter(|&line| !lines[line].trim().is_empty()).collect();
    let Some(&last) = filled.last() else { return 0 };
    let behind = |&at: &usize| filled.iter().filter(|&&line| line > at).count();
    let is_short =
        |line: &usize| words(lines[*line]).len() <= NAME_WORDS && !lines[*line].contains(['(', '=', ';']);
    let candidates = filled.iter().rev().take(CLOSING_LINES + 1).copied();
    let first = candidates
        .filter(|at| closes(lines[*at]) || closes_named(lines[*at], names))
        .filter(|at| behind(at) <= CLOSING_LINES)
        .filter(|at| {
            filled.iter().filter(|line| *line > at).all(|line| is_short(line) || closes(lines[*line]))
        })
        .min();
    first.unwrap_or_else(|| {
        let is_name = is_name_of(lines[last], names) || signed::ends_with_name(&lines[..=last], names);
        if is_name { last } else { lines.len() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_says_nothing_else() {
        for line in [
            "Hi Ada,",
            "Hi!",
            "Hello",
            "Dear all,",
            "Hi Ada, hi Bo,",
            "Hi Kelp-san,",
            "Good morning,",
            "Hey Ada Lo.",
        ] {
            assert!(greets(line), "{line}");
        }
        for line in
            ["Hi, this is wrong", "Good catch", "Hi Ada, thanks for the patch", "Good?", "Good.", "Ada,"]
        {
            assert!(!greets(line), "{line}");
        }
        assert!(may_address("Ada,") && may_address("Ada, Bo,") && may_address("However,"));
        assert!(!may_address("ok,") && !may_address("Ada") && !may_address("In x86, y,"));
    }

    #[test]
    fn names_alone_and_notes_on_copies_say_nothing() {
        let names = ["ada".to_owned(), "fernholt".to_owned()];
        for line in ["Ada", "/ada", "- Ada Fernholt.", "-A", "-- Ada"] {
            assert!(is_only_name(line, &names), "{line}");
        }
        for line in ["Bram", "A", "Ada?", "Ada says so", "-B", ""] {
            assert!(!is_only_name(line, &names), "{line}");
        }
        for line in ["[+cc Ada]", "(Cc: Ada, Bram)", "+cc the list", "[adding Ada]"] {
            assert!(tells_copies(line), "{line}");
        }
        for line in ["Cc is wrong here", "[cc me?]", "adding Ada", "+c", "Cc: stable@kit.example"] {
            assert!(!tells_copies(line), "{line}");
        }
        assert!(greets_one_of("Hi ada,", &names) && greets("Hi Ada and others,"));
        assert!(!greets_one_of("Hi bram,", &names));
    }

    #[test]
    fn a_closing_word_and_a_name_end_a_mail() {
        let names = ["ada".to_owned(), "fernholt".to_owned()];
        let check = |text: &str, expected: usize| {
            assert_eq!(closing_start(&text.lines().collect::<Vec<_>>(), &names), expected, "{text}");
        };
        check("Fine.\n\nThanks,\nAda", 2);
        check("Fine.\n\nBest regards,\n\nAda Fernholt\nKelp works", 2);
        check("Fine.\n\nAda", 2);
        check("Fine.\n/Ada", 1);
        check("Fine.\n\n--A", 2);
        check("Fine.\n\nB.", 3);
        check("Fine.\n\nThanks, Ada", 2);
        check("Fine.\n\nGr{oetje,eeting}s,\n\n        Ada", 2);
        check("Fine.\n\nIt is in drivers/{kit,lamp}.c", 3);
        check("Fine.\n\nMBR, Ada", 2);
        check("Fine.\n\nThanks a lot, Ada Fernholt.", 2);
        check("Thanks to Ada", 1);
        check("Thanks, Bram", 1);
        check("Fine.\nThanks a lot!", 1);
        check("Thanks for the review, I will fix it.", 1);
        check("Best to use the helper.", 1);
        check("Fine.\n\nBram", 3);
        check("", 0);
    }
}
