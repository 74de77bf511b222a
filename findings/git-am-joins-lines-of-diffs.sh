#!/usr/bin/env bash
# git 2.39.5 (Debian), git mailinfo (git am); b4 0.16.0 (PyPI), b4 am; mailparser 3.14.2 (npm); mblaze 1.1 (Debian), mshow: on a
# patch with `format=flowed` (RFC 3676), as mail programs send it.
#
# Expected: programs that know patches join the lines of the message and leave those of the diff alone, whose blanks count.
# Seen: git and mailparser join in the diff as well: an added line that ends in a blank gets the next line behind it, and an
# empty line of context takes in the removed line below it, so that nothing can be applied. Both give back the blank that
# the format adds in front of blanks. b4 am drops the format from the field and leaves the text: what git am gets from it has
# a blank too many in front of each line of context. mshow does neither.
#
# Here: join prose and never a diff, take one blank off where the field says flowed, and compare patches after that. Such a
# patch is rarely applied from the mail, so its commit may differ from it by white space.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mblaze=1.1-1
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
npm install --silent --no-audit --no-fund --prefix node mailparser@3.14.2 > /dev/null

{
    echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' calm '[PATCH] wind: calm'
    printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed\n\n'
    printf 'It was so loud that \nnobody slept.\n---\ndiff --git a/a.txt b/a.txt\n--- a/a.txt\n+++ b/a.txt\n@@ -1,4 +1,5 @@\n'
    printf '  one\n  \n-two\n+ends in a blank \n+three\n  four\n-- \n2.39.5\n\n'
} > mail.mbox
sed 1d mail.mbox > mail.eml
hunk() { sed -n '/^@@/,/^-- /p' | sed '1d;$d' | tr ' ' _; }
joined='_one
_-two
+ends_in_a_blank_+three
_four'
as_sent='__one
__
-two
+ends_in_a_blank_
+three
__four'

git mailinfo message patch < mail.mbox > /dev/null
same "git: the message" "It was so loud that nobody slept." "$(sed -n 1p message)"
same "git: the hunk" "$joined" "$(hunk < patch)"
cat > show.js <<'JS'
require('./node/node_modules/mailparser').simpleParser(require('fs').readFileSync('mail.eml')).then(mail => console.log(mail.text))
JS
same "mailparser" "$joined" "$(node show.js | hunk)"
git init -q project && cd project
b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mail.mbox -o - calm@oak.example > ../b4.mbox 2> /dev/null
same "b4: the field and the hunk" "Content-Type: text/plain; charset=\"utf-8\"
$as_sent" "$(grep '^Content-Type' ../b4.mbox; hunk < ../b4.mbox)"
same "mshow" "$as_sent" "$(mshow ../mail.eml | hunk)"
printf 'one\n\ntwo\nfour\n' > a.txt
git add . && git commit -qm base
applied() { git am -q "$1" > /dev/null 2>&1 && echo yes || { git am --abort; echo no; }; }
same "applied: as sent, by b4, without the format" "no no yes" \
    "$(applied ../mail.mbox) $(applied ../b4.mbox) $(sed 's/; format=flowed//; s/^  / /' ../mail.mbox > ../plain.mbox; applied ../plain.mbox)"
