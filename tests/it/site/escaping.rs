//! What a mail says stays text: in HTML, in the feed, in JSON and in addresses.

use crate::support::{Archive, Mail, Site, Tree, inbox, series, text};

const EVIL: &str = "<img src=x onerror=alert(1)> </pre></details><script>alert(1)</script> \"'&amp;& {{ site.title }} {% x %} ]]>";

/// A site in which everything that a mail, a list or a text can say is hostile.
pub(super) fn site() -> (Archive, Site) {
    let hostile = |id: &str, tag: &str| {
        Mail::patch(id, &format!("[PATCH {tag}] {EVIL}: <b>kits</b>: {EVIL}"))
            .from(&format!("\"{}\" <x\"><script>@e.example>", EVIL.replace('"', "\\\"")))
            .header("Message-ID", &format!("<{id}\"><script>alert(1)</script>@e.example>"))
            .body(&format!("{EVIL}\n\u{1b}[31m \u{0} \u{202e}\u{fffe}\n---\n kit.c | 2 +-\n 1 file changed, 1 insertion(+)\n\ndiff --git a/x b/x\nindex 1..2\n"))
    };
    let named = Mail::patch("p", "[PATCH] <i>x</i>/\"y\"&z: do it").from("\"<script>\" <a@<script>.example>");
    let control = Mail::patch("q", "[PATCH] kits: \u{1b}[31m\u{7}\u{202e} \u{fffe}\u{ffff} control");
    let archive = Archive::new().mails(series("a", "PATCH", EVIL, &[EVIL]));
    let archive = archive.mail(hostile("b", "<u>")).mail(hostile("c", "v2,\"'>")).mail(named).mail(control);
    let talk = Mail::new("s", EVIL).from("\"<script>\" <a@s.example>").body("Text.\n");
    let notice = Mail::new("t", "[x] y").body(&format!("{EVIL} has been merged into the <b>x</b> branch of <i>y</i>:\n\nCommit: 0123456789abcdef\nAuthor: <script> <a@b.example>\n\n{EVIL}\n"));
    let archive = archive.mail(talk).mail(notice);
    let url = "url = \"https://lists.example/toys/\"\n";
    let site = Site::new(&format!(
        "{}{url}",
        inbox("<b>toys</b> & \\\"more\\\"".replace("\\\"", "'").as_str(), &archive.path(), "\"day\"")
    ));
    let page = "+++\ntitle = '''<b>About</b> \"us\" & you'''\ndescription = '''\"><script>'''\n+++\nText.\n";
    (archive, site.config("title = '''<b>Toys</b> \"&\" more'''").file("content/about.md", page))
}

fn pages(tree: &Tree) -> impl Iterator<Item = (&String, &str)> {
    let html = tree.iter().filter(|(name, _)| name.ends_with(".html"));
    html.map(|(name, bytes)| (name, std::str::from_utf8(bytes).expect("UTF-8")))
}

#[test]
fn no_markup_of_a_mail_becomes_markup_of_a_page() {
    let (_archive, site) = site();
    let tree = site.build();
    for (name, page) in pages(&tree) {
        let lower = page.to_lowercase();
        // The site's own scripts are files, and named by `src`.
        for markup in ["<img", "<script>", "<b>", "<i>", "<u>", "</pre></details><"] {
            assert!(!lower.contains(markup), "{markup} is in {name}");
        }
        check_tags(name, page);
    }
    assert!(text(&tree, "digests/2026-02-02/index.html").contains("&lt;img src=x onerror=alert(1)&gt;"));
    // What looks like a template is text.
    assert!(text(&tree, "digests/2026-02-02/index.html").contains("{{ site.title }}"));
}

/// Attributes are quoted and hold no event; elements that must be closed are closed in their order.
pub fn check_tags(name: &str, page: &str) {
    let open_ended = ["meta", "link", "br", "hr", "img", "input", "!doctype"];
    let mut open: Vec<&str> = Vec::new();
    for tag in page.split('<').skip(1) {
        let (inside, _) = tag.split_once('>').unwrap_or_else(|| panic!("a tag of {name} never ends: {tag}"));
        let element = inside.split([' ', '\n', '/']).find(|word| !word.is_empty()).unwrap_or_default();
        assert_eq!(inside.matches('"').count() % 2, 0, "quotes of <{inside}> in {name}");
        let attributes = inside.split('"').step_by(2).collect::<String>();
        assert!(!attributes.contains(" on"), "<{inside}> in {name} has an event");
        if inside.starts_with('/') {
            assert_eq!(open.pop(), Some(element), "</{element}> in {name}");
        } else if !open_ended.contains(&element) && !inside.ends_with('/') {
            open.push(element);
        }
    }
    assert!(open.is_empty(), "{open:?} of {name} stay open");
}

#[test]
fn no_link_of_a_mail_leads_anywhere_but_to_its_archive() {
    let (_archive, site) = site();
    let address = "[A-Za-z0-9._~%-]+@[A-Za-z0-9._~%-]+";
    let answer = format!(
        "^mailto:{address}\\?In-Reply-To=%3C{address}%3E(&amp;Cc={address}(%2C{address})*)?&amp;Subject=[A-Za-z0-9._~%@-]+$"
    );
    let answer = regex::Regex::new(&answer).expect("a pattern");
    for (name, page) in pages(&site.build()) {
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            // An answer by mail goes to those whom the mail names, and says no more than that it is one.
            if link.starts_with("mailto:") {
                assert!(answer.is_match(link), "{link} in {name}");
                continue;
            }
            let relative = !link.contains(':');
            let known = ["https://lists.example/toys/", "http://localhost:8000/"];
            assert!(relative || known.iter().any(|known| link.starts_with(known)), "{link} in {name}");
            let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/:%#@".contains(c);
            assert!(link.chars().all(plain), "{link} in {name}");
        }
    }
}

#[test]
fn json_is_json_and_holds_what_the_mail_says() {
    let (_archive, site) = site();
    let tree = site.build();
    let json: serde_json::Value =
        serde_json::from_str(text(&tree, "digests/2026-02-02/index.json")).expect("JSON");
    assert_eq!(json["entries"].as_array().map(Vec::len), Some(6));
    let subject = json["entries"][5]["title"].as_str().expect("a title");
    assert_eq!(subject, EVIL);
}

#[test]
fn no_page_holds_a_control_character_or_turns_text_about() {
    let (_archive, site) = site();
    for (name, bytes) in site.build() {
        let text = String::from_utf8(bytes).unwrap_or_else(|_| panic!("{name} is not UTF-8"));
        let odd = |c: &char| {
            c.is_control() && !matches!(c, '\n' | '\t' | '\r')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
        };
        assert_eq!(text.chars().find(odd), None, "{name}");
    }
}

#[test]
fn file_names_are_plain() {
    let (_archive, site) = site();
    let tree = site.build();
    for name in tree.keys().filter(|name| !name.starts_with("vendor/")) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-._/".contains(c);
        assert!(name.chars().all(plain) && name.split('/').all(|part| part.len() < 120), "{name}");
    }
}
