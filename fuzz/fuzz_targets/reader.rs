//! Any bytes as a document: what comes out is documents or failures that say why, whatever the reader.
//!
//! The content tells the reader, so one target has them all: start it with a folder of one format to keep to that.
#![no_main]

use std::io::Cursor;

use guanxi::document::read_from;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for found in read_from("page", Cursor::new(bytes.to_vec())).take(100) {
        match found {
            Ok(document) => assert!(!document.id.is_empty()),
            Err(failure) => {
                assert!(!failure.reason.contains("broke on it"), "{failure}");
                assert!(!failure.cure.is_empty());
            }
        }
    }
});
