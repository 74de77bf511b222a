#!/usr/bin/env bash
# email_reply_trimmer 0.1.6 (Ruby, of Debian), which Discourse and GitLab use to find what somebody wrote anew in an answer by mail; on reviews.
#
# Expected: quoted lines and the line "… wrote:" go, the rest stays.
# Seen: the answer ends at the first line that has nothing but signs: a `+` or `-` alone, which is an added or removed empty line in a sketch, is
# such a line, so that the rest of the sketch and the Reviewed-by below it are lost. A line with four digits and an address behind them, such as
# the quoted `Copyright (C) 2026 Mira Holt <…>` of a new file, is a "… wrote:": of two remarks around it, the second is lost, here a NAK. Lines
# `Cc: …` are the header of a forwarded mail, and with two of them the Reviewed-by in between and all below are lost, while a quoted review of
# somebody else stays. Own lines that begin with "From my" or "Sent with" are the signature of a telephone.
#
# Here: what a forum or a tracker shows of an answer need not be all of it: that it has no Reviewed-by there does not show that nobody gave
# one. An answer's own lines are those without `>`.
source "$(dirname "$0")/common"
debian ruby-email-reply-trimmer=0.1.6-2 ruby3.1 libruby3.1
export RUBYLIB=$temporary/debian/usr/share/rubygems-integration/all/gems/email_reply_trimmer-0.1.6/lib
RUBYLIB+=:$temporary/debian/usr/lib/ruby/3.1.0:$temporary/debian/usr/lib/x86_64-linux-gnu/ruby/3.1.0

new() { # the lines of an answer, as arguments
    printf '%s\n' 'On Mon, 5 Jan 2026 10:00:00 +0000, Mira Holt <mira@oak.example> wrote:' "$@" |
        ruby3.1 --disable-gems -e 'require "email_reply_trimmer"; puts EmailReplyTrimmer.trim(STDIN.read)'
}
reviewed='Reviewed-by: Bo Reed <bo@reed.example>'

same "a plain review" "Looks good.

$reviewed" "$(new '> +	calm(wind);' '' 'Looks good.' '' "$reviewed")"
same "a sketch with an added empty line" "Take the lock:

+	lock(wind);" "$(new '> +	calm(wind);' '' 'Take the lock:' '' '+	lock(wind);' '+' '+	calm(wind);' '' "$reviewed")"
same "a remark below a quoted copyright" "> + * wind.c

This needs a licence." "$(new '> + * wind.c' '' 'This needs a licence.' '' '> + * Copyright (C) 2026 Mira Holt <mira@oak.example>' \
    '> +	calm(wind);' '' 'NAK, it breaks the mill.')"
same "a review between two Cc" "> Reviewed-by: Ane Ash <ane@ash.example>

Please add" "$(new '> Reviewed-by: Ane Ash <ane@ash.example>' '' 'Please add' '' 'Cc: stable@lists.example' '' 'With that,' '' "$reviewed" \
    'Cc: Jo Elm <jo@elm.example>' '' 'Bo')"
same "words of a telephone" "Not yet." "$(new '> +	calm(wind);' '' 'From my point of view it leaks.' 'Sent with the lock held, it hangs.' '' 'Not yet.' | tail -1)"
same "words of a telephone are gone" "" "$(new '> +	calm(wind);' '' 'From my point of view it leaks.' 'Sent with the lock held, it hangs.' '' 'Not yet.' |
    grep -E 'leaks|hangs' || true)"
