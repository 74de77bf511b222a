//! What a digest says of its mails: which are new, who sent how many, and in which form.

mod json;
mod people;
mod statuses;
mod text;

use serde_json::Value;

use crate::support::{Archive, Mail, run};

/// The digest of a whole archive, in a form; `more` are further arguments.
fn digest(archive: &Archive, more: &[&str]) -> String {
    let path = archive.path().display().to_string();
    let window = format!("..{}", archive.ids().last().expect("a mail"));
    let args: Vec<&str> = ["digest", &path, &window].iter().chain(more).copied().collect();
    run(&archive.path(), &args).succeeded().stdout
}

fn json(archive: &Archive) -> Value {
    serde_json::from_str(&digest(archive, &["--format", "json"])).expect("JSON")
}

fn archive(mails: impl IntoIterator<Item = Mail>) -> Archive {
    Archive::new().mails(mails)
}

/// The text of a JSON string.
fn word(value: &Value) -> &str {
    value.as_str().unwrap_or("-")
}

/// The local part of a Message-ID.
fn local(id: &Value) -> &str {
    word(id).split('@').next().unwrap_or_default()
}

/// Entries, oldest first.
fn entries(digest: &Value) -> Vec<&Value> {
    digest["entries"].as_array().expect("entries").iter().rev().collect()
}
