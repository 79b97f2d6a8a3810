//! Cells as text and cells from text, for formats that have no types: lists are JSON.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tacitus::record::Span;

use super::build::Rows;
use super::{Column, Kind, days};

/// A span in a list; with its text and quantity where the list is one of objects.
#[derive(Serialize, Deserialize)]
struct Thing<'a> {
    start: usize,
    end: usize,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'a, str>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    quantity: Option<Cow<'a, str>>,
}

/// A cell as text; `None` where it is empty.
pub(crate) fn text(column: &ArrayRef, kind: Kind, row: usize) -> Option<Cow<'_, str>> {
    column.is_valid(row).then_some(())?;
    Some(match kind {
        Kind::Text => Cow::Borrowed(column.as_string::<i32>().value(row)),
        Kind::Whole => column.as_primitive::<Int64Type>().value(row).to_string().into(),
        Kind::Number => format!("{:?}", column.as_primitive::<Float64Type>().value(row)).into(),
        Kind::Truth => column.as_boolean().value(row).to_string().into(),
        Kind::Day => days::numbered(column.as_primitive::<Date32Type>().value(row))?.to_string().into(),
        Kind::Texts => {
            let list = column.as_list::<i32>().value(row);
            let texts = list.as_string::<i32>();
            json(&(0..texts.len()).map(|n| texts.value(n)).collect::<Vec<_>>())
        }
        Kind::Spans | Kind::Objects => {
            let list = column.as_list::<i32>().value(row);
            let list = list.as_struct();
            let point = |member: usize, n: usize| list.column(member).as_primitive::<Int64Type>().value(n) as usize;
            let text = |member: usize, n: usize| {
                let texts = list.columns().get(member)?.as_string::<i32>();
                texts.is_valid(n).then(|| Cow::Borrowed(texts.value(n)))
            };
            let thing = |n| Thing { start: point(0, n), end: point(1, n), text: text(2, n), quantity: text(3, n) };
            json(&(0..list.len()).map(thing).collect::<Vec<_>>())
        }
    })
}

fn json(value: &impl Serialize) -> Cow<'static, str> {
    serde_json::to_string(value).expect("lists of strings and spans are always JSON").into()
}

/// Puts a cell that is text into the next column, which is this one. Where a text may not be missing, none is an empty
/// one: programs that know no difference write one for the other.
///
/// # Errors
/// Says what the text should be.
pub(crate) fn put(rows: &mut Rows, column: &Column, cell: Option<&str>) -> Result<(), String> {
    let wrong = |wanted: &str| match cell {
        Some(cell) => format!("`{}` must be {wanted}, and is {cell:?}", column.name),
        None => format!("`{}` must be {wanted}, and is empty", column.name),
    };
    let cell = if column.kind == Kind::Text && !column.nullable { cell.or(Some("")) } else { cell };
    if cell.is_none() && !column.nullable {
        return Err(wrong("there"));
    }
    fn parsed<T: std::str::FromStr>(cell: Option<&str>) -> Option<Option<T>> {
        match cell {
            None => Some(None),
            Some(cell) => cell.parse().ok().map(Some),
        }
    }
    match column.kind {
        Kind::Text => rows.text_or_null(cell),
        Kind::Whole => rows.whole_or_null(parsed(cell).ok_or_else(|| wrong("a whole number"))?),
        Kind::Number => rows.number_or_null(parsed(cell).ok_or_else(|| wrong("a number"))?),
        Kind::Truth => rows.truth(match cell {
            Some("true" | "True" | "TRUE" | "1") => true,
            Some("false" | "False" | "FALSE" | "0") => false,
            _ => return Err(wrong("true or false")),
        }),
        Kind::Day => rows.day_or_null(parsed::<Date>(cell).ok_or_else(|| wrong("a day"))?),
        Kind::Texts => {
            let texts: Vec<String> = list(cell).ok_or_else(|| wrong("a JSON array of strings"))?;
            rows.texts(&texts);
        }
        Kind::Spans => {
            let things: Vec<Thing> = list(cell).ok_or_else(|| wrong("a JSON array of spans"))?;
            let spans: Vec<Span> = things.iter().map(|thing| Span { start: thing.start, end: thing.end }).collect();
            rows.spans(&spans);
        }
        Kind::Objects => {
            let things: Vec<Thing> = list(cell).ok_or_else(|| wrong("a JSON array of spans"))?;
            let object = |thing| {
                let Thing { start, end, text, quantity } = thing;
                (start, end, text.unwrap_or_default(), quantity)
            };
            rows.objects(things.into_iter().map(object));
        }
    }
    Ok(())
}

fn list<'a, T: Deserialize<'a>>(cell: Option<&'a str>) -> Option<Vec<T>> {
    serde_json::from_str(cell?).ok()
}
