"""Prints the trailers that b4 gives to patches, of an archive and without network.

    b4_trailers.py ARCHIVE <MESSAGE-IDS >LINES

ARCHIVE is one epoch of a public-inbox archive. Each line that is printed is a JSON list: the patch's Message-ID,
then for each trailer its key and its person's name and address, or its key and its value.
"""

import collections
import email
import email.policy
import json
import logging
import subprocess
import sys

import b4

b4.can_network = False
logging.getLogger("b4").setLevel(logging.CRITICAL)
b4.MAIN_CONFIG = {"attestation-policy": "off"}
b4.USER_CONFIG = {"name": "Nobody", "email": "nobody@example.org"}


def mails(archive):
    """All mails, oldest first."""
    git = ["git", "-C", archive]
    log = subprocess.run([*git, "rev-list", "--reverse", "HEAD"], capture_output=True, check=True)
    names = b"".join(commit + b":m\n" for commit in log.stdout.split())
    found = subprocess.run([*git, "cat-file", "--batch"], input=names, capture_output=True, check=True).stdout
    at = 0
    while at < len(found):
        end = found.index(b"\n", at)
        head, at = found[at:end].split(), end + 1
        if head[-1] == b"missing":
            continue
        size = int(head[2])
        yield found[at:at + size]
        at += size + 1


def threads(archive):
    """The mails of each thread, and the thread of each Message-ID."""
    parent = {}

    def root(name):
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    raws = {}
    for raw in mails(archive):
        head = email.message_from_bytes(raw.split(b"\n\n", 1)[0] + b"\n\n", policy=b4.emlpolicy)
        name = b4.LoreMessage.get_clean_msgid(head)
        if name and name not in raws:
            raws[name] = raw
            for field in ("In-Reply-To", "References"):
                for other in str(head.get(field) or "").replace("><", "> <").split():
                    parent[root(other.strip("<>"))] = root(name)
    members = collections.defaultdict(list)
    for name in raws:
        members[root(name)].append(name)
    return raws, members, root


def given(thread, name):
    """The trailers of one patch when b4 has read its thread."""
    box = b4.LoreMailbox()
    for mail in b4.get_strict_thread(thread, name) or thread:
        box.add_message(mail)
    patch = box.msgid_map[name]
    series = box.get_series(patch.revision, codereview_trailers=False)
    if series is not None:
        series.add_cover_trailers()
    patch.fix_trailers()
    return [row(trailer) for trailer in b4.LoreMessage.get_body_parts(patch.body)[2]]


def row(trailer):
    if trailer.type == "person" and trailer.addr:
        return [trailer.name, *trailer.addr]
    return [trailer.name, trailer.value]


def main():
    raws, members, root = threads(sys.argv[1])
    for name in sys.stdin.read().split():
        # Reading a mail changes it.
        thread = [email.message_from_bytes(raws[one], policy=b4.emlpolicy) for one in members[root(name)]]
        print(json.dumps([name, *given(thread, name)]))


main()
