#!/usr/bin/env bash
# pagefind 1.6.0 (npm), a search for static sites that runs in the browser, on the page of a patch.
#
# Expected: a word that no page has finds nothing, as in lunr or lei, or is offered with another spelling.
# Seen: if a word is on no page, pagefind cuts letters off its end until something begins so, and gives those pages, with no sign that the
# word was another: `kvm_vcpu_destroy` finds the page of `kvm_vcpu_init`, `arch/x86/kvm` that of `arch/arm64/kvm`, `bo@elm.example` the
# patch that bo@reed.example reviewed, `armada` the one with `arm.c`. Letters in front are not cut: `xkvm` finds nothing. In quotation
# marks the word is taken as it stands.
#
# Here: the list for a function that nobody touched is not empty. Compare the words of the page with those that were asked for before
# a person is told that there are patches; a digest's search must say when it looked for less.
source "$(dirname "$0")/common"
npm install --silent --no-audit --no-fund --prefix node pagefind@1.6.0 > /dev/null

mkdir site
cat > site/calm.html <<'PAGE'
<!doctype html><html lang="en"><head><title>calm</title></head><body><main data-pagefind-body><h1>[PATCH] wind: calm the sail</h1>
<p>It was loud in arch/arm64/kvm/arm.c since kvm_vcpu_init.</p><p>Reviewed-by: Bo Reed &lt;bo@reed.example&gt;</p></main></body></html>
PAGE
node/node_modules/.bin/pagefind --site site --output-path index > said 2>&1
cat > search.mjs <<'JS'
import fs from 'fs'
globalThis.fetch = async url => {
    const bytes = fs.readFileSync(String(url).replace(/^file:\/\//, '').split('?')[0])
    return {ok: true, status: 200, arrayBuffer: async () => new Uint8Array(bytes).buffer, json: async () => JSON.parse(bytes)}
}
globalThis.location = {origin: 'file://', href: 'file:///'}
globalThis.window = {location}
globalThis.document = {currentScript: null, location, querySelector: () => ({getAttribute: () => 'en'})}
const index = process.cwd() + '/index/'
const pagefind = await import(index + 'pagefind.js')
await pagefind.options({basePath: index, baseUrl: '/'})
await pagefind.init('en')
const found = []
for (const query of process.argv.slice(2)) if ((await pagefind.search(query)).results.length) found.push(query)
console.log(found.join(','))
JS
found() { node search.mjs "$@" 2> said; }
same "words of the page" "kvm_vcpu_init,vcpu,arch/arm64/kvm,reviewed-by" "$(found kvm_vcpu_init vcpu arch/arm64/kvm reviewed-by)"
same "words that no page has" "kvm_vcpu_destroy,arch/x86/kvm,bo@elm.example,armada" \
    "$(found kvm_vcpu_destroy arch/x86/kvm bo@elm.example armada xkvm zebra)"
same "the same in quotation marks" "" "$(found '"kvm_vcpu_destroy"' '"arch/x86/kvm"' '"bo@elm.example"' '"armada"')"
same "a word of the page in quotation marks" '"kvm_vcpu_init"' "$(found '"kvm_vcpu_init"')"
