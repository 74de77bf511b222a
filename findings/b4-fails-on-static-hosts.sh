#!/usr/bin/env bash
# b4 0.16.0 (PyPI), b4 mbox, on the threads of an archive that static web servers give: http.server (Python 3.11), webfs 1.21 and
# mini-httpd 1.30 (Debian), sirv-cli 3.0.1 and node-static 0.7.11 (npm).
#
# Expected: the file all/MESSAGE-ID/t.mbox.gz is enough, on any server that gives files.
# Seen: b4 asks for `one%40oak.example`, as an address can also be written. sirv and node-static look for a file of that very name, and
# answer 404 though they give `one@oak.example`. mini-httpd, like sirv, says of a file in .gz `Content-Encoding: gzip`, which means that
# the text below is the mbox: b4 gets it uncompressed, wants to uncompress it, and ends with "Not a gzipped file". Browsers and curl
# get the thread from all of them.
#
# Here: a site is read by b4 only where its server decodes `%40` and gives .gz files as application/gzip without an encoding. Try it
# with `curl -sI`, not in a browser.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian webfs=1.21+ds1-12+b1 mini-httpd=1.30-3 libgnutls30
pypi b4==0.16.0 liblore==0.10.1 patatt==0.8.0
npm install --silent --no-audit --no-fund --prefix node sirv-cli@3.0.1 node-static@0.7.11 > /dev/null
export PATH=$temporary/debian/usr/sbin:$temporary/node/node_modules/.bin:$PATH

mkdir -p site/all/one@oak.example
{
    printf 'From mboxrd@z Thu Jan  1 00:00:00 1970\n'
    fields Mira 'Mon, 5 Jan 2026 10:00:00' one '[PATCH] wind: calm'
    printf '\nIt was loud.\n'
} | gzip -n > site/all/one@oak.example/t.mbox.gz
git init -q project

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
answers() { # command of a server, with PORT: the answer to @, to %40, and what b4 says
    local port url
    port=$(free_port)
    url=http://127.0.0.1:$port/all
    (cd site && exec ${1//PORT/$port}) > served 2>&1 &
    server=$!
    trap 'kill "$server"' EXIT
    for _ in $(seq 100); do curl -s -o page "http://127.0.0.1:$port/" && break || sleep 0.2; done
    for name in one@oak one%40oak; do
        curl -s -o page -D - "$url/$name.example/t.mbox.gz" | tr -d '\r' | sed -n 's/^HTTP[^ ]* \([0-9]*\).*/\1/p; s/^Content-Encoding: /in /Ip'
    done | paste -sd' '
    (cd project && b4 -c "b4.midmask=$url/%s" -n --no-stdin mbox --no-cache -o - one@oak.example 2>&1 || true) |
        grep -oE '^It was loud.|error: 404|Not a gzipped file' | sort -u
}
same "http.server" "200 200
It was loud." "$(answers 'python3 -m http.server --bind 127.0.0.1 PORT')"
same "webfs" "200 200
It was loud." "$(answers 'webfsd -F -p PORT -r . -i 127.0.0.1')"
same "mini-httpd" "200 in gzip 200 in gzip
Not a gzipped file" "$(answers 'mini_httpd -D -p PORT -d . -h 127.0.0.1 -l /dev/null')"
same "node-static" "200 404
error: 404" "$(answers 'static -p PORT -a 127.0.0.1 .')"
same "sirv" "200 in gzip 404
error: 404" "$(answers 'sirv . --host 127.0.0.1 --port PORT')"
