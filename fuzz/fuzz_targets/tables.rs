//! What people write by hand: marked pages, decisions, questions. An error with its place, or something read.
#![no_main]

use guanxi::ask::read_chinese;
use guanxi::decisions::read;
use guanxi::score::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let _ = parse(text);
    let _ = read("decisions.tsv", text);
    let _ = read_chinese(text);
});
