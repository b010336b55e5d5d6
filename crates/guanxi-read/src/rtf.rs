//! Rich Text: words without their marks, in whatever code page; rows of tables as lines.

use encoding_rs::{BIG5, EUC_KR, GB18030, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::grid::Grid;
use super::{Document, Encoding, Failure, date};

/// Groups whose text is none of the document's.
const SILENT: [&str; 20] = [
    "fonttbl",
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "fldinst",
    "info",
    "themedata",
    "filetbl",
];

pub(super) fn read(id: &str, bytes: Vec<u8>, _: Option<Encoding>) -> Result<Document, Failure> {
    let mut reader = Reader { page: WINDOWS_1252, groups: vec![Group::default()], ..Reader::default() };
    reader.run(&bytes);
    reader.flush();
    reader.end_line();
    let title = Some(reader.title.trim().to_string()).filter(|title| !title.is_empty());
    let whole = reader.groups.len() <= 1;
    let remarks = if whole { Vec::new() } else { vec!["is cut off: its last part is missing".to_string()] };
    Ok(Document {
        id: id.to_string(),
        title,
        date: date::in_path(id),
        text: reader.out,
        remarks,
        ..Document::default()
    })
}

/// What a group says of its text.
#[derive(Clone, Debug)]
struct Group {
    silent: bool,
    /// Inside the list of fonts, and inside the title of the document.
    fonts: bool,
    title: bool,
    hidden: bool,
    /// Characters passed over after one written by its number.
    skip: usize,
    font: i32,
}

impl Default for Group {
    fn default() -> Group {
        Group { silent: false, fonts: false, title: false, hidden: false, skip: 1, font: 0 }
    }
}

struct Reader {
    page: &'static encoding_rs::Encoding,
    /// Code pages of fonts.
    fonts: Vec<(i32, &'static encoding_rs::Encoding)>,
    groups: Vec<Group>,
    /// Bytes not yet decoded.
    raw: Vec<u8>,
    line: String,
    out: String,
    title: String,
    grid: Grid,
    /// Whether the paragraph lies in a table, and which cells of the row go on from above.
    in_table: bool,
    merged: Vec<bool>,
    going_on: bool,
    column: usize,
    /// Characters still to be passed over.
    skip: usize,
    /// The first half of a character of two.
    half: Option<u16>,
}

impl Default for Reader {
    fn default() -> Reader {
        Reader {
            page: WINDOWS_1252,
            fonts: Vec::new(),
            groups: Vec::new(),
            raw: Vec::new(),
            line: String::new(),
            out: String::new(),
            title: String::new(),
            grid: Grid::default(),
            in_table: false,
            merged: Vec::new(),
            going_on: false,
            column: 0,
            skip: 0,
            half: None,
        }
    }
}

impl Reader {
    fn run(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'{' => {
                    self.flush();
                    let group = self.group().clone();
                    self.groups.push(group);
                    at += 1;
                }
                b'}' => {
                    self.flush();
                    if self.groups.len() > 1 {
                        self.groups.pop();
                    }
                    at += 1;
                }
                b'\\' => at = self.control(bytes, at + 1),
                b'\r' | b'\n' => at += 1,
                byte => {
                    self.byte(byte);
                    at += 1;
                }
            }
        }
    }

    fn group(&self) -> &Group {
        self.groups.last().unwrap_or(&EMPTY)
    }

    fn change(&mut self, change: impl FnOnce(&mut Group)) {
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    /// Reads what stands behind a backslash; where it ends.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(&first) = bytes.get(at) else { return at };
        if first == b'\'' {
            let hex = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
            if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                self.byte(byte);
                return at + 3;
            }
            return at + 1;
        }
        if !first.is_ascii_alphabetic() {
            match first {
                b'*' => self.change(|group| group.silent = true),
                b'~' => self.text(" "),
                b'_' => self.text("-"),
                b'\\' | b'{' | b'}' => self.byte(first),
                b'\r' | b'\n' => self.word("par", None),
                _ => {}
            }
            return at + 1;
        }
        let letters = bytes[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&bytes[at..at + letters.min(32)]).into_owned();
        let mut end = at + letters;
        let sign = usize::from(bytes.get(end) == Some(&b'-'));
        let digits = bytes[end + sign..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let text = String::from_utf8_lossy(&bytes[end..end + sign + digits.min(10)]).into_owned();
            number = text.parse::<i32>().ok();
            end += sign + digits;
        }
        if bytes.get(end) == Some(&b' ') {
            end += 1;
        }
        if word == "bin" {
            return end.saturating_add(usize::try_from(number.unwrap_or(0)).unwrap_or(0)).min(bytes.len());
        }
        self.word(&word, number);
        end
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if SILENT.contains(&word) {
            self.flush();
            self.change(|group| (group.silent, group.fonts) = (true, word == "fonttbl"));
            return;
        }
        let on = number != Some(0);
        match word {
            "u" => {
                let unit = number.unwrap_or(0);
                self.unit(if unit < 0 { (unit + 0x1_0000) as u16 } else { unit as u16 });
                self.skip = self.group().skip;
            }
            "uc" => {
                self.change(|group| group.skip = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(8))
            }
            "ansicpg" => self.page = code_page(number.unwrap_or(0)),
            "f" => {
                self.flush();
                self.change(|group| group.font = number.unwrap_or(0));
            }
            "fcharset" if self.group().fonts => {
                let (font, page) = (self.group().font, charset(number.unwrap_or(0)));
                if let Some(page) = page.filter(|_| self.fonts.len() < 10_000) {
                    self.fonts.push((font, page));
                }
            }
            "title" => {
                self.flush();
                self.change(|group| group.title = true);
            }
            "v" | "deleted" => {
                self.flush();
                self.change(|group| group.hidden = on);
            }
            "par" | "sect" | "page" => {
                self.flush();
                if !self.group().silent {
                    if self.in_table { self.line.push('\n') } else { self.end_line() }
                }
            }
            "line" => self.text("\n"),
            "tab" => self.text("\t"),
            "emdash" => self.text("—"),
            "endash" => self.text("–"),
            "lquote" => self.text("‘"),
            "rquote" => self.text("’"),
            "ldblquote" => self.text("“"),
            "rdblquote" => self.text("”"),
            "bullet" => self.text("•"),
            "intbl" => self.in_table = true,
            "pard" => self.in_table = false,
            "trowd" => (self.merged, self.going_on) = (Vec::new(), false),
            "clvmrg" => self.going_on = true,
            "cellx" if self.merged.len() < 1024 => self.merged.push(std::mem::take(&mut self.going_on)),
            "cell" | "nestcell" => {
                self.flush();
                let text = std::mem::take(&mut self.line);
                if self.merged.get(self.column) == Some(&true) && text.trim().is_empty() {
                    self.grid.same_as_above(1);
                } else {
                    self.grid.cell(&text, 1, 1);
                }
                self.column += 1;
            }
            "row" | "nestrow" => {
                self.grid.end_row(&mut self.out);
                self.column = 0;
            }
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.raw.push(byte);
        }
    }

    /// A unit of UTF-16.
    fn unit(&mut self, unit: u16) {
        self.flush();
        let first = self.half.take();
        if (0xD800..0xDC00).contains(&unit) {
            self.half = Some(unit);
            return;
        }
        let units = first.into_iter().chain([unit]);
        let text: String = char::decode_utf16(units).filter_map(Result::ok).collect();
        self.text(&text);
    }

    /// Decodes the bytes that stand together.
    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let font = self.group().font;
        let page = self.fonts.iter().find(|(number, _)| *number == font).map_or(self.page, |(_, page)| page);
        // A Chinese text may stand in a font that calls itself Western.
        let page = if page == WINDOWS_1252 { self.page } else { page };
        let text = page.decode_without_bom_handling(&raw).0.into_owned();
        self.text(&text);
    }

    fn text(&mut self, text: &str) {
        self.flush();
        let group = self.group();
        if group.title {
            self.title.push_str(text);
        } else if !group.silent && !group.hidden {
            self.line.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }
}

static EMPTY: Group = Group { silent: false, fonts: false, title: false, hidden: false, skip: 1, font: 0 };

fn code_page(number: i32) -> &'static encoding_rs::Encoding {
    match number {
        936 | 54936 => GB18030,
        950 => BIG5,
        932 => SHIFT_JIS,
        949 => EUC_KR,
        65001 => UTF_8,
        _ => WINDOWS_1252,
    }
}

/// The code page of a font's set of characters; none where that says nothing.
fn charset(number: i32) -> Option<&'static encoding_rs::Encoding> {
    match number {
        134 => Some(GB18030),
        136 => Some(BIG5),
        128 => Some(SHIFT_JIS),
        129 => Some(EUC_KR),
        _ => None,
    }
}
