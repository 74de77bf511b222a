//! A word that a site must not show, in every spelling that a mail or a file of the site may give it.

use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use regex::Regex;

/// Longest word, in characters.
pub const LONGEST: usize = 1_000;

/// What may be between two parts of a word: white space, as pages and URLs write it, or the end of a line and marks with
/// which the next begins.
const BETWEEN: &str = r"(?:(?:\s|\\[nrt]|%20|%0[AaDd]|\+|&#0?1[03];|&#[xX]0?[AaDd];)*?(?:\n|\\n|%0[Aa]|&#0?10;|&#[xX]0?[Aa];)(?:\s|\\[nrt/]|%20|%0[AaDd]|&#0?1[03];|&#[xX]0?[AaDd];|[>+\-|*#/]|&gt;|\\u003[eE]|%3[Ee]|%7[Cc]|%2[ABFabf3])*|(?:\s|\\[nrt]|%20|%0[AaDd]|\+|&#0?1[03];|&#[xX]0?[AaDd];)+)";

/// An `@` that was encoded twice, or is written as a wide one.
const TWICE: &str = r"|%(?:25){1,3}40|(?i:&(?:amp;){0,3}(?:#0{0,6}64|#x0{0,6}40|commat);)|\u{FF20}|\u{FE6B}";
/// Other ways to write the `@` of an address: in words, apart from it, or with the host on the next line.
const SPOKEN: &str = r"|(?i: at |\s?\(a\)\s?|\s?[\[({<]\s?at\s?[\])}>]\s?)|\s@\s|@\s*\n[\s>|]*|\\@";
/// Characters that nobody sees, beside an `@`.
const UNSEEN: &str = r"[\x{AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}]{0,4}";

/// A text, an address or a Message-ID to look for.
#[derive(Debug, Clone)]
pub struct Word {
    spellings: Regex,
    edges: Edges,
}

/// What must not be next to a word: then it is part of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Edges {
    Any,
    /// Letters and digits. A `-` may: Message-IDs end with `-1-jane@example.org`.
    OfAddress,
    /// Also what joins the parts of a local part.
    OfId,
}

impl Hash for Word {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.spellings.as_str(), self.edges).hash(state);
    }
}

impl Word {
    /// A text, in these very letters. White space stands for any white space, and for the end of a line with the marks of
    /// quotes, diffs and comments at the beginning of the next.
    pub fn text(text: &str) -> Result<Self, String> {
        Self::new(text, false, Edges::Any)
    }

    /// An address, in upper or lower case.
    pub fn address(address: &str) -> Result<Self, String> {
        Self::new(address, true, Edges::OfAddress)
    }

    /// A Message-ID without brackets.
    pub fn message_id(id: &str) -> Result<Self, String> {
        Self::new(id, false, Edges::OfId)
    }

    fn new(word: &str, any_case: bool, edges: Edges) -> Result<Self, String> {
        if word.trim().is_empty() || word.chars().count() > LONGEST {
            return Err(format!("expected 1 to {LONGEST} characters"));
        }
        let mut pattern = String::from(if any_case { "(?i)" } else { "" });
        let mut chars = word.trim().chars().peekable();
        while let Some(c) = chars.next() {
            if !c.is_whitespace() {
                push_spellings(&mut pattern, c, edges);
            } else if !chars.peek().is_some_and(|next| next.is_whitespace()) {
                pattern.push_str(BETWEEN);
            }
        }
        let spellings = Regex::new(&pattern).map_err(|error| error.to_string())?;
        Ok(Self { spellings, edges })
    }

    /// The same, whether its letters are upper or lower case.
    pub fn in_any_case(&self) -> Self {
        let pattern = format!("(?i:{})", self.spellings.as_str());
        let spellings = Regex::new(&pattern).expect("the pattern is one without its group");
        Self { spellings, edges: self.edges }
    }

    /// Where a text has it, in order.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let found = self.spellings.find_iter(text).map(|found| found.range());
        found.filter(|place| self.is_apart(text, place)).collect()
    }

    /// The text with `mark` in its places; nothing if it is not there.
    pub fn replaced(&self, text: &str, mark: &str) -> Option<String> {
        let places = self.places(text);
        let mut shown = String::with_capacity(text.len());
        let mut rest = 0;
        for place in &places {
            shown.push_str(&text[rest..place.start]);
            shown.push_str(mark);
            rest = place.end;
        }
        shown.push_str(&text[rest..]);
        (!places.is_empty()).then_some(shown)
    }

    /// Whether it is not part of a longer word. The letters of an escape are not part of that word.
    fn is_apart(&self, text: &str, place: &Range<usize>) -> bool {
        let before = &text[..place.start];
        let mut behind = text[place.end..].chars();
        let is_escape = ["\\n", "\\r", "\\t"].iter().any(|escape| before.ends_with(escape))
            || ends_with_digits(before, "%", 2)
            || ends_with_digits(before, "\\u", 4);
        let joins = |c: char| match self.edges {
            Edges::Any => false,
            Edges::OfAddress => c.is_alphanumeric(),
            Edges::OfId => c.is_alphanumeric() || "-+._=~".contains(c),
        };
        let (next, after) = (behind.next(), behind.next());
        let goes_on = match next {
            Some('.') => self.edges != Edges::Any && after.is_some_and(char::is_alphanumeric),
            Some(c) => self.edges != Edges::Any && (c.is_alphanumeric() || c == '-'),
            None => false,
        };
        !goes_on && (is_escape || !before.chars().next_back().is_some_and(joins))
    }
}

/// Whether a text ends with so many hexadecimal digits behind a sign, as `%2F` does.
fn ends_with_digits(text: &str, sign: &str, digits: usize) -> bool {
    let (head, tail) = text.as_bytes().split_at(text.len().saturating_sub(digits));
    tail.len() == digits && tail.iter().all(u8::is_ascii_hexdigit) && head.ends_with(sign.as_bytes())
}

/// Adds a character: itself, and as URLs, HTML, XML and JSON write it.
fn push_spellings(pattern: &mut String, c: char, edges: Edges) {
    let own = regex::escape(c.encode_utf8(&mut [0; 4]));
    if c.is_ascii_alphanumeric() {
        pattern.push_str(&own);
        return;
    }
    let percent: String = c.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect();
    let code = u32::from(c);
    let is_at = c == '@' && edges == Edges::OfAddress;
    if is_at {
        pattern.push_str(UNSEEN);
    }
    let spellings = format!(
        "(?:{own}|(?i:{percent})|(?i:&#0{{0,6}}{code};)|(?i:&#x0{{0,6}}{code:x};)|(?i:\\\\u{code:04x})"
    );
    pattern.push_str(&spellings);
    let further = match c {
        '&' => "|&amp;",
        '<' => "|&lt;",
        '>' => "|&gt;",
        '"' => r#"|&quot;|\\""#,
        '\'' => "|&apos;",
        '\\' => r"|\\\\",
        '/' => r"|\\/",
        '@' => TWICE,
        _ => "",
    };
    pattern.write_str(further).expect("a string takes everything");
    if is_at {
        pattern.push_str(SPOKEN);
    }
    pattern.push(')');
    if is_at {
        pattern.push_str(UNSEEN);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: Result<Word, String>, text: &str, expected: usize) {
        assert_eq!(word.expect("a word").places(text).len(), expected, "{text}");
    }

    #[test]
    fn an_address_is_found_in_every_spelling_and_not_in_another_one() {
        let address = || Word::address("jane.doe+x@example.org");
        for text in [
            "<Jane.Doe+X@Example.ORG>",
            "r/jane.doe%2Bx%40example.org/",
            "20260219.1-1-jane.doe+x@example.org",
            r"a\njane.doe+x@example.org\n",
            r"\u003cjane.doe+x\u0040example.org",
            "%3Cjane.doe%2bx%40example.org%3E",
            "jane.doe&#43;x&#x40;example.org.",
            "jane.doe+x at example.org",
            "jane.doe+x\u{200b}@\u{ad}example.org",
            "jane.doe+x%2540example.org",
            "jane.doe+x&commat;example.org",
            "jane.doe+x&amp;#64;example.org",
            r"jane.doe+x\@example.org",
            "jane.doe+x [at] example.org",
            "jane.doe+x @ example.org",
            "<jane.doe+x@\n> example.org>",
        ] {
            check(address(), text, 1);
        }
        for text in
            ["maryjane.doe+x@example.org", "jane.doe+x@example.org.uk", "jane.doe+x@example.orgs", "jane"]
        {
            check(address(), text, 0);
        }
    }

    #[test]
    fn a_text_is_found_as_pages_and_json_write_it() {
        let text = || Word::text("the \"secret\" <plan> & p\u{e4}");
        check(text(), "the \"secret\" <plan> & p\u{e4}", 1);
        check(text(), "the\n  \"secret\"\n<plan> & p\u{e4}", 1);
        check(text(), "the &quot;secret&quot; &lt;plan&gt; &amp; p\u{e4}", 1);
        check(text(), "the \\\"secret\\\"\\n<plan> & p\\u00e4", 1);
        check(text(), "the+%22secret%22+%3Cplan%3E+%26+p%C3%A4", 1);
        check(text(), "The \"secret\" <plan> & p\u{e4}", 0);
    }

    #[test]
    fn a_text_goes_on_behind_the_marks_of_a_line() {
        let text = || Word::text("the secret plan");
        for found in [
            "> the\n> secret plan",
            "> > the secret\n> >  plan",
            "+/* the\n+ * secret\n+ * plan */",
            "// the\n// secret plan",
            "# the secret\r\n# plan",
            "&gt; the\n&gt; secret plan",
            r"> the\n> secret plan",
            r"\u003e the\n\u003e secret plan",
            "%3E%20the%0A%3E%20secret%20plan",
        ] {
            check(text(), found, 1);
        }
        for other in ["the > secret plan", "the * secret plan", "the-secret plan", "the\n. secret plan"] {
            check(text(), other, 0);
        }
        assert!(Word::text(&"x ".repeat(LONGEST / 2)).is_ok());
    }

    #[test]
    fn an_id_is_not_part_of_a_longer_one() {
        check(
            Word::message_id("1-a@x.example"),
            "<1-a@x.example> /1-a%40x.example/ 21-a@x.example b-1-a@x.example",
            2,
        );
        assert!(Word::text(" ").is_err() && Word::text(&"x".repeat(LONGEST + 1)).is_err());
    }
}
