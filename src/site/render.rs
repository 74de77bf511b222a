//! Views into HTML, by the templates, or into outlines, which tell whether the HTML would be another.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use data_encoding::HEXLOWER;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use super::assets::{self, Assets};
use super::outline;
use super::view;
use crate::error::{Error, Result};
use crate::language::{CATEGORIES, Language, Value};
use crate::sum::Sum;

/// What makes something of a view.
pub enum Renderer {
    Pages(Box<Templates>),
    /// What it makes is a hash of the template's name and the view.
    Outlines,
}

impl Renderer {
    /// The page that `template` makes of a view.
    pub(super) fn render(&self, template: &str, view: &impl Serialize) -> Result<String> {
        match self {
            Self::Pages(templates) => templates.render(template, view),
            Self::Outlines => {
                let hash = outline::hash(template, view).map_err(|_| {
                    let mend = "this is a fault of the program: please report it";
                    Error::new(template, "its view has no hash", mend)
                })?;
                Ok(HEXLOWER.encode(&hash))
            }
        }
    }
}

/// All templates, read and checked.
pub struct Templates {
    tera: Tera,
    /// The hash of all of them.
    key: [u8; 32],
    sources: BTreeMap<String, Source>,
}

/// A template, as it was written and with its messages in it.
struct Source {
    origin: PathBuf,
    written: String,
    spoken: String,
}

impl Source {
    /// Where something is; Tera counts columns from 0. The column is known up to the first message of the line.
    fn place(&self, line: usize, column: usize) -> String {
        let before = |text: &str| {
            text.lines().nth(line.saturating_sub(1)).map(|line| line.chars().take(column).collect::<String>())
        };
        let is_same = before(&self.written) == before(&self.spoken);
        let column = if is_same { format!(":{}", column + 1) } else { String::new() };
        format!("{}:{line}{column}", self.origin.display())
    }
}

impl Templates {
    /// What tells these templates from others.
    pub(super) fn key(&self) -> [u8; 32] {
        self.key
    }

    /// Reads the templates and the language of the site, whose own folders may be missing.
    pub fn read(folder: &Path, tag: &str, languages: &Path) -> Result<(Self, Arc<Language>)> {
        let language = Arc::new(Language::read(tag, languages)?);
        Ok((Self::new(assets::templates(folder)?, &language)?, language))
    }

    /// Templates with their texts in a language. Checks what can be checked without a page.
    fn new(templates: Assets, language: &Arc<Language>) -> Result<Self> {
        let mut sources = BTreeMap::new();
        for (name, asset) in templates {
            let Ok(written) = String::from_utf8(asset.bytes.into_owned()) else {
                return Err(Error::new(
                    asset.origin.display().to_string(),
                    "the template is not UTF-8",
                    "save it as UTF-8",
                ));
            };
            let spoken = language.expand(&written).map_err(|problem| {
                let (line, column) = problem.place(&written);
                let place = format!("{}:{line}:{column}", asset.origin.display());
                Error::new(
                    place,
                    problem.what,
                    "correct the call of `t`, or add the message to a file in languages/",
                )
            })?;
            sources.insert(name, Source { origin: asset.origin, written, spoken });
        }
        let mut sum = Sum::default();
        let texts = || sources.iter().map(|(name, source)| (name.as_str(), source.spoken.as_str()));
        (texts().collect::<Vec<_>>(), language).hash(&mut sum);
        let mut tera = Tera::new();
        speak(&mut tera, language);
        tera.autoescape_on([".html", ".xml"]);
        tera.add_raw_templates(texts()).map_err(|error| explain(&error, &sources))?;
        Ok(Self { tera, key: sum.bytes(), sources })
    }

    /// Gives every template what all pages share.
    pub(super) fn share(&mut self, site: &view::Frame) {
        self.tera.global_context().insert("site", site);
    }

    fn render(&self, template: &str, view: &impl Serialize) -> Result<String> {
        let context = Context::from_serialize(view).map_err(|error| explain(&error, &self.sources))?;
        self.tera.render(template, &context).map_err(|error| explain(&error, &self.sources))
    }
}

/// Teaches templates what calls of `t` become, and `t` itself for ids that are found out while a page is made.
fn speak(tera: &mut Tera, language: &Arc<Language>) {
    for (name, category) in CATEGORIES {
        let language = Arc::clone(language);
        tera.register_test(format!("plural_{name}"), move |number: u64, _: Kwargs, _: &State| {
            language.is_in(number, category)
        });
    }
    let language = Arc::clone(language);
    tera.register_function("t", move |arguments: Kwargs, _: &State| -> tera::TeraResult<String> {
        let id: &str = arguments.must_get("id")?;
        let mut given = Vec::new();
        for name in language.variables(id).map_err(tera::Error::message)? {
            let value: tera::Value = arguments.must_get(name)?;
            given.push((name, value.as_u64(), value.to_string()));
        }
        let value = |number: Option<u64>, text| number.map_or(Value::Text(text), Value::Number);
        let values = given.iter().map(|(name, number, text)| (*name, value(*number, text)));
        Ok(language.say(id, &values.collect::<Vec<_>>()))
    });
}

/// Names the template's file, the line, the column and what is wrong there.
fn explain(error: &tera::Error, sources: &BTreeMap<String, Source>) -> Error {
    let mend = "correct the template; the chapter \"Variables of the templates\" of the guide (docs/src/variables.md) lists what each has";
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let source = sources.get(report.filename());
            let place = source.map_or_else(
                || report.filename().to_owned(),
                |source| source.place(report.span().start_line, report.span().start_col),
            );
            Error::new(place, report.message().to_owned(), mend)
        }
        _ => Error::new("site-templates", error.to_string(), mend),
    }
}
