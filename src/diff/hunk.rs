//! The hunks of a diff: their headers, and which lines are theirs.

/// The lines that are left of a hunk, of the old and of the new file.
#[derive(Debug, Default)]
pub(super) struct Left {
    old: usize,
    new: usize,
    /// The line above belongs to it.
    within: bool,
}

impl Left {
    /// Whether a line is one of the hunk's; one that cannot be ends it.
    pub fn takes(&mut self, line: &str) -> bool {
        match line.as_bytes().first() {
            // Mail programs take the space of an empty line away, and some put an empty one below each.
            None | Some(b' ') if self.old > 0 || self.new > 0 => {
                self.old = self.old.saturating_sub(1);
                self.new = self.new.saturating_sub(1);
            }
            Some(b'-') if self.old > 0 => self.old -= 1,
            Some(b'+') if self.new > 0 => self.new -= 1,
            // `\\ No newline at end of file` counts for no file.
            Some(b'\\') if self.within => {}
            _ => {
                *self = Self::default();
                return false;
            }
        }
        self.within = true;
        true
    }
}

/// Tells the lines of hunks in a text that may hold a diff.
#[derive(Debug, Default)]
pub struct Hunks(Left);

impl Hunks {
    /// Whether the next line of the text belongs to a hunk.
    pub fn hold(&mut self, line: &str) -> bool {
        let holds = self.0.takes(line);
        if !holds && let Some((left, _)) = header(line) {
            self.0 = left;
        }
        holds
    }

    /// Whether the hunk has as many lines by now as its header says.
    pub fn are_whole(&self) -> bool {
        self.0.old == 0 && self.0.new == 0
    }
}

/// The lines of both files, and the text after them, of `@@ -1,7 +1,8 @@ int main(void)`; a range without a length has one.
pub(super) fn header(line: &str) -> Option<(Left, &str)> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, heading) = rest.split_once(" @@")?;
    let count = |range: &str| match range.split_once(',') {
        Some((_, count)) => count.parse().ok(),
        None => Some(1),
    };
    Some((Left { old: count(old)?, new: count(new)?, within: false }, heading))
}
