//! A hash that can be kept from one run of the program to the next.

use std::env;
use std::fs::File;
use std::hash::{Hash, Hasher};
use std::io::Read;
use std::os::unix::fs::MetadataExt;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// So many bytes of a program are read: its header, in ELF and Mach-O with the id that linkers give to each program.
const HEADER: u64 = 4096;

/// SHA-256 over what is hashed: the same for the same program, on the same kind of machine.
#[derive(Clone, Default)]
pub struct Sum(Sha256);

impl Sum {
    /// A hash that differs from program to program: one that was built anew is another one, whatever its version says. A copy
    /// with the same time is the same program. `None` if the program's file cannot be read.
    pub fn of_program() -> Option<Self> {
        let file = File::open(env::current_exe().ok()?).ok()?;
        let metadata = file.metadata().ok()?;
        let mut header = Vec::new();
        file.take(HEADER).read_to_end(&mut header).ok()?;
        let mut sum = Self(Sha256::new());
        (metadata.len(), metadata.mtime(), metadata.mtime_nsec(), header).hash(&mut sum);
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
