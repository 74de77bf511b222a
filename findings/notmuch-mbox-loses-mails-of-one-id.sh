#!/usr/bin/env bash
# notmuch 0.37 (Debian), notmuch show --format=mbox.
#
# Expected: the mbox has every mail that was indexed, oldest first.
# Seen: of mails that share a Message-ID it has one, also if their texts differ; nothing is said. `notmuch search
# --output=files` names all of them. Threads stand in the mbox newest first, and within a thread the answers follow what
# they answer, so that times run in no direction. The envelope lines have the sender and the Date field's time.
#
# Here: an archive made of such an mbox lacks mails for good. Name the maildir itself as the source, not the export.
source "$(dirname "$0")/common"
debian notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2 libxapian30

mkdir -p mail/cur mail/new mail/tmp
mail() { # file, Message-ID, day, subject, parent, text
    { fields Mira "$3 Jan 2026 10:00:00" "$2" "$4" "$5"; printf '\n%s\n' "$6"; } > "mail/cur/$1:2,S"
}
mail a first 'Mon, 5' '[PATCH] wind: calm' '' 'First.'
mail b used 'Tue, 6' 'Re: [PATCH] wind: calm' first 'One answer.'
mail c used 'Tue, 6' 'Re: [PATCH] wind: calm' first 'Another answer.'
mail d other 'Wed, 7' '[PATCH] sail: mend' '' 'Other.'
mail e late 'Thu, 8' 'Re: [PATCH] wind: calm' used 'Late.'

export NOTMUCH_CONFIG=$temporary/config
printf '[database]\npath=%s\n[user]\nname=Mira Holt\nprimary_email=mira@oak.example\n' "$temporary/mail" > config
notmuch new > /dev/null 2>&1

same "five files are known" 5 "$(notmuch search --output=files '*' | wc -l)"
notmuch show --format=mbox '*' > out.mbox
same "four mails are exported" 4 "$(grep -c '^From ' out.mbox)"
same "one of the two answers is not" 1 "$(grep -cE '^(One|Another) answer' out.mbox)"
same "order and envelope lines" \
"From mira@oak.example Mon Jan  5 10:00:00 2026
From mira@oak.example Tue Jan  6 10:00:00 2026
From mira@oak.example Thu Jan  8 10:00:00 2026
From mira@oak.example Wed Jan  7 10:00:00 2026" \
"$(grep '^From ' out.mbox)"
