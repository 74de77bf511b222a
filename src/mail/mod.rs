//! Bytes in, values out: what one mail says. No input or output, no clock, no other mail.
//!
//! 1. `mime` finds the parts of a mail, `wrapped` the mail that a list has wrapped into another one, `transfer` and
//!    `encoded_word` undo encodings and charsets, whatever they claim to be, and `header` reads header values; `raw` gives all of it as text.
//! 2. [`Subject`] reads the brackets: is it a patch, its version, its number and total; `list_tag` leaves out
//!    the names of lists, `git_mailer` knows what git sent.
//! 3. [`Address`] reads who sent it, `author` who wrote it.
//! 4. [`date`] reads when it was sent.
//! 5. `content` finds the text and attached patches, `body` cuts message, diffstat and diff apart; `in_body` reads what
//!    git, and `mercurial` what Mercurial writes in front of a message.
//! 6. [`machine`] tells programs from people; `trailer`, `thanks` and `pull` read what a mail says of patches: who
//!    reviewed them, what became of them; `notice`
//!    reads what a program that announces commits says.
//! 7. [`fn@opening`] reads how it begins, [`fn@changelog`] what its author changed since the last version.
//! 8. [`Backport`] tells what is sent for a stable tree from what is new.
//! 9. [`SamePerson`] is what a mail proves of the addresses in it.
//! 10. [`Fingerprint`] keeps of a diff what tells whether another one changes the same.
//! 11. [`Message::parse`] puts it together. It fails only for bytes that are not mail at all.
//!
//! A program that makes patches in a form of its own gets a module such as `mercurial`, which is asked in `body` (where
//! message and diff are) and in `content` (whether it is a patch).

mod address;
mod author;
mod backport;
mod body;
mod changelog;
mod content;
pub mod date;
mod diff;
mod encoded_word;
mod file_list;
mod fingerprint;
mod git_mailer;
mod header;
mod html;
mod identity;
mod in_body;
mod list_tag;
pub mod machine;
mod mailmap;
mod mercurial;
mod message;
mod mime;
mod notice;
mod opening;
mod person;
mod pull;
mod raw;
mod revision;
mod route;
mod subject;
mod thanks;
pub mod trailer;
mod transfer;
mod wrapped;

pub use address::Address;
pub use backport::{Backport, branch, original};
pub use body::{Diffstat, message as commit_message};
pub use changelog::changelog;
pub use fingerprint::Fingerprint;
pub(crate) use header::unfolded as header_value;
pub use identity::Identity;
pub use machine::Machine;
pub use mailmap::Mailmap;
pub use message::{Kind, Message, NotAMail, Patch, Said};
pub use notice::Notice;
pub use opening::opening;
pub use person::{Proof, SamePerson, full_name};
pub use pull::Carried;
pub use raw::{everything, senders, text, without_envelope};
pub use revision::{Pointer, change_id, pointers, tells_changes};
pub use subject::{Subject, Version, letters, normalised};
pub use thanks::{LAST, Scope, Taken, Thanks};
pub use trailer::Trailer;
pub(crate) use transfer::clean;
