//! The forms of JSON: the guide names the fields that the schemas have. `tests/guide/run` validates what is written.

use std::collections::BTreeSet;

use lorepress::catalog::State;
use regex::Regex;
use serde_json::Value;

use super::{chapter, read};

/// The names of all fields below a schema.
fn fields(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(object) => {
            for (key, value) in object {
                if let ("properties", Some(properties)) = (key.as_str(), value.as_object()) {
                    found.extend(properties.keys().cloned());
                    properties.values().for_each(|inner| fields(inner, found));
                } else {
                    fields(value, found);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|inner| fields(inner, found)),
        _ => {}
    }
}

fn schema(name: &str) -> Value {
    serde_json::from_str(&read(&format!("docs/src/schemas/{name}.json"))).expect("JSON")
}

/// The names in a block, without the words that are values.
fn names(block: &str) -> BTreeSet<String> {
    let values = Regex::new(r#": "[^"]*"( or "[^"]*")?"#).expect("a pattern");
    let name = Regex::new(r#""([a-z_]+)""#).expect("a pattern");
    let block = values.replace_all(block, "");
    name.captures_iter(&block).map(|found| found[1].to_owned()).collect()
}

#[test]
fn the_blocks_name_the_fields_of_the_schemas() {
    let blocks = chapter("formats").codes("text");
    let schemas = [
        "digest",
        "series-list",
        "series",
        "author",
        "queue",
        "watch",
        "statistics",
        "comments",
        "results",
        "findings",
    ];
    assert_eq!(blocks.len(), schemas.len());
    for (block, name) in blocks.iter().zip(schemas) {
        let mut expected = BTreeSet::new();
        fields(&schema(name), &mut expected);
        let found = names(block);
        // The table below it names the figures.
        let is_shown = |field: &String| name != "statistics" || found.contains(field);
        expected.retain(is_shown);
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn every_figure_is_in_the_schema() {
    let items = schema("statistics")["properties"]["periods"]["items"]["properties"].clone();
    let mut expected: BTreeSet<String> = ["period", "since", "until"].map(str::to_owned).into();
    for row in chapter("formats").table("| fact | what is counted |") {
        let fact = super::bare(&row[0]);
        let parts = ["lower_quartile", "median", "upper_quartile"].map(|part| format!("{fact}_{part}"));
        match items.get(fact) {
            Some(_) => expected.insert(fact.to_owned()),
            None => parts.into_iter().all(|part| expected.insert(part)),
        };
    }
    let found: BTreeSet<String> = items.as_object().expect("fields").keys().cloned().collect();
    assert_eq!(found, expected);
}

#[test]
fn the_schemas_have_all_words() {
    let words = |schema: &Value| -> BTreeSet<String> {
        let words = schema["enum"].as_array().expect("words").iter();
        words.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let states: BTreeSet<String> = State::ALL.map(|state| state.description().word.to_owned()).into();
    let rows = chapter("formats").table("| `linked_by` | meaning |");
    let reasons: BTreeSet<String> = rows.iter().map(|row| super::bare(&row[0]).to_owned()).collect();
    for schema in [schema("series"), schema("series-list")["items"].clone()] {
        let fields = &schema["properties"];
        assert_eq!(words(&fields["state"]), states);
        assert_eq!(words(&fields["revisions"]["items"]["properties"]["linked_by"]), reasons);
    }
    let state_of = |name: &str, list: &str| -> Value {
        schema(name)["properties"][list]["items"]["properties"]["state"].clone()
    };
    assert_eq!(words(&state_of("watch", "series")), states);
    let open = State::ALL.into_iter().filter(|state| state.is_open());
    assert_eq!(
        words(&state_of("queue", "queue")),
        open.map(|state| state.description().word.to_owned()).collect()
    );
}

#[test]
fn every_schema_is_in_the_table() {
    let files = std::fs::read_dir(super::root().join("docs/src/schemas")).expect("schemas");
    let files: BTreeSet<String> =
        files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    let rows = chapter("formats").table("| what | where | schema |");
    let link = |row: Vec<String>| {
        row[2].split('[').nth(1).and_then(|rest| rest.split(']').next().map(str::to_owned))
    };
    assert_eq!(rows.into_iter().filter_map(link).collect::<BTreeSet<_>>(), files);
}
