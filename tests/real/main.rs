//! Tests on real archives and digests, which are not part of this repository. `LOREPRESS_SHARED` names the folder that
//! holds them; the tests fail without it.

mod archives;
mod digests;
mod golden;

use std::path::PathBuf;

/// The folder of the real material.
fn shared() -> PathBuf {
    let folder = std::env::var_os("LOREPRESS_SHARED");
    folder.expect("LOREPRESS_SHARED names the folder of the real material").into()
}
