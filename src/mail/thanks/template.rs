//! Notices in the fixed forms of machines: what they say was taken, by which author, in which mail.

use std::sync::LazyLock;

use regex::Regex;

use super::{Scope, Taken, Thanks, tree};
use crate::mail::machine::Template;
use crate::mail::{Address, Subject, normalised, notice};

/// Lines of a notice that are read at most.
const MOST_LINES: usize = 1_000;

/// A link to a mail, which ends in its Message-ID.
static MAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^\s*(?:Link|Lore link|Message-I[dD]):\s*<?(?:https?://\S*/)?([^\s/<>]+@[^\s/<>]+)";
    Regex::new(pattern).expect("the pattern is valid")
});

/// The first line of `git format-patch`.
static COMMIT_LINE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^From ([0-9a-f]{40}) ").expect("the pattern is valid"));

/// `has been merged into the x86/urgent branch of tip`, `merged into the mm-stable branch`, `added to the -mm tree`
static BRANCH: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:merged into|added to) the (?:-mm )?([\w./-]+) (?:branch|tree)\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// What a notice of this form says.
pub(super) fn read(template: Template, subject: &str, text: &str) -> Option<Thanks> {
    let lines: Vec<&str> = text.lines().take(MOST_LINES).collect();
    let thanks = |tree: Option<String>, taken: Vec<Taken>| Thanks {
        tree,
        scope: Scope::Answered,
        except: Vec::new(),
        taken,
        certain: true,
        dropped: false,
        offered: false,
    };
    match template {
        Template::Tip => tip(subject, &lines).map(|(tree, taken)| thanks(tree, vec![taken])),
        Template::Applied => applied(subject, &lines).map(|(tree, taken)| thanks(tree, vec![taken])),
        Template::Summary => {
            let tree = lines.iter().find_map(|line| Some(tree::shortened(line.strip_suffix("):")?) + ")"));
            Some(thanks(tree, summary(&lines))).filter(|thanks| !thanks.taken.is_empty())
        }
        Template::States => Some(thanks(None, states(&lines))).filter(|thanks| !thanks.taken.is_empty()),
        Template::Quilt => quilt(subject, &lines),
        Template::Push => push(subject, text).map(|(tree, taken)| thanks(Some(tree), taken)),
        Template::Stable => stable(subject).map(|(tree, taken)| thanks(Some(tree), vec![taken])),
    }
}

/// `Patch "title" has been added to the 6.1-stable tree`; the other notices of its sender tell what failed, or what went elsewhere.
fn stable(subject: &str) -> Option<(String, Taken)> {
    let (_, rest) = subject.split_once("Patch \"")?;
    let (title, tree) = rest.rsplit_once("\" has been added to the ")?;
    let tree = tree.trim_end().strip_suffix(" tree")?;
    tree.ends_with("-stable").then(|| {
        let title = normalised(&Subject::parse(title).title);
        (tree.to_owned(), Taken { title: Some(title), ..Taken::default() })
    })
}

/// The commits of a push to a branch that others build upon; what somebody tries out is in a branch of another name.
fn push(subject: &str, text: &str) -> Option<(String, Vec<Taken>)> {
    let notices = notice::read(&Subject::parse(subject), text);
    let tree = notices.first()?.tree.clone();
    let (repository, branch) = tree.rsplit_once(' ')?;
    let taken = notices.into_iter().map(|notice| Taken {
        title: Some(normalised(&Subject::parse(&notice.title).title)),
        commit: Some(notice.commit),
        author: Some(notice.author.email).filter(|email| email.contains('@')).map(|email| email.to_string()),
        mail: None,
    });
    tree::is_shared(branch).then(|| (format!("{repository} ({branch})"), taken.collect()))
}

/// The Message-ID that a line links to.
fn mail(line: &str) -> Option<String> {
    let id = &MAIL.captures(line)?[1];
    Some(id.replace("%40", "@").replace("%2B", "+").replace("%2b", "+"))
}

fn first_mail(lines: &[&str]) -> Option<String> {
    lines.iter().take_while(|line| !line.starts_with("diff ")).find_map(|line| mail(line))
}

fn author(value: &str) -> Option<String> {
    Some(Address::parse(value).email).filter(|email| email.contains('@')).map(|email| email.to_string())
}

/// The value of the first line that begins with this key.
fn value<'a>(lines: &[&'a str], key: &str) -> Option<&'a str> {
    lines.iter().find_map(|line| line.strip_prefix(key)).map(str::trim)
}

fn branch(lines: &[&str]) -> Option<String> {
    lines.iter().take(20).find_map(|line| BRANCH.captures(line)).map(|branch| branch[1].to_owned())
}

/// `[tip: x86/urgent] title`, or an answer to the patch.
fn tip(subject: &str, lines: &[&str]) -> Option<(Option<String>, Taken)> {
    let commit = value(lines, "Commit-ID:")?;
    let hex = commit.len() >= 7 && commit.bytes().all(|b| b.is_ascii_hexdigit());
    let named = subject.strip_prefix("[tip:").and_then(|rest| rest.split_once(']'));
    let (branch, title) = match named {
        Some((branch, title)) => (Some(branch.trim().to_owned()), title.to_owned()),
        None => (branch(lines), Subject::parse(subject).title),
    };
    let taken = Taken {
        title: Some(normalised(&title)),
        commit: hex.then(|| commit.to_owned()),
        author: value(lines, "Author:").and_then(author),
        mail: first_mail(lines),
    };
    Some((branch.map(|branch| format!("tip ({branch})")), taken))
}

/// `Applied "title" to the kit tree`; the patch follows.
fn applied(subject: &str, lines: &[&str]) -> Option<(Option<String>, Taken)> {
    let (title, name) = subject.split_once('"')?.1.rsplit_once("\" to the ")?;
    let commit = lines.iter().find_map(|line| COMMIT_LINE.captures(line)).map(|commit| commit[1].to_owned());
    let head = lines.iter().position(|line| COMMIT_LINE.is_match(line)).unwrap_or(lines.len());
    let address = lines[..head].iter().map(|line| line.trim()).find(|line| line.contains("://"));
    let tree = address.map(tree::shortened).or_else(|| name.strip_suffix(" tree").map(str::to_owned));
    let taken = Taken {
        title: Some(normalised(title)),
        commit,
        author: value(&lines[head..], "From:").and_then(author),
        mail: first_mail(lines),
    };
    Some((tree, taken))
}

/// The entries of a summary: `Patch:` or `Series:`, and what follows each.
fn summary(lines: &[&str]) -> Vec<Taken> {
    let mut taken: Vec<Taken> = Vec::new();
    let title = |title: &str| Some(normalised(&Subject::parse(title.trim()).title));
    let mut first = 0;
    for line in lines {
        let listed = line
            .trim_start()
            .strip_prefix("Patches:")
            .or_else(|| line.starts_with("            ").then_some(*line));
        if let Some(entry) = line.strip_prefix("Patch:").or_else(|| line.strip_prefix("Series:")) {
            first = taken.len();
            taken.push(Taken { title: title(entry), ..Taken::default() });
        } else if let (Some(listed), Some(entry)) = (listed, taken.get(first).cloned()) {
            taken.push(Taken { title: title(listed), ..entry });
        } else if let Some(entry) = taken.get_mut(first) {
            if let Some(submitter) = line.trim_start().strip_prefix("Submitter:") {
                entry.author = author(submitter);
            } else if entry.mail.is_none() {
                entry.mail = mail(line);
            }
        }
    }
    taken
}

/// ` * kit: [kit-devel] title` and, below it, `now: Accepted`.
fn states(lines: &[&str]) -> Vec<Taken> {
    let mut taken = Vec::new();
    let mut title = None;
    for line in lines {
        if let Some(entry) = line.strip_prefix(" * ") {
            title = entry.split_once(": ").map(|(_, title)| normalised(&Subject::parse(title).title));
        } else if line.trim() == "now: Accepted" {
            taken.extend(title.take().map(|title| Taken { title: Some(title), ..Taken::default() }));
        }
    }
    taken
}

/// `+ kit-add-it.patch added to mm-unstable branch`, `[merged mm-stable] kit-add-it.patch removed from -mm tree`
fn quilt(subject: &str, lines: &[&str]) -> Option<Thanks> {
    let reason = subject.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(reason, _)| reason);
    let merged = reason.is_none_or(|reason| reason.starts_with("merged"));
    let dropped = reason.is_some_and(|reason| !reason.contains("merged"));
    if !merged && !dropped {
        return None;
    }
    let title = value(lines, "     Subject:").or_else(|| value(lines, "Subject:"))?;
    let below = lines.iter().position(|line| line.starts_with("------")).unwrap_or(lines.len());
    let named = reason.and_then(|reason| reason.strip_prefix("merged ")).map(str::to_owned);
    let taken = Taken {
        title: Some(normalised(title)),
        commit: None,
        author: value(&lines[below..], "From:").and_then(author),
        mail: first_mail(lines),
    };
    Some(Thanks {
        tree: named.or_else(|| branch(&lines[..below])),
        scope: Scope::Answered,
        except: Vec::new(),
        taken: vec![taken],
        certain: true,
        dropped,
        offered: false,
    })
}
