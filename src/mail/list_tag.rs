//! The bracket that a list's software puts in front of each subject: `[lamps-devel] [PATCH] …`. Nearly every mail of
//! such a list has it, so it says nothing of a patch.

use mailparse::MailHeader;

use super::{Subject, header};

/// Where a mail names the lists that it came through, or that it was sent to.
const HEADERS: [&str; 7] =
    ["List-Id", "List-Post", "X-BeenThere", "X-Mailing-List", "Mailing-List", "To", "Cc"];
/// Words in brackets that say what a mail is, whatever the list is called.
const MEANINGFUL: [&str; 2] = ["rfc", "resend"];
/// Brackets in front of a subject that are looked at.
const MOST_BRACKETS: usize = 4;
/// Characters before the colon of a `Re:`, in any language.
const LONGEST_ANSWER: usize = 6;

/// Removes the names of lists that are in brackets of their own before that of the patch.
pub(super) fn drop_from(subject: &mut Subject, headers: &[MailHeader]) {
    if leading(&subject.text).is_empty() {
        return;
    }
    let lists: Vec<List> = HEADERS
        .iter()
        .flat_map(|name| header::values(headers, name))
        .flat_map(|value| List::all(&value))
        .collect();
    subject.drop(|bracket| lists.iter().any(|list| list.is_called(bracket)));
}

impl Subject {
    /// The brackets before that of the patch, but for those that say what a mail is; their letters and digits in lower
    /// case, each once.
    pub fn brackets(&self) -> Vec<String> {
        let mut brackets: Vec<String> = leading(&self.text).into_iter().map(squeezed).collect();
        brackets.dedup();
        brackets
    }

    /// Removes from the tags what is in those brackets that `says_nothing`, which is given them as [`Self::brackets`] does.
    pub fn drop_brackets(&mut self, says_nothing: impl Fn(&str) -> bool) {
        self.drop(|bracket| says_nothing(&squeezed(bracket)));
    }

    fn drop(&mut self, says_nothing: impl Fn(&str) -> bool) {
        for bracket in leading(&self.text).into_iter().filter(|bracket| says_nothing(bracket)) {
            for word in bracket.split([' ', ',']) {
                if let Some(at) = self.tags.iter().position(|tag| tag == word) {
                    self.tags.remove(at);
                }
            }
        }
    }
}

/// What is in the brackets before that of a patch, answers' `Re:` skipped.
fn leading(subject: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = subject.trim_start();
    while found.len() < MOST_BRACKETS {
        if let Some((bracket, after)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
            let word = squeezed(bracket);
            if bracket.contains('[') || word.contains("patch") {
                break;
            }
            if !MEANINGFUL.contains(&word.as_str()) {
                found.push(bracket);
            }
            rest = after.trim_start();
        } else if let Some((word, after)) = rest.split_once([':', '：'])
            && word.chars().count() <= LONGEST_ANSWER
            && word.chars().all(char::is_alphabetic)
        {
            rest = after.trim_start();
        } else {
            break;
        }
    }
    found
}

/// A list as a header names it: `lamps-devel@lists.lamps.example`, or with a dot for the `@` as List-Id has it.
struct List {
    /// The name in front, letters and digits alone.
    name: String,
    /// The words of its name, and those of its host.
    own: Vec<String>,
    host: Vec<String>,
}

impl List {
    /// Those of a header's value.
    fn all(value: &str) -> Vec<Self> {
        let words = value.split(|c: char| c.is_whitespace() || "<>,;:\"'()".contains(c));
        words.filter_map(Self::of).collect()
    }

    fn of(word: &str) -> Option<Self> {
        let (name, host) = word.split_once('@').or_else(|| word.split_once('.'))?;
        let squeezed = squeezed(name);
        (!squeezed.is_empty()).then(|| Self { name: squeezed, own: words(name), host: words(host) })
    }

    /// Whether a bracket holds this name, maybe with the mail's number behind it; or name and host in any order, as
    /// `[lamps-dev]` of `dev@lamps.example`.
    fn is_called(&self, bracket: &str) -> bool {
        let numberless = bracket.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_number = numberless.is_empty() || numberless.ends_with([':', ' ', '#']);
        if squeezed(bracket) == self.name || (is_number && squeezed(numberless) == self.name) {
            return true;
        }
        let words = words(bracket);
        let has = |all: &[String]| words.iter().any(|word| all.contains(word));
        words.iter().all(|word| self.own.contains(word) || self.host.contains(word))
            && has(&self.own)
            && has(&self.host)
    }
}

/// Letters and digits in lower case.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_with_the_name_of_a_list_is_no_tag() {
        let check = |subject: &str, header: &str, left: &[&str]| {
            let raw = format!("{header}\n\n");
            let (headers, _) = mailparse::parse_headers(raw.as_bytes()).expect("a header");
            let mut parsed = Subject::parse(subject);
            drop_from(&mut parsed, &headers);
            assert_eq!(parsed.tags, left, "{subject} / {header}");
        };
        check("[Lamps-Devel] [PATCH net v2] x", "List-Id: Lamps <lamps-devel.lists.example>", &["net"]);
        check("Re: [LAMP] Re: [PATCH] x", "X-BeenThere: lamp@lists.example", &[]);
        check("[l.a.m.p.s] [RFC] [PATCH] x", "List-Post: <mailto:l.a.m.p.s@lists.example>", &["RFC"]);
        check("[lamps:01234] [PATCH] x", "To: lamps@ml.example", &[]);
        check("[lamps-dev] [PATCH] x", "List-Id: <dev.lamps.example>", &[]);
        check("[reed-devel] [PATCH] x", "Cc: Ada <ada@moss.example>, reed-devel@lists.example", &[]);
        // What says something stays, also where a list is called so.
        check("[reed] [PATCH] x", "To: lamps@lists.example", &["reed"]);
        check("[PATCH net] x", "To: net@lists.example", &["net"]);
        check("[PATCH] [net] x", "To: net@lists.example", &["net"]);
        check("[RFC] x", "To: rfc@lists.example", &["RFC"]);
        check("[lamps 6.12] [PATCH] x", "To: lamps@lists.example", &["lamps", "6.12"]);
    }
}
