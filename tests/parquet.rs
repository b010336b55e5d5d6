//! Rows of Parquet are the documents that the same records are as JSON Lines; those of a cluster are sightings.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use guanxi::archive::Row;
use guanxi::document::Document;
use guanxi::export::{Format, write};
use guanxi::graph::{Graph, Options, Scope};
use guanxi::pipeline::{Learned, page};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use crate::bench::{self, root};
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

/// A file of rows, as `guanxi.spark` writes them.
fn write_rows(path: &Path, rows: &[&Row]) {
    let schema = "message rows { required binary kind (UTF8); required binary key (UTF8); required binary row (UTF8); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let file = fs::File::create(path).expect("a file");
    let mut writer = SerializedFileWriter::new(file, schema, Arc::default()).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let texts: Vec<ByteArray> =
        rows.iter().map(|row| serde_json::to_string(row).expect("JSON").as_str().into()).collect();
    while let Some(mut column) = group.next_column().expect("a column") {
        column.typed::<ByteArrayType>().write_batch(&texts, None, None).expect("written");
        column.close().expect("closed");
    }
    group.close().expect("closed");
    writer.close().expect("closed");
}

#[test]
fn sightings_of_a_cluster_are_stored_whole_or_refused() {
    let place = Place::built();
    let dictionaries = bench::dictionaries(false);
    let found = |id: &str| {
        let text = "4月4日，区长李明到新区二期走访，区委书记王建国陪同。".to_string();
        let document = Document { id: id.into(), text, ..Document::default() };
        page(document, &dictionaries, &Learned::default()).stored(&dictionaries)
    };
    let documents = [found("b"), found("a")];
    let [b, a] = documents.clone().map(|found| Row::Document(Box::new(found)));
    let meta = BTreeMap::from([("scope".into(), "sentence".into()), ("damping".into(), "false".into())]);
    let head = Row::Head { meta, documents: 1 };
    write_rows(&place.path("one.parquet"), &[&head, &b]);
    write_rows(&place.path("two.parquet"), &[&a, &head]);
    place.ok(&["import", "one.parquet", "two.parquet", "-o", "sum", "-f", "json", "--compute", "none"]);
    let options = Options { scope: Scope::Sentence, damping: false, ..Options::default() };
    let mut whole = Vec::new();
    let graph = Graph::of(options, documents.map(|found| found.resolved));
    assert!(graph.links().len() > 2);
    write(&graph, Format::Json, &mut whole).expect("written");
    assert_eq!(place.read("sum/graph.json").as_bytes(), whole);

    write_rows(&place.path("lost.parquet"), &[&head]);
    write_rows(&place.path("twice.parquet"), &[&head, &b]);
    write_rows(&place.path("headless.parquet"), &[&a]);
    for (files, words) in [
        (["one.parquet", "lost.parquet"], "the rows hold 1 of 2 documents"),
        (["one.parquet", "twice.parquet"], "document b comes twice"),
        (["one.parquet", "headless.parquet"], "the rows hold 2 of 1 document"),
    ] {
        let (code, _, err) = place.run(&[&["import", "-o", "bad"], &files[..]].concat());
        assert!(code == 1 && err.contains(words) && err.contains("run the job again"), "{files:?}: {err}");
        assert!(!place.path("bad/guanxi.db").exists());
    }
}
