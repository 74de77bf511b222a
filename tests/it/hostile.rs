//! Mails that are meant to stop or hang a build. None may: a run that takes too long is stopped, and fails.

mod attacks;
mod bodies;
mod headers;
mod threads;

use crate::support::{Archive, Mail, Site, inbox, run, text};

/// Makes the digest and the site of an archive. `titles` are in the JSON and on the page of the digest.
fn check(archive: &Archive, titles: &[&str]) {
    let path = archive.path().display().to_string();
    let window = format!("..{}", archive.ids().last().expect("a mail"));
    let digest = run(&archive.path(), &["digest", &path, &window, "--format", "json"]).succeeded();
    titles.iter().for_each(|title| assert!(digest.stdout.contains(title), "{title} is not in the digest"));
    check_site(&Site::of(archive, "\"day\""), titles);
}

fn check_site(site: &Site, titles: &[&str]) {
    site.run(&["build"]).succeeded();
    let tree = crate::support::tree(&site.path("public"));
    let page = text(&tree, "digests/2026-02-02/index.html");
    titles.iter().for_each(|title| assert!(page.contains(title), "{title} is not on the page"));
}

/// Hostile mails between two others, which must be there.
fn check_mails<M: Into<Vec<u8>>>(mails: impl IntoIterator<Item = M>) {
    let patch = |id: &str| Mail::patch(id, &format!("[PATCH] kits: {id} is there"));
    let archive = Archive::new().mail(patch("first")).mails(mails).mail(patch("last"));
    check(&archive, &["kits: first is there", "kits: last is there"]);
}

/// Mails with these bodies.
fn check_bodies(bodies: impl IntoIterator<Item = String>) {
    let mail = |(at, body): (usize, String)| Mail::new(&at.to_string(), "[PATCH] kits: long").body(&body);
    check_mails(bodies.into_iter().enumerate().map(mail));
}

/// Patches with these subjects.
fn check_subjects(subjects: impl IntoIterator<Item = String>) {
    let mail = |(at, subject): (usize, String)| Mail::patch(&at.to_string(), &subject);
    check_mails(subjects.into_iter().enumerate().map(mail));
}

/// A site of very many mails: by way of an import, which packs them.
fn check_many(mails: impl Iterator<Item = Mail>, titles: &[&str]) {
    let mut mbox = Vec::new();
    for mail in mails {
        mbox.extend_from_slice(b"From jane@example.org Mon Feb  2 10:00:00 2026\n");
        mbox.extend(mail.bytes());
        mbox.push(b'\n');
    }
    check_site(&Site::new(&inbox("toys", "toys.mbox".as_ref(), "\"day\"")).file("toys.mbox", mbox), titles);
}

/// A line again and again, up to so many bytes.
fn lines(line: &str, bytes: usize) -> String {
    line.repeat(bytes / line.len())
}
