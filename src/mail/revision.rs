//! What a patch or cover letter says of its own earlier versions.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::diff;

/// A link to another mail, such as in `v1: https://lore.kernel.org/r/ID` or `- Link to v2: …`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pointer {
    /// The version it names; none where the text leaves it open what the link leads to.
    pub version: Option<u32>,
    /// The Message-ID it leads to.
    pub message_id: String,
    /// The mail says outright that it takes the other's place: `Supersedes: <ID>`, as QEMU's people write.
    pub supersedes: bool,
}

/// Links of one mail that are read; no changelog has as many.
const MOST_POINTERS: usize = 100;

/// The footers of tools that name other series.
const OTHER_SERIES: [&str; 4] =
    ["based-on", "depends-on", "prerequisite-message-id", "prerequisite-change-id"];

/// The value of b4's `change-id:` line, which names a series in all its versions. It is among the footers: in a
/// cover letter below the diffstat, in a lone patch below the diff, whose own lines begin otherwise.
pub fn change_id(text: &str) -> Option<String> {
    const LABEL: &str = "change-id:";
    let starts = memchr::memmem::find_iter(text.as_bytes(), LABEL);
    let mut values = starts
        .filter(|&start| start == 0 || text.as_bytes()[start - 1] == b'\n')
        .filter_map(|start| text[start + LABEL.len()..].lines().next()?.split_whitespace().next());
    values.next().map(str::to_owned)
}

/// All links to other mails, in order. The version is on the line of the link or on the one above, or where a
/// footnote `[1]` is called. What a series is based on is not a version of it.
pub fn pointers(text: &str) -> Vec<Pointer> {
    let mut pointers = Vec::new();
    let mut called: HashMap<&str, u32> = HashMap::new();
    let mut taken_over: HashSet<&str> = HashSet::new();
    let mut above = None;
    let mut is_base = false;
    let mut bases = Bases::default();
    for line in diff::lines(text, 0).map(|line| line.text) {
        let (key, value) = footer(line).unwrap_or_default();
        if let Some(id) = Some(value).filter(|_| key.eq_ignore_ascii_case("supersedes")).and_then(message_id)
        {
            pointers.push(Pointer { version: None, message_id: id, supersedes: true });
            continue;
        }
        if OTHER_SERIES.iter().any(|other| key.eq_ignore_ascii_case(other)) {
            continue;
        }
        let (named, heads) = (version(line), line.trim_end().ends_with(':'));
        // Few lines are either: the others need not be searched for words.
        let depends = (named.is_some() || heads) && is_dependency(line);
        is_base = depends && heads || is_base && is_listed(line);
        let here = named.filter(|_| !depends && !is_base);
        bases.read(line);
        let takes_over = takes_over(line);
        if takes_over {
            taken_over.extend(marks(line));
        }
        if line.contains('@') || line.contains("%40") {
            let noted = footnote(line).and_then(|mark| called.get(mark).copied());
            if noted.is_none() && footnote(line).is_some_and(|mark| bases.marks.contains(mark)) {
                continue;
            }
            let words = line.split([' ', '\t', '<', '>', '(', ')', '[', ']', '"', ',']);
            let version = here.or(noted).or(above);
            // Without a version an address is somebody's, and only a link is one.
            let words = words.filter(|word| version.is_some() || word.contains('/'));
            let ids = words.filter_map(message_id);
            let supersedes = takes_over || footnote(line).is_some_and(|mark| taken_over.contains(mark));
            pointers.extend(ids.map(|message_id| Pointer { version, message_id, supersedes }));
        } else if let Some(version) = here {
            called.extend(marks(line).filter(|mark| !bases.marks.contains(mark)).map(|mark| (mark, version)));
        }
        if pointers.len() >= MOST_POINTERS {
            pointers.truncate(MOST_POINTERS);
            break;
        }
        if !line.trim().is_empty() {
            above = here;
        }
    }
    pointers
}

/// Whether a text says what was changed since a version up to this one: `Changes since v3:`.
pub fn tells_changes(text: &str, newest: u32) -> bool {
    const SAID: [&str; 5] = ["since v", "changes in v", "changes from v", "changes to v", "changes v"];
    diff::lines(text, 0).any(|line| {
        version(line.text).is_some_and(|version| version <= newest) && {
            let line = line.text.to_ascii_lowercase();
            SAID.iter().any(|said| line.contains(said))
        }
    })
}

/// Whether a line says that its writer goes on with what somebody else posted: `I took over the series from [1]`.
fn takes_over(line: &str) -> bool {
    const SAID: [&str; 4] = ["took over", "taking over", "taken over", "take over"];
    const WHAT: [&str; 4] = ["series", "patchset", "patches", "patch"];
    let line = line.to_ascii_lowercase();
    let behind = SAID.iter().find_map(|said| Some(line.split_once(said)?.1));
    behind.is_some_and(|behind| WHAT.iter().any(|what| behind.contains(what)) && behind.contains("from"))
}

/// The footnotes that a line calls.
fn marks(line: &str) -> impl Iterator<Item = &str> {
    line.split('[').skip(1).filter_map(|rest| rest.split_once(']')).map(|(mark, _)| mark)
}

/// The mark of a line such as `[1] https://…`.
fn footnote(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('[')?.split_once(']').map(|(mark, _)| mark)
}

/// Whether a line speaks of what must be applied first.
fn is_dependency(line: &str) -> bool {
    let line = line.to_ascii_lowercase();
    ["based on", "rebase", "depend", "on top of", "applies", "prerequisite", "require"]
        .iter()
        .any(|word| line.contains(word))
}

/// The footnotes of sentences that say what a series is based on.
#[derive(Default)]
struct Bases<'a> {
    marks: HashSet<&'a str>,
    /// Whether such a sentence goes on in the next line.
    goes_on: bool,
}

impl<'a> Bases<'a> {
    fn read(&mut self, line: &'a str) {
        // Few lines have such words; the others need not be searched for them.
        let may_say = ["ased ", "op of", "epends"].iter().any(|part| line.contains(part));
        let lower = if may_say { line.to_ascii_lowercase() } else { String::new() };
        let said = ["based on", "based atop", "on top of", "depends on"]
            .iter()
            .filter_map(|said| lower.find(said))
            .min();
        let Some(from) = said.or(self.goes_on.then_some(0)).filter(|_| footnote(line).is_none()) else {
            return;
        };
        let rest = &line[from..];
        let sentence = rest.split_once(". ").map_or(rest, |(sentence, _)| sentence);
        self.marks.extend(marks(sentence));
        self.goes_on = sentence.len() == rest.len()
            && !rest.trim_end().is_empty()
            && !rest.trim_end().ends_with(['.', ':']);
    }
}

/// Whether a line may be the title or the address of a series below `This is based on:`.
fn is_listed(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t', '-', '*']);
    line.is_empty() || line.starts_with(['"', '[', '<']) || line.starts_with("http")
}

/// The key and the value of a line `Key: value`, the value without angle brackets.
fn footer(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_start().split_once(':')?;
    Some((key, value.trim().trim_start_matches('<').trim_end_matches('>')))
}

/// The first word like `v3` or `V3:` of a line. A version in an address is that of what it leads to.
fn version(line: &str) -> Option<u32> {
    let mut letters = memchr::memchr2_iter(b'v', b'V', line.as_bytes());
    if !letters.any(|at| line.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit)) {
        return None;
    }
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '(' | ')'));
    let told = words.filter(|word| !word.contains('@') && !word.contains("://") && !word.contains("%40"));
    told.flat_map(|word| word.split(|c: char| !c.is_ascii_alphanumeric())).find_map(|word| {
        let digits = word.strip_prefix(['v', 'V'])?;
        if (1..=3).contains(&digits.len()) { digits.parse().ok() } else { None }
    })
}

/// The Message-ID at the end of a link to an archive, or one that is by itself.
fn message_id(word: &str) -> Option<String> {
    let path = match word.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => word,
    };
    let path = path.split('#').next().unwrap_or(path);
    let segment = path.split('/').rev().find(|segment| segment.contains('@') || segment.contains("%40"))?;
    let id = segment.replace("%40", "@").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let id = id.trim_start_matches("id:").trim_end_matches(['.', ';', ':']);
    let (local, host) = id.split_once('@')?;
    (local.len() >= 4 && !host.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_earlier_versions_are_found_in_the_ways_people_write_them() {
        let check = |text: &str, version, id: &str| {
            let version = Some(version);
            let pointer = Pointer { version, message_id: id.to_owned(), supersedes: false };
            assert_eq!(pointers(text), [pointer], "{text}");
        };
        check("v1: https://lists.example.org/r/20260101.1-1-a@b.example/T/#u", 1, "20260101.1-1-a@b.example");
        check(
            "- Link to v2: https://lists.example.org/r/2026-x-v2-0-ab%40b.example",
            2,
            "2026-x-v2-0-ab@b.example",
        );
        check(
            "Changes since v3 [1]:\n[1] https://lists.example.org/all/abcd@b.example/",
            3,
            "abcd@b.example",
        );
        check("v4 was <abcd@b.example>", 4, "abcd@b.example");
        check(
            "The notes of v2 [a] hold.\n\n[b] none\n[a] https://lists.example.org/all/abcd@b.example/",
            2,
            "abcd@b.example",
        );
    }

    #[test]
    fn a_link_to_what_a_series_is_based_on_names_no_version() {
        let check = |text: &str| {
            let message_id = "abcd@b.example".to_owned();
            assert_eq!(pointers(text), [Pointer { version: None, message_id, supersedes: false }], "{text}");
        };
        check("See https://lists.example.org/all/abcd@b.example/");
        check("See https://git.example.org/kits/v2/https://lists.example.org/all/abcd@b.example/");
        check("Based on v3 of the kits: https://lists.example.org/all/abcd@b.example/");
        check("This depends on v3 of\nhttps://lists.example.org/all/abcd@b.example/");
        check(
            "It is based on top of:\n\n  \"[PATCH RFC kits v1 0/8] Kits\"\n  https://lists.example.org/all/abcd@b.example/",
        );
    }

    #[test]
    fn footers_say_what_a_series_replaces_and_what_it_needs() {
        let pointer = Pointer { version: None, message_id: "abcd@b.example".to_owned(), supersedes: true };
        assert_eq!(pointers("A text.\n\nSupersedes: <abcd@b.example>\n"), [pointer]);
        assert_eq!(pointers("Changes in v2:\nBased-on: <abcd@b.example>\nDepends-on: abcd@b.example\n"), []);
    }

    #[test]
    fn a_change_id_stands_on_a_line_of_its_own() {
        let check = |text: &str, id: Option<&str>| assert_eq!(change_id(text).as_deref(), id, "{text}");
        check("Do it.\n---\n+change\nchange-id: 2026-kits-0123\n\n-- \nJane\n", Some("2026-kits-0123"));
        check("change-id: 2026-kits-0123", Some("2026-kits-0123"));
        check("prerequisite-change-id: 2026-bricks-0123:v2\n+change-id: 2026-x\nchange-id: \n", None);
    }
}
