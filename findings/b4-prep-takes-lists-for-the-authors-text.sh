#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 prep --from-thread and b4 send -o, on a series that was sent with git 2.39.5 (Debian), git format-patch
# --cover-letter --base --range-diff; that is how an author moves a series to b4, or takes over somebody else's.
#
# Expected: the next version has the text of the last cover letter, and new lists.
# Seen: the whole mail becomes the text: list of titles, diffstat, range-diff, base and even the signature, whose blank is lost, so that
# it ends nothing. b4 asks to "review before sending", for which two marked lines must go; below the rest it writes its own lists. So
# v3 names first the patches, the lines and the base of v2 and "Range-diff against v1", and then those of v3.
# b4 am then takes the first base, so it proposes to begin where v2 began.
#
# Here: of two lists of titles, two diffstats or two `base-commit:` in a cover letter, the last is that of the mail; a range-diff in
# it may be that of an earlier version, with hashes that the thread does not have.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
git config --global b4.send-no-patatt-sign yes

git init -q oak && cd oak
seq 9 > a.c && git add . && git commit -qm base && git tag base
change() { sed -i "s/^$1\$/$2/" a.c && git commit -qam "$3"; }
git checkout -q -b v1 && change 5 FIVE 'wind: calm'
git checkout -q -b v2 base && change 5 five 'wind: calm' && change 9 nine 'sail: mend'
git format-patch --stdout --thread --cover-letter -v2 --base=base --range-diff=base..v1 base |
    sed 's/\*\*\* SUBJECT HERE \*\*\*/oak: calm/; s/\*\*\* BLURB HERE \*\*\*/It was loud./' > ../v2
id=$(sed -n '0,/^Message-I/s/^Message-I.: <\(.*\)>/\1/p' ../v2)
mkdir -p "../site/$id" && gzip -n < ../v2 > "../site/$id/t.mbox.gz"
serve ../site

git checkout -q main
git commit -q --allow-empty -m 'main goes on' && git tag newer
b4() { command b4 -n -c "b4.midmask=http://127.0.0.1:$port/%s" -c "b4.searchmask=http://127.0.0.1:$port/?q=%s" "$@" > ../said 2>&1; }
b4 prep -n oak --from-thread "$id"
EDITOR='sed -i -e /EDITME:/d -e /Please.review/d' b4 prep --edit-cover
git rebase -q --onto newer base > ../said 2>&1
git reset -q --hard HEAD^ && change 2 two 'hull: paint'
b4 --offline-mode send -o ../mails --no-sign --no-trailer-to-cc --to oak@lists.example

cover=$(sed -E '1,/^$/d; /^$/d; s/[0-9a-f]{7}\b/ID/g; s/^change-id: .*/change-id: OAK/' ../mails/0000*)
for tag in base newer; do cover=${cover//$(git rev-parse $tag | sed -E 's/.{7}$/ID/')/$tag}; done
same "titles of the patches" '[PATCH v3 1/2] wind: calm
[PATCH v3 2/2] hull: paint' "$(sed -ns 's/^Subject: //p' ../mails/000[12]*)"
same "cover letter of v3" 'It was loud.
Mira Holt (2):
  wind: calm
  sail: mend
 a.c | 4 ++--
 1 file changed, 2 insertions(+), 2 deletions(-)
Range-diff against v1:
1:  ID ! 1:  ID wind: calm
    @@ a.c
      3
      4
     -5
    -+FIVE
    ++five
      6
      7
      8
-:  ------- > 2:  ID sail: mend
--
2.39.5
base-commit: base
---
Mira Holt (2):
      wind: calm
      hull: paint
 a.c | 4 ++--
 1 file changed, 2 insertions(+), 2 deletions(-)
---
base-commit: newer
change-id: OAK
Best regards,
--  
Mira Holt <mira@oak.example>' "$cover"
for mail in ../mails/*; do echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat "$mail"; echo; done > ../v3
id=$(sed -n '0,/^Message-I/s/^Message-I.: <\(.*\)>/\1/p' ../v3)
command b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../v3 -o .. "$id" > ../said 2>&1
same "the base that b4 am proposes" "$(git rev-parse base)" "$(sed -n 's/.*git checkout -b [^ ]* //p' ../said)"
