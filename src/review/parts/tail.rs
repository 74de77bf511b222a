//! What programs put below or between what somebody wrote: signatures, footers of lists, header blocks of answered mails.

use super::attribution;

/// A footer begins with a row of this many underscores or more.
const ROW: usize = 20;
/// Lines below a row of a footer that may say whose it is.
const FOOTER_LINES: usize = 6;
/// A `--` without its space begins a signature if so few lines follow.
const SHORT_SIGNATURE: usize = 10;
/// Lines of a header block that are looked at.
const HEADER_LINES: usize = 12;

/// The names of headers in header blocks, in several languages.
const FROM: [&str; 12] =
    ["from", "von", "de", "发件人", "寄件者", "差出人", "보낸 사람", "od", "от", "van", "da", "från"];
const OTHERS: [&str; 32] = [
    "sent",
    "date",
    "to",
    "cc",
    "subject",
    "gesendet",
    "datum",
    "an",
    "betreff",
    "envoyé",
    "à",
    "objet",
    "enviado",
    "para",
    "asunto",
    "assunto",
    "inviato",
    "a",
    "oggetto",
    "发送时间",
    "收件人",
    "抄送",
    "主题",
    "送信日時",
    "宛先",
    "件名",
    "kopia",
    "дата",
    "кому",
    "тема",
    "onderwerp",
    "reply-to",
];

/// Whether a line begins a signature (RFC 3676, 4.3).
pub(super) fn is_signature(line: &str) -> bool {
    line == "-- " || line == "--\u{a0}"
}

/// Whether a line begins a signature if it is near the end: the space is often lost.
pub(super) fn is_short_signature(line: &str, below: &[&str]) -> bool {
    matches!(line.trim_end(), "--" | "—" | "---")
        && line.trim_end() == line
        && below.iter().filter(|line| !line.trim().is_empty()).take(SHORT_SIGNATURE + 1).count()
            <= SHORT_SIGNATURE
}

/// Whether a line and those below it begin the footer of a list.
pub(super) fn is_footer(line: &str, below: &[&str]) -> bool {
    let line = line.trim_end();
    let is_row = |mark: u8| line.len() >= ROW && line.bytes().all(|byte| byte == mark);
    let mut near = below.iter().filter(|line| !line.trim().is_empty()).take(FOOTER_LINES);
    (is_row(b'_') || is_row(b'-') || is_row(b'='))
        && near.any(|line| {
            let line = line.to_lowercase();
            ["mailing list", "listinfo", "/lists", "unsubscribe", "mailman", "subscribed to", "groups.io"]
                .iter()
                .any(|word| line.contains(word))
        })
        && !starts_header_block(below)
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
    let said = [
        "original message",
        "ursprüngliche nachricht",
        "message d'origine",
        "mensaje original",
        "forwarded message",
        "原始邮件",
        "originalnachricht",
        "original mail",
        "replied message",
        "reply message",
        "邮件原件",
    ];
    dashed && said.iter().any(|words| lower.starts_with(words))
        || forwards && lower.starts_with("begin forwarded message")
        || dashed && line.trim().ends_with("---") && attribution::has_date(inner) && inner.contains('@')
}

/// How many of the lines, the first ones, are a header block as desktop mailers put it above the mail that is answered;
/// 0 if they are not one.
pub(super) fn header_block(lines: &[&str]) -> usize {
    if !lines.first().is_some_and(|line| is_header(line, &FROM)) {
        return 0;
    }
    let (mut others, mut length, mut receivers) = (0, 1, 0);
    for (at, line) in lines.iter().enumerate().skip(1).take(HEADER_LINES) {
        if is_header(line, &OTHERS) {
            (others, length) = (others + 1, at + 1);
            receivers += usize::from(!is_header(line, &["subject", "date", "betreff", "datum"]));
        } else if line.trim().is_empty() && others > 1 {
            break;
        }
    }
    // A patch in a mail begins with From, Date and Subject.
    if others >= 2 && receivers > 0 { length } else { 0 }
}

fn starts_header_block(lines: &[&str]) -> bool {
    let filled: Vec<&str> =
        lines.iter().filter(|line| !line.trim().is_empty()).take(HEADER_LINES).copied().collect();
    header_block(&filled) > 0
}

/// Whether a line is a header of this name: `From: …`, `*From:* …`.
fn is_header(line: &str, names: &[&str]) -> bool {
    let Some((name, _)) = line.split_once([':', '：']) else { return false };
    let name = name.trim_matches(['*', ' ', '\u{a0}', '\t']).to_lowercase();
    name.len() < 30 && names.contains(&name.as_str())
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
    }

    #[test]
    fn separators_and_footers_are_known() {
        assert!(is_separator("-----Original Message-----"));
        assert!(is_separator("---- On Tue, 03 Mar 2026 09:00:00 +0000 Bo Reed <bo@reed.example> wrote ---"));
        assert!(!is_separator("-----"));
        assert!(!is_separator("the original message"));
        let row = "_______________________________________________";
        assert!(is_footer(row, &["kit mailing list", "kit@lists.example"]));
        assert!(!is_footer(row, &["From: A", "Sent: B", "To: list unsubscribe"]));
        assert!(!is_footer("-----------------------", &["a table"]));
    }
}
