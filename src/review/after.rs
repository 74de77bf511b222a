//! What the next version made of the lines that a comment is about. Facts alone: whether they are there as they were.

use super::lines;
use super::{DiffLine, Place, Text, patch};

/// Most quoted lines that a comment is taken to be about, counted from the last one.
const ABOUT: usize = 8;
/// Lines that say less than so many bytes of key are looked for together with those above.
const LEAST: usize = 16;

/// What became of the lines that a comment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum After {
    /// The next version has them as they were.
    Unchanged,
    /// It has others, or none, in their place.
    Changed,
    /// Another patch of the next version has them: its position among the `others`.
    Moved(usize),
    /// The next version does not have the patch.
    Gone,
}

/// What the next version made of a place. `older` is the patch with the place, `newer` what became of it, `others` are the
/// further patches of the next version. Nothing can be said of a patch as a whole that is still there.
pub fn after(place: &Place, older: &Text, newer: Option<&Text>, others: &[&Text]) -> Option<After> {
    let wanted = match (place, older) {
        (Place::Diff { line, .. }, Text::Patch { diff, .. }) => Some(Wanted::of_diff(diff, line)),
        (Place::Message { line, .. }, Text::Patch { body, .. } | Text::Cover(body)) => {
            Some(Wanted::of_message(body, *line))
        }
        (Place::Whole(_), _) | (_, Text::Reply(_)) | (Place::Diff { .. }, Text::Cover(_)) => None,
    };
    let held_by = |text: &Text| wanted.as_ref().is_some_and(|wanted| wanted.is_in(text));
    let moved = |last: After| others.iter().position(|other| held_by(other)).map_or(last, After::Moved);
    match (newer, &wanted) {
        (None, None) => Some(After::Gone),
        (None, Some(_)) => Some(moved(After::Gone)),
        (Some(_), None) => None,
        (Some(newer), Some(wanted)) => Some(match wanted.is_in(newer) || wanted.is_untouched(newer) {
            true => After::Unchanged,
            false => moved(After::Changed),
        }),
    }
}

/// The lines that a comment is about, as what is compared of them.
enum Wanted {
    Message {
        all: String,
    },
    Diff {
        path: String,
        /// All lines in one go, and those that the patch adds or deletes.
        all: String,
        changes: String,
    },
}

impl Wanted {
    fn of_message(body: &str, line: usize) -> Self {
        let lines: Vec<&str> = body.lines().collect();
        let mut all = String::new();
        for text in lines.iter().take(line + 1).rev() {
            all.insert_str(0, &lines::key(text));
            if all.len() >= LEAST {
                break;
            }
        }
        Self::Message { all }
    }

    fn of_diff(diff: &str, at: &DiffLine) -> Self {
        let lines: Vec<&str> = diff.lines().collect();
        let spots = patch::spots(&lines);
        let is_near = |line: &usize| {
            spots
                .get(*line)
                .copied()
                .flatten()
                .is_some_and(|spot| (spot.file, spot.hunk) == (at.file, at.hunk))
        };
        let first = at.first.max((at.line + 1).saturating_sub(ABOUT));
        let (mut all, mut changes) = (String::new(), String::new());
        for line in (0..=at.line.min(lines.len().saturating_sub(1))).rev().take_while(is_near) {
            if line < first && all.len() >= LEAST {
                break;
            }
            let key = lines::key(lines[line]);
            if is_change(lines[line]) {
                changes.insert_str(0, &key);
            }
            all.insert_str(0, &key);
        }
        Self::Diff { path: at.path.clone(), all, changes }
    }

    /// Whether a patch has the lines as they were.
    fn is_in(&self, text: &Text) -> bool {
        match (self, text) {
            (Self::Message { all }, Text::Patch { body, .. } | Text::Cover(body)) => {
                lines::key(body).contains(all)
            }
            (Self::Diff { path, all, changes }, Text::Patch { diff, .. }) => {
                let (own_all, own_changes) = of_file(diff, path);
                own_all.contains(all) || !changes.is_empty() && own_changes.contains(changes)
            }
            (_, Text::Reply(_)) | (Self::Diff { .. }, Text::Cover(_)) => false,
        }
    }

    /// Whether they are lines around a change, and a patch changes nothing there either.
    fn is_untouched(&self, text: &Text) -> bool {
        let Text::Patch { diff, .. } = text else { return false };
        let Self::Diff { path, all, changes } = self else { return false };
        changes.is_empty() && !of_file(diff, path).1.contains(&format!("-{all}"))
    }
}

fn is_change(line: &str) -> bool {
    line.starts_with(['+', '-'])
}

/// What is compared of the hunks of a file: of all lines, and of those that are added or deleted.
fn of_file(diff: &str, path: &str) -> (String, String) {
    let paths = patch::paths(diff);
    let lines: Vec<&str> = diff.lines().collect();
    let (mut all, mut changes) = (String::new(), String::new());
    for (line, spot) in lines.iter().zip(patch::spots(&lines)) {
        let Some(spot) = spot.filter(|spot| spot.hunk.is_some()) else { continue };
        if paths.get(spot.file).is_none_or(|own| own != path) {
            continue;
        }
        let key = lines::key(line);
        if is_change(line) {
            changes.push_str(&key);
        }
        all.push_str(&key);
    }
    (all, changes)
}

#[cfg(test)]
mod tests {
    use super::super::MailAt;
    use super::*;

    const OLD: &str = "--- a/x.c\n+++ b/x.c\n@@ -1,3 +1,5 @@\n int x;\n+\tif (ring_full(r)) {\n+\t\treturn -EAGAIN;\n+\t}\n int y;\n";

    fn patch(diff: &str) -> Text {
        Text::Patch { body: "Count the frames.\n\nIt is slow.".to_owned(), diff: diff.to_owned() }
    }

    fn at(line: usize) -> Place {
        let line = DiffLine {
            path: "x.c".to_owned(),
            file: 0,
            hunk: Some(0),
            line,
            first: line,
            old: None,
            new: None,
        };
        Place::Diff { mail: MailAt::FIRST, line }
    }

    #[test]
    fn lines_stay_change_move_or_go() {
        let newer = OLD.replace("-EAGAIN", "-ENOSPC").replace("@@ -1,3", "@@ -7,3");
        let check = |place: &Place, newer: Option<&str>, others: &[&str], expected| {
            let newer = newer.map(patch);
            let others: Vec<Text> = others.iter().map(|diff| patch(diff)).collect();
            let others: Vec<&Text> = others.iter().collect();
            assert_eq!(after(place, &patch(OLD), newer.as_ref(), &others), expected);
        };
        check(&at(4), Some(&newer), &[], Some(After::Unchanged));
        check(&at(5), Some(&newer), &[], Some(After::Changed));
        // A brace alone says nothing: it is looked for with the line above.
        check(&at(6), Some(&newer), &[], Some(After::Changed));
        check(&at(5), Some(&newer), &[OLD], Some(After::Moved(0)));
        check(&at(5), None, &[], Some(After::Gone));
        check(&at(7), Some(&OLD.replace(" int y;", " int z;")), &[], Some(After::Unchanged));
        check(&Place::Whole(MailAt::FIRST), Some(OLD), &[], None);
        check(&Place::Whole(MailAt::FIRST), None, &[], Some(After::Gone));
        check(&Place::Message { mail: MailAt::FIRST, line: 2 }, Some(OLD), &[], Some(After::Unchanged));
    }
}
