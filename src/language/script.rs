//! Messages in scripts: `t("queue-tally", { count, total })` becomes the message, as an expression, when a site is written.

use icu_plurals::PluralCategory;

use super::Language;
use super::pattern::{Category, Key, Pattern, Piece};
use super::template::{Problem, is_call};

impl Language {
    /// A script with its messages in it.
    pub fn expand_script(&self, source: &str) -> Result<String, Problem> {
        let mut expanded = String::with_capacity(source.len());
        let mut done = 0;
        for (at, _) in source.match_indices("t(\"") {
            if !is_call(source, at) {
                continue;
            }
            let begin = at + "t(\"".len();
            let end = source[begin..].find('"').map_or(source.len(), |found| begin + found);
            let pattern = self.pattern(&source[begin..end], at)?;
            expanded.push_str(&source[done..at]);
            let rest = &source[end..];
            done = match rest.strip_prefix("\",") {
                Some(_) => {
                    expanded.push_str(&format!("((v) => {})(", self.expression(pattern)));
                    end + "\",".len()
                }
                None if rest.starts_with("\")") => {
                    expanded.push_str(&self.expression(pattern));
                    end + "\")".len()
                }
                None => return Err(Problem { at, what: "`t(` does not end".to_owned() }),
            };
        }
        expanded.push_str(&source[done..]);
        Ok(expanded)
    }

    fn expression(&self, pattern: &Pattern) -> String {
        let part = |piece: &Piece| match piece {
            Piece::Text(text) => Some(quoted(text)),
            Piece::Begin(_) | Piece::End(_) => None,
            Piece::Variable(name) => Some(format!("v.{name}")),
            Piece::Select { on, cases, otherwise } => {
                let case = |(key, case): &(Key, Pattern)| {
                    format!("{} ? {} : ", self.compared(key, on), self.expression(case))
                };
                let cases: String = cases.iter().map(case).collect();
                Some(format!("({cases}{})", self.expression(otherwise)))
            }
        };
        let mut parts: Vec<String> = pattern.pieces.iter().filter_map(part).collect();
        // A sum of texts, whatever the first of them is.
        if !matches!(pattern.pieces.first(), Some(Piece::Text(_))) {
            parts.insert(0, quoted(""));
        }
        parts.join(" + ")
    }

    fn compared(&self, key: &Key, on: &str) -> String {
        match key {
            Key::Number(number) => format!("v.{on} === {number}"),
            Key::Word(word) => format!("v.{on} === {}", quoted(word)),
            Key::Category(Category(PluralCategory::One)) if self.one_is_1 => format!("v.{on} === 1"),
            Key::Category(category) => {
                format!(
                    "new Intl.PluralRules({}).select(v.{on}) === {}",
                    quoted(&self.tag),
                    quoted(category.name())
                )
            }
        }
    }
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text is JSON")
}
