//! Tests of the tokeniser, with sentences of our own.

use super::*;
use proptest::prelude::*;

/// The words of `text`, with `|` for a join and a space elsewhere.
fn shown(text: &str) -> String {
    let words = split(text);
    let mut out = String::new();
    for i in 0..words.len() {
        if i > 0 {
            out.push(if words.joined[i] { '|' } else { ' ' });
        }
        out.push_str(words.text(i, text));
    }
    out
}

/// Asserts the words of each text: left the text, right what `shown` makes of it.
fn same(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(&shown(text), expected);
    }
}

#[test]
fn contractions_and_possessives() {
    same(&[
        ("They don't, can't and won't.", "They do|n't , ca|n't and wo|n't ."),
        ("He cannot say it’s over.", "He can|not say it|’s over ."),
        ("I'd've gone, he’s gonna", "I|'d|'ve gone , he|’s gon|na"),
        ("DON'T dont Dont", "DO|N'T do|nt Do|nt"),
        ("the rebels' leader", "the rebels|' leader"),
        ("‘No rebels’ he said", "‘ No rebels ’ he said"),
        ("the 1980's in O'Hara's Ma'rib", "the 1980's in O'Hara|'s Ma'rib"),
        ("its not over for its army", "it|s not over for its army"),
    ]);
}

#[test]
fn hyphens_and_slashes() {
    same(&[
        ("a state-run, 11-month-long e-mail", "a state - run , 11 - month - long e-mail"),
        ("pro-Kyiv co-author, UN-led", "pro-Kyiv co-author , UN - led"),
        ("3-4 goals, 202-555-0143, 2016-09-01", "3 - 4 goals , 202-555-0143 , 2016-09-01"),
        ("and/or 9/11 on 4/25/2003", "and / or 9/11 on 4/25/2003"),
    ]);
}

#[test]
fn numbers_money_and_units() {
    same(&[
        ("$1,250.75 or US$3.4bn, €5m", "$ 1,250.75 or US$ 3.4 bn , € 5 m"),
        ("12.5% of 30km at 7:30pm", "12.5 % of 30 km at 7:30 pm"),
        ("Rs2,000 for a 4G phone, .5", "Rs 2,000 for a 4G phone , .5"),
    ]);
}

#[test]
fn abbreviations_and_stops() {
    same(&[
        ("Gen. J. K. Ode met Mr. Li in the U.S.", "Gen. J. K. Ode met Mr. Li in the U.S."),
        ("at 9 a.m. Monday. No. The No. 2", "at 9 a.m. Monday . No . The No. 2"),
        ("Acme Inc. chief. Acme Inc. The firm", "Acme Inc. chief . Acme Inc . The firm"),
        ("Wait... what?! Really", "Wait ... what ?! Really"),
    ]);
}

#[test]
fn quotation_marks_and_dashes_of_wire_copy() {
    same(&[
        ("``No,'' he said.", "`` No , '' he said ."),
        ("NAIROBI, Kenya (AP) _ Two--no, three—died", "NAIROBI , Kenya ( AP ) _ Two -- no , three — died"),
        ("“'Go,' she said”", "“ ' Go , ' she said ”"),
    ]);
}

#[test]
fn signs_that_run_on_are_one_word() {
    same(&[
        ("Fees: $$$ -- worth it!!!", "Fees : $$$ -- worth it !!!"),
        ("---===--- Draft (2).doc", "---===--- Draft ( 2 ) .doc"),
    ]);
}

#[test]
fn addresses_tags_and_faces() {
    same(&[
        (
            "See https://a.example/x?y=1, or mail (jo.do@mail.example).",
            "See https://a.example/x?y=1 , or mail ( jo.do@mail.example ) .",
        ),
        ("@kofi on #vote at times.com :-)", "@kofi on #vote at times.com :-)"),
        ("🇰🇪🇺🇬 👩‍⚕️👍🏽", "🇰🇪 🇺🇬 👩‍⚕️ 👍🏽"),
    ]);
}

#[test]
fn gaps_say_what_stands_before_a_word() {
    let text = "One two\nthree\r\n\r\nfour\u{a0}five.\u{2029}Six";
    let words = split(text);
    use Gap::{Line, None, Paragraph, Space};
    assert_eq!(words.gap, [Paragraph, Space, Line, Paragraph, Space, None, Paragraph]);
}

#[test]
fn hidden_characters_belong_to_a_word() {
    same(&[
        ("\u{feff}This co\u{ad}op \u{200b}", "\u{feff}This co\u{ad}op \u{200b}"),
        ("cafe\u{301}, नमस्ते", "cafe\u{301} , नमस्ते"),
    ]);
}

#[test]
fn stop_before_letters_of_several_bytes() {
    same(&[(".𑄷ਸ਼ѨG Minutes .doc", ". 𑄷ਸ਼ѨG Minutes .doc")]);
}

#[test]
fn nothing_and_white_space_hold_no_words() {
    assert!(split("").is_empty());
    assert!(split(" \n\u{3000}\t").is_empty());
}

#[test]
fn long_runs_of_one_kind_take_linear_time() {
    for unit in ["a", "1", "-", "a.", "a'", "@", "?.", "\u{200d}", "x-", "http://", "1,000,"] {
        check(&unit.repeat(200_000 / unit.len()));
    }
}

/// Asserts that the words of `text` cover all but its white space, in order.
fn check(text: &str) {
    let words = split(text);
    let mut at = 0;
    for i in 0..words.len() {
        let span = words.span(i);
        assert!(span.start >= at && span.end > span.start);
        assert!(text[at..span.start].chars().all(|c| class::class(c) == class::Class::Space));
        assert!(!text[span.clone()].chars().any(|c| class::class(c) == class::Class::Space));
        assert!(!words.joined[i] || words.gap[i] == Gap::None);
        at = span.end;
    }
    assert!(text[at..].chars().all(|c| class::class(c) == class::Class::Space));
}

proptest! {
    #[test]
    fn words_tile_the_text(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn words_tile_newslike_text(text in "[a-cnstST0-9 .,'’‘`\"/@:&_*+#%$…—\\-\n\u{200b}\u{301}\u{1f600}]{0,60}") {
        check(&text);
    }
}
