//! One link as a line of our JSON, laid out by hand: a graph has millions, and their keys are always the same.
//!
//! `record::LinkOut` says the same to serde; a test holds the two equal.

use std::io::{self, Write};

use serde::Serialize;

use crate::graph::{Association, Counts, Link, Relation};
use crate::text::Date;

/// Appends a link to a line.
pub(super) fn link((source, target, link): (usize, usize, &Link), out: &mut Vec<u8>) -> io::Result<()> {
    let counted = link.relation == Relation::CoMention;
    field("{\"source\":", &source, out)?;
    field(",\"target\":", &target, out)?;
    word(",\"relation\":\"", link.relation.name(), out);
    if counted {
        let Counts { sentences, paragraphs, articles } = link.counts;
        field(",\"sentences\":", &sentences, out)?;
        field(",\"paragraphs\":", &paragraphs, out)?;
        field(",\"articles\":", &articles, out)?;
    }
    field(",\"weight\":", &link.weight, out)?;
    if counted {
        let Association { npmi, g2, jaccard, p } = link.association;
        field(",\"npmi\":", &npmi, out)?;
        field(",\"g2\":", &g2, out)?;
        field(",\"jaccard\":", &jaccard, out)?;
        field(",\"p\":", &p, out)?;
    }
    for (key, day) in [(",\"first\":\"", link.first()), (",\"last\":\"", link.last())] {
        if let Some(day) = day {
            out.extend_from_slice(key.as_bytes());
            date(day, out)?;
            out.push(b'"');
        }
    }
    list(",\"days\":", &link.days, out, |day, out| {
        let Counts { sentences, paragraphs, articles } = day.counts;
        out.extend_from_slice(b"[\"");
        date(day.date, out)?;
        field("\",", &sentences, out)?;
        field(",", &paragraphs, out)?;
        field(",", &articles, out)?;
        field(",", &day.weight, out)
    })?;
    list(",\"evidence\":", &link.evidence, out, |shown, out| {
        word("[\"", shown.scope.name(), out);
        shown.passages().try_for_each(|passage| field(",", &passage, out))
    })?;
    if !link.roles.is_empty() {
        field(",\"roles\":", &link.roles, out)?;
    }
    out.push(b'}');
    Ok(())
}

/// Whatever stands before a word that needs no escaping, the word and its end.
fn word(key: &str, word: &str, out: &mut Vec<u8>) {
    [key, word, "\""].into_iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

/// Whatever stands before a value, and the value as serde gives it.
fn field(key: &str, value: &impl Serialize, out: &mut Vec<u8>) -> io::Result<()> {
    out.extend_from_slice(key.as_bytes());
    Ok(serde_json::to_writer(out, value)?)
}

/// A list of lists, if anything is in it; `item` leaves the closing bracket to us.
fn list<T>(
    key: &str,
    items: &[T],
    out: &mut Vec<u8>,
    item: impl Fn(&T, &mut Vec<u8>) -> io::Result<()>,
) -> io::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    out.extend_from_slice(key.as_bytes());
    let mut before = b'[';
    for one in items {
        out.push(before);
        item(one, out)?;
        out.push(b']');
        before = b',';
    }
    out.push(b']');
    Ok(())
}

/// An ISO day.
fn date(day: Date, out: &mut Vec<u8>) -> io::Result<()> {
    let Ok(year @ 0..=9999) = u16::try_from(day.year()) else { return write!(out, "{day}") };
    let [month, day] = [day.month(), day.day()].map(i8::unsigned_abs);
    let digit = |number: u16| b'0' + (number % 10) as u8;
    let two = |number: u8| [b'0' + number / 10, b'0' + number % 10];
    let ([a, b], [c, d]) = (two(month), two(day));
    let year = [year / 1000, year / 100, year / 10, year].map(digit);
    out.extend_from_slice(&year);
    out.extend_from_slice(&[b'-', a, b, b'-', c, d]);
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::record::LinkOut;
    use crate::graph::{Basis, Day, Evidence, PostState, Role, Scope};

    fn any_day() -> impl Strategy<Value = Date> {
        prop_oneof![(-9999i16..=9999, 1i8..=12, 1i8..=28), (1900i16..2100, 1i8..=12, 1i8..=28)]
            .prop_map(|(year, month, day)| Date::new(year, month, day).expect("a day"))
    }

    fn any_evidence() -> impl Strategy<Value = Evidence> {
        let scope = prop::sample::select(&Scope::ALL[..]);
        (scope, any::<u32>(), any::<Option<u32>>()).prop_map(|(scope, first, second)| Evidence {
            scope,
            first,
            second,
        })
    }

    fn any_link() -> impl Strategy<Value = Link> {
        let counts = any::<[u32; 3]>().prop_map(|[sentences, paragraphs, articles]| Counts {
            sentences,
            paragraphs,
            articles,
        });
        let number = prop_oneof![any::<f64>(), (0u32..3_000_000).prop_map(|n| f64::from(n) / 1e6)];
        let day = (any_day(), counts.clone(), number.clone()).prop_map(|(date, counts, weight)| Day {
            date,
            counts,
            weight,
        });
        let role = (".{0,6}", any::<u32>(), prop::option::of(any_day()), prop::option::of(any_evidence()))
            .prop_map(|(text, count, first, evidence)| Role {
                text,
                state: PostState::Held,
                basis: Basis::Stated,
                count,
                first,
                last: first,
                evidence,
            });
        (
            prop::sample::select(&Relation::ALL[..]),
            counts,
            prop::array::uniform5(number),
            prop::collection::vec(day, 0..3),
            prop::collection::vec(any_evidence(), 0..4),
            prop::collection::vec(role, 0..3),
        )
            .prop_map(|(relation, counts, [weight, npmi, g2, jaccard, p], days, evidence, roles)| {
                Link {
                    relation,
                    counts,
                    weight,
                    association: Association { npmi, g2, jaccard, p },
                    days,
                    evidence,
                    roles,
                }
            })
    }

    proptest! {
        #[test]
        fn lines_are_what_serde_gives(found in any_link(), source: u32, target: u32) {
            let ends = (source as usize, target as usize);
            let mut line = Vec::new();
            link((ends.0, ends.1, &found), &mut line).expect("written");
            let other = serde_json::to_string(&LinkOut::from((ends.0, ends.1, &found))).expect("written");
            prop_assert_eq!(String::from_utf8(line).expect("UTF-8"), other);
        }
    }
}
