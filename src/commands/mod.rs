//! The commands that do more than call one function of the library.

pub mod check;
pub mod fetch;
pub mod init;
pub mod mail;
pub mod manual;
pub mod query;
pub mod serve;
pub mod window;
