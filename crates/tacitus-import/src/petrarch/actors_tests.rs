use super::*;
use tacitus_knowledge::Knowledge;

fn read(text: &str) -> (Vec<Addition>, Vec<(u64, Fault)>) {
    let mut identity = Identity::new(Knowledge::builtin());
    let cameo = Cameo::new(identity.knowledge()).unwrap();
    let mut actors = Actors::new(&cameo, "test.txt".to_owned(), false);
    let (mut out, mut faults) = (Vec::new(), Vec::new());
    for (at, line) in text.lines().enumerate() {
        out.extend(actors.read(at as u64 + 1, line, &mut identity, &mut faults));
    }
    out.extend(actors.finish(&mut identity, &mut faults));
    (out, faults)
}

const EXAMPLE: &str = "\
# A dictionary
PERU_  [PER] ; remark
+PERUVIAN_
+REPUBLIC_OF_THE_TIDES_

ARDA_VELOZ_  # 2010
+A._VELOZ_
\t[PERELI 680103-681003]
\t[PERGOVHLH >040501]
\t[PERELI]
TIDE_GUARD_(TG)_ [NGOPERENV]
GLASS_BRIGADE [PERREB] #  x
VORRETH_ [PER]
";

#[test]
fn actors_of_every_kind() {
    let (actors, faults) = read(EXAMPLE);
    assert_eq!(faults, []);
    let ids: Vec<(&str, Kind)> = actors.iter().map(|a| (a.entry.id.as_str(), a.entry.kind)).collect();
    let expected = [
        ("country:PER", Kind::Country),
        ("actor:ARDA_VELOZ", Kind::Person),
        ("actor:TIDE_GUARD_(TG)", Kind::Organisation),
        ("actor:GLASS_BRIGADE", Kind::Group),
        ("actor:VORRETH", Kind::Place),
    ];
    assert_eq!(ids, expected);
    let names: Vec<&str> = actors[0].names.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Peru", "PERU", "Peruvian", "Republic of the Tides"]);
    let person = &actors[1].entry;
    assert_eq!((person.offices.len(), person.code.as_deref()), (1, Some("PERGOVMED")));
    assert_eq!(person.offices[0].code.as_deref(), Some("PERGOVMED"));
    assert_eq!(person.offices[0].from.unwrap().to_string(), "2004-05-01");
    assert_eq!(actors[2].names[1].0, "TG");
    assert_eq!(actors[3].entry.code.as_deref(), Some("PERREB"));
}

#[test]
fn every_fault_has_its_line() {
    let text = "+SYNONYM\n\t[PER]\nA_A_ [PERGOV 2004017-061201]\nB_B_\nC_C_ [QQQ]\nD_D_ [PER\n+E]_\nF_F_ [PERGOV 090101-080101]\n\tG_G [PER]\nH_H_ [PERGOV 101010]\n";
    let (_, faults) = read(text);
    let expected = [
        (1, Fault::NoName),
        (2, Fault::NoName),
        (3, Fault::Date("2004017-061201".to_owned())),
        (4, Fault::NoCode),
        (5, Fault::Code("QQQ".to_owned())),
        (6, Fault::Bracket),
        (7, Fault::Bracket),
        (8, Fault::Date("090101-080101".to_owned())),
        (9, Fault::Bracket),
        (10, Fault::Date("101010".to_owned())),
    ];
    assert_eq!(faults, expected);
}

#[test]
fn dates_of_both_centuries_and_both_lengths() {
    let spelled = |text| date(text).map(|date| date.to_string());
    assert_eq!(spelled("320101").as_deref(), Some("1932-01-01"));
    assert_eq!(spelled("290101").as_deref(), Some("2029-01-01"));
    assert_eq!(spelled("20041200").as_deref(), Some("2004-12"));
    assert_eq!(spelled("040000").as_deref(), Some("2004"));
    for none in ["", "0401", "041301", "é0401", "200401011"] {
        assert_eq!(spelled(none), None, "{none}");
    }
}

#[test]
fn a_leader_that_is_built_in_is_met() {
    let (actors, faults) = read("JENS_STOLTENBERG_\n\t[NORGOV 000317-011019]\n\t[NORGOV 051017-131016]\n");
    assert_eq!(faults, []);
    assert_eq!(actors[0].entry.id, "person:Jens Stoltenberg");
}
