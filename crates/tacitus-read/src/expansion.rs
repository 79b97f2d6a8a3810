//! How far compressed bytes may expand: an archive bomb is noticed while it goes off.
//!
//! What is read of a file is counted in one place, and what comes out of whatever it is packed in, however often, is
//! held against that count.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::error::Expands;

/// Bytes that may come out for one that went in. News expands four- to twentyfold.
const RATIO: u64 = 250;

/// Bytes that may come out in any case.
const FREE: u64 = 32 << 20;

/// How much of a file has been read, and how much was made of it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read: AtomicU64,
    made: AtomicU64,
}

impl Meter {
    /// Counts what is read.
    pub fn count<R>(&self, reader: R) -> Counted<R> {
        Counted { reader, meter: self.clone() }
    }

    /// How many bytes have been read.
    pub fn read(&self) -> u64 {
        self.0.read.load(Ordering::Relaxed)
    }

    /// Stops what expands too far.
    pub fn bound<R>(&self, reader: R) -> Bound<R> {
        Bound { reader, meter: self.clone() }
    }
}

/// See [`Meter::count`].
pub(crate) struct Counted<R> {
    reader: R,
    meter: Meter,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        self.meter.0.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// See [`Meter::bound`].
pub(crate) struct Bound<R> {
    reader: R,
    meter: Meter,
}

impl<R: Read> Read for Bound<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Counts { read, made } = &*self.meter.0;
        let allowed = read.load(Ordering::Relaxed).saturating_mul(RATIO).max(FREE);
        if made.load(Ordering::Relaxed) > allowed {
            return Err(io::Error::other(Expands(RATIO)));
        }
        let count = self.reader.read(buffer)?;
        made.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Kind;

    #[test]
    fn a_bomb_is_stopped() {
        let meter = Meter::default();
        io::copy(&mut meter.count(&[0u8; 1000][..]), &mut io::sink()).unwrap();
        let error = io::copy(&mut meter.bound(io::repeat(0)), &mut io::sink()).unwrap_err();
        assert!(matches!(Kind::from(error), Kind::Expands { limit: RATIO }));
    }

    #[test]
    fn what_went_in_may_come_out() {
        let meter = Meter::default();
        let mut through = meter.bound(meter.count(io::repeat(0).take(2 * FREE)));
        assert_eq!(io::copy(&mut through, &mut io::sink()).unwrap(), 2 * FREE);
    }
}
