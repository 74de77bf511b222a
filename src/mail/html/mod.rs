//! The text of an HTML part, as a plain mail would have it: `>` in front of what is quoted, a line for each line.
//!
//! Nothing is known of style sheets. What mail programs put around a quote is known: `blockquote`, and the bar at the left
//! side of Outlook and of web mailers. Their header blocks (`From:`, `Sent:`) are text, and read as in plain mails.

mod element;
mod page;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use element::Element;
use page::Page;

/// Most elements that are open inside each other. What is deeper has no meaning of its own.
const DEEPEST: usize = 256;

/// The text of an HTML document, or of a part of one. Whatever is no HTML is text.
pub(super) fn text(html: &str) -> String {
    let mut emitter = DefaultEmitter::default();
    // The content of `style` and `script` is no markup.
    emitter.naively_switch_states(true);
    let mut reading = Reading::default();
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (name.as_slice(), value.value.as_slice()));
                reading.open(Element::of(&tag.name, attributes));
            }
            Token::EndTag(tag) => reading.close(&tag.name),
            Token::String(text) => reading.say(&String::from_utf8_lossy(&text)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reading.page.end()
}

/// A document, as far as it was read.
#[derive(Default)]
struct Reading {
    open: Vec<Element>,
    /// Elements inside those that are open, which were too many.
    deeper: usize,
    /// How many of those that are open hide their text, and keep its line ends.
    hidden: usize,
    kept: usize,
    /// A line end right behind `<pre>` does not count.
    after_pre: bool,
    page: Page,
}

impl Reading {
    fn open(&mut self, element: Element) {
        self.after_pre = false;
        if element.ends_paragraph() && self.open.last().is_some_and(Element::is_paragraph)
            || element.is_item() && self.open.last().is_some_and(Element::is_item)
        {
            self.close_last();
        }
        match element.name.as_slice() {
            _ if self.hidden > 0 => {}
            b"br" => self.page.end_line(),
            b"hr" => self.page.rule(),
            b"td" | b"th" => self.page.space(),
            b"li" => {
                let list = self.open.iter_mut().rev().find_map(|open| open.list.as_mut());
                let mark = list.and_then(|list| list.next());
                self.page.item(mark);
            }
            _ if element.is_block => self.page.block(element.has_margin),
            _ => {}
        }
        if element.is_void() {
            return;
        }
        if self.open.len() >= DEEPEST {
            self.deeper += 1;
            return;
        }
        if self.hidden == 0 {
            self.page.quote(i32::from(element.quotes));
            self.page.indent(i32::from(element.list.is_some()));
            self.page.link(element.link.as_deref());
        }
        self.hidden += usize::from(element.hides);
        self.kept += usize::from(element.keeps_lines);
        self.after_pre = element.name == b"pre";
        self.open.push(element);
    }

    fn close(&mut self, name: &[u8]) {
        self.after_pre = false;
        if self.deeper > 0 {
            self.deeper -= 1;
            return;
        }
        let is_block = element::is_block(name);
        let within =
            self.open.iter().rev().take_while(|open| is_block || !open.is_block || open.name == name);
        let Some(above) = within.into_iter().position(|open| open.name == name) else {
            // `</br>` and `</p>` alone are shown by browsers.
            if matches!(name, b"br" | b"p") && self.hidden == 0 {
                self.page.end_line();
            }
            return;
        };
        (0..=above).for_each(|_| self.close_last());
    }

    fn close_last(&mut self) {
        let Some(element) = self.open.pop() else { return };
        self.hidden -= usize::from(element.hides);
        self.kept -= usize::from(element.keeps_lines);
        if self.hidden > 0 {
            return;
        }
        if element.link.is_some() {
            self.page.end_link();
        }
        if element.is_block {
            self.page.block(element.has_margin);
        }
        self.page.quote(-i32::from(element.quotes));
        self.page.indent(-i32::from(element.list.is_some()));
    }

    fn say(&mut self, text: &str) {
        let text = if self.after_pre { text.strip_prefix('\n').unwrap_or(text) } else { text };
        self.after_pre = false;
        if self.hidden == 0 {
            self.page.say(text, self.kept > 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(html: &str, expected: &str) {
        assert_eq!(text(html), expected, "{html}");
    }

    #[test]
    fn lines_are_those_that_a_reader_sees() {
        check("a  b\n c<br>d<div>e</div>f", "a b c\nd\ne\nf\n");
        check("<p>a</p><p>b</p>c", "a\n\nb\n\nc\n");
        check(
            "<p class=MsoNormal>a<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>b",
            "a\n\nb\n",
        );
        check("<p style='margin:0 0'>a<p style='margin: 0'>b", "a\nb\n");
        check("<div>a<br></div><div><br></div><div>&nbsp;&nbsp;b</div>", "a\n\n  b\n");
        check("<pre>\n\ta  b\n\n c\n</pre>d", "\ta  b\n\n c\nd\n");
        check("<div style='white-space: pre-wrap'>a\n  b</div>", "a\n  b\n");
        check("<ul><li>a<li><p>b</p></ul><ol start=3><li>c<ol><li>d</ol></ol>", "- a\n- b\n\n3. c\n  1. d\n");
        check("<table><tr><td>a</td><td>b</td></tr><tr><td>c</table>", "a b\nc\n");
        check("-- <br>a", "-- \na\n");
        check("--&nbsp;<br>a", "-- \na\n");
        check("<pre>-- \na</pre>", "-- \na\n");
        check("<div>a</div><div>--</div><div>b</div>", "a\n--\nb\n");
        check("<div>--\n</div><blockquote>-- <br>b</blockquote>", "--\n> --\n> b\n");
        check("a<hr>b", "a\n________________________________\nb\n");
        check("", "");
    }

    #[test]
    fn quotes_have_marks() {
        check(
            "a<blockquote type=cite>b<br><br><blockquote>c</blockquote>&gt; d</blockquote>e",
            "a\n> b\n>\n>> c\n> > d\ne\n",
        );
        check(
            "a<div style='border:none;border-left:solid blue 1.5pt'><p>b</p><p>c</div>d",
            "a\n> b\n>\n> c\nd\n",
        );
        check("<blockquote style='margin:0 0 0 40px; border: none; padding: 0px'>a</blockquote>b", "a\nb\n");
        check("<blockquote style='margin-left:40px'>a</blockquote>b", "a\nb\n");
        check("<blockquote style='margin-top:5.0pt;margin-bottom:5.0pt'>a</blockquote>b", "> a\nb\n");
        check("<blockquote class=gmail_quote style='margin:0 0 0 .8ex'>a</blockquote>b", "> a\nb\n");
        check("<blockquote cite='mid:x' style='margin-left:40px'>a</blockquote>b", "> a\nb\n");
        check("<div style='border-left:0.75pt solid #c8c8c8'>a</div>b", "> a\nb\n");
        check("<div style='border-left: none'>a</div><div style='border-left:0px solid'>b</div>", "a\nb\n");
        check("<div class='yahoo_quoted'>a</div>b", "> a\nb\n");
        check("<blockquote><p>a</blockquote></p>b", "> a\n\nb\n");
        check("<blockquote>a", "> a\n");
    }

    #[test]
    fn what_is_not_shown_is_left_out() {
        check(
            "<head><title>x</title><style>b { } </p></style></head><script>'<p>'</script>a<!-- x -->",
            "a\n",
        );
        check("<!--[if gte mso 9]><xml>x</xml><![endif]-->a<![if !vml]>b<![endif]>", "ab\n");
        check("<div style='display: none'>x<div>y</div></div>a", "a\n");
        check("<title>x", "");
    }

    #[test]
    fn own_links_keep_their_address() {
        check("<a href='https://a.example/'>here</a>.", "here <https://a.example/>.\n");
        check("<a href='https://a.example/b'>a.example/b</a>", "a.example/b\n");
        check("<a href='https://x.example/?u=a'>https://a.example/</a>", "https://a.example/\n");
        check("<a href='mailto:a@b.example'>Ada</a> <a href='javascript:x'>b</a>", "Ada b\n");
        check("<blockquote><a href='https://a.example/'>here</a></blockquote>", "> here\n");
        check("<a href='https://a.example/'><img></a>b", "b\n");
    }

    #[test]
    fn work_is_bounded() {
        let deep = "<blockquote>".repeat(100_000) + "a<br>b" + &"</div></blockquote>".repeat(100_000) + "c";
        assert!(text(&deep).len() < 1_000);
        let many = "<div><b>".repeat(100_000) + &"</i></p></div>".repeat(100_000);
        assert!(text(&many).len() < 1_000_000);
    }

    proptest! {
        #[test]
        fn no_text_is_refused(html: String) {
            text(&html);
        }

        #[test]
        fn words_are_said_once_and_in_order(
            pieces in prop::collection::vec((0..9_usize, any::<bool>()), 0..40),
        ) {
            let open = ["<p>", "<div>", "<blockquote>", "</blockquote>", "</p>", "<b>", "</div>", "<br>", "<td>"];
            let word = |number: usize| format!("w{number}.");
            let html: String = pieces
                .iter()
                .enumerate()
                .map(|(number, &(tag, says))| open[tag].to_owned() + &if says { word(number) } else { String::new() })
                .collect();
            let said = pieces.iter().enumerate().filter(|(_, (_, says))| *says).map(|(number, _)| word(number));
            let letters: String = text(&html).chars().filter(|c| c.is_alphanumeric() || *c == '.').collect();
            prop_assert_eq!(letters, said.collect::<String>());
        }
    }
}
