//! The Porter stemmer as lunr 2.3.9 has it, which is not quite Porter's: its patterns are matched against
//! UTF-16 code units, and every unit but `a e i o u` can begin a run of consonants.

/// `ational` becomes `ate` where what precedes it has a measure above 0; longest endings count.
const STEP_2: [(&str, &str); 21] = [
    ("ational", "ate"),
    ("tional", "tion"),
    ("enci", "ence"),
    ("anci", "ance"),
    ("izer", "ize"),
    ("bli", "ble"),
    ("alli", "al"),
    ("entli", "ent"),
    ("eli", "e"),
    ("ousli", "ous"),
    ("ization", "ize"),
    ("ation", "ate"),
    ("ator", "ate"),
    ("alism", "al"),
    ("iveness", "ive"),
    ("fulness", "ful"),
    ("ousness", "ous"),
    ("aliti", "al"),
    ("iviti", "ive"),
    ("biliti", "ble"),
    ("logi", "log"),
];

const STEP_3: [(&str, &str); 7] = [
    ("icate", "ic"),
    ("ative", ""),
    ("alize", "al"),
    ("iciti", "ic"),
    ("ical", "ic"),
    ("ful", ""),
    ("ness", ""),
];

const STEP_4: [(&str, &str); 18] = [
    ("al", ""),
    ("ance", ""),
    ("ence", ""),
    ("er", ""),
    ("ic", ""),
    ("able", ""),
    ("ible", ""),
    ("ant", ""),
    ("ement", ""),
    ("ment", ""),
    ("ent", ""),
    ("ou", ""),
    ("ism", ""),
    ("ate", ""),
    ("iti", ""),
    ("ous", ""),
    ("ive", ""),
    ("ize", ""),
];

/// The stem of a lower-case word.
pub fn stem(word: &str) -> String {
    let mut units: Vec<u16> = word.encode_utf16().collect();
    if units.len() < 3 {
        return word.to_owned();
    }
    let first = units[0];
    if first == u16::from(b'y') {
        units[0] = u16::from(b'Y');
    }
    plurals(&mut units);
    past_and_progressive(&mut units);
    final_y(&mut units);
    replace_ending(&mut units, &STEP_2, |stem| measure(stem, 1));
    replace_ending(&mut units, &STEP_3, |stem| measure(stem, 1));
    if !replace_ending(&mut units, &STEP_4, |stem| measure(stem, 2)) {
        drop_ion(&mut units);
    }
    final_e(&mut units);
    if ends(&units, "ll") && measure(&units, 2) {
        units.pop();
    }
    if first == u16::from(b'y') {
        units[0] = first;
    }
    String::from_utf16_lossy(&units)
}

/// Step 1a.
fn plurals(word: &mut Vec<u16>) {
    let length = word.len();
    if (length > 4 && ends(word, "sses")) || (length > 3 && ends(word, "ies")) {
        word.truncate(length - 2);
    } else if length > 2 && ends(word, "s") && !ends(word, "ss") {
        word.pop();
    }
}

/// Step 1b.
fn past_and_progressive(word: &mut Vec<u16>) {
    let length = word.len();
    if length > 3 && ends(word, "eed") {
        if measure(&word[..length - 3], 1) {
            word.pop();
        }
        return;
    }
    let ending = ["ed", "ing"].iter().find(|ending| length > ending.len() && ends(word, ending));
    let Some(stem) = ending.map(|ending| length - ending.len()).filter(|&stem| has_vowel(&word[..stem]))
    else {
        return;
    };
    word.truncate(stem);
    if ["at", "bl", "iz"].iter().any(|ending| ends(word, ending)) {
        word.push(u16::from(b'e'));
    } else if stem > 1 && word[stem - 1] == word[stem - 2] && !is_one_of(word[stem - 1], b"aeiouylsz") {
        word.pop();
    } else if is_short(word) {
        word.push(u16::from(b'e'));
    }
}

/// Step 1c: a final y behind a consonant that is not the first letter becomes i.
fn final_y(word: &mut [u16]) {
    let length = word.len();
    if length > 2 && ends(word, "y") && !is_one_of(word[length - 2], b"aeiou") {
        word[length - 1] = u16::from(b'i');
    }
}

/// Replaces the longest of the endings if what precedes it is long enough; whether there was such an ending.
fn replace_ending(word: &mut Vec<u16>, endings: &[(&str, &str)], long_enough: fn(&[u16]) -> bool) -> bool {
    let fits = |(ending, _): &&(&str, &str)| word.len() > ending.len() && ends(word, ending);
    let Some((ending, instead)) = endings.iter().filter(fits).max_by_key(|(ending, _)| ending.len()) else {
        return false;
    };
    let stem = word.len() - ending.len();
    if long_enough(&word[..stem]) {
        word.truncate(stem);
        word.extend(instead.encode_utf16());
    }
    true
}

/// The rest of step 4.
fn drop_ion(word: &mut Vec<u16>) {
    let length = word.len();
    if length > 4 && (ends(word, "sion") || ends(word, "tion")) && measure(&word[..length - 3], 2) {
        word.truncate(length - 3);
    }
}

/// Step 5.
fn final_e(word: &mut Vec<u16>) {
    if word.len() < 2 || !ends(word, "e") {
        return;
    }
    let stem = &word[..word.len() - 1];
    if measure(stem, 2) || (measures_one(stem) && !is_short(stem)) {
        word.pop();
    }
}

fn ends(word: &[u16], ending: &str) -> bool {
    word.len() >= ending.len()
        && word[word.len() - ending.len()..].iter().zip(ending.bytes()).all(|(&unit, b)| unit == u16::from(b))
}

fn is_one_of(unit: u16, letters: &[u8]) -> bool {
    letters.iter().any(|&letter| unit == u16::from(letter))
}

/// Where a match can be after a run of consonants (`[^aeiou][^aeiouy]*`) that begins at one of `places`.
/// A run can end early: `y` is a consonant at its beginning and a vowel behind it.
fn after_consonants(word: &[u16], places: &[bool]) -> Vec<bool> {
    after(word, places, |unit| !is_one_of(unit, b"aeiou"), |unit| !is_one_of(unit, b"aeiouy"))
}

/// The same for a run of vowels, `[aeiouy][aeiou]*`.
fn after_vowels(word: &[u16], places: &[bool]) -> Vec<bool> {
    after(word, places, |unit| is_one_of(unit, b"aeiouy"), |unit| is_one_of(unit, b"aeiou"))
}

fn after(word: &[u16], places: &[bool], first: fn(u16) -> bool, further: fn(u16) -> bool) -> Vec<bool> {
    let mut reached = vec![false; word.len() + 1];
    for (at, &unit) in word.iter().enumerate() {
        reached[at + 1] = (places[at] && first(unit)) || (reached[at] && further(unit));
    }
    reached
}

/// The beginning, and what follows the consonants there.
fn onset(word: &[u16]) -> Vec<bool> {
    let mut start = vec![false; word.len() + 1];
    start[0] = true;
    let mut places = after_consonants(word, &start);
    places[0] = true;
    places
}

fn after_syllables(word: &[u16], count: usize) -> Vec<bool> {
    let one_more = |places: Vec<bool>, _| after_consonants(word, &after_vowels(word, &places));
    (0..count).fold(onset(word), one_more)
}

/// Whether Porter's measure is at least this.
fn measure(word: &[u16], least: usize) -> bool {
    after_syllables(word, least).contains(&true)
}

/// Whether it can be read as exactly 1.
fn measures_one(word: &[u16]) -> bool {
    let places = after_syllables(word, 1);
    places[word.len()] || after_vowels(word, &places)[word.len()]
}

fn has_vowel(word: &[u16]) -> bool {
    onset(word).iter().zip(word).any(|(&here, &unit)| here && is_one_of(unit, b"aeiouy"))
}

/// Consonants, a vowel, and a consonant other than `w`, `x` and `y`.
fn is_short(word: &[u16]) -> bool {
    let length = word.len();
    let mut start = vec![false; length + 1];
    start[0] = true;
    length > 2
        && !is_one_of(word[length - 1], b"aeiouwxy")
        && is_one_of(word[length - 2], b"aeiouy")
        && after_consonants(word, &start)[length - 2]
}

#[cfg(test)]
mod tests {
    use super::stem;

    #[test]
    fn words_have_the_stems_that_lunr_gives_them() {
        // Taken from lunr 2.3.9; `tests/search` compares many more.
        let pairs = [
            ("caresses", "caress"),
            ("ponies", "poni"),
            ("ties", "ti"),
            ("cats", "cat"),
            ("ss", "ss"),
            ("sses", "sse"),
            ("agreed", "agre"),
            ("feed", "feed"),
            ("plastered", "plaster"),
            ("motoring", "motor"),
            ("sing", "sing"),
            ("conflated", "conflat"),
            ("hopping", "hop"),
            ("falling", "fall"),
            ("filing", "file"),
            ("happy", "happi"),
            ("sky", "ski"),
            ("relational", "relat"),
            ("virtualization", "virtual"),
            ("hopefulness", "hope"),
            ("adoption", "adopt"),
            ("controll", "control"),
            ("rate", "rate"),
            ("yes", "ye"),
            ("yyy", "yyi"),
            ("registers", "regist"),
        ];
        for (word, expected) in pairs {
            assert_eq!(stem(word), expected, "{word}");
        }
    }

    #[test]
    fn no_word_is_too_odd() {
        for word in ["", "é", "😀ing", "a😀😀ing", "ing", "ed", "y", "eee", "______", &"ation".repeat(1_000)]
        {
            stem(word);
        }
    }
}
