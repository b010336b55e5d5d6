//! The short names of a company: what is left of the full name without its place and its form, and its brand.

use crate::dictionary::Classes;
use crate::text::Span;

use super::scan::Scan;
use super::segment::is_known;

/// The short names by which a page may go on to speak of a company: `上海晨星电气`, `晨星电气`, and its brand.
pub(super) fn names(scan: &Scan, span: Span) -> Vec<Span> {
    let form = scan.longest_to(span.end, Classes::COMPANY).filter(|form| form.span.start > span.start);
    let Some(form) = form else { return Vec::new() };
    let end = form.span.start;
    let mut start = span.start;
    while let Some(place) = scan.longest_from(start, Classes::PLACE | Classes::SHORT_PLACE) {
        if place.span.end >= end {
            return Vec::new();
        }
        start = place.span.end;
    }
    let rest = Span::new(start, end);
    let brands = brands(scan, rest);
    if brands.is_empty() {
        return brands;
    }
    let whole = Span::new(span.start, end);
    let mut names = brands;
    if start > span.start {
        names.push(whole);
    }
    names.extend(called(scan, span.end));
    names
}

/// The beginnings of three characters or more, with and without the common words behind: `晋果源冷链物流`,
/// `晋果源冷链`, `晋果源`. None where there is nothing but common words.
fn brands(scan: &Scan, rest: Span) -> Vec<Span> {
    let trade = Classes::GENERIC | Classes::TRADE | Classes::NEVER | Classes::ORDINARY;
    let common = |span: Span| scan.classes(span).any(trade) || is_known(&scan.text.slice(span));
    let word = |end: usize| {
        let mut starts = rest.start..end.saturating_sub(1);
        starts.find(|&at| common(Span::new(at, end)))
    };
    // `某工程和某某公司`: the walk went too far.
    if rest.range().any(|at| scan.is_char(at, &['和', '与', '及'])) {
        return Vec::new();
    }
    let cuts: Vec<usize> = std::iter::successors(Some(rest.end), |&end| word(end)).collect();
    let own = cuts.last().is_some_and(|&end| end >= rest.start + 2);
    // `蒙谷农牧|业`: the trade without its last character, too.
    let trade = cuts[..1].iter().filter(|&&end| scan.is_char(end - 1, &['业'])).map(|end| end - 1);
    let all: Vec<usize> = trade.chain(cuts.iter().copied()).collect();
    let long = all.into_iter().filter(|&end| own && end >= rest.start + 3);
    long.map(|end| Span::new(rest.start, end)).collect()
}

/// The name a page says it will use: `(以下简称“瑞能变压器”)`.
fn called(scan: &Scan, at: usize) -> Option<Span> {
    let open = ["(以下简称“", "(简称“", "(下称“"].iter().find_map(|word| scan.spells(at, word))?;
    let close = (open + 2..open + 12).find(|&at| scan.is_char(at, &['”']))?;
    Some(Span::new(open, close))
}

#[cfg(test)]
mod tests {
    use crate::dictionary::Dictionaries;
    use crate::kind::Kind;
    use crate::recognise::{Learned, recognise};
    use crate::text::Text;

    fn of_kind(raw: &str, kind: Kind) -> Vec<String> {
        let dictionaries = Dictionaries::built_in();
        let text = Text::new(raw, dictionaries.layout());
        let found = recognise(&text, &dictionaries, &Learned::default()).mentions;
        found.iter().filter(|m| m.kind == kind).map(|m| text.slice(m.span)).collect()
    }

    #[test]
    fn a_company_is_known_again_by_its_brand() {
        let text = "由山西晋果源冷链物流股份有限公司收购。晋果源副总经理高尚介绍,晋果源明年扩建。";
        let bodies = of_kind(text, Kind::Body);
        assert_eq!(bodies[..2], ["山西晋果源冷链物流股份有限公司", "晋果源"], "{bodies:?}");
        let text = "山西光远瑞能变压器有限公司(以下简称“光远变压器”)投产。光远变压器的产品销往各地。";
        assert_eq!(of_kind(text, Kind::Body).len(), 3);
    }

    #[test]
    fn common_words_are_no_brand() {
        let text = "浙江建设工程有限公司进场施工。建设工程要讲质量,工程进度要加快。";
        assert_eq!(of_kind(text, Kind::Body), ["浙江建设工程有限公司"]);
    }

    #[test]
    fn a_town_is_no_company_called_after_it() {
        let text = "陕西马栏川果业有限公司落户旬邑县马栏川镇。今年，马栏川种上了苹果。";
        assert!(of_kind(text, Kind::Place).contains(&"马栏川镇".to_string()));
        assert_eq!(of_kind(text, Kind::Body), ["陕西马栏川果业有限公司"]);
    }
}
