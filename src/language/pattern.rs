//! A message, taken apart.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use icu_plurals::PluralCategory;

/// The elements that every message may have.
pub const INLINE: [&str; 3] = ["code", "kbd", "strong"];

/// What a message says.
#[derive(Debug, Default, Hash)]
pub struct Pattern {
    pub pieces: Vec<Piece>,
}

#[derive(Debug, Hash)]
pub enum Piece {
    Text(String),
    /// `<strong>`, `</strong>`: where an element of the page begins and ends.
    Begin(String),
    End(String),
    Variable(String),
    Select {
        on: String,
        cases: Vec<(Key, Pattern)>,
        otherwise: Pattern,
    },
}

/// What a variable is for a case to hold.
#[derive(Debug, Hash)]
pub enum Key {
    Number(u64),
    Category(Category),
    Word(String),
}

/// A category of plurals.
#[derive(Debug, Clone, Copy)]
pub struct Category(pub PluralCategory);

/// All categories, by name.
pub const CATEGORIES: [(&str, Category); 6] = [
    ("zero", Category(PluralCategory::Zero)),
    ("one", Category(PluralCategory::One)),
    ("two", Category(PluralCategory::Two)),
    ("few", Category(PluralCategory::Few)),
    ("many", Category(PluralCategory::Many)),
    ("other", Category(PluralCategory::Other)),
];

impl Category {
    pub fn named(name: &str) -> Option<Self> {
        CATEGORIES.iter().find(|(own, _)| *own == name).map(|&(_, category)| category)
    }

    pub fn name(self) -> &'static str {
        CATEGORIES.iter().find(|(_, own)| own.0 == self.0).map_or("other", |(name, _)| name)
    }
}

impl Hash for Category {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.0 as u8).hash(state);
    }
}

/// What stands for a variable.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    Number(u64),
    Text(&'a str),
}

impl Value<'_> {
    pub fn write(self, text: &mut String) {
        match self {
            Self::Number(number) => text.push_str(&number.to_string()),
            Self::Text(own) => text.push_str(own),
        }
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl<'a, T: AsRef<str> + ?Sized> From<&'a T> for Value<'a> {
    fn from(text: &'a T) -> Self {
        Self::Text(text.as_ref())
    }
}

impl Pattern {
    /// The names of all variables.
    pub fn variables(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) | Piece::Begin(_) | Piece::End(_) => {}
                Piece::Variable(name) => {
                    names.insert(name.as_str());
                }
                Piece::Select { on, cases, otherwise } => {
                    names.insert(on);
                    let parts = cases.iter().map(|(_, case)| case).chain([otherwise]);
                    parts.for_each(|part| names.extend(part.variables()));
                }
            }
        }
        names
    }

    /// The names of all elements.
    pub fn elements(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(_) | Piece::Variable(_) => {}
                Piece::Begin(name) | Piece::End(name) => {
                    names.insert(name.as_str());
                }
                Piece::Select { cases, otherwise, .. } => {
                    let parts = cases.iter().map(|(_, case)| case).chain([otherwise]);
                    parts.for_each(|part| names.extend(part.elements()));
                }
            }
        }
        names
    }

    /// The text of a message without variables and elements.
    pub fn constant(&self) -> Option<&str> {
        match &*self.pieces {
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// Whether each element that begins in it ends in it, the last one first.
    pub fn is_balanced(&self) -> bool {
        let mut open: Vec<&str> = Vec::new();
        for piece in &self.pieces {
            let is_right = match piece {
                Piece::Text(_) | Piece::Variable(_) => true,
                Piece::Begin(name) => {
                    open.push(name);
                    true
                }
                Piece::End(name) => open.pop() == Some(name),
                Piece::Select { cases, otherwise, .. } => {
                    otherwise.is_balanced() && cases.iter().all(|(_, case)| case.is_balanced())
                }
            };
            if !is_right {
                return false;
            }
        }
        open.is_empty()
    }
}
