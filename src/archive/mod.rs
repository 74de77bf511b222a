//! Git only: epochs, commits, windows and raw bytes. Nothing here knows what a mail says.
//!
//! A public-inbox archive comes in two layouts (`public-inbox-v1-format(5)`, `public-inbox-v2-format(5)`):
//! v2 is one or several bare repositories, the *epochs*, in which every commit's tree holds one mail in the
//! file `m` or, to delete an earlier one, in `d`; v1 is one repository whose tree holds all mails, so that a
//! commit's mail is what it added to the tree of its parent. [`Inbox`] makes both the same: a list of
//! [`Slot`]s in the order of arrival. A [`Window`] is a contiguous range of that list, or what was
//! sent in a period of the calendar.
//!
//! Besides archives of mails there is a clone of the [`Project`] they are about, in which patches are looked up.

mod epoch;
mod fingerprint;
mod health;
mod inbox;
mod loose;
mod oid_bytes;
mod orphans;
mod project;
mod range;
mod window;
mod wish;

pub use epoch::{Content, Fault, Oid};
pub use fingerprint::{hash_archive, hash_repository, object_files};
pub use inbox::{Inbox, Slot, epoch_number, repositories};
pub use loose::damaged as damaged_loose_objects;
pub use project::{Found, Head, Merged, Project, Wanted};
pub use range::Range;
pub use window::{Days, Period, Scheme, Span, Window, date_of, short_id};
pub use wish::Wish;

/// The first moment that is taken for a real time: 1990-01-01, in seconds since 1970.
pub const EARLIEST: i64 = 631_152_000;
/// The last moment that is taken for a real time: 2038-01-19, the end of a 32-bit `time_t`.
pub const LATEST: i64 = i32::MAX as i64;
