//! Whatever the bytes of a source, an import ends with a file or an error, and the file can be read.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use tacitus_import::{Error, Fault, Import, Options, Place};
use tacitus_knowledge::Knowledge;

/// Imports one file as each kind of source.
fn import(folder: &Path, bytes: &[u8]) {
    let (source, out) = (folder.join("source"), folder.join("out"));
    fs::write(&source, bytes).unwrap();
    type Read = fn(&mut Import, &Path, &mut Vec<(Place, Fault)>) -> Result<(), Error>;
    let reads: [Read; 4] = [
        |import, path, faults| import.wikidata(path, faults),
        |import, path, faults| import.geonames(path, faults),
        |import, path, faults| import.actors(path, faults),
        |import, path, faults| import.agents(path, faults),
    ];
    for read in reads {
        let mut import = Import::new(&out, Options { memory: 1 << 10, surnames: true, ..Options::default() }).unwrap();
        let mut faults = Vec::new();
        if read(&mut import, &source, &mut faults).is_ok() {
            let summary = import.finish().unwrap();
            assert_eq!(summary.passed_over, faults.len() as u64);
            let knowledge = Knowledge::builtin().with_file(&out).unwrap();
            let known = Knowledge::builtin().entries().count() as u64;
            assert_eq!(knowledge.entries().count() as u64, known + summary.entries - summary.met);
        }
    }
}

/// Pieces that sources are made of, in any order.
fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "\n",
        "\n+",
        "\n\t",
        " ",
        "_",
        "[",
        "]",
        "{",
        "}",
        "!",
        "=",
        ",",
        "~",
        "(",
        ")",
        "#",
        "\t",
        "-",
        "<",
        ">",
        "PERU_",
        "Ünal",
        "[PERGOV 990101-",
        "010101]",
        "[~GOV]",
        "!P! = A, B\n",
        "USA",
        "20010101",
        "{\"id\":\"Q5\",",
        "\"labels\":{\"en\":{\"value\":\"Ab\"}},",
        "\"claims\":{\"P31\":[{\"mainsnak\":{\"datavalue\":{\"value\":{\"id\":\"Q515\"}}}}]}}",
        "1\tA\tA\t\t1\t2\tP\tPPLC\tPE\t\t\t\t\t\t5\t\t\t\t",
    ]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat().into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        import(tempfile::tempdir().unwrap().path(), &bytes);
    }

    #[test]
    fn any_order_of_what_sources_are_made_of(bytes in pieces()) {
        import(tempfile::tempdir().unwrap().path(), &bytes);
    }

    #[test]
    fn compressed_data_that_goes_wrong(bytes in prop::collection::vec(any::<u8>(), 0..200), bzip in any::<bool>()) {
        let magic: &[u8] = if bzip { b"BZh9" } else { b"\x1f\x8b\x08\x00" };
        import(tempfile::tempdir().unwrap().path(), &[magic, &bytes].concat());
    }
}
