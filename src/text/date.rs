//! Dates as news writes them: `2023年4月4日`, `4月4日`, `2023-04-04`.

pub use jiff::civil::Date;

/// The first full date in the characters, as year, month and day.
pub fn find_date(chars: &[char]) -> Option<Date> {
    (0..chars.len()).find_map(|at| date_at(chars, at))
}

/// The first `4月4日` in the characters, with its position.
pub(crate) fn find_month_day(chars: &[char]) -> Option<(usize, i8, i8)> {
    (0..chars.len()).filter(|&at| chars[at].is_ascii_digit()).find_map(|at| {
        if at > 0 && chars[at - 1].is_ascii_digit() {
            return None;
        }
        let (month, next) = number(chars, at, 2)?;
        (chars.get(next) == Some(&'月')).then_some(())?;
        let (day, next) = number(chars, next + 1, 2)?;
        matches!(chars.get(next), Some('日' | '号')).then_some(())?;
        Date::new(2024, month as i8, day as i8).ok()?;
        Some((at, month as i8, day as i8))
    })
}

/// The year a text speaks of most, from `2023年`.
pub(crate) fn find_year(chars: &[char]) -> Option<i16> {
    let mut counts: Vec<(i16, usize)> = Vec::new();
    let years = chars.iter().enumerate().skip(4).filter(|(_, c)| **c == '年');
    for at in years.map(|(end, _)| end - 4) {
        if at > 0 && chars[at - 1].is_ascii_digit() {
            continue;
        }
        let Some((year, next)) = number(chars, at, 4) else { continue };
        if next != at + 4 || !(1949..2100).contains(&year) {
            continue;
        }
        match counts.iter_mut().find(|(y, _)| *y == year as i16) {
            Some((_, count)) => *count += 1,
            None => counts.push((year as i16, 1)),
        }
    }
    counts.into_iter().max_by_key(|&(year, count)| (count, year)).map(|(year, _)| year)
}

/// A date written in a file name or id: `2023-04-04`, `2023_4_4`, `20230404`.
pub fn date_in_name(name: &str) -> Option<Date> {
    let chars: Vec<char> = name.chars().collect();
    (0..chars.len()).find_map(|at| {
        if at > 0 && chars[at - 1].is_ascii_digit() {
            return None;
        }
        date_at(&chars, at).or_else(|| {
            let (digits, next) = number(&chars, at, 8)?;
            (next == at + 8).then_some(())?;
            date(digits / 10_000, digits / 100 % 100, digits % 100)
        })
    })
}

fn date_at(chars: &[char], at: usize) -> Option<Date> {
    if at > 0 && chars[at - 1].is_ascii_digit() {
        return None;
    }
    let (year, next) = number(chars, at, 4)?;
    if next != at + 4 {
        return None;
    }
    let mark = *chars.get(next)?;
    let close = match mark {
        '年' => '月',
        '-' | '/' | '.' | '_' => mark,
        _ => return None,
    };
    let (month, next) = number(chars, next + 1, 2)?;
    (chars.get(next) == Some(&close)).then_some(())?;
    let (day, _) = number(chars, next + 1, 2)?;
    date(year, month, day)
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    (1900..2200).contains(&year).then_some(())?;
    Date::new(year as i16, month as i8, day as i8).ok()
}

/// Reads at most `most` digits from `at`.
fn number(chars: &[char], at: usize, most: usize) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut end = at;
    while end < chars.len() && end - at < most {
        let Some(digit) = chars[end].to_digit(10) else { break };
        value = value * 10 + digit;
        end += 1;
    }
    (end > at).then_some((value, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(s: &str) -> Vec<char> {
        s.chars().collect()
    }

    #[test]
    fn dates_are_found() {
        assert_eq!(find_date(&chars("发布时间:2023-05-06 10:00")), Date::new(2023, 5, 6).ok());
        assert_eq!(find_date(&chars("于2023年4月4日召开")), Date::new(2023, 4, 4).ok());
        assert_eq!(find_month_day(&chars("本报讯4月14日上午")), Some((3, 4, 14)));
        assert_eq!(find_month_day(&chars("13月4日")), None);
        assert_eq!(find_year(&chars("2022年计划,2023年完成,2023年底")), Some(2023));
        assert_eq!(date_in_name("pages/20230404-a.txt"), Date::new(2023, 4, 4).ok());
        assert_eq!(date_in_name("news_2023-4-4_02"), Date::new(2023, 4, 4).ok());
        assert_eq!(date_in_name("000_5c6455bd5a1c9d67"), None);
    }
}
