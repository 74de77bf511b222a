#!/usr/bin/env bash
# Text::Quoted 2.10 (Debian, libtext-quoted-perl), by which trackers that receive mails, such as Request Tracker, tell quotes from
# what somebody wrote; on reviews.
#
# Expected: lines with `>` in front are quotes, the others are the reviewer's.
# Seen: a line that begins with `!`, `|`, `:` or `% ` is a quote too: the changed lines of a context diff that a reviewer proposes, a row
# of a table, a line of shell (`: "${WIND:=calm}"`) or of C (`|| calm`, second level). Within a quote such a sign is a second level: `> ! not calm`
# is somebody else's line below Mira's. A row of `*` is a "separator". `#` and `%wind` are none of these.
#
# Here: a page of a tracker that folds quotes away hides parts of a review; what it shows as a quote need not be in any earlier mail.
# For quotes, take `>`, and compare with the mail that is answered.
source "$(dirname "$0")/common"
debian libtext-quoted-perl=2.10-2 libtext-autoformat-perl=1.750000-2 libtext-reform-perl=1.20-5

cat > levels.pl <<'PERL'
use Text::Quoted;

sub show {
    my ($parts, $level) = @_;
    for my $part (@$parts) {
        if (ref $part eq "ARRAY") {
            show($part, $level + 1);
        } elsif (!$part->{empty}) {
            my $kind = $part->{separator} ? "separator" : $level;
            print "$kind: $_\n" for split /\n/, $part->{raw};
        }
    }
}
local $/;
show(extract(<STDIN>), 0);
PERL
levels() { perl levels.pl; }
same "a proposed change" "0: Please write it so:
0: *** a/wind.c
0: --- b/wind.c
separator: ***************
0: *** 1,2 ****
0:   one
1: ! five
0: --- 1,2 ----
0:   one
1: ! calm" "$(levels <<'MAIL'
Please write it so:

*** a/wind.c
--- b/wind.c
***************
*** 1,2 ****
  one
! five
--- 1,2 ----
  one
! calm
MAIL
)"
same "lines of code" '1: : "${WIND:=calm}"
0: #include <wind.h>
0: %wind = ();
1: % make wind
2: || calm
1: | day | wind |' "$(levels <<'MAIL'
: "${WIND:=calm}"

#include <wind.h>
%wind = ();

% make wind

|| calm

| day | wind |
MAIL
)"
same "quotes" "1: > wind is calm
2: > ! not calm
2: > | one
1: > -one
1: > +two
0: Reviewed-by: Bo Reed <bo@oak.example>" "$(levels <<'MAIL'
> wind is calm
> ! not calm
> | one
> -one
> +two

Reviewed-by: Bo Reed <bo@oak.example>
MAIL
)"
