//! What the tests are made with: mails, archives of them, and folders of sites.

mod archive;
mod halted;
mod mail;
mod site;

pub use archive::{Archive, Layout};
pub use halted::Halted;
pub use mail::{Mail, series};
pub use site::{HANGS, Run, Site, Tree, inbox, run, text, tree};
