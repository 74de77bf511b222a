//! What the reader and the writer promise for every text.

use std::collections::HashMap;

use super::*;

fn without_line_end(line: &str) -> &str {
    line.trim_end_matches('\r')
}

/// The promises that hold for any text.
pub(super) fn check_promises(text: &str) {
    let digest = TextDigest::parse(text);
    let written = digest.to_string();
    if digest.unread.is_empty() {
        assert_eq!(written, text, "a text read without a report is written back");
    }
    let mut kept = HashMap::<&str, usize>::new();
    for line in written.lines().chain(digest.unread.iter().map(|unread| &*unread.text)).map(without_line_end)
    {
        *kept.entry(line).or_default() += 1;
    }
    for line in text.lines().map(without_line_end).filter(|line| !line.is_empty()) {
        let left = kept.get_mut(line).filter(|left| **left > 0);
        *left.unwrap_or_else(|| panic!("{line:?} is neither written nor reported")) -= 1;
    }
    assert!(digest.unread.is_sorted_by_key(|unread| unread.line));
    assert!(digest.unread.iter().all(|unread| (1..=text.split('\n').count() + 1).contains(&unread.line)));
    if digest.is_digest() {
        let again = TextDigest::parse(&written);
        assert_eq!(again.unread, [], "what was written is read without a report");
        assert_eq!(again, TextDigest { unread: Vec::new(), ..digest });
    }
}
