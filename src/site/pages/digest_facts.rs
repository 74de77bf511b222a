//! What a digest's page shows besides the patches themselves.

use std::collections::BTreeMap;

use super::context::Context;
use super::parts::ROWS;
use super::pieces::discussed;
use super::pieces::outcome;
use super::pieces::people::contributors;
use super::pieces::threads;
use super::title::{counted, link};
use crate::catalog::{DigestAt, Filed};
use crate::digest;
use crate::error::Result;
use crate::site::chart::share;
use crate::site::view;

/// Threads named at most.
const DISCUSSED: usize = 20;
/// Rows of each table of people and domains; the text and the JSON have all.
const TABLE: usize = 50;

/// What is known about a window besides its patches.
pub fn view(context: &Context, at: DigestAt) -> Result<view::Facts> {
    let digest = &context.catalog.digests[at].digest;
    let mut superseded = superseded(context, at);
    let mut taken_up = outcome::taken_up(context, at);
    let (superseded_total, taken_up_total) = (superseded.len(), taken_up.len());
    superseded.truncate(ROWS);
    taken_up.truncate(ROWS);
    let person = |row: &digest::Contributor| (context.person(&row.author), row.patches);
    let talk = threads::view(context, at);
    Ok(view::Facts {
        superseded,
        superseded_total,
        taken_up,
        taken_up_total,
        discussed: discussed::view(context, at, DISCUSSED)?,
        late: late(context, at),
        late_total: digest.late.len(),
        replies: discussed::replies_to_patches(context.catalog, at).count(),
        only_talk: digest.patches == 0 && talk.merged_total + talk.discussions_total > 0,
        talk,
        domains: domains(context, &digest.domains),
        contributors: contributors(digest.contributors.iter().take(TABLE).map(person).collect()),
        left_out: left_out(digest),
    })
}

/// What a newer version in the window replaces, of the mails that would be shown.
fn superseded(context: &Context, at: DigestAt) -> Vec<view::SupersededRow> {
    let Filed { digest, list, .. } = &context.catalog.digests[at];
    let entries = digest.entries.iter().filter(|entry| entry.leads());
    let row = |entry: &digest::Entry| {
        let by = &digest.entries[entry.superseded_by?];
        Some(view::SupersededRow {
            subject: context.shown(&entry.subject),
            by: context.shown(&by.subject),
            href: context.mail_href(*list, entry.message_id.as_deref()),
        })
    };
    entries.filter_map(row).collect()
}

/// The first of the mails that came late.
fn late(context: &Context, at: DigestAt) -> Vec<view::LateRow> {
    let Filed { digest, list, .. } = &context.catalog.digests[at];
    let rows = digest.late.iter().take(ROWS).map(|late| view::LateRow {
        subject: context.shown(&late.subject),
        href: context.mail_href(*list, late.message_id.as_deref()),
        arrived: context.day(late.arrived),
    });
    rows.collect()
}

fn domains(context: &Context, domains: &[digest::Domain]) -> Vec<view::DomainRow> {
    let most = domains.iter().map(|row| row.patches).max().unwrap_or_default();
    let row = |row: &digest::Domain| view::DomainRow {
        domain: link(&row.domain, context.domain_href(&row.domain)),
        patches: row.patches,
        share: share(row.patches, most),
    };
    domains.iter().take(TABLE).map(row).collect()
}

fn left_out(digest: &digest::Digest) -> Vec<view::Counted> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for left_out in &digest.left_out {
        *kinds.entry(&left_out.kind).or_default() += 1;
    }
    kinds.into_iter().map(|(kind, count)| counted(kind, String::new(), count)).collect()
}
