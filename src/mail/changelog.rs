//! What the author changed since the last version, in their own words.

use std::sync::LazyLock;

use regex::Regex;

/// Items that are read at most.
const MOST_ITEMS: usize = 50;

/// A line above the changes of one version: `Changes in v2:`, `v1 -> v2`, `* From v1:`, `Since v3 [1]`, `v2:`.
static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?ix) ^ [\s*\#=-]*
        (?: (?:changes?|changelog|change\ log|changed|differences|history|delta|diff) \b [^.]{0,60}? (?:[vV]\d+|last\ version|previous\ version)
          | (?:since|from) \s+ (?:patch\s+|rfc\s+|the\ )? (?:v\d+|rfc)
          | (?:rfc|v\d+) \s* (?:-+>|=+>|→|to|\.\.) \s* (?:patch\ )?v\d+
          | (?:in\ )? v\d+ \s* (?:changes)? \s* : ) [^.]{0,40} $";
    Regex::new(pattern).expect("the pattern is valid")
});

/// The items of a changelog in a patch's or cover letter's text: each on one line. Of several the one whose heading
/// names `version` first, as the newer one of a step (`v1 -> v2`, `Changes in v2`); else the first one, which is the newest
/// as most people write them. patman writes `(no changes since v2)` where the author noted nothing, whether the patch
/// changed or not.
pub fn changelog(text: &str, version: Option<u32>) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    if lines.iter().any(|line| line.trim().starts_with("(no changes since v")) {
        return Vec::new();
    }
    let headings = || (0..lines.len()).filter(|&at| HEADING.is_match(lines[at]));
    let own = version.and_then(|version| headings().find(|&at| newest(lines[at]) == Some(version)));
    match own.or_else(|| headings().next()) {
        Some(heading) => items(lines[heading], &lines[heading + 1..]),
        None => Vec::new(),
    }
}

/// The version that a heading is of: the last one that it names, the next one where it counts from it (`Changes since v2`).
fn newest(heading: &str) -> Option<u32> {
    let heading = heading.split_once(": ").map_or(heading, |(heading, _)| heading).to_ascii_lowercase();
    let words = || heading.split(|c: char| !c.is_ascii_alphanumeric());
    let version = |word: &str| word.strip_prefix('v')?.parse::<u32>().ok();
    let mut versions = words().filter_map(version);
    let first = versions.next()?;
    match versions.next_back() {
        None if words().any(|word| matches!(word, "since" | "from")) => first.checked_add(1),
        last => Some(last.unwrap_or(first)),
    }
}

/// The items below a heading.
fn items(heading: &str, lines: &[&str]) -> Vec<String> {
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
        if HEADING.is_match(line)
            || text == "---"
            || is_diffstat
            || items.len() == MOST_ITEMS
            || is_link(text)
        {
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
        let check = |text: &str, expected: &[&str]| assert_eq!(changelog(text, None), expected, "{text}");
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

    #[test]
    fn of_several_changelogs_the_one_of_the_mails_own_version_counts() {
        let check = |text: &str, expected: &[&str]| assert_eq!(changelog(text, Some(3)), expected, "{text}");
        check("Changes in v2:\n- old\n\nChanges in v3:\n- new\n", &["new"]);
        check("v1 -> v2:\n- old\n\nv2 -> v3:\n- new\n", &["new"]);
        check("v2:\n- old\nv3: new\n", &["new"]);
        check("Changes since v2:\n- new\n\nChanges since v1:\n- old\n", &["new"]);
        check("Changes since v1:\n- old\n\nChanges since v2:\n- new\n", &["new"]);
        // No heading is of this version.
        check("Changes since v3:\n- odd\n", &["odd"]);
        check("(no changes since v2)\n\nChanges in v2:\n- New patch\n", &[]);
    }
}
