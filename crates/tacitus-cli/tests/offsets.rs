//! Offsets, whatever the format and the characters: a text that is put into a file comes out as it was, and what the
//! record and the parse point at is there.

#[path = "common/packing.rs"]
mod packing;
#[path = "../../../fuzz/src/records.rs"]
#[allow(dead_code)]
mod spans;

use std::io::Cursor;
use std::path::Path;
use std::sync::LazyLock;

use packing::{answer, bzip2, gzip, tar, warc_record, zip, zstd};
use proptest::prelude::*;
use tacitus::{Coder, Input};
use tacitus_read::{Documents, Options};
use tacitus_write::conllu;

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::new().unwrap());

/// Pieces of a report, some of them odd.
const PIECES: [&str; 30] = [
    "The president of Peru",
    "said on Monday",
    "that 40 people had died",
    "“We will not pay,”",
    "Mr. O’Neill",
    "accused Chile of spying",
    "in São Paulo",
    "Sa\u{303}o Tome\u{301}",
    "$3.5bn",
    ".",
    ",",
    "\n\n",
    "\n",
    "\r\n",
    "\t",
    "  ",
    "\u{a0}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{ad}",
    "\u{2028}",
    "👩\u{200d}🚀",
    "𝒜𝒷",
    "السلام عليكم",
    "שלום",
    "\u{202e}abc\u{202c}",
    "北京",
    "&amp; <b>",
    "e\u{301}\u{323}\u{302}",
];

fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![8 => prop::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => "\\PC{1,4}"];
    let pieces = prop::collection::vec(piece, 1..14);
    // Ordinary words at the front, so that there is a text, and no mark of an encoding.
    pieces.prop_map(|pieces| format!("Officials said {}", pieces.join(" ")))
}

/// What is read of bytes that begin as their format does.
fn read(bytes: Vec<u8>, name: &str) -> String {
    let mut all: Vec<_> = Documents::from_reader(Cursor::new(bytes), Path::new(name), Options::default()).collect();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).unwrap().value.text
}

/// XML makes all line ends one, and its readers take white space off at the ends.
fn in_xml(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().to_owned()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Pages are about words: white space of any kind and number is a space.
fn in_page(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn texts_come_out_of_every_format_as_they_went_in(text in texts()) {
        let bytes = text.as_bytes();
        let object = serde_json::json!({"text": text});
        let row = format!("id,text\n1,\"{}\"\n", text.replace('"', "\"\""));
        let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        for (name, file) in [
            ("a.txt", bytes.to_vec()),
            ("a.txt", [b"\xEF\xBB\xBF", bytes].concat()),
            ("a.txt", utf16),
            ("a.jsonl", object.to_string().into_bytes()),
            ("a.json", serde_json::to_vec_pretty(&[&object]).unwrap()),
            ("a.csv", row.into_bytes()),
            ("a.txt.gz", gzip(bytes)),
            ("a.txt.zst", zstd(bytes)),
            ("a.txt.bz2", bzip2(bytes)),
            ("a.tar", tar(&[("a.txt", bytes)])),
            ("a.zip", zip(&[("a.txt.gz", &gzip(bytes))])),
        ] {
            prop_assert_eq!(&read(file, name), &text, "{}", name);
        }
        let sentence = format!("<Sentences><Sentence><Text>{}</Text></Sentence></Sentences>", escaped(&text));
        prop_assert_eq!(read(sentence.into_bytes(), "a.xml"), in_xml(&text));
        let plain = format!("<feed><entry><content type='text'>{}</content></entry></feed>", escaped(&text));
        prop_assert_eq!(read(plain.into_bytes(), "a.atom"), in_xml(&text));
        let item = format!("<rss><item><description>{}</description></item></rss>", escaped(&escaped(&text)));
        prop_assert_eq!(in_page(&read(item.into_bytes(), "a.rss")), in_page(&text));
        let page = answer(&escaped(&text));
        prop_assert_eq!(in_page(&read(warc_record(&page, page.len()).into_bytes(), "a.warc")), in_page(&text));
    }

    #[test]
    fn what_is_pointed_at_is_there(texts in prop::collection::vec(texts(), 1..4)) {
        let input = |text: &String| Input { id: Some("a".to_owned()), text: text.clone(), ..Input::default() };
        let together = CODER.code(texts.iter().map(input).collect());
        for (text, record) in texts.iter().zip(together) {
            let alone = CODER.code(vec![input(text)]).remove(0);
            let Ok(record) = record else {
                // Too much of another language; then it is too much in any batch.
                prop_assert!(alone.is_err());
                continue;
            };
            prop_assert_eq!(&record.text, text);
            spans::check(&record);
            prop_assert_eq!(&alone.unwrap(), &record, "in a batch and alone");
            let parse = CODER.parse(vec![input(text)]).remove(0).unwrap();
            spans::check_parse(&conllu::document(&parse), text);
        }
    }
}
