#!/usr/bin/env bash
# postal-mime 4.0.0 (npm), which reads mails in browsers and mail workers; mailparser 3.14.2 (npm); on answers with `format=flowed`.
#
# Expected: lines that end in a blank go on in the next line of the same depth of quote, as RFC 3676 has it; a quoted empty line, `> `, does not.
# Seen: postal-mime joins every line that ends in a blank with the next, whatever that is. Behind a quoted empty line `> `, as many programs write
# it, the remark right below becomes a part of the quote, and so does a Reviewed-by; two quoted lines become `> two > three`. mailparser keeps the
# depths apart and joins within a quote only. Behind code that ends in a blank, postal-mime also takes the empty line away that ended the quote.
#
# Here: in what such a program stores or shows, a review may be behind a `>`. Cut the marks off each line before lines are joined, and
# join only lines of the same depth.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node postal-mime@4.0.0 mailparser@3.14.2 > /dev/null

cat > node/read.mjs <<'JS'
import fs from 'node:fs'
import PostalMime from 'postal-mime'
import { simpleParser } from 'mailparser'
const raw = fs.readFileSync(0)
const mail = process.argv[2] === 'postal-mime' ? await PostalMime.parse(raw) : await simpleParser(raw)
process.stdout.write(mail.text)
JS
read_with() { # PROGRAM LINES...
    {
        fields Bo 'Tue, 6 Jan 2026 10:00:00' review 'Re: [PATCH] wind: calm' calm
        printf 'MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8; format=flowed\n\n'
        printf '%s\n' "${@:2}"
    } | node node/read.mjs "$1"
}
below=('> It was loud.' '> ' 'NAK, it breaks the mill.')
review=('> +	calm(wind);' '> ' 'Reviewed-by: Bo <bo@oak.example>')
code=('> -	loud(wind); ' '> +	calm(wind); ' '' 'Reviewed-by: Bo <bo@oak.example>')

same "postal-mime, a remark below a quoted empty line" "> It was loud.
> NAK, it breaks the mill." "$(read_with postal-mime "${below[@]}")"
same "postal-mime, a review below a quoted empty line" "> +	calm(wind);
> Reviewed-by: Bo <bo@oak.example>" "$(read_with postal-mime "${review[@]}")"
same "postal-mime, code that ends in blanks" "> -	loud(wind); > +	calm(wind); Reviewed-by: Bo <bo@oak.example>" "$(read_with postal-mime "${code[@]}")"
same "mailparser, a remark" "$(printf '%s\n' "${below[@]}")" "$(read_with mailparser "${below[@]}")"
same "mailparser, a review" "$(printf '%s\n' "${review[@]}")" "$(read_with mailparser "${review[@]}")"
