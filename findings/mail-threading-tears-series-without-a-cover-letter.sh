#!/usr/bin/env bash
# mail-threading 0.1.3 (crates.io) and threadweave 0.1.0 (PyPI), two libraries of 2026 for one algorithm (JWZ), as they are without options.
#
# Expected: the same threads: mails that answer one mail belong together, also if that mail is not there; the title counts for answers without
# References only, as mail-threading's own page says.
# Seen: of a series whose cover letter is missing, threadweave makes one thread below an empty place, and mail-threading one of each patch with its
# answers. mail-threading also joins lone patches to an older thread of the same title, of other people and years, as they have no References
# either; brackets do not count, so that `[PATCH v2] doc: fix typo` is one of them.
#
# Here: a series that seems to be several threads in such a program may be one, and the other way round. Tie patches that name one missing mail
# together, and do not tie patches by title alone.
source "$(dirname "$0")/common"
pypi threadweave==0.1.0
cat > mails <<'MAILS'
p1|0|[PATCH v2 1/2] wind: calm|cover
p2|0|[PATCH v2 2/2] wind: oil|cover
re2|1|Re: [PATCH v2 2/2] wind: oil|cover p2
typo|2|[PATCH] doc: fix typo|
retypo|3|Re: [PATCH] doc: fix typo|typo
other|400|[PATCH] doc: fix typo|
v2|401|[PATCH v2] doc: fix typo|
net|402|[PATCH] net: fix typo|
MAILS
cat > weave.py <<'PYTHON'
from threadweave import Message, thread_messages


def names(container):
    own = [container.message.message_id.partition("@")[0]] if container.message else []
    return own + [name for child in container.children for name in names(child)]


mails = []
for line in open("mails"):
    ident, _, subject, parents = line.rstrip("\n").split("|")
    references = [f"<{parent}@oak.example>" for parent in parents.split()]
    mails.append(Message(message_id=f"<{ident}@oak.example>".strip("<>"), subject=subject, references=references))
for thread in thread_messages(mails):
    print(*names(thread))
PYTHON
cat > Cargo.toml <<'TOML'
[package]
name = "threads"
version = "0.1.0"
edition = "2021"
[[bin]]
name = "threads"
path = "threads.rs"
[dependencies]
mail-threading = "=0.1.3"
chrono = { version = "0.4", default-features = false }
TOML
cat > threads.rs <<'RUST'
use chrono::DateTime;
use mail_threading::{thread_messages, Message};

fn main() {
    let mut mails = Vec::new();
    for line in std::fs::read_to_string("mails").unwrap().lines() {
        let [id, day, subject, parents] = line.split('|').collect::<Vec<_>>()[..] else { panic!() };
        let references: Vec<String> = parents.split_whitespace().map(|parent| format!("<{parent}@oak.example>")).collect();
        mails.push(Message {
            id: id.to_owned(),
            message_id: Some(format!("<{id}@oak.example>")),
            in_reply_to: references.last().cloned(),
            references,
            date: DateTime::from_timestamp(1_767_607_200 + 86_400 * day.parse::<i64>().unwrap(), 0).unwrap(),
            subject: subject.to_owned(),
        });
    }
    for thread in thread_messages(&mails) {
        println!("{}", thread.messages.join(" "));
    }
}
RUST
HOME=$usual_home cargo build --quiet

same "threadweave" "p1 p2 re2
typo retypo
other
v2
net" "$(python weave.py)"
same "mail-threading" "p1
p2 re2
typo retypo other v2
net" "$(target/debug/threads)"
