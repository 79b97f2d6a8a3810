//! One document's page: what it is, its text with marks, and its tables.

use tacitus::record::Record;

use super::look::{FAINT, HEADING, Look, shortened};
use super::marks::marks;
use super::rows::Rows;
use super::text::{legend, marked};

/// A record as a person reads it.
pub fn page(record: &Record, look: Look) -> String {
    let title = record.title.as_deref().unwrap_or(&record.id);
    let facts = [
        record.source.as_deref().map(str::to_owned),
        record.published.as_deref().map(|day| format!("published {day}")),
        Some(record.model.clone()),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let mut out = look.paint(HEADING, &shortened(title, look.width)) + "\n";
    out += &(look.paint(FAINT, &shortened(&facts, look.width)) + "\n");
    out += &format!("{}\n\n", legend(look));
    out += &marked(&record.text, &marks(record), look);
    let rows = Rows::of(record);
    let tables = [
        ("Statements", record.statements.len(), rows.statements()),
        ("Events", record.events.len(), rows.events()),
        ("Disputes", record.disputes.len(), rows.disputes()),
        ("Entities", record.entities.len(), rows.entities()),
        ("Times", record.times.len(), rows.times()),
    ];
    for (name, count, table) in tables {
        match count {
            0 => out += &format!("\n{}  {}\n", look.paint(HEADING, name), look.paint(FAINT, "none")),
            _ => out += &format!("\n{}\n{}", look.paint(HEADING, name), table.lines(look)),
        }
    }
    out.push('\n');
    out
}
