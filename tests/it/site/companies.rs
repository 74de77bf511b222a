//! Companies: domains that are one, and how their series fare.

use serde_json::{Value, from_str};

use crate::support::{Archive, Mail, Site, text};

const COMPANIES: &str =
    "[companies]\n\"Bricks & Sons\" = [\"brick.example\", \"stone.example\"]\nKits = [\"kits.example\"]\n";

/// A company's file: tables go behind what the file says, and before its first list.
fn site(archive: &Archive, companies: &str) -> Site {
    Site::of(archive, "\"day\"").config(companies)
}

/// Ann's series is revised and taken, Bob's waits; Max of another company answers, and Zoe of theirs.
fn archive() -> Archive {
    let from = |id: &str, subject: &str, from: &str| Mail::patch(id, subject).from(from);
    let reply = |id: &str, to: &str, from: &str, body: &str| {
        Mail::new(id, "Re: it").answers(to).from(from).body(&format!("{body}\n"))
    };
    Archive::new()
        .at("2025-11-03T10:00:00Z")
        .mail(from("a", "[PATCH] kits: do it", "Ann <ann@brick.example>"))
        .at("2025-11-20T10:00:00Z")
        .mail(reply("r", "a", "Max <max@labs.kits.example>", "Why?"))
        .mail(reply("z", "a", "Zoe <zoe@stone.example>", "Because."))
        .at("2026-01-05T10:00:00Z")
        .mail(from("b", "[PATCH v2] kits: do it", "Ann <ann@brick.example>"))
        .mail(from("c", "[PATCH] cars: drive", "Bob <bob@mail.stone.example>"))
        .mail(from("d", "[PATCH] cars: stop", "Max <max@labs.kits.example>"))
        .at("2026-01-20T10:00:00Z")
        .mail(reply("t", "b", "Max <max@labs.kits.example>", "Applied to kits/next, thanks!"))
}

/// The address of a company's page.
fn page_of<'a>(paths: impl Iterator<Item = &'a String>, name: &str) -> String {
    let found = paths.filter_map(|path| path.strip_prefix("domains/")?.strip_suffix("/index.html"));
    let fits = |path: &&str| path.starts_with(name) && !path.contains('/');
    found.into_iter().find(fits).map(|path| format!("domains/{path}/")).expect("the company's page")
}

#[test]
fn a_company_has_the_series_and_the_people_of_its_domains() {
    let archive = archive();
    let tree = site(&archive, COMPANIES).build();
    let company = page_of(tree.keys(), "bricks-sons");
    let page = text(&tree, &format!("{company}index.html"));
    assert!(
        page.contains("Bricks &amp; Sons</h1>") && page.contains("brick.example, mail.stone.example"),
        "{page}"
    );
    let open = page.split("Open series").nth(1).expect("what is open").split("</section>").next();
    assert!(open.is_some_and(|open| open.contains("cars: drive") && !open.contains("kits: do it")), "{page}");
    assert!(page.contains(&format!("{company}2026-q1/")) && page.contains(&format!("{company}2025-q4/")));
    for domain in ["brick.example", "mail.stone.example"] {
        let moved = text(&tree, &format!("domains/{domain}/index.html"));
        assert!(moved.contains(&format!("url=../../{company}\"")), "{moved}");
        assert!(moved.contains("All domains of a company share one page"), "{moved}");
    }
    let feed = text(&tree, &format!("{company}atom.xml"));
    assert!(feed.contains("cars: drive") && feed.contains("kits: do it") && !feed.contains("cars: stop"));
    let queue: Value = from_str(text(&tree, "queue/index.json")).expect("JSON");
    let companies: Vec<&str> =
        queue["queue"].as_array().expect("rows").iter().filter_map(|row| row["company"].as_str()).collect();
    assert_eq!(companies, ["Bricks & Sons", "Kits"]);
    assert_eq!(queue["queue"][0]["company_href"], company);
    assert!(text(&tree, "queue/index.html").contains("data-company=\"Bricks &amp; Sons\""));
}

#[test]
fn a_quarter_of_a_company_stays_and_tells_what_happened() {
    let archive = archive();
    let site = site(&archive, COMPANIES);
    let tree = site.build();
    let company = page_of(tree.keys(), "bricks-sons");
    let of = |quarter: &str| text(&tree, &format!("{company}{quarter}/index.html"));
    let part = |page: &str, from: &str, to: &str| {
        page.split(from).nth(1).and_then(|rest| rest.split(to).next()).expect("a part").to_owned()
    };
    let winter = of("2026-q1");
    assert!(part(winter, ">New series", "<h3>").contains("cars: drive"), "{winter}");
    assert!(part(winter, ">Taken", "<h3>").contains("kits: do it"), "{winter}");
    assert!(part(winter, ">Newer versions", "<h3>").contains("kits: do it"), "{winter}");
    assert!(winter.contains("There were no answers."), "{winter}");
    let autumn = of("2025-q4");
    // Zoe is of the same company.
    assert!(autumn.contains("1 mail by 1 person about 1 series, from:"), "{autumn}");
    assert!(!part(autumn, ">Patches by person", "<h3>").contains("Bob"), "{autumn}");
    let later = archive
        .at("2026-05-01T10:00:00Z")
        .mail(Mail::patch("e", "[PATCH] x: y").from("Eve <e@brick.example>"));
    let tree = site.build();
    for quarter in ["2025-q4", "2026-q1"] {
        assert!(tree.contains_key(&format!("{company}{quarter}/index.html")), "{quarter}");
    }
    assert!(text(&tree, &format!("{company}2026-q2/index.html")).contains("x: y"));
    drop(later);
}

#[test]
fn what_is_sent_again_is_no_newer_version() {
    let bob = |id: &str, subject: &str| Mail::patch(id, subject).from("Bob <bob@brick.example>");
    let archive = Archive::new()
        .at("2026-01-05T10:00:00Z")
        .mail(bob("a", "[PATCH] cars: drive"))
        .at("2026-02-05T10:00:00Z")
        .mail(bob("b", "[PATCH RESEND] cars: drive"));
    let tree = site(&archive, COMPANIES).build();
    let page = text(&tree, &format!("{}2026-q1/index.html", page_of(tree.keys(), "bricks-sons")));
    assert!(page.contains("No newer version came.") && page.contains("cars: drive"), "{page}");
}

#[test]
fn a_company_may_be_named_like_a_domain() {
    let archive = archive();
    let own = "[companies]\n\"brick.example\" = [\"brick.example\", \"stone.example\"]\n";
    let tree = site(&archive, own).build();
    let page = text(&tree, "domains/brick.example/index.html");
    assert!(page.contains("brick.example, mail.stone.example") && page.contains("Open series"), "{page}");
    assert!(
        text(&tree, "domains/mail.stone.example/index.html").contains("url=../../domains/brick.example/")
    );
    assert!(tree.contains_key("domains/brick.example/2026-q1/index.html"));
    // Of a single domain, and like the domain of another.
    let others = "[companies]\n\"brick.example\" = [\"kits.example\"]\n\"kits.example\" = [\"brick.example\"]\n\
                  \"mail.stone.example\" = [\"mail.stone.example\"]\n";
    let tree = site(&archive, others).build();
    assert!(text(&tree, "domains/mail.stone.example/index.html").contains("Open series"));
    let moved = text(&tree, "domains/brick.example/index.html");
    assert!(moved.contains("url=../../domains/kits-example-"), "{moved}");
}

#[test]
fn without_companies_a_domain_is_by_itself() {
    let archive = archive();
    let tree = Site::of(&archive, "\"day\"").build();
    let page = text(&tree, "domains/brick.example/index.html");
    assert!(
        page.contains("What people with an address at brick.example sent: 2 patch mails by 1 person"),
        "{page}"
    );
    assert!(!tree.keys().any(|path| path.starts_with("domains/") && path.contains("2026")));
}

#[test]
fn mistakes_in_the_companies_stop_the_build_with_their_place() {
    let archive = archive();
    let check = |lines: &str, expected: &str| {
        let run = site(&archive, lines).run(&["build"]);
        assert_eq!(run.code, Some(1), "{lines}");
        assert!(
            run.stderr.contains("lorepress.toml:") && run.stderr.contains(expected),
            "{lines}: {}",
            run.stderr
        );
    };
    check("[companies]\nBricks = [\"not a domain\"]\n", "`not a domain` of company Bricks is not a domain");
    check(
        "[companies]\nBricks = [\"Example\"]\n",
        "`Example` of company Bricks would be all domains that end in it",
    );
    check("[companies]\nBricks = []\n", "company `Bricks` needs a name and a list of domains");
    check(
        "[companies]\nBricks = \"brick.example\"\n",
        "this is the text \"brick.example\", but must be a list",
    );
    check(
        "[companies]\nBricks = [\"a.example\"]\nKits = [\"A.example\"]\n",
        "domain A.example belongs to Bricks and to Kits: name it once",
    );
}
