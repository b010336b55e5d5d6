//! Any bytes under any ending: spreadsheets, tables, JSON, Rich Text, OpenDocument and saved pages are told by it.
//!
//! `GUANXI_ENDING=xlsx` keeps to one ending, and the bytes are the file's; else the first byte picks the ending, so that
//! one target has the readers of all. Start it with a folder of such files.
#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use guanxi::document::read_from;
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 12] =
    ["csv", "tsv", "json", "jsonl", "xlsx", "xls", "ods", "odt", "rtf", "mhtml", "html", "docx"];

static ONLY: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("GUANXI_ENDING").ok());

fuzz_target!(|bytes: &[u8]| {
    let (ending, bytes) = match (&*ONLY, bytes.split_first()) {
        (Some(ending), _) => (ending.as_str(), bytes),
        (None, Some((first, rest))) => (ENDINGS[usize::from(*first) % ENDINGS.len()], rest),
        (None, None) => return,
    };
    for found in read_from(&format!("page.{ending}"), Cursor::new(bytes.to_vec())).take(100) {
        match found {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(failure) => {
                assert!(!failure.reason.contains("broke on it"), "{failure}");
                assert!(!failure.reason.contains("longer than"), "{failure}");
                assert!(!failure.cure.is_empty());
            }
        }
    }
});
