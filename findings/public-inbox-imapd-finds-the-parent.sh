#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), public-inbox-imapd, asked by SEARCH of IMAP.
#
# Expected: as RFC 3501 has it: HEADER finds the mails whose field has the string, SUBJECT, BODY and TEXT a piece of a word as well, and
# SEEN and ANSWERED those that have the flag.
# Seen: `HEADER In-Reply-To ID` and `HEADER References ID` find the mail ID itself, and none of its answers, as if Message-ID had been asked
# for. Words are found whole only, "[PATCH 1/2]" and "the wind" as phrases: not `zone` in "zones", nor `wind` in `wind_init`. TEXT does not look
# at To and Cc. FETCH shows no flag for any mail; SEEN finds all of them all the same, and so do ANSWERED and UNSEEN.
#
# Here: a mail program that looks for answers in such an archive shows the patch as the answer to itself, or none; "answered" says
# nothing. Who reads an archive by IMAP has to fetch the headers and follow References.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example

mkdir emergency
public-inbox-init -V2 --newsgroup oak.list oak "$temporary/oak" https://oak.example/oak oak@lists.example > said 2>&1
git config -f config publicinboxmda.spamcheck none
mail() { # number, subject, parent, text
    { fields Mira "Mon, 5 Jan 2026 10:0$1:00" "m$1" "$2" "$3"; printf 'Cc: Bo Reed <bo@reed.example>\n\n%s\n' "$4"; } |
        public-inbox-mda --no-precheck 2> said
}
mail 1 '[PATCH 0/2] Calm the wind' '' 'It is loud.'
mail 2 '[PATCH 1/2] wind: mend zones' m1 'Text of one.'
mail 3 '[PATCH 2/2] wind: oil' m1 'Text of wind_init.'
mail 4 'Re: [PATCH 2/2] wind: oil' m3 'Fine.'

cat > ask.py <<'PYTHON'
import imaplib
import os
import socket
import subprocess
import sys

# The server takes a socket that is open already, on a port that the system chose.
with socket.create_server(("127.0.0.1", 0)) as listening:
    os.dup2(listening.fileno(), 3)
    port = listening.getsockname()[1]
    server = subprocess.Popen(
        ["sh", "-c", "LISTEN_FDS=1 LISTEN_PID=$$ exec public-inbox-imapd -W0"], pass_fds=(3,), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)
try:
    box = imaplib.IMAP4("127.0.0.1", port, timeout=60)
    box.login("anonymous", "anonymous")
    box.select("oak.list.0", readonly=True)
    for query in sys.argv[1:]:
        answer = box.fetch("1:4", "(FLAGS)") if query == "FLAGS" else box.search(None, query)
        print(query, *(line.decode() or "no mail" for line in answer[1]), sep=": ")
    box.logout()
finally:
    server.terminate()
    server.wait()
PYTHON
ask() { python3 -W ignore ask.py "$@"; }

same "fields" 'HEADER Message-ID "m1@oak.example": 1
HEADER In-Reply-To "m1@oak.example": 1
HEADER In-Reply-To "m4@oak.example": 4
HEADER References "m3@oak.example": 3' \
    "$(ask 'HEADER Message-ID "m1@oak.example"' 'HEADER In-Reply-To "m1@oak.example"' 'HEADER In-Reply-To "m4@oak.example"' \
        'HEADER References "m3@oak.example"')"
same "words" 'SUBJECT "[PATCH 1/2]": 2
SUBJECT "the wind": 1
SUBJECT "zones": 2
SUBJECT "zone": no mail
BODY "wind_init": 3
BODY "wind": no mail
CC "reed": 1 2 3 4
TEXT "reed": no mail' "$(ask 'SUBJECT "[PATCH 1/2]"' 'SUBJECT "the wind"' 'SUBJECT "zones"' 'SUBJECT "zone"' 'BODY "wind_init"' 'BODY "wind"' \
    'CC "reed"' 'TEXT "reed"')"
same "flags" "FLAGS: 1 (UID 1 FLAGS ()): 2 (UID 2 FLAGS ()): 3 (UID 3 FLAGS ()): 4 (UID 4 FLAGS ())
SEEN: 1 2 3 4
UNSEEN: 1 2 3 4
ANSWERED: 1 2 3 4
FLAGGED: no mail" "$(ask FLAGS SEEN UNSEEN ANSWERED FLAGGED)"
