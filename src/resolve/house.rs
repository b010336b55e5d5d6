//! The institution whose own page it is, a hospital, a school, a firm: its parts and posts go by no name there.
//!
//! A page tells whose it is by what it prints at its top or foot, by the menu of such a site, or by naming one alone.

use rustc_hash::FxHashMap;

use crate::dictionary::{Classes, Dictionaries};
use crate::recognise::LEVELS;

use super::alias::spells;
use super::imprint::{LINES, RUN_BY, after, segments};

/// An institution whose own page it is.
#[derive(Clone, Debug)]
pub(super) struct House {
    /// Its full name.
    name: String,
    sort: &'static Sort,
    /// How sure it is that the page is its own.
    claim: Claim,
}

/// What tells that a page is an institution's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Claim {
    /// The page names no other, and this one once.
    Mentioned,
    /// The page names no other, and this one again and again.
    Alone,
    /// Its own lines tell it.
    Printed,
}

/// A sort of institutions.
#[derive(Debug)]
struct Sort {
    /// The last characters of their names.
    ends: &'static [&'static str],
    /// What they call themselves.
    words: &'static [&'static str],
    /// The last characters of the titles that they alone have.
    titles: &'static [&'static str],
    /// What stands in the menus and heads of their sites and papers.
    menu: &'static [&'static str],
}

static SORTS: [Sort; 3] = [
    Sort {
        ends: &["医院", "卫生院"],
        words: &["医院", "院"],
        titles: &["院长"],
        menu: &["医院概况", "科室导航", "就医指南", "专家介绍", "专家门诊"],
    },
    Sort {
        ends: &["大学", "学院", "中学", "小学", "学校"],
        words: &["学院", "大学", "学校", "院", "校"],
        titles: &["院长", "校长", "教授", "讲师"],
        // A university's page names its colleges more often than itself.
        menu: &[],
    },
    Sort {
        ends: &["公司", "集团", "厂"],
        words: &["公司", "集团", "厂"],
        titles: &["董事长", "总经理", "总裁", "总工程师", "总会计师", "总监", "经理助理", "厂长"],
        menu: &["产品中心", "公司简介", "公司概况", "企业简介", "集团概况", "企业文化", "内部资料"],
    },
];

impl Sort {
    /// Whether a name is that of one of them in full.
    fn names(&self, name: &str) -> bool {
        self.ends.iter().any(|end| name.ends_with(end)) && name.chars().count() >= 5
    }
}

/// The last characters of the names of an institution's parts.
const PARTS: [&str; 17] = [
    "研究所",
    "实验室",
    "部",
    "处",
    "科",
    "室",
    "系",
    "馆",
    "中心",
    "车间",
    "教研室",
    "党委",
    "党总支",
    "党支部",
    "纪委",
    "工会",
    "团委",
];

/// The last characters of the names of those that nobody else has: `护理部`, `三车间`.
const UNITS: [&str; 13] = [
    "部",
    "科",
    "车间",
    "教研室",
    "教务处",
    "政教处",
    "德育处",
    "总务处",
    "学生处",
    "科研处",
    "后勤处",
    "后勤管理处",
    "基建处",
];

/// Titles that others have too, who are named in passing.
const COMMON: [&str; 5] = ["教授", "讲师", "厂长", "总监", "经理助理"];

/// Most characters of the name of a part.
const PART: usize = 10;

impl House {
    /// Tells whose page it is by the text and the names of its bodies; `None` where it is no institution's.
    /// `places` are the divisions that its stories speak for.
    pub(super) fn of(
        raw: &str,
        bodies: &[String],
        places: &[String],
        dictionaries: &Dictionaries,
    ) -> Option<House> {
        let printed = House::printed(raw, dictionaries).and_then(|house| house.in_full(bodies));
        printed.or_else(|| House::by_menu(raw, bodies, places)).or_else(|| House::alone(bodies))
    }

    /// Whether a page speaks of an institution as its own: `到我校`, whichever it is.
    pub(super) fn speaks(raw: &str) -> bool {
        ["我校", "校党委", "我院", "院党委"].iter().any(|word| raw.contains(word))
    }

    /// Whether a body may be an institution or part of one, as its name is written.
    pub(super) fn may_name(body: &str) -> bool {
        SORTS.iter().flat_map(|sort| sort.ends).any(|end| body.contains(end))
    }

    /// The institution that a page with the menu of such a site names most, first one of its own place, then the first of
    /// those named as often.
    fn by_menu(raw: &str, bodies: &[String], places: &[String]) -> Option<House> {
        let top = || raw.lines().filter(|line| !line.trim().is_empty()).take(4);
        let sort =
            SORTS.iter().find(|sort| top().any(|line| sort.menu.iter().any(|word| line.contains(word))))?;
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        let ours = bodies.iter().filter(|body| sort.names(body));
        ours.clone().for_each(|body| *times.entry(body).or_default() += 1);
        let local = |body: &str| places.iter().any(|place| body.starts_with(place));
        let name = ours.rev().max_by_key(|body| (local(body), times[body.as_str()]))?;
        // One that is named in passing is another's.
        if !local(name) && times[name.as_str()] < 2 {
            return None;
        }
        Some(House { name: name.clone(), sort, claim: Claim::Printed })
    }

    /// The only institution that a page names.
    fn alone(bodies: &[String]) -> Option<House> {
        let sort_of =
            |body: &String| SORTS.iter().find(|sort| sort.ends.iter().any(|end| body.ends_with(end)));
        let mut houses = bodies.iter().filter_map(|body| Some((body, sort_of(body)?)));
        let (name, sort) = houses.next()?;
        let mut claim = Claim::Mentioned;
        for (other, _) in houses {
            if other != name {
                return None;
            }
            claim = Claim::Alone;
        }
        Some(House { name: name.clone(), sort, claim })
    }

    /// Reads the first and the last lines of a page; `None` where they name no institution, or the owner of a paper.
    fn printed(raw: &str, dictionaries: &Dictionaries) -> Option<House> {
        let full = |line: &&str| !line.trim().is_empty();
        let top = raw.lines().filter(full).take(2).flat_map(|line| segments(line).take(2));
        let ends = raw.lines().filter(full).take(3).chain(raw.lines().rev().filter(full).take(LINES));
        let run_by = ends.filter_map(|line| RUN_BY.iter().find_map(|label| after(line, label)));
        top.chain(run_by).find_map(|segment| House::named(segment, dictionaries))
    }

    /// The institution as the bodies of the page name it, in full where one spells it: 安宁集团 of a firm's own page;
    /// `None` where none does, as where its name is part of a headline.
    fn in_full(self, bodies: &[String]) -> Option<House> {
        let firm = |body: &str| Some(body[..body.find("公司")? + "公司".len()].to_string());
        let mut known = false;
        let mut full = None;
        for body in bodies {
            known |= body.starts_with(&self.name);
            let longer = |body: &String| body.chars().count() > self.name.chars().count();
            full = full.or_else(|| firm(body).filter(longer).filter(|body| spells(body, &self.name)));
        }
        let name = full.filter(|_| self.sort.ends.contains(&"公司")).unwrap_or(self.name);
        known.then_some(House { name, ..self })
    }

    fn named(segment: &str, dictionaries: &Dictionaries) -> Option<House> {
        let name = segment.trim_start_matches("欢迎访问");
        // `某公司党群工作部`, `某公司主办`: the firm itself.
        let name = name.find("公司").map_or(name, |at| &name[..at + "公司".len()]);
        let name = ["新闻网", "校报", "院报", "报", "官网", "网站", "网"]
            .iter()
            .find_map(|word| name.strip_suffix(word))
            .unwrap_or(name);
        let sort = SORTS.iter().find(|sort| sort.ends.iter().any(|end| name.ends_with(end)))?;
        let length = name.chars().count();
        let whole = (5..=24).contains(&length) && !name.starts_with(|c| LEVELS.contains(&c));
        let press = ["传媒", "报业", "新闻", "广播", "电视"].iter().any(|word| name.contains(word));
        let word = dictionaries.classes(name).any(Classes::GENERIC);
        (whole && !press && !word && name.chars().all(char::is_alphanumeric)).then(|| House {
            name: name.to_string(),
            sort,
            claim: Claim::Printed,
        })
    }

    /// The full name of a part that is told without it: `学院党委`, `护理部`.
    pub(super) fn part(&self, name: &str, dictionaries: &Dictionaries) -> Option<String> {
        let ours = name.strip_prefix(['我', '本']);
        let rest = ours.unwrap_or(name);
        // A page of a group tells of several firms, and each is 公司; of its own 集团公司 there is one.
        let several = self.sort.words.contains(&"公司") && ours.is_none();
        let words: &[&str] = match several {
            true if self.name.contains("集团") => &["集团公司", "集团"],
            true => &["集团公司"],
            false => self.sort.words,
        };
        let whole = |word: &&&str| word.chars().count() > 1 || **word != rest;
        let called = words
            .iter()
            .filter(whole)
            .filter_map(|word| rest.strip_prefix(word))
            .min_by_key(|rest| rest.len());
        if let Some(part) = called.filter(|part| part.is_empty() || is_part(part, &PARTS)) {
            return Some([&self.name, part].concat());
        }
        let organs = Classes::ORGAN | Classes::NATIONAL | Classes::LOCAL | Classes::USER;
        let printed = self.claim == Claim::Printed;
        let own = is_part(name, if printed { &PARTS } else { &UNITS })
            && !name.contains([
                '省', '市', '县', '区', '州', '旗', '镇', '乡', '村', '院', '校', '司', '厂', '矿', '局',
                '查',
            ])
            && !SORTS.iter().flat_map(|sort| sort.ends).any(|end| name.contains(end))
            && !dictionaries.classes(name).any(organs);
        own.then(|| [&self.name, name].concat())
    }

    /// The name of a post that is told without its body: `院长`, `我院院长`.
    pub(super) fn post(&self, title: &str) -> Option<String> {
        let title = self.ours(title).unwrap_or(title);
        let theirs = |titles: &[&str]| titles.iter().any(|end| title.ends_with(end));
        let own = match self.claim {
            Claim::Printed => theirs(self.sort.titles),
            Claim::Alone => theirs(self.sort.titles) && !theirs(&COMMON),
            Claim::Mentioned => false,
        };
        own.then(|| [&self.name, title].concat())
    }

    /// The name of a post that only its own people have, whatever other was named before: `院长`, and no professor.
    pub(super) fn own_post(&self, title: &str) -> Option<String> {
        self.post(title).filter(|_| !COMMON.iter().any(|end| title.ends_with(end)))
    }

    /// The title after the words by which the institution speaks of itself: `院长` of `我院院长`.
    fn ours<'t>(&self, title: &'t str) -> Option<&'t str> {
        let rest = ours(title)?;
        self.sort.words.iter().filter_map(|word| rest.strip_prefix(word)).find(|rest| !rest.is_empty())
    }
}

/// What a title says after `我` or `本`: it is of the speaker's own house, whatever was named before.
pub(super) fn ours(title: &str) -> Option<&str> {
    let rest = title.strip_prefix(['我', '本'])?;
    let words = SORTS.iter().flat_map(|sort| sort.words);
    words
        .into_iter()
        .any(|word| rest.strip_prefix(word).is_some_and(|rest| rest.chars().count() > 1))
        .then_some(rest)
}

/// Whether a name is that of a unit of some institution: `护理部`, `三车间`, `科技处`, `外语系`.
pub(super) fn is_unit(name: &str) -> bool {
    is_part(name, &UNITS) || name.ends_with(['处', '系']) && name.chars().count() <= 5
}

/// Whether a name is that of a part of an institution, by its last characters.
fn is_part(name: &str, words: &[&str]) -> bool {
    words.iter().any(|word| name.ends_with(word)) && name.chars().count() <= PART
}
