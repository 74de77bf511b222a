#!/usr/bin/env bash
# MHonArc 2.6.19 (Debian), which makes the web archives of many lists from mboxes; on patches of git 2.39.5 (Debian), git format-patch.
#
# Expected: an answer without References hangs below the patch of its title; a patch begins a thread of its own; `--attach` is shown.
# Seen: a patch with the title of an older one is a "possible follow-up" of it, also if somebody else sent it a year later: `doc: fix
# typo`. A mail that was mended and sent again under its id is left out, without a word. The part with the diff of `--attach` has no
# charset in its header: UTF-8 in it is read as Latin-1, its second byte is lost (`grÃ¼Ã?e`); the message above is right.
#
# Here: a thread of such an archive may be of two people's patches, and the page may have the copy that was withdrawn. Follow
# References, keep the last copy, and read the part of a patch as UTF-8, as its message.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mhonarc=2.6.19-2.2

mail() { # sender, date, id, subject, text, parent
    printf 'From %s@oak.example Mon Jan  5 10:00:00 2026\n' "${1,,}"
    fields "$1" "$2" "$3" "$4" "${6-}"
    printf '\n%s\n\n' "$5"
}
git init -q oak
echo 'grüße' > oak/greeting.txt
git -C oak add . && git -C oak commit -qm 'greeting: add' -m 'Grüße.'
{
    mail Mira 'Mon, 5 Jan 2026 10:00:00' old '[PATCH] doc: fix typo' 'The text with a mistkae.'
    mail Bo 'Mon, 5 Jan 2026 11:00:00' answer 'Re: [PATCH] doc: fix typo' 'Taken.'
    mail Mira 'Mon, 5 Jan 2026 12:00:00' old '[PATCH] doc: fix typo' 'The text without a mistake.'
    mail Jo 'Tue, 5 Jan 2027 10:00:00' new '[PATCH] doc: fix typo' 'A typo in another file.'
    mail Ane 'Tue, 5 Jan 2027 11:00:00' new-answer 'Re: [PATCH] doc: fix typo' 'Thanks.' new
    printf 'From mira@oak.example Mon Jan  5 10:00:00 2026\n'
    git -C oak format-patch -q --attach --stdout -1 | sed '1d'
    echo
} > list.mbox
mkdir pages
perl -I debian/usr/share/mhonarc debian/usr/bin/mhonarc -quiet -outdir pages list.mbox 2> said

same "threads" 'Mira
  <Possible follow-ups>
  Bo
  Jo
    Ane
Mira Holt' "$(python3 - pages/threads.html <<'PYTHON'
import html, re, sys
depth = -1
for tag, text in re.findall(r"<(/?ul|em|li)>([^<]*)", open(sys.argv[1]).read()):
    depth += {"ul": 1, "/ul": -1}.get(tag, 0)
    text = html.unescape(text).strip()
    if text:
        print("  " * depth + text)
PYTHON
)"
same "texts of the mail that was mended" 'The text with a mistkae.' "$(sed -n 's/^<pre>\(The text\)/\1/p' pages/*)"
shown() { sed 's/<pre>//' pages/msg*.html | grep -E '^(Gr|\+gr)'; }
same "message and diff of --attach" 'Gr&#xFC;&#xDF;e.
+gr&#xC3;&#xBC;&#xC3;?e' "$(shown)"
