//! Views into HTML, by the templates.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::assets::Assets;
use super::view;
use crate::error::{Error, Result};

/// All templates, read and checked.
pub struct Renderer {
    tera: Tera,
    origins: BTreeMap<String, PathBuf>,
}

impl Renderer {
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
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        tera.add_raw_templates(sources).map_err(|error| explain(&error, &origins))?;
        Ok(Self { tera, origins })
    }

    /// Gives every template what all pages share.
    pub(super) fn share(&mut self, site: &view::Frame) {
        self.tera.global_context().insert("site", site);
    }

    /// The page that `template` makes of a view.
    pub(super) fn render(&self, template: &str, view: &impl Serialize) -> Result<String> {
        let context = Context::from_serialize(view).map_err(|error| explain(&error, &self.origins))?;
        self.tera.render(template, &context).map_err(|error| explain(&error, &self.origins))
    }
}

/// Names the template's file, the line, the column and what is wrong there.
fn explain(error: &tera::Error, origins: &BTreeMap<String, PathBuf>) -> Error {
    let mend = "correct the template; src/site/view/ documents the variables of each template";
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
