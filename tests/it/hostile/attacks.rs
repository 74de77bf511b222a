//! Every attack in every field that reaches a page: no script, no request, and well-formed files.

use crate::site::escaping::check_tags;
use crate::support::{Archive, Mail, Site, Tree, inbox};

/// What a mail may say so that a page does what its owner did not want.
const ATTACKS: [&str; 16] = [
    "<script>fetch('//evil.example/')</script>",
    "\"><img src=//evil.example/x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)//",
    "</title></textarea></style><style>@import url(//evil.example/);</style>",
    "]]><x xmlns=\"evil\"/><![CDATA[",
    "&lt;script&gt;&#60;script&#62;&#x3c;b&#x3e;",
    "{{ site.title }}{% include \"x\" %}{# #}",
    "<!-- <!--> --!> <?xml version=\"1.0\"?>",
    "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
    "\u{2028}\u{202e}</script>\u{b}\u{fffe}",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example/>",
    "https://evil.example/\"onclick=\"alert(1)\"x='",
    "<svg/onload=alert(1)><math><a xlink:href=javascript:alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;",
];

/// A place in a mail, and a mail with an id that says something there.
type Field = (&'static str, fn(&str, &str) -> Mail);

/// Where a mail may say it.
const FIELDS: [Field; 28] = [
    ("title", |id, x| Mail::patch(id, &format!("[PATCH] kits: {id} {x}"))),
    ("subsystem", |id, x| Mail::patch(id, &format!("[PATCH] {x}: {id}"))),
    ("tag", |id, x| Mail::patch(id, &format!("[PATCH {x} v2] kits: {id}"))),
    ("list tag", |id, x| patch(id).header("List-Id", &format!("{x} <{x}.example>"))),
    ("name", |id, x| patch(id).from(&format!("{x} <a@b.example>"))),
    ("quoted name", |id, x| patch(id).from(&format!("\"{}\" <{id}@b.example>", x.replace('"', "\\\"")))),
    ("encoded name", |id, x| patch(id).from(&format!("=?utf-8?b?{}?= <a@b.example>", base64(x)))),
    ("local part", |id, x| patch(id).from(&format!("A <{x}{id}@b.example>"))),
    ("host", |id, x| patch(id).from(&format!("A <a@{x}.example>"))),
    ("message id", |id, x| patch(id).header("Message-ID", &format!("<{id}{x}@b.example>"))),
    ("references", |id, x| patch(id).header("References", &format!("<{x}@b.example>"))),
    ("date", |id, x| patch(id).date(&format!("Mon, 02 Feb 2026 10:00:00 +0000 ({x})"))),
    ("charset", |id, x| patch(id).header("Content-Type", &format!("text/plain; charset=\"{x}\""))),
    ("type", |id, x| patch(id).header("Content-Type", &format!("text/plain; name=\"{x}\"; charset=utf-8"))),
    ("in-body author", |id, x| patch(id).first_line(&format!("From: {x} <a@b.example>"))),
    ("in-body subject", |id, x| patch(id).first_line(&format!("Subject: [PATCH] kits: {id} {x}"))),
    ("text", |id, x| patch(id).first_line(x)),
    ("link", |id, x| patch(id).first_line(&format!("See https://b.example/{x} and <{x}@b.example>."))),
    ("trailer", |id, x| {
        patch(id).body(&format!("Do.\n\nReviewed-by: {x} <a@b.example>\n{}", diff("kit.c", "new")))
    }),
    ("trailer's key", |id, x| {
        patch(id).body(&format!("Do.\n\n{x}: A <a@b.example>\n{}", diff("kit.c", "new")))
    }),
    ("file", |id, x| patch(id).body(&format!("Do.\n{}", diff(x, "new")))),
    ("code", |id, x| patch(id).body(&format!("Do.\n{}", diff("kit.c", x)))),
    ("cover letter", |id, x| Mail::cover(id, &format!("[PATCH 0/2] kits: {id}")).first_line(x)),
    ("discussion", |id, x| Mail::new(id, &format!("{x} {id}")).from(&format!("\"{id}\" <{id}@b.example>"))),
    ("taker's tree", |id, x| {
        answer(id)
            .body(&format!("Applied to {x}, thanks!\n\n[1/1] kits: first\n      commit: 0123456789ab\n"))
    }),
    ("reviewer", |id, x| answer(id).body(&format!("Acked-by: {x} <{id}@b.example>\n"))),
    ("notice", |id, x| {
        let said = "has been merged into the";
        let body = format!(
            "The following commit {said} {x} branch of {x}:\n\nCommit: 0123456789abcdef\nAuthor: {x} <a@b.example>\n\n{x}\n"
        );
        Mail::new(id, &format!("[tip: {x}] kits: {id}")).body(&body)
    }),
    ("next version", |id, x| {
        Mail::patch(id, "[PATCH v2] kits: first")
            .body(&format!("Do.\n---\nChanges in v2: {x}\n\n{}", diff("kit.c", x)))
    }),
];

fn patch(id: &str) -> Mail {
    Mail::patch(id, &format!("[PATCH] kits: {id}"))
}

fn answer(id: &str) -> Mail {
    Mail::new(id, "Re: [PATCH] kits: first").answers("first").from(&format!("Ada <{id}@b.example>"))
}

fn diff(file: &str, line: &str) -> String {
    format!(
        "---\n {file} | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\ndiff --git a/{file} b/{file}\n\
         --- a/{file}\n+++ b/{file}\n@@ -1 +1 @@ {line}\n-old\n+{line}\n-- \n2.51.0\n"
    )
}

fn base64(text: &str) -> String {
    data_encoding::BASE64.encode(text.as_bytes())
}

fn tree(addresses: &str) -> Tree {
    let attack = |(number, attack): (usize, &&str)| {
        let mail = |(at, (_, field)): (usize, &Field)| field(&format!("m{number}x{at}"), attack);
        FIELDS.iter().enumerate().map(mail).collect::<Vec<_>>()
    };
    let mails: Vec<Mail> = ATTACKS.iter().enumerate().flat_map(attack).collect();
    assert!(mails.len() >= 300, "only {} mails", mails.len());
    let archive = Archive::new().mail(Mail::patch("first", "[PATCH] kits: first")).mails(mails);
    let lines = "url = \"https://lists.example/toys/\"\ncommits = \"https://git.example/c/\"\n";
    let site = Site::new(&(inbox("toys", &archive.path(), "\"day\"") + lines));
    site.config(&format!("addresses = {addresses:?}")).build()
}

/// The values of an attribute, in a page whose attributes are in double quotes.
fn values<'a>(page: &'a str, attribute: &'a str) -> impl Iterator<Item = &'a str> {
    let begin = format!(" {attribute}=\"");
    let rest: Vec<&str> = page.split(&begin).skip(1).collect();
    rest.into_iter().filter_map(|rest| rest.split('"').next())
}

/// Nothing runs and nothing is fetched but what is the site's own.
fn check_html(name: &str, page: &str) {
    check_tags(name, page);
    let lower = page.to_lowercase();
    for markup in ["<iframe", "<object", "<embed", "<base", "<style", "<math", "<script>", "<!entity"] {
        assert!(!lower.contains(markup), "{markup} is in {name}");
    }
    // The page of an address that another one took over leads there.
    for moved in lower.split("<meta http-equiv=").skip(1) {
        let to = moved.strip_prefix("\"refresh\" content=\"0; url=").and_then(|to| to.split('"').next());
        assert!(to.is_some_and(|to| to.starts_with("../") && !to.contains(':')), "{name} leads elsewhere");
    }
    for attribute in ["src", "srcset", "action", "poster", "data", "style", "srcdoc"] {
        let own = |value: &str| {
            !value.contains("//") && !value.contains(':') || value.starts_with("http://localhost:8000/")
        };
        let foreign = values(&lower, attribute).find(|value| !own(value));
        assert_eq!(foreign, None, "{attribute} in {name}");
    }
    for href in values(&lower, "href") {
        let scheme = href.split(['/', '?', '#']).next().filter(|first| first.contains(':'));
        assert!(matches!(scheme, None | Some("http:" | "https:")) || is_answer(href), "{href} in {name}");
    }
}

/// XML is XML, and so is the HTML that feeds carry in it.
fn check_xml(name: &str, xml: &str) {
    let document = roxmltree::Document::parse(xml).unwrap_or_else(|error| panic!("{name}: {error}"));
    let texts =
        document.descendants().filter(|node| node.is_element()).filter_map(|node| Some((node, node.text()?)));
    for (node, html) in texts {
        let is_html = node.attribute("type") == Some("html")
            || matches!(node.tag_name().name(), "encoded" | "description");
        if is_html && html.trim_start().starts_with('<') {
            check_html(name, html);
        }
    }
}

fn check_tree(tree: &Tree) {
    for (name, bytes) in tree {
        let text = std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        match name.rsplit('.').next() {
            Some("html") => check_html(name, text),
            Some("xml" | "opml") => check_xml(name, text),
            Some("json") => drop(
                serde_json::from_str::<serde_json::Value>(text)
                    .unwrap_or_else(|error| panic!("{name}: {error}")),
            ),
            _ => {}
        }
    }
    assert!(tree.keys().filter(|name| name.ends_with(".html")).count() > 100);
}

/// Whether a link, in lower case, is an answer by mail and nothing more: whom it goes to, what it answers, who else gets it
/// and its subject, with everything else of them encoded.
fn is_answer(href: &str) -> bool {
    let Some((to, rest)) = href.strip_prefix("mailto:").and_then(|href| href.split_once('?')) else {
        return false;
    };
    let is_plain = |text: &str| text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._~%@+-".contains(&b));
    let named = rest.split("&amp;").map(|part| part.split_once('='));
    is_plain(to)
        && named.into_iter().all(|part| {
            part.is_some_and(|(name, value)| {
                ["in-reply-to", "cc", "subject"].contains(&name) && is_plain(value)
            })
        })
}

#[test]
fn every_attack_in_every_field_with_whole_addresses() {
    check_tree(&tree("full"));
}

#[test]
fn every_attack_in_every_field_with_obfuscated_addresses() {
    check_tree(&tree("obfuscated"));
}

#[test]
fn every_attack_in_every_field_with_hidden_addresses() {
    let tree = tree("hidden");
    check_tree(&tree);
    let with = |name: &&String| String::from_utf8_lossy(&tree[*name]).contains("a@b.example");
    assert_eq!(tree.keys().find(with), None);
}
