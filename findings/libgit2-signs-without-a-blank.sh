#!/usr/bin/env bash
# rugged 1.5.1 with libgit2 1.5.1 (Debian), Commit#to_mbox, against git 2.39.5 (Debian).
#
# Expected: the mails of `git format-patch`.
# Seen: the signature is `--` without a blank: git am applies the patch, but for mail programs, and for what looks for `-- `,
# `libgit2 1.5.1` is text. Subject and From are neither folded nor encoded: UTF-8 in the header, in a mail without MIME fields.
# An empty new file has `--- /dev/null` and `+++ b/…` and no hunk, so that lsdiff lists a file which it leaves out of
# git's mail. A moved file is a removed and a new one.
#
# Here: end a diff by its hunks, not by a signature, and read a header without MIME fields as UTF-8.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian ruby-rugged=1.5.1+ds-1 libgit2-1.5=1.5.1+ds-1+deb12u2 libhttp-parser2.9 libmbedcrypto7 libmbedtls14 libmbedx509-1 libssh2-1 \
    ruby3.1 libruby3.1 libyaml-0-2 patchutils=0.4.2-1
libraries=$temporary/debian/usr/lib/x86_64-linux-gnu
gems=$libraries/rubygems-integration/3.1.0
export RUBYLIB=$gems/gems/rugged-1.5.1/lib:$gems/extensions/x86_64-linux/3.1.0/rugged-1.5.1:$temporary/debian/usr/lib/ruby/3.1.0:$libraries/ruby/3.1.0

git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
echo two > a.c
title='wind: a title that is longer than the seventy-eight columns at which git folds the field of a mail, é'
git commit -qa --author='Jo Élm <jo@elm.example>' -m "$title"
touch empty
git mv a.c b.c
git add . && git commit -qm 'more: files'
ruby3.1 --disable-gems -e '
require "rugged"
repository = Rugged::Repository.new(".")
ARGV.each_with_index { |name, index| print repository.rev_parse(name).to_mbox(patch_no: index + 1, total_patches: ARGV.size) }
' HEAD~1 HEAD > ../rugged.mbox
git format-patch -q --stdout base > ../git.mbox

same "the end of the mails" "--|libgit2 1.5.1
-- |2.39.5" "$(tail -3 ../rugged.mbox | head -2 | paste -sd'|'; tail -3 ../git.mbox | head -2 | paste -sd'|')"
same "the header" "From: Jo Élm <jo@elm.example>
Subject: [PATCH 1/2] $title" "$(sed '/^$/q' ../rugged.mbox | grep -E '^(From:|Subject|MIME|Content| )')"
same "files" "diff --git a/a.c b/a.c
deleted file mode 100644
diff --git a/b.c b/b.c
new file mode 100644
diff --git a/empty b/empty
new file mode 100644
--- /dev/null
+++ b/empty" "$(sed -n '/^Subject: .*more/,$p' ../rugged.mbox | grep -E '^(diff|new|del)'; grep -F -B1 '+++ b/empty' ../rugged.mbox)"
git tag end && git reset -q --hard base
git am -q ../rugged.mbox
same "git am" "$(git log --format='%an %s' end)" "$(git log --format='%an %s')"
same "git am, files" "" "$(git diff --name-only end)"
same "lsdiff of the moved and the empty file: libgit2, git" "a/a.c b/b.c b/empty; nothing" \
    "$(sed -n '/^Subject: .*more/,$p' ../rugged.mbox | lsdiff | paste -sd' '); $(sed -n '/^Subject: .*more/,$p' ../git.mbox | lsdiff | grep . || echo nothing)"
