use super::*;
use crate::words::split;
use proptest::prelude::*;

/// The quantities of `text`: span, amount, unit, currency, "~" where approximate.
fn read(text: &str) -> Vec<String> {
    let words = split(text);
    find(text, &words, &[], &[])
        .iter()
        .map(|quantity| {
            let start = words.start[quantity.start] as usize;
            let span = &text[start..words.end[quantity.end - 1] as usize];
            let amount = quantity.amount.map_or("?".into(), |amount| amount.to_string());
            let unit = quantity.unit.as_deref().unwrap_or("-");
            let currency = quantity.currency.as_deref().unwrap_or("-");
            let about = if quantity.approximate { " ~" } else { "" };
            format!("{span} = {amount} {unit} {currency}{about}")
        })
        .collect()
}

#[test]
fn counts() {
    for (text, expected) in [
        ("sent some 100,000 artillery rounds to", "some 100,000 artillery rounds = 100000 artillery round - ~"),
        ("killed at least 75 people in", "at least 75 people = 75 person - ~"),
        ("sank two dozen ships", "two dozen ships = 24 ship -"),
        ("hundreds of protesters met", "hundreds of protesters = ? protester - ~"),
        ("saw an estimated 3,000 Russian soldiers there", "an estimated 3,000 Russian soldiers = 3000 soldier - ~"),
        ("as many as 40 armed men", "as many as 40 armed men = 40 man - ~"),
        ("killed one soldier", "one soldier = 1 soldier -"),
        ("a 10-member council", "10-member = 10 member -"),
        ("several hundred refugees", "several hundred refugees = ? refugee - ~"),
        ("left 12 dead and", "12 dead = 12 dead -"),
        ("15 million Iraqis vote", "15 million Iraqis = 15000000 iraqi -"),
        ("sent 900 US soldiers", "900 US soldiers = 900 soldier -"),
        ("sold 12 F-16 jets", "12 = 12 - -"),
        ("three officials said", "three officials = 3 official -"),
    ] {
        assert_eq!(read(text), [expected], "{text}");
    }
}

#[test]
fn money() {
    for (text, expected) in [
        ("paid $1.5 billion in aid", "$1.5 billion = 1500000000 - USD"),
        ("paid HK$20 for it", "HK$20 = 20 - HKD"),
        ("paid €5bn for it", "€5bn = 5000000000 - EUR"),
        ("paid 30 million Egyptian pounds", "30 million Egyptian pounds = 30000000 - EGP"),
        ("paid 300 US dollars", "300 US dollars = 300 - USD"),
        ("paid about 40 million yuan", "about 40 million yuan = 40000000 - CNY ~"),
        ("sent billions of dollars worth of arms", "billions of dollars worth = ? - USD ~"),
        ("paid USD 5 million", "USD 5 million = 5000000 - USD"),
        ("paid $2-3 million", "$2-3 million = 2000000 - USD ~"),
    ] {
        assert_eq!(read(text), [expected], "{text}");
    }
}

#[test]
fn shares_measures_and_ranges() {
    for (text, expected) in [
        ("rose 3.5 percent", "3.5 percent = 3.5 percent -"),
        ("rose by more than 10%", "more than 10% = 10 percent - ~"),
        ("rose two percentage points", "two percentage points = 2 percentage point -"),
        ("fell 50km away", "50km = 50 kilometre -"),
        ("shipped 20,000 tonnes of", "20,000 tonnes = 20000 tonne -"),
        ("between 20 and 30 people", "between 20 and 30 people = 20 person - ~"),
        ("some 10-15 tanks", "some 10-15 tanks = 10 tank - ~"),
        ("two or three ships", "two or three ships = 2 ship - ~"),
    ] {
        assert_eq!(read(text), [expected], "{text}");
    }
}

#[test]
fn measures_states_and_odd_forms() {
    for (text, expected) in [
        ("used 1,000 cubic metres of gas", "1,000 cubic metres = 1000 cubic metre -"),
        ("a 628-nautical mile race", "628-nautical mile = 628 nautical mile -"),
        ("six missing miners were", "six missing miners = 6 miner -"),
        ("with six missing.", "six missing = 6 missing -"),
        ("a 30-strong delegation", "30-strong = 30 member -"),
        ("some 10, 000 students a", "some 10, 000 students = 10000 student - ~"),
        ("bought 20 pounds of heroin", "20 pounds = 20 pound -"),
        ("at 116.32-35 yen in", "116.32-35 yen = 116.32 - JPY ~"),
        ("rose to 9,128 Indonesian rupiah", "9,128 Indonesian rupiah = 9128 - IDR"),
        ("paid 198 billion Zambian kwacha", "198 billion Zambian kwacha = 198000000000 - ZMW"),
    ] {
        assert_eq!(read(text), [expected], "{text}");
    }
    let both = read("seized 3 kilograms (6.6 pounds) of it");
    assert_eq!(both, ["3 kilograms = 3 kilogram -", "6.6 pounds = 6.6 pound -"]);
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "in 1998 it",
        "the 20th time, the third",
        "a 45-year-old man",
        "on Flight 103 to Rome",
        "at 10:35 then",
        "one of them left, and the two agreed",
        "under No. 5 of",
        "in the 1990s",
        "flew a C-130 home",
        "won 3-2 at home, and 15-20",
        "Ms. Rey, 45, said",
        "every one knows",
        "a couple must agree",
        "four for Oram (1) and",
        "aged three, six and 17, were",
        "ranked number 14 there",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn what_times_cover_is_left_out() {
    let text = "three days and three ships";
    let words = split(text);
    let times = [TimeExpression { start: 0, end: 2, kind: crate::times::TimeKind::Duration, value: "P3D".into() }];
    let whole = 0..words.len();
    let found = find(text, &words, &times, std::slice::from_ref(&whole));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].start, found[0].end), (3, 5));
}

proptest! {
    #[test]
    fn any_text_is_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "$", "US", "5", "1,700", "3.5", "million", "billions", "of", "dollars", "worth", "-", "to",
        "and", "between", "two", "dozen", "hundred", "some", "at", "least", "as", "many", "people",
        "artillery", "rounds", "percent", "%", "km", "Egyptian", "pounds", "a", "an", "half", "é",
        "several", "No.", "1998", ".", "’", "½", "years", "one", "thousand", "per", "cent", "m",
    ]), 0..40), glued in any::<bool>(), split_at in 0..40usize) {
        let text = pieces.join(if glued { "" } else { " " });
        let words = split(&text);
        let middle = split_at.min(words.len());
        let times = [TimeExpression {
            start: middle / 2,
            end: middle,
            kind: crate::times::TimeKind::Date,
            value: "1998".into(),
        }];
        let times = if middle > 1 { &times[..] } else { &[] };
        let mut end = 0;
        for quantity in find(&text, &words, times, &[0..middle, middle..words.len() + 2]) {
            prop_assert!(end <= quantity.start && quantity.start < quantity.end);
            prop_assert!(quantity.end <= words.len());
            for time in times {
                prop_assert!(quantity.end <= time.start || time.end <= quantity.start);
            }
            end = quantity.end;
        }
    }
}
