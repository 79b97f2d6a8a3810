//! tacitus
