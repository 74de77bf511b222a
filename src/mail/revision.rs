//! What a patch or cover letter says of its own earlier versions.

/// A line such as `v1: https://lore.kernel.org/r/ID` or `- Link to v2: …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// The version it names.
    pub version: u32,
    /// The Message-ID it leads to.
    pub message_id: String,
}

/// The value of b4's `change-id:` line, which names a series in all its versions.
pub fn change_id(text: &str) -> Option<String> {
    text.lines().find_map(|line| line.strip_prefix("change-id: ")).map(|id| id.trim().to_owned())
}

/// All pointers to earlier versions, in order. The version stands on the line of the link or on the one above.
pub fn pointers(text: &str) -> Vec<Pointer> {
    let mut pointers = Vec::new();
    let mut above = None;
    for line in text.lines() {
        let here = version(line);
        if line.contains('@') || line.contains("%40") {
            let ids = line.split([' ', '\t', '<', '>', '(', ')', '[', ']', '"', ',']).filter_map(message_id);
            if let Some(version) = here.or(above) {
                pointers.extend(ids.map(|message_id| Pointer { version, message_id }));
            }
        }
        if !line.trim().is_empty() {
            above = here;
        }
    }
    pointers
}

/// The first word like `v3` or `V3:` of a line.
fn version(line: &str) -> Option<u32> {
    line.split(|c: char| !c.is_ascii_alphanumeric()).find_map(|word| {
        let digits = word.strip_prefix(['v', 'V'])?;
        if (1..=3).contains(&digits.len()) { digits.parse().ok() } else { None }
    })
}

/// The Message-ID at the end of a link to an archive, or one that stands by itself.
fn message_id(word: &str) -> Option<String> {
    let path = match word.split_once("://") {
        Some((_, rest)) => rest.split_once('/')?.1,
        None => word,
    };
    let path = path.split('#').next().unwrap_or(path);
    let segment = path.split('/').rev().find(|segment| segment.contains('@') || segment.contains("%40"))?;
    let id = segment.replace("%40", "@").replace("%2B", "+").replace("%2F", "/").replace("%3D", "=");
    let id = id.trim_start_matches("id:").trim_end_matches(['.', ';', ':']);
    let (local, host) = id.split_once('@')?;
    (local.len() >= 4 && !host.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_to_earlier_versions_are_found_in_the_ways_people_write_them() {
        let check = |text: &str, version, id: &str| {
            assert_eq!(pointers(text), [Pointer { version, message_id: id.to_owned() }], "{text}");
        };
        check("v1: https://lists.example.org/r/20260101.1-1-a@b.example/T/#u", 1, "20260101.1-1-a@b.example");
        check(
            "- Link to v2: https://lists.example.org/r/2026-x-v2-0-ab%40b.example",
            2,
            "2026-x-v2-0-ab@b.example",
        );
        check(
            "Changes since v3 [1]:\n[1] https://lists.example.org/all/abcd@b.example/",
            3,
            "abcd@b.example",
        );
        check("v4 was <abcd@b.example>", 4, "abcd@b.example");
        assert_eq!(pointers("Based on https://lists.example.org/all/abcd@b.example/"), []);
    }
}
