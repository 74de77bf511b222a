//! The texts of mails on pages.

use std::cell::RefCell;
use std::collections::HashSet;

use pulldown_cmark_escape::escape_html_body_text;

use crate::catalog::ListAt;
use crate::config::Addresses;
use crate::site::pages::context::Context;
use crate::site::pages::parts::LONGEST_TEXT;
use crate::site::pages::texts::Sought;
use crate::site::text::{self, Links};

/// A text can be a list of Message-IDs. It links to this many series, and to one more for so many bytes.
const SERIES: usize = 3;
const SERIES_APART: usize = 500;

/// The text of a mail of a list as HTML, for a page from which `root` leads to the site's root. An outline has the text as
/// it is: where its links lead is noted when the page is made.
pub fn html(context: &Context, list: ListAt, root: &str, text: &str) -> String {
    if context.texts.are_for_an_outline() {
        return text.to_owned();
    }
    let text = text.trim_start_matches('\n');
    let shown = beginning(text);
    let most = SERIES + shown.len() / SERIES_APART;
    let linked = RefCell::new(HashSet::new());
    let series = |id: &str| {
        context.texts.seek(Sought::Mail(id.to_owned()));
        let series = *context.index.series_of_mail.get(id)?;
        let mut linked = linked.borrow_mut();
        let fits = linked.contains(&series) || linked.len() < most && linked.insert(series);
        fits.then(|| context.series_href(series))
    };
    let links = Links {
        root,
        series: &series,
        commits: context.site.lists[list].commits.as_deref(),
        href: &|url| {
            if context.site.addresses == Addresses::Hidden {
                context.texts.seek(Sought::Web(url.to_owned()));
            }
            context.web_href(url)
        },
        shown: &|text| context.site.addresses.scrub(text),
    };
    let mut html = text::to_html(shown, &links);
    if shown.len() < text.len() {
        let rest = (text.len() - shown.len()) / 1_000 + 1;
        let more = context.count("truncated", rest);
        html.push_str("<p><em>");
        escape_html_body_text(&mut html, &more).expect("a string takes everything");
        html.push_str("</em></p>\n");
    }
    html
}

/// As much of a text as a page can hold, up to the end of a line where there is one.
fn beginning(text: &str) -> &str {
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let end = (0..=LONGEST_TEXT).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default();
    text[..end].rfind('\n').map_or(&text[..end], |line| &text[..line])
}
