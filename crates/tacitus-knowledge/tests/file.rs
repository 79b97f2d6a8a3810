//! Knowledge files: what they add, and that a wrong or damaged one is told and never panics.

use std::io::Cursor;

use jiff::civil::date;
use tacitus_knowledge::{
    Entry, ErrorKind, How, Kind, Knowledge, Office, Packer, PartialDate, Posting, Role, RoleKind, normalise,
};

/// A file with entries, each filed under its id and its names.
fn file(entries: &[(Entry, &[(&str, How)])], roles: Vec<Role>) -> Vec<u8> {
    let mut packer = Packer::new(Cursor::new(Vec::new()), Cursor::new(Vec::new())).unwrap();
    let mut keys: Vec<(String, Posting)> = Vec::new();
    for (entry, names) in entries {
        let number = packer.entry(entry).unwrap();
        keys.push(Posting::id(&entry.id, number));
        keys.extend(names.iter().filter_map(|(name, how)| Posting::name(name, *how, number)));
    }
    keys.sort();
    for group in keys.chunk_by(|a, b| a.0 == b.0) {
        packer.key(&group[0].0, group.iter().map(|(_, posting)| *posting).collect()).unwrap();
    }
    packer.finish(roles).unwrap().into_inner()
}

fn minister() -> Entry {
    let office = Office {
        country: Some("PER".to_owned()),
        organisation: None,
        title: "Minister of Tides".to_owned(),
        sectors: vec!["GOV".to_owned()],
        code: Some("PERGOV".to_owned()),
        from: PartialDate::parse("2019-03"),
        to: None,
    };
    let mut entry = Entry::new("wikidata:Q1".to_owned(), "Ines Quispe Mar", Kind::Person);
    entry.country = Some("PER".to_owned());
    entry.offices = vec![office];
    entry.sources = vec!["wikidata".to_owned()];
    entry
}

fn example() -> Vec<u8> {
    let mut stoltenberg = Entry::new("person:Jens Stoltenberg".to_owned(), "Jens Stoltenberg", Kind::Person);
    stoltenberg.wikidata = Some("Q57665".to_owned());
    stoltenberg.sources = vec!["wikidata".to_owned()];
    let tidal =
        Role { noun: "tide warden".to_owned(), sectors: vec!["GOV".to_owned()], kind: RoleKind::Person, note: None };
    let farmer =
        Role { noun: "farmer".to_owned(), sectors: vec!["CRM".to_owned()], kind: RoleKind::Person, note: None };
    file(
        &[
            (minister(), &[("Ines Quispe Mar", How::Name), ("Quispe", How::Surname), ("Seoul", How::Alias)]),
            (stoltenberg, &[("Jens Stoltenberg", How::Name), ("Stoltenbergen", How::Alias)]),
        ],
        vec![tidal, farmer],
    )
}

fn knowledge() -> Knowledge {
    Knowledge::builtin().with_bytes("example", example()).unwrap()
}

#[test]
fn new_entries_are_found() {
    let knowledge = knowledge();
    let found = knowledge.lookup("Inés Quispe Mar", Some(date(2020, 1, 1)));
    assert_eq!((found.len(), found[0].entry), (1, &minister()));
    assert!(found[0].in_office && found[0].imported);
    assert_eq!(found[0].code(Some(date(2020, 1, 1))).as_deref(), Some("PERGOV"));
    assert_eq!(knowledge.entry("wikidata:Q1"), Some(&minister()));
    assert!(Knowledge::builtin().entry("wikidata:Q1").is_none());
}

#[test]
fn an_entry_in_both_is_one() {
    let knowledge = knowledge();
    let day = Some(date(2020, 1, 1));
    for name in ["Jens Stoltenberg", "Stoltenbergen", "Stoltenberg"] {
        let found = knowledge.lookup(name, day);
        assert_eq!(found.len(), 1, "{name}");
        let entry = found[0].entry;
        assert_eq!((entry.id.as_str(), entry.wikidata.as_deref()), ("person:Jens Stoltenberg", Some("Q57665")));
        assert_eq!(entry.office_on(date(2020, 1, 1)).unwrap().role(), "Secretary General of NATO");
        assert_eq!(found[0].imported, name == "Stoltenbergen", "{name}");
    }
    let builtin = Knowledge::builtin().entries().count();
    assert_eq!(knowledge.entries().count(), builtin + 1);
    let again = knowledge.with_bytes("again", example()).unwrap();
    assert_eq!(again.entries().count(), builtin + 1);
}

#[test]
fn what_is_built_in_comes_first() {
    let ids = |knowledge: &Knowledge| -> Vec<String> {
        knowledge.lookup("Seoul", Some(date(2020, 1, 1))).iter().map(|c| c.entry.id.clone()).collect()
    };
    let (before, after) = (ids(&Knowledge::builtin()), ids(&knowledge()));
    assert_eq!(after[0], before[0]);
    assert_eq!(after.len(), before.len() + 1);
}

#[test]
fn roles_are_added_and_none_is_changed() {
    let knowledge = knowledge();
    assert_eq!(knowledge.role("tide wardens").unwrap().sectors, ["GOV"]);
    assert_eq!(knowledge.role("farmer"), Knowledge::builtin().role("farmer"));
}

#[test]
fn a_file_cut_off_anywhere_is_told() {
    let bytes = example();
    for length in 0..bytes.len() {
        let error = Knowledge::builtin().with_bytes("cut", bytes[..length].to_vec()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Damaged, "{length}: {error}");
    }
    let mut longer = bytes;
    longer.push(0);
    assert_eq!(Knowledge::builtin().with_bytes("longer", longer).unwrap_err().kind(), ErrorKind::Damaged);
}

#[test]
fn a_changed_byte_is_told() {
    let bytes = example();
    for at in (0..bytes.len()).filter(|at| !(12..16).contains(at)) {
        for change in [1, 0x80, 0xff] {
            let mut wrong = bytes.clone();
            wrong[at] ^= change;
            let error = Knowledge::builtin().with_bytes("wrong", wrong).unwrap_err();
            let expected: &[ErrorKind] = match at {
                0..8 => &[ErrorKind::Foreign],
                8..12 => &[ErrorKind::Version],
                _ => &[ErrorKind::Damaged],
            };
            assert!(expected.contains(&error.kind()), "{at}: {error}");
        }
    }
}

#[test]
fn other_files_are_told() {
    let builtin = Knowledge::builtin();
    let error = builtin.with_bytes("notes.txt", b"Not at all".to_vec()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Foreign);
    assert_eq!(error.to_string(), "notes.txt: this is no file of `tacitus knowledge import`");
    let error = builtin.with_file(std::path::Path::new("there/is/none")).unwrap_err();
    assert_eq!((error.kind(), error.table()), (ErrorKind::Unreadable, "there/is/none"));
}

#[test]
fn an_empty_file_of_ours_adds_nothing() {
    let knowledge = Knowledge::builtin().with_bytes("none", file(&[], Vec::new())).unwrap();
    assert_eq!(knowledge.entries().count(), Knowledge::builtin().entries().count());
    assert!(knowledge.lookup("Ines Quispe Mar", None).is_empty());
}

#[test]
fn keys_out_of_order_are_refused() {
    let mut packer = Packer::new(Cursor::new(Vec::new()), Cursor::new(Vec::new())).unwrap();
    let number = packer.entry(&minister()).unwrap();
    let posting = Posting::name("b", How::Name, number).unwrap();
    assert_eq!(posting.0, normalise("B"));
    packer.key("b", vec![posting.1]).unwrap();
    assert!(packer.key("a", vec![posting.1]).is_err());
}
