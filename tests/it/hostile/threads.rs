//! Threads and series.

use super::{check, check_many};
use crate::support::{Archive, Mail};

#[test]
fn a_thread_ten_thousand_deep() {
    let mails = (0..10_000_u32).map(|at| {
        let mail = Mail::patch(&format!("m{at}"), &format!("[PATCH {at}/9999] kits: number {at}"));
        mail.answers(&format!("m{}", at.wrapping_sub(1)))
    });
    check_many(mails, &["kits: number 0"]);
}

#[test]
fn a_thread_that_is_a_circle() {
    let mails = (0..1_000).map(|at| {
        let mail = Mail::patch(&format!("m{at}"), &format!("[PATCH 1/2] kits: number {at}"));
        mail.answers(&format!("m{}", (at + 1) % 1_000))
    });
    check_many(mails, &["kits: number 0"]);
    let itself = Mail::patch("x", "[PATCH 1/2] kits: x").answers("x");
    let cover = Mail::cover("y", "[PATCH 0/2] kits: y").answers("y");
    let cover = cover.header("References", "<y@example.org> <x@example.org>");
    check(&Archive::new().mail(itself).mail(cover), &["kits: x", "kits: y"]);
}

#[test]
fn a_thousand_sendings_of_one_patch_and_versions_of_one_series() {
    let sendings = (0..1_000).map(|at| Mail::patch(&format!("m{at}"), "[PATCH] kits: again"));
    check_many(sendings, &["kits: again"]);
    let better = |at: usize| Mail::patch(&format!("m{at}"), &format!("[PATCH v{at}] kits: better"));
    check_many((0..1_000).map(better), &["kits: better"]);
}
