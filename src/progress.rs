//! How far a build has come, for whoever wants to show it.

/// Told of stages and of steps within them, from any thread.
pub trait Progress: Sync {
    /// A stage begins, of so many steps where that is known.
    fn stage(&self, name: &'static str, steps: Option<u64>);
    /// That many steps are done.
    fn advance(&self, steps: u64);
}

/// Shows nothing.
pub struct Silent;

impl Progress for Silent {
    fn stage(&self, _: &'static str, _: Option<u64>) {}
    fn advance(&self, _: u64) {}
}
