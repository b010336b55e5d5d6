//! Errors as Python exceptions, in the words of the command line: what, where, and the cure.

use std::fmt::Display;

use guanxi::dictionary::DictionaryError;
use pyo3::create_exception;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

create_exception!(guanxi, GuanxiError, PyValueError, "What is wrong, where, and what to do about it.");

/// An error under our own name.
pub(crate) fn wrong(what: impl Display) -> PyErr {
    GuanxiError::new_err(what.to_string())
}

/// Every fault of a dictionary, each with its line.
pub(crate) fn of_dictionary(error: DictionaryError) -> PyErr {
    match &error {
        DictionaryError::Faults { faults } => {
            let told = faults.iter().map(|fault| {
                format!("{}:{}:{}: {}; {}", fault.file, fault.line, fault.column, fault.what, fault.cure)
            });
            wrong(told.collect::<Vec<_>>().join("\n"))
        }
        _ => wrong(error),
    }
}
