//! Namesakes: which homes of one name belong to one person.
//!
//! While documents come in, officials are counted by name and home. Once all are counted, the homes of a name
//! are joined by what is known of all of them, so that no order of documents can change the outcome:
//!
//! 1. What people decided comes first: mentions given one label are one person.
//! 2. Posts of one jurisdiction are one person's; so are posts of two that one page states together.
//! 3. Mentions without a post, in a jurisdiction that lies in or around the home of exactly one person, are
//!    that person's: a provincial leader who visits a county, a county head in the city's paper.
//! 4. Mentions without a post that are left over stay apart by county. Where they come from most provinces of
//!    the corpus and nobody of the name holds a local post, they are one well-known person.
//! 5. Mentions of which no home is known belong to the only person of the name, if there is one.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::resolve::{Home, NOWHERE, is_within, labels};

/// One name in one home, as it was counted.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grain {
    pub(super) home: Home,
    pub(super) mentions: u32,
}

/// Fewest provinces that make a name without a local post a well-known one.
const PROVINCES: usize = 4;

/// For every grain the number of its person, and each person's path and label.
pub(super) struct Persons {
    pub(super) of: Vec<usize>,
    pub(super) who: Vec<Person>,
}

/// One person of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// Path of the home, where one is known.
    pub(super) path: Option<Arc<str>>,
    /// What tells the person apart; `None` where nobody else bears the name.
    pub(super) label: Option<String>,
}

/// Joins the grains of one name; `provinces` is how many the whole corpus names.
pub(super) fn persons(grains: &[Grain], provinces: usize) -> Persons {
    let mut sets = Sets { of: (0..grains.len()).collect() };
    by_decision(grains, &mut sets);
    by_post(grains, &mut sets);
    let well_known = by_place(grains, &mut sets, provinces);
    let mut numbers = sets.numbers();
    let known = |at: &usize| grains[*at].home.at.is_some() || grains[*at].home.decided.is_some();
    let mut persons: Vec<usize> = (0..grains.len()).filter(known).map(|at| numbers[at]).collect();
    persons.sort_unstable();
    persons.dedup();
    if let [only] = persons[..] {
        numbers.fill(only);
    }
    named(grains, &numbers, well_known)
}

/// Grains of one label are one person, together with whoever bears that label by home.
fn by_decision(grains: &[Grain], sets: &mut Sets) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, grain) in grains.iter().enumerate() {
        let Some(label) = grain.home.decided.as_deref() else { continue };
        let before = *first.entry(label).or_insert(at);
        sets.join(before, at);
        if before == at && !label.is_empty() {
            let called = |other: &usize| {
                let home = &grains[*other].home;
                home.decided.is_none() && home.is_called(label)
            };
            let home = |at: &usize| (!grains[*at].home.stated, grains[*at].home.at.clone());
            if let Some(other) = (0..grains.len()).filter(called).min_by_key(home) {
                sets.join(at, other);
            }
        }
    }
}

/// Posts that one page states together are one person's.
fn by_post(grains: &[Grain], sets: &mut Sets) {
    let stated = |grain: &Grain| grain.home.stated && grain.home.decided.is_none();
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    for (at, grain) in grains.iter().enumerate().filter(|(_, grain)| stated(grain)) {
        for path in grain.home.at.iter().chain(&grain.home.also) {
            let before = *first.entry(path).or_insert(at);
            sets.join(before, at);
        }
    }
}

/// Mentions without a post; the one of them that is well known, if there is.
fn by_place(grains: &[Grain], sets: &mut Sets, provinces: usize) -> Option<usize> {
    // Who holds a post, and where: none of this changes while the others are shared out.
    let mut posts: Vec<(&str, usize)> = Vec::new();
    for (at, grain) in grains.iter().enumerate() {
        let home = &grain.home;
        let anchored = home.stated && home.decided.is_none() || sets.decided(grains, at);
        if anchored {
            posts.extend(home.at.iter().chain(&home.also).map(|path| (&**path, sets.find(at))));
        }
    }
    let mut left: Vec<(&str, usize)> = Vec::new();
    for (at, grain) in grains.iter().enumerate() {
        let Some(path) = grain.home.at.as_deref() else { continue };
        if grain.home.stated || sets.decided(grains, at) {
            continue;
        }
        let mut around: Vec<usize> = posts
            .iter()
            .filter(|(home, _)| is_within(home, path) || is_within(path, home))
            .map(|p| p.1)
            .collect();
        around.sort_unstable();
        around.dedup();
        match around[..] {
            [person] => sets.join(person, at),
            [] => left.push((path, at)),
            _ => {}
        }
    }
    let mut seen: Vec<&str> = left.iter().filter_map(|(path, _)| path.split('/').next()).collect();
    seen.sort_unstable();
    seen.dedup();
    let local = posts.iter().any(|(path, _)| path.contains('/'));
    if seen.len() >= PROVINCES && 2 * seen.len() >= provinces && !local {
        let one = left[0].1;
        left.iter().for_each(|&(_, at)| sets.join(one, at));
        let mut leaders: Vec<usize> = posts.iter().map(|(_, at)| *at).collect();
        leaders.sort_unstable();
        leaders.dedup();
        if let [leader] = leaders[..] {
            sets.join(leader, one);
        }
        return Some(one);
    }
    // A city's paper and that of its only county speak of one and the same.
    for &(path, at) in &left {
        let inner = |other: &&(&str, usize)| other.0 != path && is_within(other.0, path);
        let deepest = |other: &&(&str, usize)| {
            !left.iter().any(|(deeper, _)| *deeper != other.0 && is_within(deeper, other.0))
        };
        let mut inner = left.iter().filter(inner).filter(deepest);
        if let (Some(&(_, county)), None) = (inner.next(), inner.next()) {
            sets.join(county, at);
        }
    }
    None
}

/// Which of a person's paths names the home: where a post is held before where a name was only seen, the county
/// before the city around it, then the more mentioned.
type Worth<'a> = (bool, usize, u32, &'a Arc<str>);

/// Gives every person a path, and a label where there are several.
fn named(grains: &[Grain], numbers: &[usize], well_known: Option<usize>) -> Persons {
    let mut order: Vec<usize> = numbers.to_vec();
    order.sort_unstable();
    order.dedup();
    let of: Vec<usize> = numbers.iter().map(|number| order.partition_point(|other| other < number)).collect();
    let mut who = vec![Person::default(); order.len()];
    let mut decided: Vec<Option<&str>> = vec![None; order.len()];
    let mut best: Vec<Option<Worth>> = vec![None; order.len()];
    for (grain, &person) in grains.iter().zip(&of) {
        if let Some(label) = grain.home.decided.as_deref() {
            decided[person] = Some(decided[person].map_or(label, |other| other.min(label)));
        }
        if let Some(at) = &grain.home.at {
            let depth = if at.is_empty() { 0 } else { at.split('/').count() };
            let worth = (grain.home.stated, depth, grain.mentions, at);
            best[person] = best[person].max(Some(worth));
        }
    }
    for (person, best) in who.iter_mut().zip(&best) {
        person.path = best.map(|(.., path)| path.clone());
    }
    if let Some(person) =
        well_known.map(|at| of[at]).filter(|&person| best[person].is_none_or(|best| !best.0))
    {
        who[person].path = Some("".into());
    }
    if who.len() > 1 {
        label(&mut who, &decided);
    }
    Persons { of, who }
}

/// The shortest labels that tell all persons apart.
fn label(who: &mut [Person], decided: &[Option<&str>]) {
    let all: Vec<Vec<String>> = who
        .iter()
        .zip(decided)
        .map(|(person, decided)| match (decided, &person.path) {
            (Some(label), _) => vec![label.to_string()],
            (None, Some(path)) => labels(path).chain([path.to_string()]).collect(),
            (None, None) => vec![NOWHERE.to_string()],
        })
        .collect();
    let mut length = vec![0; who.len()];
    let called = |at: usize, length: &[usize]| all[at].get(length[at]).or(all[at].last());
    loop {
        let taken = |at: usize| {
            (0..who.len()).any(|other| other != at && called(other, &length) == called(at, &length))
        };
        let short: Vec<usize> =
            (0..who.len()).filter(|&at| length[at] + 1 < all[at].len() && taken(at)).collect();
        if short.is_empty() {
            break;
        }
        short.into_iter().for_each(|at| length[at] += 1);
    }
    for (at, person) in who.iter_mut().enumerate() {
        person.label = called(at, &length).filter(|label| !label.is_empty()).cloned();
    }
}

/// Disjoint sets of grains; the smallest number stands for the set.
struct Sets {
    of: Vec<usize>,
}

impl Sets {
    fn find(&self, mut at: usize) -> usize {
        while self.of[at] != at {
            at = self.of[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.of[a.max(b)] = a.min(b);
    }

    fn numbers(&self) -> Vec<usize> {
        (0..self.of.len()).map(|at| self.find(at)).collect()
    }

    /// Whether a grain's set holds one that people decided on.
    fn decided(&self, grains: &[Grain], at: usize) -> bool {
        let set = self.find(at);
        (0..grains.len()).any(|other| grains[other].home.decided.is_some() && self.find(other) == set)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Grains written `莘县!` for a post there, `莘县` for a mention there, `` for nowhere, `=二` for a decision,
    /// `a!+b` for a post at `a` by somebody who also holds one at `b`; numbers and labels of their persons.
    fn told_apart(homes: &[&str], provinces: usize) -> Vec<String> {
        let grain = |home: &&str| {
            let (at, decided) =
                home.split_once('=').map_or((*home, None), |(at, label)| (at, Some(label.into())));
            let (at, also) =
                at.split_once('+').map_or((at, Vec::new()), |(at, also)| (at, vec![also.into()]));
            let stated = at.ends_with('!');
            let at = at.trim_end_matches('!');
            let at = (!at.is_empty() || stated).then(|| Arc::from(at));
            Grain { home: Home { at, stated, also, decided }, mentions: 1 }
        };
        let grains: Vec<Grain> = homes.iter().map(grain).collect();
        let forth = persons(&grains, provinces);
        let name = |persons: &Persons, at: usize| {
            let person = &persons.who[persons.of[at]];
            person.label.clone().unwrap_or_else(|| "-".to_string())
        };
        let names: Vec<String> = (0..grains.len()).map(|at| name(&forth, at)).collect();
        let back: Vec<Grain> = grains.iter().rev().cloned().collect();
        let back_persons = persons(&back, provinces);
        let back: Vec<String> = (0..grains.len()).rev().map(|at| name(&back_persons, at)).collect();
        assert_eq!(names, back, "the order counts");
        names
    }

    #[test]
    fn posts_of_two_counties_are_two_people() {
        assert_eq!(told_apart(&["鲁/聊城市/莘县!", "川/凉山州/昭觉县!"], 2), ["莘县", "昭觉县"]);
        assert_eq!(
            told_apart(&["苏/南京市/鼓楼区!", "苏/徐州市/鼓楼区!"], 1),
            ["南京市鼓楼区", "徐州市鼓楼区"]
        );
        assert_eq!(told_apart(&["鲁/聊城市/莘县!"], 1), ["-"]);
    }

    #[test]
    fn a_county_and_its_city_are_one_only_where_a_page_says_so() {
        assert_eq!(told_apart(&["鲁/聊城市/莘县!", "鲁/聊城市!"], 1), ["莘县", "聊城市"]);
        assert_eq!(told_apart(&["鲁/聊城市/莘县!+鲁/聊城市", "鲁/聊城市!"], 1), ["-", "-"]);
    }

    #[test]
    fn mentions_without_a_post_join_the_only_one_they_can_mean() {
        assert_eq!(told_apart(&["鲁!", "鲁/聊城市/莘县", "鲁/聊城市/冠县"], 1), ["-", "-", "-"]);
        assert_eq!(told_apart(&["鲁/聊城市/莘县!", "鲁/聊城市", "川/凉山州"], 2), ["莘县", "莘县", "凉山州"]);
        assert_eq!(
            told_apart(&["鲁/聊城市/莘县!", "鲁/聊城市/冠县!", "鲁/聊城市"], 1),
            ["莘县", "冠县", "聊城市"]
        );
        assert_eq!(told_apart(&["!", "鲁/聊城市/莘县", "川/凉山州/昭觉县"], 2), ["-", "-", "-"]);
        assert_eq!(told_apart(&["!", "鲁/聊城市/莘县!", "川/凉山州/昭觉县"], 2), ["全国", "莘县", "全国"]);
    }

    #[test]
    fn without_any_post_counties_stay_apart() {
        assert_eq!(told_apart(&["鲁/聊城市/莘县", "川/凉山州/昭觉县"], 2), ["莘县", "昭觉县"]);
        assert_eq!(told_apart(&["鲁/聊城市/莘县", "鲁/聊城市", "鲁"], 1), ["-", "-", "-"]);
        assert_eq!(
            told_apart(&["鲁/聊城市/莘县", "鲁/聊城市/冠县", "鲁/聊城市"], 1),
            ["莘县", "冠县", "聊城市"]
        );
        let wide = ["鲁/a/b", "川/c/d", "苏/e/f", "豫/g/h"];
        assert_eq!(told_apart(&wide, 5), ["-"; 4]);
        assert_eq!(told_apart(&wide, 12), ["b", "d", "f", "h"]);
        assert_eq!(
            told_apart(&[&wide[..], &["豫/g/i!"]].concat(), 5),
            ["b", "d", "f", "h", "i"],
            "a local post speaks against one well-known person"
        );
        assert_eq!(told_apart(&[&wide[..], &["皖!"]].concat(), 5), ["-"; 5]);
    }

    #[test]
    fn mentions_without_a_home_belong_to_the_only_person() {
        assert_eq!(told_apart(&["", "鲁/聊城市/莘县!"], 1), ["-", "-"]);
        assert_eq!(told_apart(&["", "鲁/聊城市/莘县!", "川/凉山州!"], 2), ["未详", "莘县", "凉山州"]);
    }

    #[test]
    fn decisions_come_first() {
        assert_eq!(told_apart(&["鲁/聊城市/莘县!=昭觉县", "川/凉山州/昭觉县!"], 2), ["-", "-"]);
        assert_eq!(told_apart(&["鲁/聊城市/莘县!=教育局", "鲁/聊城市/莘县!"], 1), ["教育局", "莘县"]);
        assert_eq!(told_apart(&["鲁/a=", "川/b!=", "苏/c=", "=", "!="], 5), ["-"; 5]);
        // The city's paper follows the county, wherever that was sent.
        assert_eq!(
            told_apart(&["鲁/聊城市/莘县!=昭觉县", "川/凉山州/昭觉县!", "鲁/聊城市", "苏/南京市!"], 3),
            ["昭觉县", "昭觉县", "昭觉县", "南京市"]
        );
    }
}
