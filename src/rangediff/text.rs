//! A patch as text, without what differs between two versions that are the same: line numbers, object ids.

use crate::diff::{self, Event, File, Move};

/// A patch of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patch<'a> {
    /// The subject behind the brackets.
    pub title: &'a str,
    /// `Jane Doe <jane@example.org>`
    pub author: &'a str,
    /// The commit message below the title, without what a mail adds to it: notes, diffstat.
    pub message: &'a str,
    /// The diff, with LF line ends. What follows its last hunk is not read.
    pub diff: &'a str,
}

/// A patch as `git range-diff` compares it: sections under ` ## … ##`; the first two tell who and
/// why, and the others are the files of the diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PatchLines {
    text: String,
    /// Where the diff begins.
    about: usize,
    title: String,
    lines: usize,
}

impl PatchLines {
    /// Writes a patch down.
    pub fn of(patch: &Patch) -> Self {
        let mut text = format!(" ## Metadata ##\nAuthor: {}\n\n ## Commit message ##\n", patch.author);
        push_message(&mut text, patch.title);
        text.push('\n');
        push_message(&mut text, patch.message);
        while text.ends_with("\n\n") {
            text.pop();
        }
        text.push('\n');
        let about = text.len();
        let lines = Reader { text: &mut text, lines: 0, begun: false }.read(patch.diff);
        Self { text, about, title: patch.title.to_owned(), lines }
    }

    /// Author, title and message.
    pub fn about(&self) -> &str {
        &self.text[..self.about]
    }

    /// The files of the diff.
    pub fn diff(&self) -> &str {
        &self.text[self.about..]
    }

    /// All of it.
    pub fn whole(&self) -> &str {
        &self.text
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    /// Lines of the diff, blank lines between files not counted: what git weighs a patch by.
    pub(super) fn weight(&self) -> usize {
        self.lines
    }
}

/// A message as git keeps and shows it: no white space at the ends, at most one blank line in a row, four
/// spaces before each line.
fn push_message(text: &mut String, message: &str) {
    let mut blank = false;
    for line in message.trim().lines().map(str::trim_end) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) {
            text.push('\n');
        }
        text.push_str("    ");
        text.push_str(line);
        text.push('\n');
    }
}

/// Reads a diff of any origin: `git diff`, `diff -u`, `Index:`.
struct Reader<'a> {
    text: &'a mut String,
    lines: usize,
    begun: bool,
}

impl Reader<'_> {
    fn read(mut self, diff: &str) -> usize {
        let mut name = None;
        for event in diff::events(diff) {
            if let Event::File(file) = &event {
                self.header(file);
                name =
                    Some(if file.deleted { file.old.clone() } else { file.new.clone() }.unwrap_or_default());
                continue;
            }
            let Some(name) = &name else { continue };
            match event {
                Event::Hunk("") => self.line("@@", ""),
                Event::Hunk(function) => self.line(&format!("@@ {name}:"), function),
                Event::Line(line) if line.is_empty() || line.starts_with('\\') => self.line(" ", line),
                Event::Line(line) => self.line("", line),
                Event::Binary => self.line(" ", "Binary files differ"),
                Event::File(_) | Event::Data(_) => {}
            }
        }
        self.lines
    }

    fn line(&mut self, sign: &str, text: &str) {
        self.text.push_str(sign);
        self.text.push_str(text);
        self.text.push('\n');
        self.lines += 1;
    }

    fn header(&mut self, file: &File) {
        if std::mem::replace(&mut self.begun, true) {
            self.text.push('\n');
        }
        let path = |path: &Option<String>| path.clone().unwrap_or_default();
        let name = match file.moved {
            _ if file.added => format!("{} (new)", path(&file.new)),
            _ if file.deleted => format!("{} (deleted)", path(&file.old)),
            Some(Move::Renamed) => format!("{} => {}", path(&file.old), path(&file.new)),
            Some(Move::Copied) | None => path(&file.new),
        };
        let mode = match file.modes {
            (Some(old), Some(new)) if old != new => format!(" (mode change {old} => {new})"),
            _ => String::new(),
        };
        self.line(" ## ", &format!("{name}{mode} ##"));
    }
}
