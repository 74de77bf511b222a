//! Where each line of a diff is: its file, its hunk and its numbers in both files.

use crate::diff::{self, Event, Hunks};

/// Where a line of a diff is. In short numbers: each line of all mails of a series has one, all at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    file: u32,
    hunk: Option<u32>,
    old: Option<u32>,
    new: Option<u32>,
}

impl Spot {
    fn of(file: usize, hunk: Option<usize>, old: Option<usize>, new: Option<usize>) -> Self {
        // No file has as many lines; a hunk may say so.
        let short = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Self { file: short(file), hunk: hunk.map(short), old: old.map(short), new: new.map(short) }
    }

    /// Its file, counted from 0.
    pub fn file(self) -> usize {
        self.file as usize
    }

    /// Its hunk, counted from 0 in its file; none in the header of a file.
    pub fn hunk(self) -> Option<usize> {
        self.hunk.map(|hunk| hunk as usize)
    }

    /// Its numbers in both files.
    pub fn in_old(self) -> Option<usize> {
        self.old.map(|line| line as usize)
    }

    pub fn in_new(self) -> Option<usize> {
        self.new.map(|line| line as usize)
    }
}

/// Reads a diff line by line; lines between its parts may be of anything.
#[derive(Debug, Default)]
struct Reader {
    hunks: Hunks,
    /// How many files have begun.
    files: usize,
    hunk: Option<usize>,
    /// The numbers of the next line in both files.
    old: usize,
    new: usize,
    /// A header has begun that has no hunk yet, and whether it has the names of both files.
    header: Option<bool>,
    /// The header has nothing that begins a file but `Index:`, which CVS puts above `diff`.
    is_indexed: bool,
}

/// The spot of each line that belongs to a diff.
pub(super) fn spots(lines: &[&str]) -> Vec<Option<Spot>> {
    let mut reader = Reader::default();
    let spot = |(at, line): (usize, &&str)| reader.read(line, lines.get(at + 1).copied().unwrap_or_default());
    lines.iter().enumerate().map(spot).collect()
}

/// The path of each file of a diff, its new one if it has two.
pub(super) fn paths(diff: &str) -> Vec<String> {
    let path = |event| match event {
        Event::File(file) => Some(file.new.or(file.old).unwrap_or_default()),
        Event::Hunk(_) | Event::Line(_) | Event::Binary | Event::Data(_) => None,
    };
    diff::events(diff).filter_map(path).collect()
}

impl Reader {
    fn read(&mut self, line: &str, next: &str) -> Option<Spot> {
        if self.hunks.hold(line) {
            return Some(self.in_hunk(line));
        }
        if let Some((old, new)) = starts(line) {
            self.files = self.files.max(1);
            (self.old, self.new, self.header, self.is_indexed) = (old, new, None, false);
            self.hunk = Some(self.hunk.map_or(0, |hunk| hunk + 1));
            return Some(self.spot(None, None));
        }
        let names = line.starts_with("--- ") && next.starts_with("+++ ");
        let is_index = line.starts_with("Index: ");
        let begins = is_index || line.starts_with("diff ") && !std::mem::take(&mut self.is_indexed);
        if begins || names && self.header != Some(false) {
            self.files += 1;
            (self.hunk, self.header, self.is_indexed) = (None, Some(names), is_index);
        } else if names {
            self.header = Some(true);
        }
        if line.is_empty() {
            return None;
        }
        self.header.map(|_| self.spot(None, None))
    }

    fn in_hunk(&mut self, line: &str) -> Spot {
        let (in_old, in_new) = match line.as_bytes().first() {
            Some(b'-') => (true, false),
            Some(b'+') => (false, true),
            Some(b'\\') => (false, false),
            _ => (true, true),
        };
        let spot = self.spot(in_old.then_some(self.old), in_new.then_some(self.new));
        self.old = self.old.saturating_add(usize::from(in_old));
        self.new = self.new.saturating_add(usize::from(in_new));
        spot
    }

    fn spot(&self, old: Option<usize>, new: Option<usize>) -> Spot {
        Spot::of(self.files.saturating_sub(1), self.hunk, old, new)
    }
}

/// Whether a line is the header of a hunk that names what the hunk is in: `@@ -10,8 +10,15 @@ int main()`.
pub(super) fn has_heading(line: &str) -> bool {
    starts(line).is_some() && line.rsplit_once("@@").is_some_and(|(_, heading)| !heading.trim().is_empty())
}

/// The first lines of both files in `@@ -10,8 +10,15 @@`.
fn starts(line: &str) -> Option<(usize, usize)> {
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let (new, _) = rest.split_once(" @@")?;
    let first = |range: &str| range.split(',').next().and_then(|first| first.parse().ok());
    Some((first(old)?, first(new)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_has_its_file_its_hunk_and_its_numbers() {
        let diff = "diff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/x\n@@ -3,2 +3,2 @@ f()\n a\n-b\n+c\n@@ -9 +9 @@\n-- x\n+d\n\
                    diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+e\n";
        let lines: Vec<&str> = diff.lines().collect();
        let found: Vec<String> =
            spots(&lines).iter().map(|spot| spot.map_or("-".to_owned(), shown)).collect();
        let expected =
            "0,,, 0,,, 0,,, 0,,, 0,0,, 0,0,3,3 0,0,4, 0,0,,4 0,1,, 0,1,9, 0,1,,9 1,,, 1,,, 1,,, 1,0,, 1,0,,1";
        assert_eq!(found.join(" "), expected);
        assert_eq!(paths(diff), ["x", "y"]);
    }

    fn shown(spot: Spot) -> String {
        let number = |number: Option<usize>| number.map_or(String::new(), |number| number.to_string());
        format!("{},{},{},{}", spot.file(), number(spot.hunk()), number(spot.in_old()), number(spot.in_new()))
    }

    #[test]
    fn what_cvs_and_svn_put_above_a_file_begins_it_once() {
        let cvs = "Index: x.c\n=====\nRCS file: /cvs/x.c,v\ndiff -u -r1.2 x.c\n--- x.c\t1.2\n+++ x.c\t1.3\n@@ -1 +1 @@\n-a\n+b\n\
                   Index: y.c\n=====\ndiff -u -r1.2 y.c\n--- y.c\t1.2\n+++ y.c\t1.3\n@@ -1 +1 @@\n-a\n+b\n";
        let svn = "Index: x.c\n=====\n--- x.c\t(revision 1)\n+++ x.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n\
                   Index: y.c\n=====\n--- y.c\t(revision 1)\n+++ y.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n";
        let git = "diff --git a/x.c b/x.c\nsimilarity index 100%\nrename from w.c\nrename to x.c\n\
                   diff --git a/y.c b/y.c\n--- a/y.c\n+++ b/y.c\n@@ -1 +1 @@\n-a\n+b\n";
        for diff in [cvs, svn, git] {
            let lines: Vec<&str> = diff.lines().collect();
            let last = spots(&lines).last().copied().flatten();
            assert_eq!(
                (last.map(Spot::file), paths(diff)),
                (Some(1), vec!["x.c".to_owned(), "y.c".to_owned()])
            );
        }
    }

    #[test]
    fn a_diff_without_a_header_is_of_one_file() {
        let lines = ["So:", "@@ -1 +1 @@", "-a", "+b", "", "Fine?"];
        let found: Vec<Option<usize>> =
            spots(&lines).iter().map(|spot| spot.and_then(Spot::in_new)).collect();
        assert_eq!(found, [None, None, None, Some(1), None, None]);
        assert_eq!(spots(&lines)[5], None);
    }
}
