//! What the built-in lists tell beside the classes of words: how pages are laid out, and how names vary.

use rustc_hash::FxHashMap;

use super::rows::rows;
use super::skeleton::skeleton;
use crate::text::{Layout, Simplified};

/// The names that columns of tables and fields of records have, with what stands in them: `columns.tsv`.
pub const COLUMNS: &str = include_str!("../../dictionaries/built-in/columns.tsv");

/// The words by which web pages show what is none of a story: `furniture.tsv`.
pub const FURNITURE: &str = include_str!("../../dictionaries/built-in/furniture.tsv");

/// The words by which pages show their lay-out.
pub(super) fn layout() -> Layout {
    let mut layout = Layout::default();
    for row in rows(include_str!("../../dictionaries/built-in/layout.tsv")).skip(1) {
        let word = skeleton(row.get(0));
        match row.get(1) {
            "dateline" => layout.datelines.push(&word),
            "reporter" => layout.reporters.push(&word),
            "section" => layout.sections.push(&word),
            _ => {}
        }
    }
    for row in rows(FURNITURE).skip(1) {
        let words = match row.get(1) {
            "line" => &mut layout.furniture.lines,
            "label" => &mut layout.furniture.labels,
            "only" => &mut layout.furniture.buttons,
            "foot" => &mut layout.furniture.feet,
            "maker" => &mut layout.furniture.makers,
            "receiver" => &mut layout.furniture.receivers,
            _ => continue,
        };
        words.push(row.get(0));
    }
    let pairs = rows(include_str!("../../dictionaries/built-in/traditional.tsv")).skip(1);
    let pairs = pairs.filter_map(|row| row.get(0).chars().next().zip(row.get(1).chars().next()));
    layout.simplified = Simplified::new(pairs);
    layout
}

/// Canonical forms of national bodies that are written in a variant.
pub(super) fn variants() -> FxHashMap<String, String> {
    let bodies = rows(include_str!("../../dictionaries/built-in/national-bodies.tsv")).skip(1);
    let pairs = bodies.map(|row| (row.get(0), row.get(1)));
    let variants = pairs.filter(|(name, canonical)| !canonical.is_empty() && canonical != name);
    variants.map(|(name, canonical)| (name.to_string(), canonical.to_string())).collect()
}
