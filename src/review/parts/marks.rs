//! Marks of quotes that few mail programs and people use: initials or a name before the `>`, a bar, a colon.

/// Characters of a mark at most.
const LONGEST: usize = 24;

/// What a line begins with, if that may mark a quote: `AB>`, `Jane Doe>`, `|`, `:`.
pub(super) fn of(line: &str) -> Option<&str> {
    let (at, end) = line.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '>' | '|' | ':'))?;
    let name = line[..at].trim_start();
    let fits = match end {
        '>' => {
            name.starts_with(char::is_alphabetic)
                && name.ends_with(|c: char| c.is_alphanumeric() || c == '.')
                && name.chars().all(|c| c.is_alphanumeric() || " .-'_".contains(c))
        }
        _ => name.is_empty(),
    };
    fits.then(|| &line[..at + end.len_utf8()])
}

/// Whether a mark is the name of who is answered: `Jane>`.
pub(super) fn names(mark: &str, answered: &[String]) -> bool {
    let mut words = mark.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    mark.ends_with('>') && words.peek().is_some() && words.all(|word| answered.contains(&word.to_lowercase()))
}

/// Whether a line begins with a `>` that is no mark of a quote where it stands alone: `>From here on`, `>= 3`, `>0 is
/// right`, `>:(`.
pub(super) fn is_own(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('>') else { return false };
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit())
        || rest
            .strip_prefix('=')
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_alphanumeric()));
    let is_face = rest
        .strip_prefix([':', ';'])
        .is_some_and(|rest| rest.trim_start_matches('-').starts_with(['(', ')', '/', '|']));
    rest.starts_with("From ") || is_number || is_face
}

/// What is behind a mark and one space.
pub(super) fn behind<'a>(line: &'a str, mark: &str) -> &'a str {
    let rest = line.get(mark.len()..).unwrap_or_default();
    if rest.starts_with('>') { rest } else { rest.strip_prefix(' ').unwrap_or(rest) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_at_the_beginning() {
        assert_eq!(of("AB> +\tx"), Some("AB>"));
        assert_eq!(of("  Jane Doe> > x"), Some("  Jane Doe>"));
        assert_eq!(of("| x"), Some("|"));
        assert_eq!(of(": x"), Some(":"));
        for line in ["+\tr->x", "r->x = 1;", "Note: x", "a | b", "x > y", "", "no mark"] {
            assert_eq!(of(line), None, "{line}");
        }
        let names_of = ["jane".to_owned(), "doe".to_owned()];
        assert!(names("Jane>", &names_of) && names("  Jane Doe>", &names_of));
        assert!(!names("sqlite>", &names_of) && !names("|", &names_of) && !names(":", &[]));
        assert!([">From here", ">0 is right", ">= 3", ">=n", ">:(", ">:-/"].iter().all(|line| is_own(line)));
        assert!(!["> From", ">", ">x", "> = 3", ">==", "x"].iter().any(|line| is_own(line)));
        assert_eq!(behind("AB> +x", "AB>"), "+x");
        assert_eq!(behind("AB>> x", "AB>"), "> x");
    }
}
