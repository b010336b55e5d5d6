//! PNG: a picture of `guanxi::draw` with letters of the system's fonts.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb::Database};

/// The fonts letters are taken from.
#[derive(Clone, Debug)]
pub(crate) struct Fonts(Arc<Database>);

impl Fonts {
    /// Every font that is installed; the only thing here that looks at the machine.
    pub(crate) fn of_system() -> Fonts {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        Fonts(Arc::new(fonts))
    }

    /// No font at all.
    #[cfg(test)]
    fn none() -> Fonts {
        Fonts(Arc::new(Database::new()))
    }
}

/// Why there is no image.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PngError {
    /// No font has this letter, so names would be empty boxes.
    #[error("no font on this machine has the letter {0}")]
    NoFont(char),
    /// More points than can be drawn.
    #[error("the picture would be {0} × {1} points large")]
    TooLarge(u32, u32),
    /// The picture is not as this program draws it.
    #[error("the picture cannot be drawn: {0}")]
    Svg(String),
}

/// Most points of an image, some 400 MB in memory.
const MOST: u64 = 100_000_000;

/// An image of an SVG picture, `scale` times as large.
pub(crate) fn png(svg: &str, scale: f32, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
    let missing = Arc::new(Missing::default());
    let mut options = Options { fontdb: Arc::clone(&fonts.0), ..Options::default() };
    options.font_resolver = resolver(&missing);
    let tree = Tree::from_str(svg, &options).map_err(|error| PngError::Svg(error.to_string()))?;
    if let Some(letter) = missing.letter() {
        return Err(PngError::NoFont(letter));
    }
    let size = tree.size().to_int_size().scale_by(scale);
    let (width, height) = size.map_or((0, 0), |size| (size.width(), size.height()));
    if u64::from(width) * u64::from(height) > MOST {
        return Err(PngError::TooLarge(width, height));
    }
    let mut image = Pixmap::new(width, height).ok_or(PngError::TooLarge(width, height))?;
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut image.as_mut());
    image.encode_png().map_err(|error| PngError::Svg(error.to_string()))
}

/// Chinese letters that no font has.
#[derive(Default)]
struct Missing {
    first: Mutex<Option<char>>,
    all: AtomicBool,
}

impl Missing {
    fn note(&self, letter: char) {
        if let Ok(mut first) = self.first.lock() {
            first.get_or_insert(letter);
        }
    }

    fn letter(&self) -> Option<char> {
        let first = self.first.lock().ok().and_then(|first| *first);
        first.or(self.all.load(Ordering::Relaxed).then_some('关'))
    }
}

/// Looks for fonts as usual, and notes what is not found.
fn resolver(missing: &Arc<Missing>) -> FontResolver<'static> {
    let (select, fall_back) =
        (FontResolver::default_font_selector(), FontResolver::default_fallback_selector());
    let (none, lost) = (Arc::clone(missing), Arc::clone(missing));
    FontResolver {
        select_font: Box::new(move |font, fonts| {
            // Any font will do to begin with: letters it lacks are looked for in the others.
            let found = select(font, fonts).or_else(|| fonts.faces().next().map(|face| face.id));
            if found.is_none() {
                none.all.store(true, Ordering::Relaxed);
            }
            found
        }),
        select_fallback: Box::new(move |letter, used, fonts| {
            let found = fall_back(letter, used, fonts);
            // An odd sign in a name may be an empty box; Chinese must not.
            if found.is_none() && matches!(letter, '\u{3400}'..='\u{9fff}') {
                lost.note(letter);
            }
            found
        }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use guanxi::draw::network;
    use resvg::usvg::{Group, Node, Options, Tree};

    use super::{Fonts, PngError, png};
    use crate::testing::{corpus, seeds};

    type Box4 = [f64; 4];

    /// Where the boxes of names lie in a picture: left, top, right, bottom.
    fn frames(svg: &str) -> Vec<Box4> {
        let of = |rect: &str, name: &str| {
            let value = rect.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            value.and_then(|value| value.parse::<f64>().ok()).expect("a number")
        };
        let nodes = svg.split("<g class=\"node\">").skip(1).filter_map(|node| node.split("</g>").next());
        nodes
            .filter_map(|node| node.split("<rect").last())
            .map(|rect| {
                let (x, y) = (of(rect, "x"), of(rect, "y"));
                [x, y, x + of(rect, "width"), y + of(rect, "height")]
            })
            .collect()
    }

    /// Where the letters of every text really are, with the fonts of this machine.
    fn texts(node: &Group, found: &mut Vec<Box4>) {
        for child in node.children() {
            match child {
                Node::Group(group) => texts(group, found),
                Node::Text(text) => {
                    let place = text.abs_bounding_box();
                    found.push([place.left(), place.top(), place.right(), place.bottom()].map(f64::from));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn names_stay_in_their_boxes() {
        let svg = network(&seeds().top(60), 3, None, "60 names");
        let frames = frames(&svg);
        assert_eq!(frames.len(), 60);
        let fonts = Fonts::of_system();
        // Without a Chinese font there are no letters to look at.
        if png(&svg, 0.1, &fonts).is_err() {
            return;
        }
        let options = Options { fontdb: Arc::clone(&fonts.0), ..Options::default() };
        let tree = Tree::from_str(&svg, &options).expect("a picture");
        let mut found = Vec::new();
        texts(tree.root(), &mut found);
        assert!(found.len() > 60);
        for (at, a) in found.iter().enumerate() {
            for b in &found[at + 1..] {
                let apart = a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1];
                assert!(apart, "{a:?} lies on {b:?}");
            }
        }
        for frame in &frames {
            let within = |text: &&Box4| {
                frame[0] < text[0] && text[2] < frame[2] && frame[1] < text[1] && text[3] < frame[3]
            };
            assert_eq!(found.iter().filter(within).count(), 1, "one name in {frame:?}");
        }
    }

    #[test]
    fn chinese_letters_are_drawn_or_the_font_is_named() {
        let svg = network(&corpus(), 3, None, "说明");
        assert_eq!(png(&svg, 1.0, &Fonts::none()), Err(PngError::NoFont('关')));
        match png(&svg, 1.0, &Fonts::of_system()) {
            Ok(image) => {
                assert!(image.starts_with(b"\x89PNG"));
                assert_eq!(png(&svg, 1.0, &Fonts::of_system()).as_ref(), Ok(&image));
                // The letters are ink: without them the image is another.
                let bare = svg.replace(['王', '明'], "");
                assert_ne!(png(&bare, 1.0, &Fonts::of_system()), Ok(image));
            }
            Err(error) => assert!(matches!(error, PngError::NoFont(_)), "{error}"),
        }
        assert!(matches!(
            png(&svg, 1000.0, &Fonts::of_system()),
            Err(PngError::TooLarge(..) | PngError::NoFont(_))
        ));
        assert!(matches!(png("<svg", 1.0, &Fonts::none()), Err(PngError::Svg(_))));
    }
}
