//! The paths of the old and of the new file, out of the names in a diff's headers.

/// Longest path: `PATH_MAX` of Linux. What is longer is not a file.
const LONGEST: usize = 4096;
/// The name of a file that is not there.
const NONE: &str = "/dev/null";

/// The names that the header lines of one file give, as they are there.
#[derive(Debug, Default)]
pub(super) struct Names<'a> {
    /// Behind `diff --git `: both.
    pub git: Option<&'a str>,
    /// Behind `--- ` and `+++ `.
    pub old: Option<&'a str>,
    pub new: Option<&'a str>,
    /// Behind `rename from ` and `rename to `, or those of a copy; and in Mercurial's `Binary file … has changed`.
    pub from: Option<&'a str>,
    pub to: Option<&'a str>,
    /// They are CVS's, which puts nothing in front.
    pub whole: bool,
}

impl Names<'_> {
    /// The paths of both files in the project's tree; none for `/dev/null` and what is not named. The first part of a
    /// name, git's `a/` and `b/`, is dropped where it tells the old file from the new one (`format.noPrefix` of
    /// git-config(1) leaves it out, and so do Subversion and CVS).
    pub fn paths(&self) -> (Option<String>, Option<String>) {
        let git = self.git.map(both_names);
        let (old, new) = (self.old.map(file_name), self.new.map(file_name));
        let prefixed = match (&git, &old, &new) {
            _ if self.whole => false,
            (Some(Some((old, new))), ..) => are_prefixed(old, new),
            (_, Some(old), Some(new)) if old != NONE && new != NONE => are_prefixed(old, new),
            _ => true,
        };
        // A name without a folder has no prefix; that it is one is certain where the other is that of no file.
        let is_alone = [&old, &new].iter().any(|name| name.as_deref() == Some(NONE));
        let path = |name: String| match name.as_str() {
            NONE => None,
            _ if !prefixed => Some(name),
            name => without_first(name).or(is_alone.then_some(name)).map(str::to_owned),
        };
        let (git_old, git_new) = git.flatten().unzip();
        let moved = |name: Option<&str>| name.map(unquoted);
        let chosen = |moved: Option<String>, own: Option<String>, git: Option<String>| {
            let chosen = moved.or_else(|| own.or(git).and_then(path))?;
            let chosen = chosen.trim_end();
            (1..=LONGEST).contains(&chosen.len()).then(|| chosen.to_owned())
        };
        (chosen(moved(self.from), old, git_old), chosen(moved(self.to), new, git_new))
    }
}

/// The name in a line `--- …` or `+++ …`: what follows a tab, or the marks of Subversion, is a time or a revision.
fn file_name(name: &str) -> String {
    if name.starts_with('"') {
        return unquoted(name);
    }
    let name = name.split('\t').next().unwrap_or(name);
    let name = name.strip_suffix(" (working copy)").unwrap_or(name);
    without_revision(name).unwrap_or(name).to_owned()
}

/// The path in a name of `cvs rdiff`, `lamp/wick.c:1.4`.
pub(super) fn without_revision(name: &str) -> Option<&str> {
    let (path, revision) = name.rsplit_once(':')?;
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    (revision.contains('.') && revision.split('.').all(is_number)).then_some(path)
}

/// Whether the first part of a name is not a folder: the names of the old and of the new file differ in it. `a` and `b` are
/// git's.
fn are_prefixed(old: &str, new: &str) -> bool {
    let first = |name: &str| name.split_once('/').map(|(first, _)| first.to_owned());
    let (old, new) = (first(old), first(new));
    old != new || old.is_some_and(|first| matches!(first.as_str(), "a" | "b"))
}

/// The two names of a `diff --git` line. Without quotes nothing parts them but that they are the same behind
/// their first part; where they are not, other lines name both.
pub(super) fn both_names(names: &str) -> Option<(String, String)> {
    let names = names.trim_end();
    if let Some(end) = names.starts_with('"').then(|| closing_quote(names)).flatten() {
        let (first, second) = names.split_at(end + 1);
        return Some((unquoted(first), unquoted(second.trim_start())));
    }
    if let Some(at) = names.strip_suffix('"').and_then(|names| names.find(" \"")) {
        return Some((names[..at].to_owned(), unquoted(&names[at + 1..])));
    }
    // Both are of one length where their first parts are, as `a/` and `b/`.
    let halves = names.split_at_checked(names.len() / 2).and_then(|(a, b)| Some((a, b.strip_prefix(' ')?)));
    match halves.filter(|(a, b)| without_first(a).is_some() && without_first(a) == without_first(b)) {
        Some((a, b)) => Some((a.to_owned(), b.to_owned())),
        None => {
            let (a, b) = names.split_once(' ').filter(|(_, b)| !b.contains(' '))?;
            Some((a.to_owned(), b.to_owned()))
        }
    }
}

pub(super) fn without_first(path: &str) -> Option<&str> {
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
