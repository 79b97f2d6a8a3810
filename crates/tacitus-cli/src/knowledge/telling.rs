//! What an import says while it runs: lines that were passed over, and progress on a terminal.

use std::time::Duration;

use indicatif::{HumanBytes, HumanCount, ProgressBar, ProgressStyle};
use tacitus_import::{Fault, Place, Progress, Watch};

use crate::report::complain;

/// Tells of one file after the other.
pub struct Telling {
    bar: Option<ProgressBar>,
    /// How many wrong lines of a file are named.
    most: u64,
    passed_over: u64,
    name: String,
}

/// Of a dump so many wrong lines are named. Dictionaries are edited by hand: all of theirs are.
pub const FIRST_OF_A_DUMP: u64 = 5;

impl Telling {
    /// With or without progress on standard error.
    pub fn new(visible: bool) -> Telling {
        let bar = visible.then(|| {
            let bar = ProgressBar::new_spinner();
            let style = ProgressStyle::with_template("{spinner} {msg}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Telling { bar, most: 0, passed_over: 0, name: String::new() }
    }

    /// A file begins, of which at most so many wrong lines are named.
    pub fn begin(&mut self, name: String, most: u64) {
        (self.name, self.most, self.passed_over) = (name, most, 0);
    }

    /// The file ends: how many wrong lines were not named is told.
    pub fn end(&self) {
        if self.passed_over > self.most {
            let (name, all) = (&self.name, self.passed_over);
            self.say(format_args!("{name}: {all} lines were passed over, of which the first {} are named", self.most));
        }
    }

    /// Nothing more is read.
    pub fn doing(&self, what: &str) {
        if let Some(bar) = &self.bar {
            bar.set_message(what.to_owned());
        }
    }

    /// A last line, where there was progress before it.
    pub fn finish(self, line: &str) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
            complain(format_args!("{line}"));
        }
    }

    fn say(&self, message: std::fmt::Arguments<'_>) {
        match &self.bar {
            Some(bar) => bar.suspend(|| complain(message)),
            None => complain(message),
        }
    }
}

impl Watch for Telling {
    fn passed_over(&mut self, place: &Place, fault: &Fault) {
        self.passed_over += 1;
        if self.passed_over <= self.most {
            self.say(format_args!("{place}: {fault}"));
        }
    }

    fn progress(&mut self, progress: Progress) {
        let Some(bar) = &self.bar else { return };
        let share = match progress.total {
            Some(total) if total > 0 => format!(", {} %", 100 * progress.read / total),
            _ => String::new(),
        };
        let (read, lines) = (HumanBytes(progress.read), HumanCount(progress.lines));
        bar.set_message(format!("{}: {read}{share}, {lines} lines, {} kept", self.name, HumanCount(progress.kept)));
    }
}
