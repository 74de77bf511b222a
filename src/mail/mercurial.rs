//! What Mercurial writes in front of a patch: `hg export`, and `hg email`, which mails that.

use super::diff::lines;
use super::normalised;

const FIRST_LINE: &str = "# HG changeset patch";

/// The header of a changeset, and what is around it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Header<'a> {
    /// What is above it: a diffstat, or what the sender says.
    pub above: &'a str,
    /// The value of its line `# User`: who wrote the changeset.
    pub user: Option<&'a str>,
    /// Where the commit message begins, its title first.
    pub end: usize,
}

/// Where a text has the first line of a changeset's header.
pub(super) fn header_start(text: &str) -> Option<usize> {
    let mut starts = memchr::memmem::find_iter(text.as_bytes(), FIRST_LINE);
    starts.find(|&at| {
        (at == 0 || text.as_bytes()[at - 1] == b'\n') && {
            let line = text[at + FIRST_LINE.len()..].lines().next().unwrap_or_default();
            line.trim().is_empty()
        }
    })
}

/// The header of the first changeset of a text: lines that begin with `#`.
pub(super) fn header(text: &str) -> Option<Header<'_>> {
    let start = header_start(text)?;
    let mut header = Header { above: text[..start].trim_end(), user: None, end: text.len() };
    for line in lines(text, start) {
        if !line.text.starts_with('#') {
            header.end = line.start;
            break;
        }
        header.user = header.user.or(line.text.strip_prefix("# User ").map(str::trim));
    }
    Some(header)
}

/// A commit message without its first line, if that is the mail's title.
pub(super) fn without_title<'a>(message: &'a str, title: &str) -> &'a str {
    let (first, rest) = message.split_once('\n').unwrap_or((message, ""));
    if normalised(first) == normalised(title) { rest } else { message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_found_wherever_it_stands() {
        let text = "Hi,\n\n# HG changeset patch\n# User Jo <jo@b.example>\n# Date 1 0\n#      Thu\nkit: x\n\n# not it\n";
        let header = header(text).expect("a header");
        assert_eq!((header.above, header.user), ("Hi,", Some("Jo <jo@b.example>")));
        assert_eq!(&text[header.end..], "kit: x\n\n# not it\n");
        assert_eq!(header_start("> # HG changeset patch\n# HG changeset patches\n"), None);
        assert_eq!(super::header("# HG changeset patch").map(|header| header.end), Some(20));
    }

    #[test]
    fn the_title_is_dropped_only_where_it_is_the_mails() {
        assert_eq!(without_title("kit: Do it.\n\nMore.", "kit: do it"), "\nMore.");
        assert_eq!(without_title("Other\n\nMore.", "kit: do it"), "Other\n\nMore.");
    }
}
