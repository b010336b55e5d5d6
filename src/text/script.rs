//! Traditional characters read as Simplified ones, where a page is written in them.

/// The characters the table covers.
const HAN: std::ops::Range<u32> = 0x4E00..0xA000;

/// How far one script must lead before a page is judged without looking further.
const LEAD: i32 = 200;

/// Which Simplified character each Traditional one stands for; filled from the dictionaries.
#[derive(Clone, Debug, Default)]
pub struct Simplified {
    /// For each character of the block; empty where no pair is known.
    of: Vec<char>,
    /// What each tells of the script of its page: 1 for a Traditional character, -1 for one that stands for a
    /// Traditional one and so is rare on pages written in those, 0 for all others.
    leans: Vec<i8>,
}

impl Simplified {
    /// The table of pairs: Traditional, Simplified.
    pub fn new(pairs: impl IntoIterator<Item = (char, char)>) -> Simplified {
        let mut of: Vec<char> = HAN.filter_map(char::from_u32).collect();
        let mut simple = vec![false; of.len()];
        for (traditional, simplified) in pairs {
            if let Some(place) = index(traditional) {
                of[place] = simplified;
            }
            if let Some(place) = index(simplified) {
                simple[place] = true;
            }
        }
        let lean = |((own, of), simple): ((u32, &char), bool)| {
            if own != *of as u32 { 1 } else { -i8::from(simple) }
        };
        let leans = HAN.zip(&of).zip(simple).map(lean).collect();
        Simplified { of, leans }
    }

    /// The Simplified form of a character; most are their own.
    pub fn of(&self, c: char) -> char {
        index(c).and_then(|place| self.of.get(place).copied()).unwrap_or(c)
    }

    /// A whole text in Simplified characters.
    pub fn text(&self, text: &str) -> String {
        text.chars().map(|c| self.of(c)).collect()
    }

    /// A judge who has seen nothing of a page yet.
    pub(super) fn judge(&self) -> Judge<'_> {
        Judge { leans: &self.leans, lead: 0 }
    }
}

/// Judges whether a page is written in Traditional characters: more of them than of those they became.
///
/// A page in Simplified characters keeps the few it has, in surnames (`於`) and quotations.
pub(super) struct Judge<'a> {
    leans: &'a [i8],
    lead: i32,
}

impl Judge<'_> {
    /// Hears a character; once one script leads far enough, no more are heard.
    pub(super) fn note(&mut self, c: char) {
        if let Some(&lean) = index(c).and_then(|place| self.leans.get(place))
            && self.lead.abs() <= LEAD
        {
            self.lead += i32::from(lean);
        }
    }

    pub(super) fn is_traditional(&self) -> bool {
        self.lead > 0
    }
}

fn index(c: char) -> Option<usize> {
    HAN.contains(&(c as u32)).then(|| (c as u32 - HAN.start) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_judged_by_most_of_its_characters() {
        let pairs = [('縣', '县'), ('長', '长'), ('於', '于'), ('後', '后')];
        let table = Simplified::new(pairs);
        assert_eq!(table.text("縣長於某后"), "县长于某后");
        let is_traditional = |table: &Simplified, raw: &str| {
            let mut judge = table.judge();
            raw.chars().for_each(|c| judge.note(c));
            judge.is_traditional()
        };
        for (raw, traditional) in [
            ("縣長講話", true),
            ("县长於某", false),
            ("", false),
            ("某某 abc 𠀀", false),
            ("皇后的縣長", true),
        ] {
            assert_eq!(is_traditional(&table, raw), traditional, "{raw}");
        }
        assert!(!is_traditional(&Simplified::default(), "縣長") && Simplified::default().of('縣') == '縣');
        assert!(is_traditional(&table, &"縣".repeat(10_000)));
    }
}
