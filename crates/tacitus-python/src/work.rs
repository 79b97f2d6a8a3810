//! Texts through the library on several threads, with the interpreter free for others meanwhile.
//!
//! The texts are cut into portions, and each thread takes the next one. What comes of a text does not depend on what is
//! read beside it, so neither the cut nor the number of threads shows in the results.

use std::num::NonZero;
use std::ops::Range;
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use pyo3::prelude::*;

/// The largest portion: enough to fill the batches of the network.
const PORTION: usize = 64;
/// Portions a thread, where there are few texts: so that none waits long for the others at the end.
const SHARES: usize = 8;
/// How often an interrupt from the keyboard is looked for.
const LISTEN: Duration = Duration::from_millis(100);
/// Trees of long sentences are walked by recursion in places.
const STACK: usize = 16 << 20;
const WORKER: &str = "tacitus";

/// What `work` makes of each item, in order, or why it failed.
///
/// # Errors
/// What Python raises meanwhile: an interrupt from the keyboard.
pub fn run<T, U, F>(py: Python<'_>, items: Vec<T>, jobs: NonZero<usize>, work: F) -> PyResult<Vec<Result<U, String>>>
where
    T: Clone + Send,
    U: Send,
    F: Fn(Vec<T>) -> Vec<Result<U, tacitus::Error>> + Sync,
{
    let count = items.len();
    let portions = Mutex::new(portions(items, jobs.get()).into_iter());
    let stop = AtomicBool::new(false);
    let take = || portions.lock().ok()?.next().filter(|_| !stop.load(Ordering::Relaxed));
    let gather = || {
        let (send, receive) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..jobs.get().min(count) {
                let (send, take, work) = (send.clone(), &take, &work);
                let toil = move || {
                    while let Some((place, portion)) = take() {
                        if send.send((place, guarded(work, portion))).is_err() {
                            break;
                        }
                    }
                };
                thread::Builder::new().name(WORKER.to_owned()).stack_size(STACK).spawn_scoped(scope, toil)?;
            }
            drop(send);
            let mut results: Vec<Option<Result<U, String>>> = (0..count).map(|_| None).collect();
            loop {
                match receive.recv_timeout(LISTEN) {
                    Ok((place, portion)) => results[place].iter_mut().zip(portion).for_each(|(r, p)| *r = Some(p)),
                    Err(mpsc::RecvTimeoutError::Timeout) => {}
                    Err(mpsc::RecvTimeoutError::Disconnected) => break,
                }
                if let Err(error) = Python::attach(|py| py.check_signals()) {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
            let lost = || Err("no result".to_owned());
            Ok(results.into_iter().map(|result| result.unwrap_or_else(lost)).collect())
        })
    };
    py.detach(gather)
}

/// Items in portions, with the places of each.
fn portions<T>(items: Vec<T>, jobs: usize) -> Vec<(Range<usize>, Vec<T>)> {
    let size = (items.len() / (SHARES * jobs)).clamp(1, PORTION);
    let mut out = Vec::with_capacity(items.len() / size + 1);
    let (mut items, mut at) = (items.into_iter(), 0);
    loop {
        let portion: Vec<T> = items.by_ref().take(size).collect();
        if portion.is_empty() {
            return out;
        }
        let place = at..at + portion.len();
        at = place.end;
        out.push((place, portion));
    }
}

/// The results of a portion; where the library panics, each item is tried by itself, to find the one.
fn guarded<T: Clone, U>(
    work: &impl Fn(Vec<T>) -> Vec<Result<U, tacitus::Error>>,
    items: Vec<T>,
) -> Vec<Result<U, String>> {
    let attempt = |items: Vec<T>| panic::catch_unwind(AssertUnwindSafe(|| work(items)));
    if let Ok(results) = attempt(items.clone()) {
        return results.into_iter().map(|result| result.map_err(|error| error.to_string())).collect();
    }
    let alone = |item| match attempt(vec![item]) {
        Ok(mut results) => results.remove(0).map_err(|error| error.to_string()),
        Err(_) => Err("the program failed on this text, please report it".to_owned()),
    };
    items.into_iter().map(alone).collect()
}

/// Keeps panics of our threads, which are reported with their text, from being printed as well.
///
/// The hook is this library's own: Rust in other modules of the process has another.
pub fn silence_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(WORKER) {
            usual(info);
        }
    }));
}
