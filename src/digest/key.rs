//! Names that stay: a readable slug and a short hash, for addresses of pages.

use std::collections::HashSet;
use std::fmt::{self, Debug, Display, Formatter};
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use data_encoding::HEXLOWER;
use serde::{Serialize, Serializer};
use sha1::{Digest as _, Sha1};

/// Longest slug, so that no file name passes what file systems take.
const LONGEST_SLUG: usize = 60;

/// Longest host name that is its own key.
const LONGEST_HOST: usize = 100;

/// What a `T` is called in addresses of pages and in JSON. Unlike its position ([`crate::position::At`]) it stays from
/// one build to the next.
pub struct Key<T> {
    text: String,
    of: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    fn new(text: String) -> Self {
        Self { text, of: PhantomData }
    }

    /// The key of what has a name that can be part of an address and that nothing else has, such as a day's digest in
    /// its list.
    pub fn named(name: String) -> Self {
        Self::new(name)
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }
}

// Derived, these would ask the same of `T`.
impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        Self::new(self.text.clone())
    }
}

impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for Key<T> {}

impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> Display for Key<T> {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> Debug for Key<T> {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        Debug::fmt(&self.text, f)
    }
}

impl<T> Serialize for Key<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// `arm-single-binary-3f9c2a41`: the slug of a name or title and eight digits of the hash of what it belongs
/// to. The slug is for people and may repeat; the hash tells apart.
fn key(name: &str, identity: &str) -> String {
    let digits = digits(identity.as_bytes());
    match slug(name) {
        slug if slug.is_empty() => digits,
        slug => format!("{slug}-{digits}"),
    }
}

/// Gives each of many things a key of its own.
#[derive(Debug)]
pub struct Keys<T> {
    given: HashSet<String>,
    of: PhantomData<fn() -> T>,
}

impl<T> Default for Keys<T> {
    /// No key is given yet.
    fn default() -> Self {
        Self { given: HashSet::new(), of: PhantomData }
    }
}

impl<T> Keys<T> {
    /// The key of what has this name by right. Nothing else can be given it afterwards.
    pub fn reserve(&mut self, name: &str) -> Key<T> {
        self.given.insert(name.to_owned());
        Key::new(name.to_owned())
    }

    /// The key of the next thing: that of its first identity that leads to a key nobody has. Where all are taken, the last
    /// is numbered. A thing keeps its key whatever comes after it, and the key of one that has no twin depends on its
    /// first identity alone.
    pub fn give(&mut self, name: &str, identities: &[String]) -> Key<T> {
        let last = identities.last().map_or("", String::as_str);
        let numbered = (2..).map(|number: usize| key(name, &format!("{last}\n{number}")));
        let mut keys = identities.iter().map(|identity| key(name, identity)).chain(numbered);
        let free = keys.find(|key| !self.given.contains(key)).expect("numbers do not end");
        self.given.insert(free.clone());
        Key::new(free)
    }
}

/// Whether a name is a host's, so that it can be part of an address unchanged: lower case, letters, digits and hyphens
/// between single dots (RFC 1123, 2.1).
pub fn is_host(name: &str) -> bool {
    let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    name.len() <= LONGEST_HOST
        && name.split('.').all(|label| !label.is_empty() && label.bytes().all(is_letter))
}

/// The first eight hexadecimal digits of a hash.
pub fn digits(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha1::digest(bytes)[..4])
}

/// Lower-case ASCII letters, digits and single hyphens; other scripts are transliterated. Empty if nothing is
/// left.
pub fn slug(name: &str) -> String {
    // A title can be as long as a mail, and transliteration makes it longer. Addresses never become part of an
    // address of a page.
    let start: String = name.chars().take(4 * LONGEST_SLUG).collect();
    let words: Vec<&str> = start.split_whitespace().filter(|word| !word.contains('@')).collect();
    let mut slug = slug::slugify(words.join(" "));
    if slug.len() > LONGEST_SLUG {
        let cut = slug[..=LONGEST_SLUG].rfind('-').unwrap_or(LONGEST_SLUG);
        slug.truncate(cut);
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twins_get_keys_of_their_own_and_others_keep_theirs() {
        let mut keys: Keys<()> = Keys::default();
        let mut give = |identities: &[&str]| {
            keys.give("lamp", &identities.iter().map(|&id| id.into()).collect::<Vec<_>>())
        };
        let given = |identity: &str| Key::new(key("lamp", identity));
        assert_eq!(give(&["a", "a at noon"]), given("a"));
        assert_eq!(give(&["a", "a at one"]), given("a at one"));
        assert_eq!(give(&["a", "a at noon"]), given("a at noon"));
        for number in 2..5 {
            assert_eq!(give(&["a", "a at noon"]), given(&format!("a at noon\n{number}")));
        }
        assert_eq!(give(&["b"]), given("b"));
    }

    #[test]
    fn only_plain_host_names_are_their_own_keys() {
        assert!(is_host("linaro.org") && is_host("a-b.example"));
        let long = "x".repeat(LONGEST_HOST + 1);
        for name in ["../../etc", "..", ".", "", "a/b", "A.example", "x\0y", "page_2", &long] {
            assert!(!is_host(name), "{name}");
        }
    }

    #[test]
    fn a_slug_is_safe_as_a_file_name_whatever_the_title_holds() {
        assert_eq!(slug("../../etc/passwd\0"), "etc-passwd");
        assert_eq!(slug("KVM: arm64: vgic-v3"), "kvm-arm64-vgic-v3");
        assert_eq!(slug("Philippe Mathieu-Daudé"), "philippe-mathieu-daude");
        assert_eq!(slug("…"), "");
        assert!(slug(&"x".repeat(100_000)).len() <= LONGEST_SLUG);
    }
}
