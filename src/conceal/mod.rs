//! Addresses in running text, for sites that show none: what looks like one, and which Message-ID cannot hold one.
//!
//! A Message-ID looks like an address, and most hold one: git and b4 end theirs with the sender's. So a site without
//! addresses shows no Message-ID at all. Links to a public archive need them; only those are made whose Message-ID
//! cannot name anybody ([`People::are_not_in`]), with the `@` as `%40`.

mod word;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

pub use word::Word;

/// What is shown in place of an address.
pub const MARK: &str = "(address)";

/// `local@host`, in any script, with a quoted local part, an address literal or an encoded `@` (RFC 5322, RFC 6531), and
/// with characters that nobody sees beside it. A local part with a `/` is put together by [`whole`].
static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r#"(?xi)
        (?P<local> "[^"<>@\s](?:[^"<>@\n]{0,62}[^"<>@\s])?" | [\p{L}\p{N}_][\p{L}\p{M}\p{N}_.+=~!\#$%&'*?^{|}`-]* )
        UNSEEN
        (?: (?P<escaped>\\)? @ | %(?:25){0,3}40 | & (?:amp;){0,3} (?: \#0{0,6}64 | \#x0{0,6}40 | commat ) ;
          | \\u0040 | \x{FF20} | \x{FE6B} )
        UNSEEN
        (?P<host> [\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_.\x{3002}-]*[\p{L}\p{M}\p{N}])? | \[[0-9a-z.:]+\] )"#;
    let unseen = r"[\x{AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}]{0,4}";
    Regex::new(&pattern.replace("UNSEEN", unseen)).expect("the pattern is constant")
});

/// One of these is in every text with an address.
const SIGNS: [&str; 9] = ["@", "%40", "%25", "&#", "&amp;", "commat", "\\u0040", "\u{ff20}", "\u{fe6b}"];

/// An address as archives and people write it, so that robots do not find it: `<bo at reed.example>`, `bo [at] reed.example`,
/// `bo @ reed.example`. The end of the host tells an address from code and from other words.
static SPOKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?xi)
        < [^\s<>@]+ (?: \ at\  | \ ?\(a\)\ ? | \ ?\[at\]\ ? ) [\w-]+ (?:\.[\w-]+)+ >
      | (?P<local>\b \w[\w.+-]*) (?: \ ?[\[({<]\ ?at\ ?[\])}>]\ ? | \ @\ ) (?P<host> \w[\w-]* (?:\.[\w-]+)* \.[a-z]{2,} \b)";
    Regex::new(pattern).expect("the pattern is constant")
});

/// An address in brackets that a mail program broke behind the `@`, as far as it is on one line.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?m)<[^\s<>@]+@[ \t\r]*$(?:\n[> \t]*[\w-]+(?:\.[\w-]+)*>)?";
    Regex::new(pattern).expect("the pattern is constant")
});

/// What the names of files end in that projects have: none is the end of a host's name that is written apart from its `@`.
const FILES: [&str; 28] = [
    "bat", "bin", "cfg", "conf", "config", "cpp", "diff", "dts", "dtsi", "el", "hpp", "html", "img", "java",
    "js", "json", "ko", "log", "mk", "patch", "pl", "py", "rs", "rst", "sh", "so", "txt", "yaml",
];

/// A text without addresses: each is replaced by [`MARK`].
pub fn conceal(text: &str) -> Cow<'_, str> {
    let shown = replaced(text.into(), addresses);
    let shown = replaced(shown, |text| match text.contains('@') {
        true => BROKEN.find_iter(text).map(|found| found.start() + 1..found.end()).collect(),
        false => Vec::new(),
    });
    replaced(shown, spoken)
}

/// A text with [`MARK`] in places that are in order and apart from each other.
fn replaced(text: Cow<'_, str>, places: impl Fn(&str) -> Vec<Range<usize>>) -> Cow<'_, str> {
    let found = places(&text);
    if found.is_empty() {
        return text;
    }
    let mut shown = String::with_capacity(text.len());
    let mut rest = 0;
    for place in found {
        shown.push_str(&text[rest..place.start]);
        shown.push_str(MARK);
        rest = place.end;
    }
    (shown + &text[rest..]).into()
}

/// Where a text holds an address that is written for people alone.
fn spoken(text: &str) -> Vec<Range<usize>> {
    if ![" at ", "(a)", "at]", "at)", "at}", "at>", " @ "].iter().any(|sign| text.contains(sign)) {
        return Vec::new();
    }
    let is_file =
        |host: &str| host.rsplit('.').next().is_some_and(|end| FILES.contains(&&*end.to_lowercase()));
    let place = |found: Captures| match found.name("host") {
        // The brackets stay.
        None => Some(found.get_match().start() + 1..found.get_match().end() - 1),
        Some(host) => (!is_file(host.as_str())).then(|| found.get_match().range()),
    };
    SPOKEN.captures_iter(text).filter_map(place).collect()
}

/// Where a text holds what looks like an address, in order and apart from each other.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    if !SIGNS.iter().any(|sign| text.contains(sign)) {
        return found;
    }
    let mut from = 0;
    while let Some(captures) = ADDRESS.captures_at(text, from) {
        let (matched, host) = (captures.get_match(), captures.name("host"));
        let host = host.map_or(matched.range(), |host| host.range());
        // Assemblers and TeX have a backslash before an `@` as well.
        let may_be = may_be_host(&text[host.clone()])
            && (captures.name("escaped").is_none() || text[host.clone()].contains('.'));
        if may_be {
            let end = found.last().map_or(0, |last| last.end);
            found.push(whole(text, matched.start(), end)..matched.end());
            from = matched.end();
        } else {
            // What is no host may be the name of an address that follows.
            from = host.start;
        }
    }
    found
}

/// Where an address begins whose end begins at a place. A local part may have a `/`, but what is before one is mostly a
/// part of a URL or the folder of a file.
fn whole(text: &str, at: usize, last: usize) -> usize {
    let is_local = |c: char| c.is_alphanumeric() || "_.+=~!#$%&'*?^{|}`-/".contains(c);
    let before = &text[last..at];
    if !before.ends_with('/') {
        return at;
    }
    let start = last + before.rfind(|c: char| !is_local(c)).map_or(0, |gap| gap + char_at(before, gap));
    let (part, is_bracketed) = (&text[start..at - 1], text[last..start].ends_with('<'));
    let is_name =
        part.len() > 1 && !part.contains(['/', '.']) && !text[last..start].ends_with([':', '@', '"', '\\']);
    if is_bracketed && !part.contains("//") && !part.starts_with('/') || is_name { start } else { at }
}

/// The length of the character at a place.
fn char_at(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Whether mail may go to a host of this name. Without a dot, it may not where the name is a number of a device
/// (`serial@fe200000`) or a word of assemblers (`sym@ha`).
fn may_be_host(host: &str) -> bool {
    let is_unit = host.bytes().all(|b| b.is_ascii_hexdigit()) && host.bytes().any(|b| b.is_ascii_digit());
    let is_reference = host.len() == 1 || host.eq_ignore_ascii_case("ha");
    host.contains(['.', '\u{3002}']) || host.starts_with('[') || !(is_unit || is_reference)
}

/// The addresses that an archive's people are known by.
#[derive(Debug, Default)]
pub struct People {
    /// Local parts by host, in lower case, and by their length in bytes: of a long Message-ID only ends of such a length
    /// have to be looked at.
    known: HashMap<String, BTreeMap<usize, HashSet<String>>>,
}

/// What programs end the local part of a Message-ID with.
const PROGRAMS: [&str; 7] = [".fsf", ".camel", ".astroid", ".stgit", ".b4-ty", ".tip-bot2", ".tip-bot"];
/// Hosts of Message-IDs at which nobody has an address.
const NOBODYS: [&str; 2] = ["mail.gmail.com", "email.android.com"];
/// Letters and digits of a local part that a program made, at least, and digits among them.
const MADE: usize = 10;
const DIGITS: usize = 3;

impl People {
    /// Adds an address.
    pub fn insert(&mut self, address: &str) {
        // Every Message-ID would end with a local part of nothing.
        if let Some((local, host)) =
            address.to_lowercase().rsplit_once('@').filter(|(local, _)| !local.is_empty())
        {
            let of_host = self.known.entry(host.to_owned()).or_default();
            of_host.entry(local.len()).or_default().insert(local.to_owned());
        }
    }

    /// Whether a Message-ID can neither be nor hold the address of a person: nobody's known address ends it, and what
    /// is before the `@` was made by a program and does not end with a name.
    pub fn are_not_in(&self, id: &str) -> bool {
        let id = id.to_lowercase();
        let Some((local, host)) = id.rsplit_once('@') else { return addresses(&id).is_empty() };
        let end = |length: usize| local.len().checked_sub(length).and_then(|at| local.get(at..));
        let is_known = self.known.get(host).is_some_and(|known| {
            known.iter().any(|(&length, known)| end(length).is_some_and(|end| known.contains(end)))
        });
        !is_known && is_made(local, host)
    }
}

/// Whether a program made up what is before the `@`, in lower case, and put no name at its end.
pub fn is_made(local: &str, host: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".+=_~$/-".contains(c);
    if !local.chars().all(plain) || local.contains("..") {
        return false;
    }
    let stem = PROGRAMS.iter().find_map(|ending| local.strip_suffix(ending)).unwrap_or(local);
    let made = stem.chars().filter(char::is_ascii_alphanumeric).count();
    let digits = stem.chars().filter(char::is_ascii_digit).count();
    let last = stem.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let ends_random = NOBODYS.contains(&host) || looks_random(last);
    made >= MADE && digits >= DIGITS && ends_random && !is_of_git(stem)
}

/// `20260219101112.1234-1-jane99`: the number of a sending, then of the mail, then the sender's address.
fn is_of_git(local: &str) -> bool {
    let mut parts = local.splitn(3, '-');
    let number = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit() || b == b'.'))
    };
    number(parts.next()) && number(parts.next()) && parts.next().is_some()
}

/// Whether a word is not a name: a number, mutt's `GA1234`, digits between letters, or a hash.
fn looks_random(word: &str) -> bool {
    let is_mutts = word.starts_with('g') && word.len() > 2 && word[2..].bytes().all(|b| b.is_ascii_digit());
    let letters = word.trim_end_matches(|c: char| c.is_ascii_digit());
    is_mutts
        || !word.is_empty() && (letters.is_empty() || letters.bytes().any(|b| b.is_ascii_digit()))
        || word.bytes().all(|b| b.is_ascii_hexdigit()) && word.len() >= MADE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_an_address_is_concealed() {
        let check = |text: &str, expected: &str| assert_eq!(conceal(text), expected, "{text}");
        check("by jane@example.org.", "by (address).");
        check("<jane.doe+tag@mail.example.org>", "<(address)>");
        check("jane@ex\u{e4}mple.example", "(address)");
        check("j\u{f6}rg@\u{4f8b}.example", "(address)");
        check("root@localhost:~ # ls", "(address):~ # ls");
        check("x@y@z.example", "x@(address)");
        check("o'hara@example.org, <\"jane doe\"@example.org>", "(address), <(address)>");
        check("jane@[192.0.2.1]", "(address)");
        check("https://a.example/r/jane%40b.example/", "https://a.example/r/(address)/");
        check("jane&#64;b.example jane\u{ff20}b.example", "(address) (address)");
        check("Cc: <jane at b.example>, <jane(a)b.example>", "Cc: <(address)>, <(address)>");
        check("jane\u{200b}@b.example jane@\u{ad}b.example", "(address) (address)");
        check(
            "jane%2540b.example jane&commat;b.example jane&amp;#64;b.example",
            "(address) (address) (address)",
        );
        check(r"jane\@b.example", "(address)");
        check("jane [at] b.example, jane(at)b.example, jane @ b.example", "(address), (address), (address)");
        check("wrote <jane@\n> b.example>:", "wrote <(address):");
        check("wrote <jane@", "wrote <(address)");
        check("john/doe@b.example <x/y/john.d@b.example>", "(address) <(address)>");
        check("lists.example/r/jane@b.example a/x@b.example", "lists.example/r/(address) a/(address)");
    }

    #[test]
    fn code_that_has_an_at_sign_is_shown() {
        for text in [
            "@@ -1,2 +3,4 @@ int main",
            "serial@fe200000 { reg = <0xfe200000>; };",
            "scsi@3,0 and cpu@10",
            "addi r3,r3,sym@l and lis r3,sym@ha",
            "@Override",
            "look at lore.example <at> f(a) <a at b>",
            "i7 @ 2.40GHz, built @ v5.10.2, saved @ main.rs, 3 @ a.b",
            r".Lskip_\@: jmp 1f\@",
        ] {
            assert_eq!(conceal(text), text);
        }
    }

    #[test]
    fn only_ids_that_name_nobody_are_linked() {
        let mut people = People::default();
        ["jane99@example.org", "q1w2e3r4t5y6@example.org"].iter().for_each(|address| people.insert(address));
        for id in [
            "20260219101112.GA1234@alice.example.org",
            "87abcd1234ef.fsf@alice.example.org",
            "20260219-a-topic-v1-1-0a1b2c3d4e5f@example.org",
            "0a1b2c3d-29f2-527e-208d-9196a2db15d8@example.org",
            "CAAtWbkE4MQ1Dfs1S-JTS_nA@mail.gmail.com",
            "162454315572.2927609.6378286618001902599.b4-ty@example.org",
        ] {
            assert!(people.are_not_in(id), "{id}");
        }
        for id in [
            "20260219101112.1234-1-bob@example.org",
            "20260219101112.1234-1-bob77@example.org",
            "1594972827-13928-1-git-send-email-bob@example.org",
            "cover.1601770305.git.bob@example.org",
            "CAxx1234567890-bob@mail.example",
            "20260219-v1-1-JANE99@Example.org",
            "q1w2e3r4t5y6@example.org",
            "bob@example.org",
            "bob1980@example.org",
            "\"bob 1234567890\"@example.org",
        ] {
            assert!(!people.are_not_in(id), "{id}");
        }
    }

    #[test]
    fn a_long_id_costs_no_more_than_its_length() {
        let mut people = People::default();
        people.insert("f@lo.example");
        people.insert("é1@lo.example");
        people.insert("@lo.example");
        let long = "a1b2c3d4".repeat(100_000);
        assert!(people.are_not_in(&format!("{long}@lo.example")));
        assert!(!people.are_not_in(&format!("{long}f@lo.example")));
        assert!(!people.are_not_in("20260219101112-é1@lo.example"));
    }
}
