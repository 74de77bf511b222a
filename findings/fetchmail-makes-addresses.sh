#!/usr/bin/env bash
# fetchmail 6.4.37 (Debian), with the settings that it begins with, on a mail whose recipients are in part names without a host, as they
# are typed (`Cc: stable`); from a POP3 server on this machine.
#
# Expected: the mail as the server has it, below one more Received field.
# Seen: names without a host get the host that fetchmail asked: `stable@127.0.0.1`, also in Reply-To and behind a person's name, so that
# new addresses appear that nobody wrote. In a field that has a quoted name, such as `"Q. Reed" <…>`, those behind it are left
# alone unless they stand in `<>`. Text, and Mail-Followup-To, stay. `no rewrite` turns it off.
#
# Here: an archive that was fed so has persons at the host of a provider, and the same mail differs from other archives in its To
# and Cc. Compare people by address only where the host is one that mails come from.
source "$(dirname "$0")/common"
debian fetchmail=6.4.37-1

cat > server.py <<'SERVER'
import socket
mail = open("mail", "rb").read().replace(b"\n", b"\r\n")
listener = socket.create_server(("127.0.0.1", 0))
open("port", "w").write(str(listener.getsockname()[1]))
lines = listener.accept()[0].makefile("rwb")
def say(text):
    lines.write(b"+OK " + text + b"\r\n")
    lines.flush()
say(b"oak")
for line in lines:
    word = line.split()[0].upper()
    size = str(len(mail)).encode()
    answers = {b"CAPA": b"\r\nUIDL\r\n.", b"STAT": b"1 " + size, b"LIST": b"1 " + size, b"UIDL": b"1 one", b"RETR": b"\r\n" + mail + b"."}
    if word in (b"LIST", b"UIDL") and len(line.split()) == 1:
        answers[word] = b"\r\n" + answers[word] + b"\r\n."
    say(answers.get(word, b""))
    if word == b"QUIT":
        break
SERVER
cat > mail <<'MAIL'
From: Mira <mira@oak.example>
To: oak@lists.example, bo (Bo Reed)
Cc: stable, Jo Elm <jo>
Reply-To: mira
Mail-Followup-To: oak
Subject: [PATCH] wind: calm
Message-ID: <calm@oak.example>

It was loud.
To: bo
MAIL
printf 'cat > "%s/got"\n' "$temporary" > deliver
fetched() { # option: the mail without the new field
    rm -f port got
    python3 server.py & server=$!
    at_exit() { kill "$server" 2> /dev/null || true; }
    for _ in $(seq 100); do [ -s port ] && break || sleep 0.1; done
    printf 'poll 127.0.0.1 service %s proto pop3 user m password p is m here keep %s mda "sh %s/deliver" sslproto ""\n' \
        "$(cat port)" "$1" "$temporary" > rc
    chmod 600 rc
    FETCHMAILHOME=$HOME fetchmail -f rc --all > said 2>&1
    wait "$server"
    sed '1,/^\tfor /d' got
}
same "no rewrite" "$(cat mail)" "$(fetched 'no rewrite')"
same "as it comes" "From: Mira <mira@oak.example>
To: oak@lists.example, bo@127.0.0.1 (Bo Reed)
Cc: stable@127.0.0.1, Jo Elm <jo@127.0.0.1>
Reply-To: mira@127.0.0.1
Mail-Followup-To: oak
Subject: [PATCH] wind: calm
Message-ID: <calm@oak.example>

It was loud.
To: bo" "$(fetched '')"
sed -i 's/^Cc: .*/Cc: "Q. Reed" <q@reed.example>, stable, Jo Elm <jo>/' mail
same "behind a quoted name" 'Cc: "Q. Reed" <q@reed.example>, stable, Jo Elm <jo@127.0.0.1>' "$(fetched '' | grep ^Cc)"
