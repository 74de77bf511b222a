//! The tags of real patches are those that b4 finds in the same threads.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use lorepress::archive::Inbox;
use lorepress::catalog::{Catalog, PatchAt, ReplyAt};
use lorepress::mail::{Address, Message};
use sha1::{Digest as _, Sha1};

/// What the trailers are compared with, from PyPI.
const B4: &str = "b4==0.16.0";

/// Ways in which patches differ, and how many of each are looked at.
const KINDS: [(Kind, usize); 9] = [
    (Kind::Base64, 10),
    (Kind::EncodedReply, 10),
    (Kind::Wrapped, 10),
    (Kind::Mismatch, 10),
    (Kind::Indirect, 10),
    (Kind::ByCover, 15),
    (Kind::Answered, 15),
    (Kind::LaterVersion, 10),
    (Kind::Lone, 10),
];

/// Trailers that b4 gives and we do not: the patch, the key and who is named. Of an answer b4 takes only what its
/// sender gives in their own name, but where somebody answers that with a trailer, it takes the first answer's whole.
const GIVEN_BY_OTHERS: [(&str, &str, &str); 1] =
    [("20200822024444.28132-1-gshan@redhat.com", "reported-by", "gshan@redhat.com")];

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The body is encoded.
    Base64,
    QuotedPrintable,
    /// Tags in answers that are encoded.
    EncodedReply,
    /// A trailer goes on in the next line.
    Wrapped,
    /// Somebody gave a trailer of somebody else.
    Mismatch,
    /// Tags in answers to answers.
    Indirect,
    /// Tags in answers to the cover letter.
    ByCover,
    /// Tags in answers to the patch.
    Answered,
    LaterVersion,
    Lone,
}

impl Kind {
    fn is_encoded(self) -> bool {
        matches!(self, Self::Base64 | Self::QuotedPrintable)
    }
}

/// The trailers of a patch: of each key, in lower case, the people's addresses with their names, or the values.
type Trailers = BTreeMap<(String, String), String>;

/// The command `python`, with b4, in a folder that stays between runs.
fn python() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("target/b4").join(B4);
    let python = folder.join("bin/python");
    let installed = folder.join("installed");
    if !installed.exists() {
        crate::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder));
        crate::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", B4]));
        std::fs::write(installed, "").expect("a written file");
    }
    python
}

/// What b4 says of these patches.
fn b4(archive: &Path, patches: &[String]) -> HashMap<String, Trailers> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real/b4_trailers.py");
    let mut command = Command::new(python());
    let command = command.arg(script).arg(archive).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().expect("the command runs");
    let input = patches.join("\n");
    child.stdin.take().expect("its input").write_all(input.as_bytes()).expect("written names");
    let output = child.wait_with_output().expect("its output");
    assert!(output.status.success(), "b4 fails");
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    lines.lines().map(trailers_of_line).collect()
}

fn trailers_of_line(line: &str) -> (String, Trailers) {
    let row: Vec<serde_json::Value> = serde_json::from_str(line).expect("a JSON list");
    let mut trailers = Trailers::new();
    for trailer in &row[1..] {
        let part = |at: usize| trailer[at].as_str().expect("a text");
        let person = match trailer[2].as_str() {
            Some(email) => Person::Named(Address { name: part(1).into(), email: email.into() }),
            None => Person::None(part(1)),
        };
        add(&mut trailers, part(0), &person);
    }
    (row[0].as_str().expect("a Message-ID").to_owned(), trailers)
}

enum Person<'a> {
    Named(Address),
    /// The value.
    None(&'a str),
}

/// Adds a trailer: of people the name counts by its letters, of other values white space and what follows ` #`
/// do not count.
fn add(trailers: &mut Trailers, key: &str, person: &Person) {
    let (value, name) = match person {
        Person::Named(Address { name, email }) => {
            let email = email.trim().to_lowercase();
            let name = if name.is_empty() { email.split('@').next().unwrap_or_default() } else { name };
            let letters = name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
            (email, letters)
        }
        Person::None(value) => {
            let value = value.split(" #").next().unwrap_or(value);
            (value.split_whitespace().collect::<Vec<_>>().join(" "), String::new())
        }
    };
    trailers.entry((key.to_lowercase(), value)).or_insert(name);
}

fn ours(catalog: &Catalog, patch: PatchAt) -> Trailers {
    let mut trailers = Trailers::new();
    for tag in catalog.tags(patch) {
        let person = tag.person.map_or(Person::None(&tag.trailer.value), Person::Named);
        add(&mut trailers, &tag.trailer.key, &person);
    }
    trailers
}

/// The kinds that only the mail itself shows.
fn kinds_of_mails(archive: &Path) -> HashMap<String, Kind> {
    let inbox = Inbox::open(archive).expect("an archive");
    let mut kinds = HashMap::new();
    for slot in inbox.slots() {
        let read = inbox.read(slot, |raw| {
            let text = String::from_utf8_lossy(raw).to_lowercase();
            let head = text.split("\n\n").next().unwrap_or_default();
            let is_wrapped = || {
                let mut lines = text.lines().zip(text.lines().skip(1));
                lines.any(|(line, next)| {
                    line.contains("-by: ") && next.starts_with('<')
                        || line.starts_with("fixes: ") && line.contains("(\"") && next.ends_with("\")")
                })
            };
            let kind = match () {
                () if head.contains("transfer-encoding: base64") => Kind::Base64,
                () if head.contains("transfer-encoding: quoted-printable") => Kind::QuotedPrintable,
                () if is_wrapped() => Kind::Wrapped,
                () => return None,
            };
            Some((Message::parse(raw).ok()?.ids.first()?.to_string(), kind))
        });
        kinds.extend(read.ok().flatten());
    }
    kinds
}

fn kinds(catalog: &Catalog, patch: PatchAt, mails: &HashMap<String, Kind>) -> BTreeSet<Kind> {
    let entry = catalog.entry(patch);
    let mut kinds: BTreeSet<Kind> =
        entry.message_id.as_ref().and_then(|id| mails.get(id.as_str())).into_iter().copied().collect();
    let given: BTreeSet<ReplyAt> = catalog.tags(patch).iter().filter_map(|tag| tag.reply).collect();
    for &reply in &catalog.replies_to[patch] {
        let said = catalog.reply(reply);
        let direct = said.parents.first() == entry.message_id.as_ref();
        let mismatch = !said.said.trailers.is_empty() && !given.contains(&reply);
        kinds.extend(mismatch.then_some(Kind::Mismatch));
        let encoded = said
            .message_id
            .as_ref()
            .and_then(|id| mails.get(id.as_str()))
            .is_some_and(|kind| kind.is_encoded());
        kinds.extend((encoded && given.contains(&reply)).then_some(Kind::EncodedReply));
        kinds.extend(given.contains(&reply).then_some(if direct { Kind::Answered } else { Kind::Indirect }));
    }
    let by_cover = given.iter().any(|&reply| catalog.replies[reply].patch != Some(patch));
    kinds.extend(by_cover.then_some(Kind::ByCover));
    let revision = catalog.revision_of(patch);
    kinds.extend((revision.version > lorepress::mail::Version::FIRST).then_some(Kind::LaterVersion));
    kinds.extend((entry.index.is_none()).then_some(Kind::Lone));
    kinds
}

/// Patches of every kind, each picked by the hash of its Message-ID.
fn sample(catalog: &Catalog, mails: &HashMap<String, Kind>) -> Vec<PatchAt> {
    let is_patch =
        |&patch: &PatchAt| !catalog.entry(patch).is_cover() && catalog.entry(patch).message_id.is_some();
    let mut patches: Vec<(Vec<u8>, PatchAt)> = catalog
        .patches
        .positions()
        .filter(is_patch)
        .map(|patch| {
            (Sha1::digest(catalog.entry(patch).message_id.as_deref().expect("an id")).to_vec(), patch)
        })
        .collect();
    patches.sort();
    let mut sample: Vec<PatchAt> = Vec::new();
    for (kind, count) in KINDS {
        let fits = |patch: &PatchAt| kinds(catalog, *patch, mails).contains(&kind);
        let found: Vec<PatchAt> = patches
            .iter()
            .map(|&(_, patch)| patch)
            .filter(|patch| !sample.contains(patch))
            .filter(fits)
            .take(count)
            .collect();
        assert_eq!(found.len(), count, "patches that are {kind:?}");
        sample.extend(found);
    }
    sample
}

#[test]
fn the_tags_of_a_hundred_patches_are_those_of_b4() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = crate::unpack("kvmarm", folder.path());
    let mails = kinds_of_mails(&archive);
    lorepress::with_catalog(&archive, None, &crate::series_request(), |catalog| {
        let sample = sample(catalog, &mails);
        assert_eq!(sample.len(), 100);
        let id = |patch: PatchAt| catalog.entry(patch).message_id.as_ref().expect("a Message-ID").to_string();
        let ids: Vec<String> = sample.iter().map(|&patch| id(patch)).collect();
        let mut b4 = b4(&archive, &ids);
        for (patch, key, who) in GIVEN_BY_OTHERS {
            let gone = b4.get_mut(patch).and_then(|trailers| trailers.remove(&(key.into(), who.into())));
            assert!(gone.is_some(), "b4 gives no {key} of {who} to {patch}");
        }
        let given: usize = sample.iter().map(|&patch| catalog.tags(patch).len()).sum();
        println!("{given} trailers of {} patches compared with b4", sample.len());
        let differing: Vec<String> = sample
            .iter()
            .filter(|&&patch| ours(catalog, patch) != b4[&id(patch)])
            .map(|&patch| {
                format!("{}\n  ours {:?}\n  b4   {:?}", id(patch), ours(catalog, patch), b4[&id(patch)])
            })
            .collect();
        assert!(differing.is_empty(), "{}", differing.join("\n"));
    })
    .expect("an archive");
}
