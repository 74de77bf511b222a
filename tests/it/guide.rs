//! The guide in `docs/`, README.md and CONTRIBUTING.md: what they say of files, keys, commands and formats is so.

mod book;
mod commands;
mod formats;
mod settings;
mod variables;

use std::fs;
use std::path::Path;

/// A page, and what is in it.
struct Page {
    /// Its path in the repository: `docs/src/feeds.md`.
    path: String,
    text: String,
}

/// A block of code.
struct Block {
    /// What its fence says that it is: `sh`, `toml`.
    language: String,
    /// The headings above it: the page's own, then the last one.
    section: String,
    code: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// A page of the guide, or of the repository where the path has folders.
fn page(path: &str) -> Page {
    Page { path: path.to_owned(), text: read(path) }
}

fn chapter(name: &str) -> Page {
    page(&format!("docs/src/{name}.md"))
}

/// The chapters of the guide.
fn chapters() -> Vec<Page> {
    let files = fs::read_dir(root().join("docs/src")).expect("the guide");
    let mut names: Vec<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    let is_chapter = |name: &&String| name.ends_with(".md") && *name != "SUMMARY.md";
    names.iter().filter(is_chapter).map(|name| page(&format!("docs/src/{name}"))).collect()
}

/// The chapters, and the pages of the repository that go with them.
fn pages() -> Vec<Page> {
    let others = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"].map(page);
    chapters().into_iter().chain(others).collect()
}

impl Page {
    fn blocks(&self) -> Vec<Block> {
        let (mut blocks, mut section, mut open): (_, _, Option<(usize, Block)>) =
            (Vec::new(), String::new(), None);
        for line in self.text.lines() {
            let fence = line.trim_start().strip_prefix("```");
            match (open.take(), fence) {
                (Some((_, block)), Some(_)) => blocks.push(block),
                (Some((indent, mut block)), None) => {
                    block.code.push_str(line.get(indent..).unwrap_or_default());
                    block.code.push('\n');
                    open = Some((indent, block));
                }
                (None, Some(language)) => {
                    let indent = line.len() - line.trim_start().len();
                    let language = language.to_owned();
                    open = Some((indent, Block { language, section: section.clone(), code: String::new() }));
                }
                (None, None) if line.starts_with('#') => line.clone_into(&mut section),
                (None, None) => {}
            }
        }
        assert!(open.is_none(), "{}: a block of code has no end", self.path);
        blocks
    }

    /// What the blocks of a language say.
    fn codes(&self, language: &str) -> Vec<String> {
        self.blocks().into_iter().filter(|block| block.language == language).map(|block| block.code).collect()
    }

    /// The text without its blocks of code.
    fn prose(&self) -> String {
        self.text
            .split("```")
            .enumerate()
            .filter(|(at, _)| at % 2 == 0)
            .map(|(_, part)| part)
            .collect::<Vec<_>>()
            .join("\n")
    }

    /// What stands between backticks in the text.
    fn spans(&self) -> Vec<String> {
        let prose = self.prose();
        let spans = prose.split('\n').flat_map(|line| line.split('`').skip(1).step_by(2));
        spans.map(str::to_owned).collect()
    }

    /// The cells of the rows of the table that begins with a line, or of the first one below it, without its head.
    fn table(&self, heading: &str) -> Vec<Vec<String>> {
        let at = self.text.find(heading).unwrap_or_else(|| panic!("{} has no {heading:?}", self.path));
        let rows = self.text[at..].lines().skip_while(|line| !line.starts_with('|'));
        let cells = |line: &str| {
            line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>()
        };
        rows.take_while(|line| line.starts_with('|')).skip(2).map(cells).collect()
    }
}

/// A word between backticks, without them.
fn bare(cell: &str) -> &str {
    cell.trim_matches('`')
}
