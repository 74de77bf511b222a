#!/usr/bin/env bash
# HyperKitty 1.3.12 (PyPI; the archive of Mailman 3), pages of a list in its plain text mode, with mistune 3.4.0; on a review of a patch.
#
# Expected: in this mode (the other one is Markdown) a line is a quote if it begins with `>`, and all else is shown as it was sent.
# Seen: it is read by the rules of Markdown for quotes. A remark right below a quoted line, without an empty line in between, is part of
# the quote, which the page folds away if it has more than three lines; below `> > line`, what was answered to it at the first level is part
# of the second. An own line `>= 5 is too much` is a quote. A piece of a quote that begins with a blank or a tab, as an unchanged line of a
# diff does, loses it. Only `<` is escaped: a line of code `puts("&lt;b&gt;")` is shown as `puts("<b>")`, and `&amp;` as `&`. A patch without
# quotes is as it was, but for that.
#
# Here: who reads a review on such a page may not see a remark that a digest shows, and may take what Bo said for Mira's. A link to the
# archive is not enough where a digest shortens a review; take code from the mail, not from the page.
source "$(dirname "$0")/common"
pypi --no-deps HyperKitty==1.3.12 mistune==3.4.0 Django==5.0.14 asgiref==3.11.1 sqlparse==0.5.5

cat > page.py <<'PYTHON'
import re
import sys

from django.conf import settings

settings.configure()
from hyperkitty.lib.renderer import text_renderer

# what templatetags/decorate.py does with the text of each mail; then the elements as brackets, without the switch in front of a quote
page = text_renderer(sys.stdin.read().replace("<", "&lt;"))
page = re.sub(r'<div class="quoted-switch">.*?</div>', "", page)
page = re.sub(r"<blockquote[^>]*>", "[quote\n", page).replace("</blockquote>", "quote]\n")
print(re.sub(r"\n+", "\n", re.sub(r"</?p>", "\n", page)).strip())
PYTHON
same "a remark right below a quoted line, another after an empty line" "On Monday Mira wrote:
[quote
+	count(day);
Why twice?
quote]
[quote
blow(day);
+	sail(day);
quote]
And this?
Reviewed-by: Bo Reed &lt;bo@oak.example>" "$(python page.py <<'MAIL'
On Monday Mira wrote:
> +	count(day);
Why twice?

>  	blow(day);
> +	sail(day);

And this?

Reviewed-by: Bo Reed <bo@oak.example>
MAIL
)"
same "two levels: what Mira wrote becomes Bo's" "[quote
[quote
Why twice?
Two days.
quote]
quote]
I see." "$(python page.py <<'MAIL'
> > Why twice?
> Two days.

I see.
MAIL
)"
same "an own line" "The limit is wrong, days
[quote
= 5 is too much.
quote]" "$(python page.py <<'MAIL'
The limit is wrong, days
>= 5 is too much.
MAIL
)"
same "code" ' 	one
-	puts("&lt;b&gt;");
+	puts("&amp;");
-- 
2.39.5' "$(python page.py <<'MAIL' | tail -n +2
@@ -1,2 +1,2 @@
 	one
-	puts("&lt;b&gt;");
+	puts("&amp;");
-- 
2.39.5
MAIL
)"
