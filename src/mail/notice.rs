//! Notices of programs that announce each commit of a tree: tip's bot, git's hooks, GitHub.
//!
//! They begin with a sentence or a field that says so, then give the commit as `git show` or as fields:
//!
//! ```text
//! The following commit has been merged into the x86/urgent branch of tip:
//!
//! Commit-ID:     a1cbaff2ea23645f0a94fdfa721aef202aebdf86
//! Author:        Ada Moss <ada@moss.example>
//!
//! lamp: Shine
//! ```

use serde::{Deserialize, Serialize};

use super::{Address, Subject};

/// Commits that are read of one mail. A push of more is one that nobody reads one by one.
const MOST_NOTICES: usize = 100;
/// Lines before the first commit that may say which branch it is.
const INTRODUCTION: usize = 12;
/// Lines from a commit's id to its title at most, but for the files that it changes.
const HEADER: usize = 40;
/// Longest name of a tree, in characters.
const LONGEST: usize = 80;
/// Digits of a commit at least.
const DIGITS: usize = 7;
/// How the first line of a notice goes, in lower case.
const SENTENCES: [&str; 6] =
    ["been merged into", "been updated", "been pushed", " pushed ", "automated email", "automatic generated"];
/// Or the field that it is.
const FIELDS: [&str; 4] = ["commit-id", "commit", "branch", "gitweb"];

/// A commit that a program announces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Notice {
    /// Hexadecimal digits, in lower case, as many as it gives.
    pub commit: String,
    /// The repository and the branch, as far as it names them; may be empty.
    pub tree: String,
    pub title: String,
    pub author: Address,
}

/// Reads a mail that is not a patch. An answer to a notice quotes it, and is not a notice.
pub(super) fn read(subject: &Subject, text: &str) -> Vec<Notice> {
    let mut lines = text.lines().map(str::trim).skip_while(|line| line.is_empty()).peekable();
    if subject.reply || !lines.peek().is_some_and(|first| announces(first)) {
        return Vec::new();
    }
    let lines: Vec<&str> = lines.collect();
    let Some(first) = lines.iter().take(INTRODUCTION).position(|line| commit(line).is_some()) else {
        return Vec::new();
    };
    let named = tree(&lines[..first]);
    let tree = if named.is_empty() { subject.tags.join(" ").replace(':', " ") } else { named };
    let tree: String = tree.trim().chars().take(LONGEST).collect();
    let mut notices = Vec::new();
    let mut rest = &lines[first..];
    while let Some(at) = rest.iter().position(|line| commit(line).is_some()) {
        rest = &rest[at..];
        if notices.len() == MOST_NOTICES {
            break;
        }
        notices.extend(notice(rest, &tree));
        rest = &rest[1..];
    }
    notices
}

fn announces(first: &str) -> bool {
    let lower = first.to_lowercase();
    SENTENCES.iter().any(|sentence| lower.contains(sentence))
        || field(first).is_some_and(|(name, _)| FIELDS.contains(&name.to_ascii_lowercase().as_str()))
}

/// `Author: Ada`
fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    is_name.then(|| (name, value.trim()))
}

/// The commit that a line gives: `commit 0123abcd`, `Commit-ID: 0123abcd`.
fn commit(line: &str) -> Option<&str> {
    let id = match field(line) {
        Some((name, id)) if ["commit", "commit-id"].contains(&name.to_ascii_lowercase().as_str()) => id,
        Some(_) => return None,
        None => line.strip_prefix("commit ")?,
    };
    let is_id = id.len() >= DIGITS && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_hexdigit());
    is_id.then_some(id)
}

/// A commit from the line with its id on. One without an author is ignored.
fn notice(lines: &[&str], tree: &str) -> Option<Notice> {
    let mut author = None;
    let mut rest = lines.iter().enumerate().skip(1).peekable();
    for (_, line) in rest.by_ref().take(HEADER).take_while(|(_, line)| !line.is_empty()) {
        match field(line) {
            Some((name, value)) if name.eq_ignore_ascii_case("author") => {
                author = Some(Address::parse(value));
            }
            _ => {}
        }
    }
    let mut in_files = false;
    let title = rest.map(|(_, line)| *line).find(|line| {
        let begins = line.eq_ignore_ascii_case("changed paths:");
        in_files = begins || (in_files && !line.is_empty());
        let is_rule = line.bytes().all(|b| b == b'-') || line.eq_ignore_ascii_case("log message:");
        !in_files && !line.is_empty() && !is_rule
    })?;
    Some(Notice {
        commit: commit(lines.first()?)?.to_ascii_lowercase(),
        tree: tree.to_owned(),
        title: title.to_owned(),
        author: author?,
    })
}

/// The repository and the branch that the lines before a commit name.
fn tree(lines: &[&str]) -> String {
    let home =
        lines.iter().filter_map(|line| field(line)).find(|(name, _)| name.eq_ignore_ascii_case("home"));
    let home = home.map(|(_, url)| url.split('/').skip(3).take(2).collect::<Vec<_>>().join("/"));
    let text = lines.join(" ");
    let words: Vec<&str> = text.split_whitespace().map(bare).filter(|word| !word.is_empty()).collect();
    let after = |words: &[&str], at: usize| words.get(at).map(|word| (*word).to_owned());
    let at = words.iter().position(|word| word.eq_ignore_ascii_case("branch"));
    let of = |at: usize| words.get(at + 1).is_some_and(|word| *word == "of");
    let branch =
        at.and_then(|at| if of(at) { after(&words, at.checked_sub(1)?) } else { after(&words, at + 1) });
    let repository = home.or_else(|| {
        let named = at.filter(|&at| of(at)).and_then(|at| after(&words, at + 2));
        let listed =
            || words.iter().position(|word| *word == "repository").and_then(|at| after(&words, at + 1));
        let pushed = || {
            let to = words.windows(2).find(|pair| pair[0] == "to" && pair[1].contains('/'))?;
            Some(to[1].to_owned())
        };
        named.or_else(listed).or_else(pushed)
    });
    let branch = branch.map(|branch| branch.trim_start_matches("refs/heads/").to_owned());
    [repository, branch].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| ",:;.\"'`()<>".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0123456789abcdef0123456789abcdef01234567";

    fn check(subject: &str, text: &str, expected: &[(&str, &str, &str)]) {
        let notices = read(&Subject::parse(subject), &text.replace("HASH", ID));
        let found: Vec<(&str, &str, &str)> =
            notices.iter().map(|n| (n.tree.as_str(), n.title.as_str(), n.author.name.as_str())).collect();
        assert_eq!(found, expected, "{subject}");
        assert!(notices.iter().all(|notice| ID.starts_with(&notice.commit)));
    }

    #[test]
    fn programs_announce_commits_in_their_own_ways() {
        let author = "Author: Ada Moss <ada@moss.example>";
        check(
            "[tip: x86/urgent] lamp: Shine",
            &format!(
                "The following commit has been merged into the x86/urgent branch of tip:\n\nCommit-ID: HASH\n{author}\nCommitter: Bo <bo@reed.example>\n\nlamp: Shine\n\nText.\n"
            ),
            &[("tip x86/urgent", "lamp: Shine", "Ada Moss")],
        );
        check(
            "[tip:sched/core] lamp: Shine",
            &format!("Commit-ID:  HASH\nGitweb: https://git.example/HASH\n{author}\n\nlamp: Shine\n"),
            &[("tip sched/core", "lamp: Shine", "Ada Moss")],
        );
        check(
            "[moss/lamp] 012345: Shine",
            &format!(
                "  Branch: refs/heads/main\n  Home:   https://forge.example/moss/lamp\n  Commit: HASH\n      https://forge.example/moss/lamp/commit/HASH\n  {author}\n  Date:   2025-03-03\n\n  Changed paths:\n    M lamp.c\n\n  Log Message:\n  -----------\n  Shine\n\n  Text.\n\n  Commit: 0123456\n  {author}\n\n  Glow\n"
            ),
            &[("moss/lamp main", "Shine", "Ada Moss"), ("moss/lamp main", "Glow", "Ada Moss")],
        );
        check(
            "[lamp] 01/01: Shine",
            &format!(
                "This is an automated email from the git hooks/post-receive script.\n\nada pushed a commit to branch main\nin repository lamp.\n\ncommit HASH\n{author}\nDate: Mon\n\n    Shine\n"
            ),
            &[("lamp main", "Shine", "Ada Moss")],
        );
        check(
            "git: 01234567 - main - Shine",
            &format!(
                "The branch main has been updated by ada:\n\nURL: https://git.example/?id=HASH\n\ncommit HASH\n{author}\n\n    Shine\n"
            ),
            &[("main", "Shine", "Ada Moss")],
        );
        check(
            "moss/lamp: Shine",
            &format!(
                "ada pushed a commit to moss/lamp.git, branch main:\nhttps://git.example/HASH\n\ncommit HASH\n{author}\n\n    Shine\n"
            ),
            &[("moss/lamp.git main", "Shine", "Ada Moss")],
        );
    }

    #[test]
    fn people_who_name_a_commit_announce_none() {
        let shown = "commit HASH\nAuthor: Ada Moss <ada@moss.example>\n\n    Shine\n";
        check("[BUG] lamp is dim", &format!("Hi,\n\nI bisected it to\n\n{shown}"), &[]);
        check("Re: [tip: x] Shine", &format!("The branch main has been updated by ada:\n\n{shown}"), &[]);
        check("ping", "Somebody pushed this to main.\n\ncommit HASH\n\n    Shine\n", &[]);
        check("lamp", "commit: soon\nAuthor: me\n\nShine\n", &[]);
        check("", "", &[]);
    }
}
