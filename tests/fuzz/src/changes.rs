//! Inputs, made up by changing others.

/// What means something in one of the formats.
const WORDS: [&str; 40] = [
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "\t",
    "\0",
    "\x01",
    "<",
    ">",
    "<zq",
    "&lt;",
    "\"",
    "'",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "{{",
    "=?UTF-8?Q?",
    "?=",
    "=\n",
    "@",
    "@toys.example",
    "Re: ",
    "PATCH v2 1/3",
    "From ",
    "From: ",
    ">From ",
    "\n> ",
    "\n---\n",
    "\n-- \n",
    "\n--- a/x\n+++ b/x\n",
    "@@ -1,2 +1,3 @@",
    "diff --git ",
    "https://",
    "\u{202e}",
    "é",
    "4294967296",
    "New:  x",
];

/// Inputs without end, the same every time.
pub struct Changes {
    seeds: Vec<Vec<u8>>,
    longest: usize,
    /// What the next number is made of (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    state: u64,
}

impl Changes {
    pub fn of(seeds: Vec<Vec<u8>>, longest: usize) -> Self {
        assert!(!seeds.is_empty(), "there is something to change");
        Self { seeds, longest, state: 1 }
    }

    /// A number below `end`, or 0.
    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % end.max(1)
    }

    /// Some bytes of one of the first inputs, at most so many.
    fn piece(&mut self, longest: usize) -> Vec<u8> {
        let seed = self.below(self.seeds.len());
        let start = self.below(self.seeds[seed].len());
        let length = self.below(longest) + 1;
        let seed = &self.seeds[seed];
        seed[start..seed.len().min(start + length)].to_vec()
    }

    /// The next input.
    pub fn next(&mut self) -> Vec<u8> {
        let mut input = self.piece(self.longest);
        if self.below(2) == 0 {
            let seed = self.below(self.seeds.len());
            input = self.seeds[seed].clone();
        }
        input.truncate(self.longest);
        for _ in 0..=self.below(8) {
            self.change(&mut input);
        }
        input.truncate(self.longest);
        input
    }

    /// Puts something in place of some bytes; either may be nothing.
    fn change(&mut self, input: &mut Vec<u8>) {
        let start = self.below(input.len() + 1);
        let length = [0, 0, 1, 1, 4, 64][self.below(6)];
        let end = input.len().min(start + length);
        let new = match self.below(6) {
            0 => Vec::new(),
            1 => vec![self.below(256) as u8],
            2 | 3 => WORDS[self.below(WORDS.len())].into(),
            4 => self.piece(64),
            _ => {
                let from = self.below(input.len() + 1);
                input[from..input.len().min(from + 64)].to_vec()
            }
        };
        input.splice(start..end, new);
    }
}
