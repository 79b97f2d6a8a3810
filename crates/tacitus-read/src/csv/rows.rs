//! Where a row of a table begins and ends: at a line's end that is in no quotation marks.

use std::io::{self, BufRead, ErrorKind};

use crate::again::Again;

/// Finds rows, of which it holds one at a time and no more of it than the limit.
pub(super) struct RawRows<R> {
    reader: Again<R>,
    delimiter: u8,
    limit: usize,
    /// The row that was found last.
    row: Vec<u8>,
    line: u64,
}

/// A row whose bytes are to be had.
pub(super) struct RawRow {
    /// The line on which it begins, counted from one.
    pub line: u64,
    /// Why it is none.
    pub fault: Option<Fault>,
}

/// What can be wrong with a row.
#[derive(Clone, Copy)]
pub(super) enum Fault {
    TooLong,
    Unclosed,
    NotDoubled,
}

/// Where in a row one is.
#[derive(Clone, Copy)]
enum At {
    Start,
    Plain,
    Quoted,
    /// Behind a quotation mark in quotation marks: their end, unless another follows.
    Closed,
}

enum End {
    /// Nothing is left.
    Input,
    /// At the row's end.
    Row,
    /// In the midst of it.
    Fault(Fault),
}

impl<R: BufRead> RawRows<R> {
    pub fn new(reader: Again<R>, delimiter: u8, limit: usize) -> Self {
        RawRows { reader, delimiter, limit, row: Vec::new(), line: 1 }
    }

    /// The line that is being read.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The row that was found last, with its end.
    pub fn bytes(&self) -> &[u8] {
        &self.row
    }

    /// Goes to the next row that is not empty; `None` behind the last.
    pub fn next(&mut self) -> io::Result<Option<RawRow>> {
        loop {
            // One long row must not set the memory for all that follow.
            self.row.clear();
            self.row.shrink_to(1 << 20);
            let line = self.line;
            let mut fits = true;
            let end = self.scan(&mut fits)?;
            let fault = match end {
                End::Input if self.row.is_empty() => return Ok(None),
                End::Row if fits && self.row.iter().all(|byte| matches!(byte, b'\r' | b'\n')) => continue,
                End::Input | End::Row if fits => None,
                End::Input | End::Row => Some(Fault::TooLong),
                End::Fault(fault) => {
                    self.recover(line, fits)?;
                    Some(fault)
                }
            };
            return Ok(Some(RawRow { line, fault }));
        }
    }

    /// Reads to the end of a row. What does not fit is not kept.
    fn scan(&mut self, fits: &mut bool) -> io::Result<End> {
        let mut at = At::Start;
        loop {
            let chunk = match self.reader.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            if chunk.is_empty() {
                return Ok(if let At::Quoted = at { End::Fault(Fault::Unclosed) } else { End::Input });
            }
            let mut end = None;
            let mut used = 0;
            while used < chunk.len() && end.is_none() {
                let byte = chunk[used];
                used += 1;
                self.line += u64::from(byte == b'\n');
                at = match (at, byte) {
                    (At::Start, b'"') | (At::Closed, b'"') => At::Quoted,
                    (At::Quoted, b'"') => At::Closed,
                    (At::Quoted, _) => At::Quoted,
                    (_, b'\n' | b'\r') => {
                        end = Some(End::Row);
                        At::Start
                    }
                    (_, byte) if byte == self.delimiter => At::Start,
                    (At::Closed, b' ') => At::Closed,
                    (At::Closed, _) => {
                        end = Some(End::Fault(Fault::NotDoubled));
                        At::Closed
                    }
                    _ => At::Plain,
                };
            }
            *fits &= self.row.len() + used <= self.limit;
            if *fits {
                self.row.extend_from_slice(&chunk[..used]);
            }
            self.reader.consume(used);
            if let Some(end) = end {
                return Ok(end);
            }
        }
    }

    /// Goes back to the end of a damaged row's first line, where that was kept, else on to the end of this one.
    fn recover(&mut self, line: u64, fits: bool) -> io::Result<()> {
        if let Some(end) = memchr::memchr(b'\n', &self.row)
            && fits
            && self.reader.give_back(&self.row[end + 1..])
        {
            self.line = line + 1;
            return Ok(());
        }
        let ended = self.row.last() == Some(&b'\n');
        if !ended {
            self.line += u64::from(self.reader.skip_until(b'\n')? > 0);
        }
        Ok(())
    }
}
