//! The only kind of error: a problem that the operator has to fix.
//!
//! The content of a mail is never an error (see [`crate::report`]). Errors are about configuration, paths, templates
//! and disks. Each names the place, the problem and what to do.

use std::fmt;
use std::path::Path;

/// `Result` with [`Error`].
pub type Result<T> = std::result::Result<T, Error>;

/// A problem that stops the program: where it is, what it is, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    place: String,
    problem: String,
    mend: String,
    kind: Kind,
}

/// What kind of problem it is: the program's exit code tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Something is wrong, or cannot be done.
    #[default]
    Failed,
    /// A site would lose much that it has.
    Shrinks,
    /// Another process is building the same site.
    Busy,
    /// An archive could not be fetched.
    Unfetched,
}

impl Error {
    /// An error at `place` (a file, a file with line and column, a command-line argument). URLs in it lose their
    /// passwords: messages end in logs and mails.
    pub fn new(place: impl Into<String>, problem: impl Into<String>, mend: impl Into<String>) -> Self {
        let shown = |text: String| without_passwords(&text);
        let (place, problem, mend) = (shown(place.into()), shown(problem.into()), shown(mend.into()));
        Self { place, problem, mend, kind: Kind::Failed }
    }

    /// The same error, of another kind.
    pub fn of_kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// The same error, with the key that names its place: `` `links` in lorepress.toml ``.
    pub fn named_by(self, key: &str) -> Self {
        Self { mend: format!("{}; {key} names it", self.mend), ..self }
    }

    /// What kind of problem it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// A failed read or write of `path`.
    pub fn io(path: &Path, action: &str, cause: &std::io::Error) -> Self {
        let mend = match cause.kind() {
            std::io::ErrorKind::NotFound if begins_at_home(path) => {
                "write the path as it is: `~` is not read as the home folder here"
            }
            std::io::ErrorKind::NotFound => "check the spelling of the path",
            std::io::ErrorKind::PermissionDenied => "check the permissions",
            std::io::ErrorKind::IsADirectory => "move the folder away that is in place of a file",
            std::io::ErrorKind::NotADirectory => "move the file away that is in place of a folder",
            std::io::ErrorKind::StorageFull => "free some space on that disk",
            std::io::ErrorKind::InvalidData => "save the file in UTF-8",
            _ => "check the path and its disk",
        };
        let problem = match cause.kind() {
            std::io::ErrorKind::InvalidData => format!("cannot {action}: it is not in UTF-8"),
            _ => format!("cannot {action}: {cause}"),
        };
        Self::new(path.display().to_string(), problem, mend)
    }
}

/// Whether a path has a part that only a shell would read as the home folder.
pub fn begins_at_home(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "~")
}

/// A text whose URLs have no user and password before their host.
pub fn without_passwords(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + "://".len());
        shown.push_str(before);
        let is_end = |c: char| c.is_whitespace() || "/?#'\"`<>".contains(c);
        let authority = &after[..after.find(is_end).unwrap_or(after.len())];
        rest = authority.rfind('@').map_or(after, |at| &after[at + 1..]);
    }
    shown + rest
}

/// Whether nothing can be written there, by choice of the operator and not by a fault.
pub fn is_read_only(cause: &std::io::Error) -> bool {
    matches!(cause.kind(), std::io::ErrorKind::PermissionDenied | std::io::ErrorKind::ReadOnlyFilesystem)
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}\n  help: {}", self.place, self.problem, self.mend)
    }
}

impl std::error::Error for Error {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_not_shown() {
        let check = |text: &str, expected: &str| assert_eq!(without_passwords(text), expected, "{text}");
        check("https://bo:pw@host.example/toys/", "https://host.example/toys/");
        check(
            "is a clone of https://bo:p@w@host.example, not of `ftp://x@y`",
            "is a clone of https://host.example, not of `ftp://y`",
        );
        check("https://host.example/a@b and bo@host.example", "https://host.example/a@b and bo@host.example");
        let error =
            Error::new("http://bo:pw@a.example/", "http://bo:pw@a.example/", "http://bo:pw@a.example/");
        assert!(!error.to_string().contains("pw"), "{error}");
    }
}
