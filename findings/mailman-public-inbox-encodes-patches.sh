#!/usr/bin/env bash
# mailman-public-inbox 0.1.0 (PyPI), which hands mails of Mailman 3.3.10 to public-inbox-mda of public-inbox 1.9.0 (Debian); on patches as
# git 2.39.5 (Debian) writes them. The plugin is given the mail as Mailman keeps it, without the rest of Mailman.
#
# Expected: the archive has the mail as the list sends it, and the link written into the mail leads to it.
# Seen: a mail with one letter beyond ASCII in its message, sent as 8bit, is archived in base64, the whole diff with it, and its charset in quotes and
# small letters; one in ASCII stays as it was. The link is made as a browser follows one: of an inbox at `https://lists.example/oak`, without
# a slash at its end, the last part is gone, and a slash in a Message-ID is not written as %2F.
#
# Here: look for words and changed lines in the decoded text, never in the bytes of an archive; two archives of one list may differ in the
# encoding of mails that are the same. Link a mail by its Message-ID, not by Archived-At.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1
pypi mailman==3.3.10 SQLAlchemy==2.1.9 zope.component==7.1 zope.configuration==7.1 flufl.lock==10.0.0 mailman-public-inbox==0.1.0

cat > archive.py <<'PYTHON'
import email
import os
import sys
from types import SimpleNamespace

from mailman.email.message import Message
from mailman_public_inbox import PublicInbox

archiver = PublicInbox.__new__(PublicInbox)
archiver.public_inbox_home = os.environ["HOME"]
archiver.public_inbox_config = os.environ["HOME"] + "/.public-inbox/config"
archiver.public_inbox_path = os.environ["PATH"]
archiver.pi_config = {}
oak = SimpleNamespace(posting_address="oak@lists.example", list_id="oak.lists.example")
print(archiver.archive_message(oak, email.message_from_binary_file(sys.stdin.buffer, Message)))
PYTHON
export PI_EMERGENCY=$temporary/emergency
mkdir emergency
public-inbox-init -V2 oak "$temporary/oak" https://lists.example/oak oak@lists.example 2> /dev/null
git config -f "$HOME/.public-inbox/config" publicinboxmda.spamcheck none

git init -q project
cd project
echo one > a.c && git add . && git commit -qm start
echo two > a.c && git commit -qam 'wind: calm'
echo trés > a.c && git commit -qam 'wind: oil' -m 'It was très dry.'
cd ..
sent() { git -C project format-patch -1 --stdout --add-header "Message-ID: <$2@oak.example>" --to oak@lists.example "$1" | sed 1d; }
archive() { python archive.py; }
sent main~1 calm > calm
sent main oil/2 > oil
archived() { git -C oak/git/0.git show "$1:m"; }

same "the link" "https://lists.example/calm@oak.example/" "$(archive < calm)"
same "the link of an id with a slash" "https://lists.example/oil/2@oak.example/" "$(archive < oil)"
same "ASCII" "" "$(diff <(archived HEAD~1 | sed '1,/^$/d') <(sed '1,/^$/d' calm))"
same "UTF-8 as sent" "Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
+trés" "$(grep -E '^Content-|^\+t' oil)"
same "UTF-8 as archived" 'Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: base64' "$(archived HEAD | grep -E '^Content-|^\+t')"
same "its text" "+trés" "$(archived HEAD | sed '1,/^$/d' | base64 -d | grep '^+t')"
