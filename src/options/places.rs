//! Where paths lead, and what is kept for the site in an output folder.

use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::Options;

/// Bytes of the hash in the name of what is kept for a site.
const HASH_BYTES: usize = 8;
/// Digits of that hash.
pub const CACHED_DIGITS: usize = 2 * HASH_BYTES;

impl Options {
    /// Where the cache keeps something for the site in the output folder: `NAME-HASH`, then `ending`. However the folder is
    /// named, it is the same.
    pub fn cached(&self, name: &str, ending: &str) -> PathBuf {
        self.cache.join(format!("{name}-{}{ending}", self.cached_hash()))
    }

    /// The hash in these names.
    pub fn cached_hash(&self) -> String {
        let hash = Sha256::digest(real(&self.output).as_os_str().as_encoded_bytes());
        HEXLOWER.encode(&hash[..HASH_BYTES])
    }
}

/// Where a path really leads; what is not there yet stays as it was named.
pub fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let real = path.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    real.map_or_else(
        || path.clone(),
        |(above, real)| match path.strip_prefix(above) {
            Ok(rest) if !rest.as_os_str().is_empty() => real.join(rest),
            _ => real,
        },
    )
}
