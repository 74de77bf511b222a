//! The mails of each revision as they came, for programs that apply patches: `all/MESSAGE-ID/t.mbox.gz`, where b4 looks for
//! them on any host that it is pointed at.
//!
//! A mail is there as a whole or not at all, byte for byte: a patch to a file with CRLF lines applies only with them. So there are no such files where the site shows addresses in another form, and
//! none of a revision with a mail that `[[hide]]` changes.

use std::collections::BTreeMap;
use std::io::Write;

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::archive::{Inbox, Slot};
use crate::catalog::{Catalog, List, ListAt, PatchAt};
use crate::digest::Withheld;
use crate::error::{Error, Result};
use crate::mail;
use crate::output::Output;
use crate::position::Table;
use crate::site::route;
use crate::sources::Closed;

/// What public-inbox writes above each mail (`PublicInbox::Mbox`), and b4 splits at.
const FROM_LINE: &str = "From mboxrd@z Thu Jan  1 00:00:00 1970\n";

/// Writes the mails of every revision.
pub fn write(
    catalog: &Catalog,
    lists: &Table<List, Closed>,
    withheld: &Withheld,
    base_url: &str,
    output: &Output,
) -> Result<()> {
    let open = |list: &Closed| list.path.as_deref().map(Inbox::open).transpose();
    let inboxes: Table<List, Option<Inbox>> = lists.iter().map(open).collect::<Result<Vec<_>>>()?.into();
    let mut revisions: BTreeMap<String, &[PatchAt]> = BTreeMap::new();
    for revision in catalog.series.iter().flat_map(|series| series.revisions.iter()) {
        let id = catalog.entry(revision.mails[0]).message_id.as_deref();
        if let Some(path) = id.and_then(route::mbox) {
            revisions.entry(path).or_insert(&revision.mails);
        }
    }
    let write = |(path, mails): (&String, &&[PatchAt])| {
        let mut mbox = Vec::new();
        for &mail in *mails {
            let list = catalog.list_of(mail);
            let (Some(inbox), Some(slot)) = (&inboxes[list], slot(catalog, &inboxes[list], mail)) else {
                return Ok(());
            };
            let at = archived_at(catalog, lists, list, base_url, mail);
            // What cannot be read is in the report already.
            let whole = inbox.read(slot, |raw| {
                let hidden = withheld.changes(raw);
                (!hidden).then(|| append(&mut mbox, raw, &at))
            });
            if !matches!(whole, Ok(Some(()))) {
                return Ok(());
            }
        }
        let compressed = compressed(&mbox).map_err(|cause| Error::io(path.as_ref(), "compress", &cause))?;
        output.write(path, &compressed)
    };
    let written: Vec<Result<()>> = revisions.par_iter().map(write).collect();
    written.into_iter().collect()
}

/// Where a mail is in its archive, as far as that is the same as when it was read.
fn slot<'a>(catalog: &Catalog, inbox: &'a Option<Inbox>, mail: PatchAt) -> Option<&'a Slot> {
    let entry = catalog.entry(mail);
    let slot = inbox.as_ref()?.slots().get(entry.place)?;
    (entry.commit.as_deref() == Some(slot.commit.to_string().as_str())).then_some(slot)
}

/// Where it is in the list's public archive or, if the list has none, here.
fn archived_at(
    catalog: &Catalog,
    lists: &Table<List, Closed>,
    list: ListAt,
    base_url: &str,
    mail: PatchAt,
) -> String {
    let id = catalog.entry(mail).message_id.as_deref().unwrap_or_default();
    match &lists[list].own.url {
        Some(url) => route::mail(url, id),
        None => route::mail(&format!("{base_url}{}", route::MBOXES), id),
    }
}

/// Adds a mail in the form mboxrd: a `>` is put before each line that begins with `From `, with `>`s before it or not. Its
/// header says where the mail is (RFC 5064). All else stays, carriage returns too.
fn append(mbox: &mut Vec<u8>, raw: &[u8], archived_at: &str) {
    let raw = mail::without_envelope(raw);
    mbox.extend_from_slice(FROM_LINE.as_bytes());
    let mut is_header = true;
    for line in raw.split_inclusive(|&byte| byte == b'\n') {
        if is_header && matches!(line, b"\n" | b"\r\n") {
            mbox.extend_from_slice(format!("Archived-At: <{archived_at}>").as_bytes());
            mbox.extend_from_slice(line);
            is_header = false;
        }
        let name = &line[line.iter().take_while(|&&byte| byte == b'>').count()..];
        if name.starts_with(b"From ") {
            mbox.push(b'>');
        }
        mbox.extend_from_slice(line);
    }
    if !raw.ends_with(b"\n") {
        mbox.push(b'\n');
    }
    mbox.push(b'\n');
}

/// The same bytes each time: without a name and a time.
fn compressed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().mtime(0).write(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}
