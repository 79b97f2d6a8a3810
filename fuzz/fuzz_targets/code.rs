//! Fuzzes the whole coder.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tacitus_fuzz::run("code", bytes));
