//! A patch as text, without what differs between two versions that are the same: line numbers, object ids.

use std::iter::Peekable;
use std::str::Lines;

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

/// A patch as `git range-diff` compares it: sections under ` ## … ##`, of which the first two tell who and
/// why, and the others are the files of the diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// Where the diff begins.
    about: usize,
    title: String,
    lines: usize,
}

impl Text {
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

/// What the header of a file's diff says.
#[derive(Default)]
struct File<'a> {
    old: &'a str,
    new: &'a str,
    added: bool,
    deleted: bool,
    renamed: Option<(&'a str, &'a str)>,
    modes: (Option<&'a str>, Option<&'a str>),
}

impl File<'_> {
    fn name(&self) -> &str {
        if self.deleted { self.old } else { self.new }
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
        let mut rest = diff.lines().peekable();
        let mut file: Option<File> = None;
        // The header of `file` is written once its first hunk is met, or its end.
        let mut written = false;
        while let Some(line) = rest.next() {
            let starts = line.starts_with("diff ")
                || line.starts_with("--- ") && rest.peek().is_some_and(|next| next.starts_with("+++ "));
            if starts {
                if let Some(file) = file.take().filter(|_| !written) {
                    self.header(&file);
                }
                file = Some(header(line, &mut rest));
                written = false;
                continue;
            }
            let Some(file) = &file else { continue };
            let hunk = line.strip_prefix("@@ -").and_then(hunk_header);
            let is_binary = line == "GIT binary patch" || line.starts_with("Binary files ");
            if (hunk.is_some() || is_binary) && !written {
                self.header(file);
                written = true;
            }
            if let Some((old, new, function)) = hunk {
                match function {
                    "" => self.line("@@", ""),
                    _ => self.line(&format!("@@ {}:", file.name()), function),
                }
                self.hunk(old, new, &mut rest);
            } else if is_binary {
                self.line(" ", "Binary files differ");
            }
        }
        if let Some(file) = file.filter(|_| !written) {
            self.header(&file);
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
        let name = match file.renamed {
            _ if file.added => format!("{} (new)", file.new),
            _ if file.deleted => format!("{} (deleted)", file.old),
            Some((from, to)) => format!("{from} => {to}"),
            None => file.new.to_owned(),
        };
        let mode = match file.modes {
            (Some(old), Some(new)) if old != new => format!(" (mode change {old} => {new})"),
            _ => String::new(),
        };
        self.line(" ## ", &format!("{name}{mode} ##"));
    }

    /// The lines of a hunk: as many as its header says, or until one that is none.
    fn hunk(&mut self, mut old: usize, mut new: usize, rest: &mut Peekable<Lines>) {
        while let Some(&line) = rest.peek() {
            match line.as_bytes().first() {
                // An empty line is a blank one of the context that lost its space on the way.
                None | Some(b' ') if old > 0 && new > 0 => (old, new) = (old - 1, new - 1),
                Some(b'-') if old > 0 => old -= 1,
                Some(b'+') if new > 0 => new -= 1,
                Some(b'\\') => {}
                _ => break,
            }
            match line.as_bytes().first() {
                None | Some(b'\\') => self.line(" ", line),
                Some(_) => self.line("", line),
            }
            rest.next();
        }
    }
}

/// Reads the header that begins with `line`, to the line before the first hunk.
fn header<'a>(line: &'a str, rest: &mut Peekable<Lines<'a>>) -> File<'a> {
    let mut file = File::default();
    if let Some(names) = line.strip_prefix("diff --git ") {
        (file.old, file.new) = halves(names);
    } else if let Some(name) = line.strip_prefix("--- ") {
        file.old = path(name);
    }
    while let Some(&line) = rest.peek() {
        let (key, value) = line.split_once(' ').unwrap_or((line, ""));
        match key {
            "---" => file.old = path(value),
            "+++" => file.new = path(value),
            "new" => match value.strip_prefix("file mode ") {
                Some(_) => file.added = true,
                None => file.modes.1 = value.strip_prefix("mode "),
            },
            "deleted" => file.deleted = true,
            "old" => file.modes.0 = value.strip_prefix("mode "),
            "rename" => match value.split_once(' ') {
                Some(("from", from)) => file.renamed = Some((from, from)),
                Some((_, to)) => file.renamed = file.renamed.map(|(from, _)| (from, to)),
                None => {}
            },
            "index" | "similarity" | "dissimilarity" | "copy" => {}
            _ => break,
        }
        rest.next();
        // A name that follows belongs to the next file.
        if key == "+++" {
            break;
        }
    }
    file.added |= file.old == "/dev/null";
    file.deleted |= file.new == "/dev/null";
    file
}

/// `a/kit.c b/kit.c` as two names. A name may hold a space, so where both are one the middle is taken.
fn halves(names: &str) -> (&str, &str) {
    let middle = names.len() / 2;
    let even = names.is_char_boundary(middle) && names[middle..].starts_with(' ');
    let halves = even.then(|| (path(&names[..middle]), path(&names[middle + 1..])));
    match halves {
        Some((old, new)) if old == new => (old, new),
        _ => names.split_once(' ').map_or((path(names), path(names)), |(old, new)| (path(old), path(new))),
    }
}

/// A name without the letter that git puts before it (`a/`, `b/`, and those of `diff.mnemonicPrefix`) and
/// without the time that diff puts behind it.
fn path(name: &str) -> &str {
    let name = name.split('\t').next().unwrap_or(name).trim_end().trim_matches('"');
    match name.as_bytes() {
        [b'a' | b'b' | b'c' | b'i' | b'o' | b'w', b'/', ..] => &name[2..],
        _ => name,
    }
}

/// Lines before and after, and the function, of `1,7 +1,8 @@ int main(void)`.
fn hunk_header(line: &str) -> Option<(usize, usize, &str)> {
    let (old, rest) = line.split_once(" +")?;
    let (new, function) = rest.split_once(" @@")?;
    let count = |range: &str| match range.split_once(',') {
        Some((_, count)) => count.parse().ok(),
        None => Some(1),
    };
    Some((count(old)?, count(new)?, function))
}
