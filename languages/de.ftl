# Die Texte der Seiten auf Deutsch.

## Numbers of things

count-patch-mails = { $count ->
    [one] { $count } Patch-Mail
   *[other] { $count } Patch-Mails
}
count-patches = { $count ->
    [one] { $count } Patch
   *[other] { $count } Patches
}
count-patches-by-number = { $count ->
    [one] { $count } Patch
   *[other] { $count } Patches, nach Nummern
}
count-mails = { $count ->
    [one] { $count } Mail
   *[other] { $count } Mails
}
count-replies = { $count ->
    [one] { $count } Antwort
   *[other] { $count } Antworten
}
count-comments = { $count ->
    [one] { $count } Kommentar
   *[other] { $count } Kommentare
}
count-commits = { $count ->
    [one] { $count } Commit
   *[other] { $count } Commits
}
count-discussions = { $count ->
    [one] { $count } Diskussion
   *[other] { $count } Diskussionen
}
count-files = { $count ->
    [one] { $count } Datei
   *[other] { $count } Dateien
}
count-versions = { $count ->
    [one] { $count } Version
   *[other] { $count } Versionen
}
count-parts = { $count ->
    [one] { $count } Teil
   *[other] { $count } Teile
}
count-series = { $count ->
    [one] { $count } Serie
   *[other] { $count } Serien
}
count-patch-series = { $count ->
    [one] { $count } Patch-Serie
   *[other] { $count } Patch-Serien
}
count-open-series = { $count ->
    [one] { $count } offene Serie
   *[other] { $count } offene Serien
}
count-digests = { $count ->
    [one] { $count } Digest
   *[other] { $count } Digests
}
count-authors = { $count ->
    [one] { $count } Autor
   *[other] { $count } Autoren
}
of = { $count } von
from-people = { $count ->
    [one] von { $count } Person
   *[other] von { $count } Personen
}
by-people = { $count ->
    [one] von { $count } Person
   *[other] von { $count } Personen
}
in-threads = { $count ->
    [one] in { $count } Thread
   *[other] in { $count } Threads
}
in-trees = { $count ->
    [one] in { $count } Baum
   *[other] in { $count } Bäumen
}
count-merged = { $count ->
    [one] { $count } Commit übernommen
   *[other] { $count } Commits übernommen
}

## Words after a number that stands apart

unit-patches = { $count ->
    [one] Patch
   *[other] Patches
}
unit-mails = { $count ->
    [one] Mail
   *[other] Mails
}
unit-series = { $count ->
    [one] Serie
   *[other] Serien
}
unit-open-series = { $count ->
    [one] offene Serie
   *[other] offene Serien
}
unit-digests = { $count ->
    [one] Digest
   *[other] Digests
}
unit-subsystems = { $count ->
    [one] Subsystem
   *[other] Subsysteme
}
unit-domains = { $count ->
    [one] Domain
   *[other] Domains
}
unit-watches = { $count ->
    [one] Beobachtung
   *[other] Beobachtungen
}
unit-people = { $count ->
    [one] Person
   *[other] Personen
}
unit-entries = { $count ->
    [one] Serie oder Einzelpatch
   *[other] Serien und Einzelpatches
}
unit-all-patches = { $count ->
    [one] Patch
   *[other] Patches aller Versionen
}

## Orders

order-updated = zuletzt bewegte zuerst
order-patches = meiste Patches zuerst
order-series = meiste Serien zuerst
order-newest = neueste zuerst
order-oldest = älteste zuerst
order-replies = meiste Antworten zuerst

## Every page

skip = Zum Inhalt springen
nav-site = Website
nav-digests = Digests
nav-queue = Warteschlange
nav-series = Serien
nav-authors = Autoren
nav-subsystems = Subsysteme
nav-domains = Domains
nav-subscribe = Abonnieren
nav-lists = Listen
nav-watches = Beobachtungen
nav-up = Nach oben
search = Suchen
search-key = Mit / zur Suche
dark-colours = Dunkle Farben
light-or-dark = Hell oder dunkel
title-part = { $title }, Teil { $part }
digests-of = Digests von { $lists }
made-by = Von lorepress aus öffentlichen Mailarchiven erzeugt
feed-of = Feed: { $title }
all-feeds = alle Feeds
foot-watches = Beobachtungen
my-area = mein Bereich
for-developers = für Entwickler

## Not found

not-found = Nicht gefunden
not-found-about = Unter dieser Adresse gibt es keine Seite.
not-found-browse = Weiter geht es bei den <digests>Digests</digests>, den <series>Serien</series> und den <authors>Autoren</authors> oder <home>von vorn</home>.

## Parts that pages share

no-authors = Es gibt noch keine Autoren.
no-subsystems = Es gibt noch keine Subsysteme.
no-digests = Es gibt noch keine Digests.
no-series = Es gibt noch keine Serien.
nobody-sent = Niemand hat Patches gesendet.
column-name = Name
column-patches = Patches
column-commits = Commits
column-series = Serie
column-version = Version
column-state = Stand
column-author = Autor
column-updated = Bewegt
maintainers = { $count ->
    [one] Maintainer
   *[other] Maintainer
}
reviewers = { $count ->
    [one] Reviewer
   *[other] Reviewer
}
lists = { $count ->
    [one] Liste
   *[other] Listen
}
trees = { $count ->
    [one] Baum
   *[other] Bäume
}
no-patches = keine Patches
and-more = und { $count } weitere
sent-by = gesendet von { $person }
list-parts = Teile der Liste
previous = Zurück
next = Weiter
page-of = Seite { $number } von { $pages }
newer = Neuere
older = Ältere
shelf-place = { $first } bis { $last }, von der ältesten gezählt
shelf-all = Alle, nach ihrer ersten Mail
mail-in-archive = Mail im Archiv
no-text = Die Mail hat keinen Text.
unknown-name = (unbekannt)
no-subject = (ohne Betreff)

## Pictures of numbers

figures = Zahlen
when = Wann
figures-of = Zahlen für { $title }
counted = Gezählt
activity-month = Patch-Mails nach Monaten
activity-quarter = Patch-Mails nach Quartalen
activity-year = Patch-Mails nach Jahren

## Diffs and comments

binary = binär
diff-left-out = { $count ->
    [one] { $count } weitere Zeile des Diffs steht in <mail>der Mail</mail>.
   *[other] { $count } weitere Zeilen des Diffs stehen in <mail>der Mail</mail>.
}
comments-left-out = { $count ->
    [one] { $count } weiterer Kommentar steht unter <mail>der Mail</mail>.
   *[other] { $count } weitere Kommentare stehen unter <mail>der Mail</mail>.
}
about-place = Zu <code>{ $place }</code>
by-author = Autor
mail = Mail
comment-cut = Gekürzt: <mail>Die Mail</mail> sagt mehr.

## A digest

digest-no-patches = Keine Patches
glance-new = <strong>{ $count }</strong> neu
glance-revised = <strong>{ $count }</strong> überarbeitet
glance-superseded = <strong>{ $count }</strong> abgelöst
glance-taken-up = <strong>{ $count }</strong> angenommen
glance-replies = { $count ->
    [one] <strong>{ $count }</strong> Antwort
   *[other] <strong>{ $count }</strong> Antworten
}
glance-merged = <strong>{ $count }</strong> übernommen
glance-discussions = { $count ->
    [one] <strong>{ $count }</strong> Diskussion
   *[other] <strong>{ $count }</strong> Diskussionen
}
sent-on = Gesendet am { $day }
sent-from-to = Gesendet vom { $from } bis zum { $to }
digests-around = Digests davor und danach
older-digest = Älter:
newer-digest = Neuer:
oldest-digest = Ältester Digest
newest-digest = Neuester Digest
only-text = Diesen Digest gibt es nur als Text, daher ohne Links zu den Mails.
editors-note = Anmerkung der Redaktion
heading-new = Neu
digest-new = { $count ->
    [one] { $count } Serie oder Einzelpatch
   *[other] { $count } Serien und Einzelpatches, neueste zuerst
}
digest-unread = Aus dem Text ließen sich keine Patches lesen. Mehr steht im <text>Text selbst</text>.
digest-none-new = Keine neuen Patches in diesem Zeitraum.
heading-revised = Überarbeitet
digest-revised = { $count ->
    [one] { $count } neue Version
   *[other] { $count } Versionen, neueste zuerst
}
digest-unlisted = { $count ->
    [one] { $count } weitere Version steht auf den nächsten Seiten dieses Digests.
   *[other] { $count } weitere Versionen stehen auf den nächsten Seiten dieses Digests.
}
heading-superseded = Abgelöst
digest-superseded = { $count ->
    [one] { $count } Mail, im selben Zeitraum durch neuere ersetzt
   *[other] { $count } Mails, im selben Zeitraum durch neuere ersetzt
}
by-name = von { $name }
superseded-by-mail = durch { $subject }
heading-taken-up = Angenommen
as-announced = wie in diesem Zeitraum mitgeteilt
applied = Angewendet
heading-discussed = Besprochen
in-archive = im Archiv
heading-late = Verspätet eingetroffen
digest-late = { $count ->
    [one] { $late } von { $count } Mail kam mehr als zwei Tage nach dem Absenden ins Archiv
   *[other] { $late } von { $count } Mails kamen mehr als zwei Tage nach dem Absenden ins Archiv
}
the-first = Die ersten { $count }
show-them = Anzeigen
arrived = eingetroffen am { $time }
heading-commits = Commits
digest-ranges = { $count } Bereiche des Archivs
digest-ranges-some = { $count } Bereiche des Archivs, die ersten { $shown } hier und alle im <json>JSON</json>
heading-who = Wer
contributors = Beitragende, meiste Patches zuerst
more-in-json = { $count } weitere stehen im <json>JSON</json>.
merged-authors = Autoren der übernommenen Commits, meiste Commits zuerst
digest-domains = Domains ihrer Adressen, meiste Patches zuerst
column-domain = Domain
heading-skipped = Übergangen
digest-skipped = Commits des Archivs, die nicht in diesem Digest sind, nach Art
window = Zeitraum
ranges = { $count } Bereiche von Commits
text = Text
original-text = Ursprünglicher Text
extent = { $count ->
    [one] { $came } von { $count } Patch
   *[other] { $came } von { $count } Patches
}
truncated = Gekürzt: { $count } kB mehr im Text des Digests.
backport-to = Backport für { $name }
list-digests = { $name }: Digests
digest-about-none = Keine Patches, { $mails }.
digest-about-talk = { $mails } mit { $discussions }; { $merged }.
digest-about = { $patches } { $people } { $series }.

## What was merged and discussed

heading-merged = Übernommen
merged-about = wie von Programmen gemeldet; Bäume mit den meisten Commits zuerst
tree-unnamed = Ohne Namen
heading-discussions = Diskussionen
threads-without = { $count ->
    [one] { $count } Thread ohne Patch
   *[other] { $count } Threads ohne Patch, meiste Mails zuerst
}
started-by = begonnen von { $person }
continued-by = fortgesetzt von { $person }
from-many = von { $count } Personen
the-last = die letzte am { $time }

## New patches

after-version = { $span } nach { $version }
a-resend = erneut gesendet
changes = Änderungen:
all-versions = Alle Versionen dieser Serie
by-person = von { $person }
in-subsystems = in { $subsystems }
more-patches = { $count ->
    [one] { $count } weiterer Patch, nach Nummern
   *[other] { $count } weitere Patches, nach Nummern
}
the-first-here = hier die ersten { $count }
all-versions-of = alle Versionen von { $title }

## Feeds

the-digest = der Digest
none-new = Keine neuen Patches.
merged-into = Übernommen in { $tree }
endings-only = Nur Ergebnisse
versions-only = Nur neue Versionen
comments-only = Nur Kommentare
about-site-feed = Neue Digests aller Listen.
about-list = Neue Digests von { $name }.
about-endings = Angenommene Serien von { $name }.
about-versions = Neue Versionen von Serien von { $name }.
about-comments = Was in Antworten auf Serien von { $name } gesagt wurde.
about-watch = Neue Versionen und angenommene Serien von { $name }.
the-watch = der Beobachtung { $name }
about-subsystem = Neue Versionen von Serien in { $name }, und angenommene Serien.
about-company = Neue Versionen von Serien, die Leute von { $name } senden, und angenommene Serien.
about-author = Neue Versionen von Serien mit Patches von { $name }, und angenommene Serien.
about-one-series = Neue Versionen von { $name }, und was daraus wird.
subscribe-about = Feeds dieser Website, für jeden Feedreader.
ending-applied = Angewendet: { $title }
ending-applied-part = Teilweise angewendet: { $title }
ending-offered = Zum Pull angeboten: { $title }
ending-offered-part = Teilweise zum Pull angeboten: { $title }
ending-merged = Übernommen: { $title }

## What became of a series

applied-lower = angewendet
offered = Zum Pull angeboten
in-part = teilweise, { $extent },
to-tree = in <strong>{ $tree }</strong>
merged-as = Übernommen als <link><code>{ $commit }</code></link>
first-in = zuerst in <strong>{ $tag }</strong>
first-in-tags = zuerst in { $tags }
landed-in = In <strong>{ $tree }</strong>
backported-in = Als Backport in <strong>{ $tree }</strong>
landed-as = als { $commits }
of-patches = { $shown } von { $count } Patches
form-feed-of = { $form }-Feed: { $title }
timeline = Zeitleiste: { $marks }
resend = erneut
no-reply = keine Antwort
to-earlier = auf frühere Versionen
to-version = { $count } auf { $version }
given-by = { $word } von { $names }

## A company in a quarter

patches-by-person = Patches nach Personen
quarter-people = Meiste Patches des Quartals zuerst
answers-given = Antworten auf Patches von anderen
answers-received = Antworten von anderen
about-series = { $count ->
    [one] zu { $count } Serie
   *[other] zu { $count } Serien
}
to-companies = an:
from-companies = von:
no-answers = Es gab keine Antworten.
quarters = Quartale

## An author

series-count = { $count ->
    [one] in { $count } Serie
   *[other] in { $count } Serien
}
days = { $from } bis { $to }
everybody-at = alle von <domain>{ $name }</domain>
also = Auch
another-address = eine weitere Adresse
waits-for-answer = Wartet auf Antwort
on-open-series = zu offenen Serien, neueste zuerst
author-series = Serien mit Patches von diesem Autor
author-none = Keine Serie hat Patches von diesem Autor.
heading-reviewed = Begutachtet
reviewed-series = { $count ->
    [one] { $count } Serie von anderen mit Reviewed-by, Acked-by oder Tested-by;
   *[other] { $count } Serien von anderen mit Reviewed-by, Acked-by oder Tested-by;
}
some-of-them = davon { $count },
and-by-year = { $label }, und nach Jahren
mails-by-year = Patch-Mails nach Jahren
reviews-for = Begutachtet für
reviewed-by = Begutachtet von
newest-count = Die neuesten { $count }, mit der Zahl der Patches
author-about = { $patches } von { $name }, { $series }.

## A domain

domain-sent = Was Leute mit einer Adresse bei { $domains } gesendet haben:
domain-people = Personen und alle ihre Patches von dort
domain-none = Niemand hat von dieser Domain Patches gesendet.
heading-people = Personen
domain-about = { $patches } { $people } bei { $name }.
quarter-about = Was aus den Patch-Serien von { $name } in { $period } wurde.

## Lists of digests

lists-of-digests = Listen von Digests
months = Monate
years = Jahre
periods = { $count }, neueste zuerst, mit ihren Digests
newest-of = Die neuesten { $shown } von { $count }
no-digests-of = Es gibt noch keine Digests von { $list }.
digests-about = { $digests } von { $name }, neueste zuerst.
statistics = Statistik
statistics-of = Statistik von { $name }

## Home

my-area-here = Mein Bereich
week-to = Die Woche bis zum { $day }
among-mails = { $count ->
    [one] unter { $count } Mail
   *[other] unter { $count } Mails
}
week-new = { $count ->
    [one] { $count } neue Serie
   *[other] { $count } neue Serien
}
week-revised = { $count } überarbeitet
week-taken = { $count } angenommen
patch-mails = Patch-Mails
all-mails = Alle Mails
all-mails-by-week = Alle Mails, nach Wochen
weeks-figures = Mails und Patches jeder Woche, neueste zuletzt
newest-digests = Neueste Digests
of-all-lists = { $count } aus allen Listen
about-site = Über diese Seiten
subscribe-each = Jeder neue Digest als Eintrag im Feedreader:
subscribe-only-lists = Oder nur <feeds>eine Liste oder ein Subsystem</feeds>.
subscribe-only-people = Oder nur <feeds>eine Liste, ein Subsystem oder eine Person</feeds>.
subscribe-only-series = Oder nur <feeds>eine Liste, ein Subsystem oder eine Serie</feeds>.
subscribe-only-all = Oder nur <feeds>eine Liste, ein Subsystem, eine Person oder eine Serie</feeds>.
subscribe-area = Oder <area>einen Bereich auswählen</area>: Diese Seite beginnt dann damit.
with-open-series = mit ihren offenen Serien
in-total = Insgesamt
or-search = Oder nach Wörtern, Namen, Subsystemen und Message-IDs <search>suchen</search>.
by-quarter = Nach Quartalen:
statistics-lower = Statistik
statistics-of-lower = Statistik von { $list }
recent-series = Zuletzt bewegte Serien
all-series = alle Serien
recent-caption = Zuletzt bewegte Serien
home-about = { $digests } von Patch-Mailinglisten: { $series }, { $authors }.
weeks-label = Mails und Patches der letzten { $count } Wochen

## Lists of everything

single-series = { $count } mit einer einzigen Serie
subsystems-from = Sie kommen aus den Titeln der Patches: der Teil vor dem Doppelpunkt.
domains-none = Es gibt noch keine Domains. Sie kommen aus den E-Mail-Adressen der Autoren.
list-about = Das Datum führt zum Digest mit der neuesten Version.
series-none = Es gibt noch keine Serien. Eine Serie ist eine Reihe von Patches mit allen ihren Versionen.
share-a-page = { $sharing } haben eine gemeinsame Seite: <page>{ $title }</page>
authors-numbered = Autoren { $first } bis { $last } in der Reihenfolge ihrer ersten Patches, neueste zuerst. <whole>Die mit den meisten Patches</whole>
series-numbered = Serien { $first } bis { $last } in der Reihenfolge ihrer ersten Mails, neueste zuerst. <whole>Die zuletzt bewegten</whole>
authors-caption = Autoren und ihre Patch-Mails
authors-of-patches = { $count ->
    [one] { $count } Autor von Patches
   *[other] { $count } Autoren von Patches
}
total-digests = Digests
total-series = Serien
total-authors = Autoren
total-subsystems = Subsysteme
total-domains = Domains
all-series-about = Alle { $count } Serien, zuletzt bewegte zuerst.
all-authors-about = { $count ->
    [one] { $count } Autor, meiste Patches zuerst.
   *[other] Alle { $count } Autoren, meiste Patches zuerst.
}
all-domains-about = { $count ->
    [one] { $count } Domain der E-Mail-Adressen, von denen Patches kamen: Firmen, Projekte und Mailanbieter. Meiste Patches zuerst.
   *[other] { $count } Domains der E-Mail-Adressen, von denen Patches kamen: Firmen, Projekte und Mailanbieter. Meiste Patches zuerst.
}
all-subsystems-about = { $count ->
    [one] { $count } Subsystem, nach Namen, mit den Serien.
   *[other] Alle { $count } Subsysteme, nach Namen, mit ihren Serien.
}
series-numbered-about = Serien { $first } bis { $last } in der Reihenfolge ihrer ersten Mails.
authors-numbered-about = Autoren { $first } bis { $last } in der Reihenfolge ihrer ersten Mails.
has-moved = Die Seite von { $name } ist umgezogen.
all-domains-of = Alle Domains einer Firma
all-addresses-of = Alle Adressen einer Person

## The queue

as-of = Stand: { $day }.
filters = Filter
since-day = seit { $day }
reviewed-of = { $count ->
    [one] Begutachtet, nicht angenommen: { $reviewed } von { $count } Patch
   *[other] Begutachtet, nicht angenommen: { $reviewed } von { $count } Patches
}
comments-unanswered = { $count ->
    [one] { $count } vom Autor nicht beantworteter Kommentar
   *[other] { $count } vom Autor nicht beantwortete Kommentare
}
last-reply = Letzte Antwort: { $person }
the-author = Autor der Serie
maintained-by-people = Betreut von { $people }
maintained-by-more = Betreut von { $people } und { $count } weiteren
queue-empty = Nichts wartet: Keine Serie wartet auf ein Review oder wird besprochen.
queue-of = Warteschlange von { $name }
queue-about = { $series }, die am längsten warten zuerst.
queue-about-of = { $series } von { $name }, die am längsten warten zuerst.

## The search

search-box = Ein Name, ein Subsystem, Wörter eines Titels
search-texts = auch in Nachrichten
search-sort = Sortieren nach
search-best = bester Treffer
search-last = letzte Mail
search-script = Die Suche braucht JavaScript. Ohne gibt es die <authors>Autoren</authors>, die <subsystems>Subsysteme</subsystems> und die <series>Serien</series>.
search-names = Autoren und Subsysteme
search-again = Noch einmal versuchen
search-results = Treffer
search-more = Mehr anzeigen
search-unfilter = Ohne die Filter suchen
search-deepen = Auch in Nachrichten suchen
search-fewer = Weniger Wörter verwenden, oder nur den Anfang eines Wortes und einen Stern: <code>page*</code>
search-browse = Die <authors>Autoren</authors> oder die <subsystems>Subsysteme</subsystems> durchsehen
search-syntax-about = Was man in das Suchfeld tippen kann: Wörter, Felder, Wendungen.
search-syntax = Suchsyntax
hint-words = ein Name, eine Adresse, Wörter eines Titels
hint-words-about = in beliebiger Reihenfolge, bester Treffer zuerst
hint-fields = muss genau passen; steht ein Feld zweimal da, genügt einer der Werte; <code>state:open</code> heißt wartend oder besprochen
hint-files = Patches, die diese Datei, eine Datei unter diesem Ordner oder eine Datei dieses Namens ändern
hint-texts = Wörter aus den Nachrichten der Patches oder aus dem, was Reviewer schrieben
hint-not = darf nicht so sein
hint-phrase = diese Wörter eines Titels oder Namens, eins nach dem anderen
hint-signs = notwendig, ausgeschlossen
hint-star = Wörter, die so beginnen oder enden
hint-wrong = ein Wort mit einem falschen Buchstaben
search-keys = <kbd>/</kbd> führt zum Suchfeld, <kbd>↓</kbd> und <kbd>↑</kbd> durch die Treffer, <kbd>Enter</kbd> öffnet einen, <kbd>Esc</kbd> führt zurück zum Suchfeld und leert es

## A series

posted-to = gesendet an { $lists }
first-posted = Zuerst gesendet am { $day }
last-posted = zuletzt am { $day }
patches-by = Patches von { $people }
also-in = auch in
a-copy-of = Kopie von
in-maintainers = In MAINTAINERS: { $sections }
begins-late = Es gab eine frühere Version, die hier nicht zu finden ist. Sie ist vielleicht älter oder ging an eine andere Liste.
versions-and-outcome = Versionen und Ausgang
apply = Anwenden: <code>{ $command }</code>
answer-by-mail = Per Mail antworten
not-answered = Vom Autor nicht beantwortet
on-this-version = zu dieser Version, neueste zuerst
version-continued = { $version }, fortgesetzt
in-digest = Im Digest <digest>{ $title }</digest>
linked-because = Als Version dieser Serie erkannt: { $reason }
not-in-archive = { $count ->
    [one] Nicht im Archiv: Patch { $numbers }.
   *[other] Nicht im Archiv: Patches { $numbers }.
}
no-version = Keine Version dieser Serie ist im Archiv.
no-patch = Keiner ihrer Patches ist im Archiv.
series-about = { $count ->
    [one] { $count } Version einer Patch-Serie von { $name }.
   *[other] { $count } Versionen einer Patch-Serie von { $name }.
}
versions-folded = { $count } Versionen, { $from } bis { $to }
steps-folded = { $count } Schritte, { $from } → { $to }
link-operator = der Betreiber der Website sagt es
link-change-id = sie hat dieselbe Change-Id
link-pointer = sie verweist auf die frühere Version
link-thread = sie antwortet auf die frühere Version
link-branch = beide kamen aus einem Branch desselben Namens
link-title = sie hat denselben Autor und Titel
link-patch-titles = sie hat denselben Autor, und viele ihrer Patches haben dieselben Titel
link-like-diff = ihr Autor sandte eine frühere Version, die dieselben Zeilen ändert
link-like-title = ihr Autor sandte eine frühere Version mit ähnlichem Titel
link-taken-over = ihre Versionsnummer geht weiter, und viele ihrer Patches haben dieselben Titel oder Zeilen wie die eines anderen Autors
given-all = alle { $word }
given-some = { $count } von { $all } { $word }
given-reviewed = begutachtet
given-acked = mit Ack
given-tested = getestet
applied-part = { $count } von { $all } Patches
proof-mailmap = laut Mailmap
proof-signed-off = ein Patch von der einen hat ein Signed-off-by mit der anderen
proof-sent = ein Patch der einen kam von der anderen
proof-reply-to = eine Mail von der einen nennt die andere im Reply-To
unnamed-file = (Datei ohne Namen)
file-new = neu
file-deleted = gelöscht
file-renamed = umbenannt
file-copied = kopiert
file-mode = Modus geändert

## Statistics

nothing-counted = Nichts wurde gezählt: Es gibt noch keine Patches und keine Antworten.
who-answered = Wer geantwortet hat
order-reviews = meiste Review-Mails im Jahr zuerst
reviewers-caption = Personen, die auf Patches von anderen geantwortet haben
column-mails = Mails
column-of-series = Serien
what-is-counted = Was gezählt wird
counting = Wer von mehreren Adressen schreibt, zählt als eine Person, soweit Mails und die Mailmap das sagen. Quartale und Jahre gelten in UTC. Ein Viertel (drei Viertel) der Werte liegen nicht über dem unteren (oberen) Quartil.
statistics-about = Patches, Personen und Reviews nach Quartalen, und wie lange etwas gedauert hat.
column-year = Jahr
drawing-patches = Patches nach Quartalen
drawing-authors = Autoren und neue Autoren nach Quartalen
drawing-series = Neue Serien nach Quartalen, und die ohne jede Antwort
drawing-answer = Stunden von einer neuen Serie bis zur ersten Antwort, Median nach Quartalen
drawing-taken = Tage, bis eine Serie angenommen wurde, Median nach Quartalen
drawn-first-timers = Neue Autoren
drawn-unanswered = Ohne jede Antwort
drawn-hours = Stunden
drawn-days = Tage
count-first-timers = { $count ->
    [one] { $count } neuer Autor
   *[other] { $count } neue Autoren
}
count-unanswered = { $count } ohne jede Antwort
count-hours = { $count ->
    [one] { $count } Stunde
   *[other] { $count } Stunden
}
count-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
count-new-series = { $count ->
    [one] { $count } neue Serie
   *[other] { $count } neue Serien
}
fact-patches = Patches
fact-patches-meaning = Patch-Mails aller Versionen, ohne Cover Letter
fact-authors = Autoren
fact-authors-meaning = Personen, die diese Patches geschrieben haben
fact-first_timers = Neue Autoren
fact-first_timers-meaning = Autoren, deren erste Patch-Mail in den Archiven in dieser Zeit gesendet wurde
fact-reviewers = Reviewer
fact-reviewers-meaning = Personen, die auf Patches von anderen geantwortet haben
fact-review_mails = Review-Mails
fact-review_mails-meaning = ihre Antworten
fact-answered_series = Beantwortete Serien
fact-answered_series-meaning = Serien mit mindestens einer dieser Antworten
fact-new_series = Neue Serien
fact-new_series-meaning = Serien, deren erste Mail in dieser Zeit gesendet wurde
fact-unanswered = Neu, ohne jede Antwort
fact-unanswered-meaning = neue Serien, auf die bis zur neuesten Mail niemand außer dem Autor geantwortet hat, in keiner Version
fact-days_to_answer = Neu, Tage bis zur ersten Antwort
fact-days_to_answer-meaning = von der ersten Mail einer neuen Serie bis zur ersten Antwort von jemand anderem als dem Autor: Median und Quartile
fact-taken = Angenommene Serien
fact-taken-meaning = Serien, die angewendet oder übernommen sind: zur Zeit der ersten Mail, die das von der neuesten Version sagt, sonst zu der dieser Version
fact-reviewed = Angenommen, vorher begutachtet
fact-reviewed-meaning = ein Patch der neuesten Version hatte bis dahin ein Reviewed-by oder Acked-by von jemand anderem
fact-reviewed_elsewhere = Angenommen, von einer anderen Firma begutachtet
fact-reviewed_elsewhere-meaning = mindestens einer dieser Reviewer ist von einer anderen Firma, oder von einer anderen Domain, wo eine Domain zu keiner genannten Firma gehört; Mailanbieter zählen als Domains
fact-days_to_taken = Angenommen, Tage bis dahin
fact-days_to_taken-meaning = von der ersten Mail der Serie bis zu der Mail, die sagt, dass sie angenommen wurde: Median und Quartile
fact-versions = Angenommen, Versionen bis dahin
fact-versions-meaning = die Nummer der neuesten Version: Median und Quartile

## From version to version

steps-title = Welche Patches sich geändert haben
in-all-versions = { $count ->
    [one] { $count } Patch in allen diesen Versionen
   *[other] { $count } Patches in allen diesen Versionen
}
step-incomplete = Nicht alle Patches von { $version } sind im Archiv: Ein Patch, der als neu oder entfallen erscheint, kann in beiden Versionen sein.
step-incomplete-both = Nicht alle Patches von { $first } und { $second } sind im Archiv: Ein Patch, der als neu oder entfallen erscheint, kann in beiden Versionen sein.
step-too-large = Diese Versionen sind zu groß für einen Vergleich.
step-by-title = Diese Versionen sind zu groß für einen vollständigen Vergleich: Patches, die nicht gleich sind, wurden nur nach Titeln zugeordnet.
step-caption = Patches von { $to } im Vergleich mit { $from }
column-patch = Patch
column-since = Seit { $version }
was-title = vorher: { $title }
was-number = vorher { $number }
moved = verschoben
step-left-out = { $count ->
    [one] Damit diese Seite klein bleibt, fehlt der Range-Diff für Patch { $patches }; die Mails haben die ganzen Diffs.
   *[other] Damit diese Seite klein bleibt, fehlt der Range-Diff für die Patches { $patches }; die Mails haben die ganzen Diffs.
}
range-diff-of = Range-Diff von { $title }
matrix-caption = Die Nummer jedes Patches in jeder Version, im Vergleich mit der vorigen Version: = gleich, ~ umformuliert, ! geändert, + neu, − entfallen
earlier-below = frühere Versionen stehen darunter
change-same = gleich
change-reworded = umformuliert
change-changed = geändert
change-added = neu
change-dropped = entfallen
version-resend = { $version } erneut
version-again = { $version } noch einmal

## Subscribe

subscribe-lead = Neue Digests, neue Versionen und Ergebnisse im Feedreader verfolgen: einfach die Adresse eines Feeds dort einfügen.
subscribe-lists = Neue Digests der ganzen Website und jeder Liste
column-feeds = Feeds
only-events = Nur wenn etwas passiert
subscribe-series = Nur neue Versionen, oder nur Ergebnisse: Serien, die angenommen oder übernommen wurden
subscribe-watches = Neue Versionen und Ergebnisse dessen, was der Betreiber dieser Website beobachtet; jede Beobachtung hat auch Feeds nur für Ergebnisse, Versionen und Kommentare
column-watch = Beobachtung
subsystems-named = { $count }, nach Namen; wenn es sehr viele sind, die mit den meisten Serien
subsystems-feeds = Neue Versionen ihrer Serien, und Serien, die angenommen wurden. Jedes der { $count } Subsysteme und jeder ihrer Teile hat Feeds, die auf der eigenen Seite verlinkt sind; <opml>alle zusammen in einer OPML-Datei</opml> sind für Feedreader, die OPML lesen.
feeds-under = Feeds der Subsysteme unter { $letter }, mit ihren Teilen
column-subsystem = Subsystem
a-series = Eine Serie
a-person = Eine Person
a-series-or-person = Eine Serie oder eine Person
every-series = Jede <series>Serie</series> hat einen Feed.
every-author = Jeder <authors>Autor</authors> hat einen Feed.
every-both = Jede <series>Serie</series> und jeder <authors>Autor</authors> hat einen Feed.
feed-link = Der Link steht unten auf der Seite; Feedreader finden ihn auch über deren Adresse.

## A subsystem

in-the-queue = { $count } in der Warteschlange
subsystem-caption = Serien dieses Subsystems
subsystem-none = Keine Serie nennt dieses Subsystem.
maintained-by = Betreut von
from-maintainers = Aus MAINTAINERS
parts = Teile
with-most-series = { $count } mit den meisten Serien, von
by-name-with-series = nach Namen, mit ihren Serien
people-caption = Meiste Patches zuerst
subsystem-about = { $series } von { $name }.
by-newest-version = Serien nach ihrer neuesten Version
and-later = { $version } und später

## Directories

directories = Verzeichnisse
all-directories-about = { $count ->
    [one] { $count } Verzeichnis, dessen eigene Dateien mindestens fünf Serien ändern.
   *[other] { $count } Verzeichnisse, deren eigene Dateien mindestens fünf Serien ändern, nach Pfaden, mit der Zahl dieser Serien.
}
directories-shown = Hier sind die mit den meisten Serien: { $count }.
unit-directories = { $count ->
    [one] Verzeichnis
   *[other] Verzeichnisse
}
directory-about = { $series }, die Dateien in { $name } ändern.
directory-caption = Serien, die Dateien in diesem Verzeichnis ändern
directory-files = Dateien
directory-files-caption = Dateien in diesem Verzeichnis, und wer sie in den meisten Serien ändert
further-files = { $count ->
    [one] { $count } weitere Datei
   *[other] { $count } weitere Dateien
}
column-file = Datei
column-count-series = Serien
column-touched-by = Geändert von
directories-below = Verzeichnisse darunter
directory-people-caption = Wer hier Dateien ändert, in den meisten Serien zuerst
files-in = Dateien in { $directories }

## A watch

open-count = { $count } offen
all-series-title = Alle Serien
watch-caption = Serien dieser Beobachtung
watch-none = Noch passt keine Serie.
what-is-watched = Was beobachtet wird
watch-about = Eine Serie steht hier, sobald eine ihrer Versionen etwas davon hat.
watch-feeds = Feeds dieser Beobachtung
column-entries = Einträge
form-feed = { $form }-Feed: { $title }
watches-about = Was der Betreiber dieser Website beobachtet, jeweils mit der Zahl der Serien.
watch-about-series = { $series } der Beobachtung { $name }.
versions-and-endings = Neue Versionen und Ergebnisse
sought-files = Dateien
sought-words = Wörter aus Titeln
sought-tags = In den Klammern der Betreffe
sought-companies = Firmen

## My area

area-lead = Subsysteme, Personen, Firmen und Wörter aus Titeln auswählen: Die <home>Startseite</home> beginnt dann mit dem, was dort seit dem letzten Besuch neu ist, und mit dem, was wartet. Die Auswahl bleibt im Browser; nichts wird gesendet.
area-script = Diese Seite braucht JavaScript. Ohne lassen sich die passenden <feeds>Feeds</feeds> abonnieren, und was wartet, steht in der <queue>Warteschlange</queue>.
area-kind = Art
area-subsystem = Subsystem
area-person = Person
area-company = Firma oder Domain
area-word = Wort eines Titels
area-box = Ein Name, ein Wort, die Adresse einer Seite
area-add = Hinzufügen
area-none = Noch ist nichts ausgewählt.
area-export = Als Datei exportieren
area-feeds = Feeds als OPML
area-import = Datei importieren

## The search of browsers

open-search = Serien, Digests, Autoren und Subsysteme von { $title }.

## Dates

month-1 = Januar
month-2 = Februar
month-3 = März
month-4 = April
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = August
month-9 = September
month-10 = Oktober
month-11 = November
month-12 = Dezember
month-short-1 = Jan.
month-short-2 = Feb.
month-short-3 = März
month-short-4 = Apr.
month-short-5 = Mai
month-short-6 = Juni
month-short-7 = Juli
month-short-8 = Aug.
month-short-9 = Sept.
month-short-10 = Okt.
month-short-11 = Nov.
month-short-12 = Dez.
date-day = { $day }. { $month } { $year }
date-minute = { $date }, { $hour }:{ $minute } UTC
date-month = { $month } { $year }
date-week = Woche { $week } von { $year }
date-mails = Mails { $first } bis { $last }
week-ends = Woche bis zum { $day }
quarter-of = { $year }, { $quarter }. Quartal
span-short = weniger als ein Tag
span-day = ein Tag
span-days = { $count } Tage
span-weeks = { $count } Wochen
span-months = { $count } Monate
span-years = { $count } Jahre

## What people said

fate-unchanged = Zeilen unverändert in { $version }
open-fate-unchanged = Nicht beantwortet; Zeilen unverändert in { $version }
fate-changed = Zeilen geändert in { $version }
open-fate-changed = Nicht beantwortet; Zeilen geändert in { $version }
fate-moved = Zeilen verschoben in Patch { $patch } von { $version }
open-fate-moved = Nicht beantwortet; Zeilen verschoben in Patch { $patch } von { $version }
fate-dropped = Patch entfallen in { $version }
open-fate-dropped = Nicht beantwortet; Patch entfallen in { $version }
commit-message = Commit-Nachricht
said-on = { $name } zu { $title }

## Groups of series

open-series = Offene Serien
no-open-series = Keine Serie ist offen.
new-series = Neue Serien
no-new-series = Keine Serie begann.
taken-series = Angenommen
no-taken-series = Keine Serie wurde angenommen.
revised-series = Neuere Versionen
no-revised-series = Keine neuere Version kam.
no-watched-series = Keine Serie wartet auf ein Review oder wird besprochen.
backports-of-theirs = Backports ihrer Patches
order-sent-by-others = von anderen gesendet, zuletzt bewegte zuerst
backports-sent = Gesendete Backports
order-by-others = von anderen geschrieben, zuletzt bewegte zuerst
waiting-series = Wartet auf Review
no-waiting-series = Nichts wartet auf eine erste Antwort.
discussed-series = Am meisten besprochen
no-discussed-series = Nichts wird besprochen.
last-taken = Zuletzt angenommen
none-taken = Nichts wurde angenommen.

## Pages that every site has

search-about = Serien, Digests, Autoren und Subsysteme finden.
area-about = Subsysteme, Personen, Firmen und Wörter auswählen: Die Startseite beginnt mit dem, was dort neu ist.
developers-about = Die Daten dieser Website für Programme: JSON, Text, Feeds.
developers-title = Für Entwickler
search-title = Suche

## States

state-merged = übernommen
state-applied = angewendet
state-waiting = wartet auf Review
state-discussed = wird besprochen
state-quiet = still, Ausgang unbekannt
state-backport = Backport
state-short-merged = übernommen
state-short-applied = angewendet
state-short-waiting = wartet
state-short-discussed = besprochen
state-short-quiet = still
state-short-backport = Backport
state-short-superseded = abgelöst
state-part = { $state }, { $count } von { $all } Patches
sent-again = erneut gesendet
superseded-by = abgelöst durch { $version }

## Script of the queue

queue-state = Stand
queue-area = Bereich
queue-author = Autor
queue-company = Firma
queue-tag = Kennwort
queue-since = Wartet seit
queue-reviewed = Begutachtet, nicht angenommen
queue-open = Kommentare nicht beantwortet
queue-all = alle
queue-short = Der Rest der Liste konnte nicht geladen werden.
queue-tally = { $count } von { $total } Serien

## Script of the area

area-forgotten = Der Browser wird es sich nicht merken.
area-several = Mehrere haben den Namen „{ $name }“. Bitte einen davon wählen: { $names }.
area-unknown = In der Liste gibt es „{ $name }“ nicht ({ $kind }). Die Adresse der Seite geht auch.
area-full = Der Bereich ist voll: { $count } von einer Art.
area-long = Das ist zu lang.
area-added = „{ $name }“ ist im Bereich.
area-removed = Entfernt.
area-remove = Entfernen
area-remove-one = { $name } entfernen
area-no-picks = Die Datei enthält keine Auswahl.
area-imported = Importiert.
area-bad-file = Die Datei ist kein exportierter Bereich.
area-failed = Die Liste konnte nicht geladen werden.
area-change = ändern
area-loading = Wird geladen …
area-new = Neu in meinem Bereich: { $count }
area-nothing-new = Seit dem letzten Besuch ist nichts neu.
area-waiting = Wartet in meinem Bereich: { $count }
area-nothing-waits = Nichts wartet.
area-some-failed = Ein Teil des Bereichs konnte nicht geladen werden.
area-all-failed = Der Bereich konnte nicht geladen werden.

## Script of the search

filter-kind = Art
filter-state = Stand
filter-year = Jahr
filter-list = Liste
filter-author = Autor
kind-series = Serie
kind-author = Autor
kind-subsystem = Subsystem
kind-digest = Digest
search-others = { $count ->
    [one] und { $number } weitere Person
   *[other] und { $number } weitere
}
search-show-more = { $count } weitere anzeigen
search-parts-failed = { $count ->
    [one] { $number } Teil des Index wurde nicht geladen. Vielleicht gibt es mehr zu finden.
   *[other] { $number } Teile des Index wurden nicht geladen. Vielleicht gibt es mehr zu finden.
}
search-nothing-yet = Noch nichts gefunden
search-nothing = Nichts gefunden
search-total = { $count ->
    [one] { $number } Treffer
   *[other] { $number } Treffer
}
search-near = „{ $words }“ anstelle von „{ $typed }“, was nirgends vorkommt
search-or = “ oder „
search-sum-for = { $sum } für { $what }
search-states = { $sum }. Für state: gibt es { $states }
search-plain = { $sum }, als einfache Wörter gesucht
search-loading-parts = { $count ->
    [one] { $number } Teil wird noch geladen …
   *[other] { $number } Teile werden noch geladen …
}
search-loading-index = der Index wird noch geladen …
search-running = Suche läuft …
search-none = Keine Treffer
search-none-for = Keine Treffer für „{ $query }“
search-none-in-titles = Keine Treffer für „{ $query }“ in Titeln, Personen, Subsystemen und Listen
search-none-anywhere = Keine Treffer für „{ $query }“ in Titeln, Personen, Subsystemen und Listen oder in Nachrichten
search-with-filters = { $what }, mit diesen Filtern.
search-chosen = { $count } gewählt
search-all = Alle { $number }
search-names-failed = Die Namen von Autoren und Subsystemen konnten nicht geladen werden. Die Suche nach Wörtern geht.
search-broken = Die Suche funktioniert gerade nicht.
search-broken-because = Die Suche funktioniert gerade nicht: { $message }.
