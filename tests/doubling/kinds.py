"""Kinds of hostile mails, each of any size.

KINDS maps a name to (size, mails): mails(n) gives the mails of size n, as lists of header lines and a body."""


def mail(at, subject="[PATCH] kits: x", body=None, **headers):
    fields = {
        "From": "Jane Doe <jane@toys.example>",
        "To": "toys@lists.example",
        "Subject": subject,
        "Date": "Mon, 2 Feb 2026 10:%02d:%02d +0000" % (at // 60 % 60, at % 60),
        "Message-ID": f"<m{at}@toys.example>",
    }
    fields.update({name.replace("_", "-"): value for name, value in headers.items()})
    head = "".join(f"{name}: {value}\n" for name, value in fields.items() if value is not None)
    return head + "\n" + (DIFF if body is None else body)


def diff(name, old, new):
    """A diff of one hunk."""
    lines = [f"-{line}" for line in old] + [f"+{line}" for line in new]
    count = f"@@ -1,{len(old)} +1,{len(new)} @@\n"
    return f"diff --git a/{name} b/{name}\nindex 1..2 100644\n--- a/{name}\n+++ b/{name}\n{count}" + "\n".join(lines) + "\n"


DIFF = "Text.\n\nSigned-off-by: Jane Doe <jane@toys.example>\n---\n x | 1 +\n\n" + diff("x", ["a"], ["b"])
KINDS = {}


def kind(name, size, mails):
    assert name not in KINDS, name
    KINDS[name] = (size, mails)


def subjects():
    patterns = {
        "opening brackets": "[", "closing brackets": "]", "empty brackets": "[]", "PATCH": "[PATCH]", "words": "long ",
        "letters": "x", "colons": "kits: ", "slashes": "a/", "commas": "a, ", "Re": "Re: ", "Fwd": "Fwd: ",
        "encoded starts": "=?", "encoded words": "=?UTF-8?Q?x?= ", "open encoded": "=?UTF-8?Q?", "base64": "=?UTF-8?B?eA==?= ",
        "of": "1 of ", "versions": "v2 ", "numbers": "1/2 ", "quotes": '"', "backslashes": "\\", "accents": "\u00e9",
        "parentheses": "(", "tags": "[x] ", "braces": "{", "hashes": "#1 ", "dashes": "-", "spaces": " ",
        "entities": "&amp;", "angles": "<", "urls": "http://a.example/ ", "addresses": "a@b.example ", "dots": ".",
        "combining": "\u0301", "tabs": "\t", "was": "(was: ", "applied": "applied: ", "revert": 'Revert "',
    }
    for name, text in patterns.items():
        kind(f"subject of {name}", 100_000, lambda n, t=text: [mail(0, t * (n // len(t)) + "x")])
        if name in ("words", "commas", "versions", "numbers", "tags", "of", "quotes", "slashes"):
            kind(f"PATCH of {name}", 100_000, lambda n, t=text: [mail(0, f"[PATCH {t * (n // len(t))}] kits: x")])
    kind("subject of nested brackets", 100_000, lambda n: [mail(0, "[" * (n // 2) + "PATCH" + "]" * (n // 2) + " x")])


def headers():
    patterns = {
        "quotes": '"', "angles": "<", "parentheses": "(", "commas": "a@b.example, ", "at": "@", "backslashes": "\\",
        "names": '"Doe, Jane" <jane@toys.example>, ', "encoded": "=?UTF-8?Q?x?= ", "words": "Jane ", "dots": "a.",
        "groups": "a: b; ", "via": "Jane via toys ", "semicolons": ";",
    }
    for name, text in patterns.items():
        kind(f"From of {name}", 100_000, lambda n, t=text: [mail(0, From=t * (n // len(t)))])
        kind(f"Cc of {name}", 100_000, lambda n, t=text: [mail(0, Cc=t * (n // len(t)))])
    ids = lambda n: " ".join(f"<{at}@toys.example>" for at in range(n))
    kind("References", 50_000, lambda n: [mail(0, References=ids(n))])
    kind("In-Reply-To", 50_000, lambda n: [mail(0, In_Reply_To=ids(n))])
    kind("Message-IDs", 20_000, lambda n: [mail(0, Message_ID=ids(n))])
    kind("long Message-ID", 100_000, lambda n: [mail(0, Message_ID=f"<{'x' * n}@toys.example>")])
    kind("headers", 20_000, lambda n: [mail(0, **{f"X_{at}": "x" for at in range(n)})])
    kind("Received", 20_000, lambda n: [mail(0, Received="\n".join(
        ["from a by b; Mon, 2 Feb 2026 10:00:00 +0000"] + ["Received: from a by b; Mon, 2 Feb 2026 10:00:00 +0000"] * n))])
    kind("folded header", 50_000, lambda n: [mail(0, X_Folded="a\n " * n + "b")])
    kind("folded subject", 50_000, lambda n: [mail(0, "[PATCH] a\n " + "a\n " * n + "b")])
    kind("date", 100_000, lambda n: [mail(0, Date="Mon, " * (n // 5))])
    kind("date comments", 100_000, lambda n: [mail(0, Date="(" * n)])
    kind("List-Id", 100_000, lambda n: [mail(0, List_Id="<" * n)])
    kind("content type", 50_000, lambda n: [mail(0, Content_Type="text/plain; " + "a=b; " * (n // 5))])
    kind("content type of encoded starts", 100_000, lambda n: [mail(0, Content_Type="text/plain; name=" + "=?" * (n // 2))])
    kind("disposition of encoded words", 100_000, lambda n: [mail(0, Content_Disposition="attachment; filename=" + "=?UTF-8?Q?x?= " * (n // 14))])
    kind("charset", 50_000, lambda n: [mail(0, Content_Type="text/plain; charset=" + "x" * n)])
    kind("two From", 5_000, lambda n: [mail(0, X="x" + "\nFrom: a@toys.example" * n)])
    kind("Link in header", 50_000, lambda n: [mail(0, Archived_At="<http://a.example/>" * (n // 19))])


def bodies():
    lines = {
        "words": "word " * 10, "blank": "", "quotes": "> quote", "deep quotes": ">" * 60, "signatures": "-- ", "scissors": "-- >8 --",
        "separators": "---", "underscores": "_" * 40, "From": "From: a@b.example", "Subject": "Subject: [PATCH] x",
        "trailers": "Reviewed-by: A B <a@b.example>", "open trailers": "Reviewed-by:", "diff starts": "diff --git a/x b/x",
        "diff no diff": "diff is no diff", "Index": "Index: x", "minus": "--- a/x", "plus": "+++ b/x", "hunks": "@@ -1 +1 @@",
        "wide hunks": "@@ -1,9999999 +1,9999999 @@", "stat": " x | 1 +", "stat sums": " 1 file changed", "changelog": "v2: a",
        "changes since": "Changes since v1:", "stars": "* a", "urls": "http://a.example/b", "commits": "commit 0123456789abcdef",
        "fixes": "Fixes: 0123456789ab (\"x\")", "base": "base-commit: 0123456789012345678901234567890123456789",
        "prerequisites": "prerequisite-patch-id: 0123456789012345678901234567890123456789", "applied": "Applied, thanks!",
        "wrote": "On Monday, Jane wrote:", "backquotes": "`" * 60, "brackets": "[" * 60, "stars in a row": "*" * 60,
        "angles": "<" * 60, "addresses": "a@b.example " * 5, "html": "<b>" * 20, "accents": "\u00e9" * 30, "tables": "| a | b |",
        "indent": " " * 60 + "x", "lists": "- a", "numbers": "1. a", "binary": "GIT binary patch", "literal": "literal 99",
        "rename": "rename from x", "new file": "new file mode 100644", "range-diff": "1:  0123456 = 1:  0123456 x",
        "interdiff": "Interdiff against v1:", "b4": "[1/1] x", "tree": "(no commit info)", "pull": "are available in the Git repository at:",
        "letters": "x", "CR": "a\r", "hg": "# HG changeset patch", "entities": "&lt;" * 15, "cc": "Cc: A <a@b.example>",
    }
    for name, line in lines.items():
        size = 400_000 if len(line) > 10 else 200_000
        kind(f"lines of {name}", size, lambda n, l=line: [mail(0, body=(l + "\n") * (n // (len(l) + 1)))])
    for name, text in {"letters": "x", "words": "a ", "addresses": "a@b.example ", "urls": "http://a.b ", "quotes": ">",
                       "stars": "*", "brackets": "[", "versions": "v1: ", "braces": "(", "colons": "a:", "dashes": "-"}.items():
        kind(f"one line of {name}", 400_000, lambda n, t=text: [mail(0, body=t * (n // len(t)) + "\n")])
    kind("distinct words", 40_000, lambda n: [mail(0, body="\n".join(f"w{at * 7919 % 1000003}" for at in range(n)) + "\n")])
    kind("reviews by many", 4_000, lambda n: [mail(0, body="".join(f"Reviewed-by: N{at} <n{at}@b.example>\n" for at in range(n)) + DIFF)])
    parts = lambda part, n: [mail(0, Content_Type='multipart/mixed; boundary="XX"', body=part * n + "--XX--\n")]
    kind("parts", 10_000, lambda n: parts("--XX\nContent-Type: text/plain\n\nText.\n", n))
    kind("attachments", 10_000, lambda n: parts("--XX\nContent-Type: text/x-patch\nContent-Disposition: attachment\n\n" + DIFF, n // 10))
    kind("boundaries", 50_000, lambda n: parts("--XX\n", n))
    nested = lambda n: "".join(f'Content-Type: multipart/mixed; boundary="b{at}"\n\n--b{at}\n' for at in range(n))
    kind("parts inside each other", 5_000, lambda n: [mail(0, body="").rstrip("\n") + "\n" + nested(n) + "Content-Type: text/plain\n\nText.\n"])
    kind("quoted-printable", 400_000, lambda n: [mail(0, Content_Transfer_Encoding="quoted-printable", body="=41" * (n // 3))])
    kind("soft breaks", 400_000, lambda n: [mail(0, Content_Transfer_Encoding="quoted-printable", body="a=\n" * (n // 3))])
    kind("base64", 400_000, lambda n: [mail(0, Content_Transfer_Encoding="base64", body="QUJD" * (n // 4))])
    kind("flowed", 400_000, lambda n: [mail(0, Content_Type="text/plain; format=flowed; delsp=yes", body="a \n" * (n // 3))])


def diffs():
    kind("files", 4_000, lambda n: [mail(0, body=DIFF + "".join(diff(f"d{at}/f{at}", ["a"], ["b"]) for at in range(n)))])
    kind("hunks of a file", 8_000, lambda n: [mail(0, body=DIFF + "@@ -1 +1 @@\n-a\n+b\n" * n)])
    kind("deep path", 20_000, lambda n: [mail(0, body="T.\n---\n" + diff("a/" * (n // 2) + "x", ["a"], ["b"]))])
    kind("deep paths", 600, lambda n: [mail(0, body="T.\n---\n" + "".join(diff("a/" * 50 + f"{at}", ["a"], ["b"]) for at in range(n)))])
    alike = lambda n: [f"line {at}" for at in range(n)]
    pairs = {
        "unlike": lambda n: (alike(n), [f"other {at}" for at in range(n)]),
        "reversed": lambda n: (alike(n), alike(n)[::-1]),
        "shuffled": lambda n: (alike(n), [f"line {at * 7919 % n}" for at in range(n)]),
        "few lines shuffled": lambda n: ([f"{at * 31 % 97}" for at in range(n)], [f"{at * 57 % 89}" for at in range(n)]),
        "two lines": lambda n: ([f"{at % 2}" for at in range(n)], [f"{at // 2 % 2}" for at in range(n)]),
        "noise": lambda n: ([f"{at * at % 257 % 16}" for at in range(n)], [f"{at * at * at % 263 % 16}" for at in range(n)]),
        "one changed": lambda n: (alike(n), ["x"] + alike(n)[1:]),
        "every other changed": lambda n: (alike(n), [f"line {at}" if at % 2 else "x" for at in range(n)]),
        "same line": lambda n: (["a"] * n, ["a"] * (n - n // 3)),
    }
    for name, pair in pairs.items():
        def versions(n, pair=pair):
            old, new = pair(n)
            return [mail(0, "[PATCH] kits: x", body="T.\n---\n" + diff("x", [], old)),
                    mail(100, "[PATCH v2] kits: x", body="T.\n---\n" + diff("x", [], new))]
        kind(f"two versions, {name}", 10_000, versions)
        def message(n, pair=pair):
            old, new = pair(n)
            return [mail(0, "[PATCH] kits: x", body="\n".join(old) + "\n---\n" + diff("x", [], ["a"])),
                    mail(100, "[PATCH v2] kits: x", body="\n".join(new) + "\n---\n" + diff("x", [], ["b"]))]
        kind(f"two messages, {name}", 10_000, message)


def crowds():
    # Up to a bound, mails that are alike are joined; from here on they have pages of their own.
    kind("one Message-ID", 4_000, lambda n: [mail(at, f"[PATCH] kits: {at}", Message_ID="<same@toys.example>") for at in range(n)])
    kind("one Message-ID, same subject", 1_000, lambda n: [mail(at, body=f"T {at}.\n" + DIFF, Message_ID="<same@toys.example>") for at in range(n)])
    kind("one Message-ID, no patch", 1_000, lambda n: [mail(at, f"Hello {at}", body=f"T {at}.\n", Message_ID="<same@toys.example>") for at in range(n)])
    kind("no Message-ID", 1_000, lambda n: [mail(at, f"[PATCH] kits: {at}", Message_ID=None) for at in range(n)])
    kind("one mail again and again", 1_000, lambda n: [mail(0) for at in range(n)])
    kind("one subject", 1_000, lambda n: [mail(at) for at in range(n)])
    kind("one series", 1_000, lambda n: [mail(at, f"[PATCH {at}/{n}] kits: {at}", In_Reply_To="<m0@toys.example>" if at else None) for at in range(n)])
    kind("versions", 500, lambda n: [mail(at, f"[PATCH v{at}] kits: better") for at in range(n)])
    big = lambda n, version: [mail(n * version + at, f"[PATCH v{version} {at + 1}/{n}] kits: part {at}", In_Reply_To=f"<m{n * version}@toys.example>" if at else None) for at in range(n)]
    kind("two big versions", 500, lambda n: big(n, 1) + big(n, 2))
    kind("a big version and parts of the next", 300, lambda n: big(n, 1) + [mail(2 * n + at, f"[PATCH v2 {at + 1}/{n}] kits: part {at}", In_Reply_To=f"<m{n + at}@toys.example>") for at in range(n)])
    kind("versions that go down", 500, lambda n: [mail(at, f"[PATCH v{n - at}] kits: better") for at in range(n)])
    kind("thanks of many for many", 200, lambda n: big(n, 1) + [mail(3 * n + at, "Re: [PATCH] kits: x", In_Reply_To=f"<m{n}@toys.example>", From=f"N{at} <n{at}@b.example>", body="Applied, thanks!\n") for at in range(n)])
    kind("versions of two", 300, lambda n: [mail(2 * at + i, f"[PATCH v{at} {i}/1] kits: better {i}") for at in range(n) for i in (0, 1)])
    kind("versions in a thread", 500, lambda n: [mail(at, f"[PATCH v{at}] kits: better", In_Reply_To="<m0@toys.example>" if at else None) for at in range(n)])
    kind("deep thread", 1_000, lambda n: [mail(at, f"Re: [PATCH] kits: x" if at else "[PATCH] kits: x", In_Reply_To=f"<m{at - 1}@toys.example>", body="T.\n" if at else None) for at in range(n)])
    kind("deep thread with references", 300, lambda n: [mail(at, "Re: [PATCH] kits: x" if at else "[PATCH] kits: x", References=" ".join(f"<m{b}@toys.example>" for b in range(max(0, at - 30), at)), body="T.\n" if at else None) for at in range(n)])
    kind("wide thread", 1_000, lambda n: [mail(at, "Re: [PATCH] kits: x" if at else "[PATCH] kits: x", In_Reply_To="<m0@toys.example>", body=f"T {at}.\n" if at else None) for at in range(n)])
    kind("wide thread of reviews", 1_000, lambda n: [mail(at, "Re: [PATCH] kits: x" if at else "[PATCH] kits: x", In_Reply_To="<m0@toys.example>", From=f"N{at} <n{at}@b.example>", body=f"Reviewed-by: N{at} <n{at}@b.example>\n" if at else None) for at in range(n)])
    kind("circle", 1_000, lambda n: [mail(at, f"[PATCH 1/2] kits: {at}", In_Reply_To=f"<m{(at + 1) % n}@toys.example>") for at in range(n)])
    kind("missing parents", 1_000, lambda n: [mail(at, f"[PATCH] kits: {at}", In_Reply_To="<gone@toys.example>") for at in range(n)])
    kind("people", 1_000, lambda n: [mail(at, f"[PATCH] kits: {at}", From=f"N{at} <n{at}@b.example>") for at in range(n)])
    kind("names of one person", 1_000, lambda n: [mail(at, f"[PATCH] kits: {at}", From=f"N{at} <jane@b.example>") for at in range(n)])
    kind("addresses of one name", 1_000, lambda n: [mail(at, f"[PATCH] kits: {at}", From=f"Jane <n{at}@b.example>") for at in range(n)])
    kind("subsystems", 1_000, lambda n: [mail(at, f"[PATCH] a{at}: b{at}: x") for at in range(n)])
    kind("subsystems inside each other", 300, lambda n: [mail(at, "[PATCH] " + "a: " * (at % 50) + f"x {at}") for at in range(n)])
    kind("covers", 1_000, lambda n: [mail(at, f"[PATCH 0/9] kits: cover {at}", body="T.\n") for at in range(n)])
    kind("parts of series without covers", 1_000, lambda n: [mail(at, f"[PATCH {at % 9 + 1}/9] kits: part {at}") for at in range(n)])
    kind("one part of a series again", 1_000, lambda n: [mail(at, "[PATCH 1/9] kits: part", body=f"{at}\n" + DIFF) for at in range(n)])
    kind("near titles", 1_000, lambda n: [mail(at, f"[PATCH v{at % 2 + 1}] kits: one two three four five {at}") for at in range(n)])
    kind("applied", 500, lambda n: [mail(at, "[PATCH] kits: x" if not at else "Re: [PATCH] kits: x", In_Reply_To="<m0@toys.example>" if at else None, body=None if not at else "Applied, thanks!\n\n[1/1] kits: x\n      commit: 0123456789abcdef0123456789abcdef01234567\n") for at in range(n)])
    kind("thanks for many", 300, lambda n: [mail(at, f"[PATCH {at}/{n}] kits: {at}", In_Reply_To="<m0@toys.example>") for at in range(n)] + [mail(n + 1, "Re: [PATCH 0/9] kits: 0", In_Reply_To="<m0@toys.example>", body="Applied, thanks!\n\n" + "".join(f"[{at}/{n}] kits: {at}\n      commit: {at:040x}\n" for at in range(n)))])
    by = lambda at, title, sender, to=None: mail(at, title, In_Reply_To=to and f"<m{to}@toys.example>", From=sender, body="From: Jane Doe <jane@toys.example>\n\n" + DIFF)
    taken = lambda at, to: mail(at, "Re: [PATCH] kits: x", In_Reply_To=f"<m{to}@toys.example>", From="Cy <cy@c.example>", body="Pulled, thanks.\n")
    kind("batches of one title", 300, lambda n: [one for at in range(n) for one in (mail(3 * at, f"[PATCH] kits: x {at % 9}"), by(3 * at + 1, f"[PATCH net] kits: x {at % 9}", "Bo <bo@b.example>"), taken(3 * at + 2, 3 * at + 1))])
    kind("thanks of many for a batch", 200, lambda n: [by(at, f"[PATCH {at}/{n}] kits: x {at}", "Bo <bo@b.example>", None if at == 1 else 1) for at in range(1, n + 1)] + [taken(2 * n + at, 1) for at in range(n)])
    kind("machine reports", 500, lambda n: [mail(at, f"[tip: x/y] kits: {at}", From="tip-bot2 for Jane Doe <tip-bot2@linutronix.de>") for at in range(n)])
    kind("pull requests", 500, lambda n: [mail(at, f"[GIT PULL] kits {at}", body="are available in the Git repository at:\n\n  git://a.example/b tags/c\n") for at in range(n)])
    carried = "are available in the Git repository at:\n\n  git://a.example/b tags/c\n\nBo Reed (1):\n      kits: one title of all patches\n"
    kind("one title in pulls and patches", 200, lambda n: [mail(3 * at + who, subject, From=sender, Date=f"{1 + at % 28} Feb {2026 - at % 2} 10:00:00 +0000", body=body)
         for at in range(n) for who, subject, sender, body in (
             (0, f"[PATCH] kits: one title of all patches", f"Jane Doe <jane{at}@toys.example>", f"{at}\n" + DIFF),
             (1, f"[PATCH] kits: one title of all patches", f"Bo Reed <bo{at}@toys.example>", f"{at}\n" + diff(f"y{at}", ["a"], ["b"])),
             (2, f"[GIT PULL] kits {at}", "Max <max@toys.example>", carried))])
    kind("days", 300, lambda n: [mail(at, f"[PATCH] kits: {at}", Date=f"{1 + at % 28} {['Jan','Feb','Mar','Apr','May','Jun'][at // 28 % 6]} {2000 + at // 168} 10:00:00 +0000") for at in range(n)])


def lists():
    """Lists of files that stand above a diff."""
    of = lambda row, name: lambda n: [mail(0, body="Text.\n\n" + "".join(row.format(at) for at in range(n)) + "\n" + "".join(diff(name.format(at), ["a"], ["b"]) for at in range(n)))]
    kind("rows of numstat", 2_000, of("1\t1\tf{}\n", "f{}"))
    kind("rows of numstat of other files", 2_000, of("1\t1\tg{}\n", "f{}"))
    kind("rows of raw", 2_000, of(":100644 100644 1111111 2222222 M\tf{}\n", "f{}"))
    kind("files in one folder only", 2_000, of("Only in a{0}/b: f{0}\n", "a{0}/f"))
    moved = "diff --git a/old/f{0} b/new/f{0}\nindex 1..2 100644\n--- a/old/f{0}\n+++ b/new/f{0}\n@@ -1 +1 @@\n-a\n+b\n"
    kind("files of two folders", 2_000, lambda n: [mail(0, body="Text.\n---\n\n" + "".join(moved.format(at) for at in range(n)))])


def replies():
    """A patch of many lines, and a reply that quotes it in odd ways."""
    lines = lambda n, text="int x{} = {};": [text.format(at, at * 7) for at in range(n)]
    patch = lambda n, *text: mail(0, body="Text.\n---\n\n" + diff("x", ["a"], lines(n, *text)))
    answer = lambda body, at=1, to=0: mail(at, "Re: [PATCH] kits: x", In_Reply_To=f"<m{to}@toys.example>", body=body, From="Bo <bo@b.example>")
    quoted = lambda n, mark="> ", *text: [f"{mark}+{line}" for line in lines(n, *text)]
    kind("whole quote", 3_000, lambda n: [patch(n), answer("\n".join(quoted(n)) + "\nNo.\n")])
    kind("quote of every line", 2_000, lambda n: [patch(n), answer("\n".join(line + "\nNo." for line in quoted(n)) + "\n")])
    kind("quote of one line", 2_000, lambda n: [patch(n, "same line of code"), answer("\n".join(line + "\nNo." for line in quoted(n, "> ", "same line of code")) + "\n")])
    kind("quote of a brace", 2_000, lambda n: [patch(n, "}}"), answer("\n".join(line + "\nNo." for line in quoted(n, "> ", "}}")) + "\n")])
    kind("quote of nothing known", 2_000, lambda n: [patch(n), answer("\n".join(f"> unknown words {at} of nobody\nNo." for at in range(n)) + "\n")])
    # One letter again and again would measure zlib, which looks far back in it.
    numbers = "".join(f"{at:03}" for at in range(70))
    kind("quote of prefixes", 1_000, lambda n: [patch(n, numbers), answer("\n".join("> +" + numbers[: at % 199 + 1] for at in range(n)) + "\nNo.\n")])
    kind("quote with words behind", 2_000, lambda n: [patch(n), answer("\n".join(line + "  <-- why" for line in quoted(n)) + "\n")])
    kind("quote of glued lines", 1_000, lambda n: [patch(n), answer("\n".join(f"{line} > {line}" for line in quoted(n)) + "\n")])
    kind("quote in halves", 2_000, lambda n: [patch(n), answer("\n".join(line[:10] + "\n> " + line[10:] for line in quoted(n)) + "\nNo.\n")])
    kind("quote with initials", 2_000, lambda n: [patch(n), answer("\n".join(quoted(n, "BR> ")) + "\nNo.\n")])
    kind("quote with many marks", 2_000, lambda n: [patch(n), answer("\n".join(f"N{at}> +{line}" for at, line in enumerate(lines(n))) + "\nNo.\n")])
    # Each quotes all before it, each of these by one more mark: twice as many bytes are the cube root of two as many mails.
    deep = lambda mails: [patch(20)] + [answer("".join(f"{'> ' * (at - up)}T {up}.\n" for up in range(1, at)) + f"T {at}.\n", at, at - 1) for at in range(1, mails)]
    kind("quotes of quotes", 216_000, lambda n: deep(round(n ** (1 / 3))))
    kind("attribution", 2_000, lambda n: [patch(9), answer("On Mon, 2 Feb 2026, " + "Jane Doe " * n + "\nwrote:\n> Text.\nNo.\n")])
    kind("attributions", 1_000, lambda n: [patch(9), answer("On Mon, 2 Feb 2026 at 10:00, Jane Doe wrote:\n> Text.\nNo.\n" * n)])
    kind("short lines", 20_000, lambda n: [patch(9), answer("a\n" * n)])
    kind("blank lines", 20_000, lambda n: [patch(9), answer("No.\n" + "\n" * n + "No.\n")])
    kind("dashes", 20_000, lambda n: [patch(9), answer("--\n\nNo.\n" * n)])
    kind("separators", 5_000, lambda n: [patch(9), answer("-----Original Message-----\n\n" * n + "> Text.\n")])
    kind("rows", 5_000, lambda n: [patch(9), answer(("_" * 20 + "\n\n") * n)])
    kind("quoted headers", 5_000, lambda n: [patch(9), answer("> From: a\n> To: b\n> Cc: c\n" * n)])
    kind("quote of equal lines", 2_000, lambda n: [patch(60, "same line of code"), answer("> +same line of code\n" * n + "No.\n")])
    kind("offered diffs", 300, lambda n: [patch(9), answer("No.\n\n" + "".join(diff(f"f{at}", ["a"], ["b"]) for at in range(n)))])
    kind("quotes of many patches", 300, lambda n: [mail(at, f"[PATCH {at + 1}/{n}] kits: {at}", body="Text.\n---\n\n" + diff(f"x{at}", ["a"], [f"only line {at}"])) for at in range(n)] + [answer("".join(f"> +only line {at}\nNo {at}.\n" for at in range(n)), n)])
    kind("comments on many versions", 60, lambda n: [mail(2 * at + i, f"{'Re: ' * i}[PATCH v{at + 1}] kits: x", body="Text.\n---\n\n" + diff("x", ["a"], lines(50)) if not i else "".join(f"{line}\nNo.\n" for line in quoted(50)), In_Reply_To=f"<m{2 * at}@toys.example>" if i else None) for at in range(n) for i in (0, 1)])
    kind("comments answered together", 1_000, lambda n: [patch(n), answer("".join(f"{line}\nNo {at}.\n" for at, line in enumerate(quoted(n)))), mail(2, "Re: [PATCH] kits: x", In_Reply_To="<m1@toys.example>", body="".join(f"> {line}\n> No {at}.\n" for at, line in enumerate(quoted(n))) + "Yes.\n")])
    anew = lambda n, version, name: [mail(n * version + at, f"[PATCH v{version} {at + 1}/{n}] kits: turn {name}{at} into a kit", body="Text.\n---\n\n" + diff("x", ["a"], [f"int {name}{at}_{line} = {line};" for line in range(9)]), In_Reply_To=f"<m{n * version}@toys.example>" if at else None) for at in range(n)]
    kind("versions written anew", 60, lambda n: anew(n, 1, "old") + [mail(3 * n + at, "Re: [PATCH] kits: x", In_Reply_To=f"<m{n + at}@toys.example>", body=f"> +int old{at}_1 = 1;\nNo.\n") for at in range(n)] + anew(n, 2, "new"))


subjects()
headers()
bodies()
diffs()
crowds()
lists()
replies()
