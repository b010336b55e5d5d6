//! How sure a proposal is.

/// What a string is worth that only the statistics speak for.
pub(super) const STATISTICS: f64 = 0.35;

/// What else is known of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    /// The greatest probability of a mention, from 0 to 1.
    pub(super) worth: f64,
    /// Documents that mention it.
    pub(super) documents: u64,
    /// Share of the mentions of these words that are of this kind.
    pub(super) share: f64,
    /// Whether one character nearly always stands before or after it: it may be part of a longer name.
    pub(super) bound: bool,
    /// Whether jieba knows it as an ordinary word.
    pub(super) ordinary: bool,
}

/// The confidence, to two places: doubt shrinks with the square root of the documents; what speaks against a
/// name takes its share off.
pub(super) fn confidence(signs: Signs) -> f64 {
    let doubt = (1.0 - signs.worth) / (signs.documents.max(1) as f64).sqrt();
    let bound = if signs.bound { 0.8 } else { 1.0 };
    let ordinary = if signs.ordinary { 0.7 } else { 1.0 };
    let all = (1.0 - doubt) * signs.share * bound * ordinary;
    // No model is certain.
    (all * 100.0).round().min(99.0) / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_documents_more_confidence() {
        let signs = |documents, bound, ordinary| Signs { worth: 0.6, documents, share: 1.0, bound, ordinary };
        assert_eq!(confidence(signs(1, false, false)), 0.6);
        assert_eq!(confidence(signs(4, false, false)), 0.8);
        assert_eq!(confidence(signs(4, true, false)), 0.64);
        assert_eq!(confidence(signs(4, false, true)), 0.56);
    }
}
