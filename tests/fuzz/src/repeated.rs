//! Fuzzing, the same inputs every time: `cargo test --release --features inspect --test fuzz [-- INPUTS [TARGET…]]` changes the first
//! inputs of each part at random, so many times (50,000), and checks what the part promises.
//!
//! It needs no build of its own: the other tests use the same one.

mod changes;
mod mails;
mod page;
mod properties;
mod site;
mod targets;
mod texts;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use changes::Changes;
use targets::{TARGETS, Target};

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1).filter(|argument| !argument.starts_with('-'));
    let inputs = arguments.next().map_or(50_000, |number| number.parse().expect("a number of inputs"));
    let named: Vec<&Target> =
        arguments.map(|name| Target::named(&name).expect("the name of a part")).collect();
    let wanted = if named.is_empty() { TARGETS.iter().collect() } else { named };
    let results: Vec<(&Target, Result<usize, PathBuf>)> = thread::scope(|scope| {
        let start =
            |target: &'static Target| (target, scope.spawn(move || fuzz(target, inputs / target.weight)));
        let started: Vec<_> = wanted.into_iter().map(start).collect();
        started.into_iter().map(|(target, thread)| (target, thread.join().expect("a thread ends"))).collect()
    });
    for (target, result) in &results {
        match result {
            Ok(inputs) => println!("{inputs:12}  {}", target.name),
            Err(file) => println!("      FAILED  {}: {}", target.name, file.display()),
        }
    }
    let failed = results.iter().filter(|(_, result)| result.is_err()).count();
    println!("{} passed, {failed} failed", results.len() - failed);
    ExitCode::from(u8::from(failed > 0))
}

/// How many inputs a part has seen, or the file with the one that broke a promise.
fn fuzz(target: &Target, inputs: usize) -> Result<usize, PathBuf> {
    let mut changes = Changes::of(target.seeds(), target.longest());
    for _ in 0..inputs {
        let input = changes.next();
        if catch_unwind(AssertUnwindSafe(|| (target.check)(&input))).is_err() {
            let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{}", target.name));
            std::fs::write(&file, &input).expect("a written file");
            return Err(file);
        }
    }
    Ok(inputs)
}
