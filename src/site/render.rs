//! Views into HTML, by the templates, or into outlines, which tell whether the HTML would be another.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::assets::Assets;
use super::outline;
use super::view;
use crate::error::{Error, Result};
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
    origins: BTreeMap<String, PathBuf>,
}

impl Templates {
    /// What tells these templates from others.
    pub(super) fn key(&self) -> [u8; 32] {
        self.key
    }

    /// Reads the templates and checks what can be checked without a page.
    pub fn new(templates: Assets) -> Result<Self> {
        let mut sources = Vec::with_capacity(templates.len());
        let mut origins = BTreeMap::new();
        for (name, asset) in templates {
            let Ok(text) = String::from_utf8(asset.bytes.into_owned()) else {
                return Err(Error::new(
                    asset.origin.display().to_string(),
                    "the template is not UTF-8",
                    "save it as UTF-8",
                ));
            };
            origins.insert(name.clone(), asset.origin);
            sources.push((name, text));
        }
        let mut sum = Sum::default();
        sources.hash(&mut sum);
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        tera.add_raw_templates(sources).map_err(|error| explain(&error, &origins))?;
        Ok(Self { tera, key: sum.bytes(), origins })
    }

    /// Gives every template what all pages share.
    pub(super) fn share(&mut self, site: &view::Frame) {
        self.tera.global_context().insert("site", site);
    }

    fn render(&self, template: &str, view: &impl Serialize) -> Result<String> {
        let context = Context::from_serialize(view).map_err(|error| explain(&error, &self.origins))?;
        self.tera.render(template, &context).map_err(|error| explain(&error, &self.origins))
    }
}

/// Names the template's file, the line, the column and what is wrong there.
fn explain(error: &tera::Error, origins: &BTreeMap<String, PathBuf>) -> Error {
    let mend = "correct the template; the chapter \"Variables of the templates\" of the guide (docs/src/variables.md) lists what each has";
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let file = origins
                .get(report.filename())
                .map_or(report.filename().into(), |path| path.to_string_lossy());
            // Tera counts columns from 0.
            let place = format!("{file}:{}:{}", report.span().start_line, report.span().start_col + 1);
            Error::new(place, report.message().to_owned(), mend)
        }
        _ => Error::new("site-templates", error.to_string(), mend),
    }
}
