//! Lists of files that git or diff(1) writes right above a diff, in place of a diffstat or with one. They are no part of the
//! message, and only below the option `--stat` does git put the line `---` above them.

use std::collections::HashSet;

use super::diff::lines;
use crate::diff::paths;

const ONLY: &str = "Only in ";

/// A text above a diff, without the lists at its end.
pub(super) fn without<'a>(head: &'a str, diff: &str) -> &'a str {
    let all: Vec<_> = lines(head.trim_end(), 0).collect();
    let is_needed = all.iter().any(|line| line.text.starts_with(ONLY));
    let folders = if is_needed { folders(diff) } else { HashSet::new() };
    let length = all.iter().rev().take_while(|line| is_of_list(line.text, &folders)).count();
    let (above, list) = all.split_at(all.len() - length);
    // A list stands apart: what goes on above it is a table of the message.
    let is_apart = above.last().is_none_or(|line| line.text.trim().is_empty() || line.text == "---");
    let Some(first) = list.first().filter(|_| is_apart) else { return head };
    let named: Vec<&str> = list.iter().filter_map(|line| counted(line.text)).collect();
    let own: HashSet<String> =
        if named.is_empty() { HashSet::new() } else { paths(diff).into_iter().collect() };
    // The words for a moved file and a name in quotes tell by themselves what they are.
    let is_own = |file: &&str| file.contains(" => ") || file.starts_with('"') || own.contains(*file);
    if named.iter().all(is_own) { &head[..first.start] } else { head }
}

/// Whether a line is a row of `--numstat` or `--raw`.
pub(super) fn is_row(line: &str) -> bool {
    counted(line).is_some() || is_raw(line)
}

/// The file in a row of `--numstat`, `1<tab>2<tab>lamp.c`; of a binary file there are dashes for numbers.
fn counted(line: &str) -> Option<&str> {
    let is_count = |word: &str| word == "-" || !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let mut words = line.splitn(3, '\t');
    let (added, deleted, file) = (words.next()?, words.next()?, words.next()?);
    (is_count(added) && is_count(deleted) && !file.is_empty()).then_some(file)
}

fn is_of_list(line: &str, folders: &HashSet<&str>) -> bool {
    is_row(line) || is_share(line) || is_summary(line) || is_only(line, folders)
}

/// A row of `--raw`, `:100644 100755 1111111 2222222 M<tab>lamp.c`.
fn is_raw(line: &str) -> bool {
    let Some((modes, files)) = line.strip_prefix(':').and_then(|rest| rest.split_once('\t')) else {
        return false;
    };
    let words: Vec<&str> = modes.split(' ').collect();
    let is_mode = |word: &str| word.len() == 6 && word.bytes().all(|b| (b'0'..b'8').contains(&b));
    matches!(&words[..], [old, new, _, _, how] if is_mode(old) && is_mode(new) && how.starts_with(char::is_uppercase))
        && !files.is_empty()
}

/// A row of `--dirstat`, `  50.0% src/`.
fn is_share(line: &str) -> bool {
    let Some((part, folder)) = line.strip_prefix(' ').and_then(|rest| rest.split_once("% ")) else {
        return false;
    };
    let part = part.trim_start().split_once('.');
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    part.is_some_and(|(whole, tenths)| {
        !whole.is_empty() && tenths.len() == 1 && is_number(whole) && is_number(tenths)
    }) && folder.ends_with('/')
        && !folder.contains(' ')
}

/// A row of `--summary`, ` create mode 100644 lamp.c` or ` rename lamp.c => lantern.c (90%)`.
fn is_summary(line: &str) -> bool {
    let is_mode =
        [" create mode 1", " delete mode 1", " mode change 1"].iter().any(|start| line.starts_with(start));
    let is_move = [" rename ", " copy ", " rewrite "].iter().any(|start| line.starts_with(start));
    is_mode || is_move && line.ends_with("%)")
}

/// `Only in old/src: lamp.c`, as diff(1) says of a file that one of the two folders has.
fn is_only(line: &str, folders: &HashSet<&str>) -> bool {
    let Some((folder, file)) = line.strip_prefix(ONLY).and_then(|rest| rest.split_once(": ")) else {
        return false;
    };
    let first = folder.split('/').next().unwrap_or(folder);
    let are_words = folder.contains(' ') || file.trim_end().contains(' ');
    !are_words && folders.contains(first)
}

/// The first folders of what a diff names.
fn folders(diff: &str) -> HashSet<&str> {
    diff.split(' ').skip(1).filter_map(|word| word.split_once('/')).map(|(folder, _)| folder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIFF: &str = "diff -ru old/src/lamp.c new/src/lamp.c\n--- old/src/lamp.c\n+++ new/src/lamp.c\n@@ -1 +1 @@\n-a\n+b\n";

    #[test]
    fn lists_above_a_diff_are_cut() {
        for list in [
            "1\t1\tsrc/lamp.c",
            ":100644 100644 1111111 2222222 M\tsrc/lamp.c",
            ":100644 100644 1111111... 2222222... M\tsrc/lamp.c\n1\t1\tsrc/lamp.c\n 100.0% src/",
            "  50.0% src/\n  50.0% doc/",
            " create mode 100644 src/lamp.c",
            "Only in old/src: lamp.c\nOnly in new/src: lantern.c",
        ] {
            assert_eq!(
                without(&format!("It was dim.\n\n{list}\n\n"), DIFF).trim_end(),
                "It was dim.",
                "{list}"
            );
        }
    }

    #[test]
    fn prose_and_tables_stay() {
        for message in [
            "It was dim.\n\n1\t1\tlamps at night\n\n",
            "It was dim.\n\n 50.0% of it\n\n",
            "It was dim.\n\n copy this to src/lamp.c\n\n",
            "It was dim.\n\nOnly in v2: mended\n\n",
            "lumen\twatt\tlamp\n1\t1\tsrc/lamp.c\n",
            "It was dim.\n\nOnly in the night: we saw it.\n\n",
            "It was dim.\n\n 20.5% src/lamp.c\n\n",
            "It was dim.\n",
            "",
        ] {
            assert_eq!(without(message, DIFF), message);
        }
    }
}
