//! What Python hands in as columns: lists, iterables, series of data frames, Arrow arrays.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyInt, PyString};
use tacitus::Input;
use tacitus_read::fields::{self, Fields};
use tacitus_read::{Kind, Options};

use crate::arrays;

/// A cell, or what is wrong with it: that is the fault of one text, not of the column.
pub type Cell = Result<Option<String>, String>;

/// The cells of a column.
///
/// # Errors
/// If it is none: what cannot be iterated, or an Arrow array of a type that no text, id or date has.
pub fn column(object: &Bound<'_, PyAny>, name: &str) -> PyResult<Vec<Cell>> {
    if single(object) {
        return Ok(vec![cell(object, name)]);
    }
    let named = |error: PyErr| PyTypeError::new_err(format!("{name}: {}", error.value(object.py())));
    if let Some(cells) = arrays::strings(object).map_err(named)? {
        return Ok(cells.into_iter().map(Ok).collect());
    }
    object.try_iter().map_err(named)?.map(|item| Ok(cell(&item?, name))).collect()
}

/// Whether this is one value and no column: a string, or a date.
pub fn single(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyString>() || object.hasattr("isoformat").unwrap_or(false)
}

fn cell(item: &Bound<'_, PyAny>, name: &str) -> Cell {
    let fault = |error: PyErr| format!("`{name}`: {error}");
    if item.is_none() || is_missing(item) {
        return Ok(None);
    }
    if item.is_instance_of::<PyString>() {
        return item.extract().map(Some).map_err(fault);
    }
    if item.is_instance_of::<PyInt>() {
        return item.str().and_then(|digits| digits.extract()).map(Some).map_err(fault);
    }
    // Dates and moments of the standard library, pandas and others; scalars of Arrow.
    for method in ["isoformat", "as_py"] {
        if let Ok(value) = item.call_method0(method) {
            return if method == "as_py" { cell(&value, name) } else { value.extract().map(Some).map_err(fault) };
        }
    }
    let kind = item.get_type().name().map_or_else(|_| "something else".to_owned(), |kind| kind.to_string());
    Err(format!("`{name}` must be a string, and is of type {kind}"))
}

/// What data frames put where nothing is: NaN, and the markers of pandas, which are not equal to themselves.
fn is_missing(item: &Bound<'_, PyAny>) -> bool {
    let nan = item.extract::<f64>().is_ok_and(f64::is_nan);
    let marker = || item.get_type().name().is_ok_and(|name| name == "NAType" || name == "NaTType");
    (item.is_instance_of::<PyFloat>() && nan) || marker()
}

/// The columns of documents.
pub struct Columns {
    texts: Vec<Cell>,
    ids: Option<Vec<Cell>>,
    titles: Option<Vec<Cell>>,
    published: Option<Vec<Cell>>,
    sources: Option<Vec<Cell>>,
}

impl Columns {
    /// Columns of the same length; a single day of publication is that of all.
    ///
    /// # Errors
    /// If one is no column, or of another length than the texts.
    pub fn new(
        texts: &Bound<'_, PyAny>,
        ids: Option<&Bound<'_, PyAny>>,
        titles: Option<&Bound<'_, PyAny>>,
        published: Option<&Bound<'_, PyAny>>,
        sources: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Columns> {
        let texts = column(texts, "text")?;
        let given = |object: Option<&Bound<'_, PyAny>>, name: &str, argument: &str| -> PyResult<Option<Vec<Cell>>> {
            let Some(object) = object else { return Ok(None) };
            let cells = column(object, name)?;
            if cells.len() != texts.len() {
                let message = format!("{argument}: {} values for {} texts", cells.len(), texts.len());
                return Err(PyValueError::new_err(message));
            }
            Ok(Some(cells))
        };
        let published = match published {
            Some(day) if single(day) => Some(vec![cell(day, "published"); texts.len()]),
            other => given(other, "published", "published")?,
        };
        Ok(Columns {
            ids: given(ids, "id", "ids")?,
            titles: given(titles, "title", "titles")?,
            sources: given(sources, "source", "sources")?,
            published,
            texts,
        })
    }

    /// The documents in order, each with its id where it has one, or why it is none.
    pub fn documents(self, options: &Options) -> Vec<(Option<String>, Result<Input, String>)> {
        let Columns { texts, ids, titles, published, sources } = self;
        let (mut ids, mut titles) = (cells(ids), cells(titles));
        let (mut published, mut sources) = (cells(published), cells(sources));
        let document = |text: Cell| {
            let (id, title, published, source) = (ids.take(), titles.take(), published.take(), sources.take());
            let label = id.as_ref().ok().cloned().flatten();
            let fields = || Ok(Fields { id: id?, text: text?, published: published?, title: title?, source: source? });
            let made = fields().and_then(|f| fields::document(f, options).map_err(|kind: Kind| kind.to_string()));
            (label, made)
        };
        texts.into_iter().map(document).collect()
    }
}

/// A column's cells one after the other; those of a column that was not given are empty.
struct Cells(std::vec::IntoIter<Cell>);

fn cells(column: Option<Vec<Cell>>) -> Cells {
    Cells(column.unwrap_or_default().into_iter())
}

impl Cells {
    fn take(&mut self) -> Cell {
        self.0.next().unwrap_or(Ok(None))
    }
}
