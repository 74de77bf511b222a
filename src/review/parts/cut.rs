//! Marks of what was left out of a quote.

/// What was done with what is not quoted.
const CUT: [&str; 12] = [
    "snip", "snipped", "cut", "trimmed", "trim", "skip", "skipped", "deleted", "removed", "elided",
    "omitted", "stripped",
];
/// What is not quoted.
const WHAT: [&str; 14] = [
    "text",
    "lines",
    "code",
    "quote",
    "quotes",
    "headers",
    "context",
    "rest",
    "parts",
    "diff",
    "patch",
    "hunks",
    "the",
    "irrelevant",
];
/// The longest mark of what was left out; one that says so in words, and the most words of it.
const LONGEST: usize = 40;
const LONGEST_SAID: usize = 60;
const MOST_WORDS: usize = 8;

/// `[...]`, `[snip]`, `<snip>`, `...`, `[]`, `// snip`, `[headers removed]`
pub(in crate::review) fn is_cut(line: &str) -> bool {
    let line = line.trim();
    let inner =
        line.trim_matches(['[', ']', '<', '>', '(', ')', '.', '…', '-', ' ', '8', '/', '{', '}', '*']);
    let bracketed = line.starts_with(['[', '<', '(', '{', '.', '…', '-']);
    let inner = inner.to_lowercase();
    let is_marked = match inner.as_str() {
        "" => bracketed && (line.contains(['.', '…']) || is_scissors(line)) || line == "[]",
        "snip" | "snipped" => true,
        inner => bracketed && CUT.contains(&inner),
    };
    line.len() <= LONGEST && is_marked || line.len() <= LONGEST_SAID && says_cut(line, &inner)
}

/// `---8<---`
fn is_scissors(line: &str) -> bool {
    line.contains("8<") || line.contains(">8")
}

/// Whether a line in brackets says what was left out: `[headers removed]`.
fn says_cut(line: &str, inner: &str) -> bool {
    let line = line.trim_matches('-');
    let words: Vec<&str> = inner.split_whitespace().collect();
    let is_bracketed = line.starts_with('[') && line.ends_with(']');
    let is_said = words.iter().any(|word| matches!(*word, "be" | "in" | "i"));
    let ends = words.last().is_some_and(|last| CUT.contains(last)) && !is_said;
    let first = words.first().map_or("", |word| word.trim_end_matches([',', ':', ';']));
    let begins =
        first == "snipped" || CUT.contains(&first) && words[1..].iter().all(|word| WHAT.contains(word));
    is_bracketed && (2..=MOST_WORDS).contains(&words.len()) && (begins || ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_what_was_left_out_are_known() {
        for line in [
            "[...]",
            "...",
            "[snip]",
            "<SNIP>",
            "snip",
            "// snip",
            "[]",
            "---8<---",
            "[... snipped ...]",
            "[redundant headers removed]",
            "[snipped pointless header quotes]",
            "(trimmed)",
            "[removed text]",
            "[ ... snipped, table of registers ... ]",
            "---[ Snipped some text to shorten it ]---",
        ] {
            assert!(is_cut(line), "{line}");
        }
        for line in [
            "removed",
            "skip",
            "---",
            "[1]",
            "[removed in v2]",
            "[to be removed]",
            "[I trimmed the Cc list]",
            "Removed.",
            "{ }",
            "snip it",
            "-8",
            "(8)",
        ] {
            assert!(!is_cut(line), "{line}");
        }
    }
}
