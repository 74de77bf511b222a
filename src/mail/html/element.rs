//! What an element of HTML means for the text in it.

/// Elements that begin a line, and end one.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "html",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tr",
    "ul",
];
/// Elements that have no end.
const VOIDS: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];
/// Elements whose text is not shown.
const HIDDEN: [&str; 8] = ["iframe", "noembed", "noframes", "object", "script", "style", "template", "title"];
/// Words in the class of an element that is a quote without looking like one.
const QUOTES: [&str; 2] = ["yahoo_quoted", "EmailQuote"];

pub(super) fn is_block(name: &[u8]) -> bool {
    is_one_of(name, &BLOCKS)
}

fn is_one_of(name: &[u8], names: &[&str]) -> bool {
    names.iter().any(|known| known.as_bytes() == name)
}

/// A list: `None` for one whose items have no numbers.
#[derive(Debug)]
pub(super) struct List(Option<usize>);

impl List {
    /// The number of the next item.
    pub fn next(&mut self) -> Option<usize> {
        let number = self.0?;
        self.0 = Some(number.saturating_add(1));
        Some(number)
    }
}

/// An element.
#[derive(Debug)]
pub(super) struct Element {
    /// Its name, in lower case.
    pub name: Vec<u8>,
    pub is_block: bool,
    pub quotes: bool,
    pub hides: bool,
    /// Its white space is shown as it is.
    pub keeps_lines: bool,
    /// There is a blank line above and below it.
    pub has_margin: bool,
    pub list: Option<List>,
    /// Where it leads.
    pub link: Option<String>,
}

impl Element {
    pub fn of<'a>(name: &[u8], attributes: impl Iterator<Item = (&'a [u8], &'a [u8])>) -> Self {
        let (mut class, mut style, mut href, mut start) = Default::default();
        let mut is_cited = false;
        for (attribute, value) in attributes {
            let value = || String::from_utf8_lossy(value);
            match attribute {
                b"class" => class = value().into_owned(),
                b"style" => style = without_spaces(&value()),
                b"href" if name == b"a" => href = value().into_owned(),
                b"start" => start = value().trim().parse().ok(),
                b"type" => is_cited |= value().eq_ignore_ascii_case("cite"),
                b"cite" => is_cited = true,
                _ => {}
            }
        }
        let list = match name {
            b"ol" => Some(List(Some(start.unwrap_or(1)))),
            b"ul" | b"menu" | b"dir" => Some(List(None)),
            _ => None,
        };
        let has_bar = has_bar(&style);
        let is_indentation = class.contains("webkit-indent-blockquote")
            || !has_bar && (has_no_border(&style) || class.is_empty() && only_indents(&style));
        Self {
            quotes: match name {
                b"blockquote" => is_cited || !is_indentation,
                b"div" => {
                    has_bar || QUOTES.iter().any(|word| class.split_whitespace().any(|class| class == *word))
                }
                _ => false,
            },
            hides: is_one_of(name, &HIDDEN) || style.contains("display:none"),
            keeps_lines: name == b"pre" || style.contains("white-space:pre"),
            has_margin: matches!(name, b"p" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"ul" | b"ol")
                && !class.starts_with("Mso")
                && !["margin:0", "margin-top:0", "margin-bottom:0"].iter().any(|none| style.contains(none)),
            link: (href.starts_with("https://") || href.starts_with("http://")).then_some(href),
            list,
            is_block: is_block(name),
            name: name.to_owned(),
        }
    }

    pub fn is_void(&self) -> bool {
        is_one_of(&self.name, &VOIDS)
    }

    pub fn is_paragraph(&self) -> bool {
        self.name == b"p"
    }

    pub fn is_item(&self) -> bool {
        self.name == b"li"
    }

    /// Whether an open paragraph ends where it begins.
    pub fn ends_paragraph(&self) -> bool {
        self.is_block || self.name == b"hr"
    }
}

/// A style is compared without white space, in lower case.
fn without_spaces(style: &str) -> String {
    style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether there is a bar at the left side: `border-left: solid blue 1.5pt`.
fn has_bar(style: &str) -> bool {
    let value = |declaration: &str| {
        let (name, value) = declaration.split_once(':')?;
        matches!(name, "border-left" | "border-left-width" | "border-left-style").then(|| value.to_owned())
    };
    let mut values = style.split(';').filter_map(value).peekable();
    values.peek().is_some() && values.all(|value| !is_zero(&value) && !value.contains("none"))
}

/// Whether a value begins with a width of nothing: `0px solid`, not `0.75pt solid`.
fn is_zero(value: &str) -> bool {
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    value[..end].parse::<f32>().is_ok_and(|width| width == 0.0)
}

/// Whether all that a style says is how far the text is from what is around it, with a margin at the left side: editors
/// indent own text so. Word gives the quotes of others margins above and below alone.
fn only_indents(style: &str) -> bool {
    let names = || style.split(';').filter(|declaration| !declaration.is_empty()).map(name_of);
    let is_distance = |name: &str| name.starts_with("margin") || name.starts_with("padding");
    names().all(is_distance) && names().any(|name| matches!(name, "margin" | "margin-left"))
}

fn name_of(declaration: &str) -> &str {
    declaration.split(':').next().unwrap_or_default()
}

fn has_no_border(style: &str) -> bool {
    style.split(';').any(|declaration| {
        matches!(
            declaration,
            "border:none" | "border:0" | "border:0px" | "border-style:none" | "border:mediumnone"
        )
    })
}
