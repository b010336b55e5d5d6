//! Which entities of one kind appear with which of another.

use serde::Serialize;

use super::question::{Detail, Figure};
use super::shown::Entity;
use crate::graph::{Graph, Relation};
use crate::kind::Kind;

/// A table of two kinds; rows and columns stand by how much they share.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Matrix {
    /// Entities of the rows.
    pub rows: Vec<Entity>,
    /// Entities of the columns.
    pub columns: Vec<Entity>,
    /// Every pair that appears together, by row and column.
    pub cells: Vec<Cell>,
    /// Rows left out.
    pub more_rows: usize,
    /// Columns left out.
    pub more_columns: usize,
    /// The figure that is printed as text.
    pub figure: Figure,
}

/// One pair of a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cell {
    /// Position of the row.
    pub row: usize,
    /// Position of the column.
    pub column: usize,
    /// Units that hold both.
    pub count: u32,
    /// How many times more than chance: `both · all / (row · column)`.
    pub lift: f64,
    /// Share of the column's pairs, in the whole graph, that are with this row.
    pub exclusivity: f64,
}

impl Cell {
    /// A figure as a table shows it.
    pub(super) fn word(self, figure: Figure) -> String {
        match figure {
            Figure::Count => self.count.to_string(),
            Figure::Lift => format!("{:.1}", self.lift),
            Figure::Exclusivity => format!("{:.2}", self.exclusivity),
        }
    }
}

pub(super) fn matrix(graph: &Graph, (rows, columns): (Kind, Kind), figure: Figure, detail: Detail) -> Matrix {
    let scope = graph.meta.scope;
    let kind = |at: usize| graph.node(at).map(|node| node.key.kind);
    let units = |at: usize| graph.node(at).map_or(0, |node| node.counts.at(scope));
    let mut pairs: Vec<(usize, usize, u32)> = Vec::new();
    for (a, b, link) in graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention) {
        let count = link.count(scope);
        for (a, b) in [(a, b), (b, a)] {
            if kind(a) == Some(rows) && kind(b) == Some(columns) {
                pairs.push((a, b, count));
            }
        }
    }
    let (row_order, _) = order(pairs.iter().map(|&(row, _, count)| (row, count)), graph);
    let (column_order, column_totals) = order(pairs.iter().map(|&(_, column, count)| (column, count)), graph);
    let shown = |order: &[usize], at: usize| order.iter().take(detail.limit).position(|&shown| shown == at);
    let mut cells: Vec<Cell> = Vec::new();
    for (a, b, count) in pairs {
        let (Some(row), Some(column)) = (shown(&row_order, a), shown(&column_order, b)) else { continue };
        let chance = f64::from(units(a)) * f64::from(units(b));
        let all = f64::from(graph.meta.units.at(scope));
        let lift = if chance > 0.0 { f64::from(count) * all / chance } else { 0.0 };
        let total = column_totals[b];
        let exclusivity = if total > 0 { f64::from(count) / total as f64 } else { 0.0 };
        cells.push(Cell { row, column, count, lift: round(lift), exclusivity: round(exclusivity) });
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let entities = |order: &[usize]| {
        order.iter().take(detail.limit).filter_map(|&at| Entity::at(graph, at)).collect::<Vec<_>>()
    };
    Matrix {
        rows: entities(&row_order),
        columns: entities(&column_order),
        cells,
        more_rows: row_order.len().saturating_sub(detail.limit),
        more_columns: column_order.len().saturating_sub(detail.limit),
        figure,
    }
}

/// Nodes with a count, highest total first, and the totals by node.
fn order(counts: impl Iterator<Item = (usize, u32)>, graph: &Graph) -> (Vec<usize>, Vec<u64>) {
    let mut totals = vec![0u64; graph.net.node_count()];
    for (at, count) in counts {
        totals[at] += u64::from(count);
    }
    let mut order: Vec<usize> = (0..totals.len()).filter(|&at| totals[at] > 0).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(totals[at]), at));
    (order, totals)
}

fn round(x: f64) -> f64 {
    (x * 1000.0).round() / 1000.0
}
