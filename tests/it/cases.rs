//! Small mails and what must come of each: every input in `tests/data/cases/` has its right values next to it.
//!
//! An input is a mail (`NAME.eml`), an mbox (`NAME.mbox`) or a folder (`NAME/`) that `lorepress import` takes. The
//! right values are in `NAME.txt`, a line each: `FACT: VALUE`, or `FACT ID: VALUE` of the patch (or of the series
//! with the patch) whose Message-ID begins with `ID`; without one, of the oldest patch. [`fact`] lists the facts.
//! A line that begins with `#` says where the case comes from. `CASE=inbody cargo test cases` runs those whose path has that word.

use std::fs;
use std::path::{Path, PathBuf};

use lorepress::archive::{Inbox, Range};
use lorepress::catalog::people::OwnAddress;
use lorepress::catalog::{Catalog, Life, Patch, PatchAt, Series};
use lorepress::diff::paths;
use lorepress::digest::Revision;
use lorepress::mail::{Message, Proof, changelog, commit_message};
use lorepress::options::SiteRules;
use lorepress::{CommentsRequest, DigestRequest, Form, SeriesRequest};
use serde_json::Value;
use tempfile::TempDir;

/// Most lines of right values that a person reads at once.
const FACTS: usize = 30;
/// What is known of a mail that is not a patch.
const NO_PATCH: &str = "no patch";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases")
}

/// The right values of every case.
fn cases() -> Vec<PathBuf> {
    let files = walkdir::WalkDir::new(folder()).sort_by_file_name().into_iter();
    let files = files.map(|file| file.expect("a folder that can be listed").into_path());
    files.filter(|file| is_named(file, "txt") && input(file).is_some()).collect()
}

fn is_named(file: &Path, ending: &str) -> bool {
    file.extension().is_some_and(|own| own == ending)
}

/// The input of the right values.
fn input(values: &Path) -> Option<PathBuf> {
    ["eml", "mbox", ""].map(|ending| values.with_extension(ending)).into_iter().find(|path| path.exists())
}

/// An input, read as the program reads it: the archive, its one digest as JSON.
struct Read {
    archive: PathBuf,
    digest: Value,
    _folder: TempDir,
}

impl Read {
    fn of(input: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut source = input.to_owned();
        if is_named(input, "eml") {
            source = folder.path().join("mails");
            fs::create_dir(&source).and_then(|()| fs::copy(input, source.join("1.eml"))).expect("a copy");
        }
        let archive = folder.path().join("case");
        lorepress::import::import(&source, &archive, &|_| {}).expect("mails");
        let inbox = Inbox::open(&archive).expect("an archive");
        let last = inbox.slots().last().expect("a mail").commit.to_string();
        let range = Range::between("", &last).expect("a range");
        let request = DigestRequest { list: None, url: None, rules: SiteRules::default(), form: Form::Json };
        let digest = lorepress::digest(&archive, &range.into(), &request).expect("a digest");
        Self { archive, digest: serde_json::from_str(&digest).expect("JSON"), _folder: folder }
    }

    fn with_catalog<T>(&self, work: impl FnOnce(&Catalog) -> T) -> T {
        let request = SeriesRequest { rules: SiteRules::default(), quiet_days: 60, form: Form::Json };
        lorepress::with_catalog(&self.archive, None, &request, work).expect("a catalog")
    }

    /// What the text and the diff of a patch mail say.
    fn of_text(&self, id: &str, name: &str) -> String {
        let inbox = Inbox::open(&self.archive).expect("an archive");
        let read = |slot| inbox.read(slot, Message::parse).expect("bytes").expect("a mail");
        let is = |message: &Message| message.ids.iter().any(|own| own.starts_with(id));
        let mut patches =
            inbox.slots().iter().map(read).filter(|mail| mail.patch.is_some() && (id.is_empty() || is(mail)));
        let Some(mail) = patches.next() else { return NO_PATCH.to_owned() };
        let patch = mail.patch.expect("a patch");
        match name {
            "paths" => paths(&patch.diff).join(" "),
            "changes" => {
                changelog(&patch.body, mail.subject.version.map(|version| version.number)).join(" | ")
            }
            "message" => commit_message(&patch.body).to_owned(),
            _ => patch.diff,
        }
    }

    /// A field of an entry of the digest; the oldest entry is last.
    fn entry(&self, id: &str, field: &str) -> String {
        let entries = self.digest["entries"].as_array().expect("entries");
        let is = |entry: &&Value| entry["message_id"].as_str().unwrap_or_default().starts_with(id);
        let Some(entry) = entries.iter().rev().find(is) else { return NO_PATCH.to_owned() };
        match &entry[field] {
            Value::String(text) => text.clone(),
            Value::Null => "-".to_owned(),
            Value::Array(words) => words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "),
            Value::Object(fields) => match fields.get("email") {
                Some(email) => format!("{} <{}>", text_of(&fields["name"]), text_of(email)),
                None => ["files", "insertions", "deletions"].map(|name| fields[name].to_string()).join(" "),
            },
            other => other.to_string(),
        }
    }
}

fn text_of(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

/// What is known of one thing, as text; a thing that is missing is `-`. A line break is `\n`.
fn fact(read: &Read, name: &str, id: &str) -> String {
    let fact = any_fact(read, name, id);
    if fact.is_empty() { "-".to_owned() } else { fact.replace('\n', "\\n") }
}

fn any_fact(read: &Read, name: &str, id: &str) -> String {
    match name {
        // Of the archive.
        "mails" | "patches" => read.digest[name].to_string(),
        "threads" => told(&read.digest[name], |thread| {
            format!("{} ({} of {})", text_of(&thread["title"]), thread["mails"], thread["people"])
        }),
        "merged" => told(&read.digest[name], |merge| {
            format!("{}: {}", text_of(&merge["tree"]), text_of(&merge["title"]))
        }),
        "replies" => read.with_catalog(|catalog| catalog.replies.len().to_string()),
        "people" => read.with_catalog(|catalog| catalog.authors.len().to_string()),
        "series" => read.with_catalog(|catalog| catalog.series.len().to_string()),
        // Of one patch mail; a lone one has no counter.
        "title" | "subject" | "version" | "tags" | "author" | "sender" | "date" | "status" | "commit"
        | "superseded_by" | "message_id" => read.entry(id, name),
        "counter" => format!("{}/{}", read.entry(id, "index"), read.entry(id, "total")),
        "stat" => read.entry(id, "diffstat"),
        "body" => read.entry(id, "body"),
        "message" | "diff" | "paths" | "changes" => read.of_text(id, name),
        // When it came into the archive, by its commit.
        "arrived" => read.with_catalog(|catalog| {
            let Some(patch) = patch_of(catalog, id) else { return NO_PATCH.to_owned() };
            jiff::Timestamp::from_second(catalog.entry(patch).arrived).expect("a time").to_string()
        }),
        // Every address of its author, each with what joined it to the others.
        "addresses" => read.with_catalog(|catalog| addresses(catalog, id)),
        "reviewed" => read.with_catalog(|catalog| reviewed(catalog, id)),
        // Of one series.
        "series-title" => of_series(read, id, |series, _| series.title.clone()),
        "revisions" => of_series(read, id, |series, _| revisions(series)),
        "linked-by" => of_series(read, id, |series, _| {
            let links = series.revisions.iter().filter_map(|revision| revision.linked_by);
            links.map(|link| link.word()).collect::<Vec<_>>().join(" ")
        }),
        // The tree it is for and the commits that it copies.
        "backport" => read.with_catalog(|catalog| backport(catalog, id)),
        "state" => of_series(read, id, |_, life| life.state.word().to_owned()),
        "taken" => of_series(read, id, |_, life| life.taken.to_string()),
        "trees" => of_series(read, id, |_, life| distinct(life.applied.iter().map(|a| a.tree.as_deref()))),
        // The trees that those name who were asked to pull it.
        "pulled-into" => {
            of_series(read, id, |_, life| distinct(life.granted.iter().map(|row| row.tree.as_deref())))
        }
        "commits" => {
            of_series(read, id, |_, life| distinct(life.applied.iter().map(|a| a.commit.as_deref())))
        }
        // What became of what each comment of a mail is about.
        "after" => after(read, id),
        _ => panic!("`{name}` is not a fact"),
    }
}

/// The rows of a list, as text.
fn told(rows: &Value, row: impl Fn(&Value) -> String) -> String {
    let rows: Vec<String> = rows.as_array().expect("rows").iter().map(row).collect();
    if rows.is_empty() { "-".to_owned() } else { rows.join(", ") }
}

fn distinct<'a>(values: impl Iterator<Item = Option<&'a str>>) -> String {
    let mut distinct: Vec<&str> = Vec::new();
    for value in values.flatten().filter(|value| !value.is_empty()) {
        if !distinct.contains(&value) {
            distinct.push(value);
        }
    }
    if distinct.is_empty() { "-".to_owned() } else { distinct.join(" ") }
}

fn patch_of(catalog: &Catalog, id: &str) -> Option<PatchAt> {
    let is =
        |&patch: &PatchAt| catalog.entry(patch).message_id.as_deref().unwrap_or_default().starts_with(id);
    catalog.patches.positions().find(is)
}

fn of_series(read: &Read, id: &str, work: impl FnOnce(&Series, &Life) -> String) -> String {
    read.with_catalog(|catalog| {
        let Some(patch) = patch_of(catalog, id) else { return NO_PATCH.to_owned() };
        let at = catalog.patches[patch].series;
        work(&catalog.series[at], &catalog.lives[at])
    })
}

/// `v1(3) v2(2) v2(2)resend`: each revision with the number of its mails.
fn revisions(series: &Series) -> String {
    let revision = |revision: &Revision<Patch>| {
        let resend = if revision.resend { "resend" } else { "" };
        format!("v{}({}){resend}", revision.version, revision.mails.len())
    };
    series.revisions.iter().map(revision).collect::<Vec<_>>().join(" ")
}

/// `Reviewed-by Bo Reed, Acked-by Mo Keeper`: what people gave a patch, its own sign-offs left out.
fn reviewed(catalog: &Catalog, id: &str) -> String {
    let Some(patch) = patch_of(catalog, id) else { return NO_PATCH.to_owned() };
    let tags = catalog.tags(patch);
    let given = tags.iter().filter(|tag| tag.trailer.key != "Signed-off-by");
    let rows: Vec<String> =
        given.filter_map(|tag| Some(format!("{} {}", tag.trailer.key, tag.person.as_ref()?.name))).collect();
    if rows.is_empty() { "-".to_owned() } else { rows.join(", ") }
}

/// `jane@example.org jane@home.example(sent)`, in alphabetical order.
fn addresses(catalog: &Catalog, id: &str) -> String {
    let Some(patch) = patch_of(catalog, id) else { return NO_PATCH.to_owned() };
    let author = &catalog.authors[catalog.patches[patch].author];
    let proof =
        |proof: Proof| format!("({})", serde_json::to_value(proof).expect("JSON").as_str().expect("a word"));
    let own = |own: &OwnAddress| format!("{}{}", own.email, own.proof.map_or(String::new(), proof));
    let mut addresses: Vec<String> = author.addresses.iter().map(own).collect();
    addresses.sort();
    addresses.join(" ")
}

/// `unchanged, moved to p2, -`: what the next version made of the places of each comment of a mail.
fn after(read: &Read, id: &str) -> String {
    let series = SeriesRequest { rules: SiteRules::default(), quiet_days: 60, form: Form::Json };
    let request = CommentsRequest { series, unplaced: false };
    let comments = lorepress::comments(&read.archive, &request).expect("comments");
    let comments: Vec<Value> = serde_json::from_str(&comments).expect("JSON");
    let own = comments.iter().filter(|comment| text_of(&comment["message_id"]).starts_with(id));
    let became = |comment: &Value| {
        let moved = comment["moved_to"].as_str().and_then(|mail| mail.split('@').next());
        text_of(&comment["after"]).to_owned() + &moved.map_or(String::new(), |mail| format!(" to {mail}"))
    };
    own.map(became).collect::<Vec<_>>().join(", ")
}

fn backport(catalog: &Catalog, id: &str) -> String {
    let Some(patch) = patch_of(catalog, id) else { return NO_PATCH.to_owned() };
    let Some(backport) = catalog.backport(catalog.patches[patch].series) else { return "-".to_owned() };
    let words = std::iter::once(backport.tree).chain(backport.upstream);
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is wrong with a case, a line each.
fn wrong(values: &Path) -> Vec<String> {
    let name = values.strip_prefix(folder()).expect("a case").display().to_string();
    let text = fs::read_to_string(values).expect("right values");
    let read = Read::of(&input(values).expect("an input"));
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let mut wrong = Vec::new();
    for line in lines {
        let (what, right) = line.split_once(": ").unwrap_or_else(|| panic!("{name}: `{line}` is no fact"));
        let (fact_name, id) = what.split_once(' ').unwrap_or((what, ""));
        // `body-begins: The lamp` and `body-lacks: +bright` say a part.
        let (fact_name, fits): (&str, fn(&str, &str) -> bool) = match fact_name.split_once('-') {
            Some((name, "begins")) => (name, |got, right| got.starts_with(right)),
            Some((name, "ends")) => (name, |got, right| got.ends_with(right)),
            Some((name, "has")) => (name, |got, right| got.contains(right)),
            Some((name, "lacks")) => (name, |got, right| !got.contains(right)),
            _ => (fact_name, |got, right| got == right),
        };
        let got = fact(&read, fact_name, id);
        if !fits(&got, right) {
            wrong.push(format!("{name}: {what}: {got}, right: {right}"));
        }
    }
    wrong
}

#[test]
fn every_case_comes_out_right() {
    use rayon::prelude::*;
    let cases = cases();
    assert!(!cases.is_empty());
    let only = std::env::var("CASE").unwrap_or_default();
    let chosen: Vec<&PathBuf> =
        cases.iter().filter(|case| case.display().to_string().contains(&only)).collect();
    let wrong: Vec<String> = chosen.par_iter().flat_map(|case| wrong(case)).collect();
    assert!(wrong.is_empty(), "{} of {} facts:\n{}", wrong.len(), chosen.len(), wrong.join("\n"));
}

#[test]
fn every_input_has_right_values_and_few_enough_to_read() {
    for file in walkdir::WalkDir::new(folder()).min_depth(2).max_depth(2) {
        let file = file.expect("a folder that can be listed").into_path();
        if !is_named(&file, "txt") {
            assert!(file.with_extension("txt").exists(), "{} has no right values", file.display());
            continue;
        }
        assert!(input(&file).is_some(), "{} has no input", file.display());
        let lines = fs::read_to_string(&file).expect("right values").lines().count();
        assert!((1..=FACTS).contains(&lines), "{} has {lines} lines", file.display());
    }
}
