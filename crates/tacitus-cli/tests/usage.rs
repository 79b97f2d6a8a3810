//! Help, versions, completions and bad usage.

mod common;

use std::path::Path;

use common::{run, run_with_input};

const COMMANDS: [&str; 8] = ["code", "convert", "show", "parse", "relate", "knowledge", "completions", "man"];

#[test]
fn every_command_has_examples_and_a_page() {
    for name in COMMANDS {
        let help = run(Path::new("."), &[name, "--help"]);
        assert_eq!(help.status, 0);
        assert!(help.out.contains("Examples:") && help.out.contains(&format!("tacitus {name}")), "{}", help.out);
        let page = run(Path::new("."), &["man", name]);
        assert!(page.out.contains(&format!(".TH tacitus-{name} 1")), "{}", page.out);
    }
    assert!(run(Path::new("."), &["man"]).out.contains(".TH tacitus 1"));
    for name in ["lookup", "import"] {
        let help = run(Path::new("."), &["knowledge", name, "--help"]);
        assert!(help.status == 0 && help.out.contains("Examples:"), "{}", help.out);
        let page = run(Path::new("."), &["man", "knowledge", name]);
        assert!(page.out.contains(&format!(".TH tacitus-knowledge-{name} 1")), "{}", page.out);
    }
}

#[test]
fn help_fits_a_terminal() {
    let nested: [&[&str]; 2] = [&["knowledge", "lookup"], &["knowledge", "import"]];
    for name in COMMANDS.iter().map(std::slice::from_ref).chain(nested) {
        let help = run(Path::new("."), &[name, &["--help"]].concat()).out;
        let widest = help.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(110), "{name:?}: {widest:?}");
    }
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let result = run(Path::new("."), &["completions", shell]);
        assert!(result.status == 0 && result.out.contains("max-document-bytes"), "{shell}");
    }
}

#[test]
fn the_version_names_the_model() {
    let result = run(Path::new("."), &["--version"]);
    let lines: Vec<&str> = result.out.lines().collect();
    assert!(lines[0].starts_with("tacitus ") && lines[1].starts_with("model ") && lines[1].contains('@'));
    assert_eq!(lines[2], "schema tacitus/1");
}

#[test]
fn bad_usage_is_status_one() {
    let bad: [&[&str]; 7] = [
        &[],
        &["cod"],
        &["code", "--jobs", "many"],
        &["code", "--published", "yesterday"],
        &["code", "--format", "conllu"],
        &["show", "--width", "3"],
        &["man", "cod"],
    ];
    for arguments in bad {
        let result = run(Path::new("."), arguments);
        assert_eq!((result.status, result.out.as_str()), (1, ""), "{arguments:?}");
        assert!(!result.err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn nothing_on_standard_input_is_nothing_done() {
    let result = run_with_input(Path::new("."), &["code"], b"");
    assert_eq!((result.status, result.err.as_str()), (1, "tacitus: <stdin>: there is no text\n"));
}
