#!/usr/bin/env bash
# sashiko-drafts 1.0.1 (PyPI), which writes an author's answers to the reviews that the bot Sashiko shows on its pages; here the pages are a folder.
#
# Expected: an answer that quotes a mail, below a line that says whose.
# Seen: it answers the patch, by In-Reply-To, with the author's name, and quotes what is on the page: no mail has these lines, and no "wrote:" is
# above them, only "Replying to sashiko" and a link. What the bot quotes of the patch is one `>` deeper, in pieces and without `diff --git`
# where the bot left it out. Of two pages the second part comes below a line `---`. References has the patch alone, not the cover letter.
#
# Here: in an answer to a patch, a quote of the first depth need not be its author's text: lines that the patch does not have are somebody else's.
# Look for the patch's lines at any depth, and read on below `---` in an answer.
source "$(dirname "$0")/common"
pypi sashiko-drafts==1.0.1 httpx==0.28.1

mkdir -p pages/api
cat > pages/api/patchset <<'JSON'
{"limit": 50, "to": "oak@lists.example", "cc": "Bo Reed <bo@reed.example>",
 "patches": [{"id": 1, "part_index": 1, "message_id": "20260105-wind-v1-1-abc@oak.example", "subject": "[PATCH 1/2] wind: calm"},
             {"id": 2, "part_index": 2, "message_id": "20260105-wind-v1-2-abc@oak.example", "subject": "[PATCH 2/2] wind: oil"}],
 "reviews": [{"id": 7, "patch_id": 1, "status": "Reviewed", "output": {"findings": [{"preexisting": false}]}},
             {"id": 8, "patch_id": 2, "status": "Reviewed", "output": {"findings": [{"preexisting": true}]}}]}
JSON
cat > pages/api/review <<'JSON'
{"logs": [{"role": "user", "content": "Look at it."},
          {"role": "assistant", "content": "commit 0123\n\n> @@ -1,2 +1,2 @@\n> -one\n> +two\n\nCan this leak?\n"}]}
JSON
serve pages
cat > draft.py <<'PYTHON'
import sys

from sashiko_drafts import core

core.INSTANCES = [(name, sys.argv[1]) for name in sys.argv[2].split(",")]
sys.exit(core.main(["--msgid", "20260105-wind-v1-0-abc@oak.example", "--output-dir", sys.argv[3]]))
PYTHON
python draft.py "http://127.0.0.1:$port" net one 2> said
python draft.py "http://127.0.0.1:$port" non-net,net two 2> said
text() { # the fields and the text of a mail
    python -c 'import email, email.policy, sys
mail = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
for name in ("From", "Subject", "In-Reply-To", "References"):
    print(f"{name}: {mail[name]}")
print()
print(mail.get_content().replace("\r\n", "\n"))' "$1" | sed -E 's/:[0-9]+\/#.*/:PORT/'
}

same "drafts" "01-wind-calm.eml" "$(ls one)"
same "the draft" "From: Mira Holt <mira@oak.example>
Subject: Re: [PATCH 1/2] wind: calm
In-Reply-To: <20260105-wind-v1-1-abc@oak.example>
References: <20260105-wind-v1-1-abc@oak.example>

Replying to sashiko
http://127.0.0.1:PORT

> commit 0123
>
> > @@ -1,2 +1,2 @@
> > -one
> > +two
>
> Can this leak?

Thanks," "$(text one/*.eml)"
same "lines that are not quoted, of two pages" "Replying to non-net sashiko
http://127.0.0.1:PORT
---
Replying to net sashiko
http://127.0.0.1:PORT
Thanks," "$(text two/*.eml | sed '1,/^$/d' | grep -v '^>' | grep .)"
