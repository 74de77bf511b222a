#!/usr/bin/env bash
# liblore 0.10.1 (PyPI), liblore.series, on cover letters as git 2.39.5 (Debian), git format-patch, writes them.
#
# Expected: a cover letter is told from patches (is_cover, has_diff), and gives the trailers that its author put at the end of the text, such
# as a Tested-by for the series.
# Seen: the sum below the list of files, `1 file changed`, makes it a mail with a diff, whose trailers are those of the last paragraph: the
# Tested-by above the titles is lost. With a range-diff at its end, whose empty lines have blanks, the lines of
# messages in it that did not change are trailers of the cover letter, as only blanks are in front of them: a Reviewed-by, and a title such as
# `mailmap: add Jo Elm <…>` with "mailmap" for the kind of review. Without a list of files, as other programs write
# cover letters, the Tested-by is found.
#
# Here: a cover letter seems to have reviews that nobody gave to it, and to lack its author's. Read of it only what is above the titles.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi liblore==0.10.1

git init -q project
cd project
echo one > .mailmap && git add . && git commit -qm base && git tag base
message='mailmap: add Jo Elm <jo@elm.example>

Reviewed-by: Bo Reed <bo@reed.example>'
echo two > .mailmap && git commit -qam "$message" && git tag v1
git commit -q --amend -m "$message
Acked-by: Ane Ash <ane@ash.example>"

cat > ../trailers.py <<'PYTHON'
import sys

from liblore.series import summarize_message
from liblore.utils import split_mbox

cover = summarize_message(split_mbox(sys.stdin.buffer.read())[0])
print(f"cover {cover.patch.is_cover}, diff {cover.has_diff}:", *(f"{trailer.name} ({trailer.addr[0]})" for trailer in cover.trailers))
PYTHON
read_cover() { # options of format-patch
    git format-patch -q -v2 --cover-letter --stdout "$@" base > ../series
    sed -i 's/^\*\*\* BLURB HERE \*\*\*$/It was loud.\n\nTested-by: Mira Holt <mira@oak.example>/' ../series
    python ../trailers.py < ../series
}

same "with a list of files" "cover True, diff True:" "$(read_cover)"
same "without one" "cover True, diff False: Tested-by (Mira Holt)" "$(sed '/^ .mailmap |/d; /^ 1 file changed/d' ../series | python ../trailers.py)"
same "with a range-diff" "cover True, diff True: mailmap (add Jo Elm) Reviewed-by (Bo Reed)" "$(read_cover --range-diff=base..v1)"
same "the range-diff" "         mailmap: add Jo Elm <jo@elm.example>
         Reviewed-by: Bo Reed <bo@reed.example>
    +    Acked-by: Ane Ash <ane@ash.example>" "$(sed -n '/Commit message/,/Acked/p' ../series | grep -E 'mailmap:|-by:')"
