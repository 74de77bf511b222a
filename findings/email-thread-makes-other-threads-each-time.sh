#!/usr/bin/env bash
# Email::Thread 0.713 on Mail::Thread 2.55 (Debian), the usual Perl library that makes threads of mails, by the algorithm of Netscape's mail.
#
# Expected: answers hang below the mail that they answer, in the order in which they came, the same at every call.
# Seen: threads are joined by title, whoever sent them, in the order of a hash, which Perl changes at every call: an answer to a patch that the
# archive does not have hangs below Mira's `[PATCH] doc: fix typo`, or below Jo's, or beside both, of the same mails. A series of
# three always comes out as 3/3, 2/3, 1/3, and of two answers to a patch the later is first: each mail is put in front of those that
# are there. Below a cover letter that is missing it is the same. Another version in the brackets keeps mails apart.
#
# Here: a page made with it differs from build to build, begins a series with its last patch, and may show an answer below a
# stranger's patch. Sort patches by their numbers and go by References alone.
source "$(dirname "$0")/common"
debian libemail-thread-perl=0.713-1 libmail-thread-perl=2.55-3 libemail-simple-perl=2.218-1 libemail-abstract-perl libemail-date-format-perl \
    libmodule-pluggable-perl libmro-compat-perl libclass-c3-perl libalgorithm-c3-perl

cat > thread.pl <<'PERL'
use v5.10;
use Email::Simple;
use Email::Thread;

# Each argument: id, parent or nothing, subject.
my $minute = 10;
my @mails = map {
    my ($id, $parent, $subject) = split /,/, $_, 3;
    my $answers = $parent ? "In-Reply-To: <$parent\@oak.example>\nReferences: <$parent\@oak.example>\n" : '';
    Email::Simple->new("From: Mira <mira\@oak.example>\nDate: Mon, 5 Jan 2026 10:" . $minute++ . ":00 +0000\n"
        . "Subject: $subject\nMessage-ID: <$id\@oak.example>\n$answers\nText.\n")
} @ARGV;

sub show {
    my ($mail) = @_;
    my @below;
    for (my $child = $mail->child; $child; $child = $child->next) { push @below, show($child) }
    my $name = $mail->message ? $mail->message->header('Message-ID') =~ s/^<|@.*//gr : 'nothing';
    return @below ? "$name(@below)" : $name;
}
my $threads = Email::Thread->new(@mails);
$threads->thread;
say join ' ', sort map { show($_) } $threads->rootset;
PERL
thread() { # all that 60 calls say
    for seed in {1..60}; do PERL_HASH_SEED=$seed perl thread.pl "$@"; done | sort -u
}
same "a series with two answers to its first patch" "cover(three two one(later first))" \
    "$(thread 'cover,,[PATCH 0/3] a' 'one,cover,[PATCH 1/3] b' 'two,cover,[PATCH 2/3] c' 'three,cover,[PATCH 3/3] d' \
        'first,one,Re: [PATCH 1/3] b' 'later,one,Re: [PATCH 1/3] b')"
same "a series without its cover letter" "nothing(three two one)" \
    "$(thread 'one,cover,[PATCH 1/3] b' 'two,cover,[PATCH 2/3] c' 'three,cover,[PATCH 3/3] d')"
same "an answer to a patch that is not there, and one patch of its title" "other(answer)" \
    "$(thread 'answer,lost,Re: [PATCH 1/2] doc: fix typo' 'other,,[PATCH 1/2] doc: fix typo')"
same "the same answer and two patches of its title: below either, or beside them" "answer
jo(answer)
mira(answer)" \
    "$(thread 'mira,,[PATCH] doc: fix typo' 'jo,,[PATCH] doc: fix typo' 'answer,lost,Re: [PATCH] doc: fix typo' |
        grep -oE '(mira|jo)\(answer\)|answer' | sort -u)"
same "another version" "mira v2" "$(thread 'mira,,[PATCH] doc: fix typo' 'v2,,[PATCH v2] doc: fix typo')"
