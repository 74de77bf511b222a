#!/usr/bin/env bash
# git 2.39.5 (Debian), git request-pull with url.*.insteadOf, as authors set it to push by ssh, or to use a copy of their own; b4 0.16.0
# (PyPI), b4 pr.
#
# Expected: the mail asks to pull from the address that the caller typed.
# Seen: it has the address that insteadOf puts in its place: an address for ssh, or a folder of the author's machine, which readers
# cannot fetch from. Where another address is for pushing only (pushInsteadOf), the typed one is written. b4 pr says of the
# first that it finds no pull request in the mail.
#
# Here: the line below "available in the Git repository at:" need not be an address of the web, and may be of no use to others. Make a
# link of http and https only, know a request to pull by the whole text, and look for the tag in the maintainer's merges.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0

git init -q oak && cd oak
seq 9 > wind.c
git add . && git commit -qm base && git tag base
git clone -q . ../mira && cd ../mira
sed -i 's/5/five/' wind.c && git commit -qam 'wind: words' && git tag -a -m 'Wind for 6.9' wind-6.9
# fetched PROGRAM...: with an address that means the folder, for the programs that ask it for its tags.
fetched() { GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=url.$temporary/.insteadOf GIT_CONFIG_VALUE_0=$1 "${@:2}"; }
asked() { git request-pull base https://oak.example/mira wind-6.9 2> ../said; }
address() { sed -n '/available in/{n;n;s/^ *//p}'; }

fetched https://oak.example/ asked > ../folder
same "insteadOf, a folder" "TEMPORARY/mira tags/wind-6.9" "$(address < ../folder | sed "s,$temporary,TEMPORARY,")"
# What ssh would answer, without a server: the typed address means ssh, and the programs that ask for tags get the folder.
cat > ../ssh <<'SH'
#!/usr/bin/env bash
exec git-upload-pack "$(dirname "$0")/mira"
SH
chmod +x ../ssh
export GIT_SSH=$temporary/ssh GIT_SSH_VARIANT=simple
git config --global url.git@push.oak.example:.insteadOf https://oak.example/
asked > ../ssh-address
same "insteadOf, ssh" 'git@push.oak.example:mira tags/wind-6.9' "$(address < ../ssh-address)"
git config --global --remove-section url.git@push.oak.example:
git config --global url.git@push.oak.example:.pushInsteadOf https://oak.example/
(asked || true) > ../typed
same "pushInsteadOf" 'https://oak.example/mira' "$(address < ../typed | sed 's/ .*//')"

cd ../oak
pulled() {
    { fields Mira 'Mon, 5 Jan 2026 10:00:00' pull '[GIT PULL] Wind for 6.9'; echo; cat "$1"; } > ../one.eml
    fetched https://oak.example/ b4 -n --offline-mode pr < ../one.eml 2>&1 | grep -E '^(ERROR|Successfully)'
}
same "b4 pr, with a folder" 'ERROR: Could not find pull request info in pull@oak.example' "$(pulled ../folder)"
same "b4 pr, with ssh" 'ERROR: Could not find pull request info in pull@oak.example' "$(pulled ../ssh-address)"
sed 's,git@push.oak.example:,https://oak.example/,' ../ssh-address > ../right
same "b4 pr, with the typed address" 'Successfully fetched into FETCH_HEAD' "$(pulled ../right)"
