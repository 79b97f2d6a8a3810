//! What a person sees.

mod common;

use std::path::Path;

use common::run_with_input;

const TEXT: &str =
    "Iran on Monday accused Iraq of aggression. Iraq’s foreign minister said that his country wanted peace.\n";

#[test]
fn a_pipe_gets_brackets_and_tables() {
    let arguments = ["show", "--published", "2023-01-30", "--width", "60"];
    let result = run_with_input(Path::new("."), &arguments, TEXT.as_bytes());
    assert_eq!((result.status, result.err.as_str()), (0, ""));
    assert!(!result.out.contains('\u{1b}'), "{}", result.out);
    for heading in ["Statements", "Events", "Disputes", "Entities", "Times"] {
        assert!(result.out.lines().any(|line| line.starts_with(heading)), "{heading} in {}", result.out);
    }
    assert!(result.out.contains(" · published 2023-01-30 · ") || result.out.contains("published 2023-01-30 · "));
    let text = result.out.split("\nStatements").next().unwrap();
    assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    let plain: String = text.split_whitespace().filter(|word| word.contains("aggression")).collect();
    assert!(!plain.is_empty(), "{text}");
}

#[test]
fn colour_on_demand() {
    let result = run_with_input(Path::new("."), &["show", "--color", "always"], TEXT.as_bytes());
    assert!(result.out.contains("\u{1b}["), "{}", result.out);
    let result = run_with_input(Path::new("."), &["show", "--color", "never"], TEXT.as_bytes());
    assert!(!result.out.contains('\u{1b}'), "{}", result.out);
}

#[test]
fn escape_sequences_of_the_text_do_not_reach_the_terminal() {
    let text = TEXT.replace("Iran", "\u{1b}]0;Iran\u{7}");
    for color in ["always", "never"] {
        let result = run_with_input(Path::new("."), &["show", "--color", color], text.as_bytes());
        assert!(!result.out.contains("\u{1b}]") && !result.out.contains('\u{7}'), "{}", result.out);
    }
}
