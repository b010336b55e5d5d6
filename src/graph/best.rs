//! The best few proofs of something, whatever the order they are offered in.

use std::cmp::Ordering;
use std::sync::Arc;

use super::Scope;
use crate::resolve::DocumentInfo;

/// A passage some proof holds on to; it is freed with the last of them.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kept {
    pub(super) document: Arc<DocumentInfo>,
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) article: u32,
    pub(super) text: String,
}

/// One candidate for evidence; smaller is better.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub(super) grade: Grade,
    pub(super) first: Arc<Kept>,
    pub(super) second: Option<Arc<Kept>>,
}

/// What decides between proofs before their places do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Grade {
    pub(super) scope: Scope,
    /// 0 if it also states a role, 1 if not: a name with its post says more.
    pub(super) bare: u8,
    /// Characters of its passages: the shorter is read faster.
    pub(super) length: u32,
}

impl Proof {
    fn compare(&self, other: &Self) -> Ordering {
        let places = |proof: &Self| (proof.first.start, proof.second.as_ref().map(|kept| kept.start));
        (self.grade.cmp(&other.grade))
            .then_with(|| self.first.document.cmp(&other.first.document))
            .then_with(|| places(self).cmp(&places(other)))
            .then_with(|| (&self.first, &self.second).cmp(&(&other.first, &other.second)))
    }
}

/// The best proofs, best first, no two equal.
#[derive(Clone, Debug, Default)]
pub(super) struct Best(pub(super) Vec<Proof>);

impl Best {
    /// Whether a proof of this grade could still enter.
    pub(super) fn wants(&self, grade: Grade, most: usize) -> bool {
        self.0.len() < most || self.0.last().is_some_and(|last| grade <= last.grade)
    }

    pub(super) fn offer(&mut self, proof: Proof, most: usize) {
        let Err(at) = self.0.binary_search_by(|held| held.compare(&proof)) else { return };
        if at >= most {
            return;
        }
        self.0.truncate(most - 1);
        self.0.reserve_exact(1);
        self.0.insert(at, proof);
    }

    pub(super) fn merge(&mut self, other: Self, most: usize) {
        if self.0.is_empty() {
            *self = other;
            return;
        }
        for proof in other.0 {
            self.offer(proof, most);
        }
    }
}

/// What a sum of small counts needs: the same proof twice is one.
impl PartialEq for Proof {
    fn eq(&self, other: &Self) -> bool {
        self.compare(other) == Ordering::Equal
    }
}
