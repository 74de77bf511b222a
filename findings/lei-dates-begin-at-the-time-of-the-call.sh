#!/usr/bin/env bash
# lei 1.9.0 (Debian), lei q with the fields for dates: `d:`, `dt:` (both of the Date field) and `rt:` (received).
#
# Expected: `rt:2026-01-05..2026-01-06` and `dt:2026-01-05..2026-01-06` are the two days, as `d:2026-01-05..2026-01-06` is.
# Seen: only `d:` takes whole days. For the others, a date without a time gets the time of day at which lei is called: at nine, the first
# day begins at nine and the last ends at nine, so that the same search gives other mails in the morning than in the evening. With a
# time in it, `dt:20260105000000..20260106235959`, it is as written.
#
# Here: an export by `rt:` that is made every day at another time has gaps, or mails twice. Give `rt:` and `dt:` full times.
source "$(dirname "$0")/common"
debian_git 1:2.39.5-0+deb12u3
debian_lei

mail() { { fields Mira "$2" "$1" "[PATCH] wind: $1"; printf '\nText.\n'; } > "$1.eml"; }
mail first 'Mon, 5 Jan 2026 00:00:00'
mail between 'Tue, 6 Jan 2026 00:00:00'
mail last 'Tue, 6 Jan 2026 23:59:59'
lei import -F eml first.eml between.eml last.eml > said 2>&1
found() { lei q -f jsonl "$1" 2> said | grep -o '"m":"[^@]*' | cut -d'"' -f4 | sort | paste -sd,; }
same "d:" "between,first,last" "$(found d:2026-01-05..2026-01-06)"
same "dt: and rt:" "between between" "$(found dt:2026-01-05..2026-01-06) $(found rt:2026-01-05..2026-01-06)"
same "dt: with times" "between,first,last" "$(found dt:20260105000000..20260106235959)"
