//! Divides JSONL documents into words, for preparing training data.
//!
//! Reads objects with `id` and `text`, one a line, from the file named as argument or from
//! standard input, and writes `{"id", "words": [[start, end, joined, gap], ...]}`, one a line:
//! offsets in Unicode code points, half-open; `joined` 0 or 1; `gap` 0 none, 1 space, 2 line
//! break, 3 paragraph.

use std::io::{BufRead, BufReader, Read, Write};
use tacitus::words::split;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let input: Box<dyn Read> = match std::env::args().nth(1) {
        Some(path) => Box::new(std::fs::File::open(path)?),
        None => Box::new(std::io::stdin()),
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in BufReader::new(input).lines() {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let document: serde_json::Value = serde_json::from_str(&line)?;
        let text = document["text"].as_str().ok_or("a line without text")?;
        let words = split(text);
        let mut rows = Vec::with_capacity(words.len());
        let (mut byte, mut point) = (0, 0);
        for i in 0..words.len() {
            let span = words.span(i);
            point += text[byte..span.start].chars().count();
            let start = point;
            point += text[span.clone()].chars().count();
            byte = span.end;
            rows.push([start, point, usize::from(words.joined[i]), words.gap[i] as usize]);
        }
        let record = serde_json::json!({ "id": document["id"], "words": rows });
        writeln!(out, "{record}")?;
    }
    out.flush()?;
    Ok(())
}
