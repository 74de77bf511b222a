//! Fuzzing: bytes that libFuzzer makes up go through a part of lorepress, and what that part promises is checked.
//!
//! `FUZZ` names the part; without it, the program prints the names. `run` does all that is needed.

#![no_main]

mod mails;
mod page;
mod properties;
mod site;
mod texts;

use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

/// A part, and what is checked of it.
type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 12] = [
    ("subject", texts::subject),
    ("address", texts::address),
    ("body", mails::body),
    ("diff", texts::diff),
    ("rangediff", texts::rangediff),
    ("mime", mails::mime),
    ("digest", texts::digest),
    ("mbox", mails::mbox),
    ("config", texts::config),
    ("maintainers", texts::maintainers),
    ("search", texts::search),
    ("site", site::site),
];

static CHECK: OnceLock<fn(&[u8])> = OnceLock::new();

fn chosen() -> fn(&[u8]) {
    let wanted = std::env::var("FUZZ").unwrap_or_default();
    match TARGETS.iter().find(|(name, _)| *name == wanted) {
        Some(&(_, check)) => check,
        None => {
            TARGETS.iter().for_each(|(name, _)| println!("{name}"));
            std::process::exit(0);
        }
    }
}

fuzz_target!(init: { CHECK.get_or_init(chosen); }, |data: &[u8]| CHECK.get_or_init(chosen)(data));
