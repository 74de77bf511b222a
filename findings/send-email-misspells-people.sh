#!/usr/bin/env bash
# git 2.39.5 with libmailtools-perl 2.21 (Debian), git send-email, which copies a mail to the people in its trailers.
#
# Expected: whoever a trailer names gets the mail, and the Cc field has the trailer's spelling; at worst quoted.
# Seen: an initial gets a blank in front of its dot: "Bo Q . Reed". A name in parentheses is dropped: `Bo (Oak) Reed` is
# Bo Reed. `Reed, Bo <…>` becomes two recipients, one of them the word "Reed", without a host. A nickname in quotes costs the
# person the mail: no field has it, nothing is said. Of two people on one line the second gets nothing. Comments behind the
# address do no harm.
#
# Here: a Cc field does not tell who was asked to review, or by what name: compare people by address. That a reviewer of v1
# does not answer v2 may mean that nobody sent it to them.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian git-email=1:2.39.5-0+deb12u3 libmailtools-perl=2.21-2 libtimedate-perl

cat > server <<SERVER
#!/usr/bin/env bash
{ echo "Recipients: \${*:2}"; cat; } > $temporary/sent
SERVER
chmod +x server
git init -q oak && cd oak
git commit -q --allow-empty -m base && git tag base
sent() { # trailer: the recipients beside the list and the author, and the Cc field
    git reset -q --hard base
    echo two > a.c
    git add .
    git commit -qm "wind: calm" -m "$1"
    git send-email --quiet --confirm=never --smtp-server="$temporary/server" --to=oak@lists.example --suppress-cc=author -1 > /dev/null 2>&1
    echo "$(sed -n 's/^Recipients: oak@lists.example *//p' ../sent) | $(sed -n '/^Cc: /,/^[A-Z]/p' ../sent | grep -E '^(Cc:|	)' | sed 's/^Cc: //' | tr -d '\n\t')"
}
same "a plain name" "bo@reed.example | Bo Reed <bo@reed.example>" "$(sent 'Reviewed-by: Bo Reed <bo@reed.example>')"
same "an initial" 'bo@reed.example | "Bo Q . Reed" <bo@reed.example>' "$(sent 'Reviewed-by: Bo Q. Reed <bo@reed.example>')"
same "parentheses" "bo@reed.example | Bo Reed <bo@reed.example>" "$(sent 'Reviewed-by: Bo (Oak) Reed <bo@reed.example>')"
same "a comma" "Reed bo@reed.example | Reed,Bo <bo@reed.example>" "$(sent 'Reviewed-by: Reed, Bo <bo@reed.example>')"
same "a nickname" " | " "$(sent 'Reviewed-by: Bo "Red" Reed <bo@reed.example>')"
same "two people" "bo@reed.example | Bo Reed <bo@reed.example>" "$(sent 'Tested-by: Bo Reed <bo@reed.example>, Jo Elm <jo@elm.example>')"
same "a comment" "bo@reed.example | Bo Reed <bo@reed.example>" "$(sent 'Reviewed-by: Bo Reed <bo@reed.example> # only the code')"
