//! Nodes ranked by a measure, kind by kind.

use std::fmt;

use serde::Serialize;

use super::table::Table;
use crate::graph::{Graph, Measure, Value};
use crate::kind::Kind;

/// The most central nodes of every kind, with all measures asked for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranking {
    /// The measure that makes the order; communities and components are not ranked.
    pub by: &'static str,
    /// The measures, in the order of the figures.
    pub measures: Vec<&'static str>,
    /// Kinds that the graph holds, each with its nodes.
    pub kinds: Vec<Ranked>,
}

/// The nodes of one kind, highest first.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Ranked {
    /// Their kind.
    pub kind: Kind,
    /// The nodes.
    pub rows: Vec<RankedNode>,
    /// Nodes left out.
    pub more: usize,
}

/// One node with its figures.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RankedNode {
    /// Place in its kind, from 1; equal figures share a place.
    pub rank: usize,
    /// Its id in files: `official:王建国`.
    pub id: String,
    /// Its name, told apart from namesakes.
    pub name: String,
    /// The measures in the order of [`Ranking::measures`].
    pub figures: Vec<Value>,
}

impl Ranking {
    /// Ranks the nodes of each kind by a measure; `limit` is for each kind.
    pub fn of(graph: &Graph, measures: &[Measure], by: Measure, only: Option<Kind>, limit: usize) -> Ranking {
        let columns: Vec<Vec<Value>> = measures.iter().map(|&each| each.of(graph)).collect();
        let deciding = measures.iter().position(|&each| each == by).map(|at| columns[at].clone());
        let deciding: Vec<f64> = deciding
            .unwrap_or_else(|| by.of(graph))
            .iter()
            .map(|value| value.number().unwrap_or_default())
            .collect();
        let mut kinds = Vec::new();
        for kind in Kind::NODES.into_iter().filter(|&kind| only.is_none_or(|only| only == kind)) {
            let of_kind = graph.nodes().enumerate().filter(|(_, node)| node.key.kind == kind);
            let mut order: Vec<usize> = of_kind.map(|(at, _)| at).collect();
            if order.is_empty() {
                continue;
            }
            order.sort_by(|&a, &b| deciding[b].total_cmp(&deciding[a]).then(a.cmp(&b)));
            let rank =
                |at: usize| 1 + order.iter().take_while(|&&other| deciding[other] > deciding[at]).count();
            let rows = order.iter().take(limit).filter_map(|&at| {
                let node = graph.node(at)?;
                let figures = columns.iter().map(|column| column[at].clone()).collect();
                Some(RankedNode { rank: rank(at), id: node.key.id(), name: node.label.clone(), figures })
            });
            kinds.push(Ranked { kind, rows: rows.collect(), more: order.len().saturating_sub(limit) });
        }
        Ranking { by: by.name(), measures: measures.iter().map(|each| each.name()).collect(), kinds }
    }

    /// All kinds in one table, for a spreadsheet.
    pub fn to_table(&self) -> Table {
        let own = ["kind", "rank", "name", "id"];
        let mut table = Table::new(&[&own[..], &self.measures].concat());
        for ranked in &self.kinds {
            for row in &ranked.rows {
                let own = [ranked.kind.to_string(), row.rank.to_string(), row.name.clone(), row.id.clone()];
                table.push(own.into_iter().chain(row.figures.iter().map(Value::to_string)));
            }
        }
        table
    }
}

/// One table a kind.
impl fmt::Display for Ranking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kinds.is_empty() {
            return writeln!(f, "nothing of this kind is in the graph");
        }
        for (at, ranked) in self.kinds.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            let mut table = Table::new(&[&["", ranked.kind.name()][..], &self.measures].concat());
            for row in &ranked.rows {
                let own = [row.rank.to_string(), row.name.clone()];
                table.push(own.into_iter().chain(row.figures.iter().map(shown)));
            }
            write!(f, "{table}")?;
            if ranked.more > 0 {
                writeln!(f, "… {} more", ranked.more)?;
            }
        }
        Ok(())
    }
}

/// A figure short enough for a column; the files carry it whole.
fn shown(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("{number:.4}"),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::testing::corpus;

    #[test]
    fn each_kind_has_its_own_order() {
        let graph = corpus();
        let ranking = Ranking::of(&graph, &[Measure::Degree, Measure::Strength], Measure::Degree, None, 2);
        let names = |kind: usize| {
            let rows = ranking.kinds[kind].rows.iter();
            rows.map(|row| (row.rank, row.name.as_str())).collect::<Vec<_>>()
        };
        assert_eq!(ranking.kinds.len(), 4);
        // 李明 met all but 赵海, 王建国 all but 南门改造, 赵海 three.
        assert_eq!(names(0), [(1, "李明"), (1, "王建国")]);
        assert_eq!((ranking.kinds[0].more, ranking.kinds[1].more), (1, 0));
        let csv = ranking.to_table().to_csv();
        assert!(
            csv.starts_with("kind,rank,name,id,degree,strength\r\nofficial,1,李明,official:李明,"),
            "{csv}"
        );
        assert!(ranking.to_string().contains("\n… 1 more\n"), "{ranking}");
    }

    #[test]
    fn equal_figures_share_a_place() {
        let ranking = Ranking::of(&corpus(), &[], Measure::Component, Some(Kind::Project), 9);
        assert_eq!(ranking.kinds[0].rows.iter().map(|row| row.rank).collect::<Vec<_>>(), [1, 1]);
    }
}
