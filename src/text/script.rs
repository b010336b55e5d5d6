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
    /// Whether a character stands for a Traditional one, and so is rare on pages written in those.
    simple: Vec<bool>,
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
        Simplified { of, simple }
    }

    /// The Simplified form of a character; most are their own.
    pub fn of(&self, c: char) -> char {
        index(c).and_then(|place| self.of.get(place).copied()).unwrap_or(c)
    }

    /// A whole text in Simplified characters.
    pub fn text(&self, text: &str) -> String {
        text.chars().map(|c| self.of(c)).collect()
    }

    /// Whether a page is written in Traditional characters: more of them than of those they became.
    ///
    /// A page in Simplified characters keeps the few it has, in surnames (`於`) and quotations.
    pub(super) fn is_foreign_to(&self, raw: &str) -> bool {
        let mut lead = 0_i32;
        for c in raw.chars() {
            let Some(place) = index(c) else { continue };
            match (self.of.get(place), self.simple.get(place)) {
                (Some(&simplified), _) if simplified != c => lead += 1,
                (_, Some(true)) => lead -= 1,
                _ => continue,
            }
            if lead.abs() > LEAD {
                break;
            }
        }
        lead > 0
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
        for (raw, foreign) in [
            ("縣長講話", true),
            ("县长於某", false),
            ("", false),
            ("某某 abc 𠀀", false),
            ("皇后的縣長", true),
        ] {
            assert_eq!(table.is_foreign_to(raw), foreign, "{raw}");
        }
        assert!(!Simplified::default().is_foreign_to("縣長") && Simplified::default().of('縣') == '縣');
        assert!(table.is_foreign_to(&"縣".repeat(10_000)));
    }
}
