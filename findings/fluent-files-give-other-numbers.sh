#!/usr/bin/env bash
# fluent.runtime 0.4.0, fluent-compiler 1.1 and rustfluent 0.1.0a8 (fluent-rs) of PyPI, @fluent/bundle 0.19.1 and fluent-transpiler 0.6.0 of npm:
# five readers of one file of texts (.ftl), in English.
#
# Expected: one file gives one text, whichever program reads it.
# Seen: rustfluent writes 12345 without a comma, in place of a number with a fraction the name of the variable, "waits wait days" for 2.5,
# and does not know `NUMBER`: "{NUMBER()}". With `minimumFractionDigits: 1`, which makes "1.0 days" of it, 1 is "one" for fluent.runtime,
# fluent-compiler and fluent-transpiler, and "other", as CLDR has it, for @fluent/bundle. `style: "percent"` is obeyed by
# fluent.runtime and fluent-transpiler and ignored by fluent-compiler and @fluent/bundle. `type: "ordinal"` is unknown to
# fluent.runtime: "1th". A "1" given as text has a plural form in fluent-transpiler alone. A variable that
# is not given is `who` in the first two and `{$who}` in the others.
#
# Here: a translation that was tried in another program can show something else on a site. Keep to plain `{ $n ->`, give counts as
# whole numbers, and look at the site's own pages.
source "$(dirname "$0")/common"
pypi fluent.runtime==0.4.0 babel==2.19.0 fluent-compiler==1.1 rustfluent==0.1.0a8
npm install --silent --no-audit --no-fund --prefix node @fluent/bundle@0.19.1 fluent-transpiler@0.6.0 > /dev/null

cat > en.ftl <<'FTL'
mails = { $large } mails
waits = waits { $wait } days
mean = { NUMBER($one, minimumFractionDigits: 1) ->
    [one] one day
   *[other] { NUMBER($one, minimumFractionDigits: 1) } days
 }
share = { NUMBER($half, style: "percent") } have a review
rank = { NUMBER($one, type: "ordinal") ->
    [one] { $one }st
   *[other] { $one }th
 }
text = { $text ->
    [one] one patch
   *[other] { $text } patches
 }
by = by { $who }
FTL
cat > read.py <<'PYTHON'
import sys
import fluent_compiler.bundle
import rustfluent
from fluent.runtime import FluentBundle, FluentResource

GIVEN = {"large": 12345, "wait": 2.5, "one": 1, "half": 0.5, "text": "1"}
source = open("en.ftl").read()
bundle = FluentBundle(["en"], use_isolating=False)
bundle.add_resource(FluentResource(source))
compiled = fluent_compiler.bundle.FluentBundle.from_string("en", source, use_isolating=False)
rust = rustfluent.Bundle("en", ["en.ftl"])
read = {
    "runtime": lambda name: bundle.format_pattern(bundle.get_message(name).value, GIVEN)[0],
    "compiler": lambda name: compiled.format(name, GIVEN)[0],
    "rust": lambda name: rust.get_translation(name, variables=GIVEN, use_isolating=False),
}[sys.argv[1]]
for name in ("mails", "waits", "mean", "share", "rank", "text", "by"):
    print(read(name))
PYTHON
cat > read.mjs <<'JS'
import fs from 'fs'
import {FluentBundle, FluentResource} from './node/node_modules/@fluent/bundle/esm/index.js'
import * as transpiled from './en.mjs'
const given = {large: 12345, wait: 2.5, one: 1, half: 0.5, text: '1'}
const bundle = new FluentBundle('en', {useIsolating: false})
bundle.addResource(new FluentResource(fs.readFileSync('en.ftl', 'utf8')))
for (const name of ['mails', 'waits', 'mean', 'share', 'rank', 'text', 'by'])
    console.log(process.argv[2] === 'bundle' ? bundle.formatPattern(bundle.getMessage(name).value, given, []) : transpiled[name](given))
JS
node node/node_modules/fluent-transpiler/cli.js en.ftl --locale en -o en.mjs

same "fluent.runtime" "12,345 mails
waits 2.5 days
one day
50% have a review
1th
1 patches
by who" "$(python read.py runtime)"
same "fluent-compiler" "12,345 mails
waits 2.5 days
one day
0.5 have a review
1st
1 patches
by who" "$(python read.py compiler)"
same "rustfluent" "12345 mails
waits wait days
{NUMBER()} days
{NUMBER()} have a review
1th
1 patches
by {\$who}" "$(python read.py rust)"
same "@fluent/bundle" "12,345 mails
waits 2.5 days
1.0 days
0.5 have a review
1st
1 patches
by {\$who}" "$(node read.mjs bundle)"
same "fluent-transpiler" "12,345 mails
waits 2.5 days
one day
50% have a review
1st
one patch
by {\$who}" "$(node read.mjs transpiled)"
