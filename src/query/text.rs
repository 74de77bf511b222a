//! An answer of the search, for a terminal.

use super::{Answer, Found};

/// Names of authors in a result.
const NAMES: usize = 3;

/// How many there are, and two lines of facts below the title of each.
pub fn write(answer: &Answer) -> String {
    let mut text = tally(answer);
    answer.results.iter().for_each(|found| text.push_str(&row(found)));
    let more = answer.total.saturating_sub(answer.results.len());
    if more > 0 {
        text.push_str(&format!("\n{more} more: raise --limit\n"));
    }
    text
}

fn tally(answer: &Answer) -> String {
    let mut text = match answer.total {
        0 => "nothing found".to_owned(),
        1 => "1 result".to_owned(),
        total => format!("{total} results"),
    };
    let instead: Vec<String> = answer
        .near
        .iter()
        .map(|(typed, near)| format!("{} in place of {}, which nothing has", near.join(" or "), typed))
        .collect();
    if answer.total > 0 && !instead.is_empty() {
        text.push_str(&format!(" for {}", instead.join(", ")));
    } else if !answer.states.is_empty() {
        text.push_str(&format!(": states are {}", answer.states.join(", ")));
    } else if answer.plain {
        text.push_str(", searched as plain words");
    }
    plain(&text) + "\n"
}

fn row(found: &Found) -> String {
    let days = match &found.moved {
        Some(moved) if *moved != found.date => format!("{}, last mail {moved}", found.date),
        _ => found.date.clone(),
    };
    let state = found.state.as_ref().map_or("", |state| &state.label);
    let people = people(&found.authors);
    let facts = [&found.kind, state, &found.version, &people, &found.subsystem, &found.list, &days];
    let facts: Vec<&str> = facts.into_iter().filter(|fact| !fact.is_empty()).collect();
    format!("\n{}\n    {}\n    {}\n", plain(&found.title), plain(&facts.join(" · ")), plain(&found.href))
}

/// As many names as the page shows.
fn people(authors: &[String]) -> String {
    let named = authors[..authors.len().min(NAMES)].join(", ");
    match authors.len().saturating_sub(NAMES) {
        0 => named,
        1 => format!("{named} and 1 other"),
        more => format!("{named} and {more} others"),
    }
}

/// A text that cannot steer a terminal.
fn plain(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).collect()
}
