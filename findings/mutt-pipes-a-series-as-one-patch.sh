#!/usr/bin/env bash
# mutt 2.2.12 and NeoMutt 20220429 (Debian), <pipe-message> of tagged messages to git am, git 2.39.5 (Debian).
#
# Expected: `;|git am` with the patches of a series tagged makes a commit of each, in a maildir as in an mbox.
# Seen: in an mbox it does. A mail of a maildir has no envelope line, and none is written: the mails go to git am as one text, without anything
# between them that git reads. It makes one commit, with the title, the message and the author of the first patch and the changes of both; message
# and sign-offs of the second are passed over as text between two diffs. Nothing says so. With a cover letter in front, the commit has its title,
# and the header and the message of the first patch below its text. With pipe_split=yes there are two commits.
#
# Here: a commit may be a whole series under the name of its first patch, or of its cover letter, and the names of later authors and reviewers are
# lost. Where patches of a series have no commit, compare the commit of the first with all of them.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian mutt=2.2.12-0.1~deb12u2 neomutt=20220429+dfsg1-4.1 libnotmuch5=0.37-1+b1 libgmime-3.0-0 libgpgme11 \
    libassuan0 libsexp1 libtalloc2 libxapian30 libgsasl18 libgssglue1 libntlm0 libtokyocabinet9 libidn12 liblua5.4-0 libncursesw6
export TERM=xterm

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base && git tag base
sed -i 's/^2$/two/' a.c && git commit -qam 'wind: calm' -m 'Signed-off-by: Mira Holt <mira@oak.example>'
sed -i 's/^8$/eight/' a.c && git commit -qam 'sail: mend' --author='Bo Reed <bo@reed.example>' -m 'Signed-off-by: Bo Reed <bo@reed.example>'
git format-patch -q --cover-letter --stdout base | sed -e 's/\*\*\* SUBJECT HERE \*\*\*/All calm/' -e '/^Date: /d' \
    -e 's/^Subject: \[PATCH \(.\)/Date: Mon, 5 Jan 2026 10:0\1:00 +0000\nMessage-ID: <\1@oak.example>\n&/' > ../series
cd ..
mkdir parts && git mailsplit -oparts series > said
for kind in patches cover; do
    mkdir -p $kind/cur $kind/new $kind/tmp
    for part in parts/*; do
        [ $kind = patches ] && grep -q ' 0/2' "$part" && continue
        sed 1d "$part" > "$kind/cur/$(basename "$part").oak:2,S"
        { echo 'From mira@oak.example Mon Jan  5 10:00:00 2026'; sed 1d "$part"; echo; } >> $kind.mbox
    done
done

commits() { # program, folder, pipe_split
    git -C oak checkout -q --detach base
    cat > muttrc <<RC
set wait_key=no pipe_split=$3 folder=$temporary tmpdir=$temporary sort=date-sent
push "<tag-pattern>~A<enter><tag-prefix><pipe-message>git -C $temporary/oak am -q >> $temporary/said 2>&1<enter><exit>"
RC
    timeout 60 script -qc "$1 -n -F $temporary/muttrc -R -f $temporary/$2" /dev/null < /dev/null > screen
    git -C oak log --reverse --format='%an: %s, %(trailers:separator=%x3b)' --shortstat base..HEAD | sed '/^$/d; s/ 1 file changed//; s/deletion.*/deletion/'
}
both='Mira Holt: wind: calm, Signed-off-by: Mira Holt <mira@oak.example>
, 1 insertion(+), 1 deletion
Bo Reed: sail: mend, Signed-off-by: Bo Reed <bo@reed.example>
, 1 insertion(+), 1 deletion'
one='Mira Holt: wind: calm, Signed-off-by: Mira Holt <mira@oak.example>
, 2 insertions(+), 2 deletion'
for program in mutt neomutt; do
    same "$program, mbox" "$both" "$(commits $program patches.mbox no)"
    same "$program, maildir" "$one" "$(commits $program patches no)"
    same "$program, maildir, pipe_split" "$both" "$(commits $program patches yes)"
done
commits mutt cover no > said
same "mutt, maildir with a cover letter" \
"All calm
Subject: [PATCH 1/2] wind: calm" \
"$(git -C oak log --format=%B base..HEAD | grep -e '^All calm' -e '^Subject: ')"
