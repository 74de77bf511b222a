#!/usr/bin/env bash
# lei 1.9.0 (Debian), `lei q` with `dfpost:`, `dfpre:` and `dfblob:`, the ids of files before and after a patch; git 2.39.5 (Debian).
#
# Expected: the id of a file as git says it in full, `git rev-parse HEAD:wind.c`, finds the patch that made the file so, as git itself takes
# an id in full and shortened for the same.
# Seen: a mail has the digits that its sender's git wrote, mostly seven to thirteen, and lei finds it by these and by fewer, down to seven.
# One digit more finds nothing, and so does the full id; only a mail of `format-patch --full-index` is found by it.
#
# Here: an empty answer to a search by a full id does not show that no mail has the change. Ask with seven digits, and compare the rest.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

git init -q oak
cd oak
echo one > wind.c
git add . && git commit -qm base
echo two > wind.c
git commit -qam 'wind: calm'
before=$(git rev-parse HEAD~1:wind.c) after=$(git rev-parse HEAD:wind.c)
mail() { # name, options of format-patch: a mail without its envelope line
    git "${@:2}" --stdout -1 --subject-prefix="PATCH $1" | sed '1d' > "../$1.eml"
    printf '%s\n' '' >> "../$1.eml"
    sed -i "1i Message-ID: <$1@oak.example>" "../$1.eml"
    lei import --quiet --in-format=eml "../$1.eml"
}
mail short -c core.abbrev=12 format-patch
mail full format-patch --full-index

found() { lei q --quiet -f json "$1" 2> ../said | grep -oE '(short|full)@' | tr -d @ | sort | paste -sd ' '; }
for field in dfpre:$before dfpost:$after dfblob:$after; do
    name=${field%%:*}
    id=${field#*:}
    for digits in 6 7 12 13 40; do
        echo "$name with $digits digits: $(found "$name:${id:0:digits}")"
    done > ../seen
    same "$name" "$name with 6 digits: 
$name with 7 digits: full short
$name with 12 digits: full short
$name with 13 digits: full
$name with 40 digits: full" "$(cat ../seen)"
done
same "for git they are one" "$after $after" "$(git rev-parse "${after:0:7}" "${after:0:12}" | paste -sd ' ')"
