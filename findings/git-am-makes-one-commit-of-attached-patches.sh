#!/usr/bin/env bash
# git 2.39.5 (Debian), git am on mails with several parts: two patches attached to one mail, a patch with a text of another program
# attached, and a patch sent as text and as HTML.
#
# Expected: the patch in the text, or each attached patch as a commit of its own; what is no text is left alone.
# Seen: all parts are joined to one text, whatever their type. Two attached patches are one commit: its title is the mail's, its message
# ends with the envelope line and the fields of the first, and the second's title and author are lost. A diff in an attached
# octet-stream, such as a proposal for another branch, is committed together with the patch. HTML is read as text as well: the patch is
# found twice, and git am stops at `100644<br>`.
#
# Here: a commit's title may be the mail's, "two small fixes", and name no attached patch; a commit may change what the text of
# the mail does not. A mail with text and HTML is rarely applied as it is.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3

git init -q oak && cd oak
echo one > a.c && cp a.c b.c && cp a.c c.c
git add . && git commit -qm base && git tag base
for name in a b; do echo two > $name.c && git commit -qam "wind: $name" --author 'Bo Reed <bo@reed.example>'; done
git format-patch -q -o .. base && git reset -q --hard base
diff() { printf 'diff --git a/%s b/%s\nindex 5626abf..f719efd 100644\n--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-one\n+two\n' "$1" "$1" "$1" "$1"; }
head_of_mail() { # kind of multipart
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH] wind: two small fixes'
    printf 'MIME-Version: 1.0\nContent-Type: multipart/%s; boundary=q\n\n' "$1"
}
part() { printf -- '--q\nContent-Type: %s\n\n' "$1"; cat; echo; }
committed() { (git reset -q --hard base; git am -q "$1" 2>&1 && git log -1 --format='%an: %B' && git diff --stat --summary base | grep '|') || true; }

{ head_of_mail mixed; echo 'Both are short.' | part text/plain; part text/x-patch < ../0001-*; part text/x-patch < ../0002-*; echo --q--; } > ../two.eml
same "two attached patches" "Mira: wind: two small fixes

Both are short.

From COMMIT Mon Sep 17 00:00:00 2001
From: Bo Reed <bo@reed.example>
Date: DATE
Subject: [PATCH 1/2] wind: a

 a.c | 2 +-
 b.c | 2 +-" "$(committed ../two.eml | sed -E 's/^(From )[0-9a-f]{40}/\1COMMIT/; s/^(Date: ).*/\1DATE/')"

message() { printf 'It was loud.\n---\n'; diff a.c; printf -- '-- \n2.39.5\n'; }
{ head_of_mail mixed; message | part text/plain; diff c.c | part application/octet-stream; echo --q--; } > ../other.eml
same "a diff in an octet-stream" "Mira: wind: two small fixes

It was loud.

 a.c | 2 +-
 c.c | 2 +-" "$(committed ../other.eml)"

{ head_of_mail alternative; message | part text/plain; message | sed 's/$/<br>/' | part text/html; echo --q--; } > ../html.eml
same "text and HTML" "error: invalid mode: 100644<br>" "$(committed ../html.eml | sed -n "s/^\(error: invalid mode\) on line [0-9]*/\1/p")"
