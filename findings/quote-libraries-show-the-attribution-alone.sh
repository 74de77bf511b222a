#!/usr/bin/env bash
# quotequail 0.5.4 (PyPI) and planer 1.2.0 (npm), libraries that tell the words of a mail from what it quotes, on reviews of patches.
#
# Expected: `quote` of quotequail, which says what a reader shows and what it folds away, shows the reviewer's remarks; planer's
# `extractFromPlain` gives the new words.
# Seen: quotequail folds away everything below "On … wrote:", with the remarks between the quoted lines and the Reviewed-by: of a review,
# the attribution alone is shown. Without an attribution nothing is folded, quotes neither. `unwrap` takes quoted lines below the
# first remark for words of the reviewer, and reads Gmail's attribution as the date "Mon, Jan 5" and the sender "2026 at 10:00 AM Mira Holt
# <…>". planer returns a mail with remarks between quotes whole, attribution and quotes too.
# Where a reviewer writes header lines, `From:`, `Date:` and `Subject:`, as the patch should have them, both take a forwarded mail to begin:
# planer drops all below, and quotequail reads a Reviewed-by below them as one more header line, which is then nowhere.
#
# Here: a reader built on them hides who reviewed, or counts a quoted trailer as a new one. In a patch review quote and answer
# alternate: decide line by line, and take header lines for those of a mail only where something says that one follows.
source "$(dirname "$0")/common"
pypi quotequail==0.5.4
npm install --silent --no-audit --no-fund --prefix node planer@1.2.0 > /dev/null

review='> It was loud.
> +two

This must be three.

> Acked-by: Ane Fir <ane@fir.example>

Reviewed-by: Jo Elm <jo@elm.example>'
printf 'On Mon, Jan 5, 2026 at 10:00 AM Mira Holt <mira@oak.example> wrote:\n%s\n' "$review" > gmail
printf 'On Mon, Jan 05, 2026 at 10:00:00AM +0000, Mira Holt wrote:\n%s\n' "$review" > mutt
printf '%s\n' "$review" > bare
cat > header <<'MAIL'
The mail should begin with

From: Bo Reed <bo@reed.example>
Date: Mon, 5 Jan 2026 10:00:00 +0000
Subject: wind: calm

Reviewed-by: Jo Elm <jo@elm.example>
MAIL

cat > read.py <<'PYTHON'
import sys
import quotequail

text = open(sys.argv[2]).read()
if sys.argv[1] == "shown":
    print(*(part for shown, part in quotequail.quote(text) if shown), sep="\n")
else:
    mail = quotequail.unwrap(text)
    print(mail["type"], mail["date"], mail["from"], sep="; ")
    print(*(mail.get(key) for key in ("text_top", "text_bottom") if mail.get(key)))
    if "Reviewed-by" not in str(mail):
        print("no Reviewed-by")
PYTHON
cat > read.cjs <<'JS'
const fs = require('fs')
console.log(require('./node/node_modules/planer').extractFromPlain(fs.readFileSync(process.argv[2], 'utf8')))
JS
own='This must be three.

> Acked-by: Ane Fir <ane@fir.example>

Reviewed-by: Jo Elm <jo@elm.example>'
same "quotequail: shown of two reviews" "$(head -1 gmail)
$(head -1 mutt)" "$(python read.py shown gmail; python read.py shown mutt)"
same "quotequail: shown without an attribution" "$review" "$(python read.py shown bare | sed '$d')"
same "quotequail: Gmail's attribution" "reply; Mon, Jan 5; 2026 at 10:00 AM Mira Holt <mira@oak.example>
$own" "$(python read.py unwrap gmail)"
same "quotequail: mutt's attribution" "reply; Mon, Jan 05, 2026 at 10:00:00AM +0000; Mira Holt
$own" "$(python read.py unwrap mutt)"
same "quotequail: header lines in a review" "forward; Mon, 5 Jan 2026 10:00:00 +0000; Bo Reed <bo@reed.example>
The mail should begin with
no Reviewed-by" "$(python read.py unwrap header)"
same "planer: a review, the attribution and all" "$(cat gmail)" "$(node read.cjs gmail)"
same "planer: header lines in a review" "The mail should begin with" "$(node read.cjs header)"
