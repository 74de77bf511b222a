//! The texts of pages: that the catalogues have all of them, and that a site speaks one language.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use lorepress::built_in_files;
use lorepress::catalog::State;
use lorepress::catalog::statistics::FACTS;
use lorepress::language::Language;
use regex::Regex;
use walkdir::WalkDir;

use crate::support::{Archive, Mail, Site, series, text};

fn read(name: &str) -> String {
    let bytes = built_in_files().remove(name).unwrap_or_else(|| panic!("{name} is missing"));
    String::from_utf8(bytes.into_owned()).expect("UTF-8")
}

/// The ids of a catalogue, with the variables and elements of each.
fn messages(tag: &str) -> BTreeMap<String, BTreeSet<String>> {
    let part = Regex::new(r"\$\w+|<[a-z-]+>").expect("a pattern");
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut id = String::new();
    for line in read(&format!("languages/{tag}.ftl")).lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| !line.starts_with(' ')) {
            name.clone_into(&mut id);
        }
        let parts = part.find_iter(line).map(|part| part.as_str().to_owned());
        messages.entry(id.clone()).or_default().extend(parts);
    }
    messages.remove("");
    messages
}

/// Templates, scripts and sources, without their tests.
fn sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src", "site-templates", "static"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(WalkDir::new).map(|entry| entry.expect("a file"));
    let files =
        files.filter(|file| file.file_type().is_file() && !file.path().to_string_lossy().contains("vendor"));
    let read = |path: &Path| fs::read_to_string(path).expect("a source");
    files
        .map(|file| read(file.path()).split("\n#[cfg(test)]").next().unwrap_or_default().to_owned())
        .collect()
}

/// Ids that are put together: months, states and facts.
fn is_put_together(id: &str) -> bool {
    ["month-", "state-", "fact-"].iter().any(|start| id.starts_with(start))
}

#[test]
fn german_has_what_english_has() {
    assert_eq!(messages("de"), messages("en"));
    assert!(messages("en").len() > 600);
}

#[test]
fn every_message_is_used() {
    let sources = sources().join("\n");
    let is_unused = |id: &&String| !is_put_together(id) && !sources.contains(&format!("\"{id}\""));
    let messages = messages("en");
    let unused: Vec<&String> = messages.keys().filter(is_unused).collect();
    assert!(unused.is_empty(), "nothing says {unused:?}");
}

#[test]
fn every_message_that_is_named_is_there() {
    let named =
        Regex::new(r#"\bt\((?:id=)?"([\w-]+)"|\.(?:text|count|named|say)\(\s*"([\w-]+)"|unit="([\w-]+)""#)
            .expect("a pattern");
    let messages = messages("en");
    let mut seen = 0;
    for source in sources() {
        for found in named.captures_iter(&source) {
            let id = found.iter().skip(1).flatten().next().expect("an id").as_str();
            seen += 1;
            assert!(messages.contains_key(id), "there is no message {id}");
        }
    }
    assert!(seen > 600, "only {seen} were found");
}

fn toys() -> Archive {
    Archive::new()
        .at("2026-03-05T08:00:00Z")
        .mails(series("a", "PATCH", "kits: paint them", &["kits: red", "kits: blue"]))
        .mail(Mail::new("d", "Which glue?"))
}

#[test]
fn a_site_speaks_german() {
    let archive = toys();
    let site = Site::of(&archive, "\"day\"").config("language = \"de\"\n");
    let tree = site.build();
    let digest = text(&tree, "digests/2026-03-05/index.html");
    for expected in [
        "<html lang=\"de\">",
        "<title>toys: 5. März 2026 · Patch digests</title>",
        "3 Patch-Mails von 1 Person",
        "aria-label=\"Suchen\"",
        "wartet auf Review",
    ] {
        assert!(digest.contains(expected), "{expected}: {digest}");
    }
    let feed = text(&tree, "atom.xml");
    assert!(feed.contains("xml:lang=\"de\"") && feed.contains("<title>toys: 5. März 2026</title>"), "{feed}");
    assert!(text(&tree, "queue.js").contains("\"Wartet seit\""));
    let found = site.run(&["check"]);
    assert!(found.stdout.contains("nothing wrong in them"), "{}", found.stdout);
}

#[test]
fn no_page_of_a_german_site_is_half_english() {
    let tree = Site::of(&toys(), "\"day\"").config("language = \"de\"\n").build();
    let english = Regex::new(r">[^<>]*\b(?:the|of|and|with|from|are|first)\b[^<>]*<").expect("a pattern");
    // What programs read is described in English.
    for (name, _) in
        tree.iter().filter(|(name, _)| name.ends_with(".html") && *name != "developers/index.html")
    {
        let page = text(&tree, name);
        let found: Vec<&str> = english.find_iter(page).map(|found| found.as_str()).collect();
        assert!(
            found.iter().all(|text| text.contains("kits") || text.contains("doorbell")),
            "{name}: {found:?}"
        );
    }
}

#[test]
fn an_owner_changes_a_message_and_adds_a_language() {
    let archive = toys();
    let site = Site::of(&archive, "\"day\"")
        .config("language = \"de-AT\"\n")
        .file("languages/de.ftl", "month-3 = Lenz\n")
        .file("languages/de-AT.ftl", "skip = Servas\n");
    let tree = site.build();
    let home = text(&tree, "index.html");
    assert!(home.contains("5. Lenz 2026") && home.contains(">Servas<") && home.contains("Neueste Digests"));
    // A change of a message is a change of the site.
    let tree = site.file("languages/de-AT.ftl", "skip = Griaß di\n").build();
    assert!(text(&tree, "index.html").contains(">Griaß di<"));

    let polish = "glance-new = { $count ->\n    [one] jeden\n    [few] kilka\n   *[other] dużo\n}\n";
    let site = Site::of(&archive, "\"day\"").config("language = \"pl\"\n").file("languages/pl.ftl", polish);
    let tree = site.build();
    let digest = text(&tree, "digests/2026-03-05/index.html");
    assert!(
        digest.contains("<html lang=\"pl\">")
            && digest.contains(">jeden<")
            && digest.contains("Newest digest")
    );
}

fn check_error(site: &Site, expected: &[&str]) {
    let run = site.run(&["build"]);
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    expected.iter().for_each(|part| assert!(run.stderr.contains(part), "{part}: {}", run.stderr));
}

#[test]
fn what_is_wrong_with_a_language_is_named_with_its_place() {
    let archive = toys();
    let check = |config: &str, file: (&str, &str), expected: &[&str]| {
        let site = Site::of(&archive, "\"day\"").config(config).file(file.0, file.1);
        check_error(&site, expected);
    };
    let english = |text, expected: &[&str]| check("", ("languages/en.ftl", text), expected);
    check("language = \"fr\"\n", ("languages/de.ftl", ""), &["languages/fr.ftl", "no messages", "de, en"]);
    english("skip = a\n\nskip", &["languages/en.ftl:3:", "projectfluent.org"]);
    let of_austria = ("languages/de-at.ftl", "skip = a\n");
    check("language = \"de-at\"\n", of_austria, &["languages/de-at.ftl", "de-AT.ftl"]);
    check("language = \"fr-ca\"\n", ("languages/de.ftl", ""), &["languages/fr-CA.ftl", "no messages"]);
    let wrong = "not-found-browse = <digest>Digests</digest>\n";
    english(wrong, &["languages/en.ftl:1:1", "`not-found-browse` has no element `<digest>`", "digests"]);
    english("\u{feff}skip = <b>a</b>\n", &["languages/en.ftl:1:1", "no element `<b>`"]);
    english("skip = { $name }\n", &["languages/en.ftl:1:1", "`skip` has no variable `name`"]);
    english("a = b\nskip = { NUMBER(1) }\n", &["languages/en.ftl:2:1", "`skip`"]);
    english("about-place = On <code>{ $place }\n", &["`about-place`", "does not end"]);
    english("skip = a\nskip = b\n", &["languages/en.ftl:1:1", "twice"]);
    let template = |text, expected: &[&str]| check("", ("site-templates/page.html", text), expected);
    template("<p>\n {{ t(id=\"no-such\") }}", &["site-templates/page.html:2:2", "no message `no-such`"]);
    template("{{ t(id=\"and-more\") }}", &["page.html:1:1", "a value for `count`"]);
    template("{{ t(id=\"and-more\", count=", &["page.html:1:", "does not end"]);
}

/// The parser of messages has no more room than its thread.
#[test]
fn choices_that_are_too_deep_in_each_other_are_refused_before_they_are_parsed() {
    let archive = toys();
    let nested = |depth: usize| {
        let begin = "{ $count ->\n *[other] ".repeat(depth);
        format!("# {{{{{{\nand-more = {begin}x{}\n", "\n }".repeat(depth))
    };
    let of = |text: &str| Site::of(&archive, "\"day\"").file("languages/en.ftl", text);
    check_error(
        &of(&nested(100_000)),
        &["languages/en.ftl:", "brackets are in brackets", "more than 50 deep"],
    );
    let calls = format!("skip = {{ {}x{} }}\n", "F(".repeat(100_000), ")".repeat(100_000));
    check_error(&of(&calls), &["languages/en.ftl:1:", "more than 50 deep"]);
    of(&nested(20)).build();
    // Brackets in words, here and there, are no depth.
    let signs = "skip = { \"{\" } :-( { \"{\" }\nqueue-all = ".to_owned() + &":-( ".repeat(200) + "\n";
    of(&signs).build();
}

#[test]
fn a_language_that_is_written_from_the_right_is() {
    let archive = toys();
    let html = |tag: &str| {
        let site = Site::of(&archive, "\"day\"").config(&format!("language = {tag:?}\n"));
        let tree = site.file(&format!("languages/{tag}.ftl"), "skip = s\n").build();
        text(&tree, "index.html").lines().nth(1).expect("two lines").to_owned()
    };
    for tag in ["ar", "he", "fa", "ur-PK", "az-Arab"] {
        assert_eq!(html(tag), format!("<html lang=\"{tag}\" dir=\"rtl\">"));
    }
    for tag in ["pl", "az", "ar-Latn"] {
        assert_eq!(html(tag), format!("<html lang=\"{tag}\">"));
    }
}

#[test]
fn messages_are_text_wherever_they_are() {
    let hostile = r#"skip = &"{ "{{ 7 * 6 }}" }{ "</script>" }'
nav-digests = { "{{ page.root }}" }
queue-all = "){ "</script>" }\
"#;
    let archive = Archive::new().mails(series("a", "PATCH", "kits: <b>paint</b> {{ 1 }}", &["kits: { $x }"]));
    let site = Site::of(&archive, "\"day\"").file("languages/en.ftl", hostile);
    let tree = site.build();
    let home = text(&tree, "index.html");
    assert!(home.contains("&amp;&quot;&#123;&#123; 7 * 6 }}&lt;/script&gt;'</a>"), "{home}");
    assert!(home.contains(">&#123;&#123; page.root }}<"), "{home}");
    assert!(home.contains("kits: &lt;b&gt;paint&lt;/b&gt; {{ 1 }}"), "{home}");
    let script = text(&tree, "queue.js");
    assert!(script.contains(r#"textContent:"\")</script>\\"}"#), "{script}");
}

#[test]
fn pages_call_states_and_facts_what_a_terminal_calls_them() {
    let english = Language::read("en", Path::new("no folder")).expect("English");
    let search = include_str!("../../static/search-view.js");
    for state in State::ALL.map(State::description) {
        let word = state.word;
        assert_eq!(english.text(&format!("state-{word}")), state.label);
        let short = format!("state-short-{word}");
        assert_ne!(english.text(&short), short, "languages/en.ftl has no {short}");
        let label = format!("{word}: t(\"state-{word}\")");
        assert!(search.contains(&label), "LABELS in static/search-view.js has no {label}");
    }
    for fact in &FACTS {
        assert_eq!(english.text(&format!("fact-{}", fact.key)), fact.label);
    }
}

#[test]
fn plurals_and_numbers_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let message =
        "own = { $count ->\n    [0] none\n    [one] one\n    [few] few\n   *[other] { $count } many\n}\n";
    fs::write(folder.path().join("pl.ftl"), message).expect("written");
    let polish = Language::read("pl", folder.path()).expect("Polish");
    let said = |count: usize| polish.say("own", &[("count", count.into())]);
    assert_eq!([0, 1, 3, 5, 22].map(said), ["none", "one", "few", "5 many", "few"]);
    assert_eq!(polish.text("skip"), "Skip to the content");
}
