//! The bytes of a mail: without what an importer left above it, in parts, and as texts.

use super::mime::{self, Part};
use super::{Address, address, content, header, wrapped};

/// The whole decoded text of a mail; nothing for bytes that are not mail.
pub fn text(raw: &[u8]) -> Option<String> {
    Some(content::text(&parts(raw)?).text.into_owned())
}

/// All that a mail says to those who look closely: its bytes as they are, then its header and every part, each decoded. Of
/// bytes that are not mail there is nothing to decode.
pub fn everything(raw: &[u8]) -> String {
    let mut all = String::from_utf8_lossy(raw).into_owned();
    all.push('\n');
    for part in parts(raw).unwrap_or_default() {
        for header in &part.headers {
            all.push_str(&header::unfolded(header));
            all.push('\n');
        }
        all.push_str(&content::decoded(&part));
        all.push('\n');
    }
    all
}

/// The headers that name who wrote or sent a mail (RFC 5322, 3.6.2 and 3.6.6).
const SENDERS: [&str; 4] = ["From", "Sender", "Resent-From", "Resent-Sender"];

/// Every address in the headers that name who wrote or sent a mail, also of those that a mail should have once; without
/// names.
pub fn senders(raw: &[u8]) -> Vec<Address> {
    let parts = parts(raw).unwrap_or_default();
    let headers = parts.first().map_or(&[][..], |mail| &mail.headers);
    let values = SENDERS.iter().flat_map(|name| header::values(headers, name));
    values.flat_map(|value| address::all(&value)).collect()
}

/// The parts of a mail, of the one inside where a list has wrapped it.
pub(super) fn parts(raw: &[u8]) -> Option<Vec<Part<'_>>> {
    let mut parts = mime::parts(without_envelope(raw))?;
    for _ in 0..wrapped::MOST_LINES {
        let Some(inner) = wrapped::inner(&parts).and_then(mime::parts) else { break };
        parts = inner;
    }
    Some(parts)
}

/// Old importers left the mbox line `From … date` in front of the header.
pub fn without_envelope(raw: &[u8]) -> &[u8] {
    if raw.starts_with(b"From ") || raw.starts_with(b">From ") {
        memchr::memchr(b'\n', raw).map_or(&[], |at| &raw[at + 1..])
    } else {
        raw
    }
}
