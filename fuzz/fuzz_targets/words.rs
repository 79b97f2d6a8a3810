//! Fuzzes the division into words.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tacitus_fuzz::run("words", bytes));
