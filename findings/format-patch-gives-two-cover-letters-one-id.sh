#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike), git format-patch --cover-letter --thread (or format.thread) of two series by one script; read by public-inbox
# 1.9.0 (Debian), b4 0.16.0 (PyPI), b4 am.
#
# Expected: a Message-ID of its own for each mail, as those of patches begin with the id of the commit.
# Seen: that of a cover letter is `cover.SECONDS.git.ADDRESS`, with the time of the call: two series that a loop writes within one second have
# cover letters of one id, and the patches of both answer it. public-inbox keeps both cover letters, and gives the later one a second id, `…@z`,
# which no patch answers: all four patches hang below the first. b4 am passes over the second cover letter and takes the patches of both for one
# series of two: it writes three of four, "missing [4/2]". The first patch of a series without a cover letter has an id that tells them apart.
#
# Here: two cover letters of one id with different titles are two series, not a mail that was mended and sent again. Tell their patches apart by
# the titles that each cover letter lists.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
seq 9 > wind.c && seq 9 > sail.c
git add . && git commit -qm base && git tag base
for part in wind sail; do
    git checkout -q --detach base
    for number in 1 2; do
        sed -i "s/^$number\$/$part $number/" $part.c
        git commit -qam "$part: step $number"
    done
    git tag $part
done

ids() { # options of git format-patch: how many ids the mails of two series have that were written within one second
    for _ in $(seq 20); do
        : > ../mbox
        began=$(date +%s)
        for part in wind sail; do
            git format-patch -q --thread --to=oak@lists.example --stdout "$@" base..$part |
                sed "s/\*\*\* SUBJECT HERE \*\*\*/All of the $part/" >> ../mbox
        done
        [ "$(date +%s)" = "$began" ] && break
    done
    grep -c '^Message-Id:' -i ../mbox
    grep -i '^Message-Id:' ../mbox | sort -u | wc -l
}
same "mails and ids without cover letters" "4
4" "$(ids)"
same "mails and ids with cover letters" "6
5" "$(ids --cover-letter)"
id=$(sed -n 's/^Message-ID: <\(cover.*\)>/\1/Ip' ../mbox | head -1)
same "patches that answer it" "4" "$(grep -ci "^In-Reply-To: <$id>" ../mbox)"
case $id in cover.*.git.mira@oak.example) ;; *) same "the id" "cover.SECONDS.git.mira@oak.example" "$id" ;; esac

export PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
mkdir "$PI_EMERGENCY"
public-inbox-init -V2 oak "$temporary/archive" http://oak.example/oak oak@lists.example 2> /dev/null
git config -f "$HOME/.public-inbox/config" publicinboxmda.spamcheck none
mkdir ../mails && git mailsplit -o../mails ../mbox > ../said
for mail in ../mails/*; do sed 1d "$mail" | public-inbox-mda --no-precheck 2> ../said; done
epoch=$temporary/archive/git/0.git
archived() { git --git-dir="$epoch" rev-list --reverse HEAD | while read -r commit; do git --git-dir="$epoch" show "$commit:m"; done; }
same "public-inbox keeps both, one with a second id" \
"Subject: [PATCH 0/2] All of the wind
Subject: [PATCH 0/2] All of the sail
Message-ID: …@z" \
"$(archived | sed -n -e '/^Subject: \[PATCH 0/p' -e 's/^Message-ID: <.*@z>/Message-ID: …@z/Ip')"

{ for mail in ../mails/*; do echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; sed 1d "$mail"; echo; done; } > ../thread
same "b4 am" \
"Subject: [PATCH 1/2] sail: step 1
Subject: [PATCH 2/2] sail: step 2
Subject: [PATCH 1/2] wind: step 1
missing [4/2]!" \
"$(b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../thread -o - "$id" 2> ../said | grep ^Subject; grep -o 'missing .*' ../said)"
