#!/usr/bin/env bash
# email-origin-chain 1.0.11 (npm), which takes the mails of a conversation out of the last one, on reviews as lists have them.
#
# Expected: a review is a mail by the reviewer, whose remarks stand between quoted lines; what is quoted is by those it quotes.
# Seen: all that is below the first "wrote:" goes to the person quoted most deeply, the reviewer's remarks and the Reviewed-by too: that
# person's text has them, in one piece with the quoted lines, which lose the sign of each level but that person's own. The text of
# the reviewer and of everybody between is empty ("silent_forward"), but for what stands above the quote. With an address in
# front of "wrote:" the person has no name.
#
# Here: in a history made with it, people approve of their own patches. Take an answer's own lines by their missing `>`.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node email-origin-chain@1.0.11 > /dev/null

cat > node/chain.js <<'JS'
const { extractDeepestHybrid } = require('email-origin-chain')
extractDeepestHybrid(require('fs').readFileSync(0, 'utf8')).then(chain => {
  for (const mail of chain.history) console.log(`== ${mail.from.name} ${mail.from.address}\n${mail.text}`)
})
JS
review() { # what stands above the quote, quoted lines and remarks
    fields Bo "Tue, 6 Jan 2026 10:00:00" two "Re: [PATCH] wind: calm" one
    printf '\n%sOn Mon, 5 Jan 2026 10:00:00 +0000, Mira Holt wrote:\n%s\n' "$1" "$2"
}
blank=' '
text='> It was loud.
> +	count(day);

Rather count_all.

Reviewed-by: Bo Reed <bo@oak.example>'
chain() { node node/chain.js; }
same "a review" "== Mira Holt$blank
$text
== Bo bo@oak.example" "$(review '' "$text" | chain)"
same "a review below a remark" "== Mira Holt$blank
$text
== Bo bo@oak.example
Fine, but for this:" "$(review $'Fine, but for this:\n\n' "$text" | chain)"
same "an answer within the quote" "== Ane Elm$blank
> Why?
It was loud.
+	count(day);

Rather count_all.

Reviewed-by: Bo Reed <bo@oak.example>
== Mira Holt$blank

== Bo bo@oak.example" "$(review '' "> On Sun, 4 Jan 2026 10:00:00 +0000, Ane Elm wrote:
> > Why?
$text" | chain)"
same "with an address" "== undefined mira@oak.example" "$(review '' "$text" | sed 's/Mira Holt wrote/Mira Holt <mira@oak.example> wrote/' | chain | head -1)"
