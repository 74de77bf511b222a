//! The header lines that the text of a patch may begin with, as `git mailinfo` reads them: who wrote it, and its title.

use super::{address, date, diff::lines, encoded_word, header::squeezed};

/// What the lines say, and where the message begins behind them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct InBody {
    /// The value of `From:`, decoded; it is a mailbox.
    pub from: Option<String>,
    /// The value of `Subject:`, decoded, its brackets included.
    pub subject: Option<String>,
    /// Where the rest of the text begins. A blank line below a lone `From:` is part of it: digests have always had it.
    pub end: usize,
}

/// The sentence above these lines in mails of Linux's stable queues, which a row of dashes ends.
const IN_REVIEW: &str = "-stable review patch";

/// Reads the lines `From:`, `Subject:` and `Date:`, in any order and each once, folded or not, below blank lines and
/// the line `From 0123… Mon Sep 17 00:00:00 2001` of git format-patch, which some mailers escape with `>`.
/// A line whose value is not what its name promises is prose, and so is everything from there on. So is a sentence about
/// an address, which git (2.47) makes a name of: `From: the log of wind@tower.example at noon` is by `the log of at noon`.
pub(super) fn read(text: &str) -> InBody {
    let mut found = InBody::default();
    let mut has_date = false;
    let mut has_sentence = false;
    let mut rest = lines(text, 0).peekable();
    while let Some(line) = rest.next() {
        let is_start = found == InBody::default() && !has_date;
        if is_start && (line.text.trim().is_empty() || is_separator(line.text)) {
            continue;
        }
        if is_start && line.text.contains(IN_REVIEW) && !has_sentence {
            has_sentence = true;
            continue;
        }
        if is_start && has_sentence && line.text.len() > 3 && line.text.bytes().all(|byte| byte == b'-') {
            continue;
        }
        let Some((name, value)) = line.text.split_once(':') else { break };
        let mut value = value.trim().to_owned();
        let mut end = line.start + line.text.len() + 1;
        while let Some(more) = rest.next_if(|next| is_folded(next.text)) {
            value.push(' ');
            value.push_str(more.text.trim());
            end = more.start + more.text.len() + 1;
        }
        let value = squeezed(&encoded_word::decoded(&value));
        match name.to_ascii_lowercase().as_str() {
            "from" if found.from.is_none() && address::is_mailbox(&value) => found.from = Some(value),
            "subject" if found.subject.is_none() && !value.is_empty() => found.subject = Some(value),
            "date" if !has_date && date::parse(&value).is_some() => has_date = true,
            _ => break,
        }
        found.end = end.min(text.len());
    }
    if has_sentence {
        // It is a part of what is shown: nothing of it is cut off.
        found.end = 0;
    } else if found.subject.is_some() || has_date {
        let blank = text[found.end..].len() - text[found.end..].trim_start_matches('\n').len();
        found.end += blank;
    }
    found
}

/// A line that goes on with the one above: it begins with white space, and is not blank.
fn is_folded(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !line.trim().is_empty()
}

/// `From 0123…89 Mon Sep 17 00:00:00 2001`, the line in front of a patch in a file of git format-patch.
fn is_separator(line: &str) -> bool {
    let line = line.strip_prefix('>').unwrap_or(line);
    let Some((id, time)) = line.strip_prefix("From ").and_then(|rest| rest.split_once(' ')) else {
        return false;
    };
    matches!(id.len(), 40 | 64)
        && id.bytes().all(|b| b.is_ascii_hexdigit())
        && time.trim() == "Mon Sep 17 00:00:00 2001"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn header_lines_are_read_as_git_mailinfo_reads_them() {
        let check = |text: &str, from: Option<&str>, subject: Option<&str>, rest: &str| {
            let found = read(text);
            assert_eq!((found.from.as_deref(), found.subject.as_deref()), (from, subject), "{text}");
            assert_eq!(&text[found.end..], rest, "{text}");
        };
        let jo = Some("Jo <jo@b.example>");
        check("From: Jo <jo@b.example>\n\nDo it.", jo, None, "\nDo it.");
        check("\n\nsubject: kit: x\nFROM: Jo <jo@b.example>\n\nDo it.", jo, Some("kit: x"), "Do it.");
        check("Date: 5 Feb 2001 10:00\nFrom: Jo\n <jo@b.example>\nDo it.", jo, None, "Do it.");
        check("From: =?utf-8?q?J=6F?= <jo@b.example>\nFrom: x@b.example\n", jo, None, "From: x@b.example\n");
        let separator = "From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001\n";
        check(&format!(">{separator}From: Jo <jo@b.example>\n\nx"), jo, None, "\nx");
        check("From: Jo at work\n\nDo it.", None, None, "From: Jo at work\n\nDo it.");
        check("Date: the format changes\n", None, None, "Date: the format changes\n");
        check("Do it.\n\nFrom: Jo <jo@b.example>\n", None, None, "Do it.\n\nFrom: Jo <jo@b.example>\n");
        check("> From: Jo <jo@b.example>\n", None, None, "> From: Jo <jo@b.example>\n");
        check("Subject: kit: x", None, Some("kit: x"), "");
        let review =
            "6.1-stable review patch.  If anyone has any objections, please let me know.\n\n---------\n\n";
        check(
            &format!("{review}From: Jo <jo@b.example>\n\nDo it."),
            jo,
            None,
            &format!("{review}From: Jo <jo@b.example>\n\nDo it."),
        );
        check(&format!("{review}Do it."), None, None, &format!("{review}Do it."));
        check("", None, None, "");
    }

    #[test]
    fn only_a_mailbox_is_an_author() {
        let check = |value: &str, is_author: bool| {
            let found = read(&format!("From: {value}\n\nDo it."));
            assert_eq!(found.from.as_deref(), is_author.then_some(value), "{value}");
        };
        // As git mailinfo 2.47.
        check("Bo Reed <bo@reed.example>", true);
        check("\"Reed, Bo\" <bo@reed.example>", true);
        check("bo@reed.example", true);
        check("<bo@reed.example>", true);
        check("bo@reed.example (Bo Reed)", true);
        check("Bo Reed (at work) <bo@reed.example>", true);
        check("Bo Reed <bo@reed.example> (at work)", true);
        // git has no author here: archives write the address so.
        check("bo at reed.example (Bo Reed)", true);
        // Nor here, and leaves the line out.
        check("Bo Reed", false);
        // git makes names of these: `the log of at noon`, `at noon`, `see and more`, `commit 12`, `Bo Reed`.
        check("the log of wind@tower.example at noon", false);
        check("wind@tower.example at noon", false);
        check("see <wind@tower.example> and more", false);
        check("commit 12 (a@b)", false);
        check("Bo Reed bo@reed.example", false);
        // And takes this for an address.
        check("Bo <the log of wind@tower.example>", false);
        check("@reed on the chat", false);
    }

    proptest! {
        #[test]
        fn what_is_left_is_the_end_of_the_text(text in "(From|Subject|Date|x| |\n|:|@|a|\u{e4}){0,30}") {
            prop_assert!(text.is_char_boundary(read(&text).end));
        }
    }
}
