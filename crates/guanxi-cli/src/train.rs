//! Train room: marked pages → the weights of the sequence model, and those of whom a story speaks for.

use guanxi::dictionary::Dictionaries;
use guanxi::internal::recognise::{Trainer, teach};
use guanxi::internal::resolve::{StoryLesson, story_lessons};
use guanxi::internal::text::Text;
use guanxi::kind::Kind;

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

/// What a marked page teaches of whom its stories speak for.
pub(crate) fn stories(gold: &Gold, dictionaries: &Dictionaries) -> Vec<StoryLesson> {
    let of = |kind: Kind| gold.spans.iter().filter(move |span| span.kind == Some(kind));
    let bodies = of(Kind::Body).map(|span| (span.start, span.canonical.clone())).collect::<Vec<_>>();
    let posts = of(Kind::Official).flat_map(|span| span.roles.iter().map(|role| (span.start, role.clone())));
    story_lessons(&gold.raw, &bodies, &posts.collect::<Vec<_>>(), dictionaries)
}
