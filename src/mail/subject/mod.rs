//! The subject line: what its brackets say, and the title behind them.

mod words;

use serde::{Deserialize, Serialize};

use super::header::squeezed;

/// A version of a series: `v3` is 3.0, the re-roll `v5.5` is 5.5, none is 1.0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Version {
    pub number: u32,
    pub reroll: u32,
}

impl Version {
    /// The version of a mail that names none.
    pub const FIRST: Self = Self { number: 1, reroll: 0 };
}

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.reroll {
            0 => write!(f, "{}", self.number),
            reroll => write!(f, "{}.{reroll}", self.number),
        }
    }
}

/// A subject, taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The whole subject, unfolded and decoded.
    pub text: String,
    /// What follows the brackets.
    pub title: String,
    /// It begins with `Re:` or the like: an answer, whatever else it says.
    pub reply: bool,
    /// A bracket holds the word PATCH.
    pub patch: bool,
    /// It says PATCHSET or PATCHES: without a diff that is a cover letter, whatever its counter counts.
    pub set: bool,
    /// A bracket holds RFC.
    pub rfc: bool,
    /// A bracket holds PULL.
    pub pull: bool,
    /// The version that was written, if one was.
    pub version: Option<Version>,
    /// A dotted version such as `v5.5`, which may be a re-roll of v5 or a kernel's number: only the author's
    /// other mails tell, so it is among the tags as well.
    pub dotted: Option<Version>,
    /// `3/9`: the third of nine. The first number is 0 for a cover letter.
    pub counter: Option<(u32, u32)>,
    /// Everything else in the brackets, as written: `net-next`, `RFC`, `RESEND`, `AUTOSEL`, `5.4`.
    pub tags: Vec<String>,
}

impl Subject {
    /// Reads a decoded subject. It can read every subject.
    pub fn parse(text: &str) -> Self {
        let text = squeezed(text);
        let mut subject = Self::untagged(text.clone());
        let inner = passed_on(&text);
        subject.reply = inner.is_some();
        let mut rest = inner.unwrap_or(&text);
        if let Some(after) = strip_again(rest) {
            subject.tags.push("RESEND".to_owned());
            rest = after;
        }
        loop {
            // A list's own tag may be before the Re: (`[list] Re: [PATCH]`), a patch's never is. Behind `[RFC 7/7]` a
            // subsystem may have the name of such a word: `rv`, `res`, `ta`.
            if let Some(after) = strip_own_name(rest, subject.patch) {
                rest = after;
            } else if !subject.patch
                && let Some(after) = strip_reply(rest)
                && (!subject.may_be_patch() || is_re(rest))
            {
                subject.reply = true;
                rest = after;
            } else if let Some((group, after)) = leading_group(rest).or_else(|| words::unclosed(rest)) {
                subject.read_group(&group);
                rest = after.trim_start();
                if subject.patch || subject.may_be_patch() {
                    // `[PATCH]: title`
                    rest = rest.strip_prefix(':').map_or(rest, str::trim_start);
                }
            } else {
                break;
            }
        }
        subject.title = subject.without_version(rest).to_owned();
        subject
    }

    fn untagged(text: String) -> Self {
        Self {
            text,
            title: String::new(),
            reply: false,
            patch: false,
            set: false,
            rfc: false,
            pull: false,
            version: None,
            dotted: None,
            counter: None,
            tags: Vec::new(),
        }
    }

    /// Whether its mail may be a patch or a cover letter. Without the word PATCH it needs a diff as well.
    pub(super) fn may_be_patch(&self) -> bool {
        let is_marked = self.patch || self.rfc || self.version.is_some() || self.counter.is_some();
        is_marked && !self.reply && !self.pull
    }
}

/// The inside of a leading `[…]`, nested brackets flattened, and what follows it.
fn leading_group(text: &str) -> Option<(String, &str)> {
    let mut depth = 0usize;
    let mut group = String::new();
    for (at, c) in text.char_indices() {
        match c {
            '[' => {
                depth += 1;
                group.push(' ');
            }
            ']' => {
                depth = depth.checked_sub(1)?;
                group.push(' ');
            }
            _ if depth == 0 => return None,
            _ => group.push(c),
        }
        if depth == 0 {
            return Some((group, &text[at + c.len_utf8()..]));
        }
    }
    None
}

/// What mail programs put before the subject of an answer or of a mail passed on, in the languages seen, in lower case.
const ANSWERS: [&str; 43] = [
    "re",
    "aw",
    "fw",
    "fwd",
    "sv",
    "vs",
    "wg",
    "tr",
    "rv",
    "antw",
    "antwort",
    "odp",
    "res",
    "resp",
    "ynt",
    "ilt",
    "vl",
    "vb",
    "rif",
    "r\u{e9}f",
    "r\u{e9}p",
    "doorst",
    "enc",
    "atb",
    "ang",
    "svar",
    "hl",
    "bls",
    "ta",
    "trs",
    "v\u{e1}",
    "pd",
    "отв",
    "ответ",
    "σχετ",
    "απ",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "转发",
    "轉寄",
    "返信",
];

/// The longest word with its count, in bytes: `Antwort [12] :`. What is longer is not looked at, however often a subject
/// begins anew.
const LONGEST_ANSWER: usize = 48;

/// The rest of a subject that begins with `Re:`, `AW:`, `Re[2]:` or the like.
fn strip_reply(text: &str) -> Option<&str> {
    let end = (0..=text.len().min(LONGEST_ANSWER)).rev().find(|&end| text.is_char_boundary(end))?;
    let start = &text[..end];
    let (at, colon) = start.match_indices([':', '：']).next()?;
    let (before, after) = (text[..at].trim_end(), &text[at + colon.len()..]);
    let word = match before.split_once('[') {
        Some((word, count)) if count.trim_end_matches(']').bytes().all(|b| b.is_ascii_digit()) => word,
        _ => before,
    };
    ANSWERS.contains(&word.to_lowercase().as_str()).then(|| after.trim_start())
}

/// The rest of a subject that has the name of its header in it, as in `Subject: [PATCH] x`: before a bracket, or behind that of
/// a patch.
fn strip_own_name(text: &str, of_patch: bool) -> Option<&str> {
    const NAME: &str = "subject:";
    let (name, rest) = text.split_at_checked(NAME.len())?;
    let rest = rest.trim_start();
    (name.eq_ignore_ascii_case(NAME) && (rest.starts_with('[') || of_patch && !rest.is_empty()))
        .then_some(rest)
}

/// What some put before the bracket of a patch that they send once more: `resend: [PATCH v2]`.
const AGAIN: [&str; 4] = ["resend", "resent", "repost", "resending"];

/// The rest of a subject that says before its bracket that the patch was sent before.
fn strip_again(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once('[')?;
    let word = word.trim_end().trim_end_matches(':');
    let is_again = AGAIN.iter().any(|again| word.eq_ignore_ascii_case(again));
    is_again.then(|| &text[text.len() - rest.len() - 1..])
}

/// Whether a subject begins with the one word for an answer that no part of a project has for a name.
fn is_re(text: &str) -> bool {
    let word = text.split([':', '：', '[']).next().unwrap_or_default();
    word.trim().eq_ignore_ascii_case("re")
}

/// The subject of a mail that was passed on, as some mail programs write it: `[Fwd: [PATCH] title]`.
fn passed_on(text: &str) -> Option<&str> {
    strip_reply(text.strip_prefix('[')?.strip_suffix(']')?)
}

/// A title for comparing: case folded, quotes and a closing full stop left out.
pub fn normalised(title: &str) -> String {
    let folded = title.to_lowercase();
    let kept: String =
        folded.chars().filter(|c| !matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’')).collect();
    squeezed(kept.trim_end_matches(['.', '!', ' ']))
}

/// The letters and digits of a title: who takes patches writes `kit - do it` for `kit: do it`, and mail programs break words.
pub fn letters(title: &str) -> String {
    title.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_read_as_people_write_them() {
        let check = |text: &str, version: Option<u32>, counter, tags: &[&str]| {
            let subject = Subject::parse(text);
            assert_eq!((subject.patch, subject.title.as_str()), (true, "net: fix it"), "{text}");
            assert_eq!((subject.version.map(|v| v.number), subject.counter), (version, counter), "{text}");
            assert_eq!(subject.tags, tags, "{text}");
        };
        check("[PATCH] net: fix it", None, None, &[]);
        check("[PATCH v2 03/12] net: fix it", Some(2), Some((3, 12)), &[]);
        check("[PATCH net-next,v2,2/2] net: fix it", Some(2), Some((2, 2)), &["net-next"]);
        check("[PATCHv3 1/8] net: fix it", Some(3), Some((1, 8)), &[]);
        check("[PATCH1/8] net: fix it", None, Some((1, 8)), &[]);
        check("[PATCHv2-3/4] net: fix it", Some(2), Some((3, 4)), &[]);
        check("[PATCH][next] net: fix it", None, None, &["next"]);
        check("[PATCH] [v2] net: fix it", Some(2), None, &[]);
        check("[Qemu-devel] [PATCH 12/11] net: fix it", None, Some((12, 12)), &["Qemu-devel"]);
        check("[[PATCH v0] 1 of 8] net: fix it", Some(0), Some((1, 8)), &[]);
        check("[RFC/PATCH V3] net: fix it", Some(3), None, &["RFC"]);
        check("[patch 5.10/5.15 1/2] net: fix it", None, Some((1, 2)), &["5.10/5.15"]);
        check("[PATCH AUTOSEL 5.4 07/90] net: fix it", None, Some((7, 90)), &["AUTOSEL", "5.4"]);
    }

    #[test]
    fn brackets_are_read_as_tools_and_haste_write_them() {
        let check = |text: &str, version: Option<u32>, counter, tags: &[&str]| {
            let subject = Subject::parse(text);
            assert_eq!((subject.patch, subject.title.as_str()), (true, "net: fix it"), "{text}");
            assert_eq!((subject.version.map(|v| v.number), subject.counter), (version, counter), "{text}");
            assert_eq!(subject.tags, tags, "{text}");
        };
        check("[PATCH]: net: fix it", None, None, &[]);
        check("[PATCH v2 1/1] : net: fix it", Some(2), Some((1, 1)), &[]);
        check("[v2PATCH1/4] net: fix it", Some(2), Some((1, 4)), &[]);
        check("[v2-PATCH] net: fix it", Some(2), None, &[]);
        check("[netPATCHv31/3] net: fix it", Some(3), Some((1, 3)), &["net"]);
        check("[PATCHv310/12] net: fix it", Some(3), Some((10, 12)), &[]);
        check("[PATCHv1001/120] net: fix it", Some(1), Some((1, 120)), &[]);
        check("[PATCH21/3] net: fix it", Some(2), Some((1, 3)), &[]);
        check("[PATCH -v2] net: fix it", Some(2), None, &[]);
        check("[PATCH -next v2] net: fix it", Some(2), None, &["-next"]);
        check("[PATCH (v2) 1/3] net: fix it", Some(2), Some((1, 3)), &[]);
        check("[PATCH (WIP) v3 1/2] net: fix it", Some(3), Some((1, 2)), &["(WIP)"]);
        check("[PATCH vv3] net: fix it", Some(3), None, &[]);
        check("[PATCH 2 1/3] net: fix it", Some(2), Some((1, 3)), &[]);
        check("[PATCH 5.4 1/3] net: fix it", None, Some((1, 3)), &["5.4"]);
        check("[PATCH] net: fix it (v2)", Some(2), None, &[]);
        check("[PATCH] net: fix it [V3]", Some(3), None, &[]);
        check("[PATCHSET v2 0/3] net: fix it", Some(2), Some((0, 3)), &[]);
        check("[PATCH SET v2] net: fix it", Some(2), None, &[]);
        check("[list 2] [PATCH 1/3] net: fix it", None, Some((1, 3)), &["list", "2"]);
        check("[PATCH v2 3.1/12] net: fix it", Some(2), Some((3, 12)), &[]);
        check("[RFC][PATCH 1/8] net: fix it [ver #2]", Some(2), Some((1, 8)), &["RFC"]);
        check("[PATCH] net: fix it [ver #1]", Some(1), None, &[]);
        check("[PATCH 5.10/4] net: fix it", None, None, &["5.10/4"]);
    }

    #[test]
    fn a_bracket_that_is_not_closed_ends_behind_its_number_or_with_the_one_within() {
        let check = |text: &str, version: Option<u32>, counter, tags: &[&str]| {
            let subject = Subject::parse(text);
            assert_eq!((subject.patch, subject.title.as_str()), (true, "net: fix it"), "{text}");
            assert_eq!((subject.version.map(|v| v.number), subject.counter), (version, counter), "{text}");
            assert_eq!(subject.tags, tags, "{text}");
        };
        check("[PATCH v4 0/9 net: fix it", Some(4), Some((0, 9)), &[]);
        check("[PATCH net-next v2 net: fix it", Some(2), None, &["net-next"]);
        check("[PATCH 2/3: net: fix it", None, Some((2, 3)), &[]);
        check("[PATCH/[LOCAL] net: fix it", None, None, &["LOCAL"]);
        check("[PATCH [RFC v2] net: fix it", Some(2), None, &["RFC"]);
        check("[PATCH kit v2.. 1/3] net: fix it", Some(2), Some((1, 3)), &["kit"]);
        check("[v8-rc1 PATCH] net: fix it", Some(8), None, &[]);
    }

    #[test]
    fn what_only_looks_like_a_bracket_of_a_patch_is_none() {
        for text in
            ["[patchwork] x", "[livepatch] x", "[dispatch 2] x", "[PATCHWORK-BOT] x", "[v5.10.3] x", "x (v2)"]
        {
            assert!(!Subject::parse(text).may_be_patch(), "{text}");
        }
        let title = |text: &str| Subject::parse(text).title;
        assert_eq!(title("[PATCH v3] nfs: drop the old protocol (v2)"), "nfs: drop the old protocol (v2)");
        assert_eq!(title("[PATCH] rewrite [a-z] kits"), "rewrite [a-z] kits");
        assert_eq!(title("[PATCH] (v2)"), "(v2)");
        assert_eq!(title("[list]: hello"), ": hello");
    }

    #[test]
    fn a_reply_is_known_by_what_stands_before_the_first_patch_bracket() {
        for text in [
            "Re: [PATCH] x",
            "AW: Re: [PATCH] x",
            "[list] RE: [PATCH] x",
            "Re[2]: [PATCH] x",
            "回复：[PATCH] x",
            "[Fwd: [PATCH v2] x]",
        ] {
            assert!(Subject::parse(text).reply, "{text}");
        }
        for text in ["[PATCH] re: x", "Restore: x", "[PATCH] Revert \"Re: x\"", "[PATCH] x [y]"] {
            assert!(!Subject::parse(text).reply, "{text}");
        }
    }

    #[test]
    fn what_stands_before_or_behind_a_bracket_is_not_always_an_answer() {
        for text in ["[RFC 7/7] rv: x", "[RFC v2] ta: x", "[v3 1/2] res: x"] {
            let subject = Subject::parse(text);
            assert!(!subject.reply && subject.may_be_patch(), "{text}");
        }
        assert!(Subject::parse("[RFC] Re: x").reply);
        assert!(Subject::parse("[list] RV: [PATCH] x").reply);
        let again = Subject::parse("Resend: [PATCH v2 kit] x");
        assert!(again.patch && !again.reply);
        assert_eq!((again.title.as_str(), again.tags), ("x", vec!["RESEND".to_owned(), "kit".to_owned()]));
        assert!(!Subject::parse("resend the [PATCH] x").patch);
    }

    #[test]
    fn a_dotted_version_stays_a_tag_until_the_author_is_asked() {
        let subject = Subject::parse("[PATCH v5.5 00/30] x");
        assert_eq!(subject.dotted, Some(Version { number: 5, reroll: 5 }));
        assert_eq!((subject.version, subject.tags), (None, vec!["v5.5".to_owned()]));
        let dotted = |text: &str| Subject::parse(text).dotted.map(|version| version.to_string());
        assert_eq!(dotted("[PATCH v1.1.2] x").as_deref(), Some("1.1"));
        for text in ["[PATCH v6.12.y] x", "[PATCH v7.1.2] x", "[PATCH v1.2.y] x", "[PATCH v6.12-rc1] x"] {
            assert_eq!(dotted(text), None, "{text}");
        }
    }

    #[test]
    fn brackets_that_never_close_belong_to_the_title() {
        assert_eq!(Subject::parse("[PATCH x").title, "[PATCH x");
        assert_eq!(Subject::parse("[PATCH net: add [a-z] kits").title, "[PATCH net: add [a-z] kits");
        assert_eq!(Subject::parse("]").title, "]");
    }
}
