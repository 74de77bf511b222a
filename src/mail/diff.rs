//! Where a diff begins in a text, and what its diffstat sums up.

/// A line of a text: where it starts, and its text without the line break.
pub(super) struct PlacedLine<'a> {
    pub start: usize,
    pub text: &'a str,
}

/// The lines of `text` from byte `from` on, which must be the start of a line.
pub(super) fn lines(text: &str, from: usize) -> impl Iterator<Item = PlacedLine<'_>> + Clone {
    let mut start = from;
    std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let line = PlacedLine { start, text: &rest[..length] };
        start += length + 1;
        Some(line)
    })
}

/// How many lines after `diff …` are looked at for proof that it is one: long headers get wrapped.
const PROOF_WITHIN: usize = 4;

/// What may follow `diff …` in a real diff (git-diff(1), "Generating patch text with -p").
const AFTER_DIFF: [&str; 13] = [
    "index ",
    "old mode ",
    "new mode ",
    "deleted file mode ",
    "new file mode ",
    "copy from ",
    "rename from ",
    "similarity index ",
    "dissimilarity index ",
    "--- ",
    "Binary files ",
    "Binary file ",
    "GIT binary patch",
];

/// The start of the first diff at or after byte `from`: `diff …`, `--- …`, `*** …` or `Index: …` at the beginning of a
/// line, with the lines that make it a diff and not a sentence about one.
pub(super) fn start(text: &str, from: usize) -> Option<usize> {
    let proves = |line: &str| AFTER_DIFF.iter().any(|proof| line.starts_with(proof));
    let mut rest = lines(text, from);
    while let Some(line) = rest.next() {
        let mut next = rest.clone().map(|line| line.text);
        let is_diff = match line.text.as_bytes().first() {
            Some(b'd') if line.text.starts_with("diff ") => next.take(PROOF_WITHIN).any(proves),
            Some(b'-') if line.text.starts_with("--- ") => {
                next.next().is_some_and(|line| line.starts_with("+++ "))
                    && next.next().is_some_and(|line| line.starts_with("@@ -"))
            }
            // A context diff (diff(1), `-c`).
            Some(b'*') if line.text.starts_with("*** ") => {
                next.next().is_some_and(|line| line.starts_with("--- "))
                    && next.next().is_some_and(|line| line.starts_with("***************"))
            }
            Some(b'I') if line.text.starts_with("Index: ") => {
                // CVS has nothing between where it compares two releases.
                next.next().is_some_and(|line| {
                    line.starts_with("=====") || line.starts_with("diff ") && next.next().is_some_and(proves)
                })
            }
            _ => false,
        };
        if is_diff {
            return Some(line.start);
        }
    }
    None
}

/// The start of the last file of the diffs in a text.
pub(super) fn last_start(text: &str) -> Option<usize> {
    let mut last = start(text, 0);
    while let Some(at) = last {
        let below = text[at..].find('\n').map(|length| at + length + 1);
        match below.and_then(|below| start(text, below)) {
            Some(next) => last = Some(next),
            None => break,
        }
    }
    last
}

/// The last line of a diffstat, ` 4 files changed, 67 insertions(+), 57 deletions(-)`, as numbers.
pub(super) fn summary(line: &str) -> Option<(u64, u64, u64)> {
    // A quoted summary is deeper; format=flowed puts one space more before a line.
    let line = line.strip_prefix(' ').map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest)).trim_end();
    if !line.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let mut parts = line.split(", ");
    let (files, words) = parts.next()?.split_once(' ')?;
    if !matches!(words, "files changed" | "file changed") {
        return None;
    }
    let (mut insertions, mut deletions) = (0, 0);
    for part in parts {
        let (count, words) = part.split_once(' ')?;
        match words {
            "insertion(+)" | "insertions(+)" => insertions = count.parse().ok()?,
            "deletion(-)" | "deletions(-)" => deletions = count.parse().ok()?,
            _ => return None,
        }
    }
    Some((files.parse().ok()?, insertions, deletions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_proved_by_the_next_lines_is_a_diff() {
        assert_eq!(start("diff --git a/x b/x\nindex 1..2 100644\n", 0), Some(0));
        assert_eq!(start("text\n\ndiff --git a/x b/y\nsimilarity index 100%\nrename from x\n", 0), Some(6));
        assert_eq!(start("--- a/x\n+++ b/x\n@@ -1 +1 @@\n", 0), Some(0));
        assert_eq!(start("*** x.orig\n--- x\n***************\n*** 1 ****\n", 0), Some(0));
        assert_eq!(start("diff -r 01 -r 02 x.bin\nBinary file x.bin has changed\n", 0), Some(0));
        assert_eq!(start("Index: x\ndiff -u x:1.1 x:1.2\n--- x:1.1\n+++ x:1.2\n", 0), Some(0));
        assert_eq!(start("Index: it\ndiff is what I mean\n\n", 0), None);
        assert_eq!(start("*** note\n--- end\nof it\n", 0), None);
        assert_eq!(start("diff -u tells more than this\nI think\n", 0), None);
        assert_eq!(start("---\n file | 2 +-\n", 0), None);
        assert_eq!(start("> diff --git a/x b/x\n> index 1..2\n", 0), None);
    }

    #[test]
    fn a_summary_has_one_to_three_numbers() {
        assert_eq!(summary(" 1 file changed, 1 insertion(+)"), Some((1, 1, 0)));
        assert_eq!(summary(" 4 files changed, 67 insertions(+), 57 deletions(-)"), Some((4, 67, 57)));
        assert_eq!(summary(" 2 files changed"), Some((2, 0, 0)));
        assert_eq!(summary(" 2 files changed, much better"), None);
        assert_eq!(summary("      1 file changed, 1 insertion(+)"), None);
    }
}
