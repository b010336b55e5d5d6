//! Any bytes as a graph.json: an error that says what is wrong, or a graph every format can write.
#![no_main]

use guanxi::export::{Format, read, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(graph) = read(bytes) {
        for format in Format::ALL {
            write(&graph, format, &mut Vec::new()).expect("writing to memory");
        }
    }
});
