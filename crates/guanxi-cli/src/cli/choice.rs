//! Arguments that are one of a few words.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Takes one of some values by its name; help and completions list them all.
pub(super) fn choice<T>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> + use<T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(|&value| name(value))).try_map(move |word| {
        all.iter()
            .copied()
            .find(|&value| name(value) == word)
            .ok_or_else(|| format!("no such choice: {word}"))
    })
}
