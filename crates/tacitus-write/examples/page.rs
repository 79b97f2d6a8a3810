//! A record on standard input, its page on standard output.
//!
//! ```sh
//! tacitus code report.txt | cargo run -p tacitus-write --example page > report.html
//! ```

use std::io::{self, Read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut record = String::new();
    io::stdin().read_to_string(&mut record)?;
    print!("{}", tacitus_write::html::page(&serde_json::from_str(&record)?));
    Ok(())
}
