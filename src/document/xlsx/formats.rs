//! How the numbers of a workbook are shown: which of them are days.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::Failure;
use super::part::{Part, attribute};

/// What a cell's number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Number,
    Day,
    /// Hours and minutes that passed.
    Duration,
}

/// The meaning of every style of cells, from the part that holds them.
pub(super) fn read(mut part: Part) -> Result<Vec<Meaning>, Failure> {
    let (mut own, mut styles, mut inside) = (BTreeMap::new(), Vec::new(), false);
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "numFmt" => {
                    if let (Some(id), Some(code)) = (number(&tag), attribute(&tag, "formatCode")) {
                        own.insert(id, of_code(&code));
                    }
                }
                "cellXfs" => inside = true,
                "xf" if inside => {
                    let id = number(&tag).unwrap_or(0);
                    styles.push(own.get(&id).copied().unwrap_or_else(|| built_in(id)));
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => inside = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
    }
}

fn number(tag: &quick_xml::events::BytesStart) -> Option<u32> {
    attribute(tag, "numFmtId")?.parse().ok()
}

/// Formats that every Excel knows by number, those of East Asia among them (ECMA-376, 18.8.30).
fn built_in(id: u32) -> Meaning {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Meaning::Day,
        46 => Meaning::Duration,
        _ => Meaning::Number,
    }
}

/// The meaning of a format somebody wrote: `yyyy"年"m"月"d"日"`, `[h]:mm`, `#,##0.00`.
fn of_code(code: &str) -> Meaning {
    let mut chars = code.chars();
    while let Some(c) = chars.next() {
        match c {
            // The next character stands for itself, or for its width.
            '\\' | '_' | '*' => _ = chars.next(),
            '"' => _ = chars.by_ref().find(|&c| c == '"'),
            // What follows is for negative numbers.
            ';' => break,
            // A colour, a language, a condition; or a clock that goes beyond its hour or day.
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let of =
                    |unit: char| !inside.is_empty() && inside.chars().all(|c| c.eq_ignore_ascii_case(&unit));
                if ['h', 'm', 's'].into_iter().any(of) {
                    return Meaning::Duration;
                }
            }
            'y' | 'm' | 'd' | 'h' | 's' | 'Y' | 'M' | 'D' | 'H' | 'S' => return Meaning::Day,
            _ => {}
        }
    }
    Meaning::Number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_known() {
        let days =
            ["yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy/m/d;@", "[DBNum1]yyyy年m月", "\"共\"h:mm", "AM/PM h"];
        assert!(days.into_iter().all(|code| of_code(code) == Meaning::Day));
        let numbers = ["General", "0.00E+00", "#,##0.00_);[Red](#,##0.00)", "\"日 day\"0", "0\\d", "0;d"];
        assert!(numbers.into_iter().all(|code| of_code(code) == Meaning::Number));
        assert_eq!((of_code("[h]:mm:ss"), of_code("[MM]:ss")), (Meaning::Duration, Meaning::Duration));
        assert_eq!((built_in(14), built_in(31), built_in(4)), (Meaning::Day, Meaning::Day, Meaning::Number));
    }
}
