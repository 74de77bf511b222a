//! Titles that fit on a page, and links with them.

use crate::site::view::{Counted, Hyperlink};

/// Titles longer than this are cut in HTML; the texts and the JSON have them whole.
const LONGEST_TITLE: usize = 300;

pub fn link(title: &str, href: String) -> Hyperlink {
    Hyperlink { title: clip(title), href }
}

pub fn counted(title: &str, href: String, count: usize) -> Counted {
    Counted { title: clip(title), href, count }
}

/// A title that fits on a page. A subject can be as long as a mail.
pub fn clip(title: &str) -> String {
    if title.len() <= LONGEST_TITLE && !title.is_empty() {
        return title.to_owned();
    }
    match title.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None if title.is_empty() => "(no subject)".to_owned(),
        None => title.to_owned(),
    }
}
