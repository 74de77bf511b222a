#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 shazam -M, which applies a series and merges it, with a cover letter of git 2.39.5 (Debian), git format-patch
# --cover-letter --range-diff --base.
#
# Expected: the message of the merge is what the author wrote in the cover letter.
# Seen: it is all of the mail down to the base: notes on versions, the list of titles, the list of files and the whole range-diff, with
# its lines of code. Only a `---` that the author typed into the cover letter ends the message there. A `Reviewed-by:` in the cover
# letter stands in the middle and is no trailer of the merge.
#
# Here: a merge commit has titles, lines of code and signs such as `1:  0123 ! 1:` that no patch of the series has; a search in the log for
# a title finds the merge, with the maintainer as the author. Read the text of a cover letter from its mail.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
export GIT_AUTHOR_DATE='Mon, 5 Jan 2026 10:00:00 +0000' GIT_COMMITTER_DATE='Mon, 5 Jan 2026 10:00:00 +0000'

git init -q oak && cd oak
seq 9 > a.c && git add . && git commit -qm base && git tag base
sed -i 's/5/five/' a.c && git commit -qam 'wind: calm' -m 'It was loud, and was said to be so by all who heard it.' && git tag v1
sed -i 's/five/FIVE/' a.c && git commit -qa --amend --no-edit
sed -i 's/9/nine/' a.c && git commit -qam 'sail: mend'
mails() { # the author's text
    git format-patch -q --stdout --cover-letter --thread -v2 --base=base --range-diff=base..v1 base..main |
        awk -v text="$1" '/BLURB HERE/ { $0 = text } { sub(/\*\*\* SUBJECT HERE \*\*\*/, "oak: two"); print }'
}
merge() {
    git checkout -q -B here base
    b4 --offline-mode -n --no-stdin shazam -M --no-cache --use-local-mbox ../mails \
        "$(sed -n '0,/^Message-Id: /s/^Message-Id: <\(.*\)>/\1/p' ../mails)" > ../said 2>&1
    git log -1 --format='%an: %s%n%b' | sed -E 's/\b[0-9a-f]{7}\b/ID/g; s/^Link: .*/Link: LINK/; /^$/d'
}
mails $'It was loud.\n\nReviewed-by: Cy Wood <cy@oak.example>' > ../mails
same "the merge" 'Mira Holt: Merge patch series "oak: two"
Mira Holt <mira@oak.example> says:
It was loud.
Reviewed-by: Cy Wood <cy@oak.example>
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
    -+five
    ++FIVE
      6
      7
      8
-:  ------- > 2:  ID sail: mend
Link: LINK
Signed-off-by: Mira Holt <mira@oak.example>' "$(merge)"
same "its trailers" "Link Signed-off-by" "$(git log -1 --format='%(trailers:keyonly,separator=%x20)')"
mails $'It was loud.\n\n---\nv2: louder' > ../mails
same "with a line of dashes" 'Mira Holt: Merge patch series "oak: two"
Mira Holt <mira@oak.example> says:
It was loud.
Link: LINK
Signed-off-by: Mira Holt <mira@oak.example>' "$(merge)"
