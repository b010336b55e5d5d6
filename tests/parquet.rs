//! Rows of Parquet are the documents that the same records are as JSON Lines.

use std::fs;

use crate::bench::root;
use crate::place::Place;

fn small(name: &str) -> String {
    root().join("tests/formats/small").join(name).display().to_string()
}

#[test]
fn rows_are_records() {
    let place = Place::built();
    for name in ["records.parquet", "records.jsonl"] {
        let out = format!("of-{name}");
        let arguments = ["build", &small(name), "-d", "words.tsv", "-o", &out, "-f", "json"];
        let (code, _, err) = place.run(&arguments);
        assert_eq!(code, 0, "{err}");
        assert!(err.contains("passed over: 2 records without a text"), "{err}");
        assert!(place.read(&format!("{out}/report.json")).contains("record without a text"), "{out}");
        assert!(err.contains("read: 3 documents"), "{err}");
    }
    let graph = place.read("of-records.parquet/graph.json");
    assert!(graph.contains("新区二期") && graph.contains("2023-05-06") && graph.contains("2024-01-09"));
    assert_eq!(graph, place.read("of-records.jsonl/graph.json"));
}

#[test]
fn what_is_no_table_of_texts_is_named() {
    let place = Place::built();
    let whole = fs::read(small("records.parquet")).expect("a file");
    fs::write(place.path("cut.parquet"), &whole[..whole.len() / 2]).expect("written");
    fs::write(place.path("text.parquet"), "区长李明").expect("written");
    for (name, words) in
        [("cut.parquet", "is no Parquet file that can be read"), ("text.parquet", "is no .parquet file")]
    {
        let (code, _, err) = place.run(&["build", name, "-o", "none"]);
        assert!(code == 1 && err.contains(words), "{name}: {err}");
    }
    let (code, _, err) = place.run(&["import", &small("records.parquet"), "-o", "none"]);
    assert!(code == 1 && err.contains("not kind, key and row"), "{err}");
}

/// Found by fuzzing: a page of data whose dictionary is missing, on which the parquet crate panics.
#[test]
fn what_breaks_the_reader_is_named_and_the_rest_is_read() {
    let place = Place::built();
    fs::write(place.path("whole.txt"), "区长李明到新区二期走访。").expect("written");
    fs::copy(small("damaged.parquet"), place.path("damaged.parquet")).expect("copied");
    let (code, _, err) = place.run(&["build", "damaged.parquet", "whole.txt", "-o", "rest", "-f", "json"]);
    assert_eq!(code, 1, "{err}");
    assert!(err.contains("damaged.parquet") && !err.contains("panicked"), "{err}");
    assert!(err.contains("read: 1 document") && place.read("rest/graph.json").contains("李明"), "{err}");
}
