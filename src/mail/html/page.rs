//! Writes text as it comes, line by line.

use std::fmt::Write as _;

/// The row that stands for a horizontal rule, as Outlook writes it into plain mails.
const RULE: &str = "________________________________";
/// How many marks of quotes are written at most.
const MOST_MARKS: i32 = 30;
/// How far lists are indented at most.
const MOST_INDENTS: i32 = 9;

/// Text, as far as it was written.
#[derive(Debug, Default)]
pub(super) struct Page {
    text: String,
    /// The line that is open, without marks.
    line: String,
    /// White space that is written if more text follows on the line.
    space: bool,
    /// A space is at the end of the line, not only a line end.
    ends_in_space: bool,
    /// A blank line is due before the next text; none is due before the first line, here and in a quote.
    margin: bool,
    has_line: bool,
    /// How deep in quotes, and in lists.
    quoted: i32,
    indented: i32,
    /// The mark of an item that has no text yet.
    item: Option<String>,
    /// An open link, and where its text begins on the line.
    link: Option<(String, usize)>,
}

impl Page {
    /// Adds text; its line ends are white space unless they are kept.
    pub fn say(&mut self, text: &str, keeps_lines: bool) {
        for c in text.chars() {
            match c {
                '\n' if keeps_lines => self.end_line(),
                ' ' | '\t' | '\n' | '\r' | '\u{c}' if !keeps_lines => {
                    self.space();
                    self.ends_in_space |= self.space && matches!(c, ' ' | '\t');
                }
                '\u{a0}' => self.put(' '),
                c => self.put(c),
            }
        }
    }

    fn put(&mut self, c: char) {
        if self.line.is_empty() {
            self.begin_line();
        } else if self.space {
            self.line.push(' ');
        }
        self.space = false;
        self.ends_in_space = c == ' ';
        self.line.push(c);
    }

    /// What is above a line that gets text.
    fn begin_line(&mut self) {
        if std::mem::take(&mut self.margin) {
            let last = self.text.lines().next_back().unwrap_or_default();
            if last.chars().any(|c| c != '>') {
                self.flush("");
            }
        }
        self.line.extend(self.item.take());
    }

    /// White space, if text is around it.
    pub fn space(&mut self) {
        self.space = !self.line.is_empty();
    }

    /// Ends the line, also an empty one.
    pub fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.margin &= line.is_empty();
        // The space that begins a signature is white space, in HTML. Without one the line may be drawn between what is said.
        let begins_signature = std::mem::take(&mut self.ends_in_space) && line.trim_end() == "--";
        self.flush(if begins_signature && self.quoted <= 0 { "-- " } else { line.trim_end() });
        self.space = false;
    }

    /// A block begins or ends: what follows is on a line of its own.
    pub fn block(&mut self, has_margin: bool) {
        if !self.line.is_empty() {
            self.end_line();
        }
        self.margin |= has_margin && self.has_line && self.item.is_none() && self.indented == 0;
    }

    /// A horizontal rule.
    pub fn rule(&mut self) {
        self.block(false);
        self.flush(RULE);
    }

    /// An item of a list begins: one with a number, or one without.
    pub fn item(&mut self, number: Option<usize>) {
        self.block(false);
        let mut mark = "  ".repeat((self.indented - 1).clamp(0, MOST_INDENTS) as usize);
        match number {
            Some(number) => write!(mark, "{number}. ").expect("a string takes all"),
            None => mark.push_str("- "),
        }
        self.item = Some(mark);
    }

    /// The text that follows is quoted so many times more.
    pub fn quote(&mut self, more: i32) {
        if more != 0 {
            self.item = None;
            self.block(false);
            (self.margin, self.has_line) = (false, false);
            self.quoted += more;
        }
    }

    /// What follows is in so many lists more.
    pub fn indent(&mut self, more: i32) {
        if more < 0 {
            self.item = None;
        }
        self.indented += more;
    }

    /// A link begins. Those in quotes are not told: who is quoted has said where they lead.
    pub fn link(&mut self, target: Option<&str>) {
        if let Some(target) = target.filter(|_| self.quoted == 0) {
            self.link = Some((target.to_owned(), self.line.len()));
        }
    }

    /// A link ends. Where it leads is told unless its text says it.
    pub fn end_link(&mut self) {
        let Some((target, start)) = self.link.take() else { return };
        let label = self.line.get(start..).unwrap_or_default().trim().to_lowercase();
        let says_where =
            label.starts_with("http") || label.contains("://") || target.to_lowercase().contains(&label);
        if !label.is_empty() && !says_where {
            write!(self.line, " <{target}>").expect("a string takes all");
            self.space = false;
        }
    }

    fn flush(&mut self, line: &str) {
        self.has_line = true;
        let marks = self.quoted.clamp(0, MOST_MARKS) as usize;
        self.text.extend(std::iter::repeat_n('>', marks));
        if marks > 0 && !line.is_empty() {
            self.text.push(' ');
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// All that was written.
    pub fn end(mut self) -> String {
        self.block(false);
        self.text
    }
}
