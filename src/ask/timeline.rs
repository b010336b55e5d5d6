//! The days an entity, or two together, are named.

use serde::Serialize;

use super::question::Detail;
use super::shown::{Entity, Shown, between};
use crate::graph::{Counts, Evidence, Graph};
use crate::text::Date;

/// Days in order; articles without a date are counted apart.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    /// The entity asked about.
    pub entity: Option<Entity>,
    /// The other, if both are to be named together.
    pub other: Option<Entity>,
    /// Days, earliest first.
    pub rows: Vec<Moment>,
    /// Days left out.
    pub more: usize,
    /// Articles whose day is not known.
    pub undated: u32,
}

/// One day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moment {
    /// The day articles tell of.
    pub date: Date,
    /// Sentences, paragraphs and articles.
    #[serde(flatten)]
    pub counts: Counts,
    /// Kept passages of that day.
    pub evidence: Vec<Shown>,
}

pub(super) fn timeline(graph: &Graph, at: usize, other: Option<usize>, detail: Detail) -> Timeline {
    let (counts, days, evidence): (Counts, Vec<(Date, Counts)>, &[Evidence]) = match other {
        None => graph.node(at).map_or_else(Default::default, |node| {
            let days = node.days.iter().map(|day| (day.date, day.counts)).collect();
            (node.counts, days, node.evidence.as_slice())
        }),
        Some(other) => between(graph, at, other).0.map_or_else(Default::default, |link| {
            let days = link.days.iter().map(|day| (day.date, day.counts)).collect();
            (link.counts, days, link.evidence.as_slice())
        }),
    };
    let dated = days.iter().fold(0u32, |sum, (_, counts)| sum.saturating_add(counts.articles));
    let shown = Shown::best(graph, evidence, usize::MAX);
    let more = days.len().saturating_sub(detail.limit);
    let row = |(date, counts)| {
        let of_day = |shown: &&Shown| shown.quotes.iter().any(|quote| quote.date == Some(date));
        Moment {
            date,
            counts,
            evidence: shown.iter().filter(of_day).take(detail.evidence).cloned().collect(),
        }
    };
    Timeline {
        entity: Entity::at(graph, at),
        other: other.and_then(|other| Entity::at(graph, other)),
        rows: days.into_iter().take(detail.limit).map(row).collect(),
        more,
        undated: counts.articles.saturating_sub(dated),
    }
}
