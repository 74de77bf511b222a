#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 dig, asking public-inbox 1.9.0 (Debian) on this machine; git 2.39.5 (Debian).
#
# Expected: for a commit, the mail that holds it: b4 dig asks the archive for its patch-id, and for title and author if there is none.
# Seen: it asks only for mails up to a day after the commit's author date. That date is when the author wrote the patch: amending does not
# change it, only git am sets it to that of the mail. So for commits that were merged from a branch, b4 dig names v1, sent on the day
# of writing, for the commit of v2, and finds nothing for a patch that was sent two days after it was written. The archive has both
# mails under the very patch-ids. Of commits that git am made, it finds the right mail.
#
# Here: "this patch belongs to v1" or "not found" of b4 dig tells nothing of a series that came by a pull, as those of maintainers do.
# Compare the patch-ids of all versions, without a limit on dates.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian public-inbox=1.9.0-1 libpublicinbox-perl=1.9.0-1 libdbi-perl libdbd-sqlite3-perl libsearch-xapian-perl libxapian30 liburi-perl \
    libplack-perl=1.0050-1 libhttp-message-perl libhttp-date-perl libtimedate-perl libemail-address-xs-perl
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
public-inbox-init -V2 oak "$temporary/inbox" "http://127.0.0.1:$port/oak" oak@lists.example > said 2>&1
git config -f config publicinboxmda.spamcheck none
for mask in 'midmask /oak/%s' 'linkmask /oak/%s' 'searchmask /oak/?x=m&t=1&q=%s'; do
    git config --global "b4.${mask% *}" "http://127.0.0.1:$port${mask#* }"
done

git init -q oak && cd oak
seq 9 > wind.c
seq 9 > sail.c
export GIT_AUTHOR_DATE='1 Dec 2025 10:00 +0000' GIT_COMMITTER_DATE='1 Dec 2025 10:00 +0000'
git add . && git commit -qm base && git tag base
# sent DAY ID SUBJECT: the last commit as a mail of that day.
sent() {
    {
        fields Mira "Mon, $1 Jan 2026 10:00:00" "$2" "$3"
        echo
        git format-patch -q --stdout -1 | sed '1,/^$/d'
    } > "../$2.eml"
    ORIGINAL_RECIPIENT=oak@lists.example public-inbox-mda --no-precheck < "../$2.eml"
}
git checkout -q -b branch
export GIT_AUTHOR_DATE='5 Jan 2026 10:00 +0000'
sed -i 's/5/five/' wind.c && git commit -qam 'wind: words' && sent 5 wind-v1 '[PATCH] wind: words'
sed -i 's/6/six/' wind.c && git commit -qa --amend --no-edit && sent 19 wind-v2 '[PATCH v2] wind: words'
sed -i 's/5/five/' sail.c && git commit -qam 'sail: words' && sent 12 sail '[PATCH] sail: words'

public-inbox-httpd -l "127.0.0.1:$port" > ../served 2>&1 &
server=$!
at_exit() { kill "$server"; }
for _ in $(seq 100); do curl -s -o ../page "http://127.0.0.1:$port/oak/" && break || sleep 0.2; done
id() { git show "$1" | git patch-id --stable | cut -d' ' -f1; }
held() { curl -s "http://127.0.0.1:$port/oak/?q=patchid:$(id "$1")&x=A" | sed -nE 's/.*href="[^"]*\/(wind-v.|sail)@.*/\1/p'; }
same "the archive, asked for the patch-ids" 'wind-v2
sail' "$(held branch~1; held branch)"

dig() { b4 -n dig -c "$1" 2>&1 | sed -nE 's/^(.*PATCH.*|Could not find anything).*/\1/p'; }
same "b4 dig, merged from the branch" '[PATCH] wind: words
Could not find anything' "$(dig branch~1; dig branch)"
git checkout -q -b am base
unset GIT_AUTHOR_DATE
git am -q ../wind-v2.eml ../sail.eml
same "b4 dig, of git am" '[PATCH v2] wind: words
[PATCH] sail: words' "$(dig am~1; dig am)"
