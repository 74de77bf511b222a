//! What the site's operator says of links between versions, where the signals are wrong.

use std::collections::BTreeMap;

/// Mails that are of one series, and mails that are not, by Message-ID.
#[derive(Debug, Clone, Default, Hash)]
pub struct Corrections {
    same: BTreeMap<String, Vec<String>>,
    apart: BTreeMap<String, Vec<String>>,
}

impl Corrections {
    /// Reads lines `same ID ID` and `apart ID ID`; `#` begins a comment. The error is the number of a line that is
    /// neither.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut corrections = Self::default();
        for (number, line) in text.lines().enumerate() {
            let words: Vec<&str> =
                line.split_whitespace().take_while(|word| !word.starts_with('#')).collect();
            let id = |word: &str| word.trim_start_matches('<').trim_end_matches('>').to_owned();
            let (pairs, a, b) = match words[..] {
                [] => continue,
                ["same", a, b] => (&mut corrections.same, id(a), id(b)),
                ["apart", a, b] => (&mut corrections.apart, id(a), id(b)),
                _ => return Err(number + 1),
            };
            pairs.entry(a).or_default().push(b);
        }
        Ok(corrections)
    }

    /// The mails that are of one series with this one.
    pub(super) fn same(&self, message_id: &str) -> Vec<String> {
        self.same.get(message_id).cloned().unwrap_or_default()
    }

    /// The mails that are not of one series with this one.
    pub(super) fn apart(&self, message_id: &str) -> Vec<String> {
        self.apart.get(message_id).cloned().unwrap_or_default()
    }
}
