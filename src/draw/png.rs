//! PNG: the SVG drawn with a font of the system.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{FontResolver, Options, Tree, fontdb::Database};

/// The fonts letters are taken from.
#[derive(Clone, Debug)]
pub struct Fonts(Arc<Database>);

impl Fonts {
    /// Every font that is installed; the only thing here that looks at the machine.
    pub fn of_system() -> Fonts {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        Fonts(Arc::new(fonts))
    }

    /// No font at all.
    pub fn none() -> Fonts {
        Fonts(Arc::new(Database::new()))
    }

    #[cfg(test)]
    pub(super) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.0)
    }
}

/// Why there is no image.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PngError {
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
pub fn png(svg: &str, scale: f32, fonts: &Fonts) -> Result<Vec<u8>, PngError> {
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
