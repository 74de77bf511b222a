#!/usr/bin/env bash
# patchwork-mcp-server 0.1.0 (PyPI), which tells an assistant of the series, patches and answers on a Patchwork; here that is a folder of answers in
# the form of Patchwork's API 1.2, of which nothing but that server asks.
#
# Expected: all answers to a patch; the newest series of a project, each with its newest version, up to the limit of 100 that it takes.
# Seen: for the answers to a patch it asks at `/api/patchs/5/comments/`, which is no address of Patchwork's, and ends with an error; those to
# a cover letter it finds. "Recent series" are cover letters: a patch or a series sent without one is none. With `collapse_revisions`,
# series of one title are versions of one, whoever sent them: of "Fix typos" by two people the one with the lower number is gone; a series
# whose title was mended has both versions. It asks for no number of entries and for no second page, whatever the limit is. A name given
# for the submitter is the first person whom Patchwork finds for it.
#
# Here: what an assistant says of reviews is of cover letters alone, and its list of series lacks lone patches and other people's series of a
# usual title. That it names no review does not show that nobody gave one.
source "$(dirname "$0")/common"
pypi patchwork-mcp-server==0.1.0 mcp==1.27.0 httpx==0.28.1

cat > answers.py <<'PYTHON'
import json
import os

people = {"Mira Holt": 1, "Bo Reed": 2}


def write(path, value):
    os.makedirs(f"pages/api/{path}", exist_ok=True)
    with open(f"pages/api/{path}/index.html", "w") as file:
        json.dump(value, file)


def person(name):
    return {"id": people[name], "name": name}


def entry(number, title, name, version, series):
    return {
        "id": number, "name": title, "state": "new", "msgid": f"<{number}@oak.example>", "date": f"2026-01-{number:02}T10:00:00",
        "project": {"link_name": "oak"}, "submitter": person(name), "series": [{"id": number, "name": series, "version": version}],
    }


write("1.2/covers", [
    entry(9, "[v3,0/2] Fix typos", "Mira Holt", 3, "Fix typos"),
    entry(8, "[0/4] Fix typos", "Bo Reed", 1, "Fix typos"),
    entry(7, "[v2,0/2] wind: calm the mill", "Mira Holt", 2, "wind: calm the mill"),
    entry(6, "[0/2] wind: calm", "Mira Holt", 1, "wind: calm"),
])
write("1.2/patches", [entry(5, "wind: oil", "Bo Reed", 1, "wind: oil")])
write("1.2/people", [person("Mira Holt"), person("Bo Reed")])
for kind in ("patches", "covers"):
    write(f"{kind}/5/comments", [{"msgid": "<5a@oak.example>", "content": "Fine.", "submitter": person("Bo Reed")}])
PYTHON
cat > ask.py <<'PYTHON'
import sys

from patchwork_mcp_server import server

if sys.argv[1] == "series":
    for found in server.recent_series("oak", limit=100, collapse_revisions=len(sys.argv) > 2):
        print(found["version"], found["series_name"], "by", found["submitter"])
if sys.argv[1] == "by":
    server.recent_series("oak", submitter=sys.argv[2], limit=100)
if sys.argv[1] == "comments":
    for found in server.get_comments(sys.argv[2], 5):
        print(found["submitter"], found["preview"])
if sys.argv[1] == "search":
    server.search_patches("wind", limit=100)
PYTHON
python answers.py
serve pages
export PATCHWORK_URL=http://127.0.0.1:$port
ask() { python ask.py "$@" 2> said; }
asked() { : > served; python ask.py "$@" > said 2>&1 || true; sed -n 's/.*"GET \([^ ]*\) .*/\1/p' served; }

same "series" "3 Fix typos by Mira Holt
1 Fix typos by Bo Reed
2 wind: calm the mill by Mira Holt
1 wind: calm by Mira Holt" "$(ask series)"
same "series, versions collapsed" "3 Fix typos by Mira Holt
2 wind: calm the mill by Mira Holt
1 wind: calm by Mira Holt" "$(ask series collapse)"
same "what it asks for up to 100 series" "/api/1.2/covers/?project=oak" "$(asked series)"
same "what it asks for up to 100 patches" "/api/1.2/patches/?q=wind" "$(asked search)"
same "answers to a cover letter" "Bo Reed Fine." "$(ask comments cover)"
same "what it asks for answers to a patch" "/api/patchs/5/comments/" "$(asked comments patch)"
same "what comes of it" "patchwork_mcp_server.client.PatchworkError: Patchwork API 404" "$(python ask.py comments patch 2>&1 | grep -o '^patchwork.*404')"
same "what it asks for a submitter" "/api/1.2/people/?q=reed
/api/1.2/covers/?project=oak&submitter=1" "$(asked by reed)"
