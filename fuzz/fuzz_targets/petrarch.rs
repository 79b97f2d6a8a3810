//! Fuzzes the XML of PETRARCH.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tacitus_fuzz::run("petrarch", bytes));
