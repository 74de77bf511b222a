//! Header lines of a mail that is answered, as mail programs write them into the answer.

/// The names of the sender's header, in several languages.
pub const FROM: [&str; 12] =
    ["from", "von", "de", "发件人", "寄件者", "差出人", "보낸 사람", "od", "от", "van", "da", "från"];
/// Those of the others.
pub const OTHERS: [&str; 32] = [
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

/// What git and b4 put below a diff, or into a cover letter.
const BELOW_DIFF: [&str; 3] = ["base-commit", "prerequisite-patch-id", "change-id"];

/// A name is shorter: so many bytes, in any language.
const LONGEST: usize = 30;

/// What may stand around a name.
const AROUND: [char; 4] = ['*', ' ', '\u{a0}', '\t'];

/// Whether a line is a header of this name: `From: …`, `*From:* …`.
pub fn is_header(line: &str, names: &[&str]) -> bool {
    let line = line.trim_start_matches(AROUND);
    let bytes = line.as_bytes();
    // Each line of each reply is asked, most of them several times: what no name reaches is not read.
    let ends = |at: &usize| bytes[*at] == b':' || bytes[*at..].starts_with("：".as_bytes());
    let Some(end) = (0..bytes.len().min(2 * LONGEST)).find(ends) else { return false };
    let name = line[..end].trim_end_matches(AROUND);
    let is_name = |wanted: &&str| name.chars().flat_map(char::to_lowercase).eq(wanted.chars());
    name.len() < LONGEST && names.iter().any(is_name)
}

/// Whether a line says what a patch is based on: `base-commit: 3b7ac15…`.
pub fn is_below_diff(line: &str) -> bool {
    is_header(line, &BELOW_DIFF)
}

/// Whether a line is a command for patchwork's bot: `pw-bot: cr`.
pub(super) fn is_command(line: &str) -> bool {
    is_header(line, &["pw-bot", "pv-bot"])
}
