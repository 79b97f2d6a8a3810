//! A table's columns as Parquet has them.

use std::sync::Arc;

use parquet::errors::ParquetError;
use parquet::schema::parser::parse_message_type;
use parquet::schema::types::TypePtr;

use crate::tables::{Column, Kind, Table};

/// The schema of a table's file.
pub(super) fn of(table: Table) -> Result<TypePtr, ParquetError> {
    let columns: String = table.columns().iter().map(column).collect();
    parse_message_type(&format!("message schema {{ {columns} }}")).map(Arc::new)
}

fn column(Column { name, kind, nullable, .. }: &Column) -> String {
    let presence = if *nullable { "OPTIONAL" } else { "REQUIRED" };
    let list = |element: &str| format!("{presence} GROUP {name} (LIST) {{ REPEATED GROUP list {{ {element} }} }} ");
    let span = "REQUIRED INT64 start; REQUIRED INT64 end;";
    match kind {
        Kind::Text => format!("{presence} BYTE_ARRAY {name} (STRING); "),
        Kind::Whole => format!("{presence} INT64 {name}; "),
        Kind::Number => format!("{presence} DOUBLE {name}; "),
        Kind::Truth => format!("{presence} BOOLEAN {name}; "),
        Kind::Day => format!("{presence} INT32 {name} (DATE); "),
        Kind::Texts => list("REQUIRED BYTE_ARRAY element (STRING);"),
        Kind::Spans => list(&format!("REQUIRED GROUP element {{ {span} }}")),
        Kind::Objects => {
            let named = "REQUIRED BYTE_ARRAY text (STRING); OPTIONAL BYTE_ARRAY quantity (STRING);";
            list(&format!("REQUIRED GROUP element {{ {span} {named} }}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_schema() {
        for table in Table::ALL {
            let schema = of(table).unwrap();
            let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
            let expected: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
            assert_eq!(names, expected);
        }
    }
}
