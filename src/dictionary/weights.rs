//! Weights of the sequence model, as `build.rs` or a reader of weight files laid them out: read where they stand.

use std::borrow::Cow;

use twox_hash::XxHash3_128;

/// How many buckets the keys are found by: their first sixteen bits.
const BUCKETS: usize = 1 << 16;

/// The weights that come with the program.
static BUILT_IN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.bin"));

/// The file they were laid out from, compressed.
static FILE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights.tsv.gz"));

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

    /// Returns the file of the weights that come with the program, as gzip: what learning can start from.
    pub fn built_in_file() -> &'static [u8] {
        FILE
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
        let weights = keys + rows * 4;
        assert!(bytes.len() == weights + rows * labels, "weights are laid out whole");
        Weights { bytes, hash, rows, labels, buckets, keys, weights }
    }

    /// Returns a hash of the weights; 0 for those that come with the program.
    pub fn hash(&self) -> u128 {
        self.hash
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

    /// Returns the weights of a feature, one for each label.
    #[inline]
    pub fn row(&self, key: u32) -> Option<impl Iterator<Item = i8> + '_> {
        let bucket = self.buckets + (key >> 16) as usize * 4;
        let (from, to) = (word(&self.bytes, bucket) as usize, word(&self.bytes, bucket + 4) as usize);
        let row = (from..to).find(|row| word(&self.bytes, self.keys + row * 4) == key)?;
        let start = self.weights + row * self.labels;
        Some(self.bytes[start..start + self.labels].iter().map(|&weight| weight as i8))
    }
}

#[inline]
fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
