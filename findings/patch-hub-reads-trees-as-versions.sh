#!/usr/bin/env bash
# patch-hub 0.1.7 (crates.io), a program for the terminal that lists the patches of public-inbox lists: its own source that reads titles.
#
# Expected: version, number and count of a title as b4 reads them; without a version, version 1.
# Seen: the version is the first number behind a `v`, with or without a blank, anywhere in the brackets: `[PATCH riscv 2/5]` is version 2 and
# `[PATCH dev 0/3]` version 0, so that each patch of such a series has a version of its own; `[PATCH v6.1 v2 1/2]`, for a stable tree, is
# version 6. Of two brackets only the first counts: `[RFC] [PATCH v2 2/3]` is version 1, patch 1 of 1, with the second bracket in
# its title. This version is the one that it asks b4 for.
#
# Here: a version is a word of its own, a `v` and a number; where a prefix ends in a `v`, the number next to it is that of the patch.
source "$(dirname "$0")/common"
package() { # NAME: the head of a Cargo.toml
    printf '[package]\nname = "%s"\nversion = "0.1.0"\nedition = "2021"\n[[bin]]\nname = "%s"\npath = "%s.rs"\n[dependencies]\n' "$1" "$1" "$1"
}
mkdir source && echo 'fn main() {}' > source/source.rs
{ package source; echo 'patch-hub = "=0.1.7"'; } > source/Cargo.toml
(cd source && HOME=$usual_home cargo fetch --quiet 2> "$temporary/said")
hub=$(echo "${CARGO_HOME:-$usual_home/.cargo}"/registry/src/*/patch-hub-0.1.7/src)
{ package titles; printf 'derive-getters = "0.5"\nregex = "1"\nserde = { version = "1", features = ["derive"] }\nserde_json = "1"\n'; } > Cargo.toml
cat > titles.rs <<RUST
#[allow(dead_code)]
#[path = "$hub/lore/patch/mod.rs"]
mod patch;

fn main() {
    for title in std::env::args().skip(1) {
        let link = |href: &str| serde_json::json!({ "@href": href });
        let entry = serde_json::json!({
            "title": title, "author": { "name": "Mira", "email": "mira@oak.example" }, "link": link("http://oak.example/1/"), "updated": "2026-01-05T10:00:00Z",
        });
        let mut read: patch::Patch = serde_json::from_value(entry).unwrap();
        read.update_patch_metadata(&patch::PatchRegex::new());
        println!("v{} {}/{} {}", read.version(), read.number_in_series(), read.total_in_series(), read.title());
    }
}
RUST
HOME=$usual_home cargo build --quiet
title() { target/debug/titles "$1"; }

same "a usual title" "v3 2/5 wind: calm" "$(title '[RFC PATCH net-next v3 2/5] wind: calm')"
same "riscv" "v0 0/5 wind
v1 1/5 wind: calm
v2 2/5 wind: oil" "$(title '[PATCH riscv 0/5] wind'; title '[PATCH riscv 1/5] wind: calm'; title '[PATCH riscv 2/5] wind: oil')"
same "riscv, v3" "v2 2/5 wind: oil" "$(title '[PATCH riscv 2/5 v3] wind: oil')"
same "a stable tree" "v6 1/2 wind: calm" "$(title '[PATCH v6.1 v2 1/2] wind: calm')"
same "two brackets" "v1 1/1 [PATCH v2 2/3] wind: calm" "$(title '[RFC] [PATCH v2 2/3] wind: calm')"
same "what it asks b4 for" '.arg("--use-version") .arg(format!("{}", patch.version()))' \
    "$(grep -A1 -e --use-version "$hub/lore/lore_session/mod.rs" | tr -s ' \n' ' ' | sed 's/^ //;s/ $//')"
