//! The places and bodies found so far, by where they start and end.

use crate::recognise::Candidate;
use crate::text::Span;

/// Spans a longer body name can be built on.
pub(super) struct Ground {
    /// For each end, the first start of a span that ends there.
    starts: Vec<u32>,
    /// For each start, the first end of a span that starts there.
    ends: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Ground {
    pub(super) fn new<'a>(length: usize, places: impl Iterator<Item = &'a Candidate>) -> Ground {
        let mut ground = Ground { starts: vec![NONE; length + 1], ends: vec![NONE; length + 1] };
        places.for_each(|place| ground.add(place.span));
        ground
    }

    pub(super) fn add(&mut self, span: Span) {
        let start = &mut self.starts[span.end];
        *start = (*start).min(span.start as u32);
        let end = &mut self.ends[span.start];
        *end = (*end).min(span.end as u32);
    }

    /// The first start of a span that ends at a position.
    pub(super) fn ending(&self, at: usize) -> Option<usize> {
        self.starts.get(at).filter(|&&start| start != NONE).map(|&start| start as usize)
    }

    /// The first start in a stretch of a span that lies wholly inside it.
    pub(super) fn first(&self, within: Span) -> Option<usize> {
        within.range().find(|&at| self.ends[at] as usize <= within.end)
    }
}
