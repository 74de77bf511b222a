#!/usr/bin/env bash
# eml-parse-js 1.1.15 and eml-format 0.6.1 (npm), readers of mails saved as .eml, on mails of git 2.39.5 (Debian), git format-patch.
#
# Expected: a mail without `Content-Type`, as git writes one whose text is ASCII, is plain text (RFC 2045); a folded subject is joined with
# the blank at which it was folded (RFC 5322).
# Seen: a mail without that field has no text: the patch is an attachment without a name ("Warning: undefined Content-Type"). A patch with a letter
# beyond ASCII has the field, and its text is there. A folded subject loses the blank, so that two words are one; eml-format puts the
# end of the line in its place. Of a patch that git attached, the message is the text, and the diff is an attachment with its name.
#
# Here: of the patches of a list such a reader shows those of people with letters beyond ASCII. Look for the text in a nameless attachment too.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
npm install --silent --no-audit --no-fund --prefix node eml-parse-js@1.1.15 eml-format@0.6.1 > /dev/null

cat > node/read.js <<'JS'
const text = require('fs').readFileSync(0, 'utf8')
const seen = (name, mail) => {
  const parts = (mail.attachments || []).map(({ name, data }) => `${name}, ${String(data).split('\n')[0].trim()}`)
  console.log([name, JSON.stringify(mail.subject), `text: ${(mail.text || '').trim().split('\n')[0].trim()}`, ...parts].join('; '))
}
require('eml-parse-js').readEml(text, (_, mail) => seen('eml-parse-js', mail))
require('eml-format').read(text, (_, mail) => seen('eml-format', mail))
JS
git init -q oak
cd oak
echo one > wind.c
git add . && git commit -qm base
echo two > wind.c
git commit -qam $'wind: calm the wind that was heard in all of the village by night\n\nIt was loud.'
seen() { # what the message says, options of format-patch
    git commit -q --amend -m 'wind: calm the wind that was heard in all of the village by night' -m "$1"
    git format-patch --stdout "${@:2}" -1 | sed 1d | node ../node/read.js 2> ../said
}
title='"[PATCH] wind: calm the wind that was heard in all of the village bynight"'
split=${title/bynight/by\\r\\nnight}
same "a mail of ASCII" "eml-parse-js; $title; text: ; undefined, It was loud.
eml-format; $split; text: ; undefined, It was loud." "$(seen 'It was loud.')"
same "a letter beyond ASCII" "eml-parse-js; $title; text: Jo Élm heard it.
eml-format; $split; text: Jo Élm heard it." "$(seen 'Jo Élm heard it.')"
same "an attached patch" "eml-parse-js; $title; text: It was loud.; 0001-wind-calm-the-wind-that-was-heard-in-all-of-the-vill.patch, diff --git a/wind.c b/wind.c
eml-format; $split; text: It was loud.; 0001-wind-calm-the-wind-that-was-heard-in-all-of-the-vill.patch, diff --git a/wind.c b/wind.c" \
    "$(seen 'It was loud.' --attach)"
