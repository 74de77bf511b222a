//! What is wrong with a value, in the words of the configuration: those of the reader of TOML are Rust's.

use std::borrow::Cow;

use super::Config;

/// A message of the reader in words that say what to write.
pub fn plain(message: &str) -> Cow<'_, str> {
    // What is one of few texts may be a table as well, to that reader.
    if message.starts_with("wanted string or table") || message.starts_with("wanted exactly 1 element") {
        return "this must be a text in quotes".into();
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        return format!("unknown value {rest}").into();
    }
    let parts = ["invalid type: ", "invalid value: "].iter().find_map(|start| message.strip_prefix(start));
    match parts.and_then(|parts| parts.rsplit_once(", expected ")) {
        Some((found, wanted)) => {
            Cow::Owned(format!("this is {}, but must be {}", of_found(found), of_wanted(wanted)))
        }
        None => Cow::Borrowed(message),
    }
}

/// The key of the message about an unknown one, if the file has it at its top. Every key behind the header of a table is one of that
/// table.
pub fn of_top(message: &str) -> Option<&str> {
    let key = message.strip_prefix("unknown field `")?.split('`').next()?;
    // No key of ours needs quotes.
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return None;
    }
    let is_key = |error: toml::de::Error| !error.message().starts_with("unknown field");
    // Whatever the value must be, a key that there is not is said to be that.
    let is_of_top = toml::from_str::<Config>(&format!("{key} = 0")).map_or_else(is_key, |_| true);
    is_of_top.then_some(key)
}

fn of_found(found: &str) -> Cow<'_, str> {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    match (kind, value) {
        // A date without quotes is one as well.
        ("map", _) => "a table, or a date without quotes".into(),
        ("sequence", _) => "a list".into(),
        // A number that no value can be comes with the type that it was read into.
        ("integer", value) => format!("the number {}", value.split(" as ").next().unwrap_or(value)).into(),
        ("floating", value) => format!("the number {}", value.trim_start_matches("point ")).into(),
        ("string", value) => format!("the text {value}").into(),
        ("boolean", value) => value.to_owned().into(),
        _ => found.into(),
    }
}

fn of_wanted(wanted: &str) -> Cow<'_, str> {
    match wanted {
        "a sequence" => "a list: `[…]`, or for tables `[[…]]`, with two brackets".into(),
        "a map" => "a table: `[…]`, with one bracket".into(),
        "a string" => "a text in quotes".into(),
        "path string" => "a path in quotes".into(),
        "a boolean" => "`true` or `false`".into(),
        "u8" => within(u8::MAX),
        "u16" => within(u16::MAX),
        "u32" => within(u32::MAX),
        "u64" | "usize" => "a whole number from 0 on".into(),
        "i64" => "a whole number".into(),
        _ => wanted.into(),
    }
}

fn within(most: impl std::fmt::Display) -> Cow<'static, str> {
    format!("a whole number from 0 to {most}").into()
}
