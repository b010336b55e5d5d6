//! The best few proofs of something, whatever the order they are offered in.

use std::cmp::Ordering;

use super::Scope;
use super::shelf::Shelf;

/// Most proofs that are kept of anything.
pub(super) const MOST: usize = 3;

/// One candidate for evidence; smaller is better. Its passages stand on the tally's shelf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Proof {
    pub(super) grade: Grade,
    pub(super) first: u32,
    second: u32,
}

/// What decides between proofs before their places do: how close the names are, whether a role is stated (a name
/// with its post says more), and the length of the passages (the shorter is read faster), in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Grade(u32);

/// Bits of a grade that tell a length.
const LENGTH: u32 = 29;

impl Grade {
    /// `bare` is 0 where a role is stated; passages longer than half a billion characters are as good as one another.
    pub(super) fn new(scope: Scope, bare: u8, length: u32) -> Grade {
        let length = length.min((1 << LENGTH) - 1);
        Grade((scope as u32) << (LENGTH + 1) | u32::from(bare.min(1)) << LENGTH | length)
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }

    pub(super) fn of_number(number: u32) -> Grade {
        Grade(number)
    }

    pub(super) fn scope(self) -> Scope {
        let at = (self.0 >> (LENGTH + 1)) as usize;
        Scope::ALL.get(at).copied().unwrap_or_default()
    }

    pub(super) fn bare(self) -> u8 {
        (self.0 >> LENGTH & 1) as u8
    }

    pub(super) fn length(self) -> u32 {
        self.0 & ((1 << LENGTH) - 1)
    }
}

/// Stands where there is no passage.
const NONE: u32 = u32::MAX;

impl Proof {
    pub(super) fn new(grade: Grade, first: u32, second: Option<u32>) -> Proof {
        Proof { grade, first, second: second.unwrap_or(NONE) }
    }

    pub(super) fn second(&self) -> Option<u32> {
        (self.second != NONE).then_some(self.second)
    }

    /// Its passages, in text order.
    pub(super) fn passages(&self) -> impl Iterator<Item = u32> + use<> {
        [Some(self.first), self.second()].into_iter().flatten()
    }

    fn compare(&self, other: &Self, shelf: &Shelf) -> Ordering {
        self.grade.cmp(&other.grade).then_with(|| {
            if (self.first, self.second) == (other.first, other.second) {
                return Ordering::Equal;
            }
            let (a, b) = (shelf.get(self.first), shelf.get(other.first));
            let start = |proof: &Self| proof.second().map(|at| shelf.get(at).start);
            let seconds = || (self.second().map(|at| shelf.get(at)), other.second().map(|at| shelf.get(at)));
            shelf
                .compare_documents(a, b)
                .then_with(|| (a.start, start(self)).cmp(&(b.start, start(other))))
                .then_with(|| a.facts().cmp(&b.facts()))
                .then_with(|| {
                    let (a, b) = seconds();
                    a.map(|kept| kept.facts()).cmp(&b.map(|kept| kept.facts()))
                })
        })
    }
}

/// The best proofs, best first, no two equal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best([Proof; MOST]);

impl Default for Best {
    fn default() -> Self {
        Best([Proof { grade: Grade(u32::MAX), first: NONE, second: NONE }; MOST])
    }
}

impl Best {
    pub(super) fn len(&self) -> usize {
        self.0.iter().take_while(|proof| proof.first != NONE).count()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Proof> {
        self.0.iter().take_while(|proof| proof.first != NONE)
    }

    /// Whether a proof of this grade, from this document, could still enter; an empty place has the worst grade.
    pub(super) fn wants(&self, grade: Grade, document: u32, most: usize, shelf: &Shelf) -> bool {
        let Some(last) = most.min(MOST).checked_sub(1).map(|last| &self.0[last]) else { return false };
        match grade.cmp(&last.grade) {
            Ordering::Less => true,
            Ordering::Greater => false,
            // Most proofs are as good as those before them: they are turned away before their passages are kept.
            Ordering::Equal => {
                let held = shelf.get(last.first).document;
                shelf.documents.compare_info(document as usize, held as usize).is_le()
            }
        }
    }

    /// Takes a proof in if it is among the best, and holds its passages on the shelf.
    pub(super) fn offer(&mut self, proof: Proof, most: usize, shelf: &mut Shelf) {
        let (most, held) = (most.min(MOST), self.len());
        let mut at = held;
        while at > 0 {
            match self.0[at - 1].compare(&proof, shelf) {
                Ordering::Less => break,
                Ordering::Equal => return,
                Ordering::Greater => at -= 1,
            }
        }
        if at >= most {
            return;
        }
        proof.passages().for_each(|passage| shelf.hold(passage));
        if held >= most {
            self.0[most - 1].passages().for_each(|passage| shelf.release(passage));
        }
        self.0[at..most].rotate_right(1);
        self.0[at] = proof;
    }

    /// Takes in the best of another, and lets go of what that held.
    pub(super) fn merge(&mut self, other: Self, most: usize, shelf: &mut Shelf) {
        if self.0[0].first == NONE {
            *self = other;
            return;
        }
        for proof in other.iter() {
            self.offer(*proof, most, shelf);
            proof.passages().for_each(|passage| shelf.release(passage));
        }
    }

    /// The same proofs by the numbers their passages have on another shelf, which holds them for it.
    pub(super) fn moved(&self, numbers: &[Option<u32>], shelf: &mut Shelf) -> Self {
        let mut best = Best::default();
        for (place, proof) in best.0.iter_mut().zip(self.iter()) {
            let number = |at: u32| numbers.get(at as usize).copied().flatten();
            let Some(first) = number(proof.first) else { continue };
            *place = Proof::new(proof.grade, first, proof.second().and_then(number));
            place.passages().for_each(|passage| shelf.hold(passage));
        }
        best
    }

    /// Lets go of everything.
    pub(super) fn release(&self, shelf: &mut Shelf) {
        self.iter().flat_map(Proof::passages).for_each(|passage| shelf.release(passage));
    }
}
