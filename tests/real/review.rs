//! What replies on real lists say, and where, compared with what a person read in them.

use std::collections::HashMap;
use std::path::Path;

use lorepress::CommentsRequest;
use lorepress::archive::Inbox;
use lorepress::mail::Message;
use serde_json::Value;

const LISTS: [&str; 5] =
    ["slices/alsa-devel", "slices/btrfs", "slices/ltp", "slices/openwrt-devel", "slices/util-linux"];
/// Lists that are read only where `LARGE` is set: they take minutes.
const LARGE: [&str; 3] = ["hyperv", "kvm-ppc", "kvmarm"];

/// One line of `tests/data/review/judged.tsv`: a comment by its mail and its number in it, and its place.
struct Judged<'a> {
    reply: &'a str,
    number: u64,
    place: [&'a str; 6],
}

impl<'a> Judged<'a> {
    fn read(line: &'a str, list: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [of, reply, number, kind, patch, file, old, new, line] = columns[..] else { panic!("{line}") };
        let number = number.parse().expect("a number");
        (of == list).then_some(Self { reply, number, place: [kind, patch, file, old, new, line] })
    }
}

/// The place of a comment, as a line of `judged.tsv` has it; nothing if it has none.
fn place(comment: &Value) -> Option<[String; 6]> {
    let text = |key: &str| match &comment[key] {
        Value::Null => "-".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let place = ["kind", "patch", "file", "old", "new", "line"].map(text);
    (comment["placed"] == true).then_some(place)
}

fn comments(archive: &Path) -> Vec<Value> {
    let request = CommentsRequest { series: crate::series_request(), unplaced: false };
    let json = lorepress::comments(archive, &request).expect("JSON");
    serde_json::from_str(&json).expect("JSON")
}

/// The lines of all mails of an archive, by Message-ID.
fn texts(archive: &Path) -> HashMap<String, String> {
    let inbox = Inbox::open(archive).expect("an archive");
    let slots = inbox.slots().iter();
    let mails = slots.filter_map(|slot| inbox.read(slot, Message::parse).ok()?.ok());
    // Whether a mail under the subject of a patch is an answer is not known of the mail alone.
    let text = |mail: &Message| mail.patch.as_ref().map_or(mail.text.clone(), |patch| patch.body.clone());
    let by_id = |mail: Message| {
        let text = text(&mail);
        mail.ids.into_iter().map(move |id| (id.to_string(), text.clone()))
    };
    mails.flat_map(by_id).collect()
}

/// Whether what is said in a mail is in its text, each line once and in order, and so are its trailers: some stand above what is
/// said.
fn is_said_once(text: &str, comments: &[&Value]) -> bool {
    let is_in_order = |said: &mut dyn Iterator<Item = String>| {
        let mut lines = text.lines();
        let mut said = said.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty());
        said.all(|said| lines.any(|line| line.trim().ends_with(said.as_str())))
    };
    let texts = comments.iter().flat_map(|comment| comment["text"].as_str().expect("a text").lines());
    let trailers = comments.iter().flat_map(|comment| comment["trailers"].as_array().expect("a list"));
    let trailers = trailers.map(|line| line.as_str().expect("a line").to_owned());
    is_in_order(&mut texts.map(str::to_owned)) && is_in_order(&mut trailers.into_iter())
}

#[test]
fn what_a_person_read_in_replies_is_said_at_the_same_places_once_and_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/review/judged.tsv");
    let judged = std::fs::read_to_string(file).expect("the judged comments");
    let (mut right, mut wrong, mut lost) = (0, Vec::new(), Vec::new());
    let (mut mails, mut odd) = (0, Vec::new());
    let large = LARGE.iter().filter(|_| std::env::var_os("LARGE").is_some());
    for bundle in LISTS.iter().chain(large) {
        let archive = crate::unpack(bundle, folder.path());
        let list = bundle.rsplit('/').next().unwrap_or(bundle);
        let comments = comments(&archive);
        let mut of_mails: HashMap<&str, Vec<&Value>> = HashMap::new();
        for comment in &comments {
            of_mails.entry(comment["message_id"].as_str().expect("an ID")).or_default().push(comment);
        }
        let lines = judged.lines().filter(|line| !line.starts_with('#'));
        for judged in lines.filter_map(|line| Judged::read(line, list)) {
            let of_mail = of_mails.get(judged.reply).into_iter().flatten();
            let comment = of_mail.copied().find(|comment| comment["number"] == judged.number);
            match comment.and_then(place) {
                Some(place) if place == judged.place => right += 1,
                Some(place) => wrong.push((judged.reply.to_owned(), place)),
                None => lost.push(judged.reply.to_owned()),
            }
        }
        let texts = texts(&archive);
        for (id, comments) in of_mails {
            let Some(text) = texts.get(id) else { continue };
            mails += 1;
            if !is_said_once(text, &comments) {
                odd.push(id.to_owned());
            }
        }
    }
    let all = right + wrong.len() + lost.len();
    println!("{right} of {all} right; wrong: {wrong:?}; lost: {lost:?}; {mails} mails");
    assert!(all >= 170 && right * 100 >= all * 98, "{right} of {all}, lost: {lost:?}, wrong: {wrong:?}");
    assert!(wrong.len() * 100 <= all, "{wrong:?}");
    // Of several mails of one Message-ID only one text is at hand.
    assert!(mails > 5_000 && odd.len() * 1_000 <= mails, "{} of {mails}: {odd:?}", odd.len());
}
