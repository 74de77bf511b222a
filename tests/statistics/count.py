"""Counts what `lorepress stats` counts, from the mails alone, with Python's own reader of mails.

    count.py ARCHIVE FROM TO <KNOWN >FIGURES

ARCHIVE is an mbox or one epoch of a public-inbox archive; FROM and TO are days, both included. KNOWN is JSON: `series` as
`lorepress series --format json` prints them (which mails are of one series is not the question here), `people` with a name for
each address of people who have several, `machines`, the Message-IDs of mails that programs wrote, and maybe `about`, the patches of
answers, for those that name no mail of the archive. FIGURES are the facts of `lorepress stats --format json`.
"""

import collections
import datetime
import email
import email.utils
import json
import mailbox
import os
import re
import subprocess
import sys
from email.header import decode_header, make_header

DAY = 86_400
PATCH = re.compile(r"^(?:\[[^\]]*\]\s*)*\[[^\]]*patch[^\]]*\]", re.I)
PULL = re.compile(r"^(?:\[[^\]]*\]\s*)*\[[^\]]*pull[^\]]*\]", re.I)
COVER = re.compile(r"\b0+/\d+\b")
DIFF = re.compile(r"^(diff |--- |Index: )", re.M)
REVIEW = re.compile(r"^(?:Reviewed(?:-\w+)*|Acked(?:-\w+)*)-by:(.*)$", re.I | re.M)


def raw_mails(archive):
    """All mails, oldest first."""
    if os.path.isfile(archive):
        yield from (bytes(mail) for mail in mailbox.mbox(archive))
        return
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


def text_of(value):
    try:
        return re.sub(r"\s+", " ", str(make_header(decode_header(str(value or ""))))).strip()
    except Exception:
        return re.sub(r"\s+", " ", str(value or "")).strip()


def seconds(text):
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError):
        return None
    return int((moment if moment.tzinfo else moment.replace(tzinfo=datetime.timezone.utc)).timestamp())


class Mail:
    def __init__(self, raw):
        mail = email.message_from_bytes(raw)
        self.id = (re.findall(r"<([^<>\s]+)>", str(mail.get("Message-ID") or "")) or [""])[0]
        self.subject = text_of(mail.get("Subject"))
        # A mail without a Message-ID goes by its title.
        self.id = self.id or re.sub(r"^(\s*\[[^\]]*\])*\s*", "", self.subject)
        self.name, self.address = email.utils.parseaddr(text_of(mail.get("From")))
        self.address = self.address.lower()
        self.sender = (self.name, self.address)
        stamps = [seconds(str(field).rsplit(";", 1)[-1].strip()) for field in mail.get_all("Received") or []]
        stamps = [stamp for stamp in stamps if stamp]
        self.sent = stamps[0] if stamps else seconds(str(mail.get("Date") or "")) or 0
        ids = re.findall(r"<([^<>\s]+)>", str(mail.get("References") or "").replace("\n", " "))
        direct = re.findall(r"<([^<>\s]+)>", str(mail.get("In-Reply-To") or ""))
        self.parents = direct[:1] + [i for i in reversed(ids) if i not in direct[:1]]
        self.body = "\n".join(part_text(part) for part in mail.walk() if part.get_content_maintype() == "text")
        tags = " ".join(re.findall(r"\[([^\]]*)\]", self.subject))
        self.is_cover = bool(COVER.search(tags)) or not DIFF.search(self.body)
        first = self.body.lstrip().split("\n", 1)[0]
        is_patch = PATCH.match(self.subject) or self.subject.startswith("[") and DIFF.search(self.body)
        if first.startswith("From: ") and is_patch:
            self.name, address = email.utils.parseaddr(text_of(first[6:]))
            self.address = address.lower() or self.address


def part_text(part):
    payload = part.get_payload(decode=True) or b""
    try:
        return payload.decode(part.get_content_charset() or "utf-8", "replace").replace("\r\n", "\n")
    except LookupError:
        return payload.decode("latin-1").replace("\r\n", "\n")


def plain(name):
    """A name in lower case, the first name first."""
    last, comma, first = name.strip().lower().partition(",")
    return f"{first.strip()} {last.strip()}" if comma else last


def twins(name):
    return [name, *(f"{name}#{number}" for number in range(1, 10))]


class Count:
    def __init__(self, archive, known):
        self.people = known["people"]
        self.mails = {}
        # Of several mails with one Message-ID those that say the same are one; the others are numbered, as in the series.
        for mail in map(Mail, raw_mails(archive)):
            name = next(name for name in twins(mail.id) if name not in self.mails or self.mails[name].subject == mail.subject)
            self.mails.setdefault(name, mail)
            mail.id = name
        self.series = known["series"]
        self.series_of = {}
        for at, row in enumerate(self.series):
            for revision in row["revisions"]:
                ids = revision["message_ids"] or [row["title"]]
                revision["message_ids"] = [next(twin for twin in twins(name) if twin not in self.series_of) for name in ids]
                for name in revision["message_ids"]:
                    self.series_of[name] = at
        self.machines = set(known["machines"])
        self.told = known.get("about", {})
        self.first = {}
        for mail in self.mails.values():
            if mail.id in self.series_of:
                person = self.person(mail)
                self.first[person] = min(self.first.get(person, mail.sent), mail.sent)
        self.answers = collections.defaultdict(list)
        for mail in self.mails.values():
            patch = None if mail.id in self.series_of or mail.id in self.machines else self.about(mail)
            if patch and not self.is_same(mail, patch):
                self.answers[self.series_of[patch.id]].append(mail)

    def person(self, mail):
        own = mail.address or mail.name
        return self.people.get(own, own)

    def is_same(self, one, patch):
        """Whether a mail comes from who wrote or sent a patch."""
        own = self.person(one)
        if any(own == self.people.get(address, address) for address in (patch.address, patch.sender[1])):
            return True
        name = plain(one.name)
        return bool(name) and name in (plain(patch.name), plain(patch.sender[0]))

    def about(self, mail):
        """The patch that a mail answers, itself or through others."""
        seen, queue = set(), list(mail.parents)
        while queue:
            name = queue.pop(0)
            if name in seen:
                continue
            seen.add(name)
            if name in self.series_of and name in self.mails:
                return self.mails[name]
            if name in self.mails:
                queue = self.mails[name].parents + queue
        told = self.told.get(mail.id)
        return self.mails.get(told) if told in self.series_of else None

    def said_taken(self, row):
        """When mails say that the newest version was taken: those about it, and those that came after it."""
        newest = row["revisions"][-1]
        same = [each for each in row["revisions"] if newest["resend"] and each["version"] == newest["version"]]
        names = [name for each in [*same, newest] for name in each["message_ids"] if name in self.mails]
        posted = min((self.mails[name].sent for name in names), default=0)
        thanks = [self.mails[one["message_id"]] for one in row["applied"] if one["message_id"] in self.mails]
        about = {mail.id: self.about(mail) for mail in thanks}
        said = [mail for mail in thanks if mail.sent >= posted or about[mail.id] and about[mail.id].id in newest["message_ids"]]
        # That somebody asks to pull it is not that somebody did.
        granted = [mail for mail in said if not PULL.match(mail.subject)]
        return [mail.sent for mail in granted or said]

    def figures(self, begin, end):
        def now(mail):
            return begin <= mail.sent < end
        patches = [mail for name, mail in self.mails.items() if name in self.series_of and now(mail) and not mail.is_cover]
        authors = {self.person(mail) for mail in patches}
        given = [(at, mail) for at, mails in self.answers.items() for mail in mails if now(mail)]
        waits, new, taken = [], 0, []
        for at, row in enumerate(self.series):
            sent = [self.mails[name].sent for revision in row["revisions"] for name in revision["message_ids"] if name in self.mails]
            if not sent:
                continue
            if begin <= min(sent) < end:
                new += 1
                waits += [max(min(mail.sent for mail in self.answers[at]) - min(sent), 0)] if self.answers[at] else []
            if row["state"] in ("applied", "merged"):
                newest = [self.mails[name].sent for name in row["revisions"][-1]["message_ids"] if name in self.mails]
                said = self.said_taken(row)
                when = min(said or newest)
                if begin <= when < end:
                    taken.append((row, when, when - min(sent) if said else None))
        reviewers = collections.Counter(self.person(mail) for _, mail in given)
        figures = {
            "patches": len(patches),
            "authors": len(authors),
            "first_timers": sum(begin <= self.first[author] < end for author in authors),
            "reviewers": len(reviewers),
            "review_mails": len(given),
            "answered_series": len({at for at, _ in given}),
            "new_series": new,
            "unanswered": new - len(waits),
            "taken": len(taken),
            "reviewed": sum(self.is_reviewed(row, when) for row, when, _ in taken),
        }
        figures |= spread("days_to_answer", waits, days)
        figures |= spread("days_to_taken", [max(time, 0) for _, _, time in taken if time is not None], days)
        figures |= spread("versions", [self.version(row) for row, _, _ in taken], int)
        return figures

    def newest(self, row):
        mails = [self.mails[name] for name in row["revisions"][-1]["message_ids"] if name in self.mails]
        return [mail for mail in mails if not mail.is_cover], mails

    def version(self, row):
        return int(str(row["revisions"][-1]["version"]).split(".")[0])

    def is_reviewed(self, row, when):
        patches, mails = self.newest(row)
        covers = [mail for mail in mails if mail not in patches]
        for patch in patches:
            for name, address in self.trailers(patch.body.split("\n---\n")[0]):
                if self.people.get(address, address) != self.person(patch) and name != patch.name.lower():
                    return True
        wanted = {mail.id for mail in (patches or []) + covers} if patches else set()
        for mail in self.answers[self.series_of[mails[0].id]] if mails else []:
            patch = self.about(mail)
            unquoted = "\n".join(line for line in mail.body.split("\n") if not line.startswith(">"))
            own = [name for name, address in self.trailers(unquoted)
                   if self.people.get(address, address) == self.person(mail) or name == mail.name.lower()]
            if mail.sent <= when and patch.id in wanted and own:
                return True
        return False

    @staticmethod
    def trailers(text):
        for value in REVIEW.findall(text):
            name, address = email.utils.parseaddr(value)
            yield name.lower(), address.lower()


def spread(key, numbers, shown):
    numbers = sorted(numbers)
    names = [f"{key}_{name}" for name in ("lower_quartile", "median", "upper_quartile")]
    places = [-(-len(numbers) * quarters // 4) - 1 for quarters in (1, 2, 3)]
    return {name: shown(numbers[place]) if numbers else None for name, place in zip(names, places)}


def days(time):
    return (time + DAY // 20) // (DAY // 10) / 10


def moment(day):
    return int(datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.timezone.utc).timestamp())


archive, since, until = sys.argv[1:]
json.dump(Count(archive, json.load(sys.stdin)).figures(moment(since), moment(until) + DAY), sys.stdout)
