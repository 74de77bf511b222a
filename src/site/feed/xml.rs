//! What may occur in XML.

/// Takes out the characters that XML 1.0 (section 2.2) has no way to write, not even by number. Neither the writers of
/// feeds nor templates do.
pub fn clean(document: String) -> String {
    // Bytes are looked at many at a time; only `EF` begins a character beyond ASCII that is not allowed.
    let is_safe = |byte: u8| byte >= b' ' && byte != 0xef || matches!(byte, b'\t' | b'\n' | b'\r');
    let bytes = document.as_bytes();
    let is_clean = bytes.chunks(256).all(|chunk| chunk.iter().fold(true, |safe, &byte| safe & is_safe(byte)));
    if is_clean || document.chars().all(is_allowed) {
        document
    } else {
        document.chars().filter(|&c| is_allowed(c)).collect()
    }
}

fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::clean;

    #[test]
    fn what_xml_forbids_goes_and_all_else_stays() {
        let check = |text: &str, expected: &str| assert_eq!(clean(text.to_owned()), expected, "{text:?}");
        check("a\u{0}b\u{b}c\u{1f}d\u{fffe}e\u{ffff}f", "abcdef");
        check(
            "tab\tline\nreturn\r\u{7f}\u{85}\u{fffd}\u{10ffff}",
            "tab\tline\nreturn\r\u{7f}\u{85}\u{fffd}\u{10ffff}",
        );
    }
}
