//! Messages in templates. A call with an id is replaced by the message when templates are read: text becomes text, a
//! variable `{{ … }}`, a choice `{% if … %}`. What is left is looked up by the function `t` while a page is made.

use icu_plurals::PluralCategory;

use super::Language;
use super::call::{self, Argument, Call};
use super::pattern::{Category, INLINE, Key, Pattern, Piece};

/// What is wrong with a call, and where.
#[derive(Debug)]
pub struct Problem {
    pub at: usize,
    pub what: String,
}

impl Problem {
    /// Its line and column in the text that it is in.
    pub fn place(&self, text: &str) -> (usize, usize) {
        let before = text.get(..self.at).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, line.chars().count() + 1)
    }
}

impl Language {
    /// A template with its messages in it.
    pub fn expand(&self, source: &str) -> Result<String, Problem> {
        let mut expanded = String::with_capacity(source.len());
        let mut at = 0;
        while let Some(found) = source[at..].find('{') {
            let begin = at + found;
            expanded.push_str(&source[at..begin]);
            at = match source.as_bytes().get(begin + 1) {
                Some(b'{') => self.output(source, begin, &mut expanded)?,
                Some(b'%') => self.expressions(source, begin, "%}", &mut expanded)?,
                Some(b'#') => verbatim(source, begin, "#}", &mut expanded),
                _ => {
                    expanded.push('{');
                    begin + 1
                }
            };
        }
        expanded.push_str(&source[at..]);
        Ok(expanded)
    }

    /// `{{ … }}`. Gives where it ends.
    fn output(&self, source: &str, begin: usize, expanded: &mut String) -> Result<usize, Problem> {
        let inner = begin + "{{ ".len();
        if source[begin..].starts_with("{{ t(") {
            let call = call::parse(source, inner)?;
            if let Some(id) = call.id
                && source[call.end..].starts_with(" }}")
            {
                let pattern = self.pattern(id, begin)?;
                self.emit(pattern, &call, begin, expanded)?;
                return Ok(call.end + " }}".len());
            }
        }
        self.expressions(source, begin, "}}", expanded)
    }

    /// A block up to its end, with literals in place of messages without variables.
    fn expressions(
        &self,
        source: &str,
        begin: usize,
        end: &str,
        expanded: &mut String,
    ) -> Result<usize, Problem> {
        let (mut quote, mut done) = (None, begin);
        let mut at = begin + 2;
        while let Some(&byte) = source.as_bytes().get(at) {
            match byte {
                _ if quote == Some(byte) => quote = None,
                _ if quote.is_some() => {}
                b'"' | b'\'' | b'`' => quote = Some(byte),
                _ if source.as_bytes()[at..].starts_with(end.as_bytes()) => {
                    expanded.push_str(&source[done..at + end.len()]);
                    return Ok(at + end.len());
                }
                b't' if is_call(source, at) => {
                    let call = call::parse(source, at)?;
                    if let Some(id) = call.id
                        && let Some(literal) = self.pattern(id, at)?.constant().and_then(literal)
                    {
                        expanded.push_str(&source[done..at]);
                        expanded.push_str(&literal);
                        done = call.end;
                    }
                    at = call.end;
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        expanded.push_str(&source[done..]);
        Ok(source.len())
    }

    pub(super) fn pattern(&self, id: &str, at: usize) -> Result<&Pattern, Problem> {
        let unknown = || Problem { at, what: format!("there is no message `{id}`") };
        self.messages.get(id).ok_or_else(unknown)
    }

    fn emit(&self, pattern: &Pattern, call: &Call, at: usize, expanded: &mut String) -> Result<(), Problem> {
        let problem = |what: String| Problem { at, what };
        let argument =
            |name: &str| call.arguments.iter().find(|(own, _)| *own == name).map(|(_, argument)| *argument);
        for piece in &pattern.pieces {
            match piece {
                Piece::Text(text) => escape(text, expanded),
                Piece::Begin(name) => match argument(name) {
                    Some(Argument::Element(element)) => expanded.push_str(element),
                    _ if INLINE.contains(&&**name) => expanded.push_str(&format!("<{name}>")),
                    _ => {}
                },
                Piece::End(name) => match argument(name) {
                    Some(Argument::Element(element)) => {
                        let own = element[1..].split([' ', '>']).next().unwrap_or_default();
                        expanded.push_str(&format!("</{own}>"));
                    }
                    _ if INLINE.contains(&&**name) => expanded.push_str(&format!("</{name}>")),
                    _ => {}
                },
                Piece::Variable(name) => match argument(name) {
                    Some(Argument::Expression(value) | Argument::Component(value)) => {
                        expanded.push_str(&format!("{{{{ {value} }}}}"));
                    }
                    _ => return Err(problem(format!("the message needs a value for `{name}`"))),
                },
                Piece::Select { on, cases, otherwise } => {
                    let Some(Argument::Expression(value)) = argument(on) else {
                        return Err(problem(format!("the message needs a value for `{on}`")));
                    };
                    for (number, (key, case)) in cases.iter().enumerate() {
                        let tag = if number == 0 { "if" } else { "elif" };
                        expanded.push_str(&format!("{{% {tag} {} %}}", self.condition(key, value)));
                        self.emit(case, call, at, expanded)?;
                    }
                    expanded.push_str(if cases.is_empty() { "" } else { "{% else %}" });
                    self.emit(otherwise, call, at, expanded)?;
                    expanded.push_str(if cases.is_empty() { "" } else { "{% endif %}" });
                }
            }
        }
        Ok(())
    }

    fn condition(&self, key: &Key, value: &str) -> String {
        match key {
            Key::Number(number) => format!("({value}) == {number}"),
            Key::Word(word) => format!("({value}) == \"{word}\""),
            Key::Category(Category(PluralCategory::One)) if self.one_is_1 => format!("({value}) == 1"),
            Key::Category(category) => {
                format!("({value}) is plural_{}", category.name())
            }
        }
    }
}

/// Whether `t(` there is the whole name of what is called.
pub fn is_call(source: &str, at: usize) -> bool {
    let before = source[..at].bytes().next_back();
    source[at..].starts_with("t(") && !before.is_some_and(|b| b.is_ascii_alphanumeric() || b"_.".contains(&b))
}

fn verbatim(source: &str, begin: usize, end: &str, expanded: &mut String) -> usize {
    let end = source[begin..].find(end).map_or(source.len(), |found| begin + found + end.len());
    expanded.push_str(&source[begin..end]);
    end
}

/// A text as a literal of a template, if it can be one.
fn literal(text: &str) -> Option<String> {
    let quote = ['"', '\'', '`'].into_iter().find(|&quote| !text.contains(quote))?;
    (!text.contains('\\')).then(|| format!("{quote}{text}{quote}"))
}

/// Text as HTML and XML have it, and as nothing that templates know.
fn escape(text: &str, escaped: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '{' => escaped.push_str("&#123;"),
            _ => escaped.push(letter),
        }
    }
}
