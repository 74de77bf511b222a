//! Bytes in, values out: what one mail says. No input or output, no clock, no other mail.
//!
//! 1. `header` unfolds and decodes header values, whatever their charset claims to be.
//! 2. [`Subject`] reads the brackets: is it a patch, of which version, which one of how many; `list_tag` leaves out
//!    the names of lists.
//! 3. [`Address`] reads who sent it, `author` who wrote it.
//! 4. [`date`] reads when it was sent.
//! 5. `body` finds the part with the text, decodes it and cuts message, diffstat and diff apart.
//! 6. `trailer`, `thanks` and `pull` read what a mail says of patches: who reviewed them, what became of them; `notice`
//!    reads what a program that announces commits says.
//! 7. [`opening`] reads how it begins, [`changelog`] what its author changed since the last version, [`paths`] which files a diff changes.
//! 8. [`Message::parse`] puts it together. It fails only for bytes that are no mail at all.

mod address;
mod author;
mod body;
mod changelog;
pub mod date;
mod diff;
mod header;
mod list_tag;
mod mailmap;
mod message;
mod notice;
mod opening;
mod paths;
mod pull;
mod revision;
mod subject;
mod thanks;
pub mod trailer;

pub use address::Address;
pub use body::{Diffstat, message as commit_message};
pub use changelog::changelog;
pub use mailmap::Mailmap;
pub use message::{Identity, Kind, Message, NotAMail, Patch, Said};
pub use notice::Notice;
pub use opening::opening;
pub use paths::paths;
pub use revision::{Pointer, change_id, pointers};
pub use subject::{Subject, Version, normalised};
pub use thanks::{Scope, Taken, Thanks};
pub use trailer::Trailer;
