#!/usr/bin/env bash
# Breezy 3.3.2 (Debian), brz send of two commits of a branch.
#
# Expected: a patch a commit, or one patch below the messages of the commits, as git format-patch and darcs send write them.
# Seen: one patch of the branch as a whole, and of no commit any message, author or trailer: those are in the base64 bundle
# below it alone. Above it stand lines of `# Bazaar merge directive format 2`, with the time but no person. A file that
# was only renamed is a line `=== renamed file 'old' => 'new'` without any `---`, and names have no a/ or b/ but a time
# behind a tab. An empty line that belongs to no hunk follows a file's diff.
#
# Here: all that a digest can say comes from the subject (`[MERGE] last message's title`), the From field and the diff:
# the text above the diff is no commit message, one mail may be several commits, and the first part of a name is no prefix.
source "$(dirname "$0")/common"
debian brz=3.3.2-3 python3-breezy=3.3.2-3 libpython3.11 python3-configobj python3-six python3-fastbencode python3-merge3 \
    python3-yaml python3-dulwich python3-patiencediff python3-urllib3
export PYTHONPATH=$temporary/debian/usr/lib/python3/dist-packages BRZ_EMAIL='Joerg Tael <joerg@oak.example>' BRZ_LOG=/dev/null

brz init -q trunk
cd trunk
mkdir src
printf '%s\n' one two three > src/gust.c
printf 'sail\n' > sail.txt
brz add -q
brz commit -q -m base
cd ..
brz branch -q trunk work
cd work
sed -i 's/two/2/' src/gust.c
brz commit -q -m 'wind: calm

It was loud.

Reviewed-by: Bo Reed <bo@reed.example>'
brz mv -q sail.txt mast.txt
brz commit -q -m 'sail: call it a mast'

brz send -o ../directive ../trunk 2> /dev/null
same "the readable part" \
"# Bazaar merge directive format 2 (Bazaar 0.90)
# Begin patch
=== renamed file 'sail.txt' => 'mast.txt'
=== modified file 'src/gust.c'
--- src/gust.c<tab>TIME
+++ src/gust.c<tab>TIME
@@ -1,3 +1,3 @@
 one
-two
+2
 three

# Begin bundle" \
"$(sed '/^# Begin bundle/q' ../directive |
    sed -E '/^# (revision_id|target_branch|testament_sha1|timestamp|base_revision_id): /d; /^# $/d; s/\t[0-9].*/<tab>TIME/')"
same "no message, no trailer, no author's name" 0 "$(grep -cE 'calm|loud|mast a|Reviewed-by|Joerg Tael' ../directive || true)"
