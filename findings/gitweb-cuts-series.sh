#!/usr/bin/env bash
# gitweb 2.39.5 (Debian) as it comes, `a=patches`, the link "patches" of its pages; git 2.39.5 (Debian), git format-patch.
#
# Expected: with `hp=` and `h=`, all commits of the range, as git format-patch writes them, or an error if that is too much.
# Seen: the newest sixteen, numbered `[PATCH 01/16]` to `[PATCH 16/16]`, so that nothing shows that four are missing in front. They come as
# if they were all, with status 200. Without `hp=` it is the same. The first of them does not apply to the base, where that matters. The
# number is in the site's settings (`patches`), where -1 means all, and not on the page.
#
# Here: a series that was taken from such a page is complete by its numbers and is not; `16/16` of a longer branch has other numbers than the
# mails had, so compare titles and diffs.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian gitweb=1:2.39.5-0+deb12u3 libcgi-pm-perl libhtml-parser-perl

mkdir hosted && cd hosted
git init -q oak && cd oak
echo 0 > a.c
git add . && git commit -qm base && git tag base
for number in $(seq 20); do
    echo "$number" > a.c
    git commit -qam "wind: $number"
done
cd ..
page() { # query, settings
    printf 'our $projectroot = "%s";\n%s\n1;\n' "$PWD" "${2-}" > ../settings.perl
    GITWEB_CONFIG=../settings.perl GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET SERVER_NAME=oak.example SCRIPT_NAME=/ \
        QUERY_STRING="p=oak/.git;$1" /usr/bin/perl "$temporary/debian/usr/share/gitweb/gitweb.cgi" 2> /dev/null
}
titles() { grep -E '^(Subject|Status)' | sed -n '1p;$p'; }

same "git format-patch" "Subject: [PATCH 01/20] wind: 1
Subject: [PATCH 20/20] wind: 20" "$(git -C oak format-patch --stdout base | titles)"
same "a=patches of the same range" "Subject: [PATCH 01/16] wind: 5
Subject: [PATCH 16/16] wind: 20" "$(page 'a=patches;hp=base;h=HEAD' | titles)"
same "with the other setting" "Subject: [PATCH 01/20] wind: 1
Subject: [PATCH 20/20] wind: 20" "$(page 'a=patches;hp=base;h=HEAD' '$feature{"patches"}{"default"} = [-1];' | titles)"
page 'a=patches;hp=base;h=HEAD' | sed '1,/^\r*$/d' > ../series.mbox
git -C oak reset -q --hard base
same "on the base" "refused" "$(git -C oak am -q ../../series.mbox > /dev/null 2>&1 && echo taken || echo refused)"
