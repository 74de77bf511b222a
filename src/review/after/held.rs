//! The patches of a version, by their files and by what their messages say.

use std::cell::OnceCell;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::keys::{FileKeys, by_file};
use crate::review::{Text, lines};

/// Which patches change each file, and what is compared of their lines.
type ByPath = HashMap<String, Vec<(usize, FileKeys)>, RandomState>;

/// The texts of a version.
#[derive(Debug)]
pub struct Held<'a> {
    pub texts: Vec<&'a Text>,
    /// What they say of each file: which patch, and what is compared of its lines.
    files: OnceCell<ByPath>,
    /// What is compared of their messages.
    messages: OnceCell<Vec<String>>,
}

/// What a file is called in two versions.
#[derive(Debug, Clone, Copy)]
pub struct Paths<'a> {
    pub older: &'a str,
    pub newer: &'a str,
}

impl<'a> Held<'a> {
    pub fn of(texts: Vec<&'a Text>) -> Self {
        Self { texts, files: OnceCell::new(), messages: OnceCell::new() }
    }

    /// What the patches say of a file.
    pub fn of_file(&self, path: &str) -> &[(usize, FileKeys)] {
        let files = self.files.get_or_init(|| {
            let mut files = ByPath::default();
            for (at, text) in self.texts.iter().enumerate() {
                let Text::Patch { diff, .. } = text else { continue };
                by_file(diff)
                    .into_iter()
                    .for_each(|(path, keys)| files.entry(path).or_default().push((at, keys)));
            }
            files
        });
        files.get(path).map_or(&[], Vec::as_slice)
    }

    /// A patch other than `own` that passes `has` with its lines of this file.
    pub fn holder(
        &self,
        path: &str,
        own: Option<usize>,
        has: impl Fn(usize, &FileKeys) -> bool,
    ) -> Option<usize> {
        let mut others = self.of_file(path).iter().filter(|(at, _)| Some(*at) != own);
        others.find(|(at, keys)| has(*at, keys)).map(|(at, _)| *at)
    }

    /// What is compared of a message.
    pub fn message(&self, at: usize) -> &str {
        let messages =
            self.messages.get_or_init(|| self.texts.iter().map(|text| lines::key(text.message())).collect());
        messages.get(at).map_or("", String::as_str)
    }

    /// A patch other than `own` whose message passes `tells`.
    pub fn teller(&self, own: Option<usize>, tells: impl Fn(&str) -> bool) -> Option<usize> {
        let is_other = |at: &usize| Some(*at) != own && matches!(self.texts[*at], Text::Patch { .. });
        (0..self.texts.len()).filter(is_other).find(|&at| tells(self.message(at)))
    }
}
