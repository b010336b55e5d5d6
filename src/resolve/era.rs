//! The time a page is of: a county of today was another division once, and its page means that one.

use crate::article::Article;
use crate::dictionary::{Level, Places};
use crate::text::Text;

/// When a page was written, as far as it shows.
pub(super) struct Era {
    year: Option<i16>,
    /// The earliest year that the page names.
    earliest: Option<i16>,
    /// The level word that relative bodies of the page bear most: `市` of `市委`.
    level: Option<char>,
}

/// Level words of what a county can have been.
const COUNTIES: [char; 4] = ['市', '县', '区', '旗'];

impl Era {
    /// Reads the time off a page: its days, the years it names, and the level words of its relative bodies.
    pub(super) fn new(text: &Text, articles: &[Article], levels: impl Iterator<Item = char>) -> Era {
        let year = articles.iter().filter_map(|article| article.date).map(|date| date.year()).max();
        let mut counts = [0_usize; COUNTIES.len()];
        for level in levels {
            if let Some(at) = COUNTIES.iter().position(|known| *known == level) {
                counts[at] += 1;
            }
        }
        let most = (0..COUNTIES.len()).max_by_key(|&at| (counts[at], COUNTIES.len() - at));
        Era {
            year,
            earliest: years(text).min(),
            level: most.filter(|&at| counts[at] > 0).map(|at| COUNTIES[at]),
        }
    }

    /// Whether no day of the page tells its year.
    pub(super) fn is_undated(&self) -> bool {
        self.year.is_none()
    }

    /// The level word that relative bodies of the page bear most.
    pub(super) fn level(&self) -> Option<char> {
        self.level
    }

    /// Returns the division that one of today was at that time, where its level word is that of the page and today's is
    /// not: `黄岩市` for 黄岩区.
    pub(super) fn earlier(&self, places: &Places, id: u32) -> Option<u32> {
        let place = places.get(id);
        let level = self.level?;
        if place.level != Level::County || place.years.is_some() || place.name.ends_with(level) {
            return None;
        }
        let then = format!("{}{level}", place.plain.trim_end_matches(COUNTIES));
        let was = |&other: &u32| {
            let other = places.get(other);
            other.parent == place.parent
                && other.years.is_some_and(|(first, gone)| match self.year {
                    Some(year) => (i32::from(first)..=i32::from(gone)).contains(&i32::from(year)),
                    // Its words alone tell then, unless all years it names are later.
                    None => self.earliest.is_none_or(|named| i32::from(named) <= i32::from(gone)),
                })
        };
        let mut all = places.named(&then).iter().copied().filter(was);
        let only = all.next()?;
        all.next().is_none().then_some(only)
    }
}

/// The years that a text names: `2022年`, `2022-03-30`.
fn years(text: &Text) -> impl Iterator<Item = i16> {
    let year = |digits: &[char]| -> Option<i16> {
        let [century @ .., mark] = digits else { return None };
        let known =
            matches!(century, ['1', '9', ..] | ['2', '0', ..]) && matches!(mark, '年' | '-' | '.' | '/');
        known.then(|| century.iter().collect::<String>().parse().ok()).flatten()
    };
    text.chars().windows(5).filter_map(year)
}
