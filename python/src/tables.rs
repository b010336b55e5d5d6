//! Graphs and parts of graphs as Arrow batches, column by column.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, Float64Array, RecordBatch, StringArray, UInt32Array, UInt64Array};
use guanxi::archive::Row;
use guanxi::graph::{Evidence, Graph};
use pyo3::prelude::*;

use crate::errors::wrong;

fn batch(columns: Vec<(&str, ArrayRef)>) -> PyResult<RecordBatch> {
    RecordBatch::try_from_iter(columns).map_err(wrong)
}

fn texts<T: AsRef<str>>(of: impl Iterator<Item = T>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(of))
}

fn maybe<T: AsRef<str>>(of: impl Iterator<Item = Option<T>>) -> ArrayRef {
    Arc::new(StringArray::from_iter(of))
}

fn numbers(of: impl Iterator<Item = u32>) -> ArrayRef {
    Arc::new(UInt32Array::from_iter_values(of))
}

fn figures(of: impl Iterator<Item = f64>) -> ArrayRef {
    Arc::new(Float64Array::from_iter_values(of))
}

/// One row a node; posts and aliases with `;` between.
pub(crate) fn nodes(graph: &Graph) -> PyResult<RecordBatch> {
    let nodes = || graph.nodes();
    let joined = |words: Vec<Cow<str>>| words.join(";");
    batch(vec![
        ("id", texts(nodes().map(|node| node.key.id()))),
        ("label", texts(nodes().map(|node| &node.label))),
        ("kind", texts(nodes().map(|node| node.key.kind.name()))),
        ("name", texts(nodes().map(|node| &node.key.name))),
        ("home", maybe(nodes().map(|node| node.attributes.get("home").map(|home| home.to_string())))),
        ("mentions", numbers(nodes().map(|node| node.mentions))),
        ("documents", numbers(nodes().map(|node| node.documents))),
        ("sentences", numbers(nodes().map(|node| node.counts.sentences))),
        ("paragraphs", numbers(nodes().map(|node| node.counts.paragraphs))),
        ("articles", numbers(nodes().map(|node| node.counts.articles))),
        ("first", maybe(nodes().map(|node| node.first().map(|day| day.to_string())))),
        ("last", maybe(nodes().map(|node| node.last().map(|day| day.to_string())))),
        (
            "aliases",
            texts(nodes().map(|node| joined(node.aliases.iter().map(|a| Cow::Borrowed(&*a.name)).collect()))),
        ),
        ("roles", texts(nodes().map(|node| joined(node.roles.iter().map(|role| role.label()).collect())))),
    ])
}

/// One row a link; `source` and `target` are ids of nodes.
pub(crate) fn links(graph: &Graph) -> PyResult<RecordBatch> {
    let ids: Vec<String> = graph.nodes().map(|node| node.key.id()).collect();
    let of = || graph.links();
    batch(vec![
        ("source", texts(of().map(|(source, ..)| &ids[source]))),
        ("target", texts(of().map(|(_, target, _)| &ids[target]))),
        ("relation", texts(of().map(|(.., link)| link.relation.name()))),
        ("count", numbers(of().map(|(.., link)| link.count(graph.meta.scope)))),
        ("sentences", numbers(of().map(|(.., link)| link.counts.sentences))),
        ("paragraphs", numbers(of().map(|(.., link)| link.counts.paragraphs))),
        ("articles", numbers(of().map(|(.., link)| link.counts.articles))),
        ("weight", figures(of().map(|(.., link)| link.weight))),
        ("npmi", figures(of().map(|(.., link)| link.association.npmi))),
        ("g2", figures(of().map(|(.., link)| link.association.g2))),
        ("jaccard", figures(of().map(|(.., link)| link.association.jaccard))),
        ("p", figures(of().map(|(.., link)| link.association.p))),
        ("first", maybe(of().map(|(.., link)| link.first().map(|day| day.to_string())))),
        ("last", maybe(of().map(|(.., link)| link.last().map(|day| day.to_string())))),
    ])
}

/// One row a passage of a link; `link` is the link's position.
pub(crate) fn evidence(graph: &Graph) -> PyResult<RecordBatch> {
    let mut rows: Vec<(u64, Evidence, u32)> = Vec::new();
    for (at, (.., link)) in graph.links().enumerate() {
        for evidence in &link.evidence {
            rows.extend(evidence.passages().map(|passage| (at as u64, *evidence, passage)));
        }
    }
    let of = || {
        let shown = |(link, evidence, at): &(u64, Evidence, u32)| {
            Some((*link, *evidence, graph.passages.get(*at as usize)?))
        };
        rows.iter().filter_map(shown)
    };
    let info = |at: u32| graph.documents.get(at as usize).map(|document| document.info).unwrap_or_default();
    let id = |at: u32| graph.documents.id(at as usize);
    batch(vec![
        ("link", Arc::new(UInt64Array::from_iter_values(of().map(|(link, ..)| link)))),
        ("scope", texts(of().map(|(_, evidence, _)| evidence.scope.name()))),
        ("document", texts(of().map(|(.., passage)| id(passage.document)))),
        ("article", numbers(of().map(|(.., passage)| passage.article))),
        ("start", numbers(of().map(|(.., passage)| passage.start))),
        ("end", numbers(of().map(|(.., passage)| passage.end))),
        ("text", texts(of().map(|(.., passage)| &passage.text))),
        ("date", maybe(of().map(|(.., passage)| info(passage.document).date.map(|day| day.to_string())))),
        ("source", maybe(of().map(|(.., passage)| info(passage.document).source))),
        ("url", maybe(of().map(|(.., passage)| graph.documents.url(passage.document as usize)))),
    ])
}

/// Rows of sightings as a batch of `kind`, `key` and `row`.
pub(crate) fn rows_out(rows: &[Row]) -> PyResult<RecordBatch> {
    let mut columns: [Vec<String>; 3] = Default::default();
    for row in rows {
        let (kind, key) = match row {
            Row::Head { .. } => ("head", ""),
            Row::Document(found) => ("document", &*found.resolved.info.id),
            Row::Skipped(failure) => ("skipped", &*failure.what),
        };
        columns[0].push(kind.to_string());
        columns[1].push(key.to_string());
        columns[2].push(serde_json::to_string(row).map_err(wrong)?);
    }
    let [kinds, keys, rows] = columns.map(|column| texts(column.into_iter()));
    batch(vec![("kind", kinds), ("key", keys), ("row", rows)])
}

/// The rows of such a batch.
pub(crate) fn rows_in(batch: &RecordBatch) -> PyResult<Vec<Row>> {
    let column = batch.column_by_name("row").and_then(|column| column.as_string_opt::<i32>());
    let column = column.ok_or_else(|| wrong("no column `row` of strings; these are no rows of ours"))?;
    column.iter().map(|row| serde_json::from_str(row.unwrap_or_default()).map_err(wrong)).collect()
}
