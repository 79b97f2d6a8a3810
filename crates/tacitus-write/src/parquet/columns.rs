//! Arrow's columns as the values and levels that Parquet keeps.
//!
//! A list of fields is one column a field. Each value has two levels: how much of what might be missing is there
//! (nothing, a list's element, a value in it), and whether it begins a new row or goes on with a list.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Float64Type, Int64Type};
use arrow_array::{Array, ArrayRef};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type as WholeType};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;

use crate::tables::{Column, Kind};

/// How many of Parquet's columns one of a table's is.
pub(super) fn leaves(kind: Kind) -> usize {
    match kind {
        Kind::Spans => 2,
        Kind::Objects => 4,
        _ => 1,
    }
}

/// Writes a leaf of a column.
pub(super) fn put(
    out: &mut SerializedColumnWriter,
    array: &ArrayRef,
    column: &Column,
    leaf: usize,
) -> Result<(), ParquetError> {
    match column.kind {
        Kind::Texts => listed(out, array, |elements| elements, Kind::Text, false),
        Kind::Spans | Kind::Objects => {
            let kind = if leaf < 2 { Kind::Whole } else { Kind::Text };
            listed(out, array, |elements| elements.as_struct().column(leaf), kind, leaf == 3)
        }
        kind => {
            let definition: Vec<i16> = (0..array.len()).map(|row| array.is_valid(row).into()).collect();
            let places = (0..array.len()).filter(|row| array.is_valid(*row));
            write(out, array, kind, places, column.nullable.then_some(&definition[..]), None)
        }
    }
}

/// Writes a leaf of a column of lists, none of which is missing.
fn listed(
    out: &mut SerializedColumnWriter,
    array: &ArrayRef,
    leaf: impl Fn(&ArrayRef) -> &ArrayRef,
    kind: Kind,
    nullable: bool,
) -> Result<(), ParquetError> {
    let lists = array.as_list::<i32>();
    let leaf = leaf(lists.values());
    let (mut definition, mut repetition, mut places) = (Vec::new(), Vec::new(), Vec::new());
    for bounds in lists.value_offsets().windows(2) {
        let elements = bounds[0] as usize..bounds[1] as usize;
        if elements.is_empty() {
            definition.push(0);
            repetition.push(0);
        }
        for place in elements.clone() {
            definition.push(1 + i16::from(nullable && leaf.is_valid(place)));
            repetition.push((place > elements.start).into());
            places.extend(leaf.is_valid(place).then_some(place));
        }
    }
    write(out, leaf, kind, places.into_iter(), Some(&definition), Some(&repetition))
}

fn write(
    out: &mut SerializedColumnWriter,
    array: &ArrayRef,
    kind: Kind,
    places: impl Iterator<Item = usize>,
    definition: Option<&[i16]>,
    repetition: Option<&[i16]>,
) -> Result<(), ParquetError> {
    match kind {
        Kind::Whole => {
            let array = array.as_primitive::<Int64Type>();
            let values: Vec<i64> = places.map(|place| array.value(place)).collect();
            out.typed::<WholeType>().write_batch(&values, definition, repetition)?;
        }
        Kind::Number => {
            let array = array.as_primitive::<Float64Type>();
            let values: Vec<f64> = places.map(|place| array.value(place)).collect();
            out.typed::<DoubleType>().write_batch(&values, definition, repetition)?;
        }
        Kind::Truth => {
            let array = array.as_boolean();
            let values: Vec<bool> = places.map(|place| array.value(place)).collect();
            out.typed::<BoolType>().write_batch(&values, definition, repetition)?;
        }
        Kind::Day => {
            let array = array.as_primitive::<Date32Type>();
            let values: Vec<i32> = places.map(|place| array.value(place)).collect();
            out.typed::<Int32Type>().write_batch(&values, definition, repetition)?;
        }
        Kind::Text | Kind::Texts | Kind::Spans | Kind::Objects => {
            let array = array.as_string::<i32>();
            let values: Vec<ByteArray> = places.map(|place| array.value(place).into()).collect();
            out.typed::<ByteArrayType>().write_batch(&values, definition, repetition)?;
        }
    }
    Ok(())
}
