//! The patches of a version, by their files and by what their messages say.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::rc::Rc;

use foldhash::fast::RandomState;

use super::files::Files;
use super::keys::FileKeys;
use crate::review::{Text, lines};

/// The texts of a version.
#[derive(Debug)]
pub struct Held<'a> {
    pub texts: Vec<&'a Text>,
    diffs: Vec<OnceCell<Rc<Files<'a>>>>,
    /// Which texts change each file, in their order.
    by_path: OnceCell<HashMap<String, Vec<usize>, RandomState>>,
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
        let diffs = vec![OnceCell::new(); texts.len()];
        Self { texts, diffs, by_path: OnceCell::new(), messages: OnceCell::new() }
    }

    /// The diff of a text by its files.
    pub fn files(&self, at: usize) -> &Rc<Files<'a>> {
        self.diffs[at].get_or_init(|| {
            let diff = if let Text::Patch { diff, .. } = self.texts[at] { diff } else { "" };
            Rc::new(Files::of(diff))
        })
    }

    /// What the patches say of a file: which patch, and what is compared of its lines.
    pub fn of_file<'h>(&'h self, path: &'h str) -> impl Iterator<Item = (usize, &'h FileKeys)> + use<'a, 'h> {
        let by_path = self.by_path.get_or_init(|| {
            let mut by_path = HashMap::<String, Vec<usize>, RandomState>::default();
            for at in 0..self.texts.len() {
                for path in self.files(at).paths() {
                    by_path.entry(path.to_owned()).or_default().push(at);
                }
            }
            by_path
        });
        let texts = by_path.get(path).into_iter().flatten();
        texts.filter_map(move |&at| Some((at, self.files(at).keys(path)?)))
    }

    /// A patch other than `own` that passes `has` with its lines of this file.
    pub fn holder(
        &self,
        path: &str,
        own: Option<usize>,
        has: impl Fn(usize, &FileKeys) -> bool,
    ) -> Option<usize> {
        let mut others = self.of_file(path).filter(|(at, _)| Some(*at) != own);
        others.find(|(at, keys)| has(*at, keys)).map(|(at, _)| at)
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
