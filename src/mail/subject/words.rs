//! The words in a subject's brackets: PATCH, versions, counters, tags.

use super::{Subject, Version};

/// A bare number in front of a counter is a version up to this one; larger ones number something else.
const LARGEST_BARE: u32 = 50;

impl Subject {
    /// Reads what is in a pair of brackets.
    pub(super) fn read_group(&mut self, group: &str) {
        let mut words = group.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        let mut after_patch = false;
        while let Some(word) = words.next() {
            let next = words.peek().copied();
            if is_number(word) && next.is_some_and(|next| next.eq_ignore_ascii_case("of")) {
                let mut ahead = words.clone();
                ahead.next();
                if let Some(counter) = ahead.next().and_then(|total| counter(&format!("{word}/{total}"))) {
                    self.counter.get_or_insert(counter);
                    words = ahead;
                    continue;
                }
            }
            // `[PATCH 2 1/3]` of StGit, which writes the version as it was typed.
            let bare = number(word).filter(|number| after_patch && (2..=LARGEST_BARE).contains(number));
            match bare.filter(|_| self.version.is_none() && next.is_some_and(|next| counter(next).is_some()))
            {
                Some(number) => self.version = Some(Version { number, reroll: 0 }),
                None => self.read_word(word),
            }
            after_patch = word.eq_ignore_ascii_case("PATCH");
        }
    }

    fn read_word(&mut self, word: &str) {
        let word = word.trim_matches([':', ';']);
        // `v2..`
        if self.read_number(word.trim_end_matches('.')) || word.is_empty() {
            return;
        }
        let upper = word.to_ascii_uppercase();
        if let Some(glued) = upper.strip_prefix("PATCH").map(without_plural).filter(|glued| is_apart(glued)) {
            self.patch = true;
            self.set |= upper.starts_with("PATCHSET") || upper.starts_with("PATCHES");
            self.read_glued(word, &word[word.len() - glued.len()..]);
        } else if let Some((before, after)) = around_patch(word) {
            self.patch = true;
            let before = before.trim_end_matches(['-', '_', '/']);
            if !self.read_number(before) {
                self.read_word(before);
            }
            self.read_glued(after, after);
        } else if let Some(glued) = upper.strip_prefix("RFC") {
            self.rfc = true;
            self.patch |= glued.trim_start_matches(['/', '-', '+']).starts_with("PATCH");
            self.tags.push("RFC".to_owned());
            let glued = glued.trim_start_matches(['/', '-', '+']);
            let glued = glued.strip_prefix("PATCH").unwrap_or(glued);
            self.read_glued(word, &word[word.len() - glued.len()..]);
        } else if upper == "PULL" {
            self.pull = true;
        } else if upper == "SET" && self.patch {
            self.set = true;
        } else {
            self.tags.push(word.to_owned());
        }
    }

    /// What hangs on to PATCH or RFC without a space: `v3`, `1/8`, `v2-1/4`, `v31/3`, `-next`.
    fn read_glued(&mut self, word: &str, glued: &str) {
        let rest = glued.trim_start_matches(['-', '_', '/', '#', '.']);
        if rest.is_empty() {
            return;
        }
        if let Some((version, counter)) = apart(rest) {
            self.version.get_or_insert(Version { number: version, reroll: 0 });
            self.counter.get_or_insert(counter);
            return;
        }
        if self.read_number(rest) {
            return;
        }
        match rest.split_once(['-', '_', ':']) {
            Some((version, counter)) if self.read_number(version) && self.read_number(counter) => {}
            _ => self.tags.push(word.to_owned()),
        }
    }

    /// A counter or a version; it may be in parentheses or behind a dash.
    fn read_number(&mut self, word: &str) -> bool {
        if let Some(counter) = counter(word) {
            self.counter.get_or_insert(counter);
            return true;
        }
        let word = word.strip_prefix('(').and_then(|word| word.strip_suffix(')')).unwrap_or(word);
        let word = word.strip_prefix('-').unwrap_or(word);
        let Some(digits) = word.strip_prefix(['v', 'V']) else { return false };
        // `git format-patch -v v3`
        let digits = digits.strip_prefix(['v', 'V']).unwrap_or(digits);
        match digits.split_once('.') {
            None => match number(digits) {
                Some(number) => {
                    self.version.get_or_insert(Version { number, reroll: 0 });
                    true
                }
                // `[PATCH v3b 2/7]`: the third, mended in part. `v4l` and `v9fs` are names. `v8-rc1` is to become the eighth,
                // and `v7-rebased` or `v7fixed` is the seventh, posted again.
                None => without_glued_note(digits)
                    .or_else(|| digits.strip_suffix(['a', 'b', 'c', 'd', 'A', 'B', 'C', 'D']))
                    .or_else(|| digits.split_once('-').filter(|(_, note)| is_note(note)).map(|(v, _)| v))
                    .is_some_and(|v| self.read_number(&format!("v{v}"))),
            },
            Some((major, minor)) => {
                // A third number is that of a kernel (`v6.1.3`), but for `v1.1.2`, whose kernel nobody mends.
                let (minor, third) = minor.split_once('.').map_or((minor, None), |(a, b)| (a, Some(b)));
                let is_version = third.is_none_or(|third| major == "1" && is_number(third));
                if let (Some(number), Some(reroll), true) = (number(major), number(minor), is_version) {
                    self.dotted.get_or_insert(Version { number, reroll });
                }
                false
            }
        }
    }

    /// The title and the version that it ends in, where no bracket names one: `clean up the lamps v2`.
    pub fn version_in_words(&self) -> Option<(&str, Version)> {
        let is_told = self.version.is_some() || self.dotted.is_some();
        let title = self.title.strip_suffix(" (resend)").unwrap_or(&self.title);
        let (title, version) =
            title.rsplit_once(' ').filter(|(title, _)| !is_told && !follows_another(title))?;
        let number =
            number(version.strip_prefix('v')?).filter(|number| (2..=LARGEST_BARE).contains(number))?;
        Some((title.trim_end(), Version { number, reroll: 0 }))
    }

    /// Takes the version from the end of the title of a cover letter whose text tells of changes up to it.
    pub(in crate::mail) fn take_version_in_words(&mut self, tells_changes: impl Fn(u32) -> bool) {
        let told = self.version_in_words().filter(|(_, version)| tells_changes(version.number));
        if let Some((title, version)) = told.map(|(title, version)| (title.to_owned(), version)) {
            (self.title, self.version) = (title, Some(version));
        }
    }

    /// The title and the version of a cover letter that says at its end which version of the whole set follows, whatever its
    /// patches count: `clean up the lamps (complete series v5)`.
    pub fn version_of_set(&self) -> Option<(&str, Version)> {
        let (title, said) = self.title.strip_suffix(')')?.rsplit_once(" (")?;
        let (what, version) = said.rsplit_once(' ')?;
        let is_set = what.split(' ').any(|word| {
            ["series", "set", "patchset", "version"].iter().any(|set| word.eq_ignore_ascii_case(set))
        });
        let number = number(version.strip_prefix(['v', 'V'])?).filter(|number| is_set && *number > 0)?;
        Some((title.trim_end(), Version { number, reroll: 0 }))
    }

    /// A title without the version that it ends in, `(v2)`, `[v2]` or `[ver #2]`, which is the mail's if its brackets
    /// name none.
    pub(super) fn without_version<'a>(&mut self, title: &'a str) -> &'a str {
        let written = |open: &str, close: &str| {
            let (rest, version) = title.strip_suffix(close)?.rsplit_once(open)?;
            let digits = version.strip_prefix(['v', 'V'])?;
            // Who spells it out counts from the first.
            let spelt = digits.strip_prefix("er #");
            let least = if spelt.is_some() { 1 } else { 2 };
            let number = number(spelt.unwrap_or(digits)).filter(|&number| number >= least)?;
            Some((rest.trim_end(), number)).filter(|(rest, _)| !rest.is_empty())
        };
        let is_first = self.patch && self.version.is_none() && self.dotted.is_none();
        match written(" (", ")").or_else(|| written(" [", "]")).filter(|_| is_first) {
            Some((rest, number)) => {
                self.version = Some(Version { number, reroll: 0 });
                rest
            }
            None => title,
        }
    }
}

/// Whether the version behind a title is that of other work, which it names: `update the staging driver according to lamps v4`.
fn follows_another(title: &str) -> bool {
    let words: Vec<&str> = title.rsplitn(4, ' ').collect();
    let [_, to, word, ..] = words[..] else { return false };
    let word = word.to_ascii_lowercase();
    matches!(
        (word.as_str(), to),
        ("according", "to") | ("based" | "depends" | "rebased", "on") | ("top", "of")
    )
}

/// The inside of a bracket of a patch that is not closed, and what follows it: `[PATCH v4 0/9 lamp: title` up to the number,
/// `[PATCH/[LOCAL] title` up to the bracket of another that was opened within.
pub(super) fn unclosed(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('[')?;
    let starts = |word: &str| inside.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word));
    if !["PATCH", "RFC"].into_iter().any(starts) {
        return None;
    }
    let until = inside.find(['[', ']', ':']).unwrap_or(inside.len());
    let is_number =
        |word: &str| counter(word).is_some() || word.strip_prefix(['v', 'V']).and_then(number).is_some();
    let (mut at, mut end) = (0, None);
    for word in inside[..until].split_inclusive(' ') {
        at += word.len();
        end = Some(at).filter(|_| is_number(word.trim_end())).or(end);
    }
    if let Some(end) = end {
        return Some((inside[..end].to_owned(), &inside[end..]));
    }
    let (group, rest) = inside.split_once(']')?;
    let (before, within) = group.split_once('[')?;
    (!within.contains('[') && !before.contains(':')).then(|| (format!("{before} {within}"), rest))
}

/// Whether what hangs on to a version says why it was posted, in small letters: `rebased`, `change-email`, `rc1`.
fn is_note(text: &str) -> bool {
    let is_of_note = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.bytes().all(is_of_note) && text.starts_with(|c: char| c.is_ascii_lowercase())
}

/// What may hang on to a number without a dash and say why it was posted: no name of a thing begins with a number and ends in it.
const GLUED_NOTES: [&str; 8] = ["fix", "fixed", "resend", "resent", "repost", "rebased", "updated", "again"];

/// The number of `3fix` and `2RESEND`.
fn without_glued_note(digits: &str) -> Option<&str> {
    let (number, note) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit())?);
    GLUED_NOTES.iter().any(|word| note.eq_ignore_ascii_case(word)).then_some(number)
}

/// What follows PATCH in PATCHES and PATCHSET.
fn without_plural(glued: &str) -> &str {
    ["ES", "SETS", "SET"].iter().find_map(|plural| glued.strip_prefix(plural)).unwrap_or(glued)
}

/// Whether what hangs on to PATCH is something of its own, and not the rest of another word such as PATCHWORK.
fn is_apart(glued: &str) -> bool {
    let mut chars = glued.chars();
    match chars.next() {
        _ if glued.starts_with("RFC") || glued.starts_with("RESEND") => true,
        None => true,
        Some('V') => chars.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => !c.is_alphabetic(),
    }
}

/// What is before and behind PATCH in `v2PATCH1/4` or `netPATCHv3`. A word such as `livepatch` has neither a
/// number around it nor PATCH in capitals.
fn around_patch(word: &str) -> Option<(&str, &str)> {
    let (before, after) = word.split_once("PATCH").filter(|(before, _)| !before.is_empty())?;
    let is_version = |word: &str| word.strip_prefix(['v', 'V']).and_then(number).is_some();
    let is_number = |word: &str| counter(word).is_some() || is_version(word) || apart(word).is_some();
    let fits = is_version(before.trim_end_matches(['-', '_', '/'])) && is_apart(after) || is_number(after);
    fits.then_some((before, after))
}

/// Version and counter that are glued together, as in `v31/3`: the total tells where to cut.
fn apart(word: &str) -> Option<(u32, (u32, u32))> {
    let (digits, total) = word.split_once('/')?;
    let bare = digits.strip_prefix(['v', 'V']);
    let digits = bare.unwrap_or(digits);
    let (index_of, total_of) = (number(digits).filter(|_| bare.is_none()), number(total)?);
    if index_of.is_some_and(|index| index <= total_of) || digits.len() <= total.len() || !is_number(digits) {
        return None;
    }
    // git and StGit write the number as wide as the total.
    let (version, index) = digits.split_at(digits.len() - total.len());
    let index = number(index).filter(|&index| index <= total_of)?;
    Some((number(version).filter(|&version| version > 0)?, (index, total_of)))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// One to four digits.
fn number(digits: &str) -> Option<u32> {
    if is_number(digits) && digits.len() <= 4 { digits.parse().ok() } else { None }
}

/// `n/m`. People miscount: in `12/11` there are at least twelve. `3.1/12` is the third, mended.
fn counter(word: &str) -> Option<(u32, u32)> {
    let (index, total) = word.split_once('/')?;
    let total = number(total)?;
    if let Some((index, again)) = index.split_once('.') {
        let (index, _) = number(index).zip(number(again))?;
        return (1..=total).contains(&index).then_some((index, total));
    }
    let index = number(index)?;
    Some((index, total.max(index)))
}
