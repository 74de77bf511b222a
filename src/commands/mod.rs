//! The commands that do more than call one function of the library.

pub mod fetch;
pub mod init;
