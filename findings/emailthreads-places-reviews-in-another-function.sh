#!/usr/bin/env bash
# emailthreads 0.1.3 (PyPI), a library that puts the remarks of a review below the lines of the patch that they answer, for pages of lists.
#
# Expected: a remark lands below the last line that is quoted above it, however many other lines of the patch read the same.
# Seen: each quoted piece is looked for from the beginning of the piece before, and of equal places the first is taken. Who quotes the
# patch in full has that beginning at the top of the mail: a remark below `> }` at the end lands below the first `}` of the patch, in another
# function and above the remarks that come before it. With one line of the message and then the second hunk quoted, all is right. The diff
# of an attached patch is not there: remarks on it join the remark before, quoted lines and all. "Mira Holt writes:" is a remark at the end.
#
# Here: place a remark from the end of the piece before, as answers quote in the order of the mail. A Reviewed-by that such a page shows
# within a function is about the whole patch.
source "$(dirname "$0")/common"
pypi 'emailthreads @ https://files.pythonhosted.org/packages/a4/b4/7d74eddace099efdcc1e57ab5a5cbc0f9be8ce1ffccd220a224b952f6458/emailthreads-v0.1.3.tar.gz'

cat > diff <<'DIFF'
diff --git a/wind.c b/wind.c
--- a/wind.c
+++ b/wind.c
@@ -1,4 +1,5 @@
 int wind(int day)
 {
+	count(day);
 	blow(day);
 }
@@ -9,4 +10,5 @@
 int calm(int day)
 {
+	sleep(day);
 	rest(day);
 }
DIFF
{ fields Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH] wind: count'; printf '\nIt was loud.\n---\n'; cat diff; } > patch
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH] wind: count'
    printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=oak\n\n--oak\nContent-Type: text/plain\n\nIt was loud.\n---\n'
    printf -- '--oak\nContent-Type: text/x-patch; name=a.patch\nContent-Disposition: attachment; filename=a.patch\n\n'
    cat diff
    printf -- '--oak--\n'
} > attached
answer() { # first line; then the quote with remarks from the input
    fields Bo 'Mon, 5 Jan 2026 11:00:00' answer 'Re: [PATCH] wind: count' patch
    printf '\n%s\n' "$1"
    cat
}
full() {
    printf '> It was loud.\n> ---\n'
    sed 's/^/> /;/rest/a\
\
Why so long?\
' diff
    printf '\nReviewed-by: Bo Reed <bo@oak.example>\n'
}
full | answer 'On Mon, 5 Jan 2026, Mira Holt wrote:' > whole
full | answer 'Mira Holt writes:' > writes
answer 'On Mon, 5 Jan 2026, Mira Holt wrote:' <<'TEXT' > part
> It was loud.

Was it?

> @@ -9,4 +10,5 @@
>  int calm(int day)
>  {
> +	sleep(day);
>  	rest(day);
>  }

Fine.
TEXT
show() { python -m emailthreads "$@" | sed '/^Warning/d;s/^\[\([a-z]*\) thread by.*/[\1]/;s/\t/ /;1,/^@@/{/^diff\|^---\|^+++/d}'; }

same "the patch quoted in full" "It was loud.
@@ -1,4 +1,5 @@
 int wind(int day)
 {
+ count(day);
  blow(day);
 }
[inline]
| Reviewed-by: Bo Reed <bo@oak.example>
@@ -9,4 +10,5 @@
 int calm(int day)
 {
+ sleep(day);
  rest(day);
[inline]
| Why so long?
 }" "$(show patch whole)"
same "parts of it quoted" "It was loud.
[inline]
| Was it?
@@ -1,4 +1,5 @@
 int wind(int day)
 {
+ count(day);
  blow(day);
 }
@@ -9,4 +10,5 @@
 int calm(int day)
 {
+ sleep(day);
  rest(day);
 }
[inline]
| Fine." "$(show patch part)"
same "another attribution" "[standalone]
| Mira Holt writes:" "$(show patch writes | tail -2)"
same "an attached patch" "It was loud.
[inline]
| Was it?
| > @@ -9,4 +10,5 @@
| > int calm(int day)
| > {
| > + sleep(day);
| > rest(day);
| > }
| Fine." "$(show attached part)"
