//! Requests to pull: what `git request-pull` lists.

use super::normalised;

/// Patches that are read of one request at most.
const MOST: usize = 5_000;

/// The normalised titles of the patches that a request carries: its shortlog (git-shortlog(1)), a name with a
/// number, and below it, indented, as many titles.
pub(super) fn titles(text: &str) -> Vec<String> {
    let mut titles = Vec::new();
    let mut expected = 0;
    for line in text.lines() {
        if let Some(count) = heading(line) {
            expected = count;
        } else if expected > 0 && line.starts_with("  ") && titles.len() < MOST {
            titles.push(normalised(line));
            expected -= 1;
        } else {
            expected = 0;
        }
    }
    titles
}

/// The number of `Jane Doe (3):`.
fn heading(line: &str) -> Option<usize> {
    let (name, count) = line.strip_suffix("):")?.rsplit_once(" (")?;
    if name.starts_with([' ', '>']) { None } else { count.parse().ok() }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_titles_of_the_shortlog_are_found() {
        let text = "Please pull.\n\nJane Doe (2):\n      kit: Do it\n      kit: Do more.\n\nJoe (1):\n      x\n\n a.c | 2 +-\n";
        assert_eq!(super::titles(text), ["kit: do it", "kit: do more", "x"]);
        assert_eq!(super::titles("> Jane (1):\n>       kit: Do it\n"), [""; 0]);
    }
}
