//! Files of messages.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, PatternElement, Variant, VariantKey};
use fluent_syntax::{ast, parser};
use regex::Regex;

use super::BuiltIn;
use super::pattern::{Category, INLINE, Key, Pattern, Piece};
use crate::error::{Error, Result};
use crate::shared::HashMap;

/// How deep the brackets of a message may be in each other.
const DEEPEST: usize = 50;

type Messages = HashMap<String, Pattern>;

/// The messages of a language, if it has any: the built-in ones, and in place of them those of the owner. `english` has the
/// variables that each may use.
pub fn read(tag: &str, folder: &Path, english: Option<&Messages>) -> Result<Messages> {
    let name = format!("{tag}.ftl");
    let mut messages = Messages::default();
    if let Some(file) = BuiltIn::get(&name) {
        let origin = Path::new("built-in languages").join(&name);
        messages = File { origin, text: &String::from_utf8_lossy(&file.data) }.messages(english)?;
    }
    let path = folder.join(&name);
    if path.exists() {
        let text = std::fs::read_to_string(&path).map_err(|cause| Error::io(&path, "read", &cause))?;
        // Editors of some systems begin a file with it.
        let own = File { origin: path, text: text.strip_prefix('\u{feff}').unwrap_or(&text) };
        let own = own.messages(english.or(Some(&messages).filter(|all| !all.is_empty())))?;
        messages.extend(own);
    }
    Ok(messages)
}

struct File<'a> {
    origin: PathBuf,
    text: &'a str,
}

impl File<'_> {
    fn error(&self, at: usize, problem: impl Into<String>, mend: impl Into<String>) -> Error {
        let before = self.text.get(..at).unwrap_or(self.text);
        let (lines, line) = (before.matches('\n').count(), before.rsplit('\n').next().unwrap_or_default());
        let place = format!("{}:{}:{}", self.origin.display(), lines + 1, line.chars().count() + 1);
        Error::new(place, problem, mend)
    }

    fn messages(&self, english: Option<&Messages>) -> Result<Messages> {
        // The parser goes as deep as the file does, and has no more room than its thread.
        if let Some(at) = too_deep(self.text) {
            let problem = format!("brackets are in brackets here, more than {DEEPEST} deep");
            return Err(self.error(
                at,
                problem,
                "write the choices of a message side by side, and close each bracket",
            ));
        }
        let resource = parser::parse_runtime(self.text).map_err(|(_, errors)| {
            let (at, problem) = errors
                .first()
                .map_or_else(|| (0, String::new()), |error| (error.pos.start, error.kind.to_string()));
            self.error(
                at,
                problem,
                "correct the message: https://projectfluent.org shows how they are written",
            )
        })?;
        let mut messages = Messages::default();
        for entry in &resource.body {
            let (id, pattern) = self.message(entry)?;
            if let Some(known) = english.and_then(|english| english.get(id)) {
                self.check(id, &pattern, known)?;
            }
            if messages.insert(id.to_owned(), pattern).is_some() {
                let problem = format!("the message `{id}` is there twice");
                return Err(self.error(self.begin(id), problem, "remove one"));
            }
        }
        Ok(messages)
    }

    /// A message has no other variables and elements than `known`, the one of English.
    fn check(&self, id: &str, pattern: &Pattern, known: &Pattern) -> Result<()> {
        let of_english = known.variables();
        if let Some(name) = pattern.variables().difference(&of_english).next() {
            let problem = format!("the message `{id}` has no variable `{name}`");
            return Err(self.error(self.begin(id), problem, format!("its variables are {of_english:?}")));
        }
        let of_english: BTreeSet<&str> = known.elements().into_iter().chain(INLINE).collect();
        if let Some(name) = pattern.elements().difference(&of_english).next() {
            let problem = format!("the message `{id}` has no element `<{name}>`");
            let mend =
                format!("its elements are {of_english:?}; write {{ \"<{name}>\" }} for these very signs");
            return Err(self.error(self.begin(id), problem, mend));
        }
        Ok(())
    }

    /// Where a message, or a term, begins.
    fn begin(&self, id: &str) -> usize {
        let begins = |line: &str| {
            let name = line.strip_prefix('-').unwrap_or(line).strip_prefix(id);
            name.is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let before = self.text.split_inclusive('\n').take_while(|line| !begins(line));
        before.map(str::len).sum::<usize>().min(self.text.len())
    }

    /// A message with its id.
    fn message<'a>(&self, entry: &'a Entry<&'a str>) -> Result<(&'a str, Pattern)> {
        let (id, value, is_plain) = match entry {
            Entry::Message(message) => {
                (message.id.name, message.value.as_ref(), message.attributes.is_empty())
            }
            Entry::Term(term) => (term.id.name, None, false),
            _ => ("", None, false),
        };
        let pattern = value.filter(|_| is_plain).and_then(pattern);
        let pattern = pattern.ok_or_else(|| {
            let mend = "write text, { $variables } and { $variable -> [one] … *[other] … }; terms, attributes, functions and references are not read";
            self.error(self.begin(id), format!("`{id}` has something else than text and variables"), mend)
        })?;
        if !pattern.is_balanced() {
            let problem = format!("an element of `{id}` does not end where it should");
            return Err(self.error(self.begin(id), problem, "write <name>…</name>, both in the same text"));
        }
        Ok((id, pattern))
    }
}

/// Where the brackets of a message are too deep in each other. Those in quotes count as well: so many of them no message has.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut start) = (0_usize, 0);
    for line in text.split_inclusive('\n') {
        // Only a message begins, and only a comment is, at the very beginning of a line.
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '#')) {
            depth = 0;
        }
        for (at, byte) in line.bytes().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'(' if depth > 0 => depth += 1,
                b'}' | b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > DEEPEST && !line.starts_with('#') {
                return Some(start + at);
            }
        }
        start += line.len();
    }
    None
}

fn pattern(pattern: &ast::Pattern<&str>) -> Option<Pattern> {
    let mut pieces = Vec::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text(value, &mut pieces),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
                InlineExpression::StringLiteral { value } => {
                    push(&fluent_syntax::unicode::unescape_unicode_to_string(value), &mut pieces);
                }
                InlineExpression::VariableReference { id } => {
                    pieces.push(Piece::Variable(id.name.to_owned()));
                }
                _ => return None,
            },
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                pieces.push(select(selector, variants)?);
            }
        }
    }
    Some(Pattern { pieces })
}

fn select(selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Option<Piece> {
    let InlineExpression::VariableReference { id } = selector else { return None };
    let (mut cases, mut otherwise) = (Vec::new(), Pattern::default());
    for variant in variants {
        let case = pattern(&variant.value)?;
        if variant.default {
            otherwise = case;
            continue;
        }
        let key = match variant.key {
            VariantKey::NumberLiteral { value } => Key::Number(value.parse().ok()?),
            VariantKey::Identifier { name } => {
                Category::named(name).map_or_else(|| Key::Word(name.to_owned()), Key::Category)
            }
        };
        cases.push((key, case));
    }
    Some(Piece::Select { on: id.name.to_owned(), cases, otherwise })
}

/// Text with marks of elements in it. A text over several lines is one line of a page.
fn text(text: &str, pieces: &mut Vec<Piece>) {
    static MARK: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"<(/?)([a-z][a-z-]*)>").expect("a pattern"));
    let text = text.replace('\n', " ");
    let mut end = 0;
    for mark in MARK.captures_iter(&text) {
        let (whole, name) = (mark.get_match(), mark[2].to_owned());
        push(&text[end..whole.start()], pieces);
        pieces.push(if mark[1].is_empty() { Piece::Begin(name) } else { Piece::End(name) });
        end = whole.end();
    }
    push(&text[end..], pieces);
}

fn push(text: &str, pieces: &mut Vec<Piece>) {
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}
