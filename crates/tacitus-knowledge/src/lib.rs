//! tacitus-knowledge
