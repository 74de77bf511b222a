//! What the digest of a part of a real archive says by itself is not contradicted by the whole archive.

use std::collections::HashMap;

use lorepress::archive::{Inbox, Range};
use lorepress::mail::Version;
use lorepress::options::SiteRules;
use lorepress::{DigestRequest, Form, with_catalog};
use serde_json::Value;

/// Commits of each part.
const PART: usize = 3_000;

/// The series and the place there of the revision of each mail, as its author counts, as the whole archive tells.
type Places = HashMap<String, (usize, (u32, Version), usize)>;

#[test]
fn what_a_part_says_was_replaced_is_replaced_in_the_whole() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let archive = crate::unpack("kvmarm", folder.path());
    let places = with_catalog(&archive, None, &crate::series_request(), |catalog| {
        let mut places = Places::new();
        for (number, series) in catalog.series.iter().enumerate() {
            for (at, revision) in series.revisions.iter_at() {
                for &mail in &revision.mails {
                    if let Some(id) = &catalog.entry(mail).message_id {
                        places.insert(id.to_string(), (number, revision.counted(), at.number()));
                    }
                }
            }
        }
        places
    });
    let places = places.expect("a catalog");
    let inbox = Inbox::open(&archive).expect("an archive");
    let commits: Vec<String> = inbox.slots().iter().map(|slot| slot.commit.to_string()).collect();
    let request = DigestRequest { list: None, url: None, rules: SiteRules::default(), form: Form::Json };
    let (mut replaced, mut wrong) = (0, Vec::new());
    let mut from = "";
    for part in commits.chunks(PART) {
        let to = part.last().expect("a commit");
        let range = Range::between(from, to).expect("a range");
        let digest = lorepress::digest(&archive, &range.into(), &request).expect("a digest");
        let digest: Value = serde_json::from_str(&digest).expect("JSON");
        for entry in digest["entries"].as_array().expect("entries") {
            let (Some(id), Some(by)) = (entry["message_id"].as_str(), entry["superseded_by"].as_str()) else {
                continue;
            };
            replaced += 1;
            let (old, new) = (places[id], places[by]);
            if old.0 != new.0 || (new.1, new.2) < (old.1, old.2) {
                wrong.push(format!("{id} by {by}: {}", entry["subject"]));
            }
        }
        from = to;
    }
    assert!(replaced > 4_000, "{replaced} mails are replaced");
    assert!(wrong.is_empty(), "{} of {replaced}:\n{}", wrong.len(), wrong.join("\n"));
}
