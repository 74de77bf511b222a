//! How an archive is cut, from what its owner wrote.

use std::path::Path;

use crate::archive::{Days, Range, Scheme};
use crate::config::Windows;
use crate::error::{Error, Result};

/// The windows of a setting.
pub(super) fn scheme(windows: &Windows) -> Result<Scheme> {
    Ok(match windows {
        Windows::Day => Scheme::Calendar(Days::Day),
        Windows::Week => Scheme::Calendar(Days::Week),
        Windows::Month => Scheme::Calendar(Days::Month),
        Windows::Count(count) => Scheme::Count(*count),
        Windows::File(path) => Scheme::Ranges(read_ranges(path)?),
    })
}

/// A window a line; blank lines and what follows `#` are comments.
fn read_ranges(path: &Path) -> Result<Vec<Range>> {
    let text = std::fs::read_to_string(path).map_err(|cause| Error::io(path, "read the windows", &cause))?;
    let mut ranges = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if !line.is_empty() {
            ranges.push(line.parse().map_err(|problem: String| {
                let place = format!("{}:{}", path.display(), number + 1);
                Error::new(place, problem, "correct or remove the line")
            })?);
        }
    }
    Ok(ranges)
}
