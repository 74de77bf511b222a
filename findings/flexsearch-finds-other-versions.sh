#!/usr/bin/env bash
# flexsearch 0.8.212 (npm), a search for static sites, with the settings that it begins with, on titles of patches.
#
# Expected: whole words, whatever their case, perhaps without punctuation; parts of words only with `tokenize: "forward"`.
# Seen: a letter or digit that is repeated counts once, also in what is asked: `v1` finds v11 and `v11` finds v1, `6.1` finds 6.11,
# `mmu` finds sound/mu, and `kvm_put` finds `kkvm_putt`. Numbers are cut in threes: 123456 finds 1234569, and 123 finds any
# number that begins so. The order is not by how well a title fits: what was asked for can be second. `dedupe: false` and
# `numeric: false` in an encoder end both.
#
# Here: a search for a version, a release or a subsystem lists others too, and who counts the answers counts too many.
source "$(dirname "$0")/common"
HOME=$usual_home npm install --silent --no-audit --no-fund flexsearch@0.8.212 > /dev/null

cat > ask.mjs <<'SCRIPT'
import { Encoder, Index } from "flexsearch";

const titles = ["sail v1", "sail v11", "backport 6.11", "backport 6.1", "sound/mu: calm", "x86/mmu: calm", "kkvm_putt", "kvm_put",
    "issue 1234569", "issue 123456", "issue 123"];
const index = new Index(process.argv[2] === "plain" ? { encoder: new Encoder({ dedupe: false, numeric: false }) } : {});
titles.forEach((title, number) => index.add(number, title));
for (const word of ["v1", "v11", "6.1", "6.11", "mmu", "kvm_put", "123456", "123"])
    console.log(`${word}: ${index.search(word).map(number => titles[number]).join(", ")}`);
SCRIPT
same "as it begins" \
"v1: sail v1, sail v11
v11: sail v1, sail v11
6.1: backport 6.11, backport 6.1
6.11: backport 6.11, backport 6.1
mmu: sound/mu: calm, x86/mmu: calm
kvm_put: kkvm_putt, kvm_put
123456: issue 1234569, issue 123456
123: issue 1234569, issue 123456, issue 123" "$(node ask.mjs)"
same "without dedupe and numeric" \
"v1: sail v1
v11: sail v11
6.1: backport 6.1
6.11: backport 6.11
mmu: x86/mmu: calm
kvm_put: kvm_put
123456: issue 123456
123: issue 123" "$(node ask.mjs plain)"
