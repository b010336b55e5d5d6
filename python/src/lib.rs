//! guanxi for Python: the library's doors, with Arrow on both sides.
//!
//! Everything Python people like is in `python/guanxi/`; here is what needs the recogniser. No work is done while
//! the interpreter is locked.

mod builder;
mod errors;
mod graph;
mod records;
mod tables;

use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;

use pyo3::prelude::*;

/// The words the recogniser knows: the built-in lists, with your files and folders over them.
#[pyclass(frozen, name = "Dictionaries", module = "guanxi")]
struct Words {
    held: Arc<guanxi::dictionary::Dictionaries>,
}

#[pymethods]
impl Words {
    #[new]
    #[pyo3(signature = (*paths))]
    fn new(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<Self> {
        let held =
            py.detach(|| guanxi::dictionary::Dictionaries::load(&paths)).map_err(errors::of_dictionary)?;
        Ok(Words { held: Arc::new(held) })
    }
}

/// The command line: arguments, of which the first is its name, and the file of this module; the exit code.
#[pyfunction]
fn run(py: Python<'_>, arguments: Vec<OsString>, file: PathBuf) -> u8 {
    py.detach(|| guanxi_cli::run_with(arguments, Some(file)))
}

#[pymodule]
fn _guanxi(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("GuanxiError", module.py().get_type::<errors::GuanxiError>())?;
    module.add_class::<Words>()?;
    module.add_class::<builder::Builder>()?;
    module.add_class::<graph::Graph>()?;
    module.add_function(wrap_pyfunction!(run, module)?)?;
    module.add_function(wrap_pyfunction!(builder::mentions, module)?)?;
    module.add_function(wrap_pyfunction!(builder::build_paths, module)?)
}
