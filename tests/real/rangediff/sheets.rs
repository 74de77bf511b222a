//! Patches applied without the files that they are for: a file is what the hunks say of it, at the lines that they
//! name, and numbered lines elsewhere.

use std::collections::{BTreeMap, HashMap};

use super::repository::Files;

/// A line of a file: one that a patch put there, or one of the base, by its number there.
#[derive(Clone)]
enum Cell {
    Base(usize),
    Text(String),
}

/// A file as far as it is known.
#[derive(Clone)]
struct Sheet {
    /// The file of the base that it was; none for one that a patch makes.
    base: Option<String>,
    cells: Vec<Cell>,
    /// Lines of the base that were known of when it was last changed: it ends in all those that follow.
    length: usize,
}

/// What the hunks say of the base's lines, by file and number.
#[derive(Default)]
struct Known {
    lines: HashMap<(String, usize), String>,
    /// Functions that hunks are said to be in, put on the line above them if that is free.
    functions: HashMap<(String, usize), String>,
    /// How many lines of each file there must be.
    lengths: BTreeMap<String, usize>,
}

/// A file's part of a patch.
#[derive(Default)]
struct Change<'a> {
    old: Option<&'a str>,
    new: Option<&'a str>,
    hunks: Vec<Hunk<'a>>,
}

struct Hunk<'a> {
    /// Lines of the new file before it.
    above: usize,
    function: &'a str,
    lines: Vec<&'a str>,
}

/// The base that the patches apply to, and the files that each of them changes. None if they do not apply to each
/// other, or are of a kind that lines cannot tell.
pub fn applied<'a>(diffs: impl Iterator<Item = &'a str>) -> Option<(Files, Vec<Files>)> {
    let mut known = Known::default();
    let mut sheets: BTreeMap<String, Option<Sheet>> = BTreeMap::new();
    let mut after = Vec::new();
    for diff in diffs {
        let mut touched: BTreeMap<String, Option<Sheet>> = BTreeMap::new();
        for change in read(diff)? {
            let before = match change.old {
                Some(old) => sheets.get(old).cloned().unwrap_or_else(|| Some(known.file(old)))?,
                None => Sheet { base: None, cells: Vec::new(), length: 0 },
            };
            let sheet = known.apply(before, &change.hunks)?;
            if let Some(old) = change.old.filter(|old| change.new != Some(old)) {
                touched.insert(old.to_owned(), None);
            }
            if let Some(new) = change.new {
                touched.insert(new.to_owned(), Some(sheet));
            }
        }
        sheets.extend(touched.iter().map(|(name, sheet)| (name.clone(), sheet.clone())));
        after.push(touched);
    }
    let base = known.lengths.keys().map(|name| {
        let sheet = Sheet { base: Some(name.clone()), cells: Vec::new(), length: 0 };
        (name.clone(), Some(known.text(&sheet)))
    });
    let files = |touched: &BTreeMap<String, Option<Sheet>>| {
        touched
            .iter()
            .map(|(name, sheet)| (name.clone(), sheet.as_ref().map(|sheet| known.text(sheet))))
            .collect()
    };
    Some((base.collect(), after.iter().map(files).collect()))
}

impl Known {
    fn file(&mut self, name: &str) -> Sheet {
        self.lengths.entry(name.to_owned()).or_default();
        Sheet { base: Some(name.to_owned()), cells: Vec::new(), length: 0 }
    }

    fn apply(&mut self, mut sheet: Sheet, hunks: &[Hunk]) -> Option<Sheet> {
        for hunk in hunks {
            let mut at = hunk.above;
            self.lengthen(&mut sheet, at);
            if sheet.cells.len() < at {
                return None;
            }
            let above = at.checked_sub(1).map(|above| &sheet.cells[above]);
            if let (Some(Cell::Base(line)), Some(base)) = (above, &sheet.base)
                && !hunk.function.is_empty()
            {
                self.functions.insert((base.clone(), *line), hunk.function.trim_start().to_owned());
            }
            for line in &hunk.lines {
                let (sign, text) = line.split_at(1);
                if sign != "+" {
                    self.lengthen(&mut sheet, at + 1);
                    self.is(&sheet, at, text)?;
                }
                match sign {
                    "+" => sheet.cells.insert(at, Cell::Text(text.to_owned())),
                    "-" => drop(sheet.cells.remove(at)),
                    _ => {}
                }
                at += usize::from(sign != "-");
            }
        }
        Some(sheet)
    }

    /// Lets a file have so many lines.
    fn lengthen(&mut self, sheet: &mut Sheet, length: usize) {
        let Some(base) = &sheet.base else { return };
        let known = self.lengths.entry(base.clone()).or_default();
        sheet.cells.extend((sheet.length..*known).map(Cell::Base));
        while sheet.cells.len() < length {
            sheet.cells.push(Cell::Base(*known));
            *known += 1;
        }
        sheet.length = *known;
    }

    /// A line must be that text, or not be known yet.
    fn is(&mut self, sheet: &Sheet, at: usize, text: &str) -> Option<()> {
        let said = match (sheet.cells.get(at)?, &sheet.base) {
            (Cell::Text(said), _) => said,
            (Cell::Base(line), Some(base)) => {
                self.lines.entry((base.clone(), *line)).or_insert_with(|| text.to_owned())
            }
            (Cell::Base(_), None) => return None,
        };
        (said == text).then_some(())
    }

    /// The whole text of a file.
    fn text(&self, sheet: &Sheet) -> String {
        let length = sheet.base.as_ref().map_or(0, |base| self.lengths[base]);
        let rest = (sheet.length..length).map(Cell::Base);
        sheet.cells.iter().cloned().chain(rest).map(|cell| self.line(sheet, cell) + "\n").collect()
    }

    fn line(&self, sheet: &Sheet, cell: Cell) -> String {
        match (cell, &sheet.base) {
            (Cell::Base(line), Some(base)) => {
                let place = (base.clone(), line);
                let said = self.lines.get(&place).or_else(|| self.functions.get(&place));
                said.cloned().unwrap_or_else(|| format!(" {line}"))
            }
            (Cell::Base(line), None) => format!(" {line}"),
            (Cell::Text(text), _) => text,
        }
    }
}

/// Reads a diff of git's; none if it holds what is not told by lines.
fn read(diff: &str) -> Option<Vec<Change<'_>>> {
    let mut changes: Vec<Change> = Vec::new();
    let mut lines = diff.lines().peekable();
    while let Some(line) = lines.next() {
        let name = |name: &'static str| line.strip_prefix(name).map(|rest| rest.trim_end());
        if let Some(names) = name("diff --git a/") {
            let (old, new) = names.split_once(" b/")?;
            if !names.bytes().all(|b| b.is_ascii_graphic() || b == b' ') || names.matches(' ').count() != 1 {
                return None;
            }
            changes.push(Change { old: Some(old), new: Some(new), hunks: Vec::new() });
        } else if name("new file mode ").is_some() {
            changes.last_mut()?.old = None;
        } else if name("deleted file mode ").is_some() {
            changes.last_mut()?.new = None;
        } else if ["old mode ", "copy ", "GIT binary", "Binary files", "\\ "]
            .iter()
            .any(|odd| line.starts_with(odd))
        {
            return None;
        } else if let Some(numbers) = name("@@ -") {
            let (numbers, function) = numbers.split_once(" @@")?;
            let (old, new) = numbers.split_once(" +")?;
            let ((_, mut old), (first, mut new)) = (range(old)?, range(new)?);
            let above = if new == 0 { first } else { first.checked_sub(1)? };
            let mut hunk = Hunk { above, function, lines: Vec::new() };
            while old + new > 0 {
                let line = lines.next().map(|line| if line.is_empty() { " " } else { line })?;
                let (in_old, in_new) = match line.as_bytes()[0] {
                    b' ' => (1, 1),
                    b'-' => (1, 0),
                    b'+' => (0, 1),
                    _ => return None,
                };
                (old, new) = (old.checked_sub(in_old)?, new.checked_sub(in_new)?);
                hunk.lines.push(line);
            }
            changes.last_mut()?.hunks.push(hunk);
        }
    }
    (!changes.is_empty()).then_some(changes)
}

/// First line and count of `7,8`.
fn range(text: &str) -> Option<(usize, usize)> {
    let (first, count) = text.split_once(',').unwrap_or((text, "1"));
    Some((first.parse().ok()?, count.parse().ok()?))
}
