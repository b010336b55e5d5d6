//! Paragraphs that are headed by a place: `【云台】全县秋粮……`, `●河岗县：县长……`.

use rustc_hash::FxHashMap;

use crate::dictionary::{Level, Places};
use crate::kind::Kind;
use crate::recognise::Recognised;
use crate::text::Text;

use super::grounds::divisions;

/// The divisions that paragraphs are headed by.
#[derive(Clone, Debug, Default)]
pub(super) struct Heads {
    of: FxHashMap<usize, u32>,
}

impl Heads {
    /// Finds the headed paragraphs of a page. Short names are those of the neighbourhood of `page`, the division the
    /// whole page speaks for.
    pub(super) fn new(text: &Text, found: &Recognised, places: &Places, page: Option<u32>) -> Heads {
        let mut of = FxHashMap::default();
        for mention in found.mentions.iter().filter(|mention| mention.kind == Kind::Place) {
            let paragraph = text.paragraph_at(mention.span.start);
            let Some(start) = text.paragraphs().get(paragraph).map(|paragraph| paragraph.span.start) else {
                continue;
            };
            let marks = text.chars().get(start..mention.span.start).unwrap_or_default();
            let led = marks.len() <= MARKS && marks.iter().all(|c| !c.is_alphabetic());
            let closed = match text.at(mention.span.end) {
                Some(':') => true,
                // Brackets of all forms are folded into these.
                Some(')') => marks.last() == Some(&'('),
                _ => false,
            };
            if !led || !closed {
                continue;
            }
            let mut ids = divisions(&text.chars()[mention.span.range()], places);
            if ids.is_empty() {
                ids.extend(places.short(&text.slice(mention.span)));
            }
            ids.retain(|&id| places.get(id).level != Level::Province);
            let region = |id: u32| places.get(id).parent;
            if ids.len() > 1 {
                ids.retain(|&id| {
                    page.is_some_and(|page| places.within(id, page) || region(id) == region(page))
                });
            }
            if let [only] = ids[..] {
                of.insert(paragraph, only);
            }
        }
        Heads { of }
    }

    /// The division that heads a paragraph.
    pub(super) fn of(&self, paragraph: usize) -> Option<u32> {
        self.of.get(&paragraph).copied()
    }
}

/// Most marks before the name of a place that heads a paragraph.
const MARKS: usize = 3;
