#!/usr/bin/env bash
# parse-git-patch 2.1.1, parse-patch 0.1.4, git-diff-parser 1.0.0 (npm): libraries that read the files of git format-patch, on one of
# git 2.39.5 (Debian) with a long title, an author who is not the sender, a removed comment `-- calm`, a moved file and a new mode.
#
# Expected: what git am makes of it: title, message, author; and the lines of the diff.
# Seen: parse-git-patch has the first line of a folded subject for the whole message, with `[PATCH]`: the rest of the title, text and trailers are
# nowhere, and the author is the sender. parse-patch has author and text right, and leaves the title in two lines. git-diff-parser joins
# the title and leaves the author in the text; of the diff it drops the removed line, as it reads `--- calm`, and gives a moved file
# lines that do not change: "imilarity index 100%", "ename from b.c".
#
# Here: a program with such a library shows no trailers, other titles, and other counts of lines than the mail has. Count by the hunks'
# headers, and unfold subjects.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
npm install --silent --no-audit --no-fund parse-git-patch@2.1.1 parse-patch@0.1.4 git-diff-parser@1.0.0 > /dev/null

git init -q project
cd project
printf '%s\n' one '-- calm' three > a.c && seq 9 > b.c && echo x > run.sh && git add . && git commit -qm base
printf '%s\n' one loud three > a.c && git mv b.c c.c && chmod +x run.sh
title='wind: the longest of all titles, which git has to fold in the header of a mail'
git commit -qam "$title" -m 'It was loud.' -m 'Reviewed-by: Bo <bo@reed.example>' --author 'Jo Elm <jo@elm.example>'
git format-patch -q -1 --from='Mira Holt <mira@oak.example>' --stdout > ../mail
cd ..
cat > read.mjs <<'SCRIPT'
import fs from "fs";
import { createRequire } from "module";
import { parseGitPatch } from "parse-patch";

const require = createRequire(import.meta.url);
const whole = require("parse-git-patch").default;
const lines = require("git-diff-parser");
const mail = fs.readFileSync("mail", "utf8");
const first = whole(mail);
console.log("parse-git-patch:", first.authorName, JSON.stringify(first.message));
const [second] = parseGitPatch(mail);
console.log("parse-patch:", second.authorName, JSON.stringify(second.message));
const [third] = lines(mail).commits;
console.log("git-diff-parser:", third.author, JSON.stringify(third.message));
for (const file of third.files) console.log(file.name, JSON.stringify(file.lines.map((line) => `${line.type[0]} ${line.text}`)));
SCRIPT
same "the three libraries" 'parse-git-patch: Mira Holt "[PATCH] wind: the longest of all titles, which git has to fold in the"
parse-patch: Jo Elm "wind: the longest of all titles, which git has to fold in the\n header of a mail\n\n\nIt was loud.\n\nReviewed-by: Bo <bo@reed.example>"
git-diff-parser: Mira Holt "[PATCH] wind: the longest of all titles, which git has to fold in the header of a mail\n\nFrom: Jo Elm <jo@elm.example>\n\nIt was loud.\n\nReviewed-by: Bo <bo@reed.example>"
a.c ["n one","a loud","n three"]
c.c ["n imilarity index 100%","n ename from b.c","n ename to c.c"]
run.sh ["n ld mode 100644","n ew mode 100755"]' "$(node read.mjs)"
git -C project checkout -q HEAD^
git -C project am -q ../mail
same "git am" "Jo Elm
wind: the longest of all titles, which git has to fold in the header of a mail
It was loud.

Reviewed-by: Bo <bo@reed.example>" "$(git -C project log -1 --format='%an%n%s%n%b' | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}')"
