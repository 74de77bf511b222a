//! A file of a diff, and the lines above its hunks.

use super::name::Names;

/// A file of a diff.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct File<'a> {
    /// Where it was and is, in the project's tree; none if it was or is not there, or if the diff does not say.
    pub old: Option<String>,
    pub new: Option<String>,
    pub added: bool,
    pub deleted: bool,
    pub moved: Option<Move>,
    /// Its mode before and after, as octal digits, where the diff tells it apart from the `index` line.
    pub modes: (Option<&'a str>, Option<&'a str>),
    /// The ids of its blobs before and after, often cut short; zeros for one that is not there.
    pub blobs: Option<(&'a str, &'a str)>,
}

/// How a file got another path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Move {
    Renamed,
    Copied,
}

impl File<'_> {
    /// Both paths, one if they are the same.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let new = self.new.as_deref().filter(|&new| self.old.as_deref() != Some(new));
        self.old.as_deref().into_iter().chain(new)
    }
}

/// The header lines of one file.
#[derive(Debug, Default)]
pub(super) struct Header<'a> {
    /// It begins with `diff …`.
    pub begun: bool,
    pub names: Names<'a>,
    pub added: bool,
    pub deleted: bool,
    pub moved: Option<Move>,
    pub modes: (Option<&'a str>, Option<&'a str>),
    pub blobs: Option<(&'a str, &'a str)>,
}

impl<'a> Header<'a> {
    /// None if it names no file, and was perhaps no header.
    pub fn file(self) -> Option<File<'a>> {
        let (old, new) = self.names.paths();
        let is_none = |name: Option<&str>| name.is_some_and(|name| name.trim_end() == "/dev/null");
        let added = self.added || is_none(self.names.old);
        let deleted = self.deleted || is_none(self.names.new);
        let (old, new) = (old.filter(|_| !added), new.filter(|_| !deleted));
        let is_file = self.begun || old.is_some() || new.is_some();
        let (moved, modes, blobs) = (self.moved, self.modes, self.blobs);
        is_file.then_some(File { old, new, added, deleted, moved, modes, blobs })
    }
}
