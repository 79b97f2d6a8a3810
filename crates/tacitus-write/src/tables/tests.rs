use proptest::prelude::*;
use tacitus::record::{Record, Span};

use super::*;
use crate::arbitrary::records;

fn tables(records: &[Record]) -> Vec<(Table, arrow_array::RecordBatch)> {
    let mut batches = Batches::new();
    let mut all = Vec::new();
    for record in records {
        batches.push(record).unwrap();
        // Now and then, so that documents' rows lie in several batches of unequal length.
        if batches.size() > 2000 {
            all.extend(batches.take());
        }
    }
    all.extend(batches.take());
    assert_eq!(batches.size(), 0);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn records_come_back(records in records()) {
        let back: Vec<Record> = Records::new(tables(&records)).map(Result::unwrap).collect();
        prop_assert_eq!(back, records);
    }
}

fn short() -> Record {
    let line = r#"{"schema":"tacitus/1","model":"m@1","id":"a","source":null,"title":null,"published":null,
        "language":"en","text":"Élan spoke.","sentences":[{"start":0,"end":11}],
        "entities":[{"id":"e1","name":"Élan","type":"organization","country":null,"sectors":[],"code":null,"role":null,
        "wikidata":null,"mentions":[{"start":0,"end":4,"form":"name"}]}],"times":[],"places":[],"quantities":[],
        "statements":[],"events":[],"disputes":[]}"#;
    serde_json::from_str(line).unwrap()
}

#[test]
fn text_columns_have_what_stands_at_the_offsets() {
    use arrow_array::cast::AsArray;
    let tables = tables(&[short()]);
    let mentions = &tables[Table::Mentions as usize].1;
    assert_eq!(mentions.column_by_name("text").unwrap().as_string::<i32>().value(0), "Élan");
    assert_eq!(mentions.column_by_name("document").unwrap().as_string::<i32>().value(0), "a");
}

#[test]
fn a_record_that_breaks_the_contract_leaves_nothing() {
    let broken: [(fn(&mut Record), &str); 3] = [
        (|r| r.sentences.push(Span { start: 4, end: 12 }), "sentence 1: the text has no characters 4 to 12"),
        (|r| r.published = Some("2023-1-30".into()), "`published` must be YYYY-MM-DD, and is \"2023-1-30\""),
        (|r| r.entities.push(r.entities[0].clone()), "there are two entities \"e1\""),
    ];
    for (damage, reason) in broken {
        let mut record = short();
        damage(&mut record);
        let mut batches = Batches::new();
        let error = batches.push(&record).unwrap_err();
        assert_eq!((error.kind, error.to_string()), (crate::Kind::Unfit, format!("document \"a\": {reason}")));
        assert_eq!(batches.size(), 0);
    }
}

fn messages(tables: Vec<(Table, arrow_array::RecordBatch)>) -> Vec<String> {
    Records::new(tables).map(|item| item.map_or_else(|error| error.to_string(), |record| record.id)).collect()
}

#[test]
fn tables_that_do_not_fit_together_are_told() {
    let three = || tables(&[short(), short(), short()]);
    assert_eq!(messages(three()), ["a", "a", "a"]);

    let mut orphans = three();
    orphans[0].1 = orphans[0].1.slice(0, 2);
    let expected = ["a", "a", "sentences: row 3: `document_row` is 2, and `documents` has no such row"];
    assert_eq!(messages(orphans), expected);

    let mut strangers = three();
    strangers[Table::Entities as usize].1 = strangers[Table::Entities as usize].1.slice(1, 2);
    let expected = ["mentions: document \"a\": mentions of \"e1\", which is no entity", "a", "a"];
    assert_eq!(messages(strangers), expected);

    let mut twice = three();
    twice.extend(three());
    let expected = "sentences: row 4: rows are not in the order of `document_row` and `position`";
    assert_eq!(messages(twice).last().unwrap(), expected);
}

#[test]
fn columns_are_found_by_name_and_derived_ones_may_be_missing() {
    let mut tables = tables(&[short()]);
    for (_, batch) in &mut tables {
        let keep = |column: &&Column| !column.derived;
        let table = Table::ALL.into_iter().find(|table| table.schema() == batch.schema()).unwrap();
        let order: Vec<usize> = table
            .columns()
            .iter()
            .filter(keep)
            .map(|column| batch.schema().index_of(column.name).unwrap())
            .rev()
            .collect();
        *batch = batch.project(&order).unwrap();
    }
    assert_eq!(messages(tables.clone()), ["a"]);
    let last = tables[0].1.num_columns() - 1;
    tables[0].1.remove_column(last);
    assert_eq!(messages(tables), ["documents: there is no column `document`"]);
}

/// `docs/tables.md` lists the columns. Where this fails, it prints what should stand there.
#[test]
fn the_documentation_has_every_column() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/tables.md")).unwrap();
    let told = |column: &Column| {
        let name = if column.derived { format!("*{}*", column.name) } else { format!("`{}`", column.name) };
        let empty = if column.nullable { "?" } else { "" };
        format!("{name} {}{empty}", format!("{:?}", column.kind).to_lowercase())
    };
    for table in Table::ALL {
        let keys = if table == Table::Documents { 0 } else { 3 };
        let columns: Vec<String> = table.columns()[keys..].iter().map(told).collect();
        let line = format!("| `{}` | {} |\n", table.name(), columns.join(", "));
        assert!(page.contains(&line), "{line}");
    }
}
