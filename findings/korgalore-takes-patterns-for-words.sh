#!/usr/bin/env bash
# korgalore 0.7.0 (PyPI), the search that kgl track-subsystem makes of a section of MAINTAINERS, run by lei 1.9.0 (Debian) on an archive.
#
# Expected: the patches that get_maintainer.pl gives to the section, with an `F:` anchored at the top of the tree, `*` inside it,
# an `X:` that takes one file out, and `N:` and `K:` without a metacharacter found anywhere in a name or a line.
# Seen: each pattern becomes a phrase of words behind `dfn:`. `include/wind.h` finds tools/include/wind.h and include/wind.h.in,
# `drivers/wind/` finds tools/drivers/wind/a.c, Drivers/Wind/a.c and drivers-wind/a.c; `drivers/*/wind*.c` finds all files that have
# "drivers" and a word that begins with "wind" in a row, whatever is in between or behind. `N: breeze` does not find
# drivers/seabreeze_x.c, nor `K: wind_calm` a call of devm_wind_calm(). A patch is not found if an `X:` excludes one of its files,
# though it changes others of the section.
#
# Here: a mailbox filled so lacks patches that the section's maintainers got, and has others. For the patches of a subsystem compare
# the paths of the diff with the patterns.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1
pypi korgalore==0.7.0

export PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
mkdir emergency
public-inbox-init -V2 oak "$temporary/oak" http://oak.example/oak oak@lists.example 2> /dev/null
git config -f "$HOME/.public-inbox/config" publicinboxmda.spamcheck none
count=10
patch() { # name, the line that is added, files
    count=$((count + 1))
    {
        fields Mira "Mon, 5 Jan 2026 10:00:$count" "$1" "[PATCH] $1"
        printf '\nIt was loud.\n---\n'
        for file in "${@:3}"; do
            printf 'diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-one\n+%s\n' "$file" "$file" "$file" "$file" "$2"
        done
        printf -- '-- \n2.39.5\n'
    } | public-inbox-mda --no-precheck
}
patch folder two drivers/wind/a.c
patch below two drivers/wind/b/c.c
patch star two drivers/sea/wind_x.c
patch header two include/wind.h
patch excluded two drivers/wind/calm/x.c
patch partly-excluded two drivers/wind/a.c drivers/wind/calm/x.c
patch name two drivers/breeze.c
patch name-inside two drivers/seabreeze_x.c
patch content 'wind_calm(2);' mm/a.c
patch content-inside 'x = devm_wind_calm(2);' mm/a.c
patch other-tools two tools/drivers/wind/a.c tools/include/wind.h
patch other-case two Drivers/Wind/a.c
patch other-dash two drivers-wind/a.c
patch other-suffix two include/wind.h.in
patch other-mill two drivers/windmill/a.c
patch other two mm/b.c

cat > MAINTAINERS <<'SECTION'
Maintainers List
----------------

SECTION
printf 'WIND DRIVERS\n%s\n' $'M:\tMira <mira@oak.example>\nF:\tdrivers/wind/' >> MAINTAINERS
printf '%s\n' $'F:\tdrivers/*/wind*.c' $'F:\tinclude/wind.h' $'X:\tdrivers/wind/calm/' $'N:\tbreeze' $'K:\twind_calm' >> MAINTAINERS
query=$(python - <<'PYTHON'
from pathlib import Path
from korgalore.maintainers import build_patches_query, get_subsystem

print(build_patches_query(get_subsystem(Path("MAINTAINERS"), "WIND DRIVERS"), "2020-01-01")[0])
PYTHON
)
found() { lei q --stdin --only="$temporary/oak" -f mboxrd <<< "$1" 2> /dev/null | sed -n 's/^Subject: \[PATCH\] //p' | sort | paste -sd' '; }

same "the search" "(dfn:drivers/wind/ OR dfn:drivers/*/wind*.c OR dfn:include/wind.h OR dfn:breeze OR dfb:wind_calm)\
 NOT dfn:drivers/wind/calm/ AND d:2020-01-01.." "$query"
same "found: all but partly-excluded, name-inside and content-inside, and five others" \
    "below content folder header name other-case other-dash other-mill other-suffix other-tools star" "$(found "$query")"
same "of a folder" "below excluded folder other-case other-dash other-tools partly-excluded" "$(found dfn:drivers/wind/)"
same "of a pattern with stars" "below excluded folder other-case other-dash other-mill other-tools partly-excluded star" \
    "$(found 'dfn:drivers/*/wind*.c')"
