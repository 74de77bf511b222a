//! People with several addresses, and work that others sent for them.

use crate::support::{Archive, Mail, Site, Tree, text};

const WORK: &str = "Jane Doe <jane.doe@work.example>";
const SAL: &str = "Sal Keeper <sal@stable.example>";
/// An in-body `From:` of Jane's, and what stable trees want of a copy.
const COPY: &str = "From: Jane Doe <jane@example.org>\n\ncommit 0123456789ab upstream.\n\nDo it.\n\n\
    Signed-off-by: Jane Doe <jane@example.org>\nSigned-off-by: Sal Keeper <sal@stable.example>\n\
    ---\n kit.c | 2 +-\n 1 file changed, 1 insertion(+), 1 deletion(-)\n\n\
    --- a/kit.c\n+++ b/kit.c\n@@ -1 +1 @@\n-old\n+new\n";

/// The folders of pages below a folder, by name.
fn pages<'a>(tree: &'a Tree, folder: &str) -> Vec<&'a str> {
    let names = tree.keys().filter_map(|name| name.strip_prefix(folder)?.strip_suffix("/index.html"));
    names.collect()
}

fn patches() -> Archive {
    Archive::new()
        .mail(Mail::patch("a", "[PATCH] kits: Do it"))
        .mail(Mail::patch("b", "[PATCH] kits: Do more").from(WORK))
        .mail(
            Mail::patch("c", "[PATCH] kits: Do all")
                .from(WORK)
                .first_line("From: Jane Doe <jane@example.org>"),
        )
}

/// Two addresses that nothing joins.
fn apart() -> Archive {
    let signed = "Do more.\n\nSigned-off-by: Jane Doe <jane.doe@work.example>\n---\n kit.c | 2 +-\n \
        1 file changed, 1 insertion(+), 1 deletion(-)\n";
    Archive::new()
        .mail(Mail::patch("a", "[PATCH] kits: Do it"))
        .mail(Mail::patch("b", "[PATCH] kits: Do more").from(WORK).body(signed))
}

#[test]
fn a_person_has_one_page_and_the_others_lead_to_it() {
    let before = Site::of(&apart(), "\"day\"").build();
    let own = pages(&before, "authors/");
    assert_eq!(own.len(), 2, "{own:?}");
    let tree = Site::of(&patches(), "\"day\"").build();
    assert_eq!(pages(&tree, "authors/"), own, "addresses stay");
    let is_moved =
        |page: &&&str| text(&tree, &format!("authors/{page}/index.html")).contains("http-equiv=\"refresh\"");
    let moved: Vec<&&str> = own.iter().filter(is_moved).collect();
    assert_eq!(moved.len(), 1);
    let key = own.iter().find(|page| *page != moved[0]).expect("the person's page");
    let page = text(&tree, &format!("authors/{key}/index.html"));
    assert!(page.contains("3 patch mails in 3 series"));
    assert!(
        page.contains("jane.doe@work.example</span>, 1 patch mail (a patch from one is signed off"),
        "{page}"
    );
    let redirect = text(&tree, &format!("authors/{}/index.html", moved[0]));
    assert!(redirect.contains(&format!("content=\"0; url=../../authors/{key}/\"")), "{redirect}");
    assert!(redirect.contains(&format!("<a href=\"../../authors/{key}/\">Jane Doe</a>")));
    assert!(redirect.contains(&format!("/authors/{key}/\">\n<meta http-equiv")), "{redirect}");
    for name in ["atom.xml", "index.json"] {
        let [old, new] = [moved[0], key].map(|page| text(&tree, &format!("authors/{page}/{name}")));
        assert_eq!(old, new, "{name}");
    }
    assert!(!text(&tree, "sitemap.xml").contains(moved[0]));
}

#[test]
fn the_json_of_a_person_has_all_addresses_and_domains_count_each() {
    let tree = Site::of(&patches(), "\"day\"").build();
    let json = tree.keys().find(|name| name.starts_with("authors/jane") && name.ends_with(".json"));
    let json: serde_json::Value = serde_json::from_str(text(&tree, json.expect("an author"))).expect("JSON");
    let addresses: Vec<String> = json["addresses"]
        .as_array()
        .expect("addresses")
        .iter()
        .map(|own| format!("{} {} {}", own["email"], own["patches"], own["proof"]))
        .collect();
    assert_eq!(
        addresses,
        ["\"jane@example.org\" 2 \"signed-off\"", "\"jane.doe@work.example\" 1 \"signed-off\""]
    );
    let domain =
        |name: &str| text(&tree, &format!("domains/{name}/index.html")).contains("1 patch mail by 1 person");
    assert!(domain("work.example") && !domain("example.org"));
}

#[test]
fn hidden_addresses_stay_hidden() {
    let tree = Site::of(&patches(), "\"day\"").config("addresses = \"hidden\"").build();
    let told = tree.keys().filter(|name| name.starts_with("authors/")).map(|name| text(&tree, name));
    for text in told {
        assert!(!text.contains("jane.doe") && !text.contains("work.example\""), "{text}");
    }
}

#[test]
fn a_mailmap_joins_what_mails_do_not() {
    let archive = apart();
    let site = Site::of(&archive, "\"day\"").config("mailmap = \"people\"");
    let tree = site.file("people", "Jane Doe <jane@example.org> <jane.doe@work.example>\n").build();
    let authors = pages(&tree, "authors/");
    assert_eq!(authors.len(), 1, "{authors:?}");
    let page = text(&tree, &format!("authors/{}/index.html", authors[0]));
    assert!(page.contains("jane.doe@work.example</span> (the mailmap says so)"), "{page}");
}

#[test]
fn a_backport_is_credited_to_its_author_and_its_sender() {
    let archive = Archive::new()
        .mail(Mail::patch("s", "[PATCH] toys: Keep").from(SAL))
        .mail(Mail::patch("k", "[PATCH AUTOSEL 5.10 3/9] kits: Do it").from(SAL).body(COPY));
    let tree = Site::of(&archive, "\"day\"").build();
    let check = |name: &str, expected: &[&str], absent: &[&str]| {
        let page = text(&tree, name);
        expected.iter().for_each(|part| assert!(page.contains(part), "{part} is not in {name}: {page}"));
        absent.iter().for_each(|part| assert!(!page.contains(part), "{part} is in {name}"));
    };
    let author = |name: &str| {
        let key = pages(&tree, "authors/").into_iter().find(|key| key.starts_with(name)).expect("an author");
        format!("authors/{key}/index.html")
    };
    check("series/index.html", &["s-backport\">backport", "sent by <a"], &[]);
    check("subsystems/kits/index.html", &["Nothing waits", "sent by <a"], &["waiting for review"]);
    check(
        &author("jane"),
        &["Backports of their patches", "sent by Sal Keeper", "backport to 5.10"],
        &["Open series"],
    );
    check(&author("sal"), &["Backports they sent", "v1 by Jane Doe"], &["Backports of their"]);
    let series = tree.keys().find(|name| name.starts_with("series/kits") && name.ends_with(".json"));
    let json: serde_json::Value = serde_json::from_str(text(&tree, series.expect("a series"))).expect("JSON");
    assert_eq!(
        (&json["author"]["name"], &json["sender"]["name"]),
        (&"Jane Doe".into(), &"Sal Keeper".into())
    );
    assert_eq!(json["backport"], serde_json::json!({ "tree": "5.10", "upstream": ["0123456789ab"] }));
}

#[test]
fn an_author_without_a_name_is_unknown_everywhere() {
    let archive = Archive::new().mail(Mail::patch("a", "[PATCH] kits: a").from(""));
    let tree = Site::of(&archive, "\"day\"").build();
    let (path, _) = tree.iter().find(|(name, _)| is_author(name)).expect("the author's page");
    let page = text(&tree, path);
    for expected in [
        "<title>(unknown) · Patch digests</title>",
        "<meta name=\"description\" content=\"1 patch mail by (unknown), in 1 series.\">",
        "<h1>(unknown)</h1>",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let all = |name: &&String| !name.contains(".js") && !name.starts_with("developers/");
    let found =
        tree.keys().filter(all).find(|name| tree[*name].windows(12).any(|part| part == b"(no subject)"));
    assert_eq!(found, None);
}

fn is_author(name: &str) -> bool {
    name.starts_with("authors/") && name.matches('/').count() == 2 && name.ends_with("/index.html")
}
