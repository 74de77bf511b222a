//! What the operator got wrong: each error names the place, the problem and the mend.

mod content;
mod names;
mod paths;
mod values;

use crate::support::{Archive, Mail, Site};

/// Runs a command that must fail: with code 1, nothing on standard output, and an error that begins with
/// `place` (`DIR` stands for the site's folder) and holds each of `parts`.
fn check(site: &Site, args: &[&str], place: &str, parts: &[&str]) {
    let run = site.run(args);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{}", run.stderr);
    let folder = site.path("");
    let said = run.stderr.replace(&*folder.to_string_lossy(), "");
    let error = said.split("error: ").nth(1).unwrap_or_else(|| panic!("no error: {said}"));
    assert!(error.starts_with(&format!("{place}: ")), "{place} does not begin {error}");
    let (problem, mend) = error.split_once("\n  help: ").unwrap_or_else(|| panic!("no help: {error}"));
    assert!(!mend.trim().is_empty() && mend.trim().lines().count() == 1, "{error}");
    for part in parts {
        assert!(problem.contains(part) || mend.contains(part), "{part} is not in {error}");
    }
}

/// The same for a build.
fn check_build(site: &Site, place: &str, parts: &[&str]) {
    check(site, &["build"], place, parts);
}

/// An archive of two mails of one day.
fn archive() -> Archive {
    Archive::new().mail(Mail::patch("a", "[PATCH] kits: a")).mail(Mail::patch("b", "[PATCH] kits: b"))
}
