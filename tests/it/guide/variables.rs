//! The chapter on the variables of templates is made of `src/site/view/`. With LOREPRESS_WRITE=1 this test writes it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use regex::Regex;

use super::{read, root};

const CHAPTER: &str = "docs/src/variables.md";
const HEAD: &str = "# Variables of the templates

Each template has the variables of its table, and `site`, a [Frame](#frame). `{{ person.name }}` is the name of a [PersonLink](#personlink).

- Texts are raw: Tera escapes them. Those whose name ends in `_html` are finished HTML: write `{{ body_html | safe }}`.
- Hrefs are relative to the root of the site: write `{{ page.root }}{{ author.href }}`.
- Where a meaning is missing, the name says it.
- \"or nothing\" is tested with `{% if sender %}`, a list is read with `{% for row in series %}`.

";

/// A struct that templates see.
struct View {
    doc: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    doc: String,
    /// Its own fields are variables, and it is not.
    is_flat: bool,
}

/// The structs of all views, by name.
fn views() -> BTreeMap<String, View> {
    let form = Regex::new(r"(?m)((?:^/// .*\n)*)^#\[derive\([^)]*\)\]\npub struct (\w+) \{\n((?s:.*?))^\}")
        .expect("a pattern");
    let mut files: Vec<_> = fs::read_dir(root().join("src/site/view")).expect("views").collect();
    files.sort_by_key(|file| file.as_ref().expect("a file").file_name());
    let mut views = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a view");
        assert_eq!(form.captures_iter(&text).count(), text.matches("\npub struct ").count());
        for found in form.captures_iter(&text) {
            let view = View { doc: joined(&found[1], "/// "), fields: fields(&found[3]) };
            assert!(views.insert(found[2].to_owned(), view).is_none(), "{}", &found[2]);
        }
    }
    views
}

fn joined(lines: &str, start: &str) -> String {
    let lines = lines.lines().map(|line| line.trim().trim_start_matches(start.trim()).trim());
    lines.collect::<Vec<_>>().join(" ").trim().to_owned()
}

fn fields(body: &str) -> Vec<Field> {
    let form = Regex::new(r"(?m)((?:^    /// .*\n)*)(^    #\[serde\(flatten\)\]\n)?^    pub (\w+): (.+),$")
        .expect("a pattern");
    let field = |found: regex::Captures| Field {
        name: found[3].to_owned(),
        kind: found[4].to_owned(),
        doc: joined(&found[1], "///"),
        is_flat: found.get(2).is_some(),
    };
    form.captures_iter(body).map(field).collect()
}

/// A type in words, with the way to its table.
fn in_words(kind: &str, views: &BTreeMap<String, View>) -> String {
    let inner = |start: &str| kind.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inner("Option<") {
        return format!("{} or nothing", in_words(inner, views));
    }
    if let Some(inner) = inner("Vec<") {
        return format!("list of {}", in_words(inner, views));
    }
    match kind {
        "String" | "&'static str" => "text".to_owned(),
        "usize" | "u64" | "u32" => "number".to_owned(),
        "bool" => "yes or no".to_owned(),
        name if views.contains_key(name) => format!("[{name}](#{})", name.to_lowercase()),
        _ => panic!("in_words has no words for {kind}"),
    }
}

fn table(view: &View, views: &BTreeMap<String, View>) -> String {
    let mut text = "| variable | type | meaning |\n| --- | --- | --- |\n".to_owned();
    rows(view, views, &mut text);
    text
}

fn rows(view: &View, views: &BTreeMap<String, View>, text: &mut String) {
    for field in &view.fields {
        if field.is_flat {
            rows(&views[&field.kind], views, text);
        } else {
            let doc = field.doc.replace('|', "\\|").replace('<', "&lt;");
            let kind = in_words(&field.kind, views);
            writeln!(text, "| `{}` | {kind} | {} |", field.name, doc.trim()).expect("a string");
        }
    }
}

/// The template that a view is for, as its documentation begins.
fn template(view: &View) -> Option<&str> {
    let name = view.doc.strip_prefix('`')?.split('`').next()?;
    (name.ends_with(".html") || name.ends_with(".xml")).then_some(name)
}

fn chapter() -> String {
    let views = views();
    let flat: BTreeSet<&str> = views
        .values()
        .flat_map(|view| view.fields.iter().filter(|field| field.is_flat).map(|field| &*field.kind))
        .collect();
    let templates: BTreeMap<&str, &View> =
        views.values().filter_map(|view| Some((template(view)?, view))).collect();
    let mut text = HEAD.to_owned();
    for (name, view) in &templates {
        let about = view.doc.split_once("`: ").map_or("", |(_, about)| about);
        let about = if about.is_empty() { String::new() } else { format!("{}\n\n", sentence(about)) };
        write!(text, "## {name}\n\n{about}{}\n", table(view, &views)).expect("a string");
    }
    text.push_str("## Parts\n\n");
    for (name, view) in
        views.iter().filter(|(name, view)| template(view).is_none() && !flat.contains(&***name))
    {
        write!(
            text,
            "### {name}\n\n{}\n\n{}\n",
            sentence(&view.doc).replace('<', "&lt;"),
            table(view, &views)
        )
        .expect("a string");
    }
    let shared = shared(&templates);
    write!(text, "## Templates of parts\n\nThe other templates have no variables of their own: {shared}.\n")
        .expect("a string");
    text
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Templates that only other templates use.
fn shared(templates: &BTreeMap<&str, &View>) -> String {
    let files = lorepress::built_in_files();
    let names = files.keys().filter_map(|name| name.strip_prefix("site-templates/"));
    let others: Vec<String> =
        names.filter(|name| !templates.contains_key(name)).map(|name| format!("`{name}`")).collect();
    others.join(", ")
}

#[test]
fn the_chapter_on_variables_is_up_to_date() {
    let made = chapter();
    if std::env::var_os("LOREPRESS_WRITE").is_some() {
        fs::write(root().join(CHAPTER), &made).expect("the chapter");
    }
    let mend = "the views have changed: run LOREPRESS_WRITE=1 cargo test --test it guide::variables";
    assert!(read(CHAPTER) == made, "{CHAPTER}: {mend}");
}

#[test]
fn every_template_is_in_the_chapter() {
    let text = read(CHAPTER);
    for name in lorepress::built_in_files().keys().filter_map(|name| name.strip_prefix("site-templates/")) {
        assert!(text.contains(&format!("## {name}\n")) || text.contains(&format!("`{name}`")), "{name}");
    }
}
