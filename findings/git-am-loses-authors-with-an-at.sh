#!/usr/bin/env bash
# git 2.39.5 (Debian; 2.47.3 alike), git format-patch, git am and git mailinfo; b4 0.16.0 (PyPI), b4 am; on authors whose names have an `@`, as
# forges write them, more than sixty letters, or company.
#
# Expected: `From: "Mira Holt (@mira)" <mira@oak.example>`, which git format-patch writes with the quotes that the rules ask for, is the author
# `Mira Holt (@mira) <mira@oak.example>` again.
# Seen: git takes the word around the first `@` for the address, and, as it does not like such a name, for the name too: the commit is by `(@mira)
# <(@mira)>`, or by `@ <@>` for "Mira Holt @ Oak". The real address is lost. So it is with a From: in the body. A name of more than sixty letters
# is replaced by the address, and of a mail from two people the first address is the name and the address. "mira@oak.example via Oak"
# <oak@lists.example>, as lists rewrite senders, is Mira's address again. b4 am writes an empty `From:` for the first two, and git am then refuses
# the mail.
#
# Here: the author of a commit may be no address at all. Take the address between `<` and `>`, and find such a commit by title and changes; that b4
# did not apply a patch may come from its author's name.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
seq 9 > a.c
git add . && git commit -qm base && git tag base

sent() { # author, options of git format-patch
    git checkout -q --detach base
    sed -i 's/^5$/five/' a.c
    git commit -qam 'wind: calm' --author="$1"
    git format-patch -q --stdout "${@:2}" base | sed '0,/^From: /s//Message-ID: <calm@oak.example>\n&/' > ../mail
    git checkout -q --detach base
}
author() { # the mail's, by git am
    if git am -q ../mail > ../said 2>&1; then git log -1 --format='%an <%ae>'; else git am --abort; echo refused; fi
}
by_b4() {
    b4 --offline-mode -n --no-stdin am --no-cache --use-local-mbox ../mail -o - calm@oak.example > ../b4.mbox 2> ../said
    grep '^From:' ../b4.mbox
    cp ../b4.mbox ../mail
    git checkout -q --detach base
    author
}

sent 'Mira Holt (@mira) <mira@oak.example>'
same "the mail" 'From: "Mira Holt (@mira)" <mira@oak.example>' "$(grep '^From: ' ../mail)"
same "the commit" "(@mira) <(@mira)>" "$(author)"
same "by b4 am" "From: 
refused" "$(by_b4)"
sent 'Mira Holt @ Oak <mira@oak.example>'
same "an @ on its own" "@ <@>" "$(author)"
sent 'Mira Holt (@mira) <mira@oak.example>' --from='Bo Reed <bo@reed.example>'
same "the mail of somebody else" "From: Bo Reed <bo@reed.example>
From: Mira Holt (@mira) <mira@oak.example>" "$(grep '^From: ' ../mail)"
same "its commit" "(@mira) <(@mira)>" "$(author)"

sent 'Mira Holt of the old workshop at the oak by the river below the hill <mira@oak.example>'
same "a long name" "mira@oak.example <mira@oak.example>" "$(author)"
mail() { # a From in place of the mail's
    sed "0,/^From: .*/s//From: $1/" ../mail > ../other && mv ../other ../mail
}
sent 'Mira Holt <mira@oak.example>'
mail 'Mira Holt <mira@oak.example>, Bo Reed <bo@reed.example>'
same "two people" "mira@oak.example <mira@oak.example>" "$(author)"
sent 'Mira Holt <mira@oak.example>'
mail '"mira@oak.example via Oak" <oak@lists.example>'
same "an address via a list" "mira@oak.example <mira@oak.example>" "$(author)"
