//! Looks names up: `cargo run --example lookup -- 2023-01-30 Yoon "the Kremlin"`.

use std::time::Instant;

use tacitus_knowledge::Knowledge;

fn main() {
    let mut words = std::env::args().skip(1).peekable();
    let day = words.peek().and_then(|w| w.parse().ok());
    if day.is_some() {
        words.next();
    }
    let start = Instant::now();
    let knowledge = Knowledge::builtin();
    let opened = start.elapsed();
    knowledge.act("say");
    println!("{} bytes, opened in {opened:?}, vocabulary in {:?}", Knowledge::builtin_size(), start.elapsed() - opened);
    for word in words {
        println!("{word}");
        for candidate in knowledge.lookup(&word, day) {
            let entry = candidate.entry;
            let office = day.and_then(|d| entry.office_on(d)).map(|o| o.role());
            println!("  {} {:?} {} {:?}", entry.id, candidate.how, candidate.code(day).unwrap_or_default(), office);
        }
    }
}
