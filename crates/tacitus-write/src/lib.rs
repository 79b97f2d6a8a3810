//! tacitus-write
