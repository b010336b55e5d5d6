//! Tenure tables: who held which post from when to when.

use std::collections::BTreeMap;
use std::str::FromStr;

use crate::text::Date;

use super::fault::Fault;
use super::rows::{Row, rows};

/// Who held which post when, by role: the body and the post written together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tenures {
    by_role: BTreeMap<String, Vec<Tenure>>,
}

/// One person's time in a post.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tenure {
    from: Date,
    to: Option<Date>,
    person: String,
}

impl Tenures {
    /// Who held a role on a day; `None` where the tables do not say, or name several.
    ///
    /// A tenure without an end lasts until another person's begins.
    pub(crate) fn holder(&self, role: &str, on: Date) -> Option<&str> {
        let held = self.by_role.get(role)?;
        let ends = |tenure: &Tenure| {
            let next = held.iter().find(|next| next.from > tenure.from && next.person != tenure.person);
            tenure.to.or_else(|| next.and_then(|next| next.from.yesterday().ok()))
        };
        let mut holders = held
            .iter()
            .filter(|tenure| tenure.from <= on && ends(tenure).is_none_or(|to| on <= to))
            .map(|tenure| tenure.person.as_str());
        let first = holders.next()?;
        holders.all(|other| other == first).then_some(first)
    }

    /// Whether no table says anything.
    pub(crate) fn is_empty(&self) -> bool {
        self.by_role.is_empty()
    }

    /// Adds the rows of another table.
    pub(super) fn extend(&mut self, other: Tenures) {
        for (role, held) in other.by_role {
            let all = self.by_role.entry(role).or_default();
            all.extend(held);
            all.sort();
            all.dedup();
        }
    }
}

/// Reads a table `person body post from to`, tab-separated under that header.
///
/// A row without `from` says that somebody held a post, but not when: it tells no holder.
pub(super) fn read(file: &str, text: &str) -> (Tenures, Vec<Fault>) {
    let mut tenures = Tenures::default();
    let mut faults = Vec::new();
    for row in rows(text).filter(|row| (row.get(0), row.get(1)) != ("person", "body")) {
        match tenure(file, &row) {
            Ok(Some((role, tenure))) => tenures.by_role.entry(role).or_default().push(tenure),
            Ok(None) => {}
            Err(fault) => faults.push(fault),
        }
    }
    tenures.by_role.values_mut().for_each(|held| held.sort());
    (tenures, faults)
}

fn tenure(file: &str, row: &Row) -> Result<Option<(String, Tenure)>, Fault> {
    let fault = |column: usize, what: String, cure: &str| Fault {
        file: file.to_string(),
        line: row.line,
        column,
        what,
        cure: cure.to_string(),
    };
    for (column, name) in ["person", "body", "post"].iter().enumerate() {
        if row.get(column).is_empty() {
            let what = format!("the {name} is missing");
            return Err(fault(column + 1, what, "write person, body, post, from and to, with tabs between"));
        }
    }
    let date = |column: usize| match row.get(column) {
        "" => Ok(None),
        word => Date::from_str(word).map(Some).map_err(|_| {
            fault(column + 1, format!("`{word}` is no date"), "write a day like 2023-04-04, or nothing")
        }),
    };
    let (from, to) = (date(3)?, date(4)?);
    let Some(from) = from else { return Ok(None) };
    if to.is_some_and(|to| to < from) {
        return Err(fault(5, "the tenure ends before it begins".into(), "mind the order: from, then to"));
    }
    let role = format!("{}{}", once(row.get(1)), row.get(2));
    Ok(Some((role, Tenure { from, to, person: row.get(0).to_string() })))
}

/// A body whose name says its level once, as canonical names do: `莘县县委` → `莘县委`.
fn once(body: &str) -> String {
    let mut chars: Vec<char> = body.chars().collect();
    if let [.., level, again, '委'] = chars[..]
        && level == again
    {
        chars.remove(chars.len() - 2);
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn one_holder_on_a_day() {
        let table = "# 表\nperson\tbody\tpost\tfrom\tto\n\
                     甲\t莘县\t县长\t2020-01-01\t2021-06-30\n乙\t莘县\t县长\t2021-07-01\t\n\
                     丙\t莘县\t县长\t2023-03-01\t\n丁\t莘县\t县长\t\t\n";
        let (tenures, faults) = read("tenures.tsv", table);
        assert_eq!(faults, []);
        let on = |date: &str| tenures.holder("莘县县长", day(date));
        assert_eq!(on("2019-12-31"), None);
        assert_eq!(on("2021-06-30"), Some("甲"));
        assert_eq!(on("2021-07-01"), Some("乙"));
        assert_eq!(on("2023-02-28"), Some("乙"));
        assert_eq!(on("2026-01-01"), Some("丙"));
        assert_eq!(tenures.holder("莘县书记", day("2021-07-01")), None);
    }

    #[test]
    fn the_level_is_said_once() {
        let (tenures, _) = read("tenures.tsv", "甲\t莘县县委\t书记\t2020-01-01\t\n");
        assert_eq!(tenures.holder("莘县委书记", day("2020-01-01")), Some("甲"));
    }

    #[test]
    fn two_at_once_are_nobody() {
        let table = "甲\t莘县\t副县长\t2020-01-01\t2022-01-01\n乙\t莘县\t副县长\t2021-01-01\t2022-01-01\n";
        let (tenures, _) = read("tenures.tsv", table);
        assert_eq!(tenures.holder("莘县副县长", day("2020-06-01")), Some("甲"));
        assert_eq!(tenures.holder("莘县副县长", day("2021-06-01")), None);
    }

    #[test]
    fn faults_say_where() {
        let table = "甲\t莘县\t县长\t昨天\t\n甲\t\t县长\t\t\n甲\t莘县\t县长\t2021-01-01\t2020-01-01\n";
        let (_, faults) = read("tenures.tsv", table);
        let places: Vec<(usize, usize)> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
        assert_eq!(places, [(1, 4), (2, 2), (3, 5)]);
        assert!(faults[0].to_string().contains("`昨天` is no date"));
    }
}
