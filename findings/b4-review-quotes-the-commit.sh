#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 review: the functions that its screen calls for the text in the editor and for the mail to send.
#
# Expected: a reply quotes the mail that it answers, below a line such as "On ..., Mira Holt wrote:".
# Seen: it quotes the commit that b4 made of the mail in the reviewer's repository. What was edited by hand is sent without
# any attribution; the quote begins with the message, has the trailers that others gave in their answers and the mail does
# not have, then `>` alone, then the commit's diff with the blob ids, line numbers and function names of that repository;
# no `---`, no diffstat. Own lines that begin with `#` or `|` are not sent: a suggested `#define` and a table vanish.
# A reply of a trailer only has the attribution and the message without its trailers. Message-IDs end in `.b4-review@...`.
#
# Here: the place of an answer must be found by the text of changed lines, not by hunk headers, and a quoted Reviewed-by that
# no patch has is neither the replier's nor a lost mail. Where a reviewer's sentence announces code, the code may be missing.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git config --global user.name "Cy Lee"
git config --global user.email cy@lee.example
git config --global core.abbrev 7
git init -q project && cd project
seq -f 'row %g' 1 9 > a.c
echo one >> a.c
git add . && git commit -qm base
sed -i 's/^one$/two/' a.c
# As b4 makes it of a mail whose patch has the hunk header "@@ -2,4 +2,4 @@ top" and one answer by Bo Reed.
git commit -qam "wind: calm

It was loud.

Signed-off-by: Mira Holt <mira@oak.example>
Reviewed-by: Bo Reed <bo@reed.example>"

cat > reply.py <<'PYTHON'
import argparse, subprocess
import b4, b4.review

b4.setup_config(argparse.Namespace(config=None))
git = lambda *words: subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout
commit = git("rev-parse", "HEAD").strip()
headers = {"msgid": "p1@oak.example", "sentdate": "Mon, 5 Jan 2026 10:00:00 +0000", "to": "oak@lists.example"}

def sent(review):
    patch = {"title": "[PATCH] wind: calm", "header-info": headers, "reviews": {"cy@lee.example": review}}
    series = {"fromname": "Mira Holt", "fromemail": "mira@oak.example", "subject": "", "header-info": headers}
    [mail] = b4.review.collect_review_emails(series, [patch], "", ".", [commit])
    return mail.get_payload(decode=True).decode().split("\n\n-- \n")[0]

editor = b4.review._render_quoted_diff_with_comments(
    git("diff", "HEAD~1", "HEAD"), {}, "cy@lee.example", commit_msg=git("show", "--format=%B", "--no-patch").strip())
written = editor.replace("> +two\n", "> +two\n\nWhy not this:\n#define TWO 2\n| 2 | two |\nIt reads better.\n")
print(sent({"reply": written}))
print("=====")
print(sent({"trailers": ["Acked-by: Cy Lee <cy@lee.example>"]}))
PYTHON

same "the quote is the commit, without attribution; lines with # and | are lost" \
"> It was loud.
> 
> Signed-off-by: Mira Holt <mira@oak.example>
> Reviewed-by: Bo Reed <bo@reed.example>
>
> diff --git a/a.c b/a.c
> index $(git rev-parse --short HEAD~1:a.c)..$(git rev-parse --short HEAD:a.c) 100644
> --- a/a.c
> +++ b/a.c
> @@ -7,4 +7,4 @@ row 6
>  row 7
>  row 8
>  row 9
> -one
> +two

Why not this:
It reads better.
=====
On Mon, 5 Jan 2026 10:00:00 +0000, Mira Holt <mira@oak.example> wrote:
> It was loud.

Acked-by: Cy Lee <cy@lee.example>" \
"$(python3 reply.py)"
