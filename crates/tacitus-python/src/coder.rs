//! The coder as Python has it: model and knowledge, read once and shared by threads.

use std::num::NonZero;
use std::path::PathBuf;
use std::thread::available_parallelism;

use pyo3::exceptions::{PyOSError, PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use tacitus::record::Span;
use tacitus::{Dyad, Input};
use tacitus_knowledge::Knowledge;
use tacitus_read::Options;
use tacitus_write::conllu;

use crate::coded::{Coded, Failure};
use crate::columns::Columns;
use crate::work;

/// Model and knowledge. Making one takes a moment and some memory, so keep it; threads may share it.
#[pyclass(frozen, name = "Coder", module = "tacitus")]
pub struct Coder(tacitus::Coder);

/// One file of knowledge, or several.
#[derive(FromPyObject)]
pub enum Files {
    One(PathBuf),
    Several(Vec<PathBuf>),
}

/// Where a side of a dyad stands: pairs of offsets.
type Spans = Vec<(usize, usize)>;

#[pymethods]
impl Coder {
    /// A coder with the built-in model and knowledge, and the knowledge files given, as `tacitus knowledge import`
    /// makes them.
    #[new]
    #[pyo3(signature = (knowledge=None))]
    pub fn new(py: Python<'_>, knowledge: Option<Files>) -> PyResult<Coder> {
        let files = match knowledge {
            None => Vec::new(),
            Some(Files::One(file)) => vec![file],
            Some(Files::Several(files)) => files,
        };
        py.detach(|| {
            let mut all = Knowledge::builtin();
            for file in files {
                all = all.with_file(&file).map_err(|error| PyOSError::new_err(error.to_string()))?;
            }
            let coder = tacitus::Coder::with_knowledge(all);
            coder.map(Coder).map_err(|error| PyRuntimeError::new_err(error.to_string()))
        })
    }

    /// The model's name and version.
    #[getter]
    pub fn model(&self) -> &str {
        self.0.model()
    }

    /// The records of texts; see `tacitus.code`.
    #[pyo3(signature = (texts, *, ids=None, titles=None, published=None, sources=None, jobs=None))]
    #[expect(clippy::too_many_arguments, reason = "columns, which Python's callers give by name")]
    pub fn code(
        &self,
        py: Python<'_>,
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        titles: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        sources: Option<&Bound<'_, PyAny>>,
        jobs: Option<usize>,
    ) -> PyResult<Coded> {
        let jobs = threads(jobs)?;
        let columns = Columns::new(texts, ids, titles, published, sources)?;
        let (mut labels, mut inputs, mut faults) = (Vec::new(), Vec::new(), Vec::new());
        for (id, document) in columns.documents(&Options::default()) {
            labels.push(id);
            match document {
                Ok(input) => {
                    inputs.push(input);
                    faults.push(None);
                }
                Err(reason) => faults.push(Some(reason)),
            }
        }
        let mut made = work::run(py, inputs, jobs, |inputs| self.0.code(inputs))?.into_iter();
        let results = faults.into_iter().zip(labels).enumerate().map(|(index, (fault, id))| {
            let result = match fault {
                Some(reason) => Err(reason),
                None => made.next().unwrap_or_else(|| Err("no result".to_owned())),
            };
            result.map_err(|reason| Failure::new(index, id, reason))
        });
        Coded::new(py, results.collect())
    }

    /// A text's sentences and words as CoNLL-U; see `tacitus.parse`.
    #[pyo3(signature = (text, *, id=None))]
    pub fn parse(&self, py: Python<'_>, text: String, id: Option<String>) -> PyResult<String> {
        let input = Input { id, text, ..Input::default() };
        let encode = |parse: Result<_, _>| parse.map(|document| conllu::document(&document));
        let work = |inputs| self.0.parse(inputs).into_iter().map(encode).collect();
        one(work::run(py, vec![input], NonZero::<usize>::MIN, work)?)
    }

    /// What a text reports between two sides; see `tacitus.relate`.
    pub fn relate(
        &self,
        py: Python<'_>,
        text: String,
        actor: Spans,
        recipient: Spans,
    ) -> PyResult<Vec<(&'static str, f32)>> {
        let spans = |pairs: Spans| pairs.into_iter().map(|(start, end)| Span { start, end }).collect();
        let dyad = Dyad { id: String::new(), text, actor: spans(actor), recipient: spans(recipient) };
        let work = |dyads| self.0.relate(dyads);
        one(work::run(py, vec![dyad], NonZero::<usize>::MIN, work)?).map(|relation| relation.scores)
    }
}

/// The coder without further knowledge, made when it is first asked for.
pub fn builtin(py: Python<'_>) -> PyResult<Py<Coder>> {
    static BUILTIN: PyOnceLock<Py<Coder>> = PyOnceLock::new();
    BUILTIN.get_or_try_init(py, || Py::new(py, Coder::new(py, None)?)).map(|coder| coder.clone_ref(py))
}

/// How many threads work.
fn threads(jobs: Option<usize>) -> PyResult<NonZero<usize>> {
    match jobs {
        None => Ok(available_parallelism().unwrap_or(NonZero::<usize>::MIN)),
        Some(jobs) => NonZero::new(jobs).ok_or_else(|| PyValueError::new_err("jobs must be at least 1")),
    }
}

/// The one result, its failure raised.
fn one<U>(results: Vec<Result<U, String>>) -> PyResult<U> {
    let result = results.into_iter().next().unwrap_or_else(|| Err("no result".to_owned()));
    result.map_err(PyValueError::new_err)
}
