//! What a page prints of itself: whose site it stands on, where its story was taken from, who runs the site.

use crate::dictionary::{Dictionaries, Level};

use super::grounds::divisions;
use super::outside::of_source;

/// Lines at the top of a page, and at its foot, that are looked through.
pub(super) const LINES: usize = 12;

/// Words before the name of a source.
const SOURCES: [&str; 5] = ["来源", "稿源", "来自", "出处", "发布机构"];

/// Words before or after the name of who runs a site.
pub(super) const RUN_BY: [&str; 3] = ["主办", "版权所有", "主管"];

/// What a page's own lines tell of its place.
#[derive(Clone, Debug, Default)]
pub(super) struct Imprint {
    /// The divisions named as its source and as the owner of its site; each once.
    pub(super) divisions: Vec<u32>,
    /// The town or street named as its source.
    pub(super) town: Option<String>,
}

impl Imprint {
    /// Reads the first and the last lines of a page.
    pub(super) fn new(raw: &str, dictionaries: &Dictionaries) -> Imprint {
        let top = raw.lines().take(2 * LINES);
        let source = |line: &str| SOURCES.iter().find_map(|label| after(line, label).map(str::to_string));
        let mut town = top.filter_map(source).next();
        town = town.filter(|name| {
            name.chars().count() >= 3 && name.ends_with(['镇', '乡']) || name.ends_with("街道")
        });
        Imprint { divisions: divisions_of(raw, dictionaries), town }
    }
}

/// The divisions that a page's own lines name as its source and as the owner of its site; each once.
fn divisions_of(raw: &str, dictionaries: &Dictionaries) -> Vec<u32> {
    let full = |line: &&str| !line.trim().is_empty();
    let top: Vec<&str> = raw.lines().filter(full).take(LINES).collect();
    let source = top.iter().find_map(|line| labelled(line, &SOURCES, dictionaries));
    // `云台县人民政府 | 首页 > 要闻`.
    let site = top.iter().find_map(|line| {
        let (before, _) = line.split_once("首页")?;
        segments(before).find_map(|segment| named(segment, dictionaries))
    });
    // `奉贤报　1997年8月25日　③`
    let heads: Vec<String> = top.iter().take(3).map(|line| drawn_together(line)).collect();
    let paper = heads.iter().flat_map(|line| segments(line).take(2));
    let paper = paper.filter(|name| name.ends_with('报')).find_map(|name| of_source(name, dictionaries));
    let foot = raw.lines().rev().filter(full).take(LINES);
    // A paper names its owner in its head.
    let ends = foot.chain(top.iter().copied().take(3)).filter(|line| line.chars().count() < LONGEST);
    let run_by = ends.filter_map(|line| labelled(line, &RUN_BY, dictionaries)).next();
    let mut out: Vec<u32> = Vec::new();
    for id in [source, site, paper, run_by].into_iter().flatten() {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

/// Longest line that tells who runs a site, in characters.
const LONGEST: usize = 160;

/// The division of the name right after or before one of the labels: `主办：云台县人民政府`, `云台县人民政府主办`.
fn labelled(line: &str, labels: &[&str], dictionaries: &Dictionaries) -> Option<u32> {
    labels.iter().find_map(|label| {
        let at = line.find(label)?;
        let name = after(line, label).or_else(|| segments(&line[..at]).last())?;
        named(name, dictionaries)
    })
}

/// The name that stands after a label and a colon.
pub(super) fn after<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(label)?;
    let rest = rest.trim_start_matches("单位").trim_start().strip_prefix(['：', ':'])?;
    segments(rest).next()
}

/// A line without the blanks between single characters: `奉 贤 报　1997年`.
fn drawn_together(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let single = |word: Option<&&str>| word.is_some_and(|word| word.chars().count() == 1);
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        if at > 0 && !(single(words.get(at - 1)) && single(Some(word))) {
            out.push(' ');
        }
        out += word;
    }
    out
}

/// The pieces of a line between spaces, bars and brackets.
pub(super) fn segments(line: &str) -> impl Iterator<Item = &str> {
    let mark = |c: char| c.is_whitespace() || "|｜>›»·-—【】[]（）()：:，,、/《》".contains(c);
    line.split(mark).filter(|segment| !segment.is_empty())
}

/// The one division a source or an owner is named after.
fn named(name: &str, dictionaries: &Dictionaries) -> Option<u32> {
    let name = name.trim_start_matches("欢迎访问").trim_start_matches("中共");
    let places = dictionaries.places();
    let led = || match divisions(&name.chars().collect::<Vec<char>>(), places)[..] {
        [id] => Some(id),
        _ => None,
    };
    // A paper of the province tells of all its counties.
    of_source(name, dictionaries).or_else(led).filter(|&id| places.get(id).level != Level::Province)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_source_and_its_owner() {
        let dictionaries = Dictionaries::built_in();
        let names = |raw| -> Vec<&str> {
            let ids = divisions_of(raw, &dictionaries);
            ids.into_iter().map(|id| dictionaries.places().get(id).name.as_str()).collect()
        };
        assert_eq!(
            names("泌阳县人民政府 | 首页 > 要闻\n开会\n来源：驻马店日报　作者：某某"),
            ["驻马店市", "泌阳县"]
        );
        assert_eq!(names("首页 > 要闻\n开会\n（来源：泌阳县融媒体中心）"), ["泌阳县"]);
        assert_eq!(names("开会\n县长讲话。\n泌阳县人民政府办公室主办　备案号"), ["泌阳县"]);
        assert_eq!(names("开会\n主办单位：中共泌阳县委"), ["泌阳县"]);
        assert_eq!(names("中共泌阳县委主办　1993.7.6\n开会"), ["泌阳县"]);
        assert_eq!(names("泌 阳 报　1993年7月6日\n开会"), ["泌阳县"]);
        assert!(names("开会\n来源：本站\n由县文旅局主办").is_empty());
    }
}
