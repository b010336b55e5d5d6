//! Boxes that must not lie on one another.

/// A box by its middle and its extent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// How far two boxes overlap in each direction, with a gap kept between them; nothing if they do not.
fn overlap(a: &Rect, b: &Rect, gap: f64) -> Option<(f64, f64)> {
    let x = (a.width + b.width) / 2.0 + gap - (a.x - b.x).abs();
    let y = (a.height + b.height) / 2.0 + gap - (a.y - b.y).abs();
    (x > 0.0 && y > 0.0).then_some((x, y))
}

/// Rounds of pushing before all is drawn wider.
const ROUNDS: usize = 60;

/// Pushes boxes apart until none lies on another, moving them as little as may be.
///
/// Each two that overlap are pushed along the shorter way. Where that does not come to rest, all places are
/// drawn apart by a twentieth and pushed again, so it always ends.
pub(super) fn separate(boxes: &mut [Rect], gap: f64) {
    // A hair more than asked for, so that rounding in the file does no harm.
    let gap = gap + 0.1;
    while !rest(boxes, gap) {
        for one in boxes.iter_mut() {
            (one.x, one.y) = (one.x * 1.05, one.y * 1.05);
        }
    }
}

fn rest(boxes: &mut [Rect], gap: f64) -> bool {
    for _ in 0..ROUNDS {
        let mut still = true;
        for a in 0..boxes.len() {
            for b in a + 1..boxes.len() {
                let Some((x, y)) = overlap(&boxes[a], &boxes[b], gap) else { continue };
                still = false;
                let side = |a: f64, b: f64| if a <= b { -0.5 } else { 0.5 };
                if x < y {
                    let push = side(boxes[a].x, boxes[b].x) * (x + 0.01);
                    boxes[a].x += push;
                    boxes[b].x -= push;
                } else {
                    let push = side(boxes[a].y, boxes[b].y) * (y + 0.01);
                    boxes[a].y += push;
                    boxes[b].y -= push;
                }
            }
        }
        if still {
            return true;
        }
    }
    false
}

/// Left, top, right and bottom of all boxes together.
pub(super) fn bounds(boxes: &[Rect]) -> [f64; 4] {
    boxes.iter().fold([f64::MAX, f64::MAX, f64::MIN, f64::MIN], |[left, top, right, bottom], one| {
        let (x, y) = (one.width / 2.0, one.height / 2.0);
        [left.min(one.x - x), top.min(one.y - y), right.max(one.x + x), bottom.max(one.y + y)]
    })
}
