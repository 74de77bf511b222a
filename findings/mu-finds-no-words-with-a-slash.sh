#!/usr/bin/env bash
# mu 1.8.14 (Debian package maildir-utils), mu find, which Emacs's mu4e calls, on patches and answers.
#
# Expected: words joined by a slash or a dash are found as they stand in the mail, as in other searches; brackets do not matter.
# Seen: such words are found one by one, and never together: `arch`, `arm64` and `kvm` find the mail, `arch/arm64/kvm`, `net/sched`,
# `arm.c`, `reviewed-by` and `follow-up` find nothing. In a phrase as well: `subject:"[PATCH v2 1/2]"` and a whole subject as it was
# copied find no mail, `subject:"PATCH v2 1 2"`, without any sign, does. Words with an underscore are found whole, and by no
# part but the first. None of this is an error; it says "no matches".
#
# Here: who looks for a file, a series' number or a trailer finds an empty list; that a path has no patches is not told by it. Give
# readers a search in which paths and `Reviewed-by` are words.
source "$(dirname "$0")/common"
debian maildir-utils=1.8.14-1 guile-3.0-libs libgc1 libunistring2 libgmime-3.0-0 libxapian30 libgpgme11 libassuan0

mkdir -p mail/{cur,new,tmp}
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH v2 1/2] net/sched: calm the sail'
    printf '\nIt was loud in arch/arm64/kvm/arm.c, a follow-up to kvm_vcpu_init.\n\nReviewed-by: Bo Reed <bo@reed.example>\n'
} > mail/new/1.one.oak
mu init --muhome=index --maildir=mail > said 2>&1
mu index --muhome=index > said 2>&1
found() { # queries: those that find the mail
    for query in "$@"; do
        if mu find --muhome=index --fields i "$query" 2> said | grep -q one@oak.example; then echo "$query"; fi
    done | paste -sd,
}
same "words" "arch,arm64,sched,reviewed,follow,kvm_vcpu_init,kvm_vcpu*" \
    "$(found arch arm64 sched reviewed follow kvm_vcpu_init 'kvm_vcpu*')"
same "words joined by signs, a part of a word" "" \
    "$(found arch/arm64/kvm arch/arm64/kvm/arm.c arm.c net/sched subject:net/sched reviewed-by follow-up vcpu)"
same "phrases" 'subject:"PATCH v2 1 2",subject:"PATCH v2 1 2 net sched calm the sail","reviewed by bo reed"' \
    "$(found 'subject:"PATCH v2 1 2"' 'subject:"PATCH v2 1 2 net sched calm the sail"' '"reviewed by bo reed"')"
same "phrases with signs" "" \
    "$(found 'subject:"[PATCH v2 1/2]"' 'subject:"PATCH v2 1/2"' 'subject:"[PATCH v2 1/2] net/sched: calm the sail"' '"Reviewed-by: Bo Reed"')"
