#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 pr --explode, which makes mails of a pull request; read by b4 am; git 2.39.5 (Debian), git request-pull, git
# format-patch, git am.
#
# Expected: what format-patch writes of these commits, with their authors and dates, and an mbox that b4 am reads.
# Seen: the patches are dated a second apart from the hour of the pull request, so that commits made of them have that author date. A bracket
# of a title becomes a part of the prefix: `[x86] wind: five` is `[PATCH x86 2/2] wind: five`, and the commit lacks it. A line `From the start`
# of a message is not quoted, so that b4 am ends the mail there: "missing [1/2]!".
#
# Here: of mails with ids `b4-pr-1-…` nobody sent one at that hour; take authors' dates and titles from the commits.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

export GIT_AUTHOR_DATE='1 Dec 2025 10:00 +0000' GIT_COMMITTER_DATE='1 Dec 2025 10:00 +0000'
git init -q down
cd down
seq 9 > wind.c
git add . && git commit -qm base && git tag base
change() { # number, word, title, message: a branch with one commit more
    sed -i "s/$1/$2/" wind.c
    git commit -qam "$3" -m "$4"
}
change 1 one 'wind: one' 'It was loud.
From the start nobody slept.'
change 5 five '[x86] wind: five' 'It was loud.'
git branch from
git reset -q --hard base
change 1 one 'wind: one' 'It was loud.'
change 5 five '[x86] wind: five' 'It was loud.'
git branch plain
git config --global "url.$temporary/down.insteadOf" https://oak.example/wind.git
git clone -q . ../up
cd ../up
git reset -q --hard base
exploded() { # branch: its pull request as patches
    {
        fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" '[GIT PULL] wind'
        echo
        git -C ../down request-pull base . "$1" | sed -E "s,^  (\.|$temporary/down) ,  https://oak.example/wind.git ,"
    } > "../$1.eml"
    b4 --offline-mode pr --explode -o "../$1.mbox" < "../$1.eml" 2> ../said
}
exploded plain
exploded from
series() { sed -nE 's/^(Subject|Date): //p'; }
same "format-patch" "Mon, 1 Dec 2025 10:00:00 +0000
[PATCH 1/2] wind: one
Mon, 1 Dec 2025 10:00:00 +0000
[PATCH 2/2] [x86] wind: five" "$(git -C ../down format-patch --stdout base..plain | series)"
same "b4 pr --explode" "[PATCH 0/2] wind
Mon, 05 Jan 2026 10:00:00 +0000
Mon, 05 Jan 2026 10:00:01 +0000
[PATCH 1/2] wind: one
Mon, 05 Jan 2026 10:00:02 +0000
[PATCH x86 2/2] wind: five" "$(series < ../plain.mbox)"
read_back() { b4 --offline-mode am -o - -m "../$1.mbox" "b4-pr-0-$1@oak.example" 2> ../said; }
read_back plain | git am -q
same "commits" "2026-01-05 wind: five
2026-01-05 wind: one" "$(git log --format='%as %s' base..)"
read_back from > ../am || true
same "a line From the start" "missing [1/2]!" "$(grep -o 'missing.*' ../said)"
