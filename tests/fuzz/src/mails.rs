//! Parts that read mails.

use lorepress::diff::paths;
use lorepress::inspect::{html_of, mails_of_mbox};
use lorepress::mail::{Identity, Kind, Message, Patch, changelog, commit_message, opening};

use crate::page::text_of;
use crate::properties::{all_distinct, bounded, same_words};

/// The input is the body of a patch.
pub fn body(data: &[u8]) {
    let mut mail = b"From: Jane Doe <jane@toys.example>\nSubject: [PATCH v2 1/2] kits: x\n\n".to_vec();
    mail.extend_from_slice(data);
    mime(&mail);
}

/// The input is a mail.
pub fn mime(data: &[u8]) {
    let Ok(message) = Message::parse(data) else { return };
    assert_eq!(Message::parse(data).as_ref(), Ok(&message), "the same mail reads the same");
    assert_eq!(Identity::of(data), Identity::of(data));
    assert_eq!(message.patch.is_some(), matches!(message.kind, Kind::Patch | Kind::Cover));
    all_distinct(&message.parents);
    for id in message.ids.iter().chain(&message.parents) {
        assert!(!id.is_empty() && !id.contains(['<', '>', ' ']), "{id}");
    }
    assert!(message.same.iter().all(|same| same.one.email != same.other.email), "{:?}", message.same);
    bounded(data.len(), format!("{:?}", message.said).len(), 64);
    if let Some(patch) = &message.patch {
        check_patch(data, patch);
    }
}

fn check_patch(data: &[u8], patch: &Patch) {
    // A mail in an Asian charset gets longer, and what is no text in any: one byte, three.
    bounded(data.len(), patch.body.len() + patch.diff.len(), 8);
    assert!(patch.body.contains(commit_message(&patch.body)));
    bounded(patch.body.len(), opening(&patch.body).len(), 1);
    bounded(patch.body.len(), changelog(&patch.body, Some(2)).concat().len(), 1);
    let html = html_of(&patch.body);
    // A link has its address twice, with what must be written as a number.
    bounded(patch.body.len(), html.len(), 40);
    same_words(&patch.body, &text_of(&html));
    bounded(data.len(), paths(&patch.diff).iter().map(String::len).sum(), 8);
}

/// The input is an mbox. Its mails, written as mboxrd, are read as they were.
pub fn mbox(data: &[u8]) {
    let mails = mails_of_mbox(data);
    bounded(data.len(), mails.iter().map(Vec::len).sum(), 1);
    let plain: Vec<&Vec<u8>> = mails.iter().filter(|mail| is_plain(mail)).collect();
    let mut written = Vec::new();
    for mail in &plain {
        written.extend_from_slice(b"From mboxrd@z Thu Jan  1 00:00:00 1970\n");
        for line in mail.split_inclusive(|&byte| byte == b'\n') {
            let depth = line.iter().take_while(|&&byte| byte == b'>').count();
            if line[depth..].starts_with(b"From ") {
                written.push(b'>');
            }
            written.extend_from_slice(line);
        }
        written.push(b'\n');
    }
    let again = mails_of_mbox(&written);
    assert_eq!(again.iter().collect::<Vec<_>>(), plain, "mails that are written are read");
}

/// Whether a mail has a header, a body and ends in a line end, so that mboxrd has a form for it.
fn is_plain(mail: &[u8]) -> bool {
    let header = mail.windows(2).position(|pair| pair == b"\n\n").map(|end| &mail[..end]);
    let quoted = |line: &[u8]| line.trim_ascii_start().starts_with(b"From ") || line.starts_with(b">");
    header.is_some_and(|header| !header.split(|&byte| byte == b'\n').any(quoted) && !header.contains(&b'\r'))
        && mail.ends_with(b"\n")
        && !mail.starts_with(b"\n")
}
