#!/usr/bin/env bash
# git 2.39.5 (Debian), git send-email wind/*.patch sail/*.patch: two series in one call; b4 0.16.0 (PyPI), b4 am.
#
# Expected: two threads, as git format-patch made two series, each with a cover letter; or one thread from which b4 am takes the series whose cover
# letter is named.
# Seen: everything answers the first cover letter, that of the other series too. For b4 both are one v1: for either cover letter it writes three of
# the four patches, those of the sail first, and leaves out wind 2/2, "missing [4/2]", which is in the thread. Without cover letters b4 loses
# the last patch of the very series that it is asked for. If format-patch --thread wrote the ids and the answers of patches, only the
# second cover letter answers the first one; b4 does the same.
#
# Here: of one author, one version and one thread, two mails of one number with different titles are two series, not a patch that was sent again,
# and a cover letter that answers another one of its own version begins a series. A commit of half a series may come from such a thread.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian git-email=1:2.39.5-0+deb12u3 libmailtools-perl=2.21-2 libtimedate-perl
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

cat > server <<SERVER
#!/usr/bin/env bash
{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat; echo; } >> $temporary/sent
SERVER
chmod +x server
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

sent() { # options of git format-patch
    rm -rf ../wind ../sail ../sent
    for part in wind sail; do
        git format-patch -q "$@" -o ../$part base..$part
        sed -i "s/\*\*\* SUBJECT HERE \*\*\*/All of the $part/; s/\*\*\* BLURB HERE \*\*\*/Text./" ../$part/*
        sleep 1.1 # in one second, format-patch --thread gives both cover letters one id
    done
    git send-email --quiet --confirm=never --suppress-cc=all --smtp-server="$temporary/server" --to=oak@lists.example \
        ../wind/*.patch ../sail/*.patch > ../said
    awk '/^Subject: /{sub("Subject: ", ""); title = $0} tolower($1) == "message-id:" {place[$2] = ++mails}
         tolower($1) == "in-reply-to:" {answer = $2} /^$/ && title {print title (answer ? ", answers " place[answer] : ""); title = answer = ""}' ../sent
}
taken() { # place of the mail that b4 is asked for
    id=$(grep -i '^Message-ID:' ../sent | sed -n "$1s/.*<\(.*\)>/\1/p")
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../sent -o - "$id" 2> ../said | grep '^Subject'
    grep -o 'missing .*' ../said
}

same "all answers the first mail" \
"[PATCH 0/2] All of the wind
[PATCH 1/2] wind: step 1, answers 1
[PATCH 2/2] wind: step 2, answers 1
[PATCH 0/2] All of the sail, answers 1
[PATCH 1/2] sail: step 1, answers 1
[PATCH 2/2] sail: step 2, answers 1" \
"$(sent --cover-letter)"
three='Subject: [PATCH 1/2] sail: step 1
Subject: [PATCH 2/2] sail: step 2
Subject: [PATCH 1/2] wind: step 1
missing [4/2]!'
same "b4 am of the first cover letter" "$three" "$(taken 1)"
same "b4 am of the second" "$three" "$(taken 4)"

same "with format-patch --thread" \
"[PATCH 0/2] All of the wind
[PATCH 1/2] wind: step 1, answers 1
[PATCH 2/2] wind: step 2, answers 1
[PATCH 0/2] All of the sail, answers 1
[PATCH 1/2] sail: step 1, answers 4
[PATCH 2/2] sail: step 2, answers 4" \
"$(sent --cover-letter --thread)"
same "b4 am of the first" "$three" "$(taken 1)"
same "without cover letters" \
"[PATCH 1/2] wind: step 1
[PATCH 2/2] wind: step 2, answers 1
[PATCH 1/2] sail: step 1, answers 1
[PATCH 2/2] sail: step 2, answers 1" \
"$(sent)"
same "b4 am of wind 1/2" \
"Subject: [PATCH 1/2] sail: step 1
Subject: [PATCH 2/2] sail: step 2
Subject: [PATCH 1/2] wind: step 1
missing [4/3]!" \
"$(taken 1)"
same "b4 am of sail 1/2" \
"Subject: [PATCH 1/2] wind: step 1
Subject: [PATCH 2/2] wind: step 2
Subject: [PATCH 1/2] sail: step 1
missing [4/3]!" \
"$(taken 3)"
