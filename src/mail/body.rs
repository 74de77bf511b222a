//! The body: where the message, the diffstat and the diff of a patch begin and end.

use serde::{Deserialize, Serialize};

use super::content::DecodedText;
use super::diff::{self, lines};
use super::{file_list, in_body, mercurial, revision};
use crate::diff::Hunks;

/// The sums of a diffstat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Diffstat {
    /// Files changed.
    pub files: u64,
    /// Lines added.
    pub insertions: u64,
    /// Deleted lines.
    pub deletions: u64,
}

impl Diffstat {
    /// The sums in the last line of a diffstat: ` 4 files changed, 67 insertions(+), 57 deletions(-)`.
    pub fn of_line(line: &str) -> Option<Self> {
        diff::summary(line).map(|(files, insertions, deletions)| Self { files, insertions, deletions })
    }
}

/// A text, cut: what is shown, and what was found out on the way.
#[derive(Debug, Default)]
pub(super) struct Cut {
    /// From the message's first line to the diffstat's last, without in-body header lines; to the diff where
    /// there is no diffstat, to the signature where there is neither.
    pub shown: String,
    /// Who wrote it, as an address, as the text says in its header lines.
    pub from: Option<String>,
    /// The subject in its header lines.
    pub subject: Option<String>,
    /// That of the file that is attached.
    pub file_subject: Option<String>,
    pub diffstat: Option<Diffstat>,
    /// From the diff's first line to the signature.
    pub diff: Option<String>,
    /// Some line is a quotation.
    pub quotes: bool,
    /// The value of b4's `change-id:` line, which is below the diffstat or the diff.
    pub change_id: Option<String>,
    /// Header lines of a patch are in front of it: it is a patch as git or Mercurial writes it to a file.
    is_file: bool,
}

/// Cuts the text of a mail that is a patch or a cover letter with this title.
pub(super) fn cut(text: &DecodedText, title: &str) -> Cut {
    let mut own = of_text(&text.text, title, text.flowed);
    if own.from.is_none() && text.preamble_from.is_some() {
        own.from = text.preamble_from.clone();
        own.shown = own.shown.trim_start().to_owned();
    }
    if own.diff.is_some() || text.files.is_empty() {
        return own;
    }
    let mut files: Vec<Cut> = text.files.iter().map(|file| of_text(file, title, false)).collect();
    if let [file] = files.as_mut_slice()
        && file.is_file
    {
        return with_words(std::mem::take(file), own);
    }
    let mut authors = files.iter().map(|file| file.from.as_ref());
    let author = authors.next().flatten().filter(|first| authors.all(|other| other == Some(first)));
    own.from = own.from.or_else(|| author.cloned());
    own.diffstat = own.diffstat.or(if let [file] = &files[..] { file.diffstat } else { None });
    own.diff = Some(files.into_iter().filter_map(|file| file.diff).collect());
    own
}

/// An attached patch: what the mail itself says is a note below its message, or the message if it has no other.
fn with_words(file: Cut, own: Cut) -> Cut {
    let rest = without_message(&file.shown).trim_start_matches(['\n', '-']);
    let shown = match (message(&file.shown), own.shown.trim()) {
        (_, "") => file.shown.trim_start().to_owned(),
        ("", words) => format!("{words}\n---\n{rest}"),
        (message, words) => format!("{message}\n---\n{words}\n\n{rest}"),
    };
    let shown = shown.trim_end().to_owned();
    Cut {
        shown,
        from: own.from.or(file.from),
        subject: None,
        file_subject: file.subject,
        quotes: own.quotes,
        change_id: own.change_id.or(file.change_id),
        ..file
    }
}

fn of_text(text: &str, title: &str, flowed: bool) -> Cut {
    let change_id = revision::change_id(text);
    let text = below_scissors(text);
    match mercurial::header(text) {
        // A diff above is one that the header's line is shown in.
        Some(header) if diff::start(header.above, 0).is_none() => {
            of_changeset(text, &header, title, change_id)
        }
        _ => of_patch(text, flowed, change_id),
    }
}

fn of_patch(text: &str, flowed: bool, change_id: Option<String>) -> Cut {
    let diff = head_end(text);
    let head = diff.map_or_else(|| above_signature(text), |diff| &text[..diff]);
    let mut in_body = in_body::read(head);
    if diff.is_none() && in_body.from.is_none() {
        // A cover letter is not a patch that git could read.
        in_body = in_body::InBody::default();
    }
    let (stat_end, diffstat) = stat(&head[in_body.end..]).unzip();
    let head = match in_body.end {
        0 => head,
        end => &head[end..],
    };
    let shown = match stat_end {
        Some(end) => &head[..end],
        None => {
            let own = diff.map_or(head, |diff| file_list::without(head, &text[diff..]));
            own.trim_end().strip_suffix("\n---").unwrap_or(own)
        }
    };
    let shown = shown.trim_end();
    Cut {
        shown: if flowed { unwrapped(shown) } else { shown.to_owned() },
        is_file: in_body.from.is_some(),
        from: in_body.from,
        subject: in_body.subject,
        file_subject: None,
        diffstat,
        diff: diff.map(|diff| above_signature(&text[diff..]).to_owned()),
        quotes: quotes(head),
        change_id,
    }
}

fn of_changeset(text: &str, header: &mercurial::Header, title: &str, change_id: Option<String>) -> Cut {
    let diff = diff::start(text, header.end);
    let message = diff.map_or_else(|| above_signature(&text[header.end..]), |diff| &text[header.end..diff]);
    let (_, diffstat) = stat(message).or_else(|| stat(header.above)).unzip();
    let message = mercurial::without_title(message, title).trim();
    // Above is the diffstat, or what the sender says.
    let rows = diffstat_start(header.above).unwrap_or(header.above.len());
    let shown = match header.above[..rows].trim() {
        "" => message.to_owned(),
        words => format!("{message}\n---\n{words}"),
    };
    Cut {
        shown: shown.trim_start().to_owned(),
        from: header.user.filter(|user| user.contains('@')).map(str::to_owned),
        subject: None,
        file_subject: None,
        diffstat,
        diff: diff.map(|diff| above_signature(&text[diff..]).to_owned()),
        quotes: quotes(header.above),
        change_id,
        is_file: true,
    }
}

/// The last sums of a diffstat, and where their line ends.
fn stat(text: &str) -> Option<(usize, Diffstat)> {
    let of_line =
        |line: diff::PlacedLine| Some((line.start + line.text.len(), Diffstat::of_line(line.text)?));
    lines(text, 0).filter_map(of_line).last()
}

/// Whether a text quotes another mail, as an answer does.
fn quotes(text: &str) -> bool {
    [">", "-----Original Message-----"].iter().any(|mark| {
        let mut starts = memchr::memmem::find_iter(text.as_bytes(), mark);
        starts.any(|at| at == 0 || text.as_bytes()[at - 1] == b'\n')
    })
}

/// Where the part that people wrote ends and the diff begins; `None` without a diff.
///
/// A bare `---` closes the message if a diff follows it; a diff above that line is one that the message
/// shows, if a diffstat below says that the real one is still to come.
fn head_end(text: &str) -> Option<usize> {
    let first = diff::start(text, 0);
    let separator = lines(text, 0).find(|line| line.text.trim_end() == "---").map(|line| line.start);
    match (first, separator) {
        (Some(diff), Some(separator)) if diff < separator => {
            let second = diff::start(text, separator);
            let below = &text[separator..second.unwrap_or(text.len())];
            if lines(below, 0).any(|line| diff::summary(line.text).is_some()) { second } else { Some(diff) }
        }
        (first, _) => first,
    }
}

/// The commit message in a patch's text as digests show it: without the notes below `---` and the diffstat.
pub fn message(shown: &str) -> &str {
    shown[..shown.len() - without_message(shown).len()].trim()
}

/// What is below the commit message in a patch's text.
fn without_message(shown: &str) -> &str {
    let separator = lines(shown, 0).find(|line| line.text.trim_end() == "---").map(|line| line.start);
    &shown[separator.or_else(|| diffstat_start(shown)).unwrap_or(shown.len())..]
}

/// Where the last diffstat of a text begins: the rows ` kit.c | 2 +-` above its sums, or those of another list.
fn diffstat_start(text: &str) -> Option<usize> {
    let mut rows = None;
    let mut last = None;
    for line in lines(text, 0) {
        if diff::summary(line.text).is_some() {
            last = Some(rows.unwrap_or(line.start));
        }
        let is_row = line.text.starts_with(' ') && line.text.contains(" | ") || file_list::is_row(line.text);
        rows = if is_row { rows.or(Some(line.start)) } else { None };
    }
    last
}

/// `-- >8 --` on a line of its own drops what is above it (git-mailinfo(1), `--scissors`); of several lines the last
/// counts.
fn below_scissors(text: &str) -> &str {
    let message = lines(text, 0).take_while(|line| !line.text.starts_with("diff "));
    match message.filter(|line| is_scissors(line.text)).last() {
        Some(line) => text[line.start..].split_once('\n').map_or("", |(_, below)| below),
        None => text,
    }
}

/// Whether a line is one to cut along, as git judges it: dashes and scissors are more than half of what is dashes,
/// scissors and gaps between them, and that is more than a third of the line, which may say `cut here` as well.
fn is_scissors(line: &str) -> bool {
    let line = line.trim();
    if line.len() < 8 || !line.starts_with(['-', '>', '8', '%', '<']) {
        return false;
    }
    let (mut scissors, mut gap, mut perforation) = (0, 0, 0);
    let mut within = false;
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let mut width = c.len_utf8();
        if [">8", "8<", ">%", "%<"].iter().any(|mark| rest.starts_with(mark)) {
            (width, scissors, perforation, within) = (2, scissors + 2, perforation + 2, true);
        } else if c == '-' {
            (perforation, within) = (perforation + 1, true);
        } else if !c.is_whitespace() {
            within = false;
        } else if within {
            (perforation, gap) = (perforation + 1, gap + 1);
        }
        rest = &rest[width..];
    }
    scissors > 0 && line.len() < perforation * 3 && gap * 2 < perforation
}

/// Without the signature (`-- ` on a line of its own) and a list manager's footer (a row of `_`). A row with a file of a diff
/// below it is no footer: Subversion has one above the properties of a file, and a message may have a table.
fn above_signature(text: &str) -> &str {
    let is_footer = |line: &str| line.len() >= 40 && line.bytes().all(|b| b == b'_');
    let from = diff::last_start(text).unwrap_or_default();
    let footer = lines(text, from).find(|line| is_footer(line.text)).map_or(text.len(), |line| line.start);
    let text = &text[..footer];
    signature(text).map_or(text, |start| &text[..start])
}

/// Where the last line `-- ` begins that is not a hunk's: a deleted `- ` reads the same. In a hunk that was cut short it may
/// well be the signature's.
fn signature(text: &str) -> Option<usize> {
    let mut hunks = Hunks::default();
    let (mut last, mut in_hunk) = (None, None);
    for line in lines(text, 0) {
        let is_held = hunks.hold(line.text);
        if !is_held {
            last = in_hunk.take().or(last);
        }
        match line.text == "-- " {
            true if is_held => in_hunk = Some(line.start),
            true => last = Some(line.start),
            false => {}
        }
        if hunks.are_whole() {
            in_hunk = None;
        }
    }
    in_hunk.or(last)
}

/// The lines of a reply that its sender wrote, above the first signature and above a whole mail without marks, as Outlook
/// has it below the answer; an empty one stands for what they quote.
pub(super) fn unquoted(text: &str) -> Vec<&str> {
    let own = lines(above_signature(text), 0).map(|line| line.text).take_while(|line| *line != "-- ");
    let mut quotes = Quotes::default();
    let mut own: Vec<&str> = own.map(|line| if quotes.hold(line) { "" } else { line }).collect();
    let begins = (0..own.len()).find(|&line| begins_mail(&own[line..]));
    own.truncate(begins.unwrap_or(own.len()));
    own
}

/// Whether lines begin with the header of a mail: `-----Original Message-----`, in any language, and who wrote it; or, without
/// such a line, `From:` and right below it `Sent:`, which nobody writes of a patch.
fn begins_mail(lines: &[&str]) -> bool {
    let (first, rest) = (lines[0].trim(), &lines[1..]);
    let is_from = |line: &&str| {
        line.split_once(':').is_some_and(|(name, who)| !name.contains(' ') && who.contains('@'))
    };
    let is_rule = first.starts_with("--") && first.ends_with("--") && first.contains(char::is_alphabetic);
    let below = || rest.iter().find(|line| !line.trim().is_empty());
    is_rule && below().is_some_and(is_from)
        || first.starts_with("From: ") && rest.first().is_some_and(|below| below.trim().starts_with("Sent: "))
}

/// Tells quoted lines from others: they begin with a mark, or with the tab of mailx(1), below the line that names the writer.
#[derive(Default)]
struct Quotes {
    /// A line that begins with a tab is quoted here.
    by_tab: bool,
}

impl Quotes {
    fn hold(&mut self, line: &str) -> bool {
        if line.trim().is_empty() {
            return false;
        }
        let is_indented = self.by_tab && line.starts_with('\t');
        self.by_tab =
            is_indented || line.trim_end().ends_with("wrote:") || line.trim_end().ends_with("writes:");
        is_indented || line.trim_start().starts_with(['>', '|'])
    }
}

/// Undoes format=flowed above the first `---`: below it lines are a diffstat's.
fn unwrapped(text: &str) -> String {
    let mut unwrapped = String::with_capacity(text.len());
    let mut prose = true;
    let mut joined = true;
    for line in text.split('\n') {
        prose &= line != "---";
        if !joined {
            unwrapped.push('\n');
        }
        unwrapped.push_str(if prose { line.strip_prefix(' ').unwrap_or(line) } else { line });
        joined = prose && line.ends_with(' ') && line != "-- ";
    }
    unwrapped
}
