//! Text to terms, exactly as `static/search-words.js` and lunr 2.3.9 do it in the browser.
//!
//! 1. `plain` removes accents, so that `Groß` is `gross` to readers who have no such key.
//! 2. `words` are lunr's tokens: lower case, split at white space and hyphens.
//! 3. `parts` adds what a word is made of: `kvm_pgtable_walk` is itself and `kvm`, `pgtable`, `walk`; of a script
//!    without spaces, each character begins a part of two. They are trimmed of all that is neither letter nor digit;
//!    lunr's own trimmer leaves nothing of `Иван`.
//! 4. Each goes through lunr's stop words and `stem`.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

use super::stem::stem;

/// Longest term, in UTF-16 code units. What is longer is not a word that anyone would search.
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

/// A text in lower case, its letters without accents where Unicode has a letter below them (NFKD), and in ASCII where
/// they are Latin ones that it does not take apart. Hangul and Kana are put together again (NFC).
pub fn plain(text: &str) -> String {
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
    // Some signs stand for capital letters. A final sigma is an ordinary one where the word goes on.
    ComposingNormalizerBorrowed::new_nfc().normalize(&plain).to_lowercase().replace('ς', "σ")
}

/// The words of a text that is [`plain`] already.
pub fn words(plain: &str) -> impl Iterator<Item = &str> {
    plain.split(is_separator).filter(|word| !word.is_empty())
}

/// The terms of one word.
pub fn terms_of(word: &str) -> Vec<String> {
    let is_term = |part: &&str| STOP_WORDS.binary_search(part).is_err();
    parts(word).into_iter().filter(is_term).map(stem).collect()
}

/// White space as JavaScript's `\s` has it (not quite Unicode's), and the hyphen.
fn is_separator(c: char) -> bool {
    matches!(c, '\t'..='\r' | ' ' | '-' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{2028}'
        | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}' | '\u{feff}')
}

/// The word and what is between its punctuation marks and changes of script, trimmed, without what has no letter or
/// digit.
fn parts(word: &str) -> Vec<&str> {
    let whole = trimmed(word);
    let mut parts = vec![whole];
    for mut piece in word.split(is_punctuation).map(trimmed) {
        while let Some(first) = piece.chars().next() {
            let unspaced = is_unspaced(first);
            let end = piece.find(|c| is_unspaced(c) != unspaced).unwrap_or(piece.len());
            let (run, rest) = piece.split_at(end);
            if unspaced {
                parts.extend(pairs(run).filter(|&pair| pair != whole));
            } else if run != whole {
                parts.push(trimmed(run));
            }
            piece = rest;
        }
    }
    parts.retain(|part| !part.is_empty() && is_short(part));
    parts
}

/// What each character of a run begins: a pair, and the last one itself. Thus any single one begins some term, and
/// any two that touch are one.
fn pairs(run: &str) -> impl Iterator<Item = &str> {
    run.char_indices().map(|(start, _)| {
        let end = run[start..].char_indices().nth(2).map_or(run.len(), |(end, _)| start + end);
        &run[start..end]
    })
}

/// ASCII's punctuation and controls, and that of Unicode's general and CJK blocks.
fn is_punctuation(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => !c.is_ascii_alphanumeric(),
        _ => {
            matches!(c, '\u{2010}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}' | '\u{30fb}')
        }
    }
}

/// Thai, Lao, Burmese and Khmer, Kana, Han and Hangul: scripts without spaces, or with particles behind a word.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3040}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A word without what is neither letter nor digit at its ends.
fn trimmed(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_')
}

fn is_short(part: &str) -> bool {
    part.len() <= LONGEST || part.encode_utf16().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_and_by_its_parts() {
        let check = |text: &str, expected: &[&str]| {
            let terms: Vec<String> = words(&plain(text)).flat_map(terms_of).collect();
            assert_eq!(terms, expected, "{text}");
        };
        check("KVM: arm64: vgic-v3", &["kvm", "arm64", "vgic", "v3"]);
        check("kvm_pgtable_walk()", &["kvm_pgtable_walk", "kvm", "pgtabl", "walk"]);
        check("hw/i386/pc", &["hw/i386/pc", "hw", "i386", "pc"]);
        check("marc.zyngier", &["marc.zyngi", "marc", "zyngier"]);
        check("the __init__ of it", &["__init__", "init"]);
        check("a\u{a0}b\u{85}c — …", &["b\u{85}c"]);
        check("Ünal Groß Kővágó café", &["unal", "gross", "kovago", "cafe"]);
        check("«Иван» Νίκος سمير, é1", &["иван", "νικοσ", "سمير", "e1"]);
        check("王小明 灯 调光:", &["王小明", "王小", "小明", "明", "灯", "调光", "光"]);
        check("KVM支持 밝기를", &["kvm支持", "kvm", "支持", "持", "밝기를", "밝기", "기를", "를"]);
        check("ガｶﾞか", &["ガガか", "ガガ", "ガか", "か"]);
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
