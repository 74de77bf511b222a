#!/usr/bin/env bash
# grokmirror 2.0.12 (PyPI), grok-pi-piper, with git 2.39.5 (Debian), on the mirror of an archive whose history changes, as
# public-inbox-edit and public-inbox-purge change it when one old mail has to be edited or removed.
#
# Expected: each mail is given to the command once; after a change of history, the mails that are new.
# Seen: if the mirror still has the commit that was piped last, as it does until git prunes it, all mails behind the edited one are
# piped again, though they are the same. If it was pruned, nothing is piped, also not the mails that came since; piping begins with the
# next one. Both end with 0. Commits that remove a mail pipe nothing.
#
# Here: a list that is fed so may have mails twice, or lack some: compare with the archive by Message-ID. After a change of
# history, look for what was known already by Message-ID as well, not by commit.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi grokmirror==2.0.12

mkdir -p oak/git
git init -q --bare -b master archive.git
mail() { # title, parent: the commit of a mail
    local blob tree
    blob=$({ fields Mira 'Mon, 5 Jan 2026 10:00:00' "${1// /-}" "$1"; printf '\nText.\n'; } | git -C archive.git hash-object -w --stdin)
    tree=$(printf '100644 blob %s\tm\n' "$blob" | git -C archive.git mktree)
    git -C archive.git commit-tree ${2:+-p "$2"} -m "$1" "$tree" < /dev/null
}
archive() { # titles: an archive of these mails, and its mirror
    local last='' title
    for title in "$@"; do last=$(mail "$title" $last); done
    git -C archive.git update-ref refs/heads/master "$last"
    git -C oak/git/0.git fetch -q --force origin '+refs/heads/*:refs/heads/*'
}
git clone -q --bare archive.git oak/git/0.git 2> /dev/null
cat > keep <<KEEP
#!/usr/bin/env bash
sed -n 's/^Subject: //p' >> $temporary/piped
KEEP
chmod +x keep
printf '[oak]\npipe = %s/keep\n' "$temporary" > piper.conf
piped() { # the titles of the mails that a call pipes
    : > piped
    grok-pi-piper -c piper.conf "$temporary/oak/git/0.git" > said 2>&1 || echo "failed: $(cat said)"
    paste -sd, piped
}

export GIT_AUTHOR_DATE='Mon, 5 Jan 2026 12:00:00 +0000' GIT_COMMITTER_DATE='Mon, 5 Jan 2026 12:00:00 +0000'
archive one two three
same "the first call" "" "$(piped)"
archive one two three four
same "a new mail" four "$(piped)"
archive one 'two (edited)' three four five
same "two is edited, five is new" "two (edited),three,four,five" "$(piped)"
archive one 'two (edited)' three 'four (edited)' five six
git -C oak/git/0.git reflog expire --expire=now --all
rm -f oak/git/0.git/FETCH_HEAD
git -C oak/git/0.git gc -q --prune=now
same "four is edited, six is new, and the mirror was pruned" "" "$(piped)"
archive one 'two (edited)' three 'four (edited)' five six seven
same "the next mail" seven "$(piped)"
