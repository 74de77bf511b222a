//! Reads a diff: its files, their modes, hunks and lines (git-diff(1), "Generating patch text with -p"; diff(1), `-u`).
//!
//! A hunk has as many lines as the counts in its header say, so that a line in it is never taken for a header, whatever it
//! looks like: a deleted line `-- x` reads `--- x`. It ends early at a line that no hunk can have.

mod compared;
mod file;
mod hunk;
mod name;

use std::collections::HashSet;
use std::iter::Peekable;
use std::str::Split;

use compared::{Compared, below};
use file::Header;
pub use file::{File, Move};
pub use hunk::Hunks;
use hunk::Left;
use name::{Names, without_revision};

/// The digits of an object's id that every diff has: git cuts ids short, but not to fewer.
pub const SHORT_ID: usize = 7;

/// What a diff says, in its order.
#[derive(Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The header of a file; what follows is of that file.
    File(File<'a>),
    /// The header of a hunk: what is behind its second `@@`, such as ` int main(void)`.
    Hunk(&'a str),
    /// A line of a hunk with its sign: space, `-`, `+` or `\\`. Empty for a blank line of the context whose space was lost.
    Line(&'a str),
    /// The file is binary.
    Binary,
    /// A line of a binary file's data (git-diff(1), `--binary`).
    Data(&'a str),
}

/// The lines that give another path, whether of the old file.
const MOVES: [(&str, Move, bool); 4] = [
    ("rename from ", Move::Renamed, true),
    ("rename to ", Move::Renamed, false),
    ("copy from ", Move::Copied, true),
    ("copy to ", Move::Copied, false),
];

/// The files that a diff changes, in its order: of a rename or a copy both, each file once.
pub fn paths(diff: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut paths = Vec::new();
    for event in events(diff) {
        let Event::File(file) = event else { continue };
        for path in file.paths() {
            if !seen.contains(path) {
                seen.insert(path.to_owned());
                paths.push(path.to_owned());
            }
        }
    }
    paths
}

/// Reads a diff of any origin: `git diff`, `hg diff`, `diff -u`, `Index:`. What is between and below is passed over.
pub fn events(diff: &str) -> Events<'_> {
    Events {
        lines: diff.strip_suffix('\n').unwrap_or(diff).split('\n').peekable(),
        left: Left::default(),
        compared: Compared::of(diff),
        header: None,
        next: None,
        binary: false,
    }
}

/// What [`events`] gives.
#[derive(Debug)]
pub struct Events<'a> {
    lines: Peekable<Split<'a, char>>,
    left: Left,
    compared: Option<Compared<'a>>,
    /// A header that may go on.
    header: Option<Header<'a>>,
    /// What the header that was given last is followed by.
    next: Option<Event<'a>>,
    /// The lines are data.
    binary: bool,
}

impl<'a> Iterator for Events<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.next.take() {
            return Some(event);
        }
        while let Some(line) = self.lines.next() {
            let line = line.strip_suffix('\r').unwrap_or(line);
            if self.left.takes(line) {
                return Some(Event::Line(line));
            }
            if let Some(event) = self.header_line(line) {
                return Some(event);
            }
        }
        let last = self.header.take();
        self.file(last).map(Event::File)
    }
}

impl<'a> Events<'a> {
    /// Reads a line outside of hunks.
    fn header_line(&mut self, line: &'a str) -> Option<Event<'a>> {
        // No line of data has a space (git's base85).
        if self.binary && !line.starts_with("diff ") {
            return (!line.is_empty()).then_some(Event::Data(line));
        }
        match line.as_bytes().first()? {
            b'd' | b'I' if line.starts_with("diff ") || line.starts_with("Index: ") => {
                self.binary = false;
                let git = line.strip_prefix("diff --git ");
                let begun = line.starts_with('d');
                // What is between `Index:` and `diff` is of one file.
                let is_open = self.header.as_ref().is_some_and(|header| header.names.whole && !header.begun);
                let whole = begun
                    && git.is_none()
                    && (is_open || line.split(' ').any(|word| without_revision(word).is_some()));
                let deleted = whole && line.ends_with(":removed");
                let names = Names { git, whole, ..Names::default() };
                return self.begin(Header { begun, deleted, names, ..Header::default() });
            }
            b'-' | b'+' => return self.names(line),
            b'@' => {
                let (left, heading) = hunk::header(line)?;
                self.left = left;
                return self.end(Event::Hunk(heading));
            }
            b'G' if line == "GIT binary patch" => {
                self.binary = true;
                return self.end(Event::Binary);
            }
            b'B' if line.starts_with("Binary files ") => return self.end(Event::Binary),
            b'B' => {
                let name = line.strip_prefix("Binary file ")?.strip_suffix(" has changed")?;
                let names = &mut self.header.get_or_insert_default().names;
                (names.from, names.to) = (Some(name), Some(name));
                return self.end(Event::Binary);
            }
            _ => self.extended(line),
        }
        None
    }

    /// Reads the lines `--- OLD` and `+++ NEW`, or one of them.
    fn names(&mut self, line: &'a str) -> Option<Event<'a>> {
        let old = line.strip_prefix("--- ");
        let new = match old {
            Some(_) => self.lines.next_if(|next| next.starts_with("+++ ")),
            None => Some(line),
        };
        let new = new.and_then(|line| line.strip_prefix("+++ "));
        if old.is_none() && new.is_none() {
            return None;
        }
        match &mut self.header {
            Some(Header { names, .. }) if names.new.is_none() && (old.is_none() || names.old.is_none()) => {
                (names.old, names.new) = (old.or(names.old), new);
                None
            }
            _ => self.begin(Header { names: Names { old, new, ..Names::default() }, ..Header::default() }),
        }
    }

    /// Reads what may be between `diff --git` and `---`.
    fn extended(&mut self, line: &'a str) {
        let moved =
            MOVES.into_iter().find_map(|(start, how, from)| Some((how, from, line.strip_prefix(start)?)));
        if let Some((how, from, name)) = moved {
            let header = self.header.get_or_insert_default();
            header.moved = Some(how);
            *(if from { &mut header.names.from } else { &mut header.names.to }) = Some(name);
            return;
        }
        let Some(header) = &mut self.header else { return };
        if let Some(mode) = line.strip_prefix("new file mode ") {
            // dulwich writes a changed mode as `old file mode` and `new file mode`.
            (header.added, header.modes.1) = (header.modes.0.is_none(), Some(mode));
        } else if let Some(mode) = line.strip_prefix("deleted file mode ") {
            (header.deleted, header.modes.0) = (true, Some(mode));
        } else if let Some(mode) =
            ["old mode ", "old file mode "].iter().find_map(|start| line.strip_prefix(start))
        {
            header.modes.0 = Some(mode);
        } else if let Some(mode) = line.strip_prefix("new mode ") {
            header.modes.1 = Some(mode);
        } else if let Some(ids) = line.strip_prefix("index ") {
            header.blobs = ids.split(' ').next().and_then(|ids| ids.split_once(".."));
        } else if line.starts_with("RCS file: ") {
            header.names.whole = true;
        }
    }

    /// The file of a header.
    fn file(&self, header: Option<Header<'a>>) -> Option<File<'a>> {
        let mut file = header?.file()?;
        if let Some(compared) = self.compared {
            file.old = file.old.map(|path| below(path, compared.old));
            file.new = file.new.map(|path| below(path, compared.new));
        }
        Some(file)
    }

    /// Begins a header, and gives the file of the one before, if nothing else ended it.
    fn begin(&mut self, header: Header<'a>) -> Option<Event<'a>> {
        let last = self.header.replace(header);
        self.file(last).map(Event::File)
    }

    /// Ends the header with what follows it.
    fn end(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        let last = self.header.take();
        match self.file(last) {
            Some(file) => {
                self.next = Some(event);
                Some(Event::File(file))
            }
            None => Some(event),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
        check("Index: gone.c\n=====\n--- gone.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-x\n", &["gone.c"]);
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

    /// The lines of the hunks of a diff.
    fn lines(diff: &str) -> Vec<&str> {
        let line = |event| if let Event::Line(line) = event { Some(line) } else { None };
        events(diff).filter_map(line).collect()
    }

    #[test]
    fn a_hunk_has_as_many_lines_as_its_header_says() {
        let file = "--- a/x\n+++ b/x\n";
        let check =
            |hunk: &str, expected: &[&str]| assert_eq!(lines(&format!("{file}{hunk}")), expected, "{hunk}");
        check("@@ -1,2 +1,2 @@ int x(void)\n--- x\n+++ y\n z\n-- \n2.40\n", &["--- x", "+++ y", " z"]);
        check("@@ -1 +0,0 @@\n-- \n-- \n2.40\n", &["-- "]);
        check("@@ -1,2 +1,2 @@\n\n-x\n+y\n", &["", "-x", "+y"]);
        check(
            "@@ -1 +1 @@\n-x\n+y\n\\ No newline at end of file\n+z\n",
            &["-x", "+y", "\\ No newline at end of file"],
        );
        check("@@ -1 +1 @@\r\n-x\r\n+y\r\n", &["-x", "+y"]);
        // Too long a hunk ends where the next file begins, a broken header has no lines.
        check("@@ -1,9 +1,9 @@\n x\ndiff --git a/y b/y\n+x\n", &[" x"]);
        check("@@ -1,x +1 @@\n-x\n+y\n", &[]);
        check("@@ -1,99999999999999999999999 +1 @@\n-x\n", &[]);
    }

    #[test]
    fn events_come_in_the_order_of_the_diff() {
        let diff = "diff --git a/x.sh b/x.sh\nold mode 100644\nnew mode 100755\ndiff --git a/y b/z\n\
                    similarity index 90%\nrename from y\nrename to z\n--- a/y\n+++ b/z\n@@ -1 +1 @@ f()\n-a\n+b\n\
                    diff --git a/p.png b/p.png\nnew file mode 100644\nGIT binary patch\nliteral 1\nIcmZ\n";
        let file = |old: &str, new: &str| {
            let path = |path: &str| Some(path.to_owned()).filter(|path| !path.is_empty());
            File { old: path(old), new: path(new), ..File::default() }
        };
        let expected = [
            Event::File(File { modes: (Some("100644"), Some("100755")), ..file("x.sh", "x.sh") }),
            Event::File(File { moved: Some(Move::Renamed), ..file("y", "z") }),
            Event::Hunk(" f()"),
            Event::Line("-a"),
            Event::Line("+b"),
            Event::File(File { added: true, modes: (None, Some("100644")), ..file("", "p.png") }),
            Event::Binary,
            Event::Data("literal 1"),
            Event::Data("IcmZ"),
        ];
        assert_eq!(events(diff).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_new_file_mode_below_an_old_one_adds_no_file() {
        let files = |diff| {
            events(diff).filter_map(|event| if let Event::File(file) = event { Some(file) } else { None })
        };
        let changed =
            files("diff --git a/x b/x\nold file mode 100644\nnew file mode 100755\nindex 1..1 100755\n")
                .next();
        let (added, modes) = changed.map(|file| (file.added, file.modes)).unwrap_or_default();
        assert_eq!((added, modes), (false, (Some("100644"), Some("100755"))));
        let new = files("diff --git a/x b/x\nnew file mode 100755\nindex 0..1\n").next();
        assert!(new.is_some_and(|file| file.added));
    }

    #[test]
    fn empty_lines_that_a_mail_program_put_between_change_no_file() {
        let diff = "diff --git a/x b/x\n\nindex 1..2 100644\n\n--- a/x\n\n+++ b/x\n\n@@ -1 +1 @@\n\n";
        let files = events(diff).filter(|event| matches!(event, Event::File(_))).count();
        assert_eq!((files, paths(diff)), (1, vec!["x".to_owned()]));
    }

    #[test]
    fn text_that_is_no_diff_has_no_events() {
        assert_eq!(events("").count(), 0);
        assert_eq!(events("new mode of work\n--- so\n+x\n*** x\n\n").count(), 0);
    }
}
