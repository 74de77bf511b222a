//! A digest laid out as the text form, and a digest made of such a text.

use std::collections::{HashMap, HashSet};

use super::looks;
use super::text::{Block, Row, TextDigest, person};
use super::{Context, Contributor, Digest, Domain, Entry, EntryAt, Revisions, Status, TextAt};
use crate::archive::short_id;
use crate::mail::{Address, Backport, Diffstat, Subject, Version, change_id, pointers, trailer};
use crate::position::Table;
use crate::shared::Shared;

/// Rows of each table in the text form.
const ROWS: usize = 15;

impl Digest {
    /// The text form. `link` gives the address of a mail in the list's public archive.
    pub fn to_text(&self, link: impl Fn(&str) -> Option<String>) -> TextDigest {
        let row =
            |count: usize, label: String| Row { count: u32::try_from(count).unwrap_or(u32::MAX), label };
        TextDigest {
            list: self.list.clone(),
            from: short_id(&self.from),
            to: short_id(&self.to),
            domains: self.domains.iter().take(ROWS).map(|d| row(d.patches, d.domain.clone())).collect(),
            contributors: self
                .contributors
                .iter()
                .take(ROWS)
                .map(|c| row(c.patches, c.author.to_string()))
                .collect(),
            patch_list: self.patch_list(),
            blocks: self.blocks(link),
            unread: Vec::new(),
        }
    }

    /// Every patch, a line each, the newest series first; a blank line between two of them.
    fn patch_list(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for series in self.series.iter().rev() {
            for revision in series.iter().rev() {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.extend(revision.mails.iter().map(|&mail| self.entries[mail].subject.clone()));
            }
        }
        lines
    }

    fn blocks(&self, link: impl Fn(&str) -> Option<String>) -> Vec<Block> {
        let stand_ins: HashSet<EntryAt> = self.series.iter().flat_map(stand_ins).collect();
        let has_block = |(at, entry): &(EntryAt, &Entry)| entry.leads() || stand_ins.contains(at);
        let block = |(_, entry): (EntryAt, &Entry)| match (entry.status, entry.superseded_by) {
            (Status::Exists, Some(by)) => Block::Skipped {
                shown: vec![self.entries[by].subject.clone()],
                skipped: entry.subject.clone(),
            },
            _ => shown(entry, &link),
        };
        self.entries.iter_at().filter(has_block).map(block).collect()
    }

    /// What a text says, as far as it says it. `time` is its date, in seconds since 1970. The text is believed
    /// in what is new and what is not, also where its generator was wrong.
    pub fn from_text(text: &TextDigest, time: i64) -> Self {
        let entries = read_blocks(&text.blocks, time);
        let contributors: Vec<Contributor> = text
            .contributors
            .iter()
            .map(|row| Contributor { author: read_person(&row.label), patches: row.count as usize })
            .collect();
        // The tables count every patch mail, but have fifteen rows at most.
        let counted: usize = contributors.iter().map(|row| row.patches).sum();
        let patches = counted.max(text.domains.iter().map(|row| row.count as usize).sum()).max(entries.len());
        Self {
            list: text.list.clone(),
            from: text.from.clone(),
            to: text.to.clone(),
            mails: patches,
            threads: 0,
            patches,
            domains: text
                .domains
                .iter()
                .map(|row| Domain { domain: row.label.clone(), patches: row.count as usize })
                .collect(),
            contributors,
            series: Vec::new(),
            entries,
            commits: Vec::new(),
            replies: Table::new(),
            late: Vec::new(),
            discussions: Vec::new(),
            merged: Vec::new(),
            same: Vec::new(),
            left_out: Vec::new(),
        }
    }
}

fn read_person(label: &str) -> Address {
    match person(label) {
        Some((name, email)) => Address { name: name.into(), email: email.to_lowercase().into() },
        None => Address { name: label.into(), email: Shared::default() },
    }
}

fn read_blocks(blocks: &[Block], time: i64) -> Table<Entry> {
    let mut shown: HashMap<&str, EntryAt> = HashMap::new();
    let mut entries: Table<Entry> = Table::new();
    for block in blocks {
        match block {
            Block::New { subject, author, body, .. } => {
                let at = entries.push(read_entry(subject, read_person(author), body, time));
                shown.insert(subject, at);
            }
            Block::Skipped { shown: by, skipped } => {
                // A list of several subjects is the old generator's mistake, and says nothing of this mail.
                let by = if let [by] = by.as_slice() { shown.get(by.as_str()).copied() } else { None };
                let author = by.map_or_else(Address::default, |by| entries[by].author.clone());
                let mut entry = read_entry(skipped, author, "", time);
                entry.status = Status::Exists;
                entry.superseded_by = by;
                entries.push(entry);
            }
        }
    }
    entries
}

fn read_entry(subject: &str, author: Address, body: &str, time: i64) -> Entry {
    let subject = Subject::parse(subject);
    let backport = Backport::of(&subject, body);
    let reroll = subject.dotted.filter(|&dotted| looks::is_reroll(dotted, &subject.tags, body));
    Entry {
        status: Status::New,
        version: subject.version.or(reroll).unwrap_or(Version::FIRST),
        index: subject.counter.map(|(index, _)| index),
        total: subject.counter.map(|(_, total)| total),
        title: subject.title,
        subject: subject.text,
        tags: subject.tags,
        sender: author.clone(),
        author,
        date: None,
        sent: time,
        arrived: time,
        place: 0,
        message_id: None,
        commit: None,
        body: body.to_owned(),
        text: TextAt::default(),
        trailers: trailer::of_patch(body),
        diff: String::new(),
        fingerprint: None,
        diffstat: body.lines().rev().find_map(Diffstat::of_line),
        sections: Vec::new(),
        backport: backport.map(Box::new),
        superseded_by: None,
        context: Context {
            change_id: change_id(body),
            pointers: pointers(body),
            dotted: subject.dotted,
            ..Context::default()
        },
    }
}

/// Of a revision that has neither cover letter nor first patch in the window, the first that it has.
fn stand_ins(series: &Revisions<Entry>) -> impl Iterator<Item = EntryAt> {
    series.iter().filter_map(|revision| revision.mails.first().copied())
}

fn shown(entry: &Entry, link: impl Fn(&str) -> Option<String>) -> Block {
    let mut references = Vec::new();
    if let Some(id) = &entry.message_id {
        references.push(format!("Message-ID: <{id}>"));
        references.extend(link(id).map(|link| format!("Link: {link}")));
    }
    Block::New {
        title: entry.title.clone(),
        subject: entry.subject.clone(),
        author: entry.sender.to_string(),
        references,
        body: entry.body.clone(),
    }
}
