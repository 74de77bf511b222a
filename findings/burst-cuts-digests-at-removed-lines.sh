#!/usr/bin/env bash
# nmh 1.8 (Debian), burst, on a digest of patches in Mailman's plain form (RFC 1153).
#
# Expected: a mail for each of the digest's; they are separated by thirty dashes, and an empty line follows.
# Seen: burst reads by an older rule (RFC 934), by which each line that begins with a dash separates, unless a blank follows. A
# patch falls into pieces at `---`, `--- a/a.c`, git's `-- ` and each removed line, which are lost; items of a list lose
# their dash. A digest of two patches becomes ten mails.
#
# Here: such folders have patches with a title and a message but no diff, next to mails without headers. A plain digest is
# not a good source of patches, whatever splits it: Mailman leaves out References and attached patches as well.
source "$(dirname "$0")/common"
debian nmh=1.8~RC2-2 liblockfile1
export PATH=$temporary/debian/usr/bin/mh:$PATH MH=$temporary/profile
printf 'Path: %s/mail\n' "$temporary" > profile
mkdir -p mail/inbox

entry() { # number, file
    printf 'Message: %s\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nFrom: Mira Holt <mira@oak.example>\n' "$1"
    printf 'Subject: [PATCH %s/2] wind: calm %s\nTo: oak@lists.example\nMessage-ID: <%s@oak.example>\n\n' "$1" "$2" "$1"
    printf 'Two things:\n\n- it was loud\n- it was cold\n\nSigned-off-by: Mira Holt <mira@oak.example>\n---\n %s | 2 +-\n\n' "$2"
    printf 'diff --git a/%s b/%s\n--- a/%s\n+++ b/%s\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n\n------------------------------\n\n' "$2" "$2" "$2" "$2"
}
{
    printf 'From: oak-request@lists.example\nSubject: Oak Digest, Vol 1, Issue 1\nTo: oak@lists.example\n\nTopics:\n\n'
    printf '   1. [PATCH 1/2] wind: calm a.c (Mira Holt)\n   2. [PATCH 2/2] wind: calm b.c (Mira Holt)\n\n'
    printf -- '----------------------------------------------------------------------\n\n'
    entry 1 a.c
    entry 2 b.c
    printf 'End of Oak Digest, Vol 1, Issue 1\n*********************************\n'
} > mail/inbox/1
burst +inbox 1
lines() { for number in "$@"; do echo "$number: $(sed '/./!d' "mail/inbox/$number" | paste -sd'|')"; done; }

same "ten mails, and the digest" 11 "$(ls mail/inbox | wc -l)"
same "of the first patch there are the message, without dashes, and pieces of the diff, without headers" \
"Subject: [PATCH 1/2] wind: calm a.c
it was loud
it was cold
3:  a.c | 2 +-|diff --git a/a.c b/a.c
4: +++ b/a.c|@@ -1 +1 @@
5: +two
6: 2.39.5" \
"$(grep -E '^(Subject|(- )?it was)' mail/inbox/2; lines 3 4 5 6)"
same "no removed line in any mail" 0 "$(cat mail/inbox/{2,3,4,5,6,7,8,9,10,11} | grep -c '^-' || true)"
