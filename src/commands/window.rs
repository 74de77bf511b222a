//! Windows as an operator types them. Only here does a window depend on what day it is.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use lorepress::archive::Wish;

/// What can be asked for.
pub const HELP: &str = "Commits after FROM up to TO, by id or as in HEAD~20..HEAD, or the name of a digest: \
                        2026-02-19, 2026-W08, 2026-02; `yesterday` is the day before today, by the clock of this machine, in UTC";

/// The day before today, as a word.
const YESTERDAY: &str = "yesterday";

/// Reads a window.
pub fn typed(text: &str) -> Result<Wish, String> {
    match text.trim() {
        YESTERDAY => yesterday().map(Wish::of_day),
        text => text.parse().map_err(|problem: String| format!("{problem}, or {YESTERDAY}")),
    }
}

fn yesterday() -> Result<Date, String> {
    let today = TimeZone::UTC.to_datetime(Timestamp::now()).date();
    today.yesterday().map_err(|cause| format!("the clock of this machine says {today}: {cause}"))
}
