//! What is counted for one entity.

use std::sync::Arc;

use super::Counts;
use super::best::Best;
use super::days::Days;
use super::places::Places;
use crate::kind::Kind;
use crate::resolve::{Basis, Home, PostState, StatedRole};
use crate::text::Date;

/// What is counted for one entity.
#[derive(Debug)]
pub(super) struct Entity {
    pub(super) kind: Kind,
    pub(super) name: Arc<str>,
    /// Where it belongs; told apart from homes of the same name until all are known.
    pub(super) home: Home,
    /// Mentions that show a person without a public post.
    pub(super) folk: u32,
    pub(super) sum: Sum,
    pub(super) days: Days<Sum>,
    pub(super) surfaces: Vec<(Box<str>, u32)>,
    pub(super) roles: Vec<Held>,
    pub(super) best: Best,
    /// Where surfaces and roles stand.
    pub(super) places: [Places; 2],
}

/// Mentions, documents, and units of each scope.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sum {
    pub(super) mentions: u32,
    pub(super) documents: u32,
    pub(super) counts: Counts,
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.mentions = self.mentions.saturating_add(other.mentions);
        self.documents = self.documents.saturating_add(other.documents);
        self.counts += other.counts;
    }
}

/// A role with the days it was stated.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) text: Box<str>,
    pub(super) state: PostState,
    pub(super) basis: Basis,
    pub(super) count: u32,
    pub(super) span: Option<(Date, Date)>,
    pub(super) best: Best,
}

impl Held {
    pub(super) fn new(role: &StatedRole, date: Option<Date>) -> Self {
        Held {
            text: role.name.as_str().into(),
            state: role.state,
            basis: role.basis,
            count: 1,
            span: date.map(|date| (date, date)),
            best: Best::default(),
        }
    }
}

impl Entity {
    /// An entity of which nothing is counted yet.
    pub(super) fn new(kind: Kind, name: Arc<str>, home: Home) -> Entity {
        Entity {
            kind,
            name,
            home,
            folk: 0,
            sum: Sum::default(),
            days: Days::default(),
            surfaces: Vec::new(),
            roles: Vec::new(),
            best: Best::default(),
            places: Default::default(),
        }
    }

    /// Adds what was counted for the same entity elsewhere, with its best `most` proofs.
    pub(super) fn absorb(&mut self, other: Entity, most: usize) {
        self.sum += other.sum;
        self.folk = self.folk.saturating_add(other.folk);
        self.days.merge(other.days);
        self.best.merge(other.best, most);
        for (surface, count) in other.surfaces {
            self.add_surface(&surface, count);
        }
        for role in other.roles {
            self.add_role(role);
        }
    }

    /// Counts a way it is written; its own name is none.
    pub(super) fn add_surface(&mut self, surface: &str, count: u32) {
        let places = &mut self.places[0];
        let found = places.find(&self.surfaces, surface, |(held, _)| &**held, |(held, _)| **held == *surface);
        match found.map(|at| &mut self.surfaces[at].1) {
            Some(held) => *held = held.saturating_add(count),
            None => self.surfaces.push((surface.into(), count)),
        }
    }

    /// Adds a post with the days it was stated.
    pub(super) fn add_role(&mut self, role: Held) {
        let same = |held: &Held| held.text == role.text && held.state == role.state;
        let wanted = (&*role.text, role.state);
        let Some(at) = self.places[1].find(&self.roles, wanted, |held| (&*held.text, held.state), same)
        else {
            self.roles.push(role);
            return;
        };
        let held = &mut self.roles[at];
        held.count = held.count.saturating_add(role.count);
        held.best.merge(role.best, 1);
        held.basis = held.basis.min(role.basis);
        held.span = match (held.span, role.span) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
    }

    /// Every list of proofs it has.
    pub(super) fn bests(&self) -> impl Iterator<Item = &Best> {
        std::iter::once(&self.best).chain(self.roles.iter().map(|held| &held.best))
    }
}
