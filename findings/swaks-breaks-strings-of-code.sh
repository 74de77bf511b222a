#!/usr/bin/env bash
# swaks 20201014.0 (Debian), swaks --data @FILE, with which people send one mail by hand, for example when git send-email cannot reach
# the server, on a file of git 2.39.5 format-patch.
#
# Expected: the file is sent as it is; the manual has placeholders for the mail that swaks makes itself.
# Seen: placeholders are filled in a file as well, and code is full of them: each `\n` in it, two characters, becomes the end of
# a line, so that `puts("one\n");` is two lines, and the second begins with a quotation mark. `%DATE%` and `%TO_ADDRESS%`
# become date and recipient. `\t` and `%s` stay. Nothing is said, and the mail is accepted.
#
# Here: a patch may have lines without a mark in the middle of a hunk that begin with `"`. The diff cannot be applied, but it
# was right when it was sent: such a line is not the end of the diff, nor somebody's comment.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian swaks=20201014.0-2

cat > server.py <<'SERVER'
import socket
listener = socket.create_server(("127.0.0.1", 0))
open("port", "w").write(str(listener.getsockname()[1]))
lines = listener.accept()[0].makefile("rwb")
def say(line):
    lines.write(line + b"\r\n")
    lines.flush()
say(b"220 oak.example")
for line in lines:
    say(b"354 go on" if line.startswith(b"DATA") else b"250 well")
    if line.startswith(b"QUIT"):
        break
    if line.startswith(b"DATA"):
        mail = iter(lines.readline, b".\r\n")
        open("sent", "wb").write(b"".join(mail).replace(b"\r\n", b"\n"))
        say(b"250 well")
SERVER
git init -q project && cd project
printf 'puts("one\\n");\n' > a.c
git add . && git commit -qm base
printf 'printf("\\t%%s\\n", day); // %%TO_ADDRESS%%\n' > a.c
git commit -qam 'wind: calm'
git format-patch -q -1 --to oak@lists.example -o ..
cd ..
python3 server.py & server=$!
at_exit() { kill "$server" 2> /dev/null || true; }
for _ in $(seq 100); do [ -s port ] && break || sleep 0.1; done
same "swaks says" "" \
    "$(swaks --server "127.0.0.1:$(cat port)" --from mira@oak.example --to oak@lists.example --data @0001-wind-calm.patch --hide-all 2>&1)"
wait "$server"
hunk() { sed -n '/^@@/,/^-- /p' "$1" | sed '1d;$d'; }
same "the hunk of git" '-puts("one\n");
+printf("\t%s\n", day); // %TO_ADDRESS%' "$(hunk 0001-wind-calm.patch)"
same "the hunk as sent" '-puts("one
");
+printf("\t%s
", day); // oak@lists.example' "$(hunk sent)"
