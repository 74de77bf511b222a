//! Markdown into HTML. What a site's owner writes is trusted, HTML included.

use pulldown_cmark::{Options, Parser, html};

/// CommonMark with tables, footnotes, strikethrough and heading attributes. Code is reached by the keyboard, which
/// scrolls what is too wide for a phone.
pub fn to_html(markdown: &str) -> String {
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut page = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut page, Parser::new_ext(markdown, extensions));
    page.replace("<pre><code", "<pre tabindex=\"0\"><code")
}

#[cfg(test)]
mod tests {
    use super::to_html;

    #[test]
    fn the_keyboard_reaches_code() {
        let expected = "<p>See:</p>\n<pre tabindex=\"0\"><code>&lt;pre&gt;&lt;code\n</code></pre>\n";
        assert_eq!(to_html("See:\n\n    <pre><code\n"), expected);
    }
}
