//! What a job makes, a part of a page or a feed, and what tells whether it would make the same again.

use std::hash::Hash;

use super::pages::Context;
use super::pages::texts::{Noted, Sought};
use crate::sum::Sum;

/// Bytes of a hash.
pub const HASH: usize = 32;

/// Files by path.
pub type Files = Vec<(String, Vec<u8>)>;

/// The hash of an outline: of the files of a job with views in place of HTML, and the names of texts.
pub fn outline(files: &Files, noted: &Noted) -> [u8; HASH] {
    let mut sum = Sum::default();
    (files, &noted.names).hash(&mut sum);
    sum.bytes()
}

/// The hash of where links lead.
pub fn links(context: &Context, sought: &[Sought]) -> [u8; HASH] {
    let mut sum = Sum::default();
    sought.iter().for_each(|one| context.found(one).hash(&mut sum));
    sum.bytes()
}
