//! HTML, read as strictly as a program that writes it must be.

/// What is between the tags of a page, entities read. Fails if a tag is anything that a mail could have made: a `<` that
/// begins no tag, an attribute without quotes, a handler of events, an address that is a script.
pub fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_plain(&mut text, &rest[..at]);
        let inside = &rest[at + 1..];
        if let Some(after) = inside.strip_prefix("!--") {
            rest = after.split_once("-->").expect("a comment ends").1;
            continue;
        }
        let (name, after) = tag(inside);
        rest = match name {
            "script" | "style" => after.split_once(&format!("</{name}>")).expect("a script ends").1,
            _ => after,
        };
    }
    push_plain(&mut text, rest);
    text
}

/// Reads a tag behind its `<`: its name, and what follows it.
fn tag(inside: &str) -> (&str, &str) {
    let inside = inside.strip_prefix('/').or(inside.strip_prefix('!')).unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').expect("a tag ends");
    let (name, mut rest) = inside.split_at(end);
    assert!(name.starts_with(|c: char| c.is_ascii_alphabetic()), "no tag: <{:.40}", inside);
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>').or(rest.strip_prefix("/>")) {
            return (name, after);
        }
        rest = attribute(rest);
    }
}

/// Reads one attribute, and gives what follows it.
fn attribute(text: &str) -> &str {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | ':' | '_');
    let (name, rest) = text.split_at(text.find(|c| !is_name(c)).expect("an attribute ends"));
    assert!(!name.is_empty() && !name.starts_with("on"), "no attribute: {:.40}", text);
    let Some(value) = rest.strip_prefix('=') else { return rest };
    let Some(value) = value.strip_prefix('"') else {
        // Templates leave the quotes away where the value is a word of theirs.
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').expect("a value ends");
        assert!(end > 0, "no value: {:.40}", text);
        return &value[end..];
    };
    let (value, after) = value.split_once('"').expect("quotes close");
    let address = plain(value).trim_start().to_ascii_lowercase();
    assert!(name != "href" && name != "src" || !address.starts_with("javascript:"), "a script: {address}");
    after
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_plain(&mut plain, text);
    plain
}

/// Adds a text of HTML, its entities read; those that the site does not write are left as they are.
fn push_plain(text: &mut String, mut escaped: &str) {
    const ENTITIES: [(&str, char); 7] = [
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#x27;", '\''),
        ("&#39;", '\''),
        ("&#x2F;", '/'),
        ("&amp;", '&'),
    ];
    while let Some(at) = escaped.find('&') {
        text.push_str(&escaped[..at]);
        let entity = ENTITIES.iter().find(|(entity, _)| escaped[at..].starts_with(entity));
        match entity {
            Some((entity, c)) => {
                text.push(*c);
                escaped = &escaped[at + entity.len()..];
            }
            None => {
                text.push('&');
                escaped = &escaped[at + 1..];
            }
        }
    }
    text.push_str(escaped);
}
