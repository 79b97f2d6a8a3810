use std::io::{Seek, Write};

use ::parquet::basic::{Compression, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type, Int96, Int96Type};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use super::*;

/// What is in a column; `None` where a cell is empty.
enum Cells {
    Bytes(Vec<Option<Vec<u8>>>),
    Days(Vec<Option<i32>>),
    Whole(Vec<i64>),
    Number(Vec<f64>),
    Truth(Vec<bool>),
    Old(Vec<Int96>),
    /// The levels of a list of strings, and its elements.
    Lists(Vec<i16>, Vec<i16>, Vec<&'static str>),
}

/// How each column is declared, and its cells.
type Columns = Vec<(&'static str, Cells)>;

fn written(columns: &Columns, compression: Compression) -> Vec<u8> {
    let schema: String = columns.iter().map(|(declared, _)| *declared).collect();
    let schema = Arc::new(parse_message_type(&format!("message m {{ {schema} }}")).unwrap());
    let properties = Arc::new(WriterProperties::builder().set_compression(compression).build());
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for (_, cells) in columns {
        let mut column = group.next_column().unwrap().unwrap();
        match cells {
            Cells::Bytes(cells) => {
                let levels: Vec<i16> = cells.iter().map(|cell| cell.is_some().into()).collect();
                let values: Vec<ByteArray> = cells.iter().flatten().map(|cell| cell.clone().into()).collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(&levels), None).unwrap();
            }
            Cells::Days(cells) => {
                let levels: Vec<i16> = cells.iter().map(|cell| cell.is_some().into()).collect();
                let values: Vec<i32> = cells.iter().flatten().copied().collect();
                column.typed::<Int32Type>().write_batch(&values, Some(&levels), None).unwrap();
            }
            Cells::Whole(cells) => drop(column.typed::<Int64Type>().write_batch(cells, None, None).unwrap()),
            Cells::Number(cells) => drop(column.typed::<DoubleType>().write_batch(cells, None, None).unwrap()),
            Cells::Truth(cells) => drop(column.typed::<BoolType>().write_batch(cells, None, None).unwrap()),
            Cells::Old(cells) => drop(column.typed::<Int96Type>().write_batch(cells, None, None).unwrap()),
            Cells::Lists(definition, repetition, cells) => {
                let values: Vec<ByteArray> = cells.iter().map(|cell| (*cell).into()).collect();
                column.typed::<ByteArrayType>().write_batch(&values, Some(definition), Some(repetition)).unwrap();
            }
        }
        column.close().unwrap();
    }
    group.close().unwrap();
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
    all(&written(&columns, Compression::UNCOMPRESSED), &Options::default())
}

fn texts(texts: &[&str]) -> Cells {
    Cells::Bytes(texts.iter().map(|text| Some(text.as_bytes().to_vec())).collect())
}

const TEXT: &str = "OPTIONAL BYTE_ARRAY text (STRING);";
const LIST: &str = "REQUIRED GROUP text (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }";

#[test]
fn columns_are_found_by_name_and_type() {
    let body = || texts(&["Élan spoke.", "Two.", "Three."]);
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::ZSTD(ZstdLevel::default()),
        Compression::LZ4_RAW,
        Compression::GZIP(Default::default()),
    ] {
        let columns = vec![
            ("OPTIONAL BYTE_ARRAY maintext (STRING);", body()),
            ("REQUIRED INT64 id;", Cells::Whole(vec![7, 8, -9])),
            ("OPTIONAL INT32 date (DATE);", Cells::Days(vec![Some(19387), None, Some(19387)])),
        ];
        assert_eq!(
            all(&written(&columns, compression), &Options::default()),
            [
                "f: record 1 \"7\" \"Élan spoke.\" \"\" 2023-01-30",
                "f: record 2 \"8\" \"Two.\" \"\" ",
                "f: record 3 \"-9\" \"Three.\" \"\" 2023-01-30"
            ]
        );
    }
}

#[test]
fn stamps_of_every_kind_give_their_day() {
    // The last moment of 30 January 2023, and the last before 1970.
    let end = 19388 * 86_400;
    let mut old = Int96::new();
    old.set_data(0, 0, 2_440_588 + 19387);
    let before = "1969-12-31";
    for (declared, cells, second) in [
        ("REQUIRED INT64 published (TIMESTAMP(MILLIS,true));", Cells::Whole(vec![end * 1000 - 1, -1]), before),
        ("REQUIRED INT64 published (TIMESTAMP(MICROS,false));", Cells::Whole(vec![end * 1_000_000 - 1, -1]), before),
        ("REQUIRED INT64 published (TIMESTAMP(NANOS,true));", Cells::Whole(vec![end * 1_000_000_000 - 1, -1]), before),
        ("REQUIRED INT64 published (TIMESTAMP_MICROS);", Cells::Whole(vec![end * 1_000_000 - 1, -1]), before),
        ("REQUIRED INT96 published;", Cells::Old(vec![old, old]), "2023-01-30"),
        ("OPTIONAL BYTE_ARRAY published (STRING);", texts(&["2023-01-30T23:59:59Z", ""]), ""),
    ] {
        let rows = told(vec![(declared, cells), (TEXT, texts(&["One.", "Two."]))]);
        assert_eq!(rows[0], "f: record 1 \"\" \"One.\" \"\" 2023-01-30", "{declared}");
        assert_eq!(rows[1], format!("f: record 2 \"\" \"Two.\" \"\" {second}"), "{declared}");
    }
}

#[test]
fn bytes_are_text_where_they_are_and_numbers_ids() {
    let bytes = Cells::Bytes(vec![Some(b"One.".to_vec()), Some(b"\xFF".to_vec()), Some(b"Three.".to_vec())]);
    let columns = vec![
        ("REQUIRED INT64 story_id (INTEGER(64,false));", Cells::Whole(vec![-1, 1, 2])),
        ("OPTIONAL BYTE_ARRAY text;", bytes),
        ("OPTIONAL BYTE_ARRAY title (STRING);", texts(&["Élan", "", ""])),
    ];
    assert_eq!(
        told(columns),
        [
            "f: record 1 \"18446744073709551615\" \"One.\" \"Élan\" ",
            "f: record 2: not UTF-8 at byte 0",
            "f: record 3 \"2\" \"Three.\" \"\" "
        ]
    );
}

#[test]
fn names_that_are_given_stand_alone() {
    let mut options = Options::default();
    options.names.map(Role::Text, "wire_copy");
    let columns = vec![(TEXT, texts(&["No."])), ("OPTIONAL BYTE_ARRAY wire_copy (STRING);", texts(&["Yes."]))];
    assert_eq!(all(&written(&columns, Compression::SNAPPY), &options), ["f: record 1 \"\" \"Yes.\" \"\" "]);
}

#[test]
fn each_fault_costs_a_row() {
    let text = |text: &str| Some(text.as_bytes().to_vec());
    let columns = vec![
        (TEXT, Cells::Bytes(vec![text("One."), None, text(" "), text("Four.")])),
        ("OPTIONAL BYTE_ARRAY published (STRING);", texts(&["2023-01-30", "2023-01-30", "2023-01-30", "soon"])),
    ];
    assert_eq!(
        told(columns),
        [
            "f: record 1 \"\" \"One.\" \"\" 2023-01-30",
            "f: record 2: there is no `text`",
            "f: record 3: there is no text",
            "f: record 4: `published` must be YYYY-MM-DD or an RFC 3339 stamp, and is \"soon\"",
        ]
    );
    let options = Options { max_document_bytes: 5, ..Options::default() };
    let rows = all(&written(&vec![(TEXT, texts(&["Longer.", "Short"]))], Compression::SNAPPY), &options);
    assert!(rows[0].starts_with("f: record 1: longer than 5 bytes"), "{rows:?}");
    assert!(rows[1].ends_with("\"Short\" \"\" "), "{rows:?}");
}

#[test]
fn a_column_of_the_wrong_type_is_named() {
    let list = || Cells::Lists(vec![1], vec![0], vec!["One."]);
    for (declared, cells, message) in [
        (LIST, list(), "f: `text` must be a string, and is a list"),
        (
            "REQUIRED GROUP text { OPTIONAL BYTE_ARRAY en (STRING); }",
            texts(&["One."]),
            "f: `text` must be a string, and is a structure",
        ),
        (
            "REQUIRED DOUBLE id;",
            Cells::Number(vec![1.5]),
            "f: `id` must be a string or a whole number, and is a number",
        ),
        (
            "REQUIRED BOOLEAN published;",
            Cells::Truth(vec![true]),
            "f: `published` must be a date, a stamp or a string, and is a truth value",
        ),
        ("REQUIRED DOUBLE title;", Cells::Number(vec![1.5]), "f: `title` must be a string, and is a number"),
        ("OPTIONAL INT32 title (DATE);", Cells::Days(vec![Some(1)]), "f: `title` must be a string, and is a date"),
    ] {
        let mut columns = vec![(declared, cells)];
        if !message.contains("`text`") {
            columns.push((TEXT, texts(&["One."])));
        }
        assert_eq!(told(columns), [message]);
    }
    // Where the name is a guess, or the column is not ours to read, it is no matter.
    let body = "REQUIRED GROUP body (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }";
    let columns = vec![
        (body, list()),
        ("REQUIRED GROUP source { OPTIONAL BYTE_ARRAY name (STRING); }", texts(&["X"])),
        ("OPTIONAL BYTE_ARRAY maintext (STRING);", texts(&["One."])),
    ];
    assert_eq!(told(columns), ["f: record 1 \"\" \"One.\" \"\" "]);
    assert_eq!(told(vec![(body, list())]), ["f: there is no `text`"]);
}

#[test]
fn damage_is_told() {
    let whole = written(&vec![(TEXT, texts(&["One.", "Two.", "Three."]))], Compression::SNAPPY);
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
        let columns = vec![
            (TEXT, texts(&["One.", "Two.", "One."])),
            ("OPTIONAL INT32 published (DATE);", Cells::Days(vec![Some(19387), None, Some(1)])),
            (
                "REQUIRED GROUP tags (LIST) { REPEATED GROUP list { REQUIRED BYTE_ARRAY element (STRING); } }",
                Cells::Lists(vec![0, 1, 1, 1], vec![0, 0, 0, 1], vec!["a", "b", "c"]),
            ),
        ];
        let mut bytes = written(&columns, compression);
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = all(&bytes, &Options::default());
        let _ = all(&bytes[..at], &Options::default());
    }

    #[test]
    fn texts_come_back_unchanged(texts in proptest::collection::vec("\\PC{1,30}[a-z]", 1..70)) {
        let cells = Cells::Bytes(texts.iter().map(|text| Some(text.clone().into_bytes())).collect());
        let bytes = written(&vec![(TEXT, cells)], Compression::SNAPPY);
        let back: Vec<String> =
            read(file(&bytes), "f".as_ref(), &Options::default()).map(|found| found.unwrap().value.text).collect();
        prop_assert_eq!(back, texts);
    }
}
