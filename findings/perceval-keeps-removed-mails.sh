#!/usr/bin/env bash
# perceval-public-inbox 0.2.10 with perceval 1.6.1 (PyPI), by which GrimoireLab reads archives of public-inbox for its statistics.
#
# Expected: the mails that the archive has, each with its text as sent, and the attached patches.
# Seen: a mail that was removed from the archive (a commit with `d`) is given out like the others. UTF-8 in a text of 8 bits is
# damaged, with and without a charset: `ü` becomes U+DCFC, which is no character, `ł` the six characters `\u0142`; so names in trailers
# are other names, while those in header fields are right. Of a mail with parts, texts are joined: the list's footer follows the
# reviewer's last line. A patch attached as application/octet-stream is not there at all; as text/x-patch it is.
#
# Here: figures made so count spam that was removed, and have persons with two names. Compare counts of mails and
# reviewers only after the removed mails were left out, and people by address.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi perceval-public-inbox==0.2.10 perceval==1.6.1

git init -q --bare oak.git
commit() { # file; a mail on standard input
    local tree parent
    tree=$(printf '100644 blob %s\t%s\n' "$(git -C oak.git hash-object -w --stdin)" "$1" | git -C oak.git mktree)
    parent=$(git -C oak.git rev-parse --quiet --verify main || true)
    git -C oak.git update-ref refs/heads/main "$(git -C oak.git commit-tree ${parent:+-p "$parent"} -m oak "$tree")"
}
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH] wind: calm'
    printf '\nFür den Wind.\n\nReviewed-by: Paweł Elm <pawel@elm.example>\n---\n'
} > patch
commit m < patch
sed 's/^Message-ID: <one/Message-ID: <told/; s/^To: .*/&\nMIME-Version: 1.0\nContent-Type: text\/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit/' patch | commit m
{
    fields Jo 'Mon, 5 Jan 2026 10:30:00' spam 'Cheap sails'
    printf '\nBuy.\n'
} > spam
commit m < spam
commit d < spam
{
    fields Bo 'Mon, 5 Jan 2026 11:00:00' two 'Re: [PATCH] wind: calm' one
    printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=oak\n\n'
    printf -- '--oak\nContent-Type: text/plain\n\nReviewed-by: Bo <bo@oak.example>\n'
    printf -- '--oak\nContent-Type: text/x-patch\n\n+two\n'
    printf -- '--oak\nContent-Type: application/octet-stream; name=b.patch\n\n+three\n'
    printf -- '--oak\nContent-Type: text/plain\n\noak mailing list\n--oak--\n'
} | commit m

cat > fetch.py <<'PYTHON'
import logging
from perceval.backends.public_inbox.public_inbox import PublicInbox

logging.disable()
for item in PublicInbox("https://oak.example/", "oak.git").fetch():
    print(item["data"]["Message-ID"], ascii(item["data"]["body"]))
PYTHON
damaged="{'plain': 'F\\udcfcr den Wind.\\n\\nReviewed-by: Pawe\\\\u0142 Elm <pawel@elm.example>\\n---\\n'}"
same "five commits; one removes a mail" \
"<one@oak.example> $damaged
<told@oak.example> $damaged
<spam@oak.example> {'plain': 'Buy.\\n'}
<two@oak.example> {'plain': 'Reviewed-by: Bo <bo@oak.example>\\noak mailing list', 'x-patch': '+two'}" \
"$(python fetch.py)"
