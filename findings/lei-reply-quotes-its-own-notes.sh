#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q -f reply and lei lcat -f reply, which write an answer to be edited; git 2.39.5 (Debian), git format-patch --attach.
#
# Expected: fields of an answer as in other mail programs, with References (RFC 5322), and the text of the mail in quotes.
# Seen: there is no References, only In-Reply-To, however deep the thread is. Of a mail with parts, the notes that lei shows on screens are
# quoted too, as if the author had written them: `> [-- Attachment #2: 0001-wind-calm.patch --]`, `> [-- lei blob 0123…:2 --]`, and "Warning: decoded
# text below may be mangled". `RE:` and `Aw: Re:` stay as they are. Mail-Followup-To, where somebody asks not to be in Cc, is ignored.
#
# Here: a quoted line that no mail has need not be somebody's words, and blob ids in it are of the answerer's archive. If the parent of such an
# answer is missing, nothing ties it to the thread but its subject.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base
echo two > a.c
git commit -qam 'wind: calm' -m 'It was loud.'
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' patch 'Aw: Re: [PATCH] wind: calm' cover
    echo 'Mail-Followup-To: oak@lists.example'
    git format-patch --stdout --attach -1 | sed '1,/^Subject/d'
} > ../mail.eml
lei import --quiet --in-format=eml ../mail.eml
lei q -f reply m:patch@oak.example > ../reply 2> ../said

same "its fields" "To: Mira <mira@oak.example>
Cc: oak@lists.example
Subject: Aw: Re: [PATCH] wind: calm
In-Reply-To: <patch@oak.example>" "$(sed '1d; /^$/,$d' ../reply)"
same "what it quotes" "> [-- Attachment #1: Type: text/plain; charset=UTF-8; format=fixed, Size: N bytes --]
> [-- lei blob ID:1 --]
> It was loud.
> ---
>  a.c | 2 +-
>  1 file changed, 1 insertion(+), 1 deletion(-)
> [-- Warning: decoded text below may be mangled, UTF-8 assumed --]
> [-- Attachment #2: 0001-wind-calm.patch --]
> [-- Type: text/x-patch; name=\"0001-wind-calm.patch\", Size: N bytes --]
> [-- lei blob ID:2 --]
> diff --git a/a.c b/a.c
> index 5626abf..f719efd 100644
> --- a/a.c
> +++ b/a.c
> @@ -1 +1 @@
> -one
> +two" "$(grep '^> [^ ]\|^>  ' ../reply | sed -E 's/[0-9a-f]{40}/ID/; s/Size: [0-9]+/Size: N/')"
lei q -f mboxrd -o mboxrd:../mail.mbox m:patch@oak.example 2> /dev/null
same "none of it is in the mail" "0" "$(grep -c '\[-- ' ../mail.mbox || true)"
