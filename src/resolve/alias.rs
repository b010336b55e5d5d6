//! Short names on a page that stand for longer ones on it.

use rustc_hash::FxHashMap;

use crate::kind::Kind;
use crate::recognise::{Mention, Rule};

/// Lets short names take the long ones of the page.
pub(super) fn take(mentions: &[Mention], names: &mut [String]) {
    let mut taken = learnt(mentions, names);
    taken.extend(companies(mentions, names));
    for (at, long) in taken {
        names[at] = names[long].clone();
    }
    below(mentions, names);
}

/// Lets a bare `集团` be the one named last, and a department of a ministry the last ministry's: `种植业管理司`.
fn below(mentions: &[Mention], names: &mut [String]) {
    let mut firm: Option<usize> = None;
    let mut ministry: Option<usize> = None;
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == Kind::Body) {
        let name = names[at].as_str();
        let bare = ["集团公司", "集团", "总公司", "公司"].iter().find_map(|word| name.strip_prefix(word));
        if let Some(rest) = bare {
            if let Some(firm) = firm {
                names[at] = [&names[firm], rest].concat();
            }
        } else if name.ends_with("集团") || name.ends_with("公司") {
            firm = Some(at);
        } else if mention.rule == Rule::National && name.ends_with('部') {
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

/// Most characters of the name of a ministry's department.
const DEPARTMENT: usize = 10;

/// What was learnt from a longer name, with the first mention of that.
fn learnt(mentions: &[Mention], names: &[String]) -> Vec<(usize, usize)> {
    let learnt = mentions.iter().zip(names).filter(|(mention, _)| mention.rule == Rule::Learned);
    // Which mention has the name that each one learnt is short for: none yet.
    let mut full: FxHashMap<(Kind, &str), Option<usize>> =
        learnt.map(|(mention, name)| ((mention.kind, name.as_str()), None)).collect();
    if full.is_empty() {
        return Vec::new();
    }
    for (at, (mention, name)) in mentions.iter().zip(names).enumerate() {
        if mention.rule == Rule::Learned {
            continue;
        }
        let short = |short| {
            if let Some(long) = full.get_mut(&(mention.kind, short)) {
                long.get_or_insert(at);
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
                tails.iter().filter_map(|tail| name.strip_suffix(tail)).for_each(short);
            }
            _ => {}
        }
    }
    let long = |(at, mention): (usize, &Mention)| {
        let long = (*full.get(&(mention.kind, names[at].as_str()))?)?;
        (mention.rule == Rule::Learned).then_some((at, long))
    };
    mentions.iter().enumerate().filter_map(long).collect()
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
    let is_short = |mention: &Mention, name: &str| {
        matches!(mention.rule, Rule::Learned | Rule::BodySuffix)
            && !is_full(name)
            && (3..=SHORT).contains(&name.chars().count())
    };
    // By the two characters they begin with, as a full name is asked for those it spells.
    let begins = |name: &str| name.char_indices().nth(2).map(|(at, _)| name[..at].to_string());
    let mut short: FxHashMap<String, Vec<(usize, &str)>> = FxHashMap::default();
    for (at, (_, name)) in bodies().filter(|(_, (mention, name))| is_short(mention, name)) {
        begins(name).into_iter().for_each(|two| short.entry(two).or_default().push((at, name)));
    }
    let mut taken = Vec::new();
    for (long, (_, name)) in bodies().filter(|(_, (_, name))| is_full(name)) {
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
fn spells(name: &str, short: &str) -> bool {
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
    use crate::text::Span;

    fn names(all: &[(&str, Rule)]) -> Vec<String> {
        let mention = |&(_, rule): &(&str, Rule)| Mention {
            span: Span::new(0, 1),
            kind: Kind::Body,
            rule,
            entry: None,
            head: None,
            probability: 1000,
        };
        let mut names: Vec<String> = all.iter().map(|(name, _)| name.to_string()).collect();
        take(&all.iter().map(mention).collect::<Vec<_>>(), &mut names);
        names
    }

    #[test]
    fn companies_take_their_full_names() {
        let full = "武汉云锦置业集团有限公司";
        let all = [
            ("云锦置业", Rule::BodySuffix),
            (full, Rule::BodySuffix),
            ("云锦集团", Rule::BodySuffix),
            ("武汉市委", Rule::BodySuffix),
            ("锦云置业", Rule::BodySuffix),
            ("云锦区委", Rule::Organ),
        ];
        assert_eq!(names(&all), [full, full, full, "武汉市委", "锦云置业", "云锦区委"]);
        // Of two that spell it the first; none where there is no company.
        let all = [
            ("甲乙丙有限公司", Rule::BodySuffix),
            ("甲乙丁丙有限公司", Rule::BodySuffix),
            ("甲乙丙", Rule::Learned),
        ];
        assert_eq!(names(&all)[2], "甲乙丙有限公司");
        assert_eq!(names(&[("甲乙丙", Rule::Learned)]), ["甲乙丙"]);
    }
}
