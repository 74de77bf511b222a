//! Fuzzing: bytes that libFuzzer makes up go through a part of lorepress, and what that part promises is checked.
//!
//! `FUZZ` names the part; without it, the program prints the names. With `SEEDS`, it writes the first inputs into that folder.
//! `run` does all that is needed. `repeated.rs` does the same with inputs that no coverage guides, and needs no build of its own.

#![no_main]

mod mails;
mod page;
mod properties;
mod site;
mod targets;
mod texts;

use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

use targets::{TARGETS, Target};

static CHOSEN: OnceLock<&Target> = OnceLock::new();

fn chosen() -> &'static Target {
    let Some(target) = Target::named(&std::env::var("FUZZ").unwrap_or_default()) else {
        TARGETS.iter().for_each(|target| println!("{} {}", target.name, target.longest()));
        std::process::exit(0);
    };
    if let Some(folder) = std::env::var_os("SEEDS") {
        for (at, seed) in target.seeds().iter().enumerate() {
            std::fs::write(Path::new(&folder).join(format!("seed-{at}")), seed).expect("a written file");
        }
        std::process::exit(0);
    }
    target
}

fuzz_target!(init: { CHOSEN.get_or_init(chosen); }, |data: &[u8]| (CHOSEN.get_or_init(chosen).check)(data));
