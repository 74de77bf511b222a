#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei rediff, which writes a patch from a mail again with other options of git diff (more context, other
# colours), on mails that lei has, with a repository of the project from before the patch.
#
# Expected: the patch with the context asked for; what it cannot make again stays as the mail has it.
# Seen: a file that the patch adds is left out of the diff, while the list of files above still has it: nothing is left of a patch
# that only adds. `lei blob` finds the same contents in the same mail. A file that is only moved or gets another mode is left out as
# well, if other files of the mail change, and so is one whose earlier contents neither the repository nor a mail has. Standard
# error names the added file and the unknown one among many notes ("could not find"), the others nowhere. In a repository that has
# the commit already, the added file is there.
#
# Here: a patch on a list or in a folder may lack files that its diffstat names; take them from the mail that was sent.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

git init -q oak && cd oak
seq 1 20 > a.c
seq 1 20 > mode.c
echo one > gone.c
seq 1 9 > old.c
git add . && git commit -qm base
git clone -q --bare . ../before.git
sed -i 's/^10$/ten/' a.c
seq 1 30 > new.c
chmod +x mode.c
git rm -q gone.c
git mv old.c moved.c
git add . && git commit -qm 'wind: calm'
new=$(git rev-parse --short HEAD:new.c)
git format-patch -q --stdout HEAD~1 | sed '1d; s/^Subject: /Message-ID: <one@oak.example>\n&/' > ../mail.eml
cd ..
lei import -q -F eml mail.eml

files() { sed -n 's/^diff --git.* b\///p; s/^\(.[0-9a-z]*\) files changed.*/\1 in the list/p' | sed 's/^ *//' | paste -sd' '; }
rediff() { lei rediff --git-dir="$temporary/$1" -U1 < "$2" 2> notes | files; }

same "the mail" "5 in the list a.c gone.c mode.c moved.c new.c" "$(files < mail.eml)"
same "lei rediff before the commit" "5 in the list a.c gone.c" "$(rediff before.git mail.eml || true)"
same "what it says" "# could not find $new" "$(grep 'could not' notes)"
same "lei rediff after the commit" "5 in the list a.c gone.c new.c" "$(rediff oak/.git mail.eml || true)"
same "lei blob finds the new file" 30 "$(lei blob --git-dir="$temporary/before.git" "$new" 2> notes | wc -l)"

sed 's/^index [0-9a-f]*\.\.[0-9a-f]* 100644/index 1111111..2222222 100644/; s/one@/two@/' mail.eml > other.eml
lei import -q -F eml other.eml
same "lei rediff of a file with contents unknown" "5 in the list gone.c" "$(rediff before.git other.eml || true)"
