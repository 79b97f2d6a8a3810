//! Documents from the reader, through the library on several threads, to the output in the order of the input.
//!
//! One thread reads and groups documents into batches; workers take a batch at a time; the calling thread puts batches
//! back in order and hands on their results. A batch may only be made when one of a fixed number of tokens is free,
//! and its token is freed when its results have been handed on: so memory is bounded even where one batch takes
//! long and the others run ahead. How documents are grouped depends on the documents alone, never on the threads.
//!
//! The threads are not joined when the caller stops early: the reader may be waiting for a pipe that stays open.

use std::collections::BTreeMap;
use std::fmt;
use std::iter;
use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, Sender, bounded};
use tacitus::{Dyad, Input};
use tacitus_read::{Digest, Error as ReadError, Found, Kind, Place, Position, Source};

use crate::delivery::Written;
use crate::plan::Plan;

/// A document that was read, or what is wrong with it, and how far the reader is behind it.
pub struct Item<T> {
    pub position: Position,
    pub found: Result<Found<T>, ReadError>,
}

/// What is done for one document.
pub trait Task {
    /// How many words it has, about.
    fn words(&self) -> usize;
    /// Its own id, if it has one.
    fn id(&self) -> Option<&str>;
}

impl Task for Input {
    fn words(&self) -> usize {
        words(&self.text)
    }

    fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }
}

impl Task for Dyad {
    fn words(&self) -> usize {
        words(&self.text)
    }

    fn id(&self) -> Option<&str> {
        Some(&self.id)
    }
}

/// The items of a reader, each with the reader's position behind it.
pub fn items<T: Digest + Send + 'static>(mut source: Source<T>) -> impl Iterator<Item = Item<T>> + Send + 'static {
    iter::from_fn(move || {
        let found = source.next()?;
        Some(Item { position: source.position(), found })
    })
}

/// What the library does with a batch: one result a document, in order.
pub type Work<T, U> = Arc<dyn Fn(Vec<T>) -> Vec<Result<U, tacitus::Error>> + Send + Sync>;

/// What became of one document.
pub struct Outcome<U> {
    /// Which document.
    pub place: Place,
    /// How far the reader is behind it.
    pub position: Position,
    /// Its own id, where it could be read and has one.
    pub id: Option<String>,
    /// How many words it has, about.
    pub words: usize,
    /// What came of it.
    pub result: Result<U, Problem>,
}

/// How many words a text has, as white space divides them; in scripts without white space, about as many.
pub fn words(text: &str) -> usize {
    text.split_whitespace().count().max(text.len() / 16)
}

/// Why a document failed.
#[derive(Debug)]
pub enum Problem {
    /// It could not be read.
    Read(Kind),
    /// The library refused it.
    Refused(tacitus::Error),
    /// The library panicked.
    Panic(String),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::Read(kind) => kind.fmt(f),
            Problem::Refused(error) => error.fmt(f),
            Problem::Panic(message) => write!(f, "the program failed on this document, please report it: {message}"),
        }
    }
}

/// The largest batch: a document more is taken only while both are undercut.
const MAX_DOCUMENTS: usize = 64;
const MAX_WORDS: usize = 30_000;
/// The first batch is this part of the largest, each further one twice the one before: first results come soon, and
/// a few documents are spread over all cores.
const FIRST_SHARE: usize = 16;

struct Batch<T> {
    number: u64,
    /// Every document in order; one that could not be read has no entry in `inputs`.
    heads: Vec<Head>,
    inputs: Vec<T>,
}

/// A document without what is in it: words and id, or why it could not be read.
struct Head {
    place: Place,
    position: Position,
    read: Result<(usize, Option<String>), Kind>,
}

/// Runs `work` over `items` on `jobs` threads and calls `emit` for each in the order of the input, until the items end
/// or `emit` returns an error, which is handed back.
pub fn run<T, U, E>(
    items: impl Iterator<Item = Item<T>> + Send + 'static,
    jobs: usize,
    work: Work<T, U>,
    mut emit: impl FnMut(Outcome<U>) -> Result<(), E>,
) -> Result<(), E>
where
    T: Task + Clone + Send + 'static,
    U: Send + 'static,
{
    let in_flight = 3 * jobs;
    let (free_tokens, tokens) = bounded::<()>(in_flight);
    for _ in 0..in_flight {
        let _ = free_tokens.send(());
    }
    let (to_workers, batches) = bounded(in_flight);
    let (to_writer, results) = bounded(in_flight);
    let mut threads = vec![spawn("reader", move || read(items, &tokens, &to_workers))];
    for _ in 0..jobs {
        let (batches, to_writer, work) = (batches.clone(), to_writer.clone(), work.clone());
        threads.push(spawn(WORKER, move || toil(&batches, &to_writer, &work)));
    }
    drop((batches, to_writer));

    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for (number, outcomes) in results {
        waiting.insert(number, outcomes);
        while let Some(outcomes) = waiting.remove(&next) {
            outcomes.into_iter().try_for_each(&mut emit)?;
            next += 1;
            let _ = free_tokens.try_send(());
        }
    }
    // A thread that panicked has taken documents with it: that must not pass for the end of the input.
    for thread in threads {
        if let Err(payload) = thread.join() {
            panic::resume_unwind(payload);
        }
    }
    Ok(())
}

/// Runs `work`, which encodes what it makes, and writes the encoded documents.
pub fn to_sink<T: Task + Clone + Send + 'static, U: Into<Written> + Send + 'static>(
    plan: Plan,
    items: impl Iterator<Item = Item<T>> + Send + 'static,
    work: Work<T, U>,
) -> anyhow::Result<ExitCode> {
    let Plan { jobs, mut delivery, .. } = plan;
    if delivery.is_complete() {
        return delivery.end(Ok(()));
    }
    let taken = run(items, jobs, work, |outcome| {
        let Outcome { place, position, id, words, result } = outcome;
        delivery.take(Outcome { place, position, id, words, result: result.map(Into::into) })
    });
    delivery.end(taken)
}

fn spawn(name: &str, body: impl FnOnce() + Send + 'static) -> JoinHandle<()> {
    // Trees of long sentences are walked by recursion in places.
    let thread = thread::Builder::new().name(name.to_owned()).stack_size(16 << 20);
    thread.spawn(body).expect("the system has a thread to give")
}

/// Groups documents into batches until they end or nobody takes them.
fn read<T: Task>(mut items: impl Iterator<Item = Item<T>>, tokens: &Receiver<()>, to_workers: &Sender<Batch<T>>) {
    for number in 0.. {
        if tokens.recv().is_err() {
            return;
        }
        let share = (1 << number.min(10)) as f64 / FIRST_SHARE as f64;
        let part = |whole: usize| (whole as f64 * share.min(1.0)) as usize;
        let (max_documents, max_words) = (part(MAX_DOCUMENTS), part(MAX_WORDS));
        let mut batch = Batch { number, heads: Vec::new(), inputs: Vec::new() };
        let mut total = 0;
        while batch.heads.len() < max_documents && total < max_words {
            let Some(Item { position, found }) = items.next() else {
                let _ = to_workers.send(batch);
                return;
            };
            let (place, read) = match found {
                Ok(Found { place, value }) => {
                    let (words, id) = (value.words(), value.id().map(str::to_owned));
                    total += words;
                    batch.inputs.push(value);
                    (place, Ok((words, id)))
                }
                Err(error) => (error.place, Err(error.kind)),
            };
            batch.heads.push(Head { place, position, read });
        }
        if to_workers.send(batch).is_err() {
            return;
        }
    }
}

fn toil<T: Clone, U>(batches: &Receiver<Batch<T>>, to_writer: &Sender<(u64, Vec<Outcome<U>>)>, work: &Work<T, U>) {
    for Batch { number, heads, inputs } in batches {
        let mut results = guarded(work, inputs).into_iter();
        let outcomes = heads.into_iter().map(|Head { place, position, read }| match read {
            Ok((words, id)) => {
                let lost = || Err(Problem::Panic("no result".to_owned()));
                Outcome { place, position, id, words, result: results.next().unwrap_or_else(lost) }
            }
            Err(kind) => Outcome { place, position, id: None, words: 0, result: Err(Problem::Read(kind)) },
        });
        if to_writer.send((number, outcomes.collect())).is_err() {
            return;
        }
    }
}

/// The results of a batch; where the library panics, each document is tried by itself, to find the one.
fn guarded<T: Clone, U>(work: &Work<T, U>, inputs: Vec<T>) -> Vec<Result<U, Problem>> {
    let attempt = |inputs: Vec<T>| {
        let expected = inputs.len();
        let results = panic::catch_unwind(AssertUnwindSafe(|| work(inputs))).map_err(message)?;
        if results.len() == expected { Ok(results) } else { Err("results are missing".to_owned()) }
    };
    if let Ok(results) = attempt(inputs.clone()) {
        return results.into_iter().map(|result| result.map_err(Problem::Refused)).collect();
    }
    let alone = |input| match attempt(vec![input]) {
        Ok(mut results) => results.remove(0).map_err(Problem::Refused),
        Err(message) => Err(Problem::Panic(message)),
    };
    inputs.into_iter().map(alone).collect()
}

/// What a panic said, on one line.
fn message(payload: Box<dyn std::any::Any + Send>) -> String {
    let text = match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (_, Some(text)) => text.as_str(),
        _ => "",
    };
    text.replace('\n', " ")
}

const WORKER: &str = "worker";

/// Keeps the panics of workers, which are reported with their document, from being printed as well; with
/// `RUST_BACKTRACE` set they are, for whoever looks for the cause.
pub fn silence_worker_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_some() {
        return;
    }
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(WORKER) {
            usual(info);
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Task for u64 {
        fn words(&self) -> usize {
            700
        }

        fn id(&self) -> Option<&str> {
            None
        }
    }

    fn numbers(count: u64) -> impl Iterator<Item = Item<u64>> + Send + 'static {
        let file = Place::file("f");
        let found = move |n| Ok(Found { place: file.at(n), value: n });
        (1..=count).map(move |n| Item { position: Position { items: n, ..Position::default() }, found: found(n) })
    }

    fn collect(count: u64, jobs: usize, work: fn(u64) -> u64) -> Vec<String> {
        let mut lines = Vec::new();
        let work: Work<u64, u64> = Arc::new(move |batch| batch.into_iter().map(|n| Ok(work(n))).collect());
        let emit = |outcome: Outcome<u64>| {
            assert_eq!(outcome.position.items, lines.len() as u64 + 1);
            lines.push(match outcome.result {
                Ok(value) => format!("{} {value}", outcome.place),
                Err(problem) => format!("{}: {problem}", outcome.place),
            });
            Ok::<(), ()>(())
        };
        run(numbers(count), jobs, work, emit).unwrap();
        lines
    }

    #[test]
    fn order_is_kept_whatever_the_threads() {
        let slow_start = |n: u64| {
            if n < 3 {
                thread::sleep(std::time::Duration::from_millis(20));
            }
            n * n
        };
        let one = collect(1000, 1, slow_start);
        assert_eq!(one.len(), 1000);
        assert_eq!(one[999], "f:1000 1000000");
        assert_eq!(collect(1000, 4, slow_start), one);
        assert!(collect(0, 4, slow_start).is_empty());
    }

    #[test]
    fn a_panic_costs_one_document() {
        silence_worker_panics();
        let lines = collect(50, 2, |n| if n == 17 { panic!("seventeen\nof them") } else { n });
        assert_eq!(lines.len(), 50);
        assert_eq!(lines[16], "f:17: the program failed on this document, please report it: seventeen of them");
        assert_eq!(lines[17], "f:18 18");
    }

    #[test]
    fn an_endless_input_can_be_left() {
        let mut seen = 0;
        let work: Work<u64, u64> = Arc::new(|batch| batch.into_iter().map(Ok).collect());
        let emit = |_| {
            seen += 1;
            if seen == 10 { Err("enough") } else { Ok(()) }
        };
        assert_eq!(run(numbers(u64::MAX), 2, work, emit), Err("enough"));
    }
}
