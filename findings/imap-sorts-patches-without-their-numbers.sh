#!/usr/bin/env bash
# Dovecot 2.3.19.1 (Debian), SORT and THREAD of its IMAP server (RFC 5256), which mail programs and webmailers ask for.
#
# Expected: sorted by subject, `[PATCH 1/3]` comes before `[PATCH 2/3]`; a thread is what In-Reply-To and References join, with
# mails of the very same subject at most.
# Seen: everything in leading brackets is no part of a subject. SORT (SUBJECT) puts a series in the order of its titles:
# 3/3, 0/3, 2/3, 1/3. THREAD=REFERENCES, the one that RFC 5256 describes, joins threads whose first mails have the same
# title behind the brackets: v1 and v2 of a lone patch that were sent apart, a mail `[RFC]` of somebody else, and an
# answer that lost its references. Patches below a cover letter are no first mails and stay where they are. THREAD=REFS,
# of Dovecot alone, goes by the references.
#
# Here: readers of one list see different threads in one mailbox, by the program that they use. A series that was answered
# "in the wrong order" may have been read in that order; a reply to v2 may quote v1, as both were one thread.
source "$(dirname "$0")/common"
debian dovecot-core=1:2.3.19.1+dfsg1-2.1+deb12u7 dovecot-imapd=1:2.3.19.1+dfsg1-2.1+deb12u7 libexttextcat-2.0-0 libsodium23
export LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$temporary/debian/usr/lib/dovecot

mkdir -p mail/cur mail/new mail/tmp run
mail() { # number, sender, subject, parent
    { fields "$2" "Mon, 5 Jan 2026 10:0$1:00" "$1" "$3" "$4"; printf '\nText.\n'; } > "mail/cur/$1:2,S"
}
mail 1 Mira '[PATCH 0/3] Calm the wind' ''
mail 2 Mira '[PATCH 1/3] wind: zones' 1
mail 3 Mira '[PATCH 2/3] mast: oil' 1
mail 4 Mira '[PATCH 3/3] anchor: mend' 1
mail 5 Mira '[PATCH] mast: oil' ''
mail 6 Mira '[PATCH net-next v2] mast: oil' ''
mail 7 Bo '[RFC] mast: oil' ''
mail 8 Ane 'Re: [PATCH net-next v2] mast: oil' ''

# The server reads no mail as root.
user=$(id -u)
if [ "$user" = 0 ]; then
    user=65534
    chmod 755 "$temporary"
    chown -R "$user:$user" mail run
fi
ask() {
    printf 'a SELECT INBOX\r\nb %s UTF-8 ALL\r\nc LOGOUT\r\n' "$1" |
        env DOVECONF_ENV=1 USER=mira HOME="$temporary/run" MAIL_UID="$user" MAIL_GID="$user" BASE_DIR="$temporary/run" \
            MAIL_LOCATION="maildir:$temporary/mail" MAIL_PLUGINS= "$temporary/debian/usr/lib/dovecot/imap" 2> /dev/null |
        tr -d '\r' | sed -n 's/^\* \(SORT\|THREAD\) //p'
}

same "sorted by subject: anchor, Calm, mast, ..., wind" "4 1 3 5 6 7 8 2" "$(ask 'SORT (SUBJECT)')"
same "the references of RFC 5256 join versions, persons and answers" "(1 (2)(3)(4))((5)(6)(7)(8))" "$(ask 'THREAD REFERENCES')"
same "those of Dovecot do not" "(1 (2)(3)(4))(5)(6)(7)(8)" "$(ask 'THREAD REFS')"
