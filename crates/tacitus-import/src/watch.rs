//! Who is told of what an import meets on its way.

use crate::error::{Fault, Place};

/// How far the reading of a file has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the file that were read, as it lies on the disk.
    pub read: u64,
    /// Bytes that there are, where that is known.
    pub total: Option<u64>,
    /// Lines that were read.
    pub lines: u64,
    /// What was kept of all files so far.
    pub kept: u64,
}

/// Whoever watches an import. An import itself prints nothing.
pub trait Watch {
    /// A line was passed over.
    fn passed_over(&mut self, place: &Place, fault: &Fault);

    /// Some more lines were read. Called every few thousand lines.
    fn progress(&mut self, progress: Progress) {
        let _ = progress;
    }
}

/// Keeps every fault, for tests and callers that look at them afterwards.
impl Watch for Vec<(Place, Fault)> {
    fn passed_over(&mut self, place: &Place, fault: &Fault) {
        self.push((place.clone(), fault.clone()));
    }
}
