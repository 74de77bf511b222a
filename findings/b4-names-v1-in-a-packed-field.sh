#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 prep --from-thread and b4 send, of a series that goes on with one of somebody else; mails of git 2.39.5 (Debian).
#
# Expected: v2 says in words whose v1 it goes on with: an answer to its thread, or a line "Link to v1:", as b4 writes it between an author's
# own versions.
# Seen: v2 begins a new thread, has a new change-id and no link. Its v1 is named by the field `X-B4-Tracking: v=1; b=…` alone, which is
# for b4 itself: JSON in gzip in base64, with the Message-ID under "from-thread". It stays there in v3, beside the mails of all versions
# that b4 sent, under "history", which it also has where the author has removed the links.
#
# Here: a v2 without a v1 by its author need not be a mistake in the number. The field tells of which series of which person it is
# the next version, although title and author are new.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
cat > sendmail <<END
#!/bin/sh
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat; echo; } >> $temporary/sent
END
chmod +x sendmail
git config --global b4.send-no-patatt-sign yes
git config --global sendemail.smtpserver "$temporary/sendmail"

git init -q oak && cd oak
seq 9 > a.c && git add . && git commit -qm base
git checkout -q -b his
sed -i 's/5/five/' a.c && git commit -qa --author='Bo Reed <bo@reed.example>' -m 'wind: calm'
id=calm-1@reed.example
mkdir -p "../site/$id"
git format-patch --stdout -1 | sed "s/^Subject: /Message-ID: <$id>\n&/" | gzip -n > "../site/$id/t.mbox.gz"
serve ../site

git checkout -q main
b4() {
    command b4 -n -c "b4.midmask=http://127.0.0.1:$port/%s" -c "b4.searchmask=http://127.0.0.1:$port/?q=%s" "$@" \
        > ../said 2>&1 < <(yes '')
}
cover() { # title, which is all that the author keeps
    printf '#!/bin/sh\nprintf "%%s\\n\\nIt was loud.\\n" "%s" > "$1"\n' "$1" > ../editor
    chmod +x ../editor
    EDITOR=../editor b4 prep --edit-cover
}
send() { b4 --offline-mode send --no-sign --no-trailer-to-cc --to oak@lists.example; }
b4 prep -n quiet --from-thread "$id"
git commit -q --amend --reset-author -m 'sea: no waves' && git commit -q --allow-empty -m 'sea: tell so'
cover 'sea: calm'
send
cover 'oak: hush'
send

python3 - ../sent > ../packed <<'END'
import base64, gzip, json, mailbox, sys
for mail in mailbox.mbox(sys.argv[1]):
    if field := mail["X-B4-Tracking"]:
        series = json.loads(gzip.decompress(base64.b64decode(field.split("b=")[1])))["series"]
        print(mail["Subject"], series["from-thread"], [id.split("-", 1)[1][:8] for id in sum(series.get("history", {}).values(), [])])
END
same "what is packed" "[PATCH v2 0/2] sea: calm $id []
[PATCH v3 0/2] oak: hush $id ['quiet-v2']" "$(cat ../packed)"
same "fields of the first mails that name another mail" "" \
    "$(sed -n '/^Subject:.* 0\/2/,/^$/p' ../sent | grep -E '^(In-Reply-To|References):' || true)"
same "lines that name v1" "" "$(grep -F -e "$id" -e 'Link to' ../sent || true)"
