//! What the author changed since the last version, in their own words.

use std::sync::LazyLock;

use regex::Regex;

/// Items that are read at most.
const MOST: usize = 50;

/// A line above the changes of one version: `Changes in v2:`, `v1 -> v2`, `* From v1:`, `Since v3 [1]`, `v2:`.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix) ^ [\s*\#=-]*
        (?: (?:changes?|changelog|change\ log|changed|differences|history|delta|diff) \b [^.]{0,60}? (?:[vV]\d+|last\ version|previous\ version)
          | (?:since|from) \s+ (?:patch\s+|rfc\s+|the\ )? (?:v\d+|rfc)
          | (?:rfc|v\d+) \s* (?:-+>|=+>|→|to|\.\.) \s* (?:patch\ )?v\d+
          | (?:in\ )? v\d+ \s* (?:changes)? \s* : ) [^.]{0,40} $";
    Regex::new(pattern).expect("the pattern is valid")
});

/// The items of the first changelog in a patch's or cover letter's text, which is the newest: each on one line.
pub fn changelog(text: &str) -> Vec<String> {
    let mut lines = text.lines();
    let Some(heading) = lines.by_ref().find(|line| HEADING.is_match(line)) else { return Vec::new() };
    let mut items: Vec<String> = Vec::new();
    // `v2: fix the typo` says it on the line itself.
    let own = heading.split_once(": ").map_or("", |(_, rest)| rest.trim());
    if !own.is_empty() {
        items.push(own.to_owned());
    }
    let mut gap = false;
    for line in lines {
        let text = line.trim();
        if text.is_empty() {
            gap = !items.is_empty();
            continue;
        }
        let item = item(text);
        let is_diffstat = line.starts_with(' ') && line.contains(" | ");
        if HEADING.is_match(line) || text == "---" || is_diffstat || items.len() == MOST || is_link(text) {
            break;
        }
        match (item, items.last_mut()) {
            (Some(item), _) => items.push(item.to_owned()),
            // A sentence of its own ends the list.
            (None, _) if gap && !line.starts_with([' ', '\t']) => break,
            (None, Some(last)) if !gap => {
                last.push(' ');
                last.push_str(text);
            }
            (None, _) => items.push(text.to_owned()),
        }
        gap = false;
    }
    items
}

/// What follows the mark of an item.
fn item(text: &str) -> Option<&str> {
    let marked = ["- ", "* ", "+ ", "• ", "o ", ". "].iter().find_map(|mark| text.strip_prefix(mark));
    let numbered = || {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        if rest.len() < text.len() {
            rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))
        } else {
            None
        }
    };
    marked.or_else(numbered).map(str::trim)
}

/// b4's `- Link to v1: https://…` closes the list of a version.
fn is_link(text: &str) -> bool {
    let text = item(text).unwrap_or(text);
    text.starts_with("Link to v") || text.starts_with("http")
}

#[cfg(test)]
mod tests {
    use super::changelog;

    #[test]
    fn the_newest_changes_are_found_in_the_ways_people_write_them() {
        let check = |text: &str, expected: &[&str]| assert_eq!(changelog(text), expected, "{text}");
        check(
            "Do it.\n\nChanges in v3:\n- fix the typo\n  in the title\n- drop 2/3\n- Link to v2: https://b.example/\n\nChanges in v2:\n- more\n",
            &["fix the typo in the title", "drop 2/3"],
        );
        check("v1 -> v2:\n * one\n * two\n\nThe end.", &["one", "two"]);
        check("* From v1:\n\n  - one\n\n  - two\n\n* From v0:\n  - old", &["one", "two"]);
        check("---\nv2: fix the typo\n kit.c | 2 +-", &["fix the typo"]);
        check("Since v3 [1]:\n1. one\n2. two\n---\n", &["one", "two"]);
        check("The changes in this patch are fine.\nReally.", &[]);
        check("", &[]);
    }
}
