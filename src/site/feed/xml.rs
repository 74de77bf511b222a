//! What may stand in XML.

/// Takes out the characters that XML 1.0 (section 2.2) has no way to write, not even by number. Neither the writers of
/// feeds nor templates do.
pub fn clean(document: String) -> String {
    if document.chars().all(is_allowed) {
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
