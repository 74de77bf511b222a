//! The HTML of a digest in a mail: what its text says, in the same order, with links.

use serde::Serialize;
use tera::{Context, Tera};

use crate::catalog::Filed;
use crate::digest::text::{Block, Row, TextDigest};
use crate::error::{Error, Result};
use crate::site::text::{Links, to_html};

/// The name of the template; by its end, what it is given is escaped.
const TEMPLATE: &str = "digest.html";

/// What the template is given.
#[derive(Serialize)]
struct View<'a> {
    title: &'a str,
    mails: usize,
    patches: usize,
    from: &'a str,
    to: &'a str,
    tables: [Rows<'a>; 2],
    /// The subjects of each series.
    series: Vec<&'a [String]>,
    shown: Vec<Shown<'a>>,
    skipped: Vec<Skipped<'a>>,
}

/// A table of those who sent most.
#[derive(Serialize)]
struct Rows<'a> {
    title: &'static str,
    rows: Vec<Counted<'a>>,
}

#[derive(Serialize)]
struct Counted<'a> {
    count: u32,
    label: &'a str,
}

/// A mail with its text.
#[derive(Serialize)]
struct Shown<'a> {
    subject: &'a str,
    author: &'a str,
    message_id: Option<&'a str>,
    link: Option<&'a str>,
    body_html: String,
}

#[derive(Serialize)]
struct Skipped<'a> {
    subject: &'a str,
    by: &'a str,
}

/// Writes the HTML of a digest that is this text.
pub fn write(title: &str, own: &Filed, text: &TextDigest) -> Result<String> {
    let mut view = View {
        title,
        mails: own.digest.mails,
        patches: own.digest.patches,
        from: &text.from,
        to: &text.to,
        tables: [
            Rows { title: "Domains that sent most", rows: rows(&text.domains) },
            Rows { title: "People who sent most", rows: rows(&text.contributors) },
        ],
        series: text.patch_list.split(String::is_empty).filter(|subjects| !subjects.is_empty()).collect(),
        shown: Vec::new(),
        skipped: Vec::new(),
    };
    for block in &text.blocks {
        match block {
            Block::New { subject, author, references, body, .. } => {
                let named = |name| references.iter().find_map(|line| line.strip_prefix(name));
                view.shown.push(Shown {
                    subject,
                    author,
                    message_id: named("Message-ID: "),
                    link: named("Link: "),
                    body_html: to_html(body, &links()),
                });
            }
            Block::Skipped { shown, skipped } => {
                view.skipped.push(Skipped { subject: skipped, by: shown.last().map_or("", |by| by) });
            }
        }
    }
    render(&view).map_err(|problem| {
        Error::new(TEMPLATE, problem.to_string(), "this is a fault of the program: please report it")
    })
}

fn render(view: &View) -> std::result::Result<String, tera::Error> {
    let mut tera = Tera::new();
    tera.autoescape_on([".html"]);
    tera.add_raw_templates([(TEMPLATE, include_str!("digest.html"))])?;
    tera.render(TEMPLATE, &Context::from_serialize(view)?)
}

fn rows(rows: &[Row]) -> Vec<Counted<'_>> {
    rows.iter().map(|row| Counted { count: row.count, label: &row.label }).collect()
}

/// A mail has no site around it: only addresses of pages are linked.
fn links() -> Links<'static> {
    Links {
        root: "",
        series: &|_| None,
        commits: None,
        href: &|url| Some(url.into()),
        shown: &|text| text.into(),
    }
}
