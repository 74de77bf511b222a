#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), public-inbox-nntpd, asked by Python's nntplib, on a patch that was mended and sent again under its
# first Message-ID, as git send-email does with files that have one; sinntp 1.6 (Debian), which fetches a group into an mbox.
#
# Expected: a news reader sees two mails that answer the cover letter, as the mails say.
# Seen: the server gives the second mail a Message-ID of its own, `…@z`, and moves the one that was sent into X-Alt-Message-ID. In the
# overview, from which news readers make their threads, the mended patch is an answer to the first copy: its References are cover letter
# and first copy, where the article itself has the cover letter alone. An answer to the patch hangs below the first copy.
# HDR gives the References of the overview too. The mbox of sinntp has the id `…@z` and none of what the overview adds.
#
# Here: in a news reader the mended patch looks like a remark on the first. Take X-Alt-Message-ID for the id of such a mail, and
# references from the article, not from the overview.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1 sinntp=1.6-4
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency ORIGINAL_RECIPIENT=oak@lists.example

mkdir emergency
public-inbox-init -V2 --newsgroup oak.list oak "$temporary/oak" https://oak.example/oak oak@lists.example > said 2>&1
git config -f config publicinboxmda.spamcheck none
mail() { # id, sender, subject, parent, text
    { fields "$2" "Mon, 5 Jan 2026 10:00:00" "$1" "$3" "$4"; printf '\n%s\n' "$5"; } | public-inbox-mda --no-precheck 2> said
}
patch() { printf 'Text.\n---\ndiff --git a/wind.c b/wind.c\n--- a/wind.c\n+++ b/wind.c\n@@ -1 +1 @@\n-one\n+%s\n' "$1"; }
mail cover Mira '[PATCH 0/1] Calm the wind' '' 'It is loud.'
mail calm Mira '[PATCH 1/1] wind: calm' cover "$(patch two)"
mail calm Mira '[PATCH 1/1] wind: calm' cover "$(patch three)"
mail fine Bo 'Re: [PATCH 1/1] wind: calm' calm 'With three: fine.'

cat > ask.py <<'PYTHON'
import nntplib
import os
import re
import socket
import subprocess
import sys

# The server takes a socket that is open already, on a port that the system chose.
with socket.create_server(("127.0.0.1", 0)) as listening:
    os.dup2(listening.fileno(), 3)
    port = listening.getsockname()[1]
    server = subprocess.Popen(
        ["sh", "-c", "LISTEN_FDS=1 LISTEN_PID=$$ exec public-inbox-nntpd -W0"], pass_fds=(3,), stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL)


def short(ids):
    return re.sub(r"@oak.example|[^< ]+(?=@z)", "", ids)


try:
    if sys.argv[1] == "sinntp":
        subprocess.run([sys.executable, "-W", "ignore", "debian/usr/bin/sinntp", "pull", "-q", "--server", f"127.0.0.1:{port}",
                        "oak.list>oak.mbox"], check=True)
    else:
        with nntplib.NNTP("127.0.0.1", port, timeout=60) as news:
            news.group("oak.list")
            for number, over in news.over((1, 4))[1]:
                print(number, short(over["message-id"]), "below", short(over["references"]) or "nothing")
            print("HDR", short(news.xhdr("references", "3")[1][0][1]))
            for line in news.article("3")[1].lines:
                if re.match(rb"(?i)[a-z-]*message-id|references", line):
                    print(short(line.decode()))
finally:
    server.terminate()
    server.wait()
PYTHON
same "overview, HDR and article" "1 <cover> below nothing
2 <calm> below <cover>
3 <@z> below <cover> <calm>
4 <fine> below <calm>
HDR <cover> <calm>
Message-ID: <@z>
References: <cover>
X-Alt-Message-ID: <calm>" "$(python3 -W ignore ask.py nntplib)"
python3 -W ignore ask.py sinntp > said 2>&1
same "sinntp" "Message-ID: <cover>
Message-ID: <calm>
References: <cover>
Message-ID: <@z>
References: <cover>
X-Alt-Message-ID: <calm>
Message-ID: <fine>
References: <calm>" "$(grep -E '^(Message-ID|References|X-Alt)' oak.mbox | sed -E 's/@oak.example//; s/<[^<]+@z/<@z/')"
