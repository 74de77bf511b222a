//! Trailers: lines such as `Reviewed-by: Jane Doe <jane@example.org>` (git-interpret-trailers(1)).
//!
//! What counts as one follows b4(1): in the last paragraph of a commit message every `Word: text`, though the word
//! may be prose; in a reply only what names a person, a commit or a link.

use serde::{Deserialize, Serialize};

use super::address::with_at;
use super::{Address, body};
use crate::shared::Shared;

/// Words before a colon that end many texts and are not trailers.
const NO_KEYS: [&str; 5] = ["phone", "mail", "email", "e-mail", "prerequisite-message-id"];
/// Lines of a reply that belong to a patch or a mail that it shows.
const IGNORED_IN_REPLIES: [&str; 11] = [
    "From",
    "Author",
    "Subject",
    "Date",
    "To",
    "Cc",
    "Subscribe",
    "Unsubscribe",
    "Message-id",
    "Change-id",
    "Base-commit",
];
/// Trailers that name no person, though an `@` may be in them.
const NO_PERSON: [&str; 9] = [
    "Fixes",
    "Link",
    "Buglink",
    "Closes",
    "Obsoleted-by",
    "Message-id",
    "Change-id",
    "Base-commit",
    "Based-on",
];
/// Trailers whose value is a link.
const LINKS: [&str; 3] = ["Link", "Buglink", "Closes"];

/// One trailer.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Trailer {
    /// What is before the colon, in git's spelling: `Reviewed-by`.
    pub key: Shared,
    /// What is behind it, a wrapped line joined.
    pub value: Shared,
}

impl Trailer {
    /// The person that a trailer names; none for those that hold a commit or a link.
    pub fn person(&self) -> Option<Address> {
        if NO_PERSON.contains(&self.key.as_str()) || self.value.contains("://") || !names_person(&self.value)
        {
            return None;
        }
        // `Cc: stable@vger.kernel.org # v5.10+`
        let value = self.value.split(" #").next().unwrap_or(&self.value);
        Some(Address::parse(value.trim_end_matches(['.', ','])))
    }
}

/// The trailers of a patch's commit message: in its last paragraph. `shown` is what is shown of the mail.
pub fn of_patch(shown: &str) -> Vec<Trailer> {
    let message = body::message(shown);
    let start = message.rfind("\n\n").map_or(0, |at| at + 2);
    let last: Vec<&str> = message[start..].lines().collect();
    read(&last).into_iter().filter(|trailer| trailer.key != "Fixes" || is_commit(&trailer.value)).collect()
}

/// The trailers that a reply gives, of the lines that it does not quote: those that name a person, a commit or
/// a link. Whether the person is the one who replies is for the caller to see.
pub(super) fn of_reply(unquoted: &[&str]) -> Vec<Trailer> {
    let gives = |trailer: &Trailer| match trailer.key.as_str() {
        key if IGNORED_IN_REPLIES.contains(&key) => false,
        "Fixes" => is_commit(&trailer.value),
        key if LINKS.contains(&key) => true,
        _ if trailer.value.contains("://") => false,
        key => NO_PERSON.contains(&key) || names_person(&trailer.value),
    };
    read(unquoted).into_iter().filter(gives).collect()
}

/// Whether a line of a reply gives a trailer.
pub fn is_given(line: &str) -> bool {
    given(line).is_some()
}

/// The trailer that a line of a reply gives.
pub fn given(line: &str) -> Option<Trailer> {
    of_reply(&[line]).pop()
}

fn read(lines: &[&str]) -> Vec<Trailer> {
    let mut trailers: Vec<Trailer> = Vec::new();
    // The last line began a trailer that may go on in the next.
    let mut open = false;
    for line in lines.iter().map(|line| line.trim_end()) {
        if let Some(trailer) = trailer(line) {
            open = true;
            trailers.push(trailer);
            continue;
        }
        if let Some(last) = trailers.last_mut().filter(|last| open && is_wrapped(&last.value, line)) {
            last.value = format!("{} {}", last.value, line.trim_start()).into();
        }
        open = false;
    }
    trailers
}

fn trailer(line: &str) -> Option<Trailer> {
    let (key, value) = line.trim_start().split_once(':')?;
    // Who types it by hand may put a space in front of the colon.
    let key = if is_vouching(key.trim_end()) { key.trim_end() } else { key };
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let fits = key.len() >= 2
        && key.chars().all(is_key)
        && (value.starts_with(char::is_whitespace) || is_glued(key, value))
        && !value.trim().is_empty()
        && !NO_KEYS.contains(&key.to_ascii_lowercase().as_str());
    fits.then(|| Trailer { key: spelled(key).into(), value: value.trim().into() })
}

/// `Reviewed-by:Jane Doe <jane@example.org>`, without a space. Other words, `http://` first, are told apart by it.
fn is_glued(key: &str, value: &str) -> bool {
    is_vouching(key) && names_person(value)
}

/// Whether a key is `Reviewed-by` or the like.
fn is_vouching(key: &str) -> bool {
    key.len() > 3 && key.get(key.len() - 3..).is_some_and(|end| end.eq_ignore_ascii_case("-by"))
}

/// A long name is followed by its address on the next line, a long `Fixes:` by the rest of the title.
fn is_wrapped(value: &str, next: &str) -> bool {
    let address = next.starts_with('<') && next.ends_with('>') && !value.contains('<');
    let title = is_commit(value) && value.contains('(') && !value.ends_with(')') && next.ends_with(')');
    address || title
}

fn spelled(key: &str) -> String {
    let mut spelled = key.to_ascii_lowercase();
    spelled[..1].make_ascii_uppercase();
    spelled
}

/// `0123456789ab ("KVM: Do it")`
fn is_commit(value: &str) -> bool {
    value.len() >= 6 && value.bytes().take(6).all(|b| b.is_ascii_hexdigit())
}

fn names_person(value: &str) -> bool {
    with_at(value).split_whitespace().any(|word| {
        word.split_once('@').is_some_and(|(local, host)| {
            !local.trim_start_matches('<').is_empty()
                && host.split_once('.').is_some_and(|(name, rest)| !name.is_empty() && !rest.is_empty())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(trailers: &[Trailer]) -> Vec<String> {
        trailers.iter().map(|trailer| format!("{}: {}", trailer.key, trailer.value)).collect()
    }

    #[test]
    fn the_trailers_of_a_message_stand_in_its_last_paragraph() {
        let check = |message: &str, expected: &[&str]| {
            assert_eq!(shown(&of_patch(message)), expected, "{message}");
        };
        check("Do it.\n\nSigned-off-by: J <j@b.example>\n", &["Signed-off-by: J <j@b.example>"]);
        check("Note: it is odd.\n\nreviewed-By: J <j@b.example>", &["Reviewed-by: J <j@b.example>"]);
        check("Reviewed-by: J <j@b.example>\n\nThe end.", &[]);
        check("Do it.\n\nFixes: 0123456789ab (\"kit: Do\nit\")", &["Fixes: 0123456789ab (\"kit: Do it\")"]);
        check("Do it.\n\nFixes: nothing", &[]);
        check("Do it.\n\nAcked-by: A Long Name\n<j@b.example>", &["Acked-by: A Long Name <j@b.example>"]);
        check("Do it.\n\nCc: stable@b.example # v5.10+", &["Cc: stable@b.example # v5.10+"]);
        check("", &[]);
    }

    #[test]
    fn people_are_told_from_links_and_commits() {
        let check = |key: &str, value: &str, expected: Option<&str>| {
            let trailer = Trailer { key: key.into(), value: value.into() };
            let person = trailer.person().map(|person| person.to_string());
            assert_eq!(person.as_deref(), expected, "{key}: {value}");
        };
        check("Reviewed-by", "J <j@b.example>", Some("J <j@b.example>"));
        check("Cc", "stable@b.example # v5.10+", Some("stable <stable@b.example>"));
        check("Reviewed-by", "me", None);
        check("Message-id", "<j@b.example>", None);
        check("Link", "https://b.example/j@b.example", None);
        check("See-also", "https://b.example/j@b.example", None);
    }

    #[test]
    fn a_reply_gives_what_names_a_person_a_commit_or_a_link() {
        let check = |line: &str, expected: &[&str]| {
            assert_eq!(shown(&of_reply(&[line])), expected, "{line}");
        };
        check("Reviewed-by: J <j@b.example>", &["Reviewed-by: J <j@b.example>"]);
        check("  Tested-by: J <j@b.example> # on a board", &["Tested-by: J <j@b.example> # on a board"]);
        check("Reviewed-by:J <j@b.example>", &["Reviewed-by: J <j@b.example>"]);
        check("Reviewed-by : J <j@b.example>", &["Reviewed-by: J <j@b.example>"]);
        check("That is by : J <j@b.example>", &[]);
        check("Reviewed-by:\u{a0} J <j@b.example>", &["Reviewed-by: J <j@b.example>"]);
        check("Reviewed-by: J <j at b.example>", &["Reviewed-by: J <j at b.example>"]);
        check("Reviewed-by: me", &[]);
        check("http://j@b.example", &[]);
        check("From: J <j@b.example>", &[]);
        check("Message-Id: <j@b.example>", &[]);
        check("Fixes: 0123456789ab (\"kit: Do it\")", &["Fixes: 0123456789ab (\"kit: Do it\")"]);
        check("Link: https://b.example/1", &["Link: https://b.example/1"]);
        check("See: https://b.example/1 and j@b.example", &[]);
    }
}
