use std::io::{Seek, Write};
use std::sync::Arc;

use ::parquet::arrow::ArrowWriter;
use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::file::properties::WriterProperties;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    BinaryArray, BooleanArray, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray, StructArray,
    TimestampMicrosecondArray, TimestampNanosecondArray, UInt64Array,
};
use arrow_schema::Field as Column;
use proptest::prelude::*;

use super::*;

type Columns = Vec<(&'static str, ArrayRef)>;

fn written(columns: Columns, compression: Compression) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let properties = WriterProperties::builder().set_compression(compression).set_max_row_group_row_count(Some(2));
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties.build())).unwrap();
    writer.write(&batch).unwrap();
    writer.into_inner().unwrap()
}

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

fn all(bytes: &[u8], options: &Options) -> Vec<String> {
    read(file(bytes), "f".as_ref(), options)
        .map(|item| match item {
            Ok(Found { place, value }) => {
                let (id, title) = (value.id.unwrap_or_default(), value.title.unwrap_or_default());
                let day = value.published.map(|day| day.to_string()).unwrap_or_default();
                format!("{place} {id:?} {:?} {title:?} {day}", value.text)
            }
            Err(error) => error.to_string(),
        })
        .collect()
}

fn told(columns: Columns) -> Vec<String> {
    all(&written(columns, Compression::UNCOMPRESSED), &Options::default())
}

fn texts(texts: &[&str]) -> ArrayRef {
    Arc::new(StringArray::from(texts.to_vec()))
}

#[test]
fn columns_are_found_by_name_and_type() {
    // 30 January 2023, of which the stamp is the last second.
    let days = Date32Array::from(vec![Some(19387), None, Some(19387)]);
    let stamps = TimestampMicrosecondArray::from(vec![19388 * 86_400_000_000 - 1; 3]).with_timezone("UTC");
    let old = TimestampNanosecondArray::from(vec![-1; 3]);
    let body = || texts(&["Élan spoke.", "Two.", "Three."]);
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4_RAW,
        Compression::GZIP(Default::default()),
    ] {
        let columns: Columns = vec![
            ("maintext", body()),
            ("id", Arc::new(Int64Array::from(vec![7, 8, -9]))),
            ("date", Arc::new(days.clone())),
        ];
        assert_eq!(
            all(&written(columns, compression), &Options::default()),
            [
                "f: record 1 \"7\" \"Élan spoke.\" \"\" 2023-01-30",
                "f: record 2 \"8\" \"Two.\" \"\" ",
                "f: record 3 \"-9\" \"Three.\" \"\" 2023-01-30"
            ]
        );
    }
    let ids = UInt64Array::from(vec![u64::MAX; 3]);
    let columns: Columns = vec![("published", Arc::new(stamps)), ("text", body()), ("story_id", Arc::new(ids))];
    assert_eq!(told(columns)[0], "f: record 1 \"18446744073709551615\" \"Élan spoke.\" \"\" 2023-01-30");
    let bytes = BinaryArray::from(vec![&b"One."[..], b"\xFF", b"Three."]);
    let columns: Columns = vec![("published", Arc::new(old)), ("text", Arc::new(bytes)), ("title", body())];
    assert_eq!(
        told(columns),
        [
            "f: record 1 \"\" \"One.\" \"Élan spoke.\" 1969-12-31",
            "f: record 2: not UTF-8 at byte 0",
            "f: record 3 \"\" \"Three.\" \"Three.\" 1969-12-31"
        ]
    );
}

#[test]
fn names_that_are_given_stand_alone() {
    let mut options = Options::default();
    options.names.map(Role::Text, "wire copy");
    let columns: Columns = vec![("text", texts(&["No."])), ("wire copy", texts(&["Yes."]))];
    assert_eq!(all(&written(columns, Compression::SNAPPY), &options), ["f: record 1 \"\" \"Yes.\" \"\" "]);
}

#[test]
fn each_fault_costs_a_row() {
    let body = Arc::new(StringArray::from(vec![Some("One."), None, Some(" "), Some("Four.")]));
    let days = texts(&["2023-01-30", "2023-01-30", "2023-01-30", "soon"]);
    assert_eq!(
        told(vec![("text", body), ("published", days)]),
        [
            "f: record 1 \"\" \"One.\" \"\" 2023-01-30",
            "f: record 2: there is no `text`",
            "f: record 3: there is no text",
            "f: record 4: `published` must be YYYY-MM-DD or an RFC 3339 stamp, and is \"soon\"",
        ]
    );
    let options = Options { max_document_bytes: 5, ..Options::default() };
    let bytes = written(vec![("text", texts(&["Longer.", "Short"]))], Compression::SNAPPY);
    let rows = all(&bytes, &options);
    assert!(rows[0].starts_with("f: record 1: longer than 5 bytes"), "{rows:?}");
    assert!(rows[1].ends_with("\"Short\" \"\" "), "{rows:?}");
}

fn nested() -> ArrayRef {
    let mut list = ListBuilder::new(StringBuilder::new());
    list.append_value([Some("One.")]);
    Arc::new(list.finish())
}

fn structure() -> ArrayRef {
    let member = Arc::new(Column::new("en", DataType::Utf8, false));
    Arc::new(StructArray::from(vec![(member, texts(&["One."]))]))
}

#[test]
fn a_column_of_the_wrong_type_is_named() {
    let number: ArrayRef = Arc::new(Float64Array::from(vec![1.5]));
    let truth: ArrayRef = Arc::new(BooleanArray::from(vec![true]));
    for (name, column, message) in [
        ("text", nested(), "f: `text` must be a string, and is a list"),
        ("text", structure(), "f: `text` must be a string, and is a structure"),
        ("id", number.clone(), "f: `id` must be a string or a whole number, and is a number"),
        ("published", truth, "f: `published` must be a date, a stamp or a string, and is a truth value"),
        ("title", number, "f: `title` must be a string, and is a number"),
    ] {
        let mut columns: Columns = vec![(name, column)];
        if name != "text" {
            columns.push(("text", texts(&["One."])));
        }
        assert_eq!(told(columns), [message]);
    }
    // Where the name is a guess, or the column is not ours to read, it is no matter.
    let columns: Columns = vec![("body", nested()), ("source", structure()), ("maintext", texts(&["One."]))];
    assert_eq!(told(columns), ["f: record 1 \"\" \"One.\" \"\" "]);
    assert_eq!(told(vec![("body", nested())]), ["f: there is no `text`"]);
}

#[test]
fn damage_is_told() {
    let whole = written(vec![("text", texts(&["One.", "Two.", "Three."]))], Compression::SNAPPY);
    for bytes in [&whole[..whole.len() / 2], b"PAR1", b"", b"PAR1 and no more than that, PAR1"] {
        let rows = all(bytes, &Options::default());
        assert!(rows.len() == 1 && rows[0].starts_with("f: not Parquet: "), "{rows:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn damaged_files_never_panic(at in 0usize..10_000, byte: u8, zstd: bool) {
        let compression = if zstd { Compression::ZSTD(ZstdLevel::default()) } else { Compression::UNCOMPRESSED };
        let columns: Columns = vec![
            ("text", texts(&["One.", "Two.", "One."])),
            ("published", Arc::new(Date32Array::from(vec![Some(19387), None, Some(1)]))),
            ("tags", Arc::new({
                let mut list = ListBuilder::new(StringBuilder::new());
                (0..3).for_each(|n| list.append_value(vec![Some("a"); n]));
                list.finish()
            })),
        ];
        let mut bytes = written(columns, compression);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = all(&bytes, &Options::default());
        let _ = all(&bytes[..at], &Options::default());
    }

    #[test]
    fn texts_come_back_unchanged(texts in proptest::collection::vec("\\PC{1,30}[a-z]", 1..70)) {
        let column: ArrayRef = Arc::new(StringArray::from(texts.clone()));
        let bytes = written(vec![("text", column)], Compression::SNAPPY);
        let back: Vec<String> =
            read(file(&bytes), "f".as_ref(), &Options::default()).map(|found| found.unwrap().value.text).collect();
        prop_assert_eq!(back, texts);
    }
}
