//! Train room: marked pages → the weights of the sequence model.

use guanxi::dictionary::Dictionaries;
use guanxi::internal::recognise::{Trainer, teach};
use guanxi::internal::text::Text;

use crate::score::Gold;

/// Adds a marked page to what a trainer learns from, counted as often as `times` says; what is marked as arguable counts as no mention.
///
/// Returns how many clean characters it has.
pub(crate) fn add_page(
    trainer: &mut Trainer,
    gold: &Gold,
    dictionaries: &Dictionaries,
    times: usize,
) -> usize {
    let text = Text::new(&gold.raw, dictionaries.layout());
    let spans =
        gold.spans.iter().filter_map(|span| Some((text.clean_span(span.start..span.end), span.kind?)));
    let spans: Vec<_> = spans.filter(|(span, _)| !span.is_empty()).collect();
    teach(trainer, &text, dictionaries, &spans, times);
    text.len()
}
