#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), public-inbox-learn rm and public-inbox-purge, on a mail that is to be taken down, given as its sender or
# a receiver has it.
#
# Expected: the mail is known by its Message-ID; if nothing can be removed, the tool says so and fails, as purge does.
# Seen: a mail is removed only if it has the same sender, recipients, date, subject and text. If the archive has the mail with the
# footer of the list, or the given copy lacks a Cc or differs in a blank of the text, nothing is removed, learn says nothing, and ends
# with 0. Of two copies that the archive has under one Message-ID, the one that is alike goes and the other stays. purge says "Not found"
# and ends with 1.
#
# Here: what was to be taken down may still be in an archive, and come from there to a site. Remove by the mail as the archive has it
# (`/raw`), and look for the Message-ID afterwards.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1

export PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example
mkdir emergency
public-inbox-init -V2 oak "$temporary/oak" http://oak.example/oak oak@lists.example 2> /dev/null
git config -f "$HOME/.public-inbox/config" publicinboxmda.spamcheck none
mail() { # id, field, footer
    fields Mira 'Mon, 5 Jan 2026 10:00:00' "$1" "[PATCH] $1"
    printf '%s\nMy number is 555-01.\n%s' "${2-}" "${3-}"
}
deliver() { public-inbox-mda --no-precheck 2> /dev/null; }
footer=$'_____\nThe list Oak\n'
mail alike | deliver
mail with-footer '' "$footer" | deliver
mail with-cc $'Cc: Bo <bo@oak.example>\n' | deliver
mail with-blank | deliver
mail twice | deliver
mail twice '' "$footer" | deliver

archived() { lei q --only="$temporary/oak" -f mboxrd "m:$1@oak.example" 2> /dev/null | grep -c '^Subject: ' || true; }
removed() { # id; the given copy comes from standard input: what the tool says, its code, mails of that id that are left
    public-inbox-learn rm > said 2>&1
    echo "'$(cat said)' $? $(archived "$1")"
}
same "the same mail" "'' 0 0" "$(mail alike | removed alike)"
same "the archive's has a footer" "'' 0 1" "$(mail with-footer | removed with-footer)"
same "the archive's has a Cc more" "'' 0 1" "$(mail with-cc | removed with-cc)"
same "another blank in the text" "'' 0 1" "$(mail with-blank | sed 's/number is/number  is/' | removed with-blank)"
same "one of two" "'' 0 1" "$(mail twice | removed twice)"
purged() { public-inbox-purge "$temporary/oak" > said 2>&1 && echo "0" || echo "$? $(head -1 said)"; }
same "purge of the copy without a footer" "1 Not found" "$(mail with-footer | purged)"
same "purge of what the archive has" "0" "$(mail with-footer '' "$footer" | sed 's/^Message-ID.*/&\nList-Id: <oak.lists.example>/' | purged)"
