//! The pages: which there are, and what is on each.
//!
//! 1. [`Context`] is what a page is made from: [`Whole`], which all pages share, and [`texts`]. `Whole` is found out once: `index` the orders and look-ups, `layout` how
//!    long pages are cut into parts, `placed` where the owner's texts are shown.
//! 2. [`page`] says which pages there are, in how many parts and where: a job is a part of a page.
//! 3. A module for each page makes its view: `home`, `digests`, `digest`, `series`, `author`, `subsystem`, …
//! 4. They share `pieces`: rows of lists, mails with their texts, what became of series, and so on.
//! 5. [`make`] renders the view of a job and adds the files next to the page.
//!
//! The contents of feeds are made of the same pieces: [`news`].
//!
//! No module imports one that imports it: a test holds that.

mod author;
mod changed;
mod context;
mod data;
mod digest;
mod digest_facts;
mod digest_files;
mod digests;
mod directory;
mod domain;
pub mod fixed;
pub mod head;
mod home;
mod index;
mod layout;
mod life;
mod lists;
pub mod make;
mod matrix;
mod moved;
pub mod news;
mod number;
mod numbered;
mod owner;
pub mod page;
mod parts;
mod pieces;
mod placed;
mod queue;
mod series;
mod shown;
mod statistics;
mod steps;
pub mod subscribe;
mod subsystem;
mod subsystems;
pub mod texts;
mod time;
mod title;
mod watch;

pub use changed::changed;
pub use context::{Context, Whole};
