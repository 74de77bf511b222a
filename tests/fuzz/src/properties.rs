//! What holds for any input, whatever part reads it.

/// What comes out of `input` bytes is at most `times` as long, and a little more.
pub fn bounded(input: usize, output: usize, times: usize) {
    assert!(output <= times * input + 1024, "{output} bytes of {input}");
}

/// A text lost nothing but white space on the way into HTML, and got nothing.
pub fn same_words(text: &str, shown: &str) {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(words(text), words(shown));
}

/// Each position once, and each below `count`.
pub fn distinct_positions(positions: impl IntoIterator<Item = usize>, count: usize) -> usize {
    let mut seen = vec![false; count];
    let mut found = 0;
    for at in positions {
        assert!(!std::mem::replace(&mut seen[at], true), "{at} twice");
        found += 1;
    }
    found
}

/// The same words, in any order, once each.
pub fn all_distinct<T: Ord + std::fmt::Debug>(values: impl IntoIterator<Item = T>) {
    let mut values: Vec<T> = values.into_iter().collect();
    values.sort();
    values.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1], "twice"));
}

/// Two halves of an input, parted by a zero byte.
pub fn halves(data: &[u8]) -> (&[u8], &[u8]) {
    let at = data.iter().position(|&byte| byte == 0).unwrap_or(data.len());
    (&data[..at], data.get(at + 1..).unwrap_or_default())
}
