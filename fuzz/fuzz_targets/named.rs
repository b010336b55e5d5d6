//! Any bytes under any ending: spreadsheets, tables, JSON, Rich Text, OpenDocument and saved pages are told by it.
//!
//! The first byte picks the ending, so that one target has the readers of all; start it with a folder of such files.
#![no_main]

use std::io::Cursor;

use guanxi::document::read_from;
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 12] =
    ["csv", "tsv", "json", "jsonl", "xlsx", "xls", "ods", "odt", "rtf", "mhtml", "html", "docx"];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let name = format!("page.{}", ENDINGS[usize::from(*first) % ENDINGS.len()]);
    for found in read_from(&name, Cursor::new(rest.to_vec())).take(100) {
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
