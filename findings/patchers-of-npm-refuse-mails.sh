#!/usr/bin/env bash
# patch-package 8.0.1, @pnpm/patching.apply-patch 1000.0.8 (the part of pnpm that patches dependencies) and @yarnpkg/cli-dist 4.9.2 (npm),
# on mails of git 2.39.5 (Debian), git format-patch.
#
# Expected: a project that waits for a patch of a list carries the mail in its patches, and all three apply it as git does.
# Seen: all refuse it ("hunk header integrity check failed"): the signature `-- ` below the last hunk is counted as a removed line. A mail
# of --no-signature they take; two mails in one file they refuse, with or without it. Where they apply, they leave out what a binary
# file holds and say that all went well: patch-package `oak@1.0.0 ✔`, pnpm `true`.
#
# Here: a project that carries a patch of the list may have a file that is not the mail, cut by hand, and lack files of the patch. For
# such use, give out a diff without a signature.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
npm install --silent --no-audit --no-fund --prefix node patch-package@8.0.1 @pnpm/patching.apply-patch@1000.0.8 \
    @pnpm/logger@1001.0.1 @yarnpkg/cli-dist@4.9.2 > /dev/null

git init -q oak && cd oak
echo '{"name": "oak", "version": "1.0.0"}' > package.json
seq 9 > wind.js
printf '\1\0\2' > list.bin
git add . && git commit -qm base && git tag base
sed -i 's/5/five/' wind.js && git commit -qam 'wind: words' -m 'Numbers are words.'
printf '\1\0\3' > list.bin
sed -i 's/9/nine/' wind.js && git commit -qam 'list: three'
git checkout -q -b list base && git cherry-pick main > ../said
cd ..
cat > node/pnpm.mjs <<'SCRIPT'
import { applyPatchToDir } from "@pnpm/patching.apply-patch";
try {
    console.log(applyPatchToDir({ patchedDir: process.argv[2], patchFilePath: process.argv[3] }));
} catch (error) {
    console.log(error.message.replace(/.*failed: /, ""));
}
SCRIPT
# project OPTION...: one that depends on oak and has the mails of format-patch with these options.
project() {
    rm -rf project && mkdir -p project/patches project/node_modules
    git -C oak archive --prefix=oak/ base | tee >(tar x -C project) | tar x -C project/node_modules
    git -C oak format-patch -q --stdout "$@" > project/oak.patch
    git -C oak format-patch -q --stdout --{src-prefix=a,dst-prefix=b}/node_modules/oak/ "$@" > project/patches/oak+1.0.0.patch
}
lines() { (cd "$1" && grep '[a-z]' wind.js || true; od -An -tx1 list.bin | tr -d ' '); }
patched() {
    project "$@"
    cd project
    echo '{"name": "p", "dependencies": {"oak": "1.0.0"}}' > package.json
    echo '{"name": "p", "lockfileVersion": 3, "packages": {}}' > package-lock.json
    node ../node/node_modules/patch-package/index.js 2>&1 | grep -oE 'oak@.*✔|could not be parsed' | sed 's/^/patch-package: /'
    lines node_modules/oak
    echo "pnpm: $(node ../node/pnpm.mjs "$PWD/oak" "$PWD/oak.patch")" && lines oak
    rm -rf oak package-lock.json node_modules && git -C ../oak archive --prefix=oak/ base | tar x
    echo '{"name": "p", "dependencies": {"oak": "patch:oak@file:./oak#./oak.patch"}}' > package.json
    printf 'nodeLinker: node-modules\nenableGlobalCache: false\nenableTelemetry: false\n' > .yarnrc.yml
    : > yarn.lock
    echo "yarn:$(node ../node/node_modules/@yarnpkg/cli-dist/bin/yarn.js install 2>&1 | sed -n 's/.*\(hunk header [a-z ]*\) (.*/ \1/p')"
    if [ -d node_modules/oak ]; then lines node_modules/oak; fi
    cd ..
}
refused='patch-package: could not be parsed
010002
pnpm: hunk header integrity check failed
010002
yarn: hunk header integrity check failed'
same "a mail" "$refused" "$(patched -1 main~1)"
same "a mail of --no-signature" 'patch-package: oak@1.0.0 ✔
five
010002
pnpm: true
five
010002
yarn:
five
010002' "$(patched --no-signature -1 main~1)"
same "two mails of --no-signature" "$refused" "$(patched --no-signature base..main)"
same "with a binary file" 'patch-package: oak@1.0.0 ✔
nine
010002
pnpm: true
nine
010002
yarn:
nine
010002' "$(patched --no-signature -1 list)"
git -C oak checkout -q base
git -C oak format-patch -q --stdout -1 list | git -C oak am -q
same "git am" 'nine
010003' "$(lines oak)"
