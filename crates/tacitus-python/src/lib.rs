//! tacitus for Python: the extension module `tacitus._tacitus` of the wheel, model inside.
//!
//! Python's half lies in `python/tacitus`: the functions with their documentation, the types, and the records as
//! dataclasses. This half takes columns from whatever Python calls one (`columns`, `arrays`), sends them through
//! the library on several threads with the interpreter released (`work`), and holds what comes of it (`coded`),
//! whose tables leave through Arrow's C interface without a copy (`table`).

mod arrays;
mod coded;
mod coder;
mod columns;
mod table;
mod work;

use pyo3::prelude::*;

/// The extension module; what people import is `tacitus`.
#[pymodule]
mod _tacitus {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::coded::{Coded, Failure};
    #[pymodule_export]
    use crate::coder::Coder;
    #[pymodule_export]
    use crate::table::Table;

    /// The version of the package.
    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");

    #[pymodule_init]
    fn init(_module: &Bound<'_, PyModule>) -> PyResult<()> {
        crate::work::silence_panics();
        Ok(())
    }

    /// The coder without further knowledge, made once.
    #[pyfunction]
    fn builtin(py: Python<'_>) -> PyResult<Py<Coder>> {
        crate::coder::builtin(py)
    }
}
