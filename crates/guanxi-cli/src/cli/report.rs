//! `report.json`: what a build read, what it could not read and why, and what came out.

use std::io::{self, Write};

use guanxi::document::Failure;
use guanxi::kind::Kind;
use guanxi::pipeline::Summary;
use serde_json::{Map, Value, json};

use super::complaint::Failures;

/// Its name beside the graph.
pub(super) const NAME: &str = "report.json";

/// Writes the report of one build; `crowds` articles name more than `crowd` entities.
pub(super) fn write(
    (nodes, links): (u64, u64),
    (crowds, crowd): (u64, usize),
    (summary, failures): (&Summary, &Failures),
    seconds: f64,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mentions: Map<String, Value> = Kind::ALL
        .into_iter()
        .zip(summary.mentions)
        .map(|(kind, count)| (kind.name().into(), count.into()))
        .collect();
    let failed: Vec<Value> = failures.kept().iter().map(row).collect();
    let remarks: Vec<Value> = failures
        .notes()
        .remarks()
        .iter()
        .map(|note| json!({ "what": note.what, "reason": note.reason }))
        .collect();
    let report = json!({
        "program": concat!("guanxi ", env!("CARGO_PKG_VERSION")),
        "read": {
            "documents": summary.documents,
            "articles": summary.articles,
            "bytes": summary.bytes,
            "undecoded_characters": summary.undecoded,
        },
        "passed_over": passed_over(failures),
        "read_in_part": { "count": failures.notes().remarked(), "each": remarks },
        "failed": { "count": failures.count(), "each": failed },
        "mentions": mentions,
        "graph": { "entities": nodes, "links": links },
        "crowds": { "articles": crowds, "of_more_than": crowd },
        "seconds": (seconds * 1000.0).round() / 1000.0,
    });
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

/// What was not read, by its sort, with the first of each.
fn passed_over(failures: &Failures) -> Value {
    let sorts = failures.notes().passed().iter();
    let each =
        sorts.map(|(sort, passed)| json!({ "sort": sort, "count": passed.count, "first": passed.first }));
    let count: u64 = failures.notes().passed().values().map(|passed| passed.count).sum();
    json!({ "count": count, "each": each.collect::<Vec<Value>>() })
}

fn row(failure: &Failure) -> Value {
    json!({ "what": failure.what, "reason": failure.reason, "cure": failure.cure })
}
