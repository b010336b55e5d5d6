//! The strip below a picture: what colours and lines mean, and what is shown.

use super::canvas::{Anchor, Canvas};
use super::letters::width;
use crate::kind::Kind;
use crate::paint;

/// The size of its letters.
const LETTERS: f64 = 13.0;

/// Height of one line.
const LINE: f64 = 24.0;

/// What a legend explains.
pub(super) enum Entry {
    Kind(Kind),
    Thickness,
    Post,
    NotHeld,
}

impl Entry {
    fn words(&self) -> String {
        match self {
            Entry::Kind(kind) => format!("{} {kind}", paint::word(*kind)),
            Entry::Thickness => "同现，越粗越强 named together".to_owned(),
            Entry::Post => "任职 post".to_owned(),
            Entry::NotHeld => "原任或拟任 post held before or proposed".to_owned(),
        }
    }
}

/// The look of lines, here and in the picture.
pub(super) const TOGETHER: &str = r##"stroke="#7c8894" stroke-opacity="0.5" stroke-linecap="round""##;
pub(super) const POST: &str = r##"stroke="#3a3f45" stroke-width="1.3" stroke-dasharray="5 4""##;
pub(super) const NOT_HELD: &str = r##"stroke="#8a929a" stroke-width="1.3" stroke-dasharray="1 4""##;

/// The least width a legend wants, and its height in the width it gets.
pub(super) fn least_width(entries: &[Entry], caption: &str) -> f64 {
    let widest = entries.iter().map(space).fold(0.0, f64::max);
    widest.max((width(caption) * (LETTERS - 1.0)).min(640.0))
}

/// Draws from the left upper corner; gives the height used.
pub(super) fn draw(
    canvas: &mut Canvas,
    (x, y): (f64, f64),
    room: f64,
    entries: &[Entry],
    caption: &str,
) -> f64 {
    let (mut at, mut line) = (x, y + LINE / 2.0);
    canvas.open(r##"class="legend" fill="#333333""##, "");
    for entry in entries {
        if at > x && at + space(entry) > x + room {
            (at, line) = (x, line + LINE);
        }
        match entry {
            Entry::Kind(kind) => {
                let look = format!(r#"fill="{}" stroke="{}""#, paint::light(*kind, 0.3), paint::hex(*kind));
                let radius = if *kind == Kind::Official { 7.0 } else { 3.0 };
                canvas.rect((at, line - 7.0), (24.0, 14.0), radius, &look);
            }
            Entry::Thickness => {
                for (step, thick) in [1.0, 2.5, 5.0].into_iter().enumerate() {
                    let left = at + 9.0 * step as f64;
                    let look = format!(r#"{TOGETHER} stroke-width="{thick}""#);
                    canvas.line((left, line), (left + 6.0, line), &look);
                }
            }
            Entry::Post => canvas.line((at, line), (at + 24.0, line), POST),
            Entry::NotHeld => canvas.line((at, line), (at + 24.0, line), NOT_HELD),
        }
        canvas.text((at + 31.0, line + LETTERS * 0.36), LETTERS, Anchor::Start, "", &entry.words());
        at += space(entry);
    }
    line += LINE;
    let look = r##"fill="#6b7279""##;
    canvas.text((x, line + 4.0), LETTERS - 1.0, Anchor::Start, look, caption);
    canvas.close();
    line + LINE / 2.0 - y
}

fn space(entry: &Entry) -> f64 {
    31.0 + width(&entry.words()) * LETTERS + 26.0
}
