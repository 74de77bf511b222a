//! Small threads and what their replies say, where: every mbox in `tests/data/review/` has the comments next to it.
//!
//! `NAME.txt` has a line for each comment, all of them in their order: `MAIL | PLACE | ANSWERS | TEXT`, where `MAIL` is the
//! Message-ID before the `@`, `PLACE` is `whole p1`, `message p1: LINE` or `diff p1 FILE OLD NEW: LINE`, `ANSWERS` is
//! `MAIL:NUMBER` of a comment, counted from 1 in its mail, or `-`, and `TEXT` is all that it says: line breaks are `\n`,
//! code and trailers are behind `[code]` and `[trailer]`. A line that begins with `#` says what the case is about.
//! `CASE=wrapped cargo test review` runs those whose name has that word.

use std::fs;
use std::path::{Path, PathBuf};

use lorepress::archive::Inbox;
use lorepress::mail::{Kind, Machine, Message};
use lorepress::position::Table;
use lorepress::review::{Block, Comment, CommentAt, Mail, MailAt, Place, Text, comments};
use proptest::prelude::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/review")
}

/// The mails of an mbox in their order.
fn mails(mbox: &Path) -> Table<Mail> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let archive = folder.path().join("case");
    lorepress::import::import(mbox, &archive, &|_| {}).expect("mails");
    let inbox = Inbox::open(&archive).expect("an archive");
    let read = |slot| inbox.read(slot, Message::parse).expect("bytes").expect("a mail");
    inbox.slots().iter().map(read).map(mail).collect::<Vec<_>>().into()
}

fn mail(message: Message) -> Mail {
    let text = match (message.patch, message.kind) {
        (Some(patch), Kind::Cover) => Text::Cover(patch.body),
        (Some(patch), _) => Text::Patch { body: patch.body, diff: patch.diff },
        (None, _) => Text::Reply(message.text),
    };
    Mail {
        id: message.ids.into_iter().next().unwrap_or_default(),
        parents: message.parents,
        author: message.author,
        title: message.subject.title,
        version: message.subject.version,
        is_machine: !message.machine.is_none_or(Machine::is_person),
        text,
    }
}

/// The comments of a thread, a line each.
struct Told<'a> {
    mails: &'a Table<Mail>,
    comments: &'a Table<Comment>,
}

impl Told<'_> {
    fn name(&self, mail: MailAt) -> &str {
        self.mails[mail].id.split('@').next().unwrap_or_default()
    }

    fn line(&self, comment: &Comment) -> String {
        let place = if comment.placed { self.place(&comment.place) } else { "not placed".to_owned() };
        let answers = comment.answers.map_or("-".to_owned(), |at| self.numbered(at));
        format!("{} | {place} | {answers} | {}", self.name(comment.mail), said(comment))
    }

    fn numbered(&self, at: CommentAt) -> String {
        let mail = self.comments[at].mail;
        let before = self.comments.iter_at().filter(|(other, own)| own.mail == mail && *other <= at).count();
        format!("{}:{before}", self.name(mail))
    }

    fn place(&self, place: &Place) -> String {
        let name = self.name(place.mail());
        let text = &self.mails[place.mail()].text;
        match (place, text) {
            (Place::Whole(_), _) => format!("whole {name}"),
            (Place::Message { line, .. }, Text::Cover(body) | Text::Patch { body, .. }) => {
                format!("message {name}: {}", body.lines().nth(*line).expect("a line"))
            }
            (Place::Diff { line, .. }, Text::Patch { diff: text, .. } | Text::Reply(text)) => {
                let number =
                    |number: Option<usize>| number.map_or("-".to_owned(), |number| number.to_string());
                let (old, new) = (number(line.old), number(line.new));
                format!(
                    "diff {name} {} {old} {new}: {}",
                    line.path,
                    text.lines().nth(line.line).expect("a line")
                )
            }
            (place, _) => panic!("{place:?} is in no such mail"),
        }
    }
}

/// All that a comment says, on one line.
fn said(comment: &Comment) -> String {
    let block = |block: &Block| match block {
        Block::Prose(text) => text.clone(),
        Block::Code(text) => format!("[code]{text}"),
    };
    let trailer = |text: &String| format!("[trailer]{text}");
    let parts: Vec<String> =
        comment.text.iter().map(block).chain(comment.trailers.iter().map(trailer)).collect();
    parts.join("\n").replace('\n', "\\n").replace('\t', "\\t")
}

fn told(mbox: &Path) -> Vec<String> {
    let mails = mails(mbox);
    let comments = comments(&mails);
    let told = Told { mails: &mails, comments: &comments };
    comments.iter().map(|comment| told.line(comment).replace('\t', "\\t")).collect()
}

#[test]
fn every_reply_is_read_right() {
    let only = std::env::var("CASE").unwrap_or_default();
    let files = walkdir::WalkDir::new(folder()).sort_by_file_name().into_iter();
    let files = files.map(|file| file.expect("a folder that can be listed").into_path());
    let cases: Vec<PathBuf> = files
        .filter(|file| file.extension().is_some_and(|ending| ending == "mbox"))
        .filter(|file| file.display().to_string().contains(&only))
        .collect();
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for case in &cases {
        let right = fs::read_to_string(case.with_extension("txt")).unwrap_or_default();
        let right: Vec<&str> = right.lines().filter(|line| !line.starts_with('#')).collect();
        let got = told(case);
        if got != right {
            let name = case.file_stem().unwrap_or_default().display();
            wrong.push(format!("{name}:\n  got:\n{}\n  right:\n{}", got.join("\n"), right.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n\n"));
}

/// A reply in pieces: own lines, or some lines of the patch, quoted.
#[derive(Debug, Clone)]
enum Piece {
    Own(Vec<String>),
    Quote { from: usize, lines: usize, mark: &'static str },
}

fn piece() -> impl Strategy<Value = Piece> {
    let sentence = "[a-z]{3,9}( [a-z]{2,8}){5,9}[.?]";
    prop_oneof![
        prop::collection::vec(prop_oneof![sentence, Just(String::new())], 1..4).prop_map(Piece::Own),
        (0_usize..28, 1_usize..9, prop::sample::select(vec!["> ", ">", "> > ", ">> "]))
            .prop_map(|(from, lines, mark)| Piece::Quote { from, lines, mark }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn own_text_comes_out_once_and_in_order(pieces in prop::collection::vec(piece(), 1..9)) {
        let mut mails = mails(&folder().join("wrapped.mbox"));
        let Text::Patch { body, diff } = &mails[MailAt::FIRST].text else { panic!("a patch") };
        let patch: Vec<&str> = body.lines().chain(diff.lines()).collect();
        let (mut text, mut own) = (String::new(), Vec::new());
        for piece in pieces {
            match piece {
                Piece::Own(lines) => {
                    lines.iter().for_each(|line| text.push_str(&format!("{line}\n")));
                    own.extend(lines.into_iter().filter(|line| !line.is_empty()));
                }
                Piece::Quote { from, lines, mark } => {
                    patch.iter().skip(from).take(lines).for_each(|line| text.push_str(&format!("{mark}{line}\n")));
                }
            }
        }
        let reply = MailAt::new(1);
        mails[reply].text = Text::Reply(text);
        let of_reply = |comment: &&Comment| comment.mail == reply;
        let comments = comments(&mails);
        let said: Vec<String> = comments.iter().filter(of_reply).map(said).collect();
        let said = said.join("\\n").replace("\\n", "\n");
        let said: Vec<&str> = said.lines().filter(|line| !line.is_empty()).collect();
        prop_assert_eq!(said, own);
    }
}
