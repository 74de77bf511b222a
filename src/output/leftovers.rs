//! What builds that were killed left behind.

use std::collections::BTreeSet;
use std::fs;

use super::changed::List;
use super::places::{INSIDE, Places, remove_tree};
use super::{exchange, in_place, twin};
use crate::error::Result;

impl Places {
    /// Ends what a killed build began: a change that was under way is completed, all else removed. Gives the paths that were still to be
    /// written or removed, which `list` names before that.
    pub fn clear_up(&self, list: Option<&List>) -> Result<BTreeSet<String>> {
        let mut completed = BTreeSet::new();
        if self.ready().exists() {
            completed = in_place::left_to_change(self)?;
            let paths = completed.iter().map(String::as_str).collect();
            list.map_or(Ok(()), |list| list.write(&paths))?;
            in_place::go_on(self)?.into_iter().next().map_or(Ok(()), Err)?;
        }
        self.discard_other_trees()?;
        self.discard_next()?;
        Ok(completed)
    }

    /// Removes a second tree that is no twin of the site.
    pub fn discard_other_trees(&self) -> Result<()> {
        match &self.twin {
            Some(tree) if !twin::is_twin(tree, &self.site) => remove_tree(tree),
            _ => Ok(()),
        }
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
