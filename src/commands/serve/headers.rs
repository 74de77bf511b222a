//! The headers of the site's file `_headers`, so that pages are tried with those that they are published with.

/// The headers of the file at `path`, which begins with `/`. A later rule overrides an earlier one.
pub fn of(rules: &str, path: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut applies = false;
    for line in rules.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')) {
        if !line.starts_with(char::is_whitespace) {
            applies = fits(line.trim(), path);
        } else if let Some((name, value)) = line.split_once(':').filter(|_| applies) {
            let name = name.trim();
            found.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
            found.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// Whether a pattern fits a path; `*` is any part of it.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((begin, end)) => {
            path.strip_prefix(begin).is_some_and(|rest| rest.ends_with(end) && rest.len() >= end.len())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_rules_override_earlier_ones() {
        let rules = "# a: b\n/*\n  A: 1\n  B: 2\n/x/*.txt\n  a: 3\n/x/\n  C: d: e\n";
        let of = |path| of(rules, path).into_iter().map(|(name, value)| name + &value).collect::<Vec<_>>();
        assert_eq!(of("/y"), ["A1", "B2"]);
        assert_eq!(of("/x/y.txt"), ["B2", "a3"]);
        assert_eq!(of("/x/"), ["A1", "B2", "Cd: e"]);
    }
}
