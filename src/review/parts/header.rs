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

/// Whether a line is a header of this name: `From: …`, `*From:* …`.
pub fn is_header(line: &str, names: &[&str]) -> bool {
    let Some((name, _)) = line.split_once([':', '：']) else { return false };
    let name = name.trim_matches(['*', ' ', '\u{a0}', '\t']).to_lowercase();
    name.len() < 30 && names.contains(&name.as_str())
}

/// Whether a line says what a patch is based on: `base-commit: 3b7ac15…`.
pub fn is_below_diff(line: &str) -> bool {
    is_header(line, &BELOW_DIFF)
}

/// Whether a line is a command for patchwork's bot: `pw-bot: cr`.
pub(super) fn is_command(line: &str) -> bool {
    is_header(line, &["pw-bot", "pv-bot"])
}
