//! The JSON form of a digest. Its shape is a promise to programs: fields are added, never changed, unless the
//! number in `schema` grows.

use jiff::Timestamp;
use serde::{Serialize, Serializer};

use super::{Commits, Digest, Entry, Late, Merge, Status, Thread};
use crate::mail::{Address, Diffstat, Version};
use crate::position::Table;
use crate::report::LeftOut;

/// The version of this format.
const SCHEMA: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    list: &'a str,
    from: &'a str,
    to: &'a str,
    commits: &'a [Commits],
    mails: usize,
    patches: usize,
    domains: Vec<DomainRow<'a>>,
    contributors: Vec<ContributorRow<'a>>,
    entries: Vec<EntryRow<'a>>,
    late: Vec<LateRow<'a>>,
    threads: Vec<ThreadRow<'a>>,
    merged: Vec<MergeRow<'a>>,
    left_out: &'a [LeftOut],
}

#[derive(Serialize)]
struct LateRow<'a> {
    message_id: Option<&'a str>,
    subject: &'a str,
    sent: String,
    arrived: String,
}

#[derive(Serialize)]
struct DomainRow<'a> {
    domain: &'a str,
    patches: usize,
}

#[derive(Serialize)]
struct ContributorRow<'a> {
    name: &'a str,
    email: &'a str,
    patches: usize,
}

#[derive(Serialize)]
struct EntryRow<'a> {
    status: Status,
    subject: &'a str,
    title: &'a str,
    #[serde(serialize_with = "version")]
    version: Version,
    index: Option<u32>,
    total: Option<u32>,
    tags: &'a [String],
    author: &'a Address,
    sender: &'a Address,
    date: Option<String>,
    message_id: Option<&'a str>,
    commit: Option<&'a str>,
    series: &'a str,
    body: &'a str,
    diffstat: Option<Diffstat>,
    superseded_by: Option<&'a str>,
}

/// A thread without a patch.
#[derive(Serialize)]
struct ThreadRow<'a> {
    title: &'a str,
    author: &'a Address,
    /// Whether it began in the window.
    begun: bool,
    first: Option<String>,
    last: Option<String>,
    mails: usize,
    people: usize,
    message_id: Option<&'a str>,
}

/// A commit that a program announced.
#[derive(Serialize)]
struct MergeRow<'a> {
    tree: &'a str,
    commit: &'a str,
    title: &'a str,
    author: &'a Address,
    message_id: Option<&'a str>,
}

/// A version as a whole number, but for re-rolls such as 5.5.
pub fn version<S: Serializer>(version: &Version, serializer: S) -> Result<S::Ok, S::Error> {
    match version.reroll {
        0 => serializer.serialize_u32(version.number),
        _ => serializer.serialize_f64(version.to_string().parse().unwrap_or(f64::from(version.number))),
    }
}

/// Writes a digest as JSON. `keys` gives, for each entry, the key of its series.
pub fn write(digest: &Digest, keys: &Table<Entry, &str>) -> String {
    let document = Document {
        schema: SCHEMA,
        list: &digest.list,
        from: &digest.from,
        to: &digest.to,
        commits: &digest.commits,
        mails: digest.mails,
        patches: digest.patches,
        domains: digest
            .domains
            .iter()
            .map(|row| DomainRow { domain: &row.domain, patches: row.patches })
            .collect(),
        contributors: digest
            .contributors
            .iter()
            .map(|row| ContributorRow {
                name: &row.author.name,
                email: &row.author.email,
                patches: row.patches,
            })
            .collect(),
        entries: digest.entries.iter().zip(keys).map(|(entry, key)| row(digest, entry, key)).collect(),
        late: digest.late.iter().map(late).collect(),
        threads: digest.discussions.iter().map(thread).collect(),
        merged: digest.merged.iter().map(merge).collect(),
        left_out: &digest.left_out,
    };
    let mut text = serde_json::to_string(&document).expect("strings and numbers always serialise");
    text.push('\n');
    text
}

fn late(late: &Late) -> LateRow<'_> {
    LateRow {
        message_id: late.message_id.as_deref(),
        subject: &late.subject,
        sent: moment(late.sent),
        arrived: moment(late.arrived),
    }
}

fn moment(time: i64) -> String {
    Timestamp::from_second(time).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

fn row<'a>(digest: &'a Digest, entry: &'a Entry, key: &'a str) -> EntryRow<'a> {
    let replaced_by = entry.superseded_by.map(|at| &digest.entries[at]);
    EntryRow {
        status: entry.status,
        subject: &entry.subject,
        title: &entry.title,
        version: entry.version,
        index: entry.index,
        total: entry.total,
        tags: &entry.tags,
        author: &entry.author,
        sender: &entry.sender,
        date: entry.date.map(|date| date.to_string()),
        message_id: entry.message_id.as_deref(),
        commit: entry.commit.as_deref(),
        series: key,
        body: &entry.body,
        diffstat: entry.diffstat,
        superseded_by: replaced_by.and_then(|entry| entry.message_id.as_deref().or(entry.commit.as_deref())),
    }
}

fn thread(thread: &Thread) -> ThreadRow<'_> {
    let moment = |second: i64| Timestamp::from_second(second).ok().map(|moment| moment.to_string());
    ThreadRow {
        title: &thread.title,
        author: &thread.author,
        begun: thread.begun,
        first: moment(thread.first),
        last: moment(thread.last),
        mails: thread.mails,
        people: thread.people,
        message_id: thread.message_id.as_deref(),
    }
}

fn merge(merge: &Merge) -> MergeRow<'_> {
    MergeRow {
        tree: &merge.tree,
        commit: &merge.commit,
        title: &merge.title,
        author: &merge.author,
        message_id: merge.message_id.as_deref(),
    }
}
