#!/usr/bin/env bash
# public-inbox 1.9.0 (Debian), t.mbox.gz of its web interface, against lei 1.9.0, lei q --threads.
#
# Expected: a thread is what In-Reply-To and References join, the same for the web interface and for lei.
# Seen: in the web interface, a thread also has all mails of the archive with the same subject, whoever sent them, in
# whatever year; `Re:`, upper case and repeated blanks do not count. So two people's `[PATCH 1/2] doc: fix typo` are one
# thread, and an answer that lost its References is in it. Another version or a list's prefix in the subject keeps mails
# apart, and what was answered to a stranger's mail under another subject is not there. lei goes by the references alone.
#
# Here: a link to a thread in such an archive can show more mails than the series has, and mails of other years. Readers of
# t.mbox.gz must follow the references. Two interfaces of one archive count different mails for one thread.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei
debian public-inbox=1.9.0-1 libplack-perl=1.0050-1 libhttp-message-perl libhttp-date-perl libtimedate-perl
export PI_CONFIG=$temporary/config PI_EMERGENCY=$temporary/emergency

public-inbox-init -V2 oak "$temporary/oak" https://oak.example/oak oak@lists.example > /dev/null 2>&1
git config -f config publicinboxmda.spamcheck none

mail() { # Message-ID, year, sender, subject, parent
    { fields "$3" "Mon, 5 Jan $2 10:00:00" "$1" "$4" "$5"; printf '\nText of %s.\n' "$1"; } > one.eml
    ORIGINAL_RECIPIENT=oak@lists.example public-inbox-mda --no-precheck < one.eml
    lei import --quiet --in-format=eml one.eml
}
mail old 2015 Jo '[PATCH 1/2] doc: fix typo' ''
mail old-answer 2015 Ane 'Re: [PATCH 1/2] doc: fix typo' old
mail old-aside 2015 Ane 'Other words (was: doc: fix typo)' old
mail new 2026 Mira '[PATCH 1/2] doc: fix typo' ''
mail new-v2 2026 Mira '[PATCH v2 1/2] doc: fix typo' ''
mail lost 2026 Ane 'RE: [PATCH 1/2] Doc:  fix typo' ''
mail prefixed 2026 Ane 'Re: [oak] [PATCH 1/2] doc: fix typo' ''

cat > get.pl <<'PERL'
use v5.10;
use PublicInbox::WWW;
use Plack::Util;
use IO::Uncompress::Gunzip qw(gunzip);
my $path = "/oak/$ENV{MAIL}\@oak.example/t.mbox.gz";
my $answer = PublicInbox::WWW->new->call({
    REQUEST_METHOD => 'GET', PATH_INFO => $path, SCRIPT_NAME => '', QUERY_STRING => '', REQUEST_URI => $path,
    'psgi.url_scheme' => 'https', HTTP_HOST => 'oak.example', SERVER_NAME => 'oak.example', SERVER_PORT => 443,
});
my ($zipped, $mbox) = ('', '');
Plack::Util::foreach($answer->[2], sub { $zipped .= $_[0] });
gunzip(\$zipped => \$mbox, MultiStream => 1);
print $mbox;
PERL
ids() { sed -n 's/^Message-ID: <\(.*\)@oak.example>/\1/p' | sort | paste -sd ' '; }
web() { MAIL=$1 perl get.pl | ids; }
lei_thread() {
    rm -f thread.mbox
    lei q --quiet --threads --output "mboxrd:$temporary/thread.mbox" "m:$1@oak.example" 2> /dev/null
    ids < thread.mbox
}

same "web: the thread of 2026 has the one of 2015" "lost new old old-answer" "$(web new)"
same "web: the thread of 2015 has the one of 2026" "lost new old old-answer old-aside" "$(web old)"
same "web: v2 and a prefixed answer are alone" "new-v2 / prefixed" "$(web new-v2) / $(web prefixed)"
same "lei: by references" "new / old old-answer old-aside / lost" "$(lei_thread new) / $(lei_thread old) / $(lei_thread lost)"
