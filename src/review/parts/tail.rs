//! What programs put below or between what somebody wrote: signatures, footers of lists, header blocks of answered mails.

use super::header::{FROM, OTHERS, is_header};
use super::{attribution, courtesy};

/// A footer begins with a row of this many underscores or more.
const ROW: usize = 20;
/// Lines below a row of a footer that may say whose it is.
const FOOTER_LINES: usize = 6;
/// A `--` without its space begins a signature if so few lines follow.
const SHORT_SIGNATURE: usize = 10;
/// Most lines of a signature that only a web address shows to be one.
const ADDRESSED: usize = 4;
/// Lines of a header block that are looked at.
pub(super) const HEADER_LINES: usize = 12;
/// Most words of a header's name, and the fewest headers of a block in a language that is not known.
const NAME_WORDS: usize = 3;
const FEWEST_ROWS: usize = 3;

/// Headers that no patch has, but what desktop mailers put above the mail that is answered.
const SENT: [&str; 7] = ["sent", "gesendet", "envoyé", "enviado", "inviato", "发送时间", "送信日時"];

/// The headers that say who receives a mail, which may be so long that programs break them.
const RECEIVERS: [&str; 11] = ["to", "cc", "an", "à", "para", "a", "kopia", "收件人", "抄送", "宛先", "кому"];

/// How separators call the mail that follows.
const ORIGINAL: [&str; 22] = [
    "original message",
    "original mail",
    "original e-mail",
    "forwarded message",
    "replied message",
    "reply message",
    "ursprüngliche nachricht",
    "ursprüngliche mail",
    "originalnachricht",
    "original-nachricht",
    "message d'origine",
    "message original",
    "mail original",
    "mensaje original",
    "mensagem original",
    "messaggio originale",
    "oorspronkelijk bericht",
    "wiadomość oryginalna",
    "původní zpráva",
    "исходное сообщение",
    "原始邮件",
    "邮件原件",
];

/// What some programs write below a quote, between dashes.
const QUOTE_ENDS: [&str; 4] = ["end quoted text", "end of quoted text", "end quote", "end of quote"];

/// Whether a header block is surely that of an answered mail, not of a patch that is offered.
pub(super) fn is_of_answer(block: &[&str]) -> bool {
    block.iter().any(|line| is_header(line, &SENT))
}

/// Whether a line begins a signature (RFC 3676, 4.3).
pub(super) fn is_signature(line: &str) -> bool {
    line == "-- " || line == "--\u{a0}"
}

/// How many of the lines below a line, up to the next quote, are the signature that it begins, if its `--` lost the space.
/// Others draw such a line between what they say. `names` are words of the author's name; a program has none.
pub(super) fn short_signature(
    line: &str,
    below: &[&str],
    names: Option<&[String]>,
    is_last: bool,
) -> Option<usize> {
    let is_filled = |line: &&&str| !line.trim().is_empty();
    if !matches!(line, "--" | "—" | "---")
        || below.iter().filter(is_filled).take(SHORT_SIGNATURE + 1).count() > SHORT_SIGNATURE
    {
        return None;
    }
    let is_end = |line: &&str| is_row(line) || matches!(line.trim(), "--" | "---");
    let length = below.iter().position(is_end).unwrap_or(below.len());
    let own: Vec<&str> = below[..length].iter().filter(is_filled).map(|line| line.trim()).collect();
    let Some(first) = own.first() else { return Some(length) };
    let may_be_address = is_last && (line != "---" || names.is_none());
    // Robots part what they report by such lines, and say where their logs are.
    let is_machine = names.is_none();
    let names = names.unwrap_or_default();
    let is_address =
        |line: &&str| ["http://", "https://", "www."].iter().any(|start| line.starts_with(start));
    let is_version = own.len() == 1 && is_version_of_git(first);
    let is_addressed =
        own.len() <= ADDRESSED && (!is_machine && own.iter().any(is_address) || says_whose(&own));
    // Tools end the note that a patch was taken so.
    let is_link = !is_machine && is_last && line == "---" && own.len() == 1 && is_address(first);
    let fits = is_link
        || is_last && own.len() == 1 && is_full_name(first)
        || courtesy::begins_with_name(first, names)
        || courtesy::closing_start(&own, names) == 0
        || may_be_address && (is_version || is_addressed);
    fits.then_some(length)
}

/// Whether a line is two or three words that begin with a capital, as names do: at the end of a mail nothing else stands alone below
/// such a mark.
fn is_full_name(line: &str) -> bool {
    let is_name = |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    (2..=3).contains(&line.split_whitespace().count()) && line.split_whitespace().all(is_name)
}

/// `2.40.1`, `2.53.0.473.g4a7958ca14-kit`
pub(super) fn is_version_of_git(line: &str) -> bool {
    let Some((number, rest)) = line.split_once('.') else { return false };
    number.bytes().all(|byte| byte.is_ascii_digit())
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && !rest.contains(char::is_whitespace)
}

/// Whether a line is what git puts above a commit as a file: `From 3b7ac15… Mon Sep 17 00:00:00 2001`.
pub(super) fn is_envelope(line: &str) -> bool {
    let hash = line.strip_prefix("From ").and_then(|rest| rest.strip_suffix(" Mon Sep 17 00:00:00 2001"));
    hash.is_some_and(|hash| hash.len() >= 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A row of marks as it begins a footer.
pub(super) fn is_row(line: &str) -> bool {
    let line = line.trim_end();
    line.len() >= ROW && [b'_', b'-', b'='].iter().any(|mark| line.bytes().all(|byte| byte == *mark))
}

/// How many of the lines below a line are the footer of a list that it begins, if it does.
pub(super) fn footer(line: &str, below: &[&str]) -> Option<usize> {
    if !is_row(line) || starts_header_block(below) {
        return None;
    }
    let is_blank = |line: &&&str| line.trim().is_empty();
    let mut end = 0;
    // Each paragraph that says whose it is; others speak below as they please.
    loop {
        let start = end + below[end..].iter().take_while(is_blank).count();
        let filled = below[start..].iter().take_while(|line| !is_blank(line) && line.trim() != "--");
        let near = filled.clone().take(FOOTER_LINES).count();
        if near == 0 || !says_whose(&below[start..start + near]) {
            break;
        }
        end = start + filled.count();
    }
    (end > 0).then_some(end)
}

/// Whether a paragraph says whose footer it is, and where: source files have paths, and words such as `unsubscribe`.
pub(super) fn says_whose(paragraph: &[&str]) -> bool {
    let text =
        paragraph.iter().take(FOOTER_LINES).map(|line| line.to_lowercase()).collect::<Vec<_>>().join("\n");
    let words = ["mailing list", "listinfo", "unsubscribe", "mailman", "subscribed to", "groups.io"];
    let has_place = text.split_whitespace().any(is_place);
    let is_of_list = |word: &str| is_place(word) && word.contains("/lists");
    has_place && words.iter().any(|word| text.contains(word)) || text.split_whitespace().any(is_of_list)
}

/// Whether a word is an address, of mail or in the web.
fn is_place(word: &str) -> bool {
    let is_host = |(local, host): (&str, &str)| {
        local.ends_with(char::is_alphanumeric)
            && host.starts_with(char::is_alphanumeric)
            && host.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.')
    };
    word.contains("://") || word.starts_with("www.") || word.split_once('@').is_some_and(is_host)
}

/// Whether a line is the header of receivers, or another one, or none.
pub(super) fn begins_receivers(line: &str) -> Option<bool> {
    let is_one = is_header(line, &FROM) || is_header(line, &OTHERS);
    is_one.then(|| is_header(line, &RECEIVERS))
}

/// Whether a line without a mark goes on with the receivers in the line above: a name or an address has no words in lower
/// case, as a sentence has.
pub(super) fn continues_receivers(line: &str) -> bool {
    let is_of_name = |word: &str| word.contains('@') || !word.starts_with(char::is_lowercase);
    line.contains(['@', ',', ';']) && line.split_whitespace().all(is_of_name)
}

/// Whether a line says that the answered mail follows: `-----Original Message-----`.
pub(super) fn is_separator(line: &str) -> bool {
    let inner = line.trim().trim_matches(['-', '_', '=', ' ', '*']);
    let dashed = line.trim().starts_with("---") || line.trim().starts_with("___");
    let forwards = inner.starts_with(['B', 'b']);
    if !dashed && !forwards {
        return false;
    }
    let lower = inner.to_lowercase();
    dashed && ORIGINAL.iter().any(|words| lower.starts_with(words))
        || forwards && lower.starts_with("begin forwarded message")
        || dashed && line.trim().ends_with("---") && attribution::has_date(inner) && inner.contains('@')
}

/// Whether a line says that a quote ends above: `---end quoted text---`.
pub(super) fn ends_quote(line: &str) -> bool {
    let line = line.trim();
    let inner = line.trim_matches(['-', '=', '_', ' ']).to_lowercase();
    ["--", "==", "__"].iter().any(|mark| line.starts_with(mark) && line.ends_with(mark))
        && QUOTE_ENDS.contains(&inner.as_str())
}

/// How many of the lines, the first ones, are a header block as desktop mailers put it above the mail that is answered;
/// 0 if they are not one.
pub(super) fn header_block(lines: &[&str]) -> usize {
    if !lines.first().is_some_and(|line| is_header(line, &FROM)) {
        return 0;
    }
    let is_blank = |at: usize| lines.get(at).is_some_and(|line| line.trim().is_empty());
    // What mailers make of HTML may have a blank line behind each header; else the first one ends the block, and a commit
    // message follows.
    let is_spaced = is_blank(1);
    let (mut others, mut length, mut receivers) = (0, 1, 0);
    for (at, line) in lines.iter().enumerate().skip(1).take(HEADER_LINES) {
        if is_header(line, &OTHERS) {
            (others, length) = (others + 1, at + 1);
            receivers += usize::from(!is_header(line, &["subject", "date", "betreff", "datum"]));
        } else if is_blank(at) && !is_spaced || !is_blank(at) && is_blank(at - 1) {
            break;
        }
    }
    // A patch in a mail begins with From, Date and Subject.
    if others >= 2 && receivers > 0 { length } else { 0 }
}

/// How many of the lines, the first ones, are a header block in any language, by its shape: who, when, and at last the title
/// of what is answered, each behind a word or two; 0 if they are not one. `titles` are what is compared of such titles.
pub(super) fn foreign_block(lines: &[&str], titles: &[String]) -> usize {
    let is_blank = |line: &&&str| line.trim().is_empty();
    let rows = lines.iter().take(HEADER_LINES).take_while(|line| !is_blank(line)).map(|line| value(line));
    // git writes the headers of a patch in English.
    if lines.first().is_none_or(|line| is_header(line, &["from"])) {
        return 0;
    }
    let (mut labelled, mut has_date) = (0, false);
    for (at, row) in rows.enumerate() {
        let Some(value) = row.filter(|value| at > 0 || value.contains('@')) else {
            // Receivers may be broken.
            if at > 0 && lines[at].contains(['@', ';']) {
                continue;
            }
            return 0;
        };
        labelled += 1;
        has_date |= attribution::has_date(value);
        if labelled >= FEWEST_ROWS && has_date && super::ends_with_title(value, titles) {
            return at + 1;
        }
    }
    0
}

/// What is behind the name of a header: one word or a few, and a colon.
fn value(line: &str) -> Option<&str> {
    let (name, value) = line.split_once([':', '：'])?;
    let is_letter = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '*' | '\'' | '\u{a0}');
    let is_name = !name.trim().is_empty() && name.chars().all(is_letter);
    (is_name && name.split_whitespace().count() <= NAME_WORDS && !value.trim().is_empty()).then_some(value)
}

fn starts_header_block(lines: &[&str]) -> bool {
    let filled: Vec<&str> =
        lines.iter().filter(|line| !line.trim().is_empty()).take(HEADER_LINES).copied().collect();
    header_block(&filled) > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn header_blocks_are_told_from_patches() {
        let check = |text: &str, expected: usize| {
            assert_eq!(header_block(&text.lines().collect::<Vec<_>>()), expected, "{text}");
        };
        check("From: A <a@b.example>\nSent: Tuesday\nTo: x\nSubject: y\n\ntext", 4);
        check("Von: A <a@b.example>\nGesendet: Dienstag\nAn: x\nBetreff: y", 4);
        check("*From:* A\n*Sent:* B\n*To:* C", 3);
        check("From: A <a@b.example>\nDate: Tuesday\nSubject: [PATCH] y\n\ntext", 0);
        check("From: here to there\n\ntext", 0);
        check("From: A <a@b.example>\nSubject: y\n\ntext\n\nCc: C <c@b.example>", 0);
        check("From: A\n\nSent: B\n\nTo: C\n\nSubject: y\n\ntext", 7);
    }

    #[test]
    fn separators_and_footers_are_known() {
        assert!(is_separator("-----Original Message-----"));
        assert!(is_separator("---- On Tue, 03 Mar 2026 09:00:00 +0000 Bo Reed <bo@reed.example> wrote ---"));
        assert!(is_separator("----- Ursprüngliche Mail -----") && is_separator("----- Mail original -----"));
        assert!(
            ends_quote("---end quoted text---")
                && !ends_quote("end quote")
                && !ends_quote("-- I end a quote --")
        );
        assert!(!is_separator("-----"));
        assert!(!is_separator("the original message"));
        let row = "_______________________________________________";
        assert_eq!(footer(row, &["kit mailing list", "kit@lists.example", "", "So?"]), Some(2));
        assert_eq!(footer(row, &["From: A", "Sent: B", "To: list unsubscribe"]), None);
        assert_eq!(footer("-----------------------", &["a table"]), None);
        assert_eq!(
            footer("-----------------------", &["So?", "", "-- ", "kit mailing list", "kit@lists.example"]),
            None
        );
        assert_eq!(footer("-----------------------", &["Ask on the mailing list."]), None);
        assert_eq!(footer(row, &["The unsubscribe callback in src/bus.c leaks, mend it."]), None);
        assert_eq!(footer(row, &["Move it to src/lists/bus.c, as in kit@v2."]), None);
        assert_eq!(footer(row, &["https://kit.example/lists/kit"]), Some(1));
    }

    #[test]
    fn a_signature_without_its_space_is_a_name_or_an_address() {
        let names = ["bo".to_owned(), "reed".to_owned()];
        let check = |mark: &str, text: &str, is_last: bool| {
            short_signature(mark, &text.lines().collect::<Vec<_>>(), Some(&names), is_last).is_some()
        };
        assert!(
            check("--", "Thanks,\nBo", false)
                && check("--", "Bo Kim Reed,\nsailor", false)
                && check("--", "Bo Reed -- a sailor\nKit", false)
                && check("---", "", false)
        );
        assert!(check("--", "2.40.1.7.g4a-kit", true) && check("--", "The kit\nhttps://kit.example", true));
        assert!(
            !check("--", "But this one leaks", true)
                && !check("---", "See\nhttps://kit.example", true)
                && !check("--", "2.40.1", false)
        );
        assert!(check("---", "Kim Lund", true) && !check("---", "Kim Lund", false));
        assert!(!check("--", "Kim says so", true) && !check("--", "Fine", true));
        assert!(!check("--", "Bo, this one leaks", true));
        assert!(!check("--", "Bo Reed said the same in January", true));
        assert!(check("---", "https://kit.example/kit.git", true));
        assert!(!check("---", "https://kit.example/kit.git", false));
        let robot = ["A robot of the kit mailing list", "https://kit.example"];
        assert_eq!(short_signature("---", &robot, None, true), Some(2));
        let logs = ["https://kit.example/log", "https://kit.example/config"];
        assert_eq!(short_signature("---", &logs, None, true), None);
        assert_eq!(short_signature("--", &["Bo", "", "--", "But why?"], Some(&names), true), Some(2));
    }
}
