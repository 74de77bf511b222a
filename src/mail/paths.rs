//! Which files a diff changes, by its headers (git-diff(1), "Generating patch text with -p").

use std::collections::HashSet;

use super::diff::lines;

/// Longest path: `PATH_MAX` of Linux. What is longer is no file.
const LONGEST: usize = 4096;

/// The files that a diff changes, as paths in the project's tree and in the order of the diff: of a rename or a
/// copy both, each file once, `/dev/null` never. The first part of a path, git's `a/` and `b/`, is dropped where it tells
/// the old file from the new one (`format.noPrefix` of git-config(1) leaves it out, and so do Subversion and CVS); lines
/// inside a hunk are no headers, whatever they look like.
pub fn paths(diff: &str) -> Vec<String> {
    let mut found = Found::default();
    let mut hunk = Hunk::default();
    // The name behind `---`, which waits for that behind `+++`; whether the `diff` line above had prefixes.
    let mut old: Option<String> = None;
    let mut prefixed = None;
    for line in lines(diff, 0).map(|line| line.text) {
        if hunk.takes(line) {
            continue;
        }
        let new = line.strip_prefix("+++ ").map(file_name);
        if let Some(old) = old.take() {
            found.add_pair(&old, new.as_deref(), prefixed);
        } else if let Some(new) = &new {
            found.add_pair(new, None, prefixed);
        }
        if let Some(names) = line.strip_prefix("diff --git ") {
            let names = both_names(names);
            prefixed = if let [old, new] = &names[..] { Some(are_prefixed(old, new)) } else { None };
            names.iter().for_each(|name| {
                found.add(if prefixed == Some(false) { Some(name) } else { without_first(name) })
            });
        } else if let Some(name) = after_any(line, &["rename from ", "rename to ", "copy from ", "copy to "])
        {
            found.add(Some(&unquoted(name)));
        } else if let Some(name) =
            line.strip_prefix("Binary file ").and_then(|rest| rest.strip_suffix(" has changed"))
        {
            found.add(Some(name));
        } else if let Some(name) = line.strip_prefix("--- ") {
            old = Some(file_name(name));
        } else if let Some(ranges) = line.strip_prefix("@@ -") {
            hunk = Hunk::of(ranges);
        } else if line.starts_with("diff ") || line.starts_with("Index: ") {
            prefixed = None;
        }
    }
    if let Some(old) = old {
        found.add_pair(&old, None, prefixed);
    }
    found.paths
}

/// The name in a line `--- …` or `+++ …`: what follows a tab, or the marks of Subversion, is a time or a revision.
fn file_name(name: &str) -> String {
    if name.starts_with('"') {
        return unquoted(name);
    }
    let name = name.split('\t').next().unwrap_or(name);
    name.strip_suffix(" (working copy)").unwrap_or(name).to_owned()
}

/// Whether the first part of a name is no folder: the names of the old and of the new file differ in it. `a` and `b` are
/// git's.
fn are_prefixed(old: &str, new: &str) -> bool {
    let first = |name: &str| name.split_once('/').map(|(first, _)| first.to_owned());
    let (old, new) = (first(old), first(new));
    old != new || old.is_some_and(|first| matches!(first.as_str(), "a" | "b"))
}

#[derive(Default)]
struct Found {
    paths: Vec<String>,
    seen: HashSet<String>,
}

impl Found {
    /// Adds the names of the old and of the new file, one of which may be missing.
    fn add_pair(&mut self, old: &str, new: Option<&str>, prefixed: Option<bool>) {
        const NONE: &str = "/dev/null";
        let both = new.filter(|&new| old != NONE && new != NONE);
        let prefixed = prefixed.or(both.map(|new| are_prefixed(old, new))).unwrap_or(true);
        for name in [Some(old), new].into_iter().flatten().filter(|&name| name != NONE) {
            self.add(if prefixed { without_first(name) } else { Some(name) });
        }
    }

    fn add(&mut self, path: Option<&str>) {
        let path = path.map(str::trim_end).filter(|path| (1..=LONGEST).contains(&path.len()));
        if let Some(path) = path.filter(|path| !self.seen.contains(*path)) {
            self.seen.insert(path.to_owned());
            self.paths.push(path.to_owned());
        }
    }
}

/// The lines that are left of a hunk, of the old and of the new file.
#[derive(Default)]
pub(super) struct Hunk {
    old: u64,
    new: u64,
}

impl Hunk {
    /// Of `1,7 +1,9 @@`; a range without a length has one line.
    pub fn of(ranges: &str) -> Self {
        let length = |range: Option<&str>| match range.map(|range| range.split_once(',')) {
            Some(Some((_, length))) => length.parse().unwrap_or(0),
            Some(None) => 1,
            None => 0,
        };
        let mut words = ranges.split(' ');
        let old = length(words.next());
        Self { old, new: length(words.next().filter(|word| word.starts_with('+'))) }
    }

    /// Whether a line is one of the hunk's. Mail programs take the space of an empty line away.
    pub fn takes(&mut self, line: &str) -> bool {
        let (old, new) = match line.as_bytes().first() {
            _ if self.old == 0 && self.new == 0 => return false,
            Some(b' ') | None => (1, 1),
            Some(b'-') => (1, 0),
            Some(b'+') => (0, 1),
            Some(b'\\') => (0, 0),
            // The hunk was cut short.
            Some(_) => {
                *self = Self::default();
                return false;
            }
        };
        self.old = self.old.saturating_sub(old);
        self.new = self.new.saturating_sub(new);
        true
    }
}

fn after_any<'a>(line: &'a str, starts: &[&str]) -> Option<&'a str> {
    starts.iter().find_map(|start| line.strip_prefix(start))
}

/// The two names of a `diff --git` line. Without quotes nothing parts them but that they are the same behind
/// their first part; where they are not, other lines name both.
fn both_names(names: &str) -> Vec<String> {
    let names = names.trim_end();
    if let Some(end) = names.starts_with('"').then(|| closing_quote(names)).flatten() {
        let (first, second) = names.split_at(end + 1);
        return vec![unquoted(first), unquoted(second.trim_start())];
    }
    if let Some(at) = names.strip_suffix('"').and_then(|names| names.find(" \"")) {
        return vec![names[..at].to_owned(), unquoted(&names[at + 1..])];
    }
    // Both are of one length where their first parts are, as `a/` and `b/`.
    let halves = names.split_at_checked(names.len() / 2).and_then(|(a, b)| Some((a, b.strip_prefix(' ')?)));
    match halves.filter(|(a, b)| without_first(a).is_some() && without_first(a) == without_first(b)) {
        Some((a, b)) => vec![a.to_owned(), b.to_owned()],
        None => match names.split_once(' ') {
            Some((a, b)) if !b.contains(' ') => vec![a.to_owned(), b.to_owned()],
            _ => Vec::new(),
        },
    }
}

fn without_first(path: &str) -> Option<&str> {
    path.split_once('/').map(|(_, rest)| rest)
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().enumerate().skip(1).find_map(|(at, byte)| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes.then_some(at)
    })
}

/// A name as git quotes it, in C's way with bytes as three octal digits; other names as they are.
fn unquoted(name: &str) -> String {
    let Some(inner) = name.trim_end().strip_prefix('"') else { return name.to_owned() };
    let inner = inner.strip_suffix('"').unwrap_or(inner).as_bytes();
    let mut bytes = Vec::with_capacity(inner.len());
    let mut at = 0;
    while let Some(&byte) = inner.get(at) {
        at += 1;
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        let digits = inner.get(at..at + 3).filter(|digits| digits.iter().all(|d| (b'0'..=b'7').contains(d)));
        if let Some(digits) = digits {
            bytes.push(digits.iter().fold(0, |value: u8, digit| value.wrapping_mul(8) + (digit - b'0')));
            at += 3;
        } else if let Some(&letter) = inner.get(at) {
            bytes.push(match letter {
                b'a' => 7,
                b'b' => 8,
                b't' => b'\t',
                b'n' => b'\n',
                b'v' => 11,
                b'f' => 12,
                b'r' => b'\r',
                other => other,
            });
            at += 1;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::paths;

    #[test]
    fn the_files_of_a_diff_are_those_that_its_headers_name() {
        let check = |diff: &str, expected: &[&str]| assert_eq!(paths(diff), expected, "{diff}");
        check("diff --git a/x/y.c b/x/y.c\nindex 1..2 100644\n--- a/x/y.c\n+++ b/x/y.c\n", &["x/y.c"]);
        check("--- linux.orig/x.c\t2020-01-01 00:00:00\n+++ linux/x.c\t2020-01-02\n@@ -1 +1 @@\n", &["x.c"]);
        check("diff --git a/new b/new\nnew file mode 100644\n--- /dev/null\n+++ b/new\n", &["new"]);
        check("diff --git a/old b/old\n--- a/old\n+++ /dev/null\n", &["old"]);
        check("diff --git a/mode.sh b/mode.sh\nold mode 100644\nnew mode 100755\n", &["mode.sh"]);
        check("diff --git a/a b/b\nrename from a\nrename to b\n", &["a", "b"]);
        check("diff --git a/one b/two x\ncopy from one\ncopy to two x\n", &["one", "two x"]);
        check("diff --git a/with space b/with space\nold mode 1\nnew mode 2\n", &["with space"]);
        check("Index: kit/x.c\n=====\n--- kit.orig/x.c\n+++ kit/x.c\n", &["x.c"]);
        check("", &[]);
    }

    #[test]
    fn a_path_without_a_prefix_is_whole() {
        let check = |diff: &str, expected: &[&str]| assert_eq!(paths(diff), expected, "{diff}");
        check("diff --git src/x.c src/x.c\nindex 1..2 100644\n--- src/x.c\n+++ src/x.c\n", &["src/x.c"]);
        check("diff --git src/x.c src/x.c\nnew file mode 100644\n--- /dev/null\n+++ src/x.c\n", &["src/x.c"]);
        check("diff --git i/src/x.c w/src/x.c\n--- i/src/x.c\n+++ w/src/x.c\n", &["src/x.c"]);
        check("diff --git Makefile Makefile\n--- Makefile\n+++ Makefile\n", &["Makefile"]);
        check(
            "Index: src/x.c\n=====\n--- src/x.c\t(revision 1)\n+++ src/x.c\t(working copy)\n",
            &["src/x.c"],
        );
        check("Index: kit/src/x.c\n=====\n--- kit.orig/src/x.c\n+++ kit/src/x.c\n", &["src/x.c"]);
        check("diff -r 01 -r 02 sail.bin\nBinary file sail.bin has changed\n", &["sail.bin"]);
        let second = "diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-x\n+y\ndiff --git src/y src/y\n--- src/y\n+++ src/y\n";
        check(second, &["x", "src/y"]);
    }

    #[test]
    fn quoted_names_are_unquoted() {
        let check = |diff: &str, expected: &[&str]| assert_eq!(paths(diff), expected, "{diff}");
        check(r#"diff --git "a/\303\244.c" "b/\303\244.c""#, &["ä.c"]);
        check(r#"diff --git a/x "b/q\"\\t\ty""#, &["x", "q\"\\t\ty"]);
        check(r#"--- "a/tab\tname""#, &["tab\tname"]);
        check(r#"rename to "\377""#, &["\u{fffd}"]);
        check(r#"+++ "a/broken\"#, &["broken"]);
    }

    #[test]
    fn a_line_of_a_hunk_is_no_header() {
        let diff = "--- a/x.sql\n+++ b/x.sql\n@@ -1,3 +1,3 @@\n--- a/comment\n+++ b/comment\n\n-- \n+x\n\
                    --- a/y\n+++ b/y\n@@ -1 +0,0 @@\n-x\n--- a/z\n+++ b/z\n";
        assert_eq!(paths(diff), ["x.sql", "y", "z"]);
        assert_eq!(paths("@@ -1,900 +1,900 @@\n x\ndiff --git a/x b/x\nindex 1..2\n"), ["x"]);
    }

    #[test]
    fn a_file_that_is_named_often_is_there_once() {
        let diff = "diff --git a/x b/x\nindex 1..2\n".repeat(50_000);
        assert_eq!(paths(&diff), ["x"]);
        assert_eq!(paths(&format!("+++ b/{}\n", "x/".repeat(3000))), Vec::<String>::new());
    }
}
