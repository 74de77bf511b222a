#!/usr/bin/env bash
# mail-parser 0.11.9 (crates.io), `thread_name`, the part of a subject that the mails of a thread share, made for mail servers such as Stalwart; on
# titles of patches.
#
# Expected: brackets and `Re:` are left out, as in IMAP (RFC 5256); what is in front of a colon behind the brackets stays.
# Seen: forty words count as "Re:" or "Fwd:" in some language, in small and large letters, also behind the brackets, and several are names of
# subsystems: `fs:`, `rv:`, `tr:`, `pd:`, `wg:`, `sv:`, `i:`, `r:`. So `[PATCH] fs: fix a typo`, `[PATCH] rv: fix a typo` and `[PATCH] fix a
# typo` have one name. A `(fwd)` at the end is dropped; `fs/ext4:`, `net:` and a second word, `net: fs:`, stay. Version and number are in the brackets, so
# that all versions of a patch have one name, and so has each patch of another author with that title.
#
# Here: a mail program on such a server may show patches of strangers as one thread. Behind the brackets, no word before a colon is an answer's.
source "$(dirname "$0")/common"
cat > Cargo.toml <<'TOML'
[package]
name = "name"
version = "0.1.0"
edition = "2021"
[[bin]]
name = "name"
path = "name.rs"
[dependencies]
mail-parser = { version = "=0.11.9", default-features = false }
TOML
cat > name.rs <<'RUST'
fn main() {
    let subject = std::env::args().nth(1).unwrap();
    let mail = format!("From: mira@oak.example\nSubject: {subject}\n\nIt was loud.\n");
    println!("{}", mail_parser::MessageParser::default().parse(mail.as_bytes()).unwrap().thread_name().unwrap());
}
RUST
HOME=$usual_home cargo build --quiet

name() { target/debug/name "$1"; }
same "an answer" "net: fix a typo" "$(name 'Re: [PATCH v2 1/2] net: fix a typo')"
for word in fs rv tr pd wg sv i r fw FS; do
    same "$word:" "fix a typo" "$(name "[PATCH 1/2] $word: fix a typo")"
done
same "no subsystem" "fix a typo" "$(name '[PATCH] fix a typo')"
same "several, and (fwd)" "fix a typo" "$(name 'rv: fs: fix a typo (fwd)')"
for title in 'fs/ext4: fix a typo' 'net: fs: fix a typo' 'of: fix a typo' 'i2c: fix a typo'; do
    same "$title" "$title" "$(name "[PATCH] $title")"
done
