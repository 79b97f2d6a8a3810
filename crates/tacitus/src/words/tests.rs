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

#[test]
fn contractions_and_possessives() {
    assert_eq!(
        shown("They don't, can't and won't."),
        "They do|n't , ca|n't and wo|n't ."
    );
    assert_eq!(
        shown("He cannot say it's over."),
        "He can|not say it|'s over ."
    );
    assert_eq!(shown("the rebels' leader"), "the rebels|' leader");
    assert_eq!(shown("‘No rebels’ he said"), "‘ No rebels ’ he said");
}

fn check(text: &str) {
    let words = split(text);
    let mut at = 0;
    for i in 0..words.len() {
        let span = words.span(i);
        assert!(span.start >= at && span.end > span.start);
        assert!(
            text[at..span.start]
                .chars()
                .all(|c| class::class(c) == class::Class::Space)
        );
        assert!(
            !text[span.clone()]
                .chars()
                .any(|c| class::class(c) == class::Class::Space)
        );
        assert!(!words.joined[i] || words.gap[i] == Gap::None);
        at = span.end;
    }
    assert!(
        text[at..]
            .chars()
            .all(|c| class::class(c) == class::Class::Space)
    );
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
