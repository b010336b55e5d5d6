//! Any bytes under any ending: what comes out is documents or failures that say why, whatever the reader.
//!
//! The first byte picks the ending, and an empty one leaves the reader to what the file begins with.
//! `GUANXI_ENDING=xlsx` keeps to one ending, and all the bytes are the file's.
#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use guanxi_read::{is_contained, read_from};
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 19] = [
    "", "txt", "csv", "tsv", "json", "jsonl", "xlsx", "xls", "ods", "odt", "rtf", "mhtml", "html", "docx", "epub", "md",
    "pdf", "zip", "parquet",
];

static ONLY: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("GUANXI_ENDING").ok());

/// A crate of others may break on its thread, where that costs the document; our own code may not.
fn stop_at_our_own() {
    std::panic::set_hook(Box::new(|broken| {
        let foreign = broken.location().is_some_and(|place| place.file().contains("/registry/src/"));
        if !(foreign && is_contained()) {
            eprintln!("{broken}");
            std::process::abort();
        }
    }));
}

fuzz_target!(init: stop_at_our_own(), |bytes: &[u8]| {
    let (ending, bytes) = match (&*ONLY, bytes.split_first()) {
        (Some(ending), _) => (ending.as_str(), bytes),
        (None, Some((first, rest))) => (ENDINGS[usize::from(*first) % ENDINGS.len()], rest),
        (None, None) => return,
    };
    let name = if ending.is_empty() { "page".to_string() } else { format!("page.{ending}") };
    for found in read_from(&name, Cursor::new(bytes.to_vec())).take(100) {
        match found {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(failure) => {
                assert!(!failure.reason.contains("longer than"), "{failure}");
                assert!(!failure.cure.is_empty());
            }
        }
    }
});
