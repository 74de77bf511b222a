#!/usr/bin/env bash
# klaus 3.0.1 (PyPI), a web view of repositories, its address REPOSITORY/commit/ID.patch; git 2.39.5 (Debian), git am and git apply.
#
# Expected: a mail as git format-patch writes it, as the same ending gives it elsewhere (and `.diff` the bare diff).
# Seen: `.patch` is `.diff`, byte for byte, with `Content-Type: text/plain`: no author, no date, no title, no message. git am refuses it: "Patch format
# detection failed". A moved file is removed and added in full, so that its patch-id is not that of the mail; a changed binary file has no
# data, and git apply refuses the whole for it. A changed mode is "old file mode", which git apply drops without a word.
#
# Here: who links to such a patch has to name its author; such a file cannot be tied to a mail by its message, nor by its patch-id if it moves files.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi klaus==3.0.1

git init -q oak && cd oak
seq 9 > a.c && seq 9 > old.c && echo 'exit 0' > run.sh && printf 'one\0' > a.bin
git add . && git commit -qm base && git tag base
git mv old.c new.c && chmod +x run.sh && : > empty.c && sed -i s/5/five/ a.c
git add . && git commit -qm 'wind: calm' -m 'It was loud.'
git tag text
printf 'two\0' > a.bin
git commit -qam 'wind: paint' && git tag binary
cat > ../get.py <<'PYTHON'
import os
import subprocess
import sys
import klaus

commit = subprocess.run(["git", "rev-parse", sys.argv[1]], capture_output=True, text=True, check=True).stdout.strip()
answer = klaus.make_app([os.getcwd()], "oak").test_client().get(f"/oak/commit/{commit}.{sys.argv[2]}")
assert answer.status_code == 200, answer.status_code
sys.stdout.buffer.write(answer.data)
PYTHON
get() { python ../get.py "$1" "$2" 2> ../said; }

get text patch > ../klaus.patch
same "patch and diff" "same" "$(get text diff | cmp -s - ../klaus.patch && echo same)"
same "its beginning" "diff --git a/a.c b/a.c" "$(head -1 ../klaus.patch)"
same "its files" "diff --git a/a.c b/a.c
diff --git a/empty.c b/empty.c
new file mode 100644
diff --git a/new.c b/new.c
new file mode 100644
diff --git a/old.c b/old.c
deleted file mode 100644
diff --git a/run.sh b/run.sh
old file mode 100644
new file mode 100755" "$(grep -E '^(diff|new|old|deleted|rename)' ../klaus.patch)"
git checkout -q base
same "git am" "Patch format detection failed." "$(git am ../klaus.patch 2>&1 || true)"
git apply ../klaus.patch
same "after git apply" "run.sh has its old mode" "$(test -x run.sh || echo run.sh has its old mode)"
same "patch-ids differ" "differ" \
    "$(test "$(git patch-id < ../klaus.patch | cut -d' ' -f1)" = "$(git show text | git patch-id | cut -d' ' -f1)" || echo differ)"
git reset -q --hard text
get binary patch > ../klaus.patch
same "a binary file" "error: cannot apply binary patch to 'a.bin' without full index line" "$(git apply ../klaus.patch 2>&1 | head -1)"
