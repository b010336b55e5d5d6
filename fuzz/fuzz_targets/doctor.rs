//! Any bytes as a graph file of any language: the doctor comes to an end and has a word for every program.
#![no_main]

use guanxi_cli::doctor::{Language, examine};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for language in Language::ALL {
        let report = examine(bytes, language);
        assert_eq!(report.verdicts.len(), language.readers().len());
        let _ = report.to_string();
    }
});
