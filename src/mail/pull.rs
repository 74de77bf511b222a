//! Requests to pull: what `git request-pull` lists.

use serde::{Deserialize, Serialize};

use super::{Subject, normalised};

/// Patches that are read of one request at most.
const MOST_TITLES: usize = 5_000;
/// Lines that one title was broken into by a mail program, besides its first, at most.
const MOST_BROKEN: usize = 2;
/// How git-request-pull(1) begins.
const SINCE: &str = "The following changes since commit ";
/// What is gathered for a pull, as titles call it.
const GATHERED: [&str; 9] =
    ["fix", "fixes", "bugfix", "bugfixes", "patch", "patches", "update", "updates", "changes"];

/// A patch that a request to pull lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Carried {
    /// Normalised.
    pub title: String,
    /// The name of its author.
    pub author: String,
}

/// The patches that a request carries: its shortlog (git-shortlog(1)), a name with a number, and below it, indented, as
/// many titles.
pub(super) fn listed(text: &str) -> Vec<Carried> {
    let mut all: Vec<Carried> = Vec::new();
    let mut author = "";
    let mut expected = 0;
    let mut broken = 0;
    for line in text.lines() {
        let is_title = line.starts_with("  ") && expected > 0 && all.len() < MOST_TITLES;
        if let Some((name, count)) = heading(line) {
            (author, expected) = (name, count);
        } else if is_title {
            all.push(Carried { title: normalised(line), author: author.to_owned() });
            expected -= 1;
        } else if let Some(last) = all.last_mut().filter(|_| broken > 0 && is_wrapped(line)) {
            last.title.push(' ');
            last.title.push_str(&normalised(line));
            broken -= 1;
            continue;
        } else {
            expected = 0;
        }
        broken = if is_title { MOST_BROKEN } else { 0 };
    }
    all
}

/// The normalised titles of what a shortlog lists.
pub(super) fn titles(text: &str) -> Vec<String> {
    listed(text).into_iter().map(|carried| carried.title).collect()
}

/// The same for a mail whose brackets do not say PULL, but its title or its text does, above the lines of
/// git-request-pull(1); none for any other mail.
pub(super) fn carried(subject: &Subject, text: &str) -> Vec<Carried> {
    let has = |start: &str| text.lines().any(|line| line.starts_with(start));
    let is_request = !subject.reply
        && has(SINCE)
        && has("are available in the ")
        && (asks_by_title(subject) || asks_by_text(text, subject.counter.is_some()));
    if is_request { listed(text) } else { Vec::new() }
}

/// Whether a title asks for a pull, `pull-request: lamps`, or names what was gathered for a tree: `Lamp fixes for next`.
fn asks_by_title(subject: &Subject) -> bool {
    let title = normalised(&subject.title);
    let words: Vec<&str> = title.split([' ', ':', ',']).filter(|word| !word.is_empty()).collect();
    let gathers = |pair: &[&str]| GATHERED.contains(&pair[0]) && pair[1] == "for";
    let behind = words.windows(2).position(gathers).map(|at| &words[at + 2..]).unwrap_or_default();
    let mut behind = behind.iter().filter(|word| !matches!(**word, "the" | "tree"));
    let tree = behind.next().filter(|_| behind.next().is_none());
    words.iter().any(|word| matches!(*word, "pull" | "pull-request"))
        || tree.is_some_and(|tree| is_tree(tree, subject))
}

/// Whether a word of a title is the name of a tree, not of what is fixed: `fixes for smmu`.
fn is_tree(word: &str, subject: &Subject) -> bool {
    let is_release = word.trim_start_matches('v').starts_with(|first: char| first.is_ascii_digit());
    is_release
        || word.split('-').any(|part| matches!(part, "next" | "fixes" | "master" | "mainline"))
        || subject.tags.iter().any(|tag| tag.eq_ignore_ascii_case(word))
}

/// Whether a line above those of git says `Please, pull these changes`; a cover letter's at its beginning, since its
/// testers may be asked to pull as well.
fn asks_by_text(text: &str, is_cover: bool) -> bool {
    let asks = |line: &str| {
        let line = line.to_lowercase();
        let words: Vec<&str> = line.split([' ', ',']).filter(|word| !word.is_empty()).collect();
        let starts = if is_cover { 1 } else { words.len() };
        words.windows(2).take(starts).any(|pair| pair == ["please", "pull"])
    };
    text.lines().take_while(|line| !line.starts_with(SINCE)).any(asks)
}

/// Whether a line is the rest of a long title, as mail programs wrap it.
fn is_wrapped(line: &str) -> bool {
    !line.is_empty() && !line.starts_with([' ', '>', '-'])
}

/// The name and the number of `Jane Doe (3):`.
fn heading(line: &str) -> Option<(&str, usize)> {
    let (name, count) = line.strip_suffix("):")?.rsplit_once(" (")?;
    if name.starts_with([' ', '>']) { None } else { Some((name, count.parse().ok()?)) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_titles_of_the_shortlog_are_found() {
        let text = "Please pull.\n\nJane Doe (2):\n      kit: Do it\n      kit: Do more.\n\nJoe (1):\n      x\n\n a.c | 2 +-\n";
        assert_eq!(super::titles(text), ["kit: do it", "kit: do more", "x"]);
        let wrapped = "Jane Doe (3):\n      kit: Do it\n      kit: Do what has a long\ntitle\n      kit: Do more\n\nJoe (1):\n      x\nof y\n\nBye\n";
        assert_eq!(
            super::titles(wrapped),
            ["kit: do it", "kit: do what has a long title", "kit: do more", "x of y"]
        );
        assert_eq!(super::titles("> Jane (1):\n>       kit: Do it\n"), [""; 0]);
    }
}
