//! What builds that were killed left behind.

use std::fs;

use super::places::{INSIDE, Places, remove_tree};
use super::{exchange, in_place, twin};
use crate::error::Result;

impl Places {
    /// Ends what a killed build began: a change that was under way is completed, all else removed.
    pub fn clear_up(&self) -> Result<()> {
        if self.ready().exists() {
            in_place::go_on(self)?;
        }
        if !twin::is_twin(&self.twin, &self.site) {
            remove_tree(&self.twin)?;
        }
        self.discard_next()
    }

    /// Removes an unfinished next site, and the old one after an exchange.
    pub fn discard_next(&self) -> Result<()> {
        remove_tree(&self.next_inside())?;
        if self.beside.is_some() {
            remove_tree(&self.whole().with_file_name("next"))?;
            exchange::remove_old(&self.whole(), &self.site, self.was_made)?;
            // With the lock next to the site, nothing else is in the inner folder.
            fs::remove_dir(self.site.join(INSIDE)).ok();
        }
        Ok(())
    }
}
