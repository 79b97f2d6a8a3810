//! tacitus-read
