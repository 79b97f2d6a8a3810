//! Progress on a terminal; elsewhere silence.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use tacitus_read::{Avoid, total_bytes};

use crate::journal::Counts;

/// A line at the bottom of the terminal, or nothing.
pub struct Progress {
    line: Option<Line>,
}

struct Line {
    bar: ProgressBar,
    start: Instant,
    /// What an earlier run has done.
    before: Counts,
    /// Bytes that were read before the first document of this run; none before that.
    first: Option<u64>,
    /// Bytes of all inputs; zero where that is not known, or not yet.
    total: Arc<AtomicU64>,
}

impl Progress {
    /// Says nothing.
    pub fn silent() -> Progress {
        Progress { line: None }
    }

    /// Shows progress through inputs, behind what an earlier run has done.
    pub fn visible(before: Counts, names: Vec<PathBuf>, avoid: Vec<Avoid>) -> Progress {
        let bar = ProgressBar::new_spinner();
        let style = ProgressStyle::with_template("{spinner} {msg}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        bar.set_message("starting");
        bar.enable_steady_tick(Duration::from_millis(120));
        let total = Arc::new(AtomicU64::new(0));
        let counted = total.clone();
        // A folder of a million files takes a while.
        thread::spawn(move || counted.store(total_bytes(names, &avoid).unwrap_or(0), Ordering::Relaxed));
        Progress { line: Some(Line { bar, start: Instant::now(), before, first: None, total }) }
    }

    /// Brings the line up to date: so much is done, and so many bytes of the input were read for it.
    pub fn show(&mut self, counts: &Counts, bytes: u64) {
        let Some(line) = &mut self.line else { return };
        let first = *line.first.get_or_insert(bytes);
        let total = line.total.load(Ordering::Relaxed);
        let mut message = line.told(counts);
        if total > 0 {
            let share = (bytes as f64 / total as f64).min(1.0);
            message = format!("{} {:3.0} %  {message}", blocks(share), 100.0 * share);
            if let Some(left) = left(line.start.elapsed(), first, bytes, total) {
                message += &format!(", {} left", clock(left));
            }
        }
        line.bar.set_message(message);
    }

    /// Says something above the line.
    pub fn aside(&self, say: impl FnOnce()) {
        match &self.line {
            Some(line) => line.bar.suspend(say),
            None => say(),
        }
    }

    /// Replaces the line by a last one.
    pub fn finish(&self, counts: &Counts) {
        if let Some(line) = &self.line {
            line.bar.finish_and_clear();
            crate::report::complain(format_args!("{} in {}", line.told(counts), clock(line.start.elapsed())));
        }
    }
}

impl Line {
    fn told(&self, counts: &Counts) -> String {
        let words = counts.words.saturating_sub(self.before.words);
        let rate = words as f64 / self.start.elapsed().as_secs_f64().max(0.001);
        let plural = if counts.done == 1 { "document" } else { "documents" };
        let mut told = format!(
            "{} {plural}, {} words, {} words/s",
            HumanCount(counts.done),
            HumanCount(counts.words),
            HumanCount(rate.round() as u64)
        );
        if counts.repeated > 0 {
            told += &format!(", {} repeats", HumanCount(counts.repeated));
        }
        if counts.failed > 0 {
            told += &format!(", {} failed", HumanCount(counts.failed));
        }
        told
    }
}

/// How long it will take yet, by the bytes of the input; nothing in the first seconds, which tell little.
fn left(elapsed: Duration, first: u64, bytes: u64, total: u64) -> Option<Duration> {
    const TELLING: Duration = Duration::from_secs(3);
    let done = bytes.checked_sub(first).filter(|done| *done > 0)?;
    (elapsed >= TELLING).then(|| elapsed.mul_f64(total.saturating_sub(bytes) as f64 / done as f64))
}

fn blocks(share: f64) -> String {
    const WIDTH: usize = 20;
    let full = (share * WIDTH as f64) as usize;
    "█".repeat(full) + &"░".repeat(WIDTH - full)
}

/// A time as clocks have it: 7 s, 5:07, 3:05:07.
fn clock(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{rest} s"),
        (0, _) => format!("{minutes}:{rest:02}"),
        _ => format!("{hours}:{minutes:02}:{rest:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_shares_as_people_read_them() {
        let seconds = Duration::from_secs;
        assert_eq!([7, 67, 3667].map(|s| clock(seconds(s))), ["7 s", "1:07", "1:01:07"]);
        assert_eq!(blocks(0.5), "██████████░░░░░░░░░░");
        assert_eq!(blocks(1.0), "████████████████████");
        assert_eq!(left(seconds(10), 100, 300, 700), Some(seconds(20)));
        assert_eq!(left(seconds(1), 100, 300, 700), None);
        assert_eq!(left(seconds(10), 100, 100, 700), None);
        assert_eq!(left(seconds(10), 0, 800, 700), Some(seconds(0)));
    }
}
