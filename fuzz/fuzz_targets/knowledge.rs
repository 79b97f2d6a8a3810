//! Fuzzes knowledge files.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tacitus_fuzz::run("knowledge", bytes));
