//! What a site's owner writes: Markdown pages, editor's notes, and digests that exist only as text.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use walkdir::WalkDir;

use crate::config::toml_error;
use crate::digest::text::TextDigest;
use crate::error::{Error, Result};

/// The folder of text digests inside the content folder.
const DIGESTS: &str = "digests";

/// Everything in the content folder.
#[derive(Debug, Default)]
pub struct Content {
    /// By path.
    pub pages: Vec<MarkdownFile>,
    /// By path.
    pub texts: Vec<ReceivedText>,
}

/// A Markdown file.
#[derive(Debug)]
pub struct MarkdownFile {
    /// Where it is.
    pub file: PathBuf,
    /// Its path in the content folder without the ending, with `/`: `about`, `guide/feeds`.
    pub path: String,
    pub front: FrontMatter,
    /// What follows the front matter.
    pub markdown: String,
}

impl MarkdownFile {
    /// Its title, or else the name of the file.
    pub fn title(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        self.front.title.as_deref().unwrap_or(name)
    }
}

/// The TOML between two lines of `+++` at the head of a Markdown file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FrontMatter {
    /// Default: the file's name.
    pub title: Option<String>,
    /// What the page is about, in a sentence.
    pub description: Option<String>,
    /// The digest it is a note to: a window as `FROM..TO`, or a digest's name such as `2026-02-19`. The text
    /// is then shown on top of that digest, and is not a page of its own.
    pub digest: Option<String>,
    /// Smaller numbers come first in the navigation. Default: 0.
    pub weight: i64,
}

/// A digest as text.
#[derive(Debug)]
pub struct ReceivedText {
    pub file: PathBuf,
    /// As it was received.
    pub raw: String,
    pub digest: TextDigest,
    /// The date that its file name begins with.
    pub date: Option<jiff::civil::Date>,
}

impl Content {
    /// Reads the folder. A site without one has no content.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut content = Self::default();
        if !folder.exists() {
            return Ok(content);
        }
        for entry in WalkDir::new(folder).sort_by_file_name().follow_links(true) {
            let entry = entry.map_err(|error| {
                let path = error.path().unwrap_or(folder).to_owned();
                Error::io(&path, "read the content", &error.into())
            })?;
            let path = entry.path();
            let relative = path.strip_prefix(folder).unwrap_or(path);
            match path.extension().and_then(|ending| ending.to_str()) {
                _ if !entry.file_type().is_file() => {}
                Some("md") => content.pages.push(read_page(path, relative)?),
                Some("txt") if relative.starts_with(DIGESTS) => content.texts.push(read_text(path)?),
                _ => {}
            }
        }
        content.pages.sort_by(|a, b| (a.front.weight, &a.path).cmp(&(b.front.weight, &b.path)));
        Ok(content)
    }

    /// Replaces each text digest that `shown` changes.
    pub fn change_texts(&mut self, shown: impl Fn(&str) -> Option<String>) {
        for text in &mut self.texts {
            if let Some(changed) = shown(&text.raw) {
                text.digest = TextDigest::parse(&changed);
                text.raw = changed;
            }
        }
    }
}

fn read_page(file: &Path, relative: &Path) -> Result<MarkdownFile> {
    let text = std::fs::read_to_string(file).map_err(|cause| Error::io(file, "read the page", &cause))?;
    let text = text.replace("\r\n", "\n");
    let bare = relative.with_extension("");
    let parts: Vec<_> = bare.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path = parts.join("/");
    if has_yaml_front_matter(&text) {
        let problem = "YAML front matter is not supported";
        let mend = "write it in TOML, between two lines of +++: title = \"…\"";
        return Err(Error::new(format!("{}:1", file.display()), problem, mend));
    }
    let Some(rest) = text.strip_prefix("+++\n") else {
        return Ok(MarkdownFile {
            file: file.to_owned(),
            path,
            front: FrontMatter::default(),
            markdown: text,
        });
    };
    let Some((front, markdown)) = rest.split_once("\n+++") else {
        let place = format!("{}:1", file.display());
        return Err(Error::new(place, "the front matter is not closed", "end it with a line of +++"));
    };
    // One blank line stands for the opening +++, so that line numbers are those of the file.
    let front = format!("\n{front}");
    let parsed = toml::from_str(&front).map_err(|error| toml_error(&error, &front, file))?;
    Ok(MarkdownFile { file: file.to_owned(), path, front: parsed, markdown: markdown.to_owned() })
}

/// Whether it begins as pages of Jekyll and Hugo do: `key: value` between two lines of `---`. A page may also begin with
/// a thematic break, which is the same line.
fn has_yaml_front_matter(text: &str) -> bool {
    let Some((front, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---")) else {
        return false;
    };
    let line =
        front.lines().find(|line| !line.trim().is_empty() && !line.starts_with('#')).unwrap_or_default();
    line.split_once(':').is_some_and(|(key, value)| {
        let is_key = |c: char| c.is_alphanumeric() || "_-".contains(c);
        !key.is_empty() && key.chars().all(is_key) && (value.is_empty() || value.starts_with(' '))
    })
}

fn read_text(file: &Path) -> Result<ReceivedText> {
    let bytes = std::fs::read(file).map_err(|cause| Error::io(file, "read the digest", &cause))?;
    let raw = String::from_utf8(bytes).map_err(|error| {
        let place = format!("{}: byte {}", file.display(), error.utf8_error().valid_up_to());
        Error::new(
            place,
            "the digest is not UTF-8",
            "convert it, for example with `iconv -f WINDOWS-1252 -t UTF-8`",
        )
    })?;
    let digest = TextDigest::parse(&raw);
    if !digest.is_digest() {
        let place = format!("{}:1", file.display());
        let mend = "begin the file with that line, or move it out of content/digests";
        return Err(Error::new(place, "not a digest: its `From COMMIT to COMMIT` line is missing", mend));
    }
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let date = name.get(..10).and_then(|date| date.parse().ok());
    Ok(ReceivedText { file: file.to_owned(), raw, digest, date })
}
