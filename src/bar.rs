//! Progress for people: a bar per stage on a terminal; elsewhere a line per stage, if that is wanted.

use std::io::{self, IsTerminal, Write};
use std::sync::{Mutex, OnceLock};

use indicatif::{ProgressBar, ProgressStyle};
use lorepress::progress::Progress;

/// How much the program says of what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Loudness {
    /// Nothing but warnings, errors and what was asked for.
    Quiet,
    /// Results; progress on a terminal alone.
    #[default]
    Plain,
    /// Results, and each stage.
    Verbose,
}

static LOUDNESS: OnceLock<Loudness> = OnceLock::new();

/// Chooses how much is said from now on. Only the first choice counts.
pub fn choose(loudness: Loudness) {
    LOUDNESS.get_or_init(|| loudness);
}

pub fn loudness() -> Loudness {
    LOUDNESS.get().copied().unwrap_or_default()
}

/// Whether progress is shown: somebody looks on, and wants to see it.
pub fn is_watched() -> bool {
    loudness() != Loudness::Quiet && io::stderr().is_terminal()
}

/// Prints a line to standard error. That nobody reads it, as after `2>&-`, is no reason to stop.
pub fn say(line: &str) {
    if writeln!(io::stderr().lock(), "{line}").is_err() {}
}

/// The same for what is no problem.
pub fn inform(line: &str) {
    if loudness() != Loudness::Quiet {
        say(line);
    }
}

/// Shows progress on standard error.
pub struct Bar {
    /// Somebody looks on.
    on_terminal: bool,
    current: Mutex<Option<ProgressBar>>,
}

impl Bar {
    pub fn new() -> Self {
        Self { on_terminal: is_watched(), current: Mutex::new(None) }
    }

    /// Begins a stage.
    pub fn open(&self, name: &'static str, steps: Option<u64>) {
        self.finish();
        if !self.on_terminal {
            match steps {
                _ if loudness() != Loudness::Verbose => {}
                Some(steps) => say(&format!("{name}: {steps}")),
                None => say(name),
            }
            return;
        }
        let bar = steps.map_or_else(ProgressBar::new_spinner, ProgressBar::new);
        let template = if steps.is_some() {
            "{msg:>16} {bar:40} {pos}/{len} {eta}"
        } else {
            "{msg:>16} {spinner} {pos}"
        };
        bar.set_style(ProgressStyle::with_template(template).expect("the template is constant"));
        bar.set_message(name);
        *self.lock() = Some(bar);
    }

    /// Says how many steps are done.
    pub fn set(&self, steps: u64) {
        if let Some(bar) = &*self.lock() {
            bar.set_position(steps);
        }
    }

    /// Removes the bar.
    pub fn finish(&self) {
        if let Some(bar) = self.lock().take() {
            bar.finish_and_clear();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<ProgressBar>> {
        self.current.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Progress for Bar {
    fn stage(&self, name: &'static str, steps: Option<u64>) {
        self.open(name, steps);
    }

    fn advance(&self, steps: u64) {
        if let Some(bar) = &*self.lock() {
            bar.inc(steps);
        }
    }
}
