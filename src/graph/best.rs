//! The best few proofs of something, whatever the order they are offered in.

use super::{Evidence, Scope};

/// Most proofs that are kept of anything.
pub(super) const MOST: usize = 3;

/// One candidate for evidence; smaller is better. Its passages are numbered as they come in the final order of
/// documents, so that of two proofs as good as one another the earlier is the smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Proof {
    grade: Grade,
    first: u32,
    /// The number after that of the later passage; 0 where one holds both.
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

    fn scope(self) -> Scope {
        let at = (self.0 >> (LENGTH + 1)) as usize;
        Scope::ALL.get(at).copied().unwrap_or_default()
    }
}

/// Stands where there is no proof; worse than any.
const NONE: Proof = Proof { grade: Grade(u32::MAX), first: u32::MAX, second: u32::MAX };

impl Proof {
    pub(super) fn new(grade: Grade, first: u32, second: Option<u32>) -> Proof {
        Proof { grade, first, second: second.map_or(0, |second| second + 1) }
    }

    /// Its passages, in text order.
    pub(super) fn passages(&self) -> impl Iterator<Item = u32> + use<> {
        [Some(self.first), self.second.checked_sub(1)].into_iter().flatten()
    }

    /// The proof by the positions its passages have in the graph.
    pub(super) fn evidence(&self, place: impl Fn(u32) -> u32) -> Evidence {
        Evidence {
            scope: self.grade.scope(),
            first: place(self.first),
            second: self.second.checked_sub(1).map(place),
        }
    }
}

/// The best proofs, best first, no two equal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best([Proof; MOST]);

impl Default for Best {
    fn default() -> Self {
        Best([NONE; MOST])
    }
}

impl Best {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Proof> {
        self.0.iter().take_while(|proof| **proof != NONE)
    }

    /// Takes a proof in if it is among the best `most`.
    pub(super) fn offer(&mut self, proof: Proof, most: usize) {
        let best = &mut self.0[..most.min(MOST)];
        let at = best.partition_point(|held| *held < proof);
        if best.get(at).is_some_and(|held| *held != proof) {
            best[at..].rotate_right(1);
            best[at] = proof;
        }
    }

    /// Takes in the best of another.
    pub(super) fn merge(&mut self, other: Self, most: usize) {
        other.iter().for_each(|proof| self.offer(*proof, most));
    }
}
