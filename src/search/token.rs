//! Text to terms, exactly as `static/search-terms.js` and lunr 2.3.9 do it in the browser.
//!
//! 1. `plain` takes accents off letters: lunr's trimmer cuts all but ASCII from the ends of a word, so that
//!    `Groß` would be `gro`. Here it is `gross`, which readers can type who have no such key.
//! 2. `words` are lunr's tokens: lower case, split at white space and hyphens.
//! 3. `parts` adds what a word is made of: `kvm_pgtable_walk` is itself and `kvm`, `pgtable`, `walk`.
//! 4. Each goes through lunr's trimmer, stop words and `stem`.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::stem::stem;

/// Longest term, in UTF-16 code units. What is longer is no word that anyone would search.
const LONGEST: usize = 64;

/// lunr's own stop words, sorted.
const STOP_WORDS: [&str; 119] = [
    "a", "able", "about", "across", "after", "all", "almost", "also", "am", "among", "an", "and", "any",
    "are", "as", "at", "be", "because", "been", "but", "by", "can", "cannot", "could", "dear", "did", "do",
    "does", "either", "else", "ever", "every", "for", "from", "get", "got", "had", "has", "have", "he",
    "her", "hers", "him", "his", "how", "however", "i", "if", "in", "into", "is", "it", "its", "just",
    "least", "let", "like", "likely", "may", "me", "might", "most", "must", "my", "neither", "no", "nor",
    "not", "of", "off", "often", "on", "only", "or", "other", "our", "own", "rather", "said", "say", "says",
    "she", "should", "since", "so", "some", "than", "that", "the", "their", "them", "then", "there", "these",
    "they", "this", "tis", "to", "too", "twas", "us", "wants", "was", "we", "were", "what", "when", "where",
    "which", "while", "who", "whom", "why", "will", "with", "would", "yet", "you", "your",
];

/// All terms of a text, in order and with repetitions.
pub fn terms(text: &str) -> Vec<String> {
    words(&plain(text)).flat_map(terms_of).collect()
}

/// A text in lower case, its letters without accents where Unicode has a letter that they stand on (NFKD), and in
/// ASCII where they are Latin ones that it does not take apart.
pub(super) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let lower = text.to_lowercase();
    let apart = DecomposingNormalizerBorrowed::new_nfkd().normalize(&lower);
    let mut plain = String::with_capacity(apart.len());
    for c in apart.chars() {
        match c {
            '\u{300}'..='\u{36f}' => {}
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'þ' => plain.push_str("th"),
            'ø' => plain.push('o'),
            'ł' => plain.push('l'),
            'đ' | 'ð' => plain.push('d'),
            'ħ' => plain.push('h'),
            'ı' => plain.push('i'),
            _ => plain.push(c),
        }
    }
    // Some signs stand for capital letters.
    plain.to_lowercase()
}

/// The words of a text that is [`plain`] already.
pub(super) fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(is_separator).filter(|word| !word.is_empty())
}

/// The terms of one word.
pub(super) fn terms_of(word: &str) -> Vec<String> {
    let is_term = |part: &&str| STOP_WORDS.binary_search(part).is_err();
    parts(word).into_iter().filter(is_term).map(stem).collect()
}

/// White space as JavaScript's `\s` has it (not quite Unicode's), and the hyphen.
fn is_separator(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '-' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}'
        | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}')
}

/// The word and what stands between its punctuation marks, trimmed, without what has no letter or digit.
fn parts(word: &str) -> Vec<&str> {
    let whole = trimmed(word);
    let pieces = word.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric()).map(trimmed);
    std::iter::once(whole)
        .chain(pieces.filter(|&piece| piece != whole))
        .filter(|part| !part.is_empty() && is_short(part))
        .collect()
}

/// lunr's trimmer: what is no `\w` at both ends goes, letters outside ASCII too.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_')
}

fn is_short(part: &str) -> bool {
    part.len() <= LONGEST || part.encode_utf16().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_and_by_its_parts() {
        let check = |text: &str, expected: &[&str]| assert_eq!(terms(text), expected, "{text}");
        check("KVM: arm64: vgic-v3", &["kvm", "arm64", "vgic", "v3"]);
        check("kvm_pgtable_walk()", &["kvm_pgtable_walk", "kvm", "pgtabl", "walk"]);
        check("hw/i386/pc", &["hw/i386/pc", "hw", "i386", "pc"]);
        check("marc.zyngier", &["marc.zyngi", "marc", "zyngier"]);
        check("the __init__ of it", &["__init__", "init"]);
        check("a\u{a0}b\u{85}c — …", &["b\u{85}c"]);
        check("Ünal Groß Kővágó café 王小明", &["unal", "gross", "kovago", "cafe"]);
        check(
            "Łukasz Đặng Øystein ŒUVRE İstanbul 𝐊𝐕𝐌 ﬁx",
            &["lukasz", "dang", "oystein", "oeuvr", "istanbul", "kvm", "fix"],
        );
        check(&"x".repeat(65), &[]);
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }
}
