//! Processes that stand still for a while.

use std::fs;
use std::process::{Child, Command, ExitStatus};
use std::thread::sleep;
use std::time::Duration;

/// A process that was stopped in the midst of its work.
pub struct Halted(Child);

impl Halted {
    /// Stops what `begin` starts while something is so. Where that is over before, it is undone, and begun anew.
    pub fn while_is(is_so: impl Fn() -> bool, begin: impl Fn() -> Child, undo: impl Fn()) -> Self {
        for _ in 0..20 {
            let mut halted = Self(begin());
            // The number of a process that was waited for may be another's by now.
            let is_running = |child: &mut Child| child.try_wait().expect("a process").is_none();
            while !is_so() && is_running(&mut halted.0) {
                sleep(Duration::from_micros(200));
            }
            if is_running(&mut halted.0) {
                let stands = stop(halted.id());
                if stands && is_so() {
                    return halted;
                }
                signal("-CONT", halted.id());
            }
            halted.0.wait().expect("it ends");
            undo();
        }
        panic!("each time it ended before it could be stopped");
    }

    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Lets it go on to its end.
    pub fn resume(mut self) -> ExitStatus {
        signal("-CONT", self.id());
        self.0.wait().expect("it ends")
    }
}

fn signal(name: &str, process: u32) {
    // The program `kill` is a package of its own; every shell has the command.
    let sent = Command::new("sh").args(["-c", "kill \"$0\" \"$1\"", name, &process.to_string()]).status();
    assert!(sent.expect("a shell").success());
}

/// Whether a process stands still; one that has ended does not.
fn stop(process: u32) -> bool {
    signal("-STOP", process);
    loop {
        let stat =
            fs::read_to_string(format!("/proc/{process}/stat")).expect("a process that nobody waited for");
        // Behind the name, which may have anything in it.
        match stat.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next()) {
            Some('T') => return true,
            Some('Z') => return false,
            _ => sleep(Duration::from_millis(1)),
        }
    }
}
