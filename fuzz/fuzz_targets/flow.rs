//! Any text through the whole flow: offsets point into it, mentions do not overlap, the graph reads back.
#![no_main]

use std::io::Cursor;
use std::sync::LazyLock;

use guanxi::dictionary::Dictionaries;
use guanxi_read::read_from;
use guanxi::export::{Format, read, write};
use guanxi::graph::{Graph, Options};
use guanxi::pipeline::{Learned, page};
use libfuzzer_sys::fuzz_target;

static LISTS: LazyLock<Dictionaries> = LazyLock::new(Dictionaries::built_in);

fuzz_target!(|text: &str| {
    let mut found = Vec::new();
    for document in read_from("page", Cursor::new(text.to_owned())).take(4).flatten() {
        let letters = document.text.chars().count();
        let page = page(document, &LISTS, &Learned::default());
        let mut end = 0;
        for named in &page.resolved.mentions {
            assert!(end <= named.start && named.start < named.end && named.end <= letters);
            end = named.end;
        }
        found.push(page.resolved);
    }
    let graph = Graph::of(Options::default(), found);
    let mut json = Vec::new();
    write(&graph, Format::Json, &mut json).expect("writing to memory");
    assert_eq!(read(&json).expect("our own file"), graph);
});
