//! What a mail says becomes HTML: the same words in the same order, with what can be followed made a link.
//!
//! 1. `blocks` tells prose from what must keep its columns: lists, quotations, diffs, tables, code.
//!    `code` knows lines of code and of logs by themselves.
//! 2. `lines` tells line breaks that a writer meant from those that only keep lines short.
//! 3. `inline` escapes, and finds addresses of pages, Message-IDs and commits.

mod blocks;
mod code;
mod inline;
mod lines;

pub use inline::Links;

use blocks::Kind;

/// The HTML of a text: a block element for each of its blocks.
pub fn to_html(text: &str, links: &Links) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for block in blocks::of(text) {
        match block.kind {
            Kind::Prose => paragraph(&mut html, "<p>", block.text, links),
            Kind::Item => paragraph(&mut html, "<p class=\"item\">", block.text, links),
            Kind::Quote => element(&mut html, "<p class=\"quote\">", block.text, "</p>\n", links),
            // A pre's own first newline would get lost without the one after the tag.
            Kind::Columns => element(&mut html, "<pre tabindex=\"0\">\n", block.text, "</pre>\n", links),
            Kind::Diff => {
                html.push_str("<pre class=\"diff\" tabindex=\"0\">\n");
                diff(&mut html, block.text, links);
                html.push_str("</pre>\n");
            }
        }
    }
    html
}

/// What may be broken anew, but for breaks that were meant.
fn paragraph(html: &mut String, open: &str, text: &str, links: &Links) {
    html.push_str(open);
    for (at, piece) in lines::pieces(text).enumerate() {
        if at > 0 {
            html.push_str("<br>\n");
        }
        inline::push(html, piece, links);
    }
    html.push_str("</p>\n");
}

fn element(html: &mut String, open: &str, text: &str, close: &str, links: &Links) {
    html.push_str(open);
    inline::push(html, text, links);
    html.push_str(close);
}

/// Added and removed lines are marked; their signs stay, so the colour adds nothing.
fn diff(html: &mut String, text: &str, links: &Links) {
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            html.push('\n');
        }
        let tag = match line.as_bytes().first() {
            Some(b'+') => Some("ins"),
            Some(b'-') => Some("del"),
            _ => None,
        };
        match tag {
            Some(tag) => element(html, &format!("<{tag}>"), line, &format!("</{tag}>"), links),
            None => inline::push(html, line, links),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let series = |id: &str| (id == "a@b.example").then(|| "series/x/".to_owned());
        let links = Links {
            root: "../",
            series: &series,
            commits: Some("https://git.example/c/"),
            href: &|url| Some(url.into()),
            shown: &|text| text.into(),
        };
        assert_eq!(to_html(text, &links), expected, "{text}");
    }

    #[test]
    fn prose_lists_quotations_and_columns_are_told_apart() {
        check("One\ntwo.\n\nThree.", "<p>One<br>\ntwo.</p>\n<p>Three.</p>\n");
        let wrapped = "This sentence goes up to the column where programs break\nlines.";
        check(wrapped, &format!("<p>{wrapped}</p>\n"));
        check(
            "Do:\n- one\n  of these\n- two",
            "<p>Do:</p>\n<p class=\"item\">- one<br>\n  of these</p>\n<p class=\"item\">- two</p>\n",
        );
        check("Do:\n=====\nOne.", "<p>Do:<br>\n=====</p>\n<p>One.</p>\n");
        let heading = "A heading that is as long as programs let a line of prose become:";
        let row = "-".repeat(heading.len());
        check(&format!("{heading}\n{row}\nOne."), &format!("<p>{heading}<br>\n{row}</p>\n<p>One.</p>\n"));
        check("> said\n> so\nNo.", "<p class=\"quote\">&gt; said\n&gt; so</p>\n<p>No.</p>\n");
        check(
            "See:\n\n    a = 1;\n\n    b = 2;",
            "<p>See:</p>\n<pre tabindex=\"0\">\n    a = 1;\n\n    b = 2;</pre>\n",
        );
        check("So:\nreturn 0;\n}", "<p>So:</p>\n<pre tabindex=\"0\">\nreturn 0;\n}</pre>\n");
        check(
            " kit.c | 2 +-\n 1 file changed",
            "<pre tabindex=\"0\">\n kit.c | 2 +-\n 1 file changed</pre>\n",
        );
        check(
            "Acked-by: A\n---\nSince v1: less.\n",
            "<p class=\"item\">Acked-by: A</p>\n<pre tabindex=\"0\">\n---</pre>\n<p>Since v1: less.</p>\n",
        );
        check(
            "diff --git a/x b/x\n@@ -1 +1 @@\n-a\n+<b>",
            "<pre class=\"diff\" tabindex=\"0\">\ndiff --git a/x b/x\n@@ -1 +1 @@\n<del>-a</del>\n<ins>+&lt;b&gt;</ins></pre>\n",
        );
    }

    #[test]
    fn what_can_be_followed_is_a_link() {
        check(
            "Link: https://b.example/1?a=1&b=2.",
            "<p class=\"item\">Link: <a href=\"https://b.example/1?a=1&amp;b=2\">https://b.example/1?a=1&amp;b=2</a>.</p>\n",
        );
        check("See <a@b.example>.", "<p>See &lt;<a href=\"../series/x/\">a@b.example</a>&gt;.</p>\n");
        check("Ask <c@b.example>.", "<p>Ask &lt;c@b.example&gt;.</p>\n");
        check(
            "Fixes: 0123456789ab (\"kit\")",
            "<p class=\"item\">Fixes: <a href=\"https://git.example/c/0123456789ab\">0123456789ab</a> (&quot;kit&quot;)</p>\n",
        );
        check("javascript:alert(1) 0123456789ab", "<p>javascript:alert(1) 0123456789ab</p>\n");
        check("<script>", "<p>&lt;script&gt;</p>\n");
    }
}
