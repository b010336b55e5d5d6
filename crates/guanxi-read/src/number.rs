//! The numbers of spreadsheets: which of them are days, and how they are shown.

use jiff::civil::Date;
use jiff::{Span, SpanRound, Unit};

/// What a cell's number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Number,
    Day,
    /// Hours and minutes that passed.
    Duration,
}

/// Formats that every Excel knows by number, those of East Asia among them (ECMA-376, 18.8.30).
pub(super) fn built_in(id: u32) -> Meaning {
    match id {
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Meaning::Day,
        46 => Meaning::Duration,
        _ => Meaning::Number,
    }
}

/// The meaning of a format somebody wrote: `yyyy"年"m"月"d"日"`, `[h]:mm`, `#,##0.00`.
pub(super) fn of_code(code: &str) -> Meaning {
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

/// A number as its cell shows it; a duration is no text.
pub(super) fn shown(number: f64, meaning: Meaning, since_1904: bool) -> String {
    match meaning {
        Meaning::Duration => String::new(),
        Meaning::Day => day(number, since_1904).unwrap_or_default(),
        // Numbers of documents are whole, and no cell holds more digits.
        Meaning::Number if number.fract() == 0.0 && number.abs() < 1e15 => (number as i64).to_string(),
        Meaning::Number => number.to_string(),
    }
}

/// A day, and its time to the second, from the days since the first one.
fn day(number: f64, since_1904: bool) -> Option<String> {
    if !(1.0..3e6).contains(&number) {
        return None;
    }
    let first = match since_1904 {
        true => Date::constant(1904, 1, 1),
        // Excel takes 1900 for a leap year.
        false if number < 60.0 => Date::constant(1899, 12, 31),
        false => Date::constant(1899, 12, 30),
    };
    let seconds = Span::new().try_seconds((number * 86_400.0 + 0.000_5).floor() as i64).ok()?;
    let span = seconds.round(SpanRound::new().largest(Unit::Day).days_are_24_hours()).ok()?;
    let moment = first.at(0, 0, 0, 0).checked_add(span).ok()?;
    let whole = (moment.hour(), moment.minute(), moment.second()) == (0, 0, 0);
    Some(moment.strftime(if whole { "%Y-%m-%d" } else { "%Y-%m-%d %H:%M:%S" }).to_string())
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

    #[test]
    fn numbers_are_shown_as_excel_does() {
        let day = |number| shown(number, Meaning::Day, false);
        assert_eq!(
            (day(45418.0), day(45418.5)),
            ("2024-05-06".to_string(), "2024-05-06 12:00:00".to_string())
        );
        // Thirds of a day are no whole seconds in a fraction of two's powers.
        assert_eq!(day(45418.0 + 1.0 / 3.0), "2024-05-06 08:00:00");
        assert_eq!(
            (day(1.0), day(59.0), day(61.0)),
            ("1900-01-01".into(), "1900-02-28".into(), "1900-03-01".into())
        );
        assert_eq!(shown(43956.0, Meaning::Day, true), "2024-05-06");
        assert_eq!((day(0.5), day(f64::NAN), day(1e300)), (String::new(), String::new(), String::new()));
        let number = |number| shown(number, Meaning::Number, false);
        assert_eq!((number(1e3), number(2.5), number(-7.0)), ("1000".into(), "2.5".into(), "-7".into()));
    }
}
