//! Companies by their short names: a brand nobody knows, a trade and the company's own post.

use crate::dictionary::Classes;
use crate::recognise::scan::Scan;
use crate::recognise::walk::{self, Edge};
use crate::text::Span;

/// Posts that only companies have.
const POSTS: [&str; 12] = [
    "董事长",
    "董事",
    "总经理",
    "副总经理",
    "总裁",
    "副总裁",
    "首席",
    "创始人",
    "财务总监",
    "创意总监",
    "技术总监",
    "项目经理",
];

/// Where a name begins that ends with a trade word, if the company's own post follows: `启沅生物|董事长`.
pub(super) fn firm(scan: &Scan, suffix: Span) -> Option<usize> {
    let posted = POSTS.iter().any(|post| scan.spells(suffix.end, post).is_some());
    let (start, edge) = walk::left(scan, suffix.end, 8);
    let brand = Span::new(start, suffix.start.max(start));
    let common = Classes::GENERIC | Classes::NEVER | Classes::QUANTITY | Classes::STOP;
    let named = (2..=6).contains(&brand.len())
        && edge != Edge::Limit
        && !scan.is(brand, common)
        && walk::specific(scan, brand) > 0
        && !scan.starts(start, Classes::PLACE | Classes::TITLE | Classes::FOLK);
    (posted && named).then_some(start)
}
