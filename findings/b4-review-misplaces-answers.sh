#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 review: the function that puts what people answered on the list next to the lines of the patch.
#
# Expected: each remark stands at the line that is quoted above it; what cannot be placed is told apart.
# Seen: an answer is read only if it quotes `diff --git` or a hunk header, with a blank behind `>`: who leaves just the line, or
# the file and the line, has no remark. Of two answers by one person to one patch only the later one's remarks are left. What is
# said about a file, below its `+++`, goes to the last line of the file before; a closing remark on the whole patch goes to
# the last line of all. A remark on the message is lost if nothing follows it but the quote.
#
# Here: a maintainer who uses that screen may not see a remark that a digest shows, or sees it at another line. Place a remark
# by the text of the line above it, keep every answer of a person, and call a remark on a file or on the whole by that name.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
printf 'int calm\n{\n\treturn LOUD;\n}\n\nint mend\n{\n\treturn OLD;\n}\n' > a.c
echo one > b.c
git add . && git commit -qm base
sed -i 's/LOUD/CALM/; s/OLD/NEW/' a.c
echo two > b.c
git commit -qam 'wind: calm' -m 'It was loud.'
git format-patch -q --stdout HEAD~1 > patch

cat > place.py <<'PYTHON'
import argparse, subprocess
import b4
from b4.review import _review

b4.setup_config(argparse.Namespace(config=None))
_review.save_tracking = lambda *words: None
git = lambda *words, **rest: subprocess.run(["git", *words], capture_output=True, text=True, check=True, **rest).stdout.strip()
commit = git("rev-parse", "HEAD")
body = open("patch").read().split("\n\n", 1)[1]
whole = [f"> {line}" if line else ">" for line in body.split("\n-- \n")[0].split("\n")]

def mail(sender, hour, name, subject, text, parent=""):
    return (f"From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: {sender} <{sender.lower()}@oak.example>\n"
            f"Date: Mon, 5 Jan 2026 {hour}:00:00 +0000\nSubject: {subject}\nMessage-ID: <{name}@oak.example>\n{parent}\n{text}\n\n")

def below(line, words, quote=whole):
    place = quote.index(line) + 1
    return "\n".join([*quote[:place], "", words, "", *quote[place:]])

def placed(name, *answers):
    parent = "In-Reply-To: <p@oak.example>\nReferences: <p@oak.example>\n"
    mails = [mail("Bo", hour, f"r{hour}", "Re: [PATCH] wind: calm", text, parent) for hour, text in enumerate(answers, 11)]
    blob = git("hash-object", "-w", "--stdin", input=mail("Mira", 10, "p", "[PATCH] wind: calm", body) + "".join(mails))
    patch = {"header-info": {"msgid": "p@oak.example"}}
    series = {"series": {"thread-blob": blob, "header-info": {"msgid": "none@oak.example"}}, "patches": [patch]}
    _review._integrate_followup_inline_comments(".", "", series, [commit], [patch])
    found = [f"{at['path']}:{at['line']} {at['text']}" for of in patch.get("reviews", {}).values() for at in of.get("comments", [])]
    print(f"{name}: {', '.join(found) or 'nothing'}")

calm, new = "> +\treturn CALM;", "> +\treturn NEW;"
placed("all quoted", below(calm, "Why calm?"))
placed("the line quoted", f"{calm}\n\nWhy calm?")
placed("the file and the line quoted", f"> --- a/a.c\n> +++ b/a.c\n{calm}\n\nWhy calm?")
placed("the hunk and the line quoted", f"> @@ -1,9 +1,9 @@\n{new}\n\nWhy new?")
placed("no blank behind >", below(calm.replace("> ", ">"), "Why calm?", [line.replace("> ", ">") for line in whole]))
placed("two answers", below(calm, "Why calm?"), below(new, "Why new?"))
placed("on a file", below("> +++ b/b.c", "Needed?"))
placed("on the whole", "\n".join([*whole, "", "Good, but late."]))
placed("on the message", below("> It was loud.", "Why loud?"))
PYTHON
same "where remarks are shown" \
"all quoted: b/a.c:3 Why calm?
the line quoted: nothing
the file and the line quoted: nothing
the hunk and the line quoted: b/a.c:8 Why new?
no blank behind >: nothing
two answers: b/a.c:8 Why new?
on a file: b/a.c:9 Needed?
on the whole: b/b.c:1 Good, but late.
on the message: nothing" \
"$(python3 place.py 2> /dev/null)"
