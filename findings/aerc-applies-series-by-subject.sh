#!/usr/bin/env bash
# aerc 0.14.0 (Debian), :pipe -m git am of the marked mails of a series, as its manual and its keys propose; git 2.39.5 (Debian).
#
# Expected: "sorted by subject to ensure that the patches are applied in order": 1/3, 2/3, 3/3.
# Seen: subjects are sorted as texts, with all that is in the brackets. Patch 1 sent again as `[PATCH v3 1/3]` comes behind 2/3 and 3/3 of v2,
# whichever order the list shows and the user marked; so does `[PATCH RESEND 1/2]` behind `[PATCH 2/2]`. `[PATCH 10/10]` comes in front of `[PATCH
# 2/10]`, and patches of two series alternate. Where the files differ, git am makes all commits in this order, without an error. `[PATCH 1 of 3]`
# is not sorted at all.
#
# Here: the order of commits need not be that of the series, nor does a patch that "does not apply" need another base. Order patches by number, and
# a re-roll of one patch by the place of the one it replaces.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian aerc=0.14.0-1+b5 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 libassuan0 libsexp1 libtalloc2 libxapian30 libdsocksd0
export TERM=xterm

mkdir -p "$HOME/.config/aerc" "$HOME/.local/share/aerc" mail/INBOX/cur mail/INBOX/new mail/INBOX/tmp
cp -r debian/usr/share/aerc/stylesets debian/usr/share/aerc/templates debian/usr/share/aerc/filters "$HOME/.local/share/aerc"
cp debian/usr/share/aerc/aerc.conf debian/usr/share/aerc/binds.conf "$HOME/.config/aerc"
printf '[Oak]\nsource = maildir://%s/mail\ndefault = INBOX\nfrom = Bo Reed <bo@reed.example>\n' "$temporary" > "$HOME/.config/aerc/accounts.conf"
chmod 600 "$HOME/.config/aerc/accounts.conf"
cat > taker <<SCRIPT
#!/bin/sh
cat > $temporary/taken
touch $temporary/ready
SCRIPT
chmod +x taker
cat > terminal.py <<'PYTHON'
import fcntl, os, pty, select, struct, sys, termios, time
child, screen = pty.fork()
if child == 0:
    os.execvp("aerc", ["aerc"])
fcntl.ioctl(screen, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 160, 0, 0))
keys = [(3, b":mark -a\r"), (1, b":pipe -bm " + sys.argv[1].encode() + b"\r")]
end, wait = time.time() + 60, time.time() + 3
while time.time() < end and not os.path.exists("ready"):
    if select.select([screen], [], [], 0.1)[0]:
        os.read(screen, 65536)
    if keys and time.time() > wait:
        pause, text = keys.pop(0)
        os.write(screen, text)
        wait = time.time() + pause
os.write(screen, b":quit -f\r")
time.sleep(0.5)
os.kill(child, 15)
PYTHON

taken() { # subjects, in the order in which they were sent
    rm -f mail/INBOX/cur/* ready taken
    number=0
    for subject in "$@"; do
        number=$((number + 1))
        {
            fields Mira "Mon, 5 Jan 2026 10:0$number:00" "$number" "$subject"
            printf '\nIt was loud.\n---\ndiff --git a/%s.c b/%s.c\n--- a/%s.c\n+++ b/%s.c\n@@ -1 +1 @@\n-one\n+two\n-- \n2.39.5\n' \
                "$number" "$number" "$number" "$number"
        } > "mail/INBOX/cur/$number.oak:2,S"
    done
    python3 terminal.py "$temporary/taker" > screen
    sed -n 's/^Subject: //p' taken
}
same "a patch of v3 among those of v2" \
"[PATCH v2 2/3] wind: turn
[PATCH v2 3/3] wind: rest
[PATCH v3 1/3] wind: calm" \
"$(taken '[PATCH v3 1/3] wind: calm' '[PATCH v2 2/3] wind: turn' '[PATCH v2 3/3] wind: rest')"

git init -q oak && cd oak
for file in 1 2 3; do echo one > $file.c; done
git add . && git commit -qm base && git tag base
git am -q ../taken
same "commits" "wind: turn, wind: rest, wind: calm" "$(git log --reverse --format=%s base.. | paste -sd, | sed 's/,/, /g')"
cd ..

same "RESEND" \
"[PATCH 2/2] wind: turn
[PATCH RESEND 1/2] wind: calm" \
"$(taken '[PATCH RESEND 1/2] wind: calm' '[PATCH 2/2] wind: turn')"
same "two series, one with a number of two digits" \
"[PATCH 1/10] wind: calm
[PATCH 1/2] sail: mend
[PATCH 10/10] wind: rest
[PATCH 2/10] wind: turn
[PATCH 2/2] sail: oil" \
"$(taken '[PATCH 1/10] wind: calm' '[PATCH 2/10] wind: turn' '[PATCH 10/10] wind: rest' '[PATCH 1/2] sail: mend' '[PATCH 2/2] sail: oil')"
same "numbers of Mercurial" \
"[PATCH 3 of 3] wind: rest
[PATCH 1 of 3] wind: calm" \
"$(taken '[PATCH 3 of 3] wind: rest' '[PATCH 1 of 3] wind: calm')"
