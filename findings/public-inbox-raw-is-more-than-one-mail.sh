#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), public-inbox-httpd, the link "raw" of a mail; git 2.39.5 (Debian), git am; b4 0.16.0 (PyPI), b4 am.
#
# Expected: MESSAGE-ID/raw is the mail as it was sent, so that it can be piped to git am.
# Seen: it is an mbox in mboxrd, with every copy that was archived under the id: the first one, and the one with the footer of another
# list, or the one that was mended and sent again. git am commits the first copy, with `>From` where the message has `From`, and stops
# at the second; where the second changes another file, it commits both. b4 am of the same page takes the last copy alone.
#
# Here: two commits of one title, or one of a text that was withdrawn, may come from such a link. Split the page, unquote it,
# and take the last copy.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian public-inbox=1.9.0-1 libpublicinbox-perl=1.9.0-1 libdbi-perl libdbd-sqlite3-perl libsearch-xapian-perl libxapian30 liburi-perl \
    libplack-perl=1.0050-1 libhttp-message-perl libhttp-date-perl libtimedate-perl libemail-address-xs-perl
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
public-inbox-init -V2 oak "$temporary/inbox" "http://127.0.0.1:$port/oak" oak@lists.example > said 2>&1
git config -f config publicinboxmda.spamcheck none

git init -q oak && cd oak
seq 9 > wind.c
git add . && git commit -qm base && git tag base
# sent ID: what is not committed, as a mail; its commit is thrown away.
sent() {
    git add . && git commit -qm 'wind: words' -m 'From here on these are words.'
    {
        fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" '[PATCH] wind: words'
        echo
        git format-patch -q --stdout -1 | sed '1,/^$/d'
    } > ../one.eml
    git reset -q --hard base
    archived
}
archived() { ORIGINAL_RECIPIENT=oak@lists.example public-inbox-mda --no-precheck < ../one.eml 2> ../said; }
sed -i 's/5/five/' wind.c && sent footer
sed -i 's/^2.39.5$/List of the masts/' ../one.eml && archived
sed -i 's/5/fvie/' wind.c && sent mended
sed -i 's/5/five/' wind.c && sent mended
sed -i 's/5/five/' wind.c && sent other
echo words > list.txt && sent other

public-inbox-httpd -l "127.0.0.1:$port" > ../served 2>&1 &
server=$!
at_exit() { kill "$server"; }
for _ in $(seq 100); do curl -s -o ../page "http://127.0.0.1:$port/oak/" && break || sleep 0.2; done

am() {
    git checkout -q -B try base
    curl -s "http://127.0.0.1:$port/oak/$1@oak.example/raw" > "../$1.mbox"
    grep -c '^From mboxrd@z' "../$1.mbox"
    git am -q "../$1.mbox" 2>&1 | sed -n 's/^error: //p'
    git am --abort 2> /dev/null || git log --format='%s; %b' base..try | sed '/^$/d'
}
# taken MBOX: the commits that git am makes of it, with their changes.
taken() { git checkout -q -B try base && git am -q "$1" && git log -p --format='%s; %b' base..try | grep -E '^(wind|>?From|[-+][a-z0-9])'; }
first() { awk '/^From mboxrd@z/ && NR > 1 { exit } { print }' "../$1.mbox" > "../$1-first.mbox"; }

same "git am of the copy with a footer" '2
patch failed: wind.c:2
wind.c: patch does not apply' "$(am footer)"
same "git am of a mended mail" '2
patch failed: wind.c:2
wind.c: patch does not apply' "$(am mended)"
first mended
same "git am of its first mail" 'wind: words; >From here on these are words.
-5
+fvie' "$(taken ../mended-first.mbox)"
same "git am of copies with different files" '2
wind: words; >From here on these are words.
wind: words; >From here on these are words.' "$(am other)"
b4 -n --offline-mode am -m ../mended.mbox -o .. --no-add-trailers mended@oak.example > ../said 2>&1
same "b4 am of the mended mail" 'wind: words; >From here on these are words.
-5
+five' "$(taken ../*_mira_wind_words.mbx)"
