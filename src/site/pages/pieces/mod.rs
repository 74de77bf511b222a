//! What several pages and the feeds show: rows of lists, mails with their texts, what became of series, and so on. They
//! know nothing of the pages that they are on.

pub mod addresses;
pub mod answer;
pub mod answered;
pub mod backports;
pub mod charts;
pub mod comments;
pub mod discussed;
pub mod landed;
pub mod mails;
pub mod outcome;
pub mod patch_diff;
pub mod people;
pub mod revisions;
pub mod rows;
pub mod sections;
pub mod state;
pub mod text;
pub mod threads;
pub mod versions;
