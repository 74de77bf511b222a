//! Names that stay: a readable slug and a short hash, for addresses of pages.

use sha1::{Digest as _, Sha1};

/// Longest slug, so that no file name passes what file systems take.
const LONGEST_SLUG: usize = 60;

/// `arm-single-binary-3f9c2a41`: the slug of a name or title and eight digits of the hash of what it belongs
/// to. The slug is for people and may repeat; the hash tells apart.
pub fn key(name: &str, identity: &str) -> String {
    let digits = digits(identity.as_bytes());
    match slug(name) {
        slug if slug.is_empty() => digits,
        slug => format!("{slug}-{digits}"),
    }
}

/// The first eight hexadecimal digits of a hash.
pub fn digits(bytes: &[u8]) -> String {
    Sha1::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
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
    fn a_slug_is_safe_as_a_file_name_whatever_the_title_holds() {
        assert_eq!(slug("../../etc/passwd\0"), "etc-passwd");
        assert_eq!(slug("KVM: arm64: vgic-v3"), "kvm-arm64-vgic-v3");
        assert_eq!(slug("Philippe Mathieu-Daudé"), "philippe-mathieu-daude");
        assert_eq!(slug("…"), "");
        assert!(slug(&"x".repeat(100_000)).len() <= LONGEST_SLUG);
    }
}
