//! Words of a mail as HTML: escaped, and linked.

use std::borrow::Cow;
use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};
use pulldown_cmark_escape::{escape_href, escape_html};
use regex::Regex;

/// What a text's links lead to.
pub struct Links<'a> {
    /// Leads from the page to the site's root.
    pub root: &'a str,
    /// The series that holds a mail, by its Message-ID.
    pub series: &'a dyn Fn(&str) -> Option<String>,
    /// Where a commit is shown; its id is added.
    pub commits: Option<&'a str>,
    /// Where a link of the text leads to; nowhere if it holds what the site does not show.
    pub href: &'a dyn for<'b> Fn(&'b str) -> Option<Cow<'b, str>>,
    /// What is shown of a text: addresses as the site is configured.
    pub shown: &'a dyn Fn(&str) -> Cow<'_, str>,
}

/// A Message-ID between angle brackets, or a commit with its title.
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"<(?<id>[^<>\s@]+@[^<>\s@]+)>|\b(?<commit>[0-9a-f]{8,40})(?: |\n)\(""#;
    Regex::new(pattern).expect("the pattern is valid")
});

/// Adds the HTML of a text.
pub(super) fn push(html: &mut String, text: &str, links: &Links) {
    if !text.contains("://") {
        return push_named(html, text, links);
    }
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    for span in finder.spans(text) {
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        match span.kind() {
            Some(LinkKind::Url) if is_web(span.as_str()) => match (links.href)(span.as_str()) {
                Some(href) => push_link(html, "", &href, span.as_str(), links),
                None => push_text(html, span.as_str(), links),
            },
            _ => push_named(html, span.as_str(), links),
        }
    }
}

fn push_named(html: &mut String, text: &str, links: &Links) {
    let mut rest = 0;
    for found in NAMED.captures_iter(text) {
        let (name, target) = match (found.name("id"), found.name("commit")) {
            (Some(id), _) => (id, (links.series)(id.as_str()).map(|href| (links.root, href))),
            (_, Some(commit)) => (commit, links.commits.map(|url| (url, commit.as_str().to_owned()))),
            _ => continue,
        };
        let Some((base, href)) = target else { continue };
        push_text(html, &text[rest..name.start()], links);
        push_link(html, base, &href, name.as_str(), links);
        rest = name.end();
    }
    push_text(html, &text[rest..], links);
}

fn push_link(html: &mut String, base: &str, href: &str, text: &str, links: &Links) {
    html.push_str("<a href=\"");
    escape_href(&mut *html, base).expect("a string takes everything");
    escape_href(&mut *html, href).expect("a string takes everything");
    html.push_str("\">");
    push_text(html, text, links);
    html.push_str("</a>");
}

fn push_text(html: &mut String, text: &str, links: &Links) {
    escape_html(html, &(links.shown)(text)).expect("a string takes everything");
}
