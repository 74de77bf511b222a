#!/usr/bin/env bash
# git-cliff 2.14.2 (PyPI), which writes changelogs, with the settings that it has if there is no cliff.toml; on commits as patches by mail become.
#
# Expected: `net/sched: mend the sail` is in the changelog under its title, or is left out with a message, as it is no "conventional commit"; the
# trailers are those of git, of the last paragraph.
# Seen: what stands in front of the first colon is the kind of change, and is not written: `drm/i915: mend the sail`, `net/sched: mend the sail`
# and `mm/page_alloc.c: mend the sail` are three lines "Mend the sail" under "Other". A title without a colon is left out. Footers begin at the
# first paragraph with `word: ` or `word #`: after "Result: calm." all further paragraphs are part of that footer and not of the body, `[bo:
# mended]` is one with the name "[bo", and `(cherry picked from …)` is part of the person in front of it.
#
# Here: changelogs of such projects do not name subsystems; take titles and trailers from the commits themselves.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi git-cliff==2.14.2

git init -q oak && cd oak
for subsystem in drm/i915 net/sched mm/page_alloc.c 'KVM: x86'; do git commit -q --allow-empty -m "$subsystem: mend the sail"; done
git commit -q --allow-empty -m 'Linux 6.1'
same "the changelog" "## [unreleased]
### 💼 Other
- Mend the sail
- Mend the sail
- Mend the sail
- X86: mend the sail" "$(git cliff 2> ../said | sed -n '/^##/,/^<!--/p' | grep -v '^$\|^<!--')"
same "what it says of the other" "1 commit(s) were skipped due to parse error(s)" "$(grep -o '1 commit.*error(s)' ../said)"

git checkout -q --orphan other
git commit -q --allow-empty -m 'wind: calm' -m 'It was loud.' -m 'Result: calm.' -m 'That is all of it, in hull #4.' \
    -m 'Signed-off-by: Ane Elm <ane@elm.example>
[bo: mended the sail]
Signed-off-by: Bo Reed <bo@reed.example>
(cherry picked from commit 0123456789ab)
Reviewed-by: Cy Wood <cy@oak.example>'
git cliff --context 2> /dev/null > ../context.json
same "body and footers" "body It was loud.
Result = calm.\n\nThat is all of it, in hull #4.
Signed-off-by = Ane Elm <ane@elm.example>
[bo = mended the sail]
Signed-off-by = Bo Reed <bo@reed.example>\n(cherry picked from commit 0123456789ab)
Reviewed-by = Cy Wood <cy@oak.example>" "$(python3 -c '
import json
commit = json.load(open("../context.json"))[0]["commits"][0]
print("body", commit["body"])
for footer in commit["footers"]:
    print(footer["token"], "=", footer["value"].replace("\n", "\\n"))')"
same "trailers of git" "Signed-off-by Signed-off-by Reviewed-by" \
    "$(git log -1 --format='%(trailers:only,keyonly,separator=%x20)')"
