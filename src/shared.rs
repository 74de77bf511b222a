//! Texts that many mails have in common, each kept once: names, addresses and Message-IDs.
//!
//! An archive names its few hundred people tens of thousands of times, and each mail of a thread names those above it.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt::{self, Debug, Display, Formatter};
use std::hash::{BuildHasher, Hash};
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use arcstr::ArcStr;
use foldhash::fast::RandomState;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A text that is cheap to copy, and that others may hold as well. It is as large as a pointer.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Shared(ArcStr);

impl Shared {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Shared {
    fn default() -> Self {
        Self::from("")
    }
}

impl Deref for Shared {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Shared {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Shared {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Shared {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Shared {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&Shared> for String {
    fn from(text: &Shared) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq<str> for Shared {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Shared {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for Shared {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Shared {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Display for Shared {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        Display::fmt(self.as_str(), f)
    }
}

impl Debug for Shared {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        Debug::fmt(self.as_str(), f)
    }
}

impl Serialize for Shared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Shared {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

/// Maps and sets whose hash is quick to find. Its seed differs from run to run, as that of the library's own.
pub type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
pub type HashSet<T> = std::collections::HashSet<T, RandomState>;

/// Parts of a pool, so that threads seldom wait for each other.
const PARTS: usize = 64;

/// What several threads read, so that one text is in memory once.
#[derive(Debug)]
pub struct Pool {
    hasher: RandomState,
    parts: [Mutex<HashSet<Shared>>; PARTS],
}

impl Default for Pool {
    fn default() -> Self {
        Self { hasher: RandomState::default(), parts: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl Pool {
    /// Lets a text be the one that the pool has, which is equal.
    pub fn share(&self, text: &mut Shared) {
        let part = self.hasher.hash_one(text.as_str()) as usize % PARTS;
        // A thread that panicked while it held a part left it whole: a text is in it or not.
        let mut known = self.parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(text.as_str()) {
            Some(same) => *text = same.clone(),
            None => drop(known.insert(text.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_of_a_pool_are_one_and_others_stay_as_they_are() {
        let pool = Pool::default();
        let [mut first, mut second, mut other] = ["Jo Reed", "Jo Reed", "jo reed"].map(Shared::from);
        [&mut first, &mut second, &mut other].into_iter().for_each(|text| pool.share(text));
        assert!(ArcStr::ptr_eq(&first.0, &second.0));
        assert_eq!([first.as_str(), second.as_str(), other.as_str()], ["Jo Reed", "Jo Reed", "jo reed"]);
    }
}
