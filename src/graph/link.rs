//! A link: why and how strongly two entities belong together.

use serde::{Deserialize, Serialize};

use super::{Association, Counts, Evidence, Role, Scope};
use crate::kind::words;
use crate::text::Date;

/// What a link says of its two ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// They are mentioned together.
    #[default]
    CoMention,
    /// The official holds a post in the body.
    Post,
}

words!(Relation: CoMention "co-mention", Post "post");

/// One link of the graph; its ends are in node order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// What it says of its ends.
    pub relation: Relation,
    /// Sentences, paragraphs and articles that hold both; 0 for posts.
    pub counts: Counts,
    /// Strength at the graph's scope, damped; for posts, the mentions that state them.
    pub weight: f64,
    /// How far the two are together more than chance.
    pub association: Association,
    /// Counts and weight by day, in order, where the day is known.
    pub days: Vec<Day>,
    /// The best passages that hold both, best first.
    pub evidence: Vec<Evidence>,
    /// The posts, on a link that says so.
    pub roles: Vec<Role>,
}

impl Link {
    /// Units at a scope that hold both ends; for posts, the mentions that state them.
    pub fn count(&self, scope: Scope) -> u32 {
        match self.relation {
            Relation::CoMention => self.counts.at(scope),
            Relation::Post => self.roles.iter().fold(0, |sum, role| sum.saturating_add(role.count)),
        }
    }

    /// The first day the two were seen so.
    pub fn first(&self) -> Option<Date> {
        let days = self.days.first().map(|day| day.date);
        days.or_else(|| self.roles.iter().filter_map(|role| role.first).min())
    }

    /// The last day the two were seen so.
    pub fn last(&self) -> Option<Date> {
        let days = self.days.last().map(|day| day.date);
        days.or_else(|| self.roles.iter().filter_map(|role| role.last).max())
    }
}

/// What was counted for a link on one day.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "(Date, u32, u32, u32, f64)", into = "(Date, u32, u32, u32, f64)")]
pub struct Day {
    /// The day articles tell of.
    pub date: Date,
    /// Sentences, paragraphs and articles that hold both.
    pub counts: Counts,
    /// Its part of the weight.
    pub weight: f64,
}

type DayRow = (Date, u32, u32, u32, f64);

impl From<DayRow> for Day {
    fn from((date, sentences, paragraphs, articles, weight): DayRow) -> Self {
        Day { date, counts: Counts { sentences, paragraphs, articles }, weight }
    }
}

impl From<Day> for DayRow {
    fn from(day: Day) -> Self {
        let Counts { sentences, paragraphs, articles } = day.counts;
        (day.date, sentences, paragraphs, articles, day.weight)
    }
}
