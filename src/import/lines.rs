//! A file line by line, in bounded memory: of a long line only the beginning is kept.

use super::header;
use std::io::{self, BufRead, Read, Seek, SeekFrom};

/// How many bytes of a line are kept; RFC 5322, section 2.1.1, allows 998.
const LINE_KEPT: usize = 1 << 16;
/// How many bytes of a header are kept.
const HEADER_KEPT: usize = 1 << 20;

/// The lines of a file.
pub(super) struct Lines<R> {
    input: R,
    /// The line read last, its end included; no more than [`LINE_KEPT`] bytes of it.
    line: Vec<u8>,
    /// The offset of that line, and the one after it.
    start: u64,
    position: u64,
}

impl<R: BufRead> Lines<R> {
    pub fn new(input: R) -> Self {
        Self { input, line: Vec::new(), start: 0, position: 0 }
    }

    /// Reads the next line; false at the end of the file.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn advance(&mut self) -> io::Result<bool> {
        self.line.clear();
        self.start = self.position;
        loop {
            let buffer = match self.input.fill_buf() {
                Ok(buffer) => buffer,
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                Err(cause) => return Err(cause),
            };
            let end = memchr::memchr(b'\n', buffer).map(|at| at + 1);
            let length = end.unwrap_or(buffer.len());
            let kept = length.min(LINE_KEPT - self.line.len());
            self.line.extend_from_slice(&buffer[..kept]);
            self.input.consume(length);
            self.position += length as u64;
            if end.is_some() || length == 0 {
                return Ok(self.position > self.start);
            }
        }
    }

    /// The line read last, with its end; empty at the end of the file.
    pub fn line(&self) -> &[u8] {
        &self.line
    }

    /// Whether that line has nothing but its end.
    pub fn is_blank(&self) -> bool {
        header::is_blank(&self.line)
    }

    /// The offset of that line.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// The offset after that line.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Adds that line to a header, as far as one is kept.
    pub fn add_to(&self, header: &mut Vec<u8>) {
        if header.len() < HEADER_KEPT {
            header.extend_from_slice(&self.line);
            if !self.line.ends_with(b"\n") {
                header.push(b'\n');
            }
        }
    }
}

impl<R: BufRead + Seek> Lines<R> {
    /// The `length` bytes that follow, or those that are left.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn peek(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut following = Vec::new();
        let read = self.input.by_ref().take(length).read_to_end(&mut following)?;
        self.input.seek_relative(-i64::try_from(read).unwrap_or(0))?;
        Ok(following)
    }

    /// How long the file is.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn file_length(&mut self) -> io::Result<u64> {
        let length = self.input.seek(SeekFrom::End(0))?;
        self.input.seek(SeekFrom::Start(self.position))?;
        Ok(length)
    }

    /// Goes to an offset. The line read last stays what it is.
    ///
    /// # Errors
    ///
    /// If the input cannot be read.
    pub fn go_to(&mut self, offset: u64) -> io::Result<()> {
        let by = offset.wrapping_sub(self.position).cast_signed();
        self.input.seek_relative(by)?;
        self.position = offset;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{LINE_KEPT, Lines};
    use std::io::{BufReader, Cursor};

    #[test]
    fn only_the_beginning_of_a_long_line_is_kept() {
        let text = [vec![b'a'; 3 * LINE_KEPT], b"\nb\n\r\nc".to_vec()].concat();
        let mut lines = Lines::new(BufReader::with_capacity(7, Cursor::new(text)));
        let mut found = Vec::new();
        while lines.advance().expect("a line") {
            found.push((lines.line().len(), lines.position(), lines.is_blank()));
        }
        let start = 3 * LINE_KEPT as u64 + 1;
        let after = [(2, start + 2, false), (2, start + 4, true), (1, start + 5, false)];
        assert_eq!(found, [&[(LINE_KEPT, start, false)], &after[..]].concat());
    }

    #[test]
    fn what_was_looked_at_is_read_again() {
        let mut lines = Lines::new(BufReader::with_capacity(4, Cursor::new("one\ntwo\nthree\n")));
        assert!(lines.advance().expect("a line"));
        assert_eq!(lines.peek(6).expect("bytes"), b"two\nth");
        assert_eq!(lines.peek(99).expect("bytes"), b"two\nthree\n");
        assert_eq!(lines.file_length().expect("a length"), 14);
        lines.go_to(8).expect("an offset");
        assert!(lines.advance().expect("a line"));
        assert_eq!((lines.line(), lines.position()), (&b"three\n"[..], 14));
        assert!(!lines.advance().expect("the end"));
    }
}
