//! What somebody says who did not take a patch themselves, but saw it in a tree, and names the commit with its title: `This patch landed
//! in today's linux-next as commit 0123456789ab ("kit: Mend the lamp").` The title must be that of the patch that they answer.

use std::sync::LazyLock;

use regex::Regex;

use super::{Scope, Taken, Thanks};
use crate::mail::normalised;

/// Lines that a sentence is followed down.
const SENTENCE_LINES: usize = 4;
/// The longest line that is looked at.
const LONGEST_LINE: usize = 200;

static LANDED: LazyLock<Regex> = LazyLock::new(|| {
    let seen = r"(?:has |have |was |is |got |been |just |now |already |recently |finally |meanwhile |landed |merged |applied |appeared |arrived |showed up |found its way )+";
    let tree = r"(?:today['’]s |yesterday['’]s |recent |current |the )?(?P<tree>(?:linux[- ])?next|mainline|linus['’] tree|[\w.]+[-/][\w./-]*\w)(?:[ -]20\d+)?(?: \(?next-20\d+\)?)?(?: \([^()]*\)| today| recently| now)*,?";
    let pattern = format!(
        r#"(?i)\bthis (?:patch|commit|change) {seen}(?:in|into|to) {tree} as (?:commit )?(?P<commit>[0-9a-f]{{8,40}}):? \(["“'](?P<title>.+?)["”']\)"#
    );
    Regex::new(&pattern).expect("the pattern is valid")
});

/// What is said of the patch of that title, of the lines of a reply to it that it does not quote.
pub(super) fn read(title: &str, unquoted: &[&str]) -> Option<Thanks> {
    let may_begin = |at: &usize| {
        let line = unquoted[*at];
        line.len() <= LONGEST_LINE && ["This ", "this "].iter().any(|this| line.contains(this))
    };
    let own = (0..unquoted.len().min(super::MOST_LINES)).filter(may_begin);
    let title = normalised(title);
    own.into_iter().find_map(|at| {
        let lines = unquoted[at..].iter().take(SENTENCE_LINES).take_while(|line| !line.trim().is_empty());
        let text = lines.map(|line| line.trim()).collect::<Vec<_>>().join(" ");
        let found = LANDED.captures(&text).filter(|found| normalised(&found["title"]) == title)?;
        let taken = Taken {
            title: Some(title.clone()),
            commit: Some(found["commit"].to_owned()),
            ..Taken::default()
        };
        Some(Thanks {
            tree: Some(found["tree"].to_owned()),
            scope: Scope::Answered,
            except: Vec::new(),
            taken: vec![taken],
            // Who says so need not be one who takes patches.
            certain: false,
            dropped: false,
            offered: false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commit_with_the_title_of_the_patch_is_believed() {
        let check = |lines: &[&str], tree: Option<&str>| {
            let thanks = read("kit: Mend the lamp", lines);
            assert_eq!(thanks.and_then(|thanks| thanks.tree).as_deref(), tree, "{lines:?}");
        };
        let wrapped = [
            "This patch landed recently in linux-next as commit",
            "0123456789ab (\"kit: Mend the",
            "lamp\"). It hangs.",
        ];
        check(&wrapped, Some("linux-next"));
        check(
            &["This patch is now in next-20230601 as commit 0123456789ab (\"kit: mend the lamp\")"],
            Some("next"),
        );
        check(&["This patch landed in linux-next as commit 0123456789ab (\"kit: mend the cable\")."], None);
        check(&["This patch landed in linux-next as commit 0123456789ab."], None);
        check(&["That commit 0123456789ab (\"kit: Mend the lamp\") hangs in linux-next."], None);
    }
}
