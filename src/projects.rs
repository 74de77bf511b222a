//! What the repositories of the lists' projects know of patches.

use crate::Mails;
use crate::archive::{Head, Merged, Wanted};
use crate::catalog::{Joined, Landed, Patch, PatchAt};
use crate::digest::Entry;
use crate::error::Result;
use crate::mail;
use crate::options::Options;
use crate::position::{At, Table};

/// Looks up each patch of a newest version: where the project has it, and what its further repositories have.
pub fn find(
    mails: &Mails,
    options: &Options,
    joined: &Joined,
) -> Result<(Table<Patch, Option<Merged>>, Landed)> {
    let mut merged = joined.unmerged();
    let mut landed = Landed::new();
    for (list, inbox) in At::first(options.inboxes.len()).zip(&options.inboxes) {
        let Some((own, further)) = inbox.repositories.split_first() else { continue };
        if !options.reads(&inbox.name) {
            continue;
        }
        let patches = joined.newest_patches(&mails.filed, list);
        let wanted: Vec<Wanted> = patches.iter().map(|(_, entry)| wanted(entry)).collect();
        let diff = |at: usize| mails.spool.diff(patches[at].1.text);
        let first = inbox.project(own)?;
        let found = first.find(&wanted, diff)?;
        patches.iter().zip(found).for_each(|(&(patch, _), found)| merged[patch] = found);
        let commit = |&(patch, _): &(PatchAt, &Entry)| merged[patch].as_ref().map(|own| own.commit.as_str());
        let originals: Vec<Option<&str>> = patches.iter().map(commit).collect();
        // What HEAD of the first leads to is everywhere that the project is in: it neither waits nor was it backported.
        let head = if further.is_empty() { Head::default() } else { first.head(&wanted)? };
        for repository in further {
            let project = inbox.project(repository)?;
            let found = project.find_with_copies(&wanted, &originals, &mail::original, diff)?;
            for (&(patch, _), mut found) in patches.iter().zip(found) {
                found.commit = found.commit.filter(|commit| !head.has(&commit.commit));
                found.copies.retain(|copy| !head.has(&copy.commit));
                landed.entry(patch).or_default().push(found);
            }
        }
    }
    Ok((merged, landed))
}

fn wanted(entry: &Entry) -> Wanted<'_> {
    Wanted { title: &entry.title, author_email: &entry.author.email, date: entry.sent }
}
