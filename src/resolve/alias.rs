//! Short names on a page that stand for longer ones on it.

use rustc_hash::FxHashMap;

use crate::kind::Kind;
use crate::recognise::Mention;

/// Lets short names take the long ones of the page.
/// `is_national` tells a national body by its name, `is_organ` one that a committee, a county or a town has.
pub(super) fn take(
    mentions: &[Mention],
    names: &mut [String],
    is_national: impl Fn(&str) -> bool,
    is_organ: impl Fn(&str) -> bool,
) {
    let mut taken = tails(mentions, names, &is_organ);
    taken.extend(companies(mentions, names));
    for (at, long) in taken {
        names[at] = names[long].clone();
    }
    below(mentions, names, is_national);
}

/// Lets a bare `集团` be the one named last, and a department of a ministry the last ministry's: `种植业管理司`.
fn below(mentions: &[Mention], names: &mut [String], is_national: impl Fn(&str) -> bool) {
    let mut firm: Option<usize> = None;
    let mut ministry: Option<usize> = None;
    let bodies: Vec<usize> = (0..mentions.len()).filter(|&at| mentions[at].kind == Kind::Body).collect();
    for (seen, at) in bodies.iter().copied().enumerate() {
        let name = names[at].as_str();
        let bare = ["集团公司", "集团", "总公司", "公司"].iter().find_map(|word| name.strip_prefix(word));
        let owner = headed(name).and_then(|head| {
            let ends = |of: &usize| names[*of].ends_with(head) && names[*of].chars().nth(3).is_some();
            bodies[..seen].iter().rev().take(NEAR).copied().find(ends)
        });
        if let Some(owner) = owner {
            let rest: String = name.chars().skip(1).collect();
            names[at] = [&names[owner], rest.as_str()].concat();
        } else if let Some(rest) = bare {
            if let Some(firm) = firm {
                names[at] = [&names[firm], rest].concat();
            }
        } else if HOUSES.iter().any(|word| name.ends_with(word)) {
            if name.ends_with("集团") || name.ends_with("公司") {
                firm = Some(at);
            }
        } else if name.ends_with('部') && is_national(name) {
            ministry = Some(at);
        } else if name.ends_with('司')
            && name.chars().count() <= DEPARTMENT
            && let Some(ministry) = ministry
            && !name.contains(['部', '委', '署', '局'])
        {
            names[at] = [&names[ministry], name].concat();
        }
    }
}

/// Most bodies before a part that are asked whether it is theirs.
const NEAR: usize = 40;

/// The last character of the body that a part of it is named by: `局` of `局党委`, `厅` of `厅建设处`.
pub(super) fn headed(name: &str) -> Option<char> {
    let mut chars = name.chars();
    let head = chars.next().filter(|head| matches!(head, '局' | '厅' | '院' | '厂' | '校'))?;
    let rest = chars.as_str();
    let part = ["党", "团", "纪", "工会"].iter().any(|word| rest.starts_with(word))
        || rest.ends_with(['处', '科', '室', '股']);
    part.then_some(head)
}

/// What has units of its own: the last characters of its name.
const HOUSES: [&str; 9] = ["公司", "集团", "医院", "大学", "学院", "中学", "小学", "学校", "厂"];

/// Most characters of the name of a ministry's department.
const DEPARTMENT: usize = 10;

/// Names that one longer name of the page, and only one, ends with or completes by its head noun, with its first mention.
///
/// What names its own division or is an organ is whole: `江孜县委` is not short for `共青团江孜县委`.
fn tails(mentions: &[Mention], names: &[String], is_organ: &impl Fn(&str) -> bool) -> Vec<(usize, usize)> {
    let named = || mentions.iter().zip(names).enumerate();
    let may = |kind: Kind, name: &str| match kind {
        Kind::Body => name.chars().nth(3).is_some() && !is_organ(name),
        Kind::Project => true,
        _ => false,
    };
    // Which mention has the name that each is short for: none yet.
    let mut full: FxHashMap<(Kind, &str), Vec<usize>> = FxHashMap::default();
    for (_, (mention, name)) in named().filter(|(_, (mention, name))| may(mention.kind, name)) {
        full.entry((mention.kind, name.as_str())).or_default();
    }
    for (at, (mention, name)) in named() {
        let mut short = |short| {
            if let Some(long) = full.get_mut(&(mention.kind, short))
                // Two are as many as matter.
                && long.len() < 2
                && long.iter().all(|&other| names[other] != *name)
            {
                long.push(at);
            }
        };
        match mention.kind {
            // Every tail of four characters or more after a leading place.
            Kind::Body => {
                let tails = name.char_indices().skip(2).take(6).map(|(at, _)| &name[at..]);
                tails.take_while(|tail| tail.chars().nth(3).is_some()).for_each(short);
            }
            Kind::Project => {
                let tails = ["工程", "行动", "计划", "制度", "项目", "活动"];
                tails.iter().filter_map(|tail| name.strip_suffix(tail)).for_each(&mut short);
            }
            _ => {}
        }
    }
    let long = |(at, (mention, name)): (usize, (&Mention, &String))| {
        let [long] = full.get(&(mention.kind, name.as_str()))?[..] else { return None };
        Some((at, long))
    };
    named().filter_map(long).collect()
}

/// Most characters of a company's short name.
const SHORT: usize = 8;

/// Short names of companies, with the first mention of the full one.
fn companies(mentions: &[Mention], names: &[String]) -> Vec<(usize, usize)> {
    let is_full = |name: &str| name.ends_with("公司");
    let bodies = || mentions.iter().zip(names).enumerate().filter(|(_, (m, _))| m.kind == Kind::Body);
    if !bodies().any(|(_, (_, name))| is_full(name)) {
        return Vec::new();
    }
    let is_short = |name: &str| match name.strip_suffix("公司") {
        // `丰裕公司`
        Some(stem) => stem.chars().count() == 2,
        None => (3..=SHORT).contains(&name.chars().count()),
    };
    // By the two characters they begin with, as a full name is asked for those it spells.
    let begins = |name: &str| name.char_indices().nth(2).map(|(at, _)| name[..at].to_string());
    let mut short: FxHashMap<String, Vec<(usize, &str)>> = FxHashMap::default();
    for (at, (_, name)) in bodies().filter(|(_, (_, name))| is_short(name)) {
        begins(name).into_iter().for_each(|two| short.entry(two).or_default().push((at, name)));
    }
    let mut taken = Vec::new();
    for (long, (_, name)) in bodies().filter(|(_, (_, name))| is_full(name) && !is_short(name)) {
        let chars: Vec<char> = name.chars().collect();
        for two in chars.windows(2).map(String::from_iter) {
            let Some(all) = short.get_mut(&two) else { continue };
            all.retain(|&(at, short)| {
                let spelt = spells(name, short);
                if spelt {
                    taken.push((at, long));
                }
                !spelt
            });
        }
    }
    taken
}

/// Whether a short name is spelt by a full one, one character after the other: `新禾科技` by `浙江新禾农业科技股份有限公司`.
pub(super) fn spells(name: &str, short: &str) -> bool {
    // `平煤集团` is none of the companies that it owns: `平煤集团投资公司`.
    if short.ends_with("集团")
        && let Some((_, rest)) = name.split_once(short)
        && !matches!(rest, "公司" | "总公司" | "有限公司" | "有限责任公司" | "股份有限公司" | "股份公司")
    {
        return false;
    }
    let mut name = name.chars();
    short.chars().all(|c| name.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::Rule;
    use crate::text::Span;

    fn names(all: &[&str]) -> Vec<String> {
        let mention = |_: &&str| Mention {
            span: Span::new(0, 1),
            kind: Kind::Body,
            rule: Rule::Model,
            entry: None,
            head: None,
            probability: 1000,
        };
        let mut names: Vec<String> = all.iter().map(|name| name.to_string()).collect();
        take(&all.iter().map(mention).collect::<Vec<_>>(), &mut names, |_| false, |_| false);
        names
    }

    #[test]
    fn companies_take_their_full_names() {
        let full = "武汉云锦置业集团有限公司";
        let all = ["云锦置业", full, "云锦集团", "武汉市委", "锦云置业", "云锦区委"];
        assert_eq!(names(&all), [full, full, full, "武汉市委", "锦云置业", "云锦区委"]);
        // Of two that spell it the first; none where there is no company.
        assert_eq!(names(&["甲乙丙有限公司", "甲乙丁丙有限公司", "甲乙丙"])[2], "甲乙丙有限公司");
        assert_eq!(names(&["甲乙丙"]), ["甲乙丙"]);
    }

    #[test]
    fn a_tail_of_one_longer_name_takes_it() {
        assert_eq!(names(&["兰州机械研究所", "机械研究所"])[1], "兰州机械研究所");
        assert_eq!(names(&["兰州机械研究所", "西安机械研究所", "机械研究所"])[2], "机械研究所");
    }
}
