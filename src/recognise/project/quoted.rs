//! Campaigns and programmes in quotation marks: `“干部进万家”活动`.

use crate::dictionary::Classes;
use crate::kind::Kind;
use crate::recognise::scan::{Hit, Scan};
use crate::recognise::{Candidate, Rule};
use crate::text::{Gap, Span, is_mark};

use super::{Found, ends_with};

/// Heads that make a quotation the name of a campaign or programme.
const HEADS: [&str; 8] = ["活动", "行动", "工程", "计划", "项目", "制度", "会战", "攻坚战"];

/// Most characters between the closing mark and the head.
const BETWEEN: usize = 10;

/// From the opening quotation mark to the head; several quotes may share one head.
pub(super) fn quoted(scan: &Scan, head: Hit, found: &Found) -> Vec<Candidate> {
    let text = scan.text;
    if ends_with(scan, head.span, &["”"]) || !ends_with(scan, head.span, &HEADS) {
        return Vec::new();
    }
    if scan.is_char(head.span.end, &['”', '’']) {
        return within(scan, head).into_iter().collect();
    }
    let mut at = head.span.start;
    while at > 0 && text.chars()[at - 1] != '”' {
        let c = text.chars()[at - 1];
        if head.span.start - at >= BETWEEN
            || is_mark(c)
            || text.gap(at) >= Gap::Break
            || FUNCTION.contains(&c)
        {
            return Vec::new();
        }
        at -= 1;
    }
    if at == 0 {
        return Vec::new();
    }
    let close = at - 1;
    let between = Span::new(at, head.span.start);
    let Some(open) = opening(scan, close) else { return Vec::new() };
    // The head may hold the number itself: `两大工程` is a word of the lists.
    let count = if between.is_empty() { head.span } else { between };
    if counted(scan, count) {
        let names = shared(scan, close, head.span);
        return if names.len() > 1 { names } else { Vec::new() };
    }
    let inner = Span::new(open + 1, close);
    // A campaign may take any words for its name, a work may not: `“百日攻坚”行动`.
    let campaign = ends_with(scan, head.span, &["活动", "行动", "会战", "攻坚战"]);
    let generic = scan.is(inner, Classes::NEVER | Classes::GENERIC) && !campaign || rule(scan, inner);
    let sentence = text.chars()[inner.range()].iter().any(|c| matches!(c, '。' | ','));
    if inner.is_empty() || inner.len() > 24 || generic || sentence {
        return Vec::new();
    }
    // `黄河“几字弯”攻坚战`, `十二桥路“白改黑”工程`: a site begins the name, whoever's campaign it is does not.
    let site = |place: &Span| {
        let last = scan.single(place.end - 1);
        place.len() > 1
            && last.any(Classes::PLACE_SUFFIX)
            && !last.any(Classes::ADMIN_SUFFIX | Classes::ZONE_SUFFIX)
    };
    let site = found.ending(open).filter(site).map(|place| place.start).min();
    let first = site.filter(|_| text.gap(open) < Gap::Space).unwrap_or(open);
    let whole = Candidate::new(Span::new(first, head.span.end), Kind::Project, Rule::Quoted, 16);
    let mut out = vec![whole];
    // `“读书日”暨“书香四月”借阅活动`: the first shares the head.
    if scan.is_char(open.wrapping_sub(1), &['暨']) && scan.is_char(open.wrapping_sub(2), &['”']) {
        let close = open - 2;
        if let Some(first) =
            opening(scan, close).map(|open| Span::new(open + 1, close)).filter(|s| s.len() >= 2)
        {
            out.push(Candidate::new(first, Kind::Project, Rule::Quoted, 12));
        }
    }
    out
}

/// Words between quotation and head that show that the two do not belong together.
const FUNCTION: [char; 12] = ['的', '了', '在', '为', '是', '和', '与', '将', '要', '等', '及', '从'];

/// A campaign whose head stands inside the marks: `“阿者科计划”`, `“暖城行动”`.
fn within(scan: &Scan, head: Hit) -> Option<Candidate> {
    let open = opening(scan, head.span.end)?;
    let inner = Span::new(open + 1, head.span.end);
    let stem = Span::new(inner.start, inner.end - 2);
    let marks = scan.text.chars()[inner.range()].iter().any(|&c| is_mark(c) && c != '·');
    let generic = scan.is(inner, Classes::NEVER | Classes::GENERIC) || stem.len() < 2;
    let number = scan.text.at(stem.start).is_some_and(|c| scan.dictionaries.single(c).any(Classes::QUANTITY));
    let short = number && stem.len() < 3;
    (!marks && !generic && !short && inner.len() <= 16)
        .then(|| Candidate::new(inner, Kind::Project, Rule::Quoted, 12))
}

/// The opening mark of the quotation that closes at `close`.
pub(super) fn opening(scan: &Scan, close: usize) -> Option<usize> {
    let (opens, closes) = if scan.is_char(close, &['’']) { ('‘', '’') } else { ('“', '”') };
    let floor = close.saturating_sub(28);
    for at in (floor..close).rev() {
        if scan.text.gap(at + 1) >= Gap::Break {
            return None;
        }
        match scan.text.at(at) {
            Some(c) if c == opens => return Some(at),
            Some(c) if c == closes || c == '。' => return None,
            _ => {}
        }
    }
    None
}

/// Whether a quotation spells a rule out: `一个项目、一名领导、一套专班`.
fn rule(scan: &Scan, inner: Span) -> bool {
    scan.is_char(inner.start, &['一'])
        && inner.range().any(|at| scan.is_char(at, &['、']) && scan.is_char(at + 1, &['一']))
}

/// Whether a number counts what stands before it: `两大工程`, `等3项活动`.
fn counted(scan: &Scan, span: Span) -> bool {
    let Some(c) = scan.text.at(span.start).filter(|_| !span.is_empty()) else { return false };
    c == '等'
        || c.is_ascii_digit()
        || (scan.single(span.start).any(Classes::QUANTITY)
            && scan.is_char(span.start + 1, &['大', '个', '项', '类']))
}

/// `“安居”“乐业”两大工程`: each quotation is a name, completed by the head.
fn shared(scan: &Scan, last: usize, head: Span) -> Vec<Candidate> {
    let length = if ends_with(scan, head, &HEADS) { 2 } else { head.len() };
    let head = Span::new(head.end - length, head.end);
    let mut out = Vec::new();
    let mut close = last;
    while let Some(open) = opening(scan, close) {
        let inner = Span::new(open + 1, close);
        if (2..=16).contains(&inner.len()) {
            let candidate = Candidate::new(inner, Kind::Project, Rule::Quoted, 12);
            out.push(Candidate { head: Some(head), ..candidate });
        }
        let before = open - usize::from(scan.is_char(open.wrapping_sub(1), &['、', '和', '与']));
        if !scan.is_char(before.wrapping_sub(1), &['”']) {
            break;
        }
        close = before - 1;
    }
    out
}
