#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), the feed new.atom of a list, as read by rss-parser 3.13.0, feedparser 2.6.0, @rowanmanning/feed-parser 2.1.5 and
# feedsmith 3.0.1 (npm), libraries of programs that show feeds; on a patch.
#
# Expected: the text of the mail as public-inbox writes it, in XHTML: a `<pre>` with a `<span>` for each removed and added piece.
# Seen: rss-parser gives first all text that is between the pieces, and behind it all pieces: the context of a diff, the signature, then its header,
# removed and added lines. Nothing is lost, and the patch makes no sense. feedparser and @rowanmanning/feed-parser keep the order and write the signs
# of HTML anew, so that `if (a &lt; b` is `if (a < b` and `&lt;err.h&gt;` is `<err.h>`: it still is HTML, with its `<pre>`, and shown as that,
# the name of the header is gone. feedsmith gives what is in the feed.
#
# Here: what a reader shows of a patch from an archive's feed need not be the patch. In feeds, write the text escaped, as type="html", in one piece.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1 libplack-perl=1.0050-1 libhttp-message-perl libhttp-date-perl libtimedate-perl
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency
npm install --silent --no-audit --no-fund --prefix node rss-parser@3.13.0 feedparser@2.6.0 @rowanmanning/feed-parser@2.1.5 \
    feedsmith@3.0.1 > /dev/null

public-inbox-init -V2 oak "$temporary/oak" https://oak.example/oak oak@lists.example > /dev/null 2>&1
git config -f config publicinboxmda.spamcheck none
{
    fields Mira 'Mon, 5 Jan 2026 10:00:00' patch '[PATCH] wind: calm'
    printf '\nIt was loud.\n---\ndiff --git a/a.c b/a.c\nindex 1111111..2222222 100644\n--- a/a.c\n+++ b/a.c\n@@ -1,3 +1,3 @@\n #include <err.h>\n'
    printf -- '-\tif (a < b)\n+\tif (a < c)\n \t\tcalm();\n-- \n2.39.5\n'
} > mail.eml
ORIGINAL_RECIPIENT=oak@lists.example public-inbox-mda --no-precheck < mail.eml
cat > get.pl <<'PERL'
use v5.10;
use PublicInbox::WWW;
use Plack::Util;
my $answer = PublicInbox::WWW->new->call({
    REQUEST_METHOD => 'GET', PATH_INFO => '/oak/new.atom', SCRIPT_NAME => '', QUERY_STRING => '', REQUEST_URI => '/oak/new.atom',
    'psgi.url_scheme' => 'https', HTTP_HOST => 'oak.example', SERVER_NAME => 'oak.example', SERVER_PORT => 443,
});
Plack::Util::foreach($answer->[2], sub { print $_[0] });
PERL
perl get.pl > new.atom
cat > node/read.mjs <<'JS'
import fs from 'node:fs'
import RssParser from 'rss-parser'
import FeedParser from 'feedparser'
import { parseFeed } from '@rowanmanning/feed-parser'
import { parseAtomFeed } from 'feedsmith'
const text = fs.readFileSync('new.atom', 'utf8')
const read = {
  'rss-parser': async () => (await new RssParser().parseString(text)).items[0].content,
  feedparser: () => new Promise(done => {
    const parser = new FeedParser()
    parser.on('readable', () => { const item = parser.read(); if (item) done(item.description) })
    parser.end(text)
  }),
  rowanmanning: () => parseFeed(text).items[0].content,
  feedsmith: () => parseAtomFeed(text).entries[0].content.value,
}
const content = await read[process.argv[2]]()
process.stdout.write(content.replace(/<(?!err)\/?(div|pre|span)\b[^>]*>/g, '').trim() + '\n')
JS
shown() { node node/read.mjs "$1" | sed '/^$/d'; }

right='It was loud.
---
diff --git a/a.c b/a.c
index 1111111..2222222 100644
--- a/a.c
+++ b/a.c
@@ -1,3 +1,3 @@
 #include &lt;err.h&gt;
-	if (a &lt; b)
+	if (a &lt; c)
 		calm();
-- 
2.39.5'
same "feedsmith" "$right" "$(shown feedsmith)"
same "feedparser: without the signs of HTML" "$(sed 's/&lt;/</g; s/&gt;/>/g' <<< "$right")" "$(shown feedparser)"
same "@rowanmanning/feed-parser: the same" "$(shown feedparser)" "$(shown rowanmanning)"
same "rss-parser" "It was loud.
---
 #include &lt;err.h&gt;
 		calm();
-- 
2.39.5
diff --git a/a.c b/a.c
index 1111111..2222222 100644
--- a/a.c
+++ b/a.c
@@ -1,3 +1,3 @@
-	if (a &lt; b)
+	if (a &lt; c)" "$(shown rss-parser)"
