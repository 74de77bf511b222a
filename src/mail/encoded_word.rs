//! Encoded words: `=?utf-8?q?Zo=C3=AB?=` in header values and in the header lines of bodies (RFC 2047).

use encoding_rs::Encoding;

use super::transfer;

/// The longest word that is read. RFC 2047, 2 allows 75 characters; some programs put a whole subject into one.
const LONGEST: usize = 16 * 1024;

/// What people answer when git-send-email(1) asks them which encoding to declare, and suggests UTF-8: it then says that of each word.
const ANSWERS: [&str; 4] = ["y", "yes", "n", "no"];

/// A word, taken apart.
struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    /// What follows it.
    rest: &'a str,
}

/// A value with its encoded words undone. Words that follow each other lose the white space between them, and those of
/// one charset are read together: some programs cut them in the middle of a character, against RFC 2047, 5. They may
/// also touch each other or other text.
pub(super) fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find("=?") {
        let Some(mut word) = word(&rest[at..]) else {
            text.push_str(&rest[..at + 2]);
            rest = &rest[at + 2..];
            continue;
        };
        text.push_str(&rest[..at]);
        loop {
            let next = word.rest.trim_start();
            let Some(next) = next.starts_with("=?").then(|| self::word(next)).flatten() else { break };
            if next.charset.eq_ignore_ascii_case(word.charset) {
                word.bytes.extend(next.bytes);
                word.rest = next.rest;
            } else {
                text.push_str(&transfer::text(std::mem::take(&mut word.bytes).into(), word.charset));
                word = next;
            }
        }
        text.push_str(&transfer::text(word.bytes.into(), word.charset));
        rest = word.rest;
    }
    text.push_str(rest);
    text
}

/// The word at the beginning of a text: `=?charset?encoding?…?=`. A charset may name a language behind `*` (RFC 2231, 5).
fn word(text: &str) -> Option<Word<'_>> {
    let (charset, rest) = text.strip_prefix("=?")?.split_once('?')?;
    let is_label = |c: char| c.is_ascii_alphanumeric() || "-_.:+*'".contains(c);
    if charset.is_empty() || !charset.chars().all(is_label) {
        return None;
    }
    let charset = charset.split('*').next().unwrap_or(charset);
    let (encoding, rest) = rest.split_at_checked(2).filter(|(encoding, _)| encoding.ends_with('?'))?;
    let end = memchr::memmem::find(&rest.as_bytes()[..rest.len().min(LONGEST)], b"?=")?;
    let (inside, rest) = (&rest[..end], &rest[end + 2..]);
    let bytes = match &encoding[..1] {
        "q" | "Q" => {
            let mut bytes = Vec::with_capacity(inside.len());
            transfer::unquote(inside.replace('_', " ").as_bytes(), &mut bytes);
            bytes
        }
        "b" | "B" => {
            transfer::base64(inside.as_bytes()).filter(|bytes| !bytes.is_empty() || inside.is_empty())?
        }
        _ => return None,
    };
    // What is written in a charset that does not exist stays encoded; `unknown-8bit` is RFC 1428's.
    let known = Encoding::for_label_no_replacement(charset.as_bytes()).is_some();
    let unknown = charset.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("unknown"));
    let answered = ANSWERS.iter().any(|answer| charset.eq_ignore_ascii_case(answer));
    (known || unknown || answered && std::str::from_utf8(&bytes).is_ok()).then_some(Word {
        charset,
        bytes,
        rest,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_undone_wherever_they_stand() {
        let check = |value: &str, expected: &str| assert_eq!(decoded(value), expected, "{value}");
        check("=?utf-8?q?d=C3=BCster?==?utf-8?q?_und_hell?=", "düster und hell");
        check("a =?utf-8?q?d=C3=BC?= =?iso-8859-1?b?/A==?= b", "a düü b");
        check("=?utf-8?q?=C3?=  =?UTF-8?B?vA?=", "ü");
        check("(=?utf-8*de?q?=C3=BC?=), hell", "(ü), hell");
        check("=?utf-8?q?[PATCH] a_b?= c", "[PATCH] a b c");
        check("=?gb2312?b?6UY=?=", "镕");
        check("=?y?q?=5BPATCH=C2=A0V3=5D?= a", "[PATCH\u{a0}V3] a");
        check("=?y?q?d=FCster?= a", "=?y?q?d=FCster?= a");
        check("a =? b ?= =?utf-8?x?c?= =?utf-8?q?d", "a =? b ?= =?utf-8?x?c?= =?utf-8?q?d");
    }

    proptest! {
        #[test]
        fn a_text_comes_back_however_its_words_are_cut(text in "\\PC{0,40}", at in 0..200usize) {
            let word = |bytes: &[u8]| format!("=?utf-8?b?{}?=", data_encoding::BASE64.encode(bytes));
            let (first, second) = text.as_bytes().split_at(at.min(text.len()));
            let words = format!("{} {}", word(first), word(second));
            prop_assert_eq!(decoded(&words), text);
        }
    }

    #[test]
    fn very_many_words_take_little_time() {
        decoded(&"=?utf-8?q?".repeat(50_000));
        decoded(&"=?utf-8?q? ".repeat(50_000));
        decoded(&"=?".repeat(200_000));
        decoded(&"=?utf-8?q?a?= ".repeat(50_000));
    }
}
