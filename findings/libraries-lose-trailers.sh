#!/usr/bin/env bash
# pygit2 1.21.0 (libgit2), dulwich 1.2.21, GitPython 3.2.1 (PyPI), against git 2.39.5 (Debian), git interpret-trailers.
#
# Expected: the trailers that git reads, in their order.
# Seen: pygit2's message_trailers keeps one trailer a name, the last: of three reviewers one is left. A trailer without a value
# has the next line for its value, and that trailer is lost. dulwich's parse_trailers reads no trailer at all as soon as one
# line of the block is something else: `# comment`, `(cherry picked from commit …)`, `[1] https://…`. For it `[bo: fixed]` is a
# trailer with the name `[bo`. GitPython asks git and has the same as git.
#
# Here: lists of reviewers made with these libraries are too short, and differ from a digest's. Ask git.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi pygit2==1.21.0 dulwich==1.2.21 GitPython==3.2.1
git init -q oak && cd oak

cat > ../read.py <<'PYTHON'
import git
import pygit2
from dulwich.trailers import parse_trailers

commit = git.Repo(".").head.commit
print("pygit2", *(f"{name}={text!r}" for name, text in pygit2.Repository(".")[commit.hexsha].message_trailers.items()))
print("dulwich", *(f"{trailer.key}={trailer.value!r}" for trailer in parse_trailers(commit.message.encode())[1]))
print("GitPython", *(f"{name}={text!r}" for name, text in commit.trailers_list))
PYTHON
read_by() { # the lines of the trailers: what git has, and the libraries
    printf 'wind: calm\n\nIt was loud.\n\n%b\n' "$1" | git commit -q --allow-empty -F -
    echo "git $(git log -1 --format=%B | git interpret-trailers --parse | sed "s/: /='/; s/\$/'/" | paste -sd' ')"
    python ../read.py
}
signed='Signed-off-by: Mira <m@oak.example>'

same "three reviewers" \
"git Reviewed-by='Bo <b@oak.example>' Reviewed-by='Jo <j@oak.example>' Reviewed-by='Al <a@oak.example>'
pygit2 Reviewed-by='Al <a@oak.example>'
dulwich Reviewed-by='Bo <b@oak.example>' Reviewed-by='Jo <j@oak.example>' Reviewed-by='Al <a@oak.example>'
GitPython Reviewed-by='Bo <b@oak.example>' Reviewed-by='Jo <j@oak.example>' Reviewed-by='Al <a@oak.example>'" \
"$(read_by 'Reviewed-by: Bo <b@oak.example>\nReviewed-by: Jo <j@oak.example>\nReviewed-by: Al <a@oak.example>')"
same "a trailer without a value" \
"git Change-Id='' Signed-off-by='Mira <m@oak.example>'
pygit2 Change-Id='\\nSigned-off-by: Mira <m@oak.example>'
dulwich Change-Id='' Signed-off-by='Mira <m@oak.example>'
GitPython Change-Id='' Signed-off-by='Mira <m@oak.example>'" \
"$(read_by "Change-Id:\n$signed")"
for line in '# only the code' '(cherry picked from commit 1234567890123456789012345678901234567890)' '[1] https://oak.example/'; do
    same "$line" \
"git Signed-off-by='Mira <m@oak.example>'
pygit2 Signed-off-by='Mira <m@oak.example>'
dulwich
GitPython Signed-off-by='Mira <m@oak.example>'" \
    "$(read_by "$signed\n$line")"
done
same "[bo: fixed]" \
"git Signed-off-by='Mira <m@oak.example>'
pygit2 Signed-off-by='Mira <m@oak.example>'
dulwich [bo='fixed]' Signed-off-by='Mira <m@oak.example>'
GitPython Signed-off-by='Mira <m@oak.example>'" \
"$(read_by "[bo: fixed]\n$signed")"
