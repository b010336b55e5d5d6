//! Labels of the sequence model. `build.rs` reads this file too.

/// The letters of the kinds in the markup, in the order of their numbers.
const KINDS: &str = "PBLJR";

/// Where in a mention a character stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// First of several characters.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several characters.
    End,
    /// The only character.
    Single,
}

/// Number of a label: 0 outside, then the parts of a person, among them the only one, then three for each other kind.
pub(crate) type Label = u8;

/// How many labels there are.
pub(crate) const LABELS: usize = 2 + 3 * KINDS.len();

/// The label of no mention.
pub(crate) const OUTSIDE: Label = 0;

/// The label of a person of one character, a surname: no other kind is as short.
pub(crate) const SINGLE: Label = 1 + Part::Single as Label;

const PARTS: [Part; 4] = [Part::Begin, Part::Inside, Part::End, Part::Single];

/// Returns the label of a part of a mention of a kind, which is given by its number; of a single part, the only label.
pub(crate) fn label(kind: usize, part: Part) -> Label {
    match part {
        Part::Single => SINGLE,
        _ => 1 + 3 * kind as Label + part as Label + Label::from(kind > 0),
    }
}

/// Returns what a label stands for, the kind by its number; `None` for outside.
pub(crate) fn meaning(label: Label) -> Option<(usize, Part)> {
    let number = usize::from(label.checked_sub(1)?);
    match number {
        0..=3 => Some((0, PARTS[number])),
        _ => (number < LABELS - 1).then(|| ((number - 1) / 3, PARTS[(number - 1) % 3])),
    }
}

/// Returns the word files carry for a label: `O`, or the kind's letter of the markup and the part's, `PB`.
pub(crate) fn name(label: Label) -> String {
    match meaning(label) {
        None => "O".to_string(),
        Some((kind, part)) => [&KINDS[kind..=kind], ["B", "I", "E", "S"][part as usize]].concat(),
    }
}

/// Returns the label a word of a file stands for.
pub(crate) fn parse(word: &str) -> Option<Label> {
    let mut letters = word.chars();
    let kind = letters.next()?;
    let Some(part) = letters.next() else { return (kind == 'O').then_some(OUTSIDE) };
    let (kind, part) = (KINDS.find(kind)?, PARTS["BIES".find(part)?]);
    (part != Part::Single || kind == 0).then(|| label(kind, part))
}

/// Whether one label may follow another.
pub(crate) fn follows(before: Label, after: Label) -> bool {
    let open = match meaning(before) {
        Some((kind, Part::Begin | Part::Inside)) => Some(kind),
        _ => None,
    };
    match (open, meaning(after)) {
        (Some(kind), Some((inner, Part::Inside | Part::End))) => kind == inner,
        (Some(_), _) => false,
        (None, Some((_, Part::Inside | Part::End))) => false,
        (None, _) => true,
    }
}
