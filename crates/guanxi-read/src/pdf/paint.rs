//! What a page paints: every glyph with its characters, place and size.

use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use rustc_hash::FxHashMap;

use super::font::{Font, follow, number, resolved};
use guanxi::internal::document::Deadline;
use guanxi::internal::text::whole;

/// Most bytes the drawing of one page or form may unpack to.
const MOST_BYTES: usize = 32 << 20;

/// Most glyphs of one page: a full newspaper page has fifteen thousand.
const MOST_GLYPHS: usize = 400_000;

/// How deep forms may lie in one another.
const DEEPEST: usize = 12;

/// One glyph on its page; `x` and `y` grow to the right and upwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) text: Rc<str>,
}

impl Glyph {
    /// Whether it paints nothing.
    pub(super) fn is_blank(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }
}

/// A transformation, as the six numbers of a PDF.
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const ONE: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one first, then the other.
    fn then(self, other: Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, other.0);
        Matrix([
            a * p + b * r,
            a * q + b * s,
            c * p + d * r,
            c * q + d * s,
            e * p + f * r + t,
            e * q + f * s + u,
        ])
    }

    fn moved(x: f32, y: f32) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(numbers: &[Object]) -> Option<Matrix> {
        let all: Vec<f32> = numbers.iter().filter_map(number).collect();
        all.try_into().ok().map(Matrix)
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    letter: f32,
    word: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
}

/// Paints pages; fonts are read once.
pub(super) struct Painter<'a> {
    document: &'a Document,
    deadline: Deadline,
    fonts: FxHashMap<ObjectId, Rc<Font>>,
    pub(super) glyphs: Vec<Glyph>,
    /// Glyphs whose characters no map tells.
    pub(super) unknown: usize,
    pub(super) pictures: usize,
}

impl<'a> Painter<'a> {
    pub(super) fn new(document: &'a Document, deadline: Deadline) -> Painter<'a> {
        Painter {
            document,
            deadline,
            fonts: FxHashMap::default(),
            glyphs: Vec::new(),
            unknown: 0,
            pictures: 0,
        }
    }

    /// All glyphs of a page.
    pub(super) fn page(&mut self, page: ObjectId) -> Vec<Glyph> {
        self.glyphs.clear();
        let Ok(content) = self.document.get_page_content_with_limit(page, MOST_BYTES) else {
            return Vec::new();
        };
        let turn = self.turn(page);
        let resources = self.resources(page);
        self.run(&content, &resources, turn, 0);
        std::mem::take(&mut self.glyphs)
    }

    /// The resources of a page: its own, and those of the tree above it.
    fn resources(&self, page: ObjectId) -> Vec<&'a Dictionary> {
        let Ok((own, others)) = self.document.get_page_resources(page) else { return Vec::new() };
        own.into_iter()
            .chain(others.into_iter().filter_map(|id| self.document.get_dictionary(id).ok()))
            .collect()
    }

    /// How the page is turned on the screen.
    fn turn(&self, page: ObjectId) -> Matrix {
        let mut here = self.document.get_dictionary(page).ok();
        for _ in 0..DEEPEST {
            let Some(node) = here else { break };
            if let Some(angle) = follow(self.document, node, b"Rotate").and_then(number) {
                return match (angle as i64).rem_euclid(360) {
                    90 => Matrix([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
                    180 => Matrix([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
                    270 => Matrix([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
                    _ => Matrix::ONE,
                };
            }
            here = follow(self.document, node, b"Parent").and_then(|up| up.as_dict().ok());
        }
        Matrix::ONE
    }

    fn font(&mut self, resources: &[&'a Dictionary], name: &[u8]) -> Option<Rc<Font>> {
        let document = self.document;
        let entry = resources.iter().find_map(|all| {
            follow(document, all, b"Font").and_then(|fonts| fonts.as_dict().ok()?.get(name).ok())
        })?;
        let id = entry.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.fonts.get(&id)) {
            return Some(known.clone());
        }
        let font = Rc::new(Font::of(document, resolved(document, entry)?.as_dict().ok()?));
        if let Some(id) = id {
            self.fonts.insert(id, font.clone());
        }
        Some(font)
    }

    fn run(&mut self, content: &[u8], resources: &[&'a Dictionary], start: Matrix, depth: usize) {
        let mut state = State {
            matrix: start,
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::ONE, Matrix::ONE);
        for (count, operation) in Content::decode_iter(content).enumerate() {
            let Ok(operation) = operation else { return };
            if count % 1024 == 0 && self.deadline.passed() || self.glyphs.len() > MOST_GLYPHS {
                return;
            }
            let all = &operation.operands;
            let at = |index: usize| all.get(index).and_then(number).unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if saved.len() < 512 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => state.matrix = Matrix::of(all).unwrap_or(Matrix::ONE).then(state.matrix),
                "BT" => (text, line) = (Matrix::ONE, Matrix::ONE),
                "Tf" => {
                    state.font = all
                        .first()
                        .and_then(|name| name.as_name().ok())
                        .and_then(|name| self.font(resources, name));
                    state.size = at(1);
                }
                "Tc" => state.letter = at(0),
                "Tw" => state.word = at(0),
                "Tz" => state.stretch = at(0) / 100.0,
                "TL" => state.leading = at(0),
                "Ts" => state.rise = at(0),
                "Tm" => {
                    line = Matrix::of(all).unwrap_or(Matrix::ONE);
                    text = line;
                }
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -at(1);
                    }
                    line = Matrix::moved(at(0), at(1)).then(line);
                    text = line;
                }
                "T*" => {
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                }
                "Tj" => self.show(&state, &mut text, all.first()),
                "'" | "\"" => {
                    if operation.operator == "\"" {
                        (state.word, state.letter) = (at(0), at(1));
                    }
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                    self.show(&state, &mut text, all.last());
                }
                "TJ" => {
                    for part in all.first().and_then(|list| list.as_array().ok()).into_iter().flatten() {
                        match number(part) {
                            Some(back) => {
                                text = Matrix::moved(-back / 1000.0 * state.size * state.stretch, 0.0)
                                    .then(text);
                            }
                            None => self.show(&state, &mut text, Some(part)),
                        }
                    }
                }
                "Do" => self.paint(resources, all.first(), state.matrix, depth),
                "BI" => self.pictures += 1,
                _ => {}
            }
        }
    }

    /// A picture is counted, a form is painted.
    fn paint(&mut self, resources: &[&'a Dictionary], name: Option<&Object>, matrix: Matrix, depth: usize) {
        let document = self.document;
        let Some(Ok(name)) = name.map(Object::as_name) else { return };
        let form = resources.iter().find_map(|all| {
            let forms = follow(document, all, b"XObject")?.as_dict().ok()?;
            follow(document, forms, name)?.as_stream().ok()
        });
        let Some(form) = form else { return };
        if !matches!(form.dict.get(b"Subtype").and_then(Object::as_name), Ok(b"Form")) {
            self.pictures += 1;
            return;
        }
        if depth >= DEEPEST || self.deadline.passed() {
            return;
        }
        let own = follow(document, &form.dict, b"Matrix").and_then(|m| Matrix::of(m.as_array().ok()?));
        let below = follow(document, &form.dict, b"Resources").and_then(|all| all.as_dict().ok());
        let resources: Vec<&Dictionary> =
            below.into_iter().chain(resources.iter().copied()).take(DEEPEST).collect();
        if let Ok(content) = form.get_plain_content_with_limit(MOST_BYTES) {
            self.run(&content, &resources, own.unwrap_or(Matrix::ONE).then(matrix), depth + 1);
        }
    }

    fn show(&mut self, state: &State, text: &mut Matrix, string: Option<&Object>) {
        let (Some(font), Some(Ok(bytes))) = (&state.font, string.map(Object::as_str)) else { return };
        let font = font.clone();
        font.codes(bytes, &mut |code| {
            let space = state.letter + if code.blank { state.word } else { 0.0 };
            let wide = code.width / 1000.0 * state.size;
            let own = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
            let Matrix([a, b, c, d, x, y]) = own.then(*text).then(state.matrix);
            let (across, up) = (a.hypot(b), c.hypot(d));
            *text = Matrix::moved((wide + space) * state.stretch, 0.0).then(*text);
            let straight = b.abs() < a.abs() && a > 0.0 && x.is_finite() && y.is_finite() && up.is_finite();
            match code.text {
                Some(written) if straight && !written.chars().all(char::is_control) => {
                    let width = code.width / 1000.0 * across;
                    let text: String = written.chars().map(whole).collect();
                    self.glyphs.push(Glyph { x, y, width, size: up, text: text.into() });
                }
                None if wide > 0.0 => {
                    self.unknown += 1;
                    self.glyphs.push(Glyph { x, y, width: wide, size: up, text: "\u{FFFD}".into() });
                }
                _ => {}
            }
        });
    }
}
