//! Where templates ask for messages: `{{ t(id="sent-by", person=<person person={author} />) }}`.

use super::template::Problem;

/// A call of `t`.
#[derive(Debug, PartialEq, Eq)]
pub struct Call<'a> {
    /// `None` where it is found out while a page is made.
    pub id: Option<&'a str>,
    pub arguments: Vec<(&'a str, Argument<'a>)>,
    /// Where it ends.
    pub end: usize,
}

/// What stands for a variable of a message, or for an element in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument<'a> {
    /// `patches | length`
    Expression(&'a str),
    /// `<person person={author} />`
    Component(&'a str),
    /// `<a href="{{ page.root }}">`
    Element(&'a str),
}

/// The call that begins at `start`, which is at `t(`.
pub fn parse(source: &str, start: usize) -> Result<Call<'_>, Problem> {
    let mut call = Call { id: None, arguments: Vec::new(), end: start + "t(".len() };
    loop {
        call.end = spaces(source, call.end);
        if source[call.end..].starts_with(')') {
            call.end += 1;
            return Ok(call);
        }
        let problem = |what: &str| Problem { at: call.end, what: what.to_owned() };
        let name = source[call.end..].split('=').next().unwrap_or_default();
        if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
            return Err(problem("`t` wants `name=value`"));
        }
        let begin = spaces(source, call.end + name.len() + 1);
        let end = end_of_value(source, begin).ok_or_else(|| problem("`t(` does not end"))?;
        let value = source[begin..end].trim_end();
        let argument = match value.strip_prefix('<') {
            Some(_) if value.ends_with("/>") => Argument::Component(value),
            Some(_) => Argument::Element(value),
            None => Argument::Expression(value),
        };
        if name == "id" {
            call.id = literal(value);
        } else {
            call.arguments.push((name, argument));
        }
        call.end = spaces(source, end);
        if source[call.end..].starts_with(',') {
            call.end += 1;
        }
    }
}

/// The text of a literal.
fn literal(value: &str) -> Option<&str> {
    value.strip_prefix('"')?.strip_suffix('"').filter(|text| !text.contains('"'))
}

fn spaces(source: &str, at: usize) -> usize {
    let rest = &source[at.min(source.len())..];
    source.len() - rest.trim_start().len()
}

/// Where a value ends: an element at its `>`, an expression before the comma or bracket that follows it.
fn end_of_value(source: &str, begin: usize) -> Option<usize> {
    let is_element = source[begin..].starts_with('<');
    let (mut quote, mut depth) = (None, 0_usize);
    for (at, byte) in source.bytes().enumerate().skip(begin) {
        match byte {
            _ if quote == Some(byte) => quote = None,
            _ if quote.is_some() => {}
            b'"' | b'\'' | b'`' => quote = Some(byte),
            b'>' if is_element => return Some(at + 1),
            _ if is_element => {}
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b',' if depth == 0 => return Some(at),
            b')' | b']' | b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_taken_apart() {
        let source = r#"{{ t(id="a-b", n=rows | length, who=<person person={a.b} />, top=<a href="{{ x }}">, f=g(h=[1, 2])) }}"#;
        let call = parse(source, 3).expect("a call");
        assert_eq!(call.id, Some("a-b"));
        let expected = [
            ("n", Argument::Expression("rows | length")),
            ("who", Argument::Component("<person person={a.b} />")),
            ("top", Argument::Element(r#"<a href="{{ x }}">"#)),
            ("f", Argument::Expression("g(h=[1, 2])")),
        ];
        assert_eq!(call.arguments, expected);
        assert_eq!(&source[call.end..], " }}");
        assert_eq!(parse("t(id=kind)", 0).expect("a call").id, None);
    }

    #[test]
    fn what_is_no_call_is_a_problem() {
        for source in ["t(", "t(id", "t(id=", "t(id=\"x\"", "t(id=\"x\", y=(1)", "t(\"x\")", "t(a b=1)"] {
            assert!(parse(source, 0).is_err(), "{source}");
        }
    }
}
