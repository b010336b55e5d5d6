//! A matrix: one kind against another, darker the oftener two are named together.

use super::canvas::{Anchor, Canvas};
use super::letters::{short, width};
use crate::graph::{Graph, Relation};
use crate::kind::Kind;
use crate::paint;

/// Side of a cell, size of letters, room round the picture.
const CELL: f64 = 24.0;
const LETTERS: f64 = 13.0;
const MARGIN: f64 = 26.0;

/// Most letters of a name.
const NAME: usize = 16;

/// Sweeps that bring like rows and columns together.
const SWEEPS: usize = 8;

/// One kind by another as SVG, at most `most` of each: those that share most.
///
/// Rows stand by how much they share; columns, and rows of equal sum, so that what belongs together stands
/// together (each moves to the middle of its cells).
pub fn matrix(graph: &Graph, (rows, columns): (Kind, Kind), most: usize, caption: &str) -> String {
    let pairs = pairs(graph, rows, columns);
    let mut across = order(graph, pairs.iter().map(|&(row, _, count)| (row, count)), most);
    let mut down = order(graph, pairs.iter().map(|&(_, column, count)| (column, count)), most);
    let meets = |at: usize| pairs.iter().any(|&(row, column, _)| row == at && down.contains(&column));
    across.retain(|&row| meets(row));
    for _ in 0..SWEEPS {
        sort_by_middle(&mut down, &across, pairs.iter().map(|&(row, column, count)| (column, row, count)));
        sort_by_middle(&mut across, &down, pairs.iter().copied());
    }
    let name = |at: usize| short(graph.node(at).map_or("", |node| node.label.as_str()), NAME);
    let widest = |order: &[usize]| order.iter().map(|&at| width(&name(at)) * LETTERS).fold(0.0, f64::max);
    let (left, slant) = (widest(&across), widest(&down));
    // Names of columns rise at 60°: cos 60° = 1/2, sin 60° = 0.866.
    let (top, overhang) = (slant * 0.866 + 14.0, slant * 0.5 + 14.0);
    let (x, y) = (MARGIN + left + 10.0, MARGIN + top);
    let (wide, high) = (CELL * down.len() as f64, CELL * across.len() as f64);

    let mut canvas = Canvas::new();
    let ink = r##"fill="#16191d""##;
    for (at, &row) in across.iter().enumerate() {
        let middle = y + CELL * (at as f64 + 0.5);
        canvas.text((x - 8.0, middle + LETTERS * 0.36), LETTERS, Anchor::End, ink, &name(row));
        canvas.line((x, middle), (x + wide, middle), GRID);
    }
    for (at, &column) in down.iter().enumerate() {
        let middle = x + CELL * (at as f64 + 0.5);
        let turned = format!(r#"{ink} transform="rotate(-60 {:.1} {:.1})""#, middle + 4.0, y - 8.0);
        canvas.text((middle + 4.0, y - 8.0), LETTERS, Anchor::Start, &turned, &name(column));
        canvas.line((middle, y), (middle, y + high), GRID);
    }
    // Once is pale even where nobody meets oftener.
    let strongest = pairs.iter().map(|&(_, _, count)| count).max().unwrap_or(1).max(4);
    for &(row, column, count) in &pairs {
        let place = |order: &[usize], at: usize| order.iter().position(|&other| other == at);
        let (Some(row_at), Some(column_at)) = (place(&across, row), place(&down, column)) else { continue };
        let corner = (x + CELL * column_at as f64 + 1.0, y + CELL * row_at as f64 + 1.0);
        let share = (f64::from(count) / f64::from(strongest)).sqrt();
        canvas.open(r#"class="cell""#, &format!("{} × {}: {count}", name(row), name(column)));
        let look = format!(r#"fill="{}""#, paint::light(rows, 0.25 + 0.75 * share));
        canvas.rect(corner, (CELL - 2.0, CELL - 2.0), 3.0, &look);
        let ink = if share > 0.7 { r##"fill="#ffffff""## } else { ink };
        let middle = (corner.0 + CELL / 2.0 - 1.0, corner.1 + CELL / 2.0 - 1.0 + 11.0 * 0.36);
        canvas.text(middle, 11.0, Anchor::Middle, ink, &count.to_string());
        canvas.close();
    }
    let caption_at = y + high + 26.0;
    canvas.text((MARGIN, caption_at), 12.0, Anchor::Start, r##"fill="#6b7279""##, caption);
    let room = (left + 10.0 + wide + overhang).max(width(caption) * 12.0);
    canvas.finish(room + 2.0 * MARGIN, caption_at + MARGIN, caption)
}

/// Thin lines that lead the eye.
const GRID: &str = r##"stroke="#e6e9ec" stroke-width="1""##;

/// Every pair of the two kinds that is named together: row, column, count.
fn pairs(graph: &Graph, rows: Kind, columns: Kind) -> Vec<(usize, usize, u32)> {
    let kind = |at: usize| graph.node(at).map(|node| node.key.kind);
    let mut pairs = Vec::new();
    for (a, b, link) in graph.links().filter(|(_, _, link)| link.relation == Relation::CoMention) {
        let both_ways = if rows == columns { vec![(a, b), (b, a)] } else { vec![(a, b)] };
        let ends = both_ways.into_iter().chain((rows != columns).then_some((b, a)));
        for (row, column) in ends.filter(|&(a, b)| kind(a) == Some(rows) && kind(b) == Some(columns)) {
            pairs.push((row, column, link.count(graph.meta.scope)));
        }
    }
    pairs
}

/// The nodes that share most, most first.
fn order(graph: &Graph, counts: impl Iterator<Item = (usize, u32)>, most: usize) -> Vec<usize> {
    let mut totals = vec![0u64; graph.nodes().len()];
    counts.for_each(|(at, count)| totals[at] += u64::from(count));
    let mut order: Vec<usize> = (0..totals.len()).filter(|&at| totals[at] > 0).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(totals[at]), at));
    order.truncate(most);
    order
}

/// Sorts by the mean place of what each is named with.
fn sort_by_middle(order: &mut [usize], other: &[usize], pairs: impl Iterator<Item = (usize, usize, u32)>) {
    let mut sums: Vec<(usize, f64, f64)> = order.iter().map(|&at| (at, 0.0, 0.0)).collect();
    for (at, with, count) in pairs {
        let place = other.iter().position(|&place| place == with);
        let Some(place) = place else { continue };
        if let Some(sum) = sums.iter_mut().find(|(own, ..)| *own == at) {
            (sum.1, sum.2) = (sum.1 + place as f64 * f64::from(count), sum.2 + f64::from(count));
        }
    }
    let middle = |&(_, sum, count): &(usize, f64, f64)| if count > 0.0 { sum / count } else { f64::MAX };
    sums.sort_by(|a, b| middle(a).total_cmp(&middle(b)).then(a.0.cmp(&b.0)));
    order.iter_mut().zip(sums).for_each(|(at, sum)| *at = sum.0);
}
