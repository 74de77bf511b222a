# The texts of pages in English, which has all messages. docs/src/languages.md says how they are written.

## Numbers of things

count-patch-mails = { $count ->
    [one] { $count } patch mail
   *[other] { $count } patch mails
}
count-patches = { $count ->
    [one] { $count } patch
   *[other] { $count } patches
}
count-patches-by-number = { $count ->
    [one] { $count } patch
   *[other] { $count } patches, by number
}
count-mails = { $count ->
    [one] { $count } mail
   *[other] { $count } mails
}
count-replies = { $count ->
    [one] { $count } reply
   *[other] { $count } replies
}
count-comments = { $count ->
    [one] { $count } comment
   *[other] { $count } comments
}
count-commits = { $count ->
    [one] { $count } commit
   *[other] { $count } commits
}
count-discussions = { $count ->
    [one] { $count } discussion
   *[other] { $count } discussions
}
count-files = { $count ->
    [one] { $count } file
   *[other] { $count } files
}
count-versions = { $count ->
    [one] { $count } version
   *[other] { $count } versions
}
count-parts = { $count ->
    [one] { $count } part
   *[other] { $count } parts
}
count-series = { $count } series
count-patch-series = { $count } patch series
count-open-series = { $count } open series
count-digests = { $count ->
    [one] { $count } digest
   *[other] { $count } digests
}
count-authors = { $count ->
    [one] { $count } author
   *[other] { $count } authors
}
of = { $count } of
from-people = { $count ->
    [one] from { $count } person
   *[other] from { $count } people
}
by-people = { $count ->
    [one] by { $count } person
   *[other] by { $count } people
}
in-threads = { $count ->
    [one] in { $count } thread
   *[other] in { $count } threads
}
in-trees = { $count ->
    [one] in { $count } tree
   *[other] in { $count } trees
}
count-merged = { $count ->
    [one] { $count } commit merged
   *[other] { $count } commits merged
}

## Words after a number that stands apart

unit-patches = { $count ->
    [one] patch
   *[other] patches
}
unit-mails = { $count ->
    [one] mail
   *[other] mails
}
unit-series = { $count ->
    [one] series
   *[other] series
}
unit-open-series = { $count ->
    [one] open series
   *[other] open series
}
unit-digests = { $count ->
    [one] digest
   *[other] digests
}
unit-subsystems = { $count ->
    [one] subsystem
   *[other] subsystems
}
unit-domains = { $count ->
    [one] domain
   *[other] domains
}
unit-watches = { $count ->
    [one] watch
   *[other] watches
}
unit-people = { $count ->
    [one] person
   *[other] people
}
unit-entries = { $count ->
    [one] series or single patch
   *[other] series and single patches
}
unit-all-patches = { $count ->
    [one] patch
   *[other] patches of all versions
}

## Orders

order-updated = most recently updated first
order-patches = most patches first
order-series = most series first
order-newest = the newest first
order-oldest = the oldest first
order-replies = most replies first

## Every page

skip = Skip to the content
nav-site = Site
nav-digests = Digests
nav-queue = Queue
nav-series = Series
nav-authors = Authors
nav-subsystems = Subsystems
nav-domains = Domains
nav-subscribe = Subscribe
nav-lists = Lists
nav-watches = Watches
nav-up = Up
search = Search
search-key = Press / to search
dark-colours = Dark colours
light-or-dark = Light or dark
title-part = { $title }, part { $part }
digests-of = Digests of { $lists }
made-by = Made by lorepress from public mail archives
feed-of = Feed of { $title }
all-feeds = all feeds
foot-watches = watches
my-area = my area
for-developers = for developers

## Not found

not-found = Not found
not-found-about = There is no page at this address.
not-found-browse = Browse the <digests>digests</digests>, the <series>series</series> or the <authors>authors</authors>, or <home>start again</home>.

## Parts that pages share

no-authors = There are no authors yet.
no-subsystems = There are no subsystems yet.
no-digests = There are no digests yet.
no-series = There are no series yet.
nobody-sent = Nobody sent patches.
column-name = Name
column-patches = Patches
column-commits = Commits
column-series = Series
column-version = Version
column-state = State
column-author = Author
column-updated = Updated
maintainers = { $count ->
    [one] Maintainer
   *[other] Maintainers
}
reviewers = { $count ->
    [one] Reviewer
   *[other] Reviewers
}
lists = { $count ->
    [one] List
   *[other] Lists
}
trees = { $count ->
    [one] Tree
   *[other] Trees
}
no-patches = no patches
and-more = and { $count } more
sent-by = sent by { $person }
list-parts = Parts of the list
previous = Previous
next = Next
page-of = Page { $number } of { $pages }
newer = Newer
older = Older
shelf-place = { $first } to { $last }, counted from the oldest
shelf-all = All, by their first mail
mail-in-archive = mail in the archive
no-text = The mail has no text.
unknown-name = (unknown)
no-subject = (no subject)

## Pictures of numbers

figures = Figures
when = When
figures-of = Figures of { $title }
counted = Counted
activity-month = Patch mails by month
activity-quarter = Patch mails by quarter
activity-year = Patch mails by year

## Diffs and comments

binary = binary
diff-left-out = { $count ->
    [one] { $count } more line of the diff is in <mail>the mail</mail>.
   *[other] { $count } more lines of the diff are in <mail>the mail</mail>.
}
comments-left-out = { $count ->
    [one] { $count } more comment is below <mail>the mail</mail>.
   *[other] { $count } more comments are below <mail>the mail</mail>.
}
about-place = On <code>{ $place }</code>
by-author = author
mail = mail
comment-cut = Cut: <mail>the mail</mail> says more.

## A digest

digest-no-patches = No patches
glance-new = <strong>{ $count }</strong> new
glance-revised = <strong>{ $count }</strong> revised
glance-superseded = <strong>{ $count }</strong> superseded
glance-taken-up = <strong>{ $count }</strong> taken up
glance-replies = { $count ->
    [one] <strong>{ $count }</strong> reply
   *[other] <strong>{ $count }</strong> replies
}
glance-merged = <strong>{ $count }</strong> merged
glance-discussions = { $count ->
    [one] <strong>{ $count }</strong> discussion
   *[other] <strong>{ $count }</strong> discussions
}
sent-on = Sent { $day }
sent-from-to = Sent { $from } to { $to }
digests-around = Digests before and after
older-digest = Older:
newer-digest = Newer:
oldest-digest = Oldest digest
newest-digest = Newest digest
only-text = This digest exists only as text, so there are no links to its mails.
editors-note = Editor's note
heading-new = New
digest-new = { $count ->
    [one] { $count } series or single patch
   *[other] { $count } series and single patches, the newest first
}
digest-unread = No patches could be read from the text. See <text>the text itself</text>.
digest-none-new = No new patches in this window.
heading-revised = Revised
digest-revised = { $count ->
    [one] { $count } newer version
   *[other] { $count } newer versions, the newest first
}
digest-unlisted = { $count } more are on further pages of this digest.
heading-superseded = Superseded
digest-superseded = { $count ->
    [one] { $count } mail, replaced by newer ones in the same window
   *[other] { $count } mails, replaced by newer ones in the same window
}
by-name = by { $name }
superseded-by-mail = by { $subject }
heading-taken-up = Taken up
as-announced = as announced in this window
applied = Applied
heading-discussed = Discussed
in-archive = in the archive
heading-late = Arrived late
digest-late = { $count ->
    [one] { $late } of { $count } mail reached the archive more than two days after they were sent
   *[other] { $late } of { $count } mails reached the archive more than two days after they were sent
}
the-first = The first { $count }
show-them = Show them
arrived = arrived { $time }
heading-commits = Commits
digest-ranges = { $count } ranges of the archive
digest-ranges-some = { $count } ranges of the archive, the first { $shown } here and all in the <json>JSON</json>
heading-who = Who
contributors = Contributors, most patches first
more-in-json = { $count } more are in the <json>JSON</json>.
merged-authors = Authors of merged commits, most commits first
digest-domains = Domains of their addresses, most patches first
column-domain = Domain
heading-skipped = Skipped
digest-skipped = Commits of the archive that are not in this digest, by kind
window = Window
ranges = { $count } ranges of commits
text = Text
original-text = Original text
extent = { $count ->
    [one] { $came } of { $count } patch
   *[other] { $came } of { $count } patches
}
truncated = Truncated: { $count } kB more in the digest's plain text.
backport-to = backport to { $name }
list-digests = { $name } digests
digest-about-none = No patches, { $mails }.
digest-about-talk = { $mails } with { $discussions }; { $merged }.
digest-about = { $patches } { $people } { $series }.

## What was merged and discussed

heading-merged = Merged
merged-about = as announced by bots; tree with most commits first
tree-unnamed = Tree not named
heading-discussions = Discussions
threads-without = { $count ->
    [one] { $count } thread without a patch
   *[other] { $count } threads without a patch, most mails first
}
started-by = started by { $person }
continued-by = continued by { $person }
from-many = from { $count } people
the-last = the last { $time }

## New patches

after-version = { $span } after { $version }
a-resend = a resend
changes = Changes:
all-versions = All versions of this series
by-person = by { $person }
in-subsystems = in { $subsystems }
more-patches = { $count ->
    [one] { $count } more patch, by number
   *[other] { $count } more patches, by number
}
the-first-here = the first { $count } here
all-versions-of = all versions of { $title }

## Feeds

the-digest = the digest
none-new = No new patches.
merged-into = Merged into { $tree }
endings-only = Endings only
versions-only = New versions only
comments-only = Comments only
about-site-feed = New digests of all lists.
about-list = New digests of { $name }.
about-endings = Series that were taken up, of { $name }.
about-versions = New versions of series of { $name }.
about-comments = What people said in answers to series of { $name }.
about-watch = New versions of series, and series that were taken up, of { $name }.
the-watch = the watch { $name }
about-subsystem = New versions of series in { $name }, and series that were taken up.
about-company = New versions of series by people of { $name }, and series that were taken up.
about-author = New versions of series with patches by { $name }, and series that were taken up.
about-one-series = New versions of { $name }, and its outcome.
subscribe-about = Feeds of this site, for any feed reader.
ending-applied = Applied: { $title }
ending-applied-part = Applied in part: { $title }
ending-offered = Offered for pulling: { $title }
ending-offered-part = Offered for pulling in part: { $title }
ending-merged = Merged: { $title }

## What became of a series

applied-lower = applied
offered = Offered for pulling
in-part = in part, { $extent },
to-tree = to <strong>{ $tree }</strong>
merged-as = Merged as <link><code>{ $commit }</code></link>
first-in = first in <strong>{ $tag }</strong>
first-in-tags = first in { $tags }
landed-in = In <strong>{ $tree }</strong>
backported-in = Backported in <strong>{ $tree }</strong>
landed-as = as { $commits }
of-patches = { $shown } of { $count } patches
form-feed-of = { $form } feed of { $title }
timeline = Timeline: { $marks }
resend = resend
no-reply = no reply
to-earlier = to earlier versions
to-version = { $count } to { $version }
given-by = { $word } by { $names }

## A company in a quarter

patches-by-person = Patches by person
quarter-people = Most patches of the quarter first
answers-given = Answers to patches of others
answers-received = Answers of others
about-series = about { $count } series
to-companies = to:
from-companies = from:
no-answers = There were no answers.
quarters = Quarters

## An author

series-count = in { $count } series
days = { $from } to { $to }
everybody-at = everybody at <domain>{ $name }</domain>
also = Also
another-address = another address
waits-for-answer = Waits for their answer
on-open-series = on their open series, newest first
author-series = Series with patches by this author
author-none = No series has patches by this author.
heading-reviewed = Reviewed
reviewed-series = { $count } series by others that they reviewed, acked or tested;
some-of-them = { $count } of them,
and-by-year = { $label }, and by year
mails-by-year = Patch mails by year
reviews-for = Reviews for
reviewed-by = Reviewed by
newest-count = The newest { $count }, with the number of patches
author-about = { $patches } by { $name }, { $series }.

## A domain

domain-sent = What people with an address at { $domains } sent:
domain-people = People and all their patches from there
domain-none = Nobody sent patches from this domain.
heading-people = People
domain-about = { $patches } { $people } at { $name }.
quarter-about = What happened to the patch series of { $name } in { $period }.

## Lists of digests

lists-of-digests = Lists of digests
months = Months
years = Years
periods = { $count }, the newest first, with their digests
newest-of = The newest { $shown } of { $count }
no-digests-of = There are no digests of { $list } yet.
digests-about = { $digests } of { $name }, newest first.
statistics = Statistics
statistics-of = Statistics of { $name }

## Home

my-area-here = My area
week-to = The week to { $day }
among-mails = { $count ->
    [one] among { $count } mail
   *[other] among { $count } mails
}
week-new = { $count } new series
week-revised = { $count } revised
week-taken = { $count } taken up
patch-mails = Patch mails
all-mails = All mails
all-mails-by-week = All mails, by week
weeks-figures = Mails and patches of each week, the newest last
newest-digests = Newest digests
of-all-lists = { $count } of all lists
about-site = About this site
subscribe-each = Each new digest as an entry in your feed reader:
subscribe-only-lists = Or only a <feeds>list or a subsystem</feeds>.
subscribe-only-people = Or only a <feeds>list, a subsystem or a person</feeds>.
subscribe-only-series = Or only a <feeds>list, a subsystem or a series</feeds>.
subscribe-only-all = Or only a <feeds>list, a subsystem, a person or a series</feeds>.
subscribe-area = Or <area>pick an area</area>, and this page begins with it.
with-open-series = with their open series
in-total = In total
or-search = Or <search>search</search> for words, names, subsystems and Message-IDs.
by-quarter = By quarter:
statistics-lower = statistics
statistics-of-lower = statistics of { $list }
recent-series = Recently updated series
all-series = all series
recent-caption = Most recently updated series
home-about = { $digests } of patch mailing lists: { $series }, { $authors }.
weeks-label = Mails and patches of the last { $count } weeks

## Lists of everything

single-series = { $count } with a single series
subsystems-from = They come from the titles of patches: the part before the colon.
domains-none = There are no domains yet. They come from the e-mail addresses of patch authors.
list-about = The date links to the digest with the newest version.
series-none = There are no series yet. A series is a set of patches with all its versions.
share-a-page = { $sharing } share one page: <page>{ $title }</page>
authors-numbered = Authors { $first } to { $last } in the order of their first patches, the newest first. <whole>Those of most patches</whole>
series-numbered = Series { $first } to { $last } in the order of their first mails, the newest first. <whole>The most recently updated</whole>
authors-caption = Authors and their patch mails
authors-of-patches = { $count ->
    [one] { $count } author of patches
   *[other] { $count } authors of patches
}
total-digests = digests
total-series = series
total-authors = authors
total-subsystems = subsystems
total-domains = domains
all-series-about = All { $count } series, most recently updated first.
all-authors-about = { $count ->
    [one] All { $count } author, most patches first.
   *[other] All { $count } authors, most patches first.
}
all-domains-about = { $count ->
    [one] { $count } domain of the e-mail addresses that patches came from: companies, projects and mail providers. Most patches first.
   *[other] { $count } domains of the e-mail addresses that patches came from: companies, projects and mail providers. Most patches first.
}
all-subsystems-about = { $count ->
    [one] All { $count } subsystem, by name, with their series.
   *[other] All { $count } subsystems, by name, with their series.
}
series-numbered-about = Series { $first } to { $last } in the order of their first mails.
authors-numbered-about = Authors { $first } to { $last } in the order of their first mails.
has-moved = The page of { $name } has moved.
all-domains-of = All domains of a company
all-addresses-of = All addresses of a person

## The queue

as-of = As of { $day }.
filters = Filters
since-day = since { $day }
reviewed-of = { $count ->
    [one] Reviewed, not taken: { $reviewed } of { $count } patch
   *[other] Reviewed, not taken: { $reviewed } of { $count } patches
}
comments-unanswered = { $count ->
    [one] { $count } comment not answered by the author
   *[other] { $count } comments not answered by the author
}
last-reply = Last reply: { $person }
the-author = the author
maintained-by-people = Maintained by { $people }
maintained-by-more = Maintained by { $people } and { $count } more
queue-empty = Nothing waits: no series is waiting for review or under discussion.
queue-of = Queue of { $name }
queue-about = { $series }, the oldest wait first.
queue-about-of = { $series } of { $name }, the oldest wait first.

## The search

search-box = A name, a subsystem, words of a title
search-texts = in messages too
search-sort = Sort by
search-best = best match
search-last = last mail
search-script = The search needs JavaScript. Without it, browse the <authors>authors</authors>, the <subsystems>subsystems</subsystems> or the <series>series</series>.
search-names = Authors and subsystems
search-again = Try again
search-results = Results
search-more = Show more
search-unfilter = Search without the filters
search-deepen = Search in messages too
search-fewer = Use fewer words, or only the beginning of one and a star: <code>page*</code>
search-browse = Look through the <authors>authors</authors> or the <subsystems>subsystems</subsystems>
search-syntax-about = What can be typed into the search box: words, fields, phrases.
search-syntax = Search syntax
hint-words = a name, an address, words of a title
hint-words-about = in any order, best match first
hint-fields = must match exactly; of a field that is given twice, either value will do; <code>state:open</code> is waiting or discussed
hint-files = patches that change this file, any file below this folder, or a file of this name
hint-texts = words of the patches’ messages, or of what reviewers wrote
hint-not = must not be so
hint-phrase = these words of a title or name, one after the other
hint-signs = required, excluded
hint-star = words that begin or end like this
hint-wrong = a word with one wrong letter
search-keys = <kbd>/</kbd> goes to the box, <kbd>↓</kbd> and <kbd>↑</kbd> through the results, <kbd>Enter</kbd> opens it, <kbd>Esc</kbd> goes back to the box and clears it

## A series

posted-to = posted to { $lists }
first-posted = First posted { $day }
last-posted = last { $day }
patches-by = patches by { $people }
also-in = also in
a-copy-of = A copy of
in-maintainers = In MAINTAINERS: { $sections }
begins-late = There was an earlier version, which is not on this site. It may be older, or have gone to another list.
versions-and-outcome = Versions and outcome
apply = Apply: <code>{ $command }</code>
answer-by-mail = Answer by mail
not-answered = Not answered by the author
on-this-version = on this version, newest first
version-continued = { $version }, continued
in-digest = In the digest <digest>{ $title }</digest>
linked-because = Known as a version of this series because { $reason }
not-in-archive = { $count ->
    [one] Not in the archive: patch { $numbers }.
   *[other] Not in the archive: patches { $numbers }.
}
no-version = No version of this series is in the archive.
no-patch = None of its patches is in the archive.
series-about = { $count ->
    [one] { $count } version of a patch series by { $name }.
   *[other] { $count } versions of a patch series by { $name }.
}
versions-folded = { $count } versions, { $from } to { $to }
steps-folded = { $count } steps, { $from } → { $to }
link-operator = the site's operator says so
link-change-id = it has the same change-id
link-pointer = it links to the earlier version
link-thread = it replies to the earlier version
link-branch = its author sent both from a branch of the same name
link-title = it has the same author and title
link-patch-titles = it has the same author, and many of its patches have the same titles
link-like-diff = its author posted an earlier version that changes the same lines
link-like-title = its author posted an earlier version with a similar title
link-taken-over = its version number continues, and many of its patches have the same titles or lines as another author's
given-all = all { $word }
given-some = { $count } of { $all } { $word }
given-reviewed = reviewed
given-acked = acked
given-tested = tested
applied-part = { $count } of { $all } patches
proof-mailmap = the mailmap says so
proof-signed-off = a patch from one is signed off with the other
proof-sent = a patch by one was sent from the other
proof-reply-to = a mail from one names the other in Reply-To
unnamed-file = (unnamed file)
file-new = new
file-deleted = deleted
file-renamed = renamed
file-copied = copied
file-mode = mode changed

## Statistics

nothing-counted = Nothing was counted: there are no patches and no answers yet.
who-answered = Who answered
order-reviews = most review mails in the year first
reviewers-caption = People who answered patches of others
column-mails = Mails
column-of-series = Series
what-is-counted = What is counted
counting = A person who writes from several addresses is one, as far as mails and the mailmap say so. Quarters and years are those of UTC. A quarter (three quarters) of the values are at or below the lower (upper) quartile.
statistics-about = Patches, people and reviews by quarter, and how long things took.
column-year = Year
drawing-patches = Patches by quarter
drawing-authors = Authors and first-timers by quarter
drawing-series = New series by quarter, and those without any answer
drawing-answer = Hours from a new series to the first answer, median by quarter
drawing-taken = Days until a series was taken, median by quarter
drawn-first-timers = First-timers
drawn-unanswered = Without any answer
drawn-hours = Hours
drawn-days = Days
count-first-timers = { $count ->
    [one] { $count } first-timer
   *[other] { $count } first-timers
}
count-unanswered = { $count } without any answer
count-hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}
count-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
count-new-series = { $count } new series
fact-patches = Patches
fact-patches-meaning = patch mails of all versions, without cover letters
fact-authors = Authors
fact-authors-meaning = people who wrote these patches
fact-first_timers = First-timers
fact-first_timers-meaning = authors whose first patch mail in the archives was sent in this time
fact-reviewers = Reviewers
fact-reviewers-meaning = people who answered patches of others
fact-review_mails = Review mails
fact-review_mails-meaning = their answers
fact-answered_series = Series answered
fact-answered_series-meaning = series with at least one of these answers
fact-new_series = New series
fact-new_series-meaning = series whose first mail was sent in this time
fact-unanswered = New, without any answer
fact-unanswered-meaning = new series that no person but the author has answered, in any version, up to the newest mail
fact-days_to_answer = New, days to the first answer
fact-days_to_answer-meaning = from the first mail of a new series to the first answer of a person other than the author: median, and quartiles
fact-taken = Series taken
fact-taken-meaning = series that are applied or merged: in the time of the first mail that says so of the newest version, or else of that version
fact-reviewed = Taken, reviewed before
fact-reviewed-meaning = a patch of the newest version had a Reviewed-by or Acked-by of somebody else by then
fact-reviewed_elsewhere = Taken, reviewed by another company
fact-reviewed_elsewhere-meaning = at least one of these reviewers is from another company, or from another domain where a domain belongs to no named company; mail providers count as domains
fact-days_to_taken = Taken, days until taken
fact-days_to_taken-meaning = from the first mail of the series to the mail that says that it was taken: median, and quartiles
fact-versions = Taken, versions until then
fact-versions-meaning = the number of the newest version: median, and quartiles

## From version to version

steps-title = Which patches changed
in-all-versions = { $count ->
    [one] { $count } patch in all these versions
   *[other] { $count } patches in all these versions
}
step-incomplete = Not all patches of { $version } are in the archive: a patch shown as new or dropped may be in both versions.
step-incomplete-both = Not all patches of { $first } and { $second } are in the archive: a patch shown as new or dropped may be in both versions.
step-too-large = These versions are too large to compare.
step-by-title = These versions are too large to compare in full: patches that are not identical were matched by title only.
step-caption = Patches of { $to } compared with those of { $from }
column-patch = Patch
column-since = Since { $version }
was-title = was: { $title }
was-number = was { $number }
moved = moved
step-left-out = { $count ->
    [one] To keep this page small, no range-diff is shown for patch { $patches }; the mails have the full diffs.
   *[other] To keep this page small, no range-diff is shown for patches { $patches }; the mails have the full diffs.
}
range-diff-of = Range-diff of { $title }
matrix-caption = The number of each patch in each version, compared with the previous version: = the same, ~ reworded, ! changed, + new, − dropped
earlier-below = earlier versions are below
change-same = the same
change-reworded = reworded
change-changed = changed
change-added = new
change-dropped = dropped
version-resend = { $version } resend
version-again = { $version } again

## Subscribe

subscribe-lead = Follow new digests, new versions and outcomes in your feed reader: copy the address of a feed into it.
subscribe-lists = New digests of the whole site and of each list
column-feeds = Feeds
only-events = Only when something happens
subscribe-series = New versions alone, or endings alone: series that were taken up or merged
subscribe-watches = New versions and endings of what the operator of this site watches; each watch has feeds of endings, versions and comments alone as well
column-watch = Watch
subsystems-named = { $count }, by name; if there are very many, those with the most series
subsystems-feeds = New versions of their series, and series that were taken up. Each of the { $count } subsystems and parts has its feeds, which its own page links to; <opml>all of them in one OPML file</opml> is for feed readers that import OPML.
feeds-under = Feeds of subsystems under { $letter }, their parts included
column-subsystem = Subsystem
a-series = A series
a-person = A person
a-series-or-person = A series or a person
every-series = Every <series>series</series> has a feed.
every-author = Every <authors>author</authors> has a feed.
every-both = Every <series>series</series> and every <authors>author</authors> has a feed.
feed-link = The link is at the bottom of the page; feed readers also find it from the page's address.

## A subsystem

in-the-queue = { $count } in the queue
subsystem-caption = Series of this subsystem
subsystem-none = No series names this subsystem.
maintained-by = Maintained by
from-maintainers = From MAINTAINERS
parts = Parts
with-most-series = { $count } with most series, of
by-name-with-series = by name, with their series
people-caption = Most patches first
subsystem-about = { $series } of { $name }.
by-newest-version = Series by their newest version
and-later = { $version } and later

## Directories

directories = Directories
all-directories-about = { $count ->
    [one] { $count } directory whose own files at least five series changed.
   *[other] { $count } directories whose own files at least five series changed, by path, with the number of these series.
}
directories-shown = Those of most series are here: { $count }.
unit-directories = { $count ->
    [one] directory
   *[other] directories
}
directory-about = { $series } that change files in { $name }.
directory-caption = Series that change files in this directory
directory-files = Files
directory-files-caption = Files in this directory, and who changed them in most series
further-files = { $count ->
    [one] { $count } more file
   *[other] { $count } more files
}
column-file = File
column-count-series = Series
column-touched-by = Changed by
directories-below = Directories below
directory-people-caption = Who changed files here, in most series first
files-in = Files in { $directories }

## A watch

open-count = { $count } open
all-series-title = All series
watch-caption = Series of this watch
watch-none = No series fits yet.
what-is-watched = What is watched
watch-about = A series is here once any of its versions has any of this.
watch-feeds = Feeds of this watch
column-entries = Entries
form-feed = { $form } feed: { $title }
watches-about = What the operator of this site watches, each with the number of its series.
watch-about-series = { $series } of the watch { $name }.
versions-and-endings = New versions and endings
sought-files = Files
sought-words = Words of titles
sought-tags = In the brackets of subjects
sought-companies = Companies

## My area

area-lead = Pick subsystems, people, companies and words of titles: the <home>home page</home> then begins with what is new there since your last visit, and with what waits. Your browser keeps it; nothing is sent.
area-script = This page needs JavaScript. Without it, subscribe to the <feeds>feeds</feeds> of what you look for, or see what waits in its <queue>queue</queue>.
area-kind = Kind
area-subsystem = subsystem
area-person = person
area-company = company or domain
area-word = word of a title
area-box = A name, a word, the address of a page
area-add = Add
area-none = Nothing is picked yet.
area-export = Export as a file
area-feeds = Feeds as OPML
area-import = Import a file

## The search of browsers

open-search = Series, digests, authors and subsystems of { $title }.

## Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
date-day = { $day } { $month } { $year }
date-minute = { $date }, { $hour }:{ $minute } UTC
date-month = { $month } { $year }
date-week = Week { $week } of { $year }
date-mails = Mails { $first } to { $last }
week-ends = Week to { $day }
quarter-of = { $year }, quarter { $quarter }
span-short = less than a day
span-day = a day
span-days = { $count } days
span-weeks = { $count } weeks
span-months = { $count } months
span-years = { $count } years

## What people said

fate-unchanged = Lines unchanged in { $version }
open-fate-unchanged = Not answered; lines unchanged in { $version }
fate-changed = Lines changed in { $version }
open-fate-changed = Not answered; lines changed in { $version }
fate-moved = Lines moved to patch { $patch } of { $version }
open-fate-moved = Not answered; lines moved to patch { $patch } of { $version }
fate-dropped = Patch dropped in { $version }
open-fate-dropped = Not answered; patch dropped in { $version }
commit-message = commit message
said-on = { $name } on { $title }

## Groups of series

open-series = Open series
no-open-series = No series is open.
new-series = New series
no-new-series = No series began.
taken-series = Taken
no-taken-series = No series was taken.
revised-series = Newer versions
no-revised-series = No newer version came.
no-watched-series = No series waits for review or is discussed.
backports-of-theirs = Backports of their patches
order-sent-by-others = sent by others, most recently updated first
backports-sent = Backports they sent
order-by-others = written by others, most recently updated first
waiting-series = Waiting for review
no-waiting-series = Nothing waits for a first answer.
discussed-series = Most discussed
no-discussed-series = Nothing is under discussion.
last-taken = Last taken up
none-taken = Nothing was taken up.

## Pages that every site has

search-about = Find series, digests, authors and subsystems.
area-about = Pick subsystems, people, companies and words: home begins with what is new there.
developers-about = The data of this site for programs: JSON, text, feeds.
developers-title = For developers
search-title = Search

## States

state-merged = merged
state-applied = applied
state-waiting = waiting for review
state-discussed = under discussion
state-quiet = quiet, outcome unknown
state-backport = backport
state-short-merged = merged
state-short-applied = applied
state-short-waiting = waiting
state-short-discussed = discussed
state-short-quiet = quiet
state-short-backport = backport
state-short-superseded = superseded
state-part = { $state }, { $count } of { $all } patches
sent-again = sent again
superseded-by = superseded by { $version }

## Script of the queue

queue-state = State
queue-area = Area
queue-author = Author
queue-company = Company
queue-tag = Tag
queue-since = Waits since
queue-reviewed = Reviewed, not taken
queue-open = Comments not answered
queue-all = all
queue-short = The rest of the list could not be loaded.
queue-tally = { $count } of { $total } series

## Script of the area

area-forgotten = Your browser will not remember it.
area-several = Several have the name “{ $name }”. Pick one of them: { $names }.
area-unknown = There is no { $kind } “{ $name }” in the list. The address of its page will do as well.
area-full = Your area is full: { $count } of a kind.
area-long = That is too long.
area-added = “{ $name }” is in your area.
area-removed = Removed.
area-remove = Remove
area-remove-one = Remove { $name }
area-no-picks = The file contains no picks.
area-imported = Imported.
area-bad-file = The file is not an exported area.
area-failed = The list could not be loaded.
area-change = change
area-loading = Loading …
area-new = New in my area: { $count }
area-nothing-new = Nothing is new since your last visit.
area-waiting = Waiting in my area: { $count }
area-nothing-waits = Nothing waits.
area-some-failed = Some of what is in your area could not be loaded.
area-all-failed = What is in your area could not be loaded.

## Script of the search

filter-kind = Kind
filter-state = State
filter-year = Year
filter-list = List
filter-author = Author
kind-series = series
kind-author = author
kind-subsystem = subsystem
kind-digest = digest
search-others = { $count ->
    [one] and { $number } other
   *[other] and { $number } others
}
search-show-more = Show { $count } more
search-parts-failed = { $count ->
    [one] { $number } part of the index was not loaded. There may be more to find.
   *[other] { $number } parts of the index were not loaded. There may be more to find.
}
search-nothing-yet = Nothing found yet
search-nothing = Nothing found
search-total = { $count ->
    [one] { $number } result
   *[other] { $number } results
}
search-near = “{ $words }” in place of “{ $typed }”, which nothing has
search-or = ” or “
search-sum-for = { $sum } for { $what }
search-states = { $sum }. States are { $states }
search-plain = { $sum }, searched as plain words
search-loading-parts = { $count ->
    [one] still loading { $number } part…
   *[other] still loading { $number } parts…
}
search-loading-index = still loading the index…
search-running = Searching…
search-none = No results
search-none-for = No results for “{ $query }”
search-none-in-titles = No results for “{ $query }” in titles, people, subsystems and lists
search-none-anywhere = No results for “{ $query }” in titles, people, subsystems and lists or in messages
search-with-filters = { $what }, with these filters.
search-chosen = { $count } chosen
search-all = All { $number }
search-names-failed = The names of authors and subsystems could not be loaded. Search for words instead.
search-broken = The search does not work at the moment.
search-broken-because = The search does not work at the moment: { $message }.
