//! The tags of a page: where its links lead, and the places in it that links may lead to.

use super::links::Facts;

/// Attributes that hold a URL.
const LINKS: [&str; 5] = ["href", "src", "action", "poster", "xlink:href"];

/// Reads all tags of a page.
pub fn read(text: &str) -> Facts {
    let mut facts = Facts::of_page();
    let (mut at, mut line) = (0, 1);
    while let Some(found) = text[at..].find('<') {
        let start = at + found;
        line += lines(&text[at..start]);
        let rest = &text[start..];
        let length = match rest.strip_prefix("<!--") {
            Some(comment) => comment.find("-->").map_or(rest.len(), |end| end + 7),
            None => tag(rest, line, &mut facts),
        };
        line += lines(&rest[..length]);
        at = start + length;
    }
    facts
}

fn lines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// Reads the tag that a text begins with: its length, with the content of scripts and styles, which have no tags.
fn tag(text: &str, line: usize, facts: &mut Facts) -> usize {
    let name_ends = text[1..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(text.len(), |end| end + 1);
    let name = text[1..name_ends].to_ascii_lowercase();
    if name.is_empty() {
        return 1;
    }
    let mut at = name_ends;
    loop {
        let rest = &text[at..];
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        at = text.len() - rest.len();
        if rest.is_empty() {
            return text.len();
        }
        if rest.starts_with('>') {
            break;
        }
        at += attribute(rest, &name, line, facts);
    }
    let end = format!("</{name}");
    match name.as_str() {
        "script" | "style" => text[at..].find(&end).map_or(text.len(), |found| at + found),
        _ => at + 1,
    }
}

/// Reads an attribute: its length.
fn attribute(text: &str, tag: &str, line: usize, facts: &mut Facts) -> usize {
    let is_end = |c: char| c.is_ascii_whitespace() || "=>/".contains(c);
    // A name has one character at least, whatever it is.
    let first = text.chars().next().map_or(0, char::len_utf8);
    let name_ends = text[first..].find(is_end).map_or(text.len(), |end| first + end);
    let name = &text[..name_ends];
    let Some(value) = text[name_ends..].trim_ascii_start().strip_prefix('=') else { return name_ends };
    let value = value.trim_ascii_start();
    let begins = text.len() - value.len();
    let (value, length) = match value.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let end = value[1..].find(quote).map_or(value.len(), |end| end + 1);
            (&value[1.min(end)..end], (end + 1).min(value.len()))
        }
        _ => {
            let end = value.find(|c: char| c.is_ascii_whitespace() || c == '>').unwrap_or(value.len());
            (&value[..end], end)
        }
    };
    let name = name.to_ascii_lowercase();
    if name == "id" || name == "name" && tag == "a" {
        facts.places.insert(plain(value));
    } else if LINKS.contains(&&*name) {
        facts.link(line, plain(value));
    }
    begins + length
}

/// Without the character references that URLs have.
fn plain(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let mut text = value.to_owned();
    for (reference, character) in
        [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/"), ("&lt;", "<"), ("&gt;", ">")]
    {
        text = text.replace(reference, character);
    }
    text.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, links: &[(usize, &str)], places: &[&str]) {
        let facts = read(text);
        let found: Vec<(usize, &str)> =
            facts.links.iter().map(|(href, line)| (*line, href.as_str())).collect();
        assert_eq!(found, links, "{text}");
        let mut found: Vec<&str> = facts.places.iter().map(String::as_str).collect();
        found.sort_unstable();
        assert_eq!(found, places, "{text}");
    }

    #[test]
    fn links_and_places_are_found_however_they_are_quoted() {
        check("<a href=\"b/\">\n<img alt='>' src='c.svg'/><p id=d>", &[(1, "b/"), (2, "c.svg")], &["d"]);
        check("<a\nclass=x\nhref = \"?a=1&amp;b\" name=\"p\">", &[(1, "?a=1&b")], &["p"]);
        check("<input name=\"q\" required><A HREF=x>", &[(1, "x")], &[]);
    }

    #[test]
    fn comments_scripts_and_texts_have_no_links() {
        check("<!-- <a href=\"x\"> --><script>'<a href=\"y\">'</script>a < b <a href=z>", &[(1, "z")], &[]);
        check("<pre>&lt;a href=\"x\"&gt;</pre>", &[], &[]);
    }

    #[test]
    fn what_ends_in_the_middle_of_a_tag_ends() {
        for text in [
            "<",
            "<a",
            "<a href",
            "<a href=",
            "<a href=\"",
            "<a href='x",
            "<!--",
            "<script>",
            "<a =ü",
            "<a \"'>",
        ] {
            read(text);
        }
    }
}
