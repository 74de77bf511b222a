#!/usr/bin/env bash
# git 2.39.5 (Debian), git send-email on a folder, as `git format-patch -o` makes it.
#
# Expected: the patches in it: the files *.patch.
# Seen: every file, but that git asks about a name with something behind the one before (`0001-….patch~`): also hidden files, such as
# copies of an editor or of a cloud, and patches of an earlier try under other titles. Hidden files come first, so that
# the whole thread answers one. Folders inside are left out.
#
# Here: two mails of one number may differ, and the first need not be the first patch. Of two mails of one sending
# with one number the later need not be the right one.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian git-email=1:2.39.5-0+deb12u3 libmailtools-perl=2.21-2 libtimedate-perl

cat > server <<SERVER
#!/usr/bin/env bash
cat >> $temporary/sent
SERVER
chmod +x server
git init -q oak && cd oak
echo one > a.c
git add . && git commit -qm base && git tag base
for number in 1 2; do
    echo "step $number" > a.c
    git commit -qam "wind: step $number"
done
git format-patch -q -o ../out base
cp ../out/0001-wind-step-1.patch ../out/0001-wind-step-1.patch~
sed 's/step 1$/step one/' ../out/0001-wind-step-1.patch > ../out/0001-wind-step-one.patch
cp ../out/0002-wind-step-2.patch ../out/.0002-wind-step-2.patch
mkdir ../out/old && cp ../out/*.patch ../out/old

sent() { # options: per mail, its title and the place of the mail that it answers
    : > ../sent
    git send-email --quiet --confirm=never --suppress-cc=all --smtp-server="$temporary/server" --to=oak@lists.example "$@" > ../said
    awk '/^Subject: /{sub("Subject: ", ""); title = $0} tolower($1) == "message-id:" {place[$2] = ++mails}
         /^In-Reply-To: /{answers[mails] = place[$2]} /^X-Mailer: /{titles[mails] = title}
         END {for (mail = 1; mail <= mails; mail++) print titles[mail], (answers[mail] ? "answers " answers[mail] : "")}' ../sent
}
same "the files of one series" \
"[PATCH 1/2] wind: step 1 
[PATCH 2/2] wind: step 2 answers 1" \
"$(sent ../out/0001-wind-step-1.patch ../out/0002-wind-step-2.patch)"
same "the folder" \
"[PATCH 2/2] wind: step 2 
[PATCH 1/2] wind: step 1 answers 1
[PATCH 1/2] wind: step one answers 1
[PATCH 2/2] wind: step 2 answers 1" \
"$(sent ../out)"
