//! Whether two mails are the same one.

use sha1::{Digest as _, Sha1};

use super::mime::Part;
use super::raw::{parts, without_envelope};
use super::{content, header};

/// What makes two mails the same one: the fields and the text that public-inbox compares
/// (`PublicInbox::ContentHash`), so that transport headers and list footers in attachments do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity([u8; 20]);

impl Identity {
    /// Reads what is compared, and hashes it.
    pub fn of(raw: &[u8]) -> Self {
        let mut hash = Sha1::new();
        match parts(raw) {
            Some(parts) => hash_mail(&mut hash, &parts),
            None => hash.update(without_envelope(raw)),
        }
        Self(hash.finalize().into())
    }

    /// The hash.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

fn hash_mail(hash: &mut Sha1, parts: &[Part]) {
    for name in ["Subject", "From", "Date", "References", "In-Reply-To", "To", "Cc"] {
        for value in parts.first().map(|mail| header::values(&mail.headers, name)).unwrap_or_default() {
            hash.update(name);
            hash.update(value);
            hash.update([0]);
        }
    }
    for part in parts.iter().filter(|part| part.is_leaf && part.kind.starts_with("text/")) {
        hash_text(hash, content::decoded(part).trim_end());
        hash.update([0]);
    }
}

/// A text may have come by way of an mbox that put a `>` before `From `, or an empty line below the header.
fn hash_text(hash: &mut Sha1, text: &str) {
    let text = text.trim_start_matches(['\r', '\n']).trim_end();
    if memchr::memmem::find(text.as_bytes(), b">From ").is_none() {
        hash.update(text);
        return;
    }
    for line in text.split_inclusive('\n') {
        let inner = line.trim_start_matches('>');
        hash.update(if inner.starts_with("From ") { inner } else { line });
    }
}
