//! The patches that thanks list, with their commits.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::Taken;
use crate::mail::{Subject, normalised};

/// Patches that are read of one mail at most.
const MOST_LISTED: usize = 1_000;

/// `commit: 0123456789ab`, or a link to a commit, alone on its line.
static COMMIT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:commit:?\s+|https?://\S+/(?:c|commit)/(?:\?\S*\bid=)?|https?://\S+[?;]a=commit\S*;h=)([0-9a-f]{7,40})\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// `as commit 0123456789ab`, or a link to one, in a sentence.
static COMMIT_SAID: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?:\b(?:as|commit)\b:? |https?://\S+/(?:c|commit)/(?:\?\S*\bid=)?)([0-9a-f]{8,40})\b";
    Regex::new(pattern).expect("the pattern is valid")
});

/// The commit that a line names.
pub(super) fn commit(line: &str) -> Option<String> {
    let line = line.trim_start();
    let may = line.starts_with("commit") || line.starts_with("http");
    if may { COMMIT.captures(line).map(|found| found[1].to_owned()) } else { None }
}

/// A link to a request to merge on a forge.
static REQUEST: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^https?://\S+/(?:pull|pulls|merge_requests)/[0-9]+/?$").expect("the pattern is valid")
});

/// Whether a word is a link to a request to merge on a forge.
pub(super) fn is_request(word: &str) -> bool {
    word.starts_with("http") && REQUEST.is_match(word)
}

/// The commit that the line of a sentence names.
pub(super) fn commit_said(line: &str) -> Option<String> {
    COMMIT_SAID.captures(line).map(|found| found[1].to_owned())
}

/// What is listed.
#[derive(Debug, Default)]
pub(super) struct Listing {
    pub taken: Vec<Taken>,
    /// Some patches are listed, and none was taken.
    pub refused: bool,
}

/// A patch of a list that has no commit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// `(no matching commit)`: patchwork's bot says that it was not taken.
    NotTaken,
    /// `(no commit info)`: b4 does not know.
    Unknown,
}

impl Missing {
    fn of(line: &str) -> Option<Self> {
        match line.trim() {
            "(no matching commit)" => Some(Self::NotTaken),
            "(no commit info)" => Some(Self::Unknown),
            _ => None,
        }
    }
}

/// The patches listed, each with the commit on a line that follows it, and commits without a patch. Where some have
/// commits, those without were not taken.
pub(super) fn read(lines: &[&str]) -> Listing {
    let mut taken: Vec<(Taken, Option<Missing>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if taken.len() == MOST_LISTED {
            break;
        }
        if let Some(commit) = commit(line) {
            match taken.last_mut() {
                Some((last, _)) if last.commit.is_none() => last.commit = Some(commit),
                _ => taken.push((Taken { commit: Some(commit), ..Taken::default() }, None)),
            }
        } else if let Some(missing) = Missing::of(line) {
            taken.last_mut().into_iter().for_each(|(_, last)| *last = Some(missing));
        } else if let Some(title) = title(line, lines.get(at + 1)) {
            taken.push((Taken { title: Some(title), ..Taken::default() }, None));
        } else if let Some((Taken { title: Some(title), commit: None, .. }, None)) = taken.last_mut()
            && line.starts_with("      ")
            && !line.trim_start().starts_with('(')
        {
            // A long title goes on, further in.
            title.push(' ');
            title.push_str(&normalised(line));
        }
    }
    let listed = taken.iter().any(|(taken, _)| taken.title.is_some());
    let has_commits = taken.iter().any(|(taken, _)| taken.commit.is_some());
    let is_taken = |missing: Option<Missing>| match missing {
        None => true,
        Some(Missing::NotTaken) => false,
        Some(Missing::Unknown) => !has_commits,
    };
    taken.retain(|(_, missing)| is_taken(*missing));
    Listing {
        refused: listed && taken.is_empty(),
        taken: taken.into_iter().map(|(taken, _)| taken).collect(),
    }
}

/// What `git log --oneline` prints, two lines or more in one go: `0123abc kit: Do it`, maybe behind the mark of a list.
pub(super) fn of_log(text: &str) -> Vec<Taken> {
    let mut taken = Vec::new();
    let mut run: Vec<Taken> = Vec::new();
    for line in text.lines().chain([""]) {
        if let Some(one) = of_log_line(line) {
            run.push(one);
        } else {
            if run.len() > 1 {
                taken.append(&mut run);
            }
            run.clear();
        }
        if taken.len() + run.len() >= MOST_LISTED {
            break;
        }
    }
    taken
}

/// What is left of a list of commits without those that others in it take back: `Revert "lamp: Do it"` takes one of that title, and
/// what reverts the revert, or says `Reapply "lamp: Do it"` as git does since 2.43, brings it again.
pub(super) fn without_reverted(taken: Vec<Taken>) -> Vec<Taken> {
    let titles = || taken.iter().filter_map(|one| one.title.as_deref());
    let again = |title: &str| {
        let again = title.strip_prefix("revert revert ").or_else(|| title.strip_prefix("reapply "));
        again.map(str::to_owned)
    };
    let mut reverted: HashMap<String, usize> = HashMap::new();
    for title in
        titles().filter(|title| again(title).is_none()).filter_map(|title| title.strip_prefix("revert "))
    {
        *reverted.entry(title.to_owned()).or_default() += 1;
    }
    if reverted.is_empty() {
        return taken;
    }
    for title in titles().filter_map(again) {
        if let Some(count) = reverted.get_mut(&title) {
            *count = count.saturating_sub(1);
        }
    }
    let mut stays = |one: &Taken| {
        let count = one.title.as_ref().and_then(|title| reverted.get_mut(title)).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_none()
    };
    taken.into_iter().filter(|one| stays(one)).collect()
}

fn of_log_line(line: &str) -> Option<Taken> {
    let line = line.trim();
    let line = ["* ", "- "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line);
    let (commit, title) = line.split_once(' ')?;
    let is_commit = (7..=40).contains(&commit.len())
        && commit.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        && commit.bytes().any(|b| b.is_ascii_digit());
    let title = normalised(title);
    (is_commit && !title.is_empty()).then(|| Taken {
        title: Some(title),
        commit: Some(commit.to_owned()),
        ..Taken::default()
    })
}

/// `[1/2] KVM: arm64: Do it`; behind a dash also without a number, and without brackets if a commit or the lack of one
/// follows.
fn title(line: &str, next: Option<&&str>) -> Option<String> {
    let line = line.trim_start();
    if let Some(line) = line.strip_prefix("- ") {
        let followed = next.is_some_and(|next| commit(next).is_some() || Missing::of(next).is_some());
        let subject = Subject::parse(line);
        return (followed || line.starts_with('[') && subject.counter.is_some())
            .then(|| normalised(&subject.title));
    }
    let subject = line.starts_with('[').then(|| Subject::parse(line))?;
    subject.counter?;
    Some(normalised(&subject.title))
}
