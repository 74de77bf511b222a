#!/usr/bin/env bash
# lore-mcp-server 0.3.0 (PyPI), which gives threads of a public-inbox archive to programs that summarise them; here its download is replaced by
# a thread made below, as `t.mbox.gz` gives it.
#
# Expected: `lore_get_thread` gives each mail as a reader sees it: title, sender, text with the patch, and which mail it answers.
# Seen: of a mail with parts it gives the first plain text alone: a patch of `format-patch --attach` comes without its diff, with no word that
# there is one. Titles stay as they are coded, `=?utf-8?q?Gr=C3=BCner?=`, with the end of line where they are folded. An answer that has
# References and no In-Reply-To has no parent. Of a patch that was mended and sent again under its id, only the first copy is there, and
# `>From` keeps its sign. An answer in HTML is given with its tags.
#
# Here: a summary made from it may say that a patch has no code, and call a review the beginning of a thread. Compare it with the
# archive before it is believed.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi lore-mcp-server==0.3.0

git init -q wind
echo one > wind/wind.c
git -C wind add wind.c
git -C wind commit -qm base
echo two > wind/wind.c
git -C wind commit -qam 'wind: calm' -m 'Text.'
mail() { # id, sender, subject, parent; the rest of the header and the text come from standard input
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields "$2" 'Mon, 5 Jan 2026 10:00:00' "$1" "$3" "$4"
    cat
    echo
}
{
    printf '\n>From here on it is calm.\n' | mail cover Mira '[PATCH 0/2] =?utf-8?q?Gr=C3=BCner?=
 wind' ''
    git -C wind format-patch -1 --attach --stdout | sed '1d; /^\(From\|Date\|Subject\): /d' | mail calm Mira '[PATCH 1/2] wind: calm' cover
    printf '\nFirst copy.\n' | mail oil Mira '[PATCH 2/2] wind: oil' cover
    printf '\nMended copy.\n' | mail oil Mira '[PATCH 2/2] wind: oil' cover
    printf 'References: <cover@oak.example> <oil@oak.example>\nContent-Type: text/html\n\n<p>Acked-by: Bo</p>\n' |
        mail fine Bo 'Re: [PATCH 2/2] wind: oil' ''
} > thread.mbox

cat > read.py <<'PYTHON'
import gzip
import json
import lore_mcp_server.server as server

server._http_get = lambda url, timeout=30: gzip.compress(open("thread.mbox", "rb").read())
get_thread = getattr(server.lore_get_thread, "fn", server.lore_get_thread)
for mail in get_thread("https://oak.example/oak/cover@oak.example/", sort=False):
    body = [line for line in mail.body.splitlines() if line]
    print(mail.message_id.split("@")[0], (mail.in_reply_to or "no parent").split("@")[0], json.dumps(mail.subject), *body, sep="; ")
PYTHON
same "the mails of the thread" 'cover; no parent; "[PATCH 0/2] =?utf-8?q?Gr=C3=BCner?=\n wind"; >From here on it is calm.
calm; cover; "[PATCH 1/2] wind: calm"; Text.; ---;  wind.c | 2 +-;  1 file changed, 1 insertion(+), 1 deletion(-)
oil; cover; "[PATCH 2/2] wind: oil"; First copy.
fine; no parent; "Re: [PATCH 2/2] wind: oil"; <p>Acked-by: Bo</p>' "$(python read.py)"
same "the diff is in the archive" 1 "$(grep -c '^+two' thread.mbox)"
