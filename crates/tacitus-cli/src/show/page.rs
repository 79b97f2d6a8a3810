//! One document's page: what it is, its text with marks, and its tables.

use tacitus::record::Record;
use tacitus_write::marks::marks;

use super::look::{FAINT, HEADING, Look, shortened};
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The text is "Iran denied on Monday that it had attacked Iraq."
    const RECORD: &str = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":"Denial","published":"2023-01-30",
        "language":"en","text":"Iran denied on Monday that it had attacked Iraq.","sentences":[{"start":0,"end":48}],
        "entities":[
          {"id":"e1","name":"Iran","type":"place","country":"IRN","sectors":["GOV"],"code":"IRNGOV","role":null,"wikidata":null,
           "mentions":[{"start":0,"end":4,"form":"name"},{"start":27,"end":29,"form":"pronoun"}]},
          {"id":"e2","name":"Iraq","type":"place","country":"IRQ","sectors":[],"code":"IRQ","role":null,"wikidata":null,
           "mentions":[{"start":43,"end":47,"form":"name"}]}],
        "times":[{"id":"t1","start":15,"end":21,"type":"DATE","value":"2023-01-30"}],"places":[],"quantities":[],
        "statements":[{"id":"s1","source":{"start":0,"end":4,"entity":"e1"},"cue":{"start":5,"end":11,"lemma":"deny"},
          "content":[{"start":22,"end":47}],"quotation":"indirect","act":"deny","negated":false,"time":"t1",
          "addressee":null,"confidence":0.9}],
        "events":[{"id":"v1","type":"ASSAULT","mode":null,"contexts":[],"quad":"material conflict","cameo":null,
          "goldstein":null,"actor":["e1"],"recipient":["e2"],"reciprocal":false,"trigger":{"start":34,"end":42},
          "sentence":0,"time":null,"date":null,"place":null,"polarity":"negated","modality":"actual",
          "attribution":"s1","objects":[],"beneficiary":[],"confidence":0.875}],
        "disputes":[{"id":"d1","about":"v1","by":"e1","statement":"s1","stance":"deny"}]}"#;

    #[test]
    fn a_page_in_brackets() {
        let record = serde_json::from_str(RECORD).unwrap();
        let expected = "\
Denial
published 2023-01-30 · m@1
[S source] [C cue] {s content} [A actor] [R recipient] [V trigger]; numbers as in the tables

[S1 Iran] [C1 denied] on Monday {s1 that [A1 it] had [V1 attacked] [R1 Iraq]}.

Statements
id  who   cue   act   what
s1  Iran  deny  deny  that it had attacked Iraq

Events
id  type     who   whom    how      says     trigger   conf
v1  ASSAULT  Iran  → Iraq  negated  s1 Iran  attacked  0.88

Disputes
id  who   how     what                    in
d1  Iran  denies  v1 ASSAULT Iran → Iraq  s1

Entities
id  name  type   country  code    mentions
e1  Iran  place  IRN      IRNGOV  2
e2  Iraq  place  IRQ      IRQ     1

Times
id  words   value       type
t1  Monday  2023-01-30  date

";
        assert_eq!(page(&record, Look { color: false, width: 100 }), expected);
    }

    #[test]
    fn a_page_in_colours() {
        let record = serde_json::from_str(RECORD).unwrap();
        let page = page(&record, Look { color: true, width: 100 });
        assert!(page.contains("Iran") && page.contains("ˢ¹") && page.contains("ᵛ¹"), "{page}");
        assert!(
            !page.contains(['[', '{', '}']) || page.matches('[').count() == page.matches("\u{1b}[").count(),
            "{page}"
        );
    }
}
