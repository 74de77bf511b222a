//! A hash that can be kept from one run of the program to the next.

use std::hash::{Hash, Hasher};
use std::os::unix::fs::MetadataExt;
use std::{env, fs};

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// SHA-256 over what is hashed: the same for the same program, on the same kind of machine.
#[derive(Clone, Default)]
pub struct Sum(Sha256);

impl Sum {
    /// A hash that differs from program to program: one that was built anew is another one, whatever its version says.
    /// `None` if the program's file cannot be found.
    pub fn of_program() -> Option<Self> {
        let file = fs::metadata(env::current_exe().ok()?).ok()?;
        let mut sum = Self(Sha256::new());
        (file.len(), file.mtime(), file.mtime_nsec(), file.dev(), file.ino()).hash(&mut sum);
        Some(sum)
    }

    pub fn bytes(self) -> [u8; 32] {
        self.0.finalize().into()
    }

    /// In hexadecimal digits.
    pub fn digits(self) -> String {
        HEXLOWER.encode(&self.0.finalize())
    }
}

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let sum = self.0.clone().finalize();
        u64::from_le_bytes(*sum.first_chunk().expect("a SHA-256 has 32 bytes"))
    }
}
