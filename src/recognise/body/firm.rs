//! Companies by their short names: a brand nobody knows, a trade and the company's own post.

use crate::dictionary::Classes;
use crate::recognise::judge::{self, Known};
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

/// Where a name begins that ends with a trade word or a bare `公司`, if it is a company's: `启沅生物董事长`, `天蕴公司`.
pub(super) fn firm(scan: &Scan, suffix: Span) -> Option<usize> {
    let bare = scan.spells(suffix.start, "公司") == Some(suffix.end);
    let posted = POSTS.iter().any(|post| scan.spells(suffix.end, post).is_some());
    let (start, edge) = walk::left(scan, suffix.end, 8);
    let brand = Span::new(start, suffix.start.max(start));
    if edge == Edge::Limit || !(2..=6).contains(&brand.len()) {
        return None;
    }
    let common = Classes::GENERIC | Classes::NEVER | Classes::QUANTITY | Classes::STOP;
    let named = !scan.is(brand, common)
        && walk::specific(scan, brand) > 0
        && !scan.starts(start, Classes::PLACE | Classes::TITLE | Classes::FOLK);
    // A bare `公司` may follow anything: its brand is no word and holds none.
    let words = Classes::ORDINARY | Classes::GENERIC | Classes::AFTER_VERB | Classes::STOP;
    let inside =
        |at: usize| scan.starting(at, words).any(|word| word.span.len() > 1 && word.span.end <= suffix.start);
    let pure = || {
        brand.len() <= 4
            && walk::specific(scan, brand) == brand.len()
            && judge::known(scan, brand) != Known::Word
            && !(start..suffix.start).any(inside)
    };
    (named && (posted || bare && pure())).then_some(start)
}
