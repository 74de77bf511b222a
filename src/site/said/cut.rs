//! As much of a diff as a page shows: whole as far as there is room, and the lines around those that were commented upon.

use crate::diff::{self, File, Hunks};

/// Lines shown above the first line that is quoted for a comment, and below the last.
const ABOVE: usize = 6;
const BELOW: usize = 3;
/// Lines that one comment quotes are shown as far as these go.
const QUOTED: usize = 24;

/// The lines of a diff that a comment is about, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    pub line: usize,
    pub first: usize,
}

/// How much of a diff may be shown, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// From its beginning.
    pub whole: usize,
    /// Of lines around spots that are not in that.
    pub near: usize,
}

/// A diff as it is shown.
#[derive(Debug, Default)]
pub struct Cut<'a> {
    pub files: Vec<FileCut<'a>>,
    /// Lines of hunks that are not shown.
    pub left_out: usize,
    /// Bytes of what is shown.
    pub size: usize,
}

/// A file that something is shown of, or that has no hunks.
#[derive(Debug)]
pub struct FileCut<'a> {
    pub file: File<'a>,
    pub is_binary: bool,
    /// Lines that it gains and loses, whether shown or not.
    pub added: usize,
    pub removed: usize,
    pub pieces: Vec<Piece<'a>>,
}

/// Lines that follow each other.
#[derive(Debug, Default)]
pub struct Piece<'a> {
    pub lines: Vec<Line<'a>>,
    /// The number of the last line, if something is said of it.
    pub spot: Option<usize>,
}

/// A line that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    pub kind: Kind,
    pub text: &'a str,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Added,
    Removed,
    Context,
    /// `@@ -1,7 +1,8 @@ int main(void)`
    Header,
    /// Lines are left out here.
    Gap,
}

impl Cut<'_> {
    /// The numbers of the lines that something is said of and that are shown.
    pub fn spots(&self) -> impl Iterator<Item = usize> {
        self.files.iter().flat_map(|file| &file.pieces).filter_map(|piece| piece.spot)
    }
}

/// A line of a diff.
struct Placed<'a> {
    /// Where it begins, in bytes.
    start: usize,
    text: &'a str,
    /// None for headers of files and for what is between.
    kind: Option<Kind>,
    /// It begins a file.
    begins: bool,
}

/// Cuts a diff for a page. `spots` are in order.
pub fn cut<'a>(diff: &'a str, spots: &[Spot], room: Room) -> Cut<'a> {
    let lines = placed(diff);
    let kept = kept(&lines, spots, room);
    let mut cut = Cut::default();
    let mut starts: Vec<usize> =
        lines.iter().enumerate().filter(|(_, line)| line.begins).map(|(at, _)| at).collect();
    starts.push(lines.len());
    for pair in starts.windows(2) {
        let (start, end) = (pair[0], pair[1]);
        let byte = |at: usize| lines.get(at).map_or(diff.len(), |line| line.start);
        let events = || diff::events(&diff[byte(start)..byte(end)]);
        let file =
            events().find_map(|event| if let diff::Event::File(file) = event { Some(file) } else { None });
        let count = |kind| lines[start..end].iter().filter(|line| line.kind == Some(kind)).count();
        let has_hunks = lines[start..end].iter().any(|line| line.kind.is_some());
        let pieces = pieces(&lines, &kept, start..end, spots);
        cut.left_out += (start..end).filter(|&at| is_of_hunk(&lines[at]) && !kept[at]).count();
        cut.size += (start..end).filter(|&at| kept[at]).map(|at| lines[at].text.len() + 1).sum::<usize>();
        if pieces.is_empty() && (has_hunks || room.whole == 0) {
            continue;
        }
        cut.files.push(FileCut {
            file: file.unwrap_or_default(),
            is_binary: !has_hunks && events().any(|event| event == diff::Event::Binary),
            added: count(Kind::Added),
            removed: count(Kind::Removed),
            pieces,
        });
    }
    cut
}

fn is_of_hunk(line: &Placed) -> bool {
    matches!(line.kind, Some(Kind::Added | Kind::Removed | Kind::Context))
}

/// The lines of a diff, each with what it is.
fn placed(diff: &str) -> Vec<Placed<'_>> {
    let mut hunks = Hunks::default();
    let mut lines: Vec<Placed> = Vec::new();
    let mut start = 0;
    // Whether a file has begun, whether the names of its header are complete, and whether it began with `Index:`.
    let (mut open, mut named, mut indexed) = (false, false, false);
    for whole in diff.split_inclusive('\n') {
        let text = whole.strip_suffix('\n').unwrap_or(whole);
        let text = text.strip_suffix('\r').unwrap_or(text);
        let kind = match (hunks.hold(text), text.as_bytes().first()) {
            (true, Some(b'+')) => Some(Kind::Added),
            (true, Some(b'-')) => Some(Kind::Removed),
            (true, _) => Some(Kind::Context),
            (false, _) => text.starts_with("@@ -").then_some(Kind::Header),
        };
        let index = kind.is_none() && text.starts_with("Index: ");
        let diff = kind.is_none() && text.starts_with("diff ");
        let names = kind.is_none() && text.starts_with("--- ");
        // Subversion and CVS have both for one file.
        let begins = !open || index || diff && !indexed || names && named;
        let ends = kind.is_some() || text.starts_with("Binary file") || text == "GIT binary patch";
        indexed = index || indexed && !(diff || names || ends);
        (open, named) = (true, if begins { names } else { named || names || ends });
        lines.push(Placed { start, text, kind, begins });
        start += whole.len();
    }
    lines
}

/// Which lines are shown.
fn kept(lines: &[Placed], spots: &[Spot], room: Room) -> Vec<bool> {
    let mut kept = vec![false; lines.len()];
    let mut left = room.whole;
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.kind.is_some()) {
        match left.checked_sub(line.text.len() + 1) {
            Some(rest) => left = rest,
            None => break,
        }
        kept[at] = true;
    }
    let mut left = room.near;
    for spot in spots.iter().filter(|spot| spot.line < lines.len()) {
        let first = spot.first.min(spot.line).max(spot.line.saturating_sub(QUOTED)).saturating_sub(ABOVE);
        // What is above and below is of the same hunk, and its header tells where it is.
        let is_other = |at: &usize| !is_of_hunk(&lines[*at]);
        let from = (first..spot.line).rev().find(is_other).map_or(first, |at| at + 1);
        let to = (spot.line + 1..lines.len()).take(BELOW).take_while(|at| !is_other(at)).last();
        let header = (0..from).rev().find(is_other).filter(|&at| lines[at].kind.is_some());
        let wanted = || {
            header.into_iter().chain(from..=to.unwrap_or(spot.line)).filter(|&at| lines[at].kind.is_some())
        };
        let cost: usize = wanted().filter(|&at| !kept[at]).map(|at| lines[at].text.len() + 1).sum();
        let Some(rest) = left.checked_sub(cost) else { continue };
        left = rest;
        wanted().for_each(|at| kept[at] = true);
    }
    kept
}

/// What is shown of a file: cut below each line that something is said of.
fn pieces<'a>(
    lines: &[Placed<'a>],
    kept: &[bool],
    file: std::ops::Range<usize>,
    spots: &[Spot],
) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open = Piece::default();
    let mut gap = false;
    for at in file {
        let Placed { text, kind: Some(kind), .. } = lines[at] else { continue };
        if !kept[at] {
            gap = kind != Kind::Header;
            continue;
        }
        if gap && kind != Kind::Header {
            open.lines.push(Line { kind: Kind::Gap, text: "" });
        }
        gap = false;
        open.lines.push(Line { kind, text });
        if spots.binary_search_by_key(&at, |spot| spot.line).is_ok() {
            open.spot = Some(at);
            pieces.push(std::mem::take(&mut open));
        }
    }
    if gap {
        open.lines.push(Line { kind: Kind::Gap, text: "" });
    }
    if open.lines.iter().any(|line| line.kind != Kind::Gap) || !pieces.is_empty() && !open.lines.is_empty() {
        pieces.push(open);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFF: &str = "diff --git a/x.c b/x.c\nindex 1..2 100644\n--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,3 @@ f()\n a\n-b\n+c\n d\n\
                        @@ -40,2 +40,3 @@\n y\n+z\n z\ndiff --git a/p.png b/p.png\nBinary files a/p.png and b/p.png differ\n\
                        --- a/z.c\n+++ b/z.c\n@@ -1 +1 @@\n--- x\n+++ y\n";

    fn shown(spots: &[(usize, usize)], whole: usize, near: usize) -> String {
        let spots: Vec<Spot> = spots.iter().map(|&(first, line)| Spot { line, first }).collect();
        let cut = cut(DIFF, &spots, Room { whole, near });
        let mut text = String::new();
        for FileCut { file, pieces, is_binary, added, removed } in &cut.files {
            let name = file.paths().last().unwrap_or_default();
            text.push_str(&format!(
                "{name} +{added} -{removed}{}\n",
                if *is_binary { " binary" } else { "" }
            ));
            for piece in pieces {
                for line in &piece.lines {
                    text.push_str(if line.kind == Kind::Gap { "…" } else { line.text });
                    text.push('\n');
                }
                text.push_str(&piece.spot.map_or(String::new(), |spot| format!("[{spot}]\n")));
            }
        }
        text + &format!("{} left out", cut.left_out)
    }

    #[test]
    fn a_diff_that_fits_is_whole_and_cut_where_something_is_said() {
        assert_eq!(
            shown(&[(6, 7)], 1_000, 0),
            "x.c +2 -1\n@@ -1,3 +1,3 @@ f()\n a\n-b\n+c\n[7]\n d\n@@ -40,2 +40,3 @@\n y\n+z\n z\n\
             p.png +0 -0 binary\nz.c +1 -1\n@@ -1 +1 @@\n--- x\n+++ y\n0 left out"
        );
    }

    #[test]
    fn without_room_only_what_was_commented_upon_is_shown() {
        assert_eq!(
            shown(&[(11, 11)], 0, 1_000),
            "x.c +2 -1\n@@ -40,2 +40,3 @@\n y\n+z\n[11]\n z\n6 left out"
        );
        assert_eq!(shown(&[(11, 11)], 0, 10), "9 left out");
        assert_eq!(shown(&[], 0, 1_000), "9 left out");
    }

    #[test]
    fn a_file_of_subversion_or_cvs_is_one() {
        let diff = "Index: a.c\n=====\ndiff --git a/a.c b/a.c\n--- a/a.c\t(revision 1)\n+++ b/a.c\t(working copy)\n@@ -1 +1 @@\n-a\n+b\n\
                    Index: b.c\n=====\nRCS file: /cvs/b.c,v\ndiff -u -r1.1 b.c\n--- b.c\t1 Jan 2026\n+++ b.c\t2 Jan 2026\n@@ -1 +1 @@\n-a\n+b\n\
                    Index: c.bin\n=====\ndiff --git a/c.bin b/c.bin\nnew file mode 100644\ndiff --git a/d.c b/d.c\nold mode 100644\n";
        let cut = cut(diff, &[], Room { whole: 1_000, near: 0 });
        let names: Vec<&str> =
            cut.files.iter().map(|cut| cut.file.paths().last().unwrap_or_default()).collect();
        assert_eq!(names, ["a.c", "b.c", "c.bin", "d.c"]);
    }

    #[test]
    fn a_diff_without_room_for_all_ends_with_a_gap() {
        assert_eq!(
            shown(&[], 24, 0),
            "x.c +2 -1\n@@ -1,3 +1,3 @@ f()\n a\n…\np.png +0 -0 binary\n8 left out"
        );
    }

    #[test]
    fn places_that_are_nowhere_are_not_shown() {
        assert_eq!(shown(&[(2, 3), (90, 99)], 0, 1_000), "9 left out");
    }
}
