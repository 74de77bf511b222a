//! How a mail begins, for those who decide whether to read on.

/// A paragraph shorter than this many characters that ends like a greeting is one.
const GREETING: usize = 40;

/// The first paragraph of a patch's or cover letter's message, on one line; empty if it begins with anything but prose.
pub fn opening(message: &str) -> String {
    let mut paragraphs =
        message.split("\n\n").map(str::trim_end).filter(|paragraph| !paragraph.trim().is_empty());
    let first = paragraphs.find(|paragraph| !is_greeting(paragraph.trim())).unwrap_or_default();
    if is_prose(first) { first.split_whitespace().collect::<Vec<_>>().join(" ") } else { String::new() }
}

/// `Hi all,`
fn is_greeting(paragraph: &str) -> bool {
    paragraph.chars().count() <= GREETING && !paragraph.contains('\n') && paragraph.ends_with([',', '!'])
}

/// No quotation, list, code or line of trailers.
fn is_prose(paragraph: &str) -> bool {
    let mut lines = paragraph.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next() else { return false };
    let is_trailer = first.split_once(": ").is_some_and(|(key, _)| key.contains('-') && !key.contains(' '));
    first.starts_with(|c: char| c.is_alphanumeric() || "\"'`([“‘".contains(c)) && !is_trailer
}

#[cfg(test)]
mod tests {
    use super::opening;

    #[test]
    fn a_mail_begins_with_its_first_paragraph_of_prose() {
        let check = |message: &str, expected: &str| assert_eq!(opening(message), expected, "{message}");
        check("Hi all,\n\nThe tide rises\nonce a day.\n\nMore.\n", "The tide rises once a day.");
        check("Hello!\n\nIt rises.", "It rises.");
        check("\n\n`rise()` is slow.\n", "`rise()` is slow.");
        check("> Who said so?\n\nI did.", "");
        check("Signed-off-by: Jane Doe <jane@b.example>\n", "");
        check("  code();\n\nProse.", "");
        check("- one\n- two", "");
        check("Hi,", "");
        check("", "");
    }
}
