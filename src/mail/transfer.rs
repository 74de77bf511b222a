//! Bytes of a body or of an encoded word, as text: transfer encodings and charsets undone.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Base64 without padding; left-over bits are ignored.
static TOLERANT: LazyLock<data_encoding::Encoding> = LazyLock::new(|| {
    let mut tolerant = data_encoding::BASE64_NOPAD.specification();
    tolerant.check_trailing_bits = false;
    tolerant.encoding().expect("the specification is constant")
});

/// A body with its transfer encoding undone (RFC 2045, 6). An unknown encoding is ignored.
pub(super) fn decoded<'a>(body: &'a [u8], encoding: &str) -> Cow<'a, [u8]> {
    match encoding {
        "base64" => base64(body).map_or(body.into(), Cow::Owned),
        "quoted-printable" => quoted_printable(body).into(),
        _ => body.into(),
    }
}

/// Base64 up to the first line that is something else: a list puts its footer behind it in plain text. Padding may lack.
pub(super) fn base64(raw: &[u8]) -> Option<Vec<u8>> {
    let is_digit = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/' | b'=');
    let mut digits = Vec::with_capacity(raw.len());
    for line in
        raw.split(|&b| b == b'\n').map(<[u8]>::trim_ascii).take_while(|line| line.iter().all(is_digit))
    {
        digits.extend(line.iter().filter(|&&b| b != b'='));
    }
    if digits.len() % 4 == 1 {
        digits.pop();
    }
    TOLERANT.decode(&digits).ok()
}

/// Quoted-printable; what is not a code stays as it is.
fn quoted_printable(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len());
    for line in raw.split_inclusive(|&b| b == b'\n') {
        let text = line.trim_ascii_end();
        let end: &[u8] = if line.ends_with(b"\r\n") {
            b"\r\n"
        } else if line.ends_with(b"\n") {
            b"\n"
        } else {
            b""
        };
        // White space at the end of a line came on the way, unless nothing says that the text is encoded.
        match text.strip_suffix(b"=") {
            Some(text) => unquote(text, &mut bytes),
            None => {
                unquote(if end.is_empty() { line } else { text }, &mut bytes);
                bytes.extend_from_slice(end);
            }
        }
    }
    bytes
}

/// Undoes `=C3` codes.
pub(super) fn unquote(text: &[u8], bytes: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'=', rest) {
        bytes.extend_from_slice(&rest[..at]);
        let hex = |at: usize| rest.get(at).and_then(|&digit| (digit as char).to_digit(16));
        match (hex(at + 1), hex(at + 2)) {
            (Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &rest[at + 3..];
            }
            _ => {
                bytes.push(b'=');
                rest = &rest[at + 1..];
            }
        }
    }
    bytes.extend_from_slice(rest);
}

/// UTF-8 if the bytes are that, else the declared charset, else Windows-1252. Charsets that hide other
/// characters behind ASCII bytes are believed first.
pub(super) fn text<'a>(bytes: Cow<'a, [u8]>, label: &str) -> Cow<'a, str> {
    let declared = Encoding::for_label_no_replacement(label.trim_matches(['"', '\'', ' ']).as_bytes());
    let believed = declared.filter(|charset| !charset.is_ascii_compatible());
    if let Some(charset) = believed {
        return charset.decode_without_bom_handling(&bytes).0.into_owned().into();
    }
    let charset = declared.filter(|&charset| charset != UTF_8).unwrap_or(WINDOWS_1252);
    match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => charset.decode_without_bom_handling(bytes).0,
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(error) => charset.decode_without_bom_handling(error.as_bytes()).0.into_owned().into(),
        },
    }
}

/// Whether a character may turn the text around it about, or may not occur in XML at all.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
}

/// LF line ends; control characters, bidi overrides and what XML forbids become U+FFFD.
pub(crate) fn clean(text: Cow<str>) -> Cow<str> {
    // Nearly every mail is plain ASCII; asked without a way out of the loop, that is answered many bytes at a time.
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    if text.as_bytes().chunks(256).all(|chunk| chunk.iter().fold(true, |plain, byte| plain & is_plain(byte)))
    {
        return text;
    }
    let rare = |c: char| !matches!(c, '\n' | '\t') && (c.is_control() || is_forbidden(c));
    if !text.contains(rare) {
        return text;
    }
    // The lines of a file with CRLF line ends come encoded, and get another line end on their way.
    let text = text.replace("\r\r\n", "\n").replace("\r\n", "\n");
    text.replace(rare, "\u{fffd}").into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quoted_printable_is_undone_with_tolerance() {
        let check = |raw: &str, expected: &str| {
            assert_eq!(String::from_utf8_lossy(&quoted_printable(raw.as_bytes())), expected, "{raw}");
        };
        check("a=C3=A4=c3=a4=\nb \nc=20\n", "aääb\nc \n");
        check("a =  \r\nb=0D=0A=\r\nc\r\n", "a b\r\nc\r\n");
        check("1=2, =zz, =", "1=2, =zz, ");
    }

    #[test]
    fn base64_is_undone_with_tolerance() {
        let check = |raw: &str, expected: Option<&str>| {
            let text = base64(raw.as_bytes()).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            assert_eq!(text.as_deref(), expected, "{raw}");
        };
        check("ZGlt\r\nLg==\r\n", Some("dim."));
        check("ZGltLg", Some("dim."));
        check("ZGltLh==", Some("dim."));
        check("ZGltLg==\n____\nfooter", Some("dim."));
        check("", Some(""));
    }

    proptest! {
        #[test]
        fn what_is_encoded_comes_back(bytes: Vec<u8>) {
            let quoted: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
            prop_assert_eq!(&quoted_printable(quoted.as_bytes()), &bytes);
            prop_assert_eq!(base64(data_encoding::BASE64_MIME.encode(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn no_bytes_are_refused(bytes: Vec<u8>) {
            decoded(&bytes, "base64");
            decoded(&bytes, "quoted-printable");
        }
    }
}
