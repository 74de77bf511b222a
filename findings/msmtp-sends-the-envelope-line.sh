#!/usr/bin/env bash
# msmtp 1.8.23, esmtp 1.2 and ssmtp 2.64 (Debian), which send a mail that comes in (`msmtp -t < 0001-wind.patch`), on a file of git 2.39.5 format-patch; git am; b4
# 0.16.0 (PyPI), b4 am; lei 1.9.0 (Debian).
#
# Expected: the first line of the file, `From COMMIT Mon Sep 17 00:00:00 2001`, is that of an mbox and is left out, as git send-email leaves it out.
# Seen: it is sent as the first line of the header, by ssmtp below a `Received:` of its own. The list has it in the middle of the header, below the fields of
# the servers. git am then refuses the mail, "Patch format detection failed"; in an mbox it takes that line for the beginning of the next mail, and
# stops at the first, which has no more than the servers' fields, "Patch is empty." lei makes two mails of it as well, one
# without sender and title. b4 reads it as it was meant.
#
# Here: a line `From COMMIT …` right below a field of the header begins no mail. That git am refused a patch need not be its fault.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian msmtp=1.8.23-1 libsecret-1-0 libgsasl18 libgssglue1 libntlm0 libidn12 esmtp=1.2-18+b1 libesmtp6 ssmtp=2.64-11
debian_lei
pypi b4==0.16.0

git init -q oak
cd oak
echo one > wind.c
git add . && git commit -qm base && git tag base
echo two > wind.c
git commit -qam 'wind: calm'
git format-patch -q --thread --to=oak@lists.example -1 -o ..
git reset -q --hard base
cd ..
id=$(sed -n 's/^Message-Id: <\(.*\)>/\1/Ip' 0001-wind-calm.patch)
cat > server.py <<'PYTHON'
import socketserver

class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b"220 lists.example\r\n")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.wfile.write(b"354 .\r\n")
                with open("received", "wb") as mail:
                    mail.write(b"Received: from oak.example by lists.example; Mon, 5 Jan 2026 10:00:00 +0000\n")
                    while (line := self.rfile.readline()) != b".\r\n":
                        mail.write(line.removeprefix(b".").replace(b"\r\n", b"\n"))
            self.wfile.write(b"221 .\r\n" if word == b"QUIT" else b"250 .\r\n")

server = socketserver.TCPServer(("127.0.0.1", 0), Session)
print(server.server_address[1], flush=True)
server.serve_forever()
PYTHON
python server.py > port &
server=$!
at_exit() { kill "$server"; lei daemon-kill 2> /dev/null || true; }
until [ -s port ]; do sleep 0.2; done
port=$(cat port)
printf 'hostname=127.0.0.1:%s\n' "$port" > "$HOME/.esmtprc"
chmod 600 "$HOME/.esmtprc"
printf 'mailhub=127.0.0.1:%s\nFromLineOverride=YES\n' "$port" > ssmtp.conf
head="Received: from oak.example by lists.example
From COMMIT
Message-ID
From: Mira Holt <mira@oak.example>"
top() { sed -E 's/; Mon, 5 Jan.*//; s/^From [0-9a-f]{40} .*/From COMMIT/; s/^(Message-I)[dD]: .*/\1D/; s/^(Received: by) .*/\1/' received | sed '/^From:/q'; }
msmtp --host=127.0.0.1 --port="$port" --from=mira@oak.example -t < 0001-wind-calm.patch
same "msmtp" "$head" "$(top)"
cp received mail
esmtp -t < 0001-wind-calm.patch
same "esmtp" "$head" "$(top)"
debian/usr/sbin/ssmtp -C ssmtp.conf -t < 0001-wind-calm.patch
same "ssmtp" "$(sed '1a Received: by' <<< "$head")" "$(top)"

{ echo 'From mboxrd@z Thu Jan  1 00:00:00 1970'; cat mail; } > mail.mbox
same "git am" "Patch format detection failed." "$(git -C oak am ../mail 2>&1 | tail -1)"
same "git am of an mbox" "Patch is empty." "$(git -C oak am ../mail.mbox 2>&1 | grep Patch)"
git -C oak am --abort
b4 --offline-mode am -o - -m mail.mbox "$id" 2> said > b4.am
git -C oak am -q ../b4.am
same "b4 am" "wind: calm" "$(git -C oak log -1 --format=%s)"
lei import mboxrd:mail.mbox > said 2>&1
same "lei" '"s":""
"s":"[PATCH] wind: calm"' "$(lei q --quiet -f json d:1990-01-01.. 2> said | grep -o '"s":"[^"]*"' | sort)"
