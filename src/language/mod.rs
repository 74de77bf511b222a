//! The texts of pages, in the language of the site.
//!
//! 1. `catalogue` reads files of messages, written in [Fluent](https://projectfluent.org): `languages/en.ftl`, in the program
//!    or next to the configuration.
//! 2. [`Language`] holds those of one language. A message that it lacks is the one of English.
//! 3. `template` puts messages into templates when these are read, so that a page costs no look-up; `call` finds where.
//!    `script` puts them into scripts.
//!
//! Messages that are made into parts of templates cost what literal text costs: this is why the program evaluates them itself.

mod call;
mod catalogue;
mod date;
mod direction;
mod pattern;
mod script;
mod template;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::path::Path;

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use rust_embed::RustEmbed;

use crate::error::{Error, Result};
use crate::shared::HashMap;

pub use pattern::{CATEGORIES, Category, Value};
use pattern::{Key, Pattern, Piece};
pub use template::Problem;

#[derive(RustEmbed)]
#[folder = "languages/"]
struct BuiltIn;

/// The language that has all messages.
const ENGLISH: &str = "en";

/// The files that are built into the program, by name.
pub fn built_in_files() -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
    BuiltIn::iter().filter_map(|name| Some((name.to_string(), BuiltIn::get(&name)?.data)))
}

/// A language, and what the site says in it.
pub struct Language {
    tag: String,
    /// Whether it is written from right to left.
    from_right: bool,
    rules: PluralRules,
    /// Whether `one` is the number 1 alone, as in English: templates and scripts then compare, which costs less than the rules.
    one_is_1: bool,
    messages: HashMap<String, Pattern>,
}

impl Language {
    /// Reads the messages of a language. Those of the owner, in `folder`, take the place of built-in ones one by one; those
    /// of `de-AT` take the place of those of `de`.
    pub fn read(tag: &str, folder: &Path) -> Result<Self> {
        let file = |tag: &str| folder.join(format!("{tag}.ftl"));
        let unknown = |tag: &str, problem: &str| {
            let mend =
                format!("set `language` to one of {}, or write the messages into this file", built_in_tags());
            Error::new(file(tag).display().to_string(), format!("language is `{tag}`, {problem}"), mend)
        };
        let locale =
            Locale::try_from_str(tag).map_err(|_| unknown(tag, "which is not a valid language tag"))?;
        // Files are named as the standard writes tags, whatever the configuration does.
        let known_as = locale.to_string();
        if known_as != tag && file(tag).exists() && !file(&known_as).exists() {
            let problem = format!("is not read: the standard writes this language `{known_as}`");
            let mend = format!("rename the file to {known_as}.ftl");
            return Err(Error::new(file(tag).display().to_string(), problem, mend));
        }
        let from_right = direction::is_from_right(&locale);
        let rules = PluralRules::try_new(locale.into(), PluralRulesOptions::default())
            .map_err(|_| unknown(&known_as, "whose plurals are not known"))?;
        let mut messages = catalogue::read(ENGLISH, folder, None)?;
        let mut is_known = false;
        // `de`, then `de-AT`.
        for (end, _) in known_as.match_indices('-').chain([(known_as.len(), "")]) {
            let name = &known_as[..end];
            let own = catalogue::read(name, folder, Some(&messages))?;
            is_known |= name == ENGLISH || !own.is_empty();
            messages.extend(own);
        }
        if is_known {
            let one_is_1 = is_only_1(&rules);
            Ok(Self { tag: tag.to_owned(), from_right, rules, one_is_1, messages })
        } else {
            Err(unknown(&known_as, "for which there are no messages"))
        }
    }

    /// As the configuration names it.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// Whether it is written from right to left.
    pub fn is_from_right(&self) -> bool {
        self.from_right
    }

    /// A message without variables.
    pub fn text(&self, id: &str) -> String {
        self.say(id, &[])
    }

    /// A message with the values of its variables. One that there is not is shown as its id: a test holds that all are there.
    pub fn say(&self, id: &str, values: &[(&str, Value)]) -> String {
        let Some(pattern) = self.messages.get(id) else {
            debug_assert!(false, "there is no message {id}");
            return id.to_owned();
        };
        let mut text = String::new();
        self.write(pattern, values, &mut text);
        text
    }

    /// The variables of a message, if there is such a message.
    pub fn variables(&self, id: &str) -> std::result::Result<BTreeSet<&str>, String> {
        let unknown = || format!("there is no message `{id}`");
        self.messages.get(id).map(Pattern::variables).ok_or_else(unknown)
    }

    fn write(&self, pattern: &Pattern, values: &[(&str, Value)], text: &mut String) {
        let value = |name: &str| values.iter().find(|(own, _)| *own == name).map(|(_, value)| value);
        for piece in &pattern.pieces {
            match piece {
                Piece::Text(part) => text.push_str(part),
                Piece::Begin(_) | Piece::End(_) => {}
                Piece::Variable(name) => value(name).into_iter().for_each(|value| value.write(text)),
                Piece::Select { on, cases, otherwise } => {
                    let holds = |key: &Key| value(on).is_some_and(|value| self.holds(key, value));
                    let case = cases.iter().find(|(key, _)| holds(key));
                    self.write(case.map_or(otherwise, |(_, case)| case), values, text);
                }
            }
        }
    }

    fn holds(&self, key: &Key, value: &Value) -> bool {
        match (key, value) {
            (Key::Number(key), Value::Number(value)) => key == value,
            (Key::Category(key), Value::Number(value)) => self.is_in(*value, *key),
            (Key::Word(key), Value::Text(value)) => key == value,
            _ => false,
        }
    }

    /// Whether a number belongs to a category of the language's plurals.
    pub fn is_in(&self, number: u64, category: Category) -> bool {
        self.rules.category_for(number) == category.0
    }
}

/// What tells its texts from those of other languages.
impl Hash for Language {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let mut messages: Vec<_> = self.messages.iter().collect();
        messages.sort_by_key(|(id, _)| *id);
        (&self.tag, messages).hash(state);
    }
}

/// Whether of all numbers only 1 is `one`. The rules look at the last digits of numbers, and at millions.
fn is_only_1(rules: &PluralRules) -> bool {
    let is_one = |number: u64| rules.category_for(number) == PluralCategory::One;
    (0..1_000).chain([1_000, 1_001, 1_000_000, 1_000_001]).all(|number| is_one(number) == (number == 1))
}

fn built_in_tags() -> String {
    let mut tags: Vec<String> =
        built_in_files().map(|(name, _)| name.trim_end_matches(".ftl").to_owned()).collect();
    tags.sort();
    tags.join(", ")
}
