//! Weights of the sequence model, as `build.rs` or a reader of weight files laid them out: read where they stand.

use std::borrow::Cow;

use twox_hash::XxHash3_128;

/// How many buckets the keys are found by: their first sixteen bits.
const BUCKETS: usize = 1 << 16;

/// The weights that come with the program.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin"));

/// For each feature a row of small whole numbers, one for each label; and the same for labels beside each other.
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    hash: u128,
    rows: usize,
    labels: usize,
    buckets: usize,
    keys: usize,
    weights: usize,
}

impl Weights {
    /// Returns the weights that come with the program.
    pub fn built_in() -> Weights {
        Weights::new(Cow::Borrowed(BUILT_IN), 0)
    }

    /// Returns no weights at all: the dictionaries' words alone are mentions then.
    pub fn none() -> Weights {
        Weights::from_bytes(vec![0; 8 + (BUCKETS + 1) * 4])
    }

    /// Returns the weights that bytes of `recognise::read_weights` hold.
    pub fn from_bytes(bytes: Vec<u8>) -> Weights {
        let hash = XxHash3_128::oneshot(&bytes);
        Weights::new(Cow::Owned(bytes), hash)
    }

    fn new(bytes: Cow<'static, [u8]>, hash: u128) -> Weights {
        let rows = word(&bytes, 0) as usize;
        let labels = word(&bytes, 4) as usize;
        let buckets = 8 + labels * labels * 2;
        let keys = buckets + (BUCKETS + 1) * 4;
        let weights = keys + rows * 2;
        assert!(bytes.len() == weights + rows * labels, "weights are laid out whole");
        Weights { bytes, hash, rows, labels, buckets, keys, weights }
    }

    /// Returns a hash of the weights; 0 for those that come with the program.
    pub fn hash(&self) -> u128 {
        self.hash
    }

    /// Returns a hash of what the weights are, those that come with the program too.
    pub fn digest(&self) -> u128 {
        XxHash3_128::oneshot(&self.bytes)
    }

    /// Returns how many features have weights.
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Returns whether no feature has weights: nothing is recognised but the dictionaries' words.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Returns the weight of label `to` after label `from`.
    pub fn transition(&self, from: usize, to: usize) -> i16 {
        let at = 8 + (from * self.labels + to) * 2;
        i16::from_le_bytes([self.bytes[at], self.bytes[at + 1]])
    }

    /// Returns the weights of a feature, one for each of `N` labels, as bytes of `i8`.
    #[inline]
    pub fn row<const N: usize>(&self, key: u32) -> Option<&[u8; N]> {
        let rest = (key as u16).to_le_bytes();
        let (from, to) = self.bucket(key >> 16);
        let keys = self.bytes[self.keys + from * 2..self.keys + to * 2].chunks_exact(2);
        let row = from + keys.into_iter().position(|key| key == rest)?;
        self.weights_of(row)
    }

    /// Returns all rows of `N` labels with the keys of their features, in the order of the keys.
    pub fn rows<const N: usize>(&self) -> impl Iterator<Item = (u32, &[u8; N])> {
        let rows = |bucket: u32| {
            let (from, to) = self.bucket(bucket);
            (from..to).map(move |row| (bucket, row))
        };
        (0..BUCKETS as u32).flat_map(rows).filter_map(|(bucket, row)| {
            let at = self.keys + row * 2;
            let rest = u16::from_le_bytes([self.bytes[at], self.bytes[at + 1]]);
            Some((bucket << 16 | u32::from(rest), self.weights_of(row)?))
        })
    }

    /// From where to where the rows of a bucket lie.
    #[inline]
    fn bucket(&self, bucket: u32) -> (usize, usize) {
        let at = self.buckets + bucket as usize * 4;
        (word(&self.bytes, at) as usize, word(&self.bytes, at + 4) as usize)
    }

    #[inline]
    fn weights_of<const N: usize>(&self, row: usize) -> Option<&[u8; N]> {
        let start = self.weights + row * self.labels;
        self.bytes[start..start + self.labels].try_into().ok()
    }
}

#[inline]
fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
