//! What came of a call: records, their tables, and the texts that failed.

use std::sync::Mutex;

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict};
use tacitus::record::Record;
use tacitus_write::jsonl;
use tacitus_write::tables::{Batches, Table as Kind};

use crate::table::Table;

/// A text of which nothing came.
#[pyclass(frozen, get_all, name = "Failure", module = "tacitus")]
pub struct Failure {
    /// Its place among the texts, from zero.
    index: usize,
    /// Its id, where it was given one.
    id: Option<String>,
    /// Why.
    reason: String,
}

impl Failure {
    pub fn new(index: usize, id: Option<String>, reason: String) -> Failure {
        Failure { index, id, reason }
    }
}

#[pymethods]
impl Failure {
    fn __repr__(&self) -> String {
        let id = self.id.as_ref().map_or_else(|| "None".to_owned(), |id| format!("{id:?}"));
        format!("Failure(index={}, id={id}, reason={:?})", self.index, self.reason)
    }
}

/// The records of texts, in their order, and their rows as tables.
#[pyclass(frozen, name = "Coded", module = "tacitus")]
pub struct Coded {
    records: Vec<Record>,
    errors: Vec<Py<Failure>>,
    /// The tables, once they were asked for.
    tables: Mutex<Option<Vec<Py<Table>>>>,
}

/// A batch that holds so much is followed by another: Arrow counts a column's bytes in 31 bits.
const BATCH_BYTES: usize = 256 << 20;

impl Coded {
    pub fn new(py: Python<'_>, results: Vec<Result<Record, Failure>>) -> PyResult<Coded> {
        let (mut records, mut errors) = (Vec::with_capacity(results.len()), Vec::new());
        for result in results {
            match result {
                Ok(record) => records.push(record),
                Err(failure) => errors.push(Py::new(py, failure)?),
            }
        }
        Ok(Coded { records, errors, tables: Mutex::new(None) })
    }

    /// The tables, made when the first is asked for.
    fn made(&self, py: Python<'_>) -> PyResult<Vec<Py<Table>>> {
        let copies = |all: &Vec<Py<Table>>| all.iter().map(|table| table.clone_ref(py)).collect();
        let held = || self.tables.lock().map_err(|_| PyValueError::new_err("making the tables failed before"));
        if let Some(all) = held()?.as_ref() {
            return Ok(copies(all));
        }
        let made = py.detach(|| self.rows()).map_err(|error| PyValueError::new_err(error.to_string()))?;
        let made: Vec<Py<Table>> = made.into_iter().map(|table| Py::new(py, table)).collect::<PyResult<_>>()?;
        // Two threads may have made them; the first one's are kept.
        Ok(copies(held()?.get_or_insert(made)))
    }

    fn table(&self, py: Python<'_>, kind: Kind) -> PyResult<Py<Table>> {
        Ok(self.made(py)?.swap_remove(kind as usize))
    }

    fn rows(&self) -> Result<Vec<Table>, tacitus_write::Error> {
        let mut batches = Batches::new();
        let mut taken: Vec<_> = Kind::ALL.iter().map(|_| Vec::new()).collect();
        let mut take = |batches: &mut Batches| {
            batches.take().into_iter().zip(&mut taken).for_each(|((_, batch), all)| all.push(batch));
        };
        for record in &self.records {
            batches.push(record)?;
            if batches.size() >= BATCH_BYTES {
                take(&mut batches);
            }
        }
        take(&mut batches);
        let table = |(kind, batches): (Kind, _)| Table::new(kind.name(), kind.schema(), batches);
        Ok(Kind::ALL.into_iter().zip(taken).map(table).collect())
    }
}

#[pymethods]
impl Coded {
    /// The texts of which nothing came, in their order.
    #[getter]
    fn errors(&self, py: Python<'_>) -> Vec<Py<Failure>> {
        self.errors.iter().map(|failure| failure.clone_ref(py)).collect()
    }

    /// All tables by name.
    #[getter]
    fn tables<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let all = PyDict::new(py);
        for (kind, table) in Kind::ALL.into_iter().zip(self.made(py)?) {
            all.set_item(kind.name(), table)?;
        }
        Ok(all)
    }

    /// The documents, without their rows.
    #[getter]
    fn documents(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Documents)
    }

    /// The sentences.
    #[getter]
    fn sentences(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Sentences)
    }

    /// Who and what is spoken of.
    #[getter]
    fn entities(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Entities)
    }

    /// Where entities are mentioned.
    #[getter]
    fn mentions(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Mentions)
    }

    /// TIMEX3 expressions.
    #[getter]
    fn times(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Times)
    }

    /// Places with their coordinates.
    #[getter]
    fn places(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Places)
    }

    /// Numbers with what they count.
    #[getter]
    fn quantities(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Quantities)
    }

    /// Who said what.
    #[getter]
    fn statements(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Statements)
    }

    /// Who did what to whom.
    #[getter]
    fn events(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Events)
    }

    /// Who disputes what.
    #[getter]
    fn disputes(&self, py: Python<'_>) -> PyResult<Py<Table>> {
        self.table(py, Kind::Disputes)
    }

    /// One JSON object a record and line, the bytes that `tacitus code` writes.
    fn jsonl<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        let lines: Vec<u8> = py.detach(|| self.records.iter().flat_map(jsonl::record).collect());
        PyBytes::new(py, &lines)
    }

    /// The records as dataclasses.
    fn records<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import("tacitus._records")?.call_method1("read", (self.jsonl(py),))
    }

    fn __len__(&self) -> usize {
        self.records.len()
    }

    fn __repr__(&self) -> String {
        format!("<tacitus.Coded: {} records, {} errors>", self.records.len(), self.errors.len())
    }
}
