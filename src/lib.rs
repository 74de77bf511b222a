//! lorepress turns public-inbox archives of patch mailing lists into a static website of digests.

pub mod archive;
pub mod catalog;
pub mod digest;
pub mod error;
pub mod import;
pub mod mail;
pub mod report;
