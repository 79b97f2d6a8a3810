//! Progress on a terminal; elsewhere silence.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};

/// A line at the bottom of the terminal, or nothing.
pub struct Progress {
    bar: Option<ProgressBar>,
    start: Instant,
}

impl Progress {
    /// Shows progress where `visible`; else does nothing at all.
    pub fn new(visible: bool) -> Self {
        let bar = visible.then(|| {
            let bar = ProgressBar::new_spinner();
            bar.set_style(
                ProgressStyle::with_template("{spinner} {msg}").unwrap_or_else(|_| ProgressStyle::default_spinner()),
            );
            bar.set_message("starting");
            bar.enable_steady_tick(Duration::from_millis(120));
            bar
        });
        Progress { bar, start: Instant::now() }
    }

    /// Brings the line up to date.
    pub fn show(&self, done: u64, failed: u64, words: u64) {
        if let Some(bar) = &self.bar {
            bar.set_message(self.line(done, failed, words));
        }
    }

    /// Says something above the line.
    pub fn aside(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Replaces the line by a last one.
    pub fn finish(&self, done: u64, failed: u64, words: u64) {
        if let Some(bar) = &self.bar {
            let seconds = self.start.elapsed().as_secs_f64();
            bar.finish_and_clear();
            crate::report::complain(format_args!("{} in {seconds:.1} s", self.line(done, failed, words)));
        }
    }

    fn line(&self, done: u64, failed: u64, words: u64) -> String {
        let rate = words as f64 / self.start.elapsed().as_secs_f64().max(0.001);
        let plural = if done == 1 { "document" } else { "documents" };
        let mut line = format!(
            "{} {plural}, {} words, {} words/s",
            HumanCount(done),
            HumanCount(words),
            HumanCount(rate.round() as u64)
        );
        if failed > 0 {
            line += &format!(", {} failed", HumanCount(failed));
        }
        line
    }
}
