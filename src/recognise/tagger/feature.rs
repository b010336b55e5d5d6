//! Features: what is seen at a position of a text. Each has a template, which says what it is about, and a value.
//!
//! `build.rs` reads this file too, to lay the weights out by the keys of their features.

use crate::dictionary::Classes;

/// How the value of a template reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Characters of the text.
    Chars,
    /// A class of words and the length of the word.
    Class,
    /// A number.
    Number,
    /// A part-of-speech tag and a number.
    Tag,
}

macro_rules! templates {
    ($($(#[$doc:meta])* $id:ident $name:literal $shape:ident;)*) => {
        /// What a feature is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Template { $($(#[$doc])* $id),* }
        const TEMPLATES: &[(Template, &str, Shape)] = &[$((Template::$id, $name, Shape::$shape)),*];
    };
}

templates! {
    /// Seen everywhere.
    Bias "bias" Number;
    /// The character itself.
    Char "c[0]" Chars;
    /// Characters around it, alone and two together.
    Next "c[1]" Chars;
    Next2 "c[2]" Chars;
    Next3 "c[3]" Chars;
    Previous "c[-1]" Chars;
    Previous2 "c[-2]" Chars;
    Previous3 "c[-3]" Chars;
    CharNext "c[0,1]" Chars;
    PreviousChar "c[-1,0]" Chars;
    TwoBefore "c[-2,-1]" Chars;
    TwoAfter "c[1,2]" Chars;
    TwoAfterNext "c[2,3]" Chars;
    TwoBeforePrevious "c[-3,-2]" Chars;
    BothSides "c[-1,1]" Chars;
    /// White space before and after the character.
    Gaps "gaps" Number;
    /// Sorts of characters around.
    Sorts "sorts" Number;
    /// A word of a class starts here, ends with this character, runs over this place.
    Starts "starts" Class;
    Ends "ends" Class;
    Over "over" Class;
    /// A word of a class ends right before, starts right after.
    Before "before" Class;
    After "after" Class;
    /// The character by itself, and its neighbours, are of a class.
    Single "single" Class;
    SingleNext "single[1]" Class;
    SinglePrevious "single[-1]" Class;
    /// The word of general segmentation here, with its tag; the words beside it.
    Word "word" Tag;
    WordBefore "word[-1]" Tag;
    WordAfter "word[1]" Tag;
    /// Where in its chunk the character stands, and what marks bound the chunk.
    Chunk "chunk" Number;
    ChunkMarks "chunkmarks" Number;
    /// The list the chunk is an item of: its marks, the head of its last item, what leads to the first; the item before.
    ListMarks "listmarks" Number;
    ListHead "listhead" Number;
    ListLead "listlead" Number;
    ItemBefore "item[-1]" Number;
    /// Inside quotation marks or brackets: how far from both ends, and what stands outside.
    Quote "quote" Number;
    QuoteAfter "quoteafter" Number;
    QuoteBefore "quotebefore" Number;
    /// How far the nearest head of the chunk is to the right, the nearest lead to the left.
    Head "head" Number;
    Lead "lead" Number;
    /// Near a `任` after `由` in one chunk, where it may be the verb: which of the two or a surname.
    Appointed "appointed" Number;
    /// A name known from elsewhere on the page, or from another: its kind, and where in it the character stands.
    Known "known" Number;
}

/// What was seen at a position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Feature {
    template: u8,
    value: u64,
}

impl Feature {
    #[allow(dead_code)]
    pub(super) fn new(template: Template, value: u64) -> Feature {
        Feature { template: template as u8, value }
    }

    /// Returns the number the weights are kept under; of some hundred thousand features a few may share one.
    pub(crate) fn key(self) -> u32 {
        let mixed = (self.value ^ (u64::from(self.template) << 56)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let mixed = (mixed ^ (mixed >> 29) ^ u64::from(self.template)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        (mixed >> 32) as u32
    }

    /// Returns what weight files and explanations call it: `c[0]=县`, `before=TITLE.2`.
    #[allow(dead_code)]
    pub(crate) fn name(self) -> String {
        let (_, name, shape) = TEMPLATES[self.template as usize];
        let value = match shape {
            Shape::Number => self.value.to_string(),
            Shape::Class => {
                let class = Classes::NAMES.get((self.value & 63) as usize).copied().unwrap_or("?");
                format!("{class}.{}", self.value >> 6)
            }
            Shape::Chars => {
                let parts = (0..3).map(|at| (self.value >> (21 * at) & 0x1F_FFFF) as u32);
                parts.filter(|&code| code != 0).filter_map(char::from_u32).collect()
            }
            Shape::Tag => {
                let letters = (0..4).map(|at| (self.value >> (8 * at)) as u8).filter(|&letter| letter != 0);
                format!("{}.{}", letters.map(char::from).collect::<String>(), self.value >> 32)
            }
        };
        format!("{name}={value}")
    }

    /// Reads a name back; `None` where it names no feature.
    pub(crate) fn parse(name: &str) -> Option<Feature> {
        let (name, value) = name.split_once('=')?;
        let &(template, _, shape) = TEMPLATES.iter().find(|(_, known, _)| *known == name)?;
        let value = match shape {
            Shape::Number => value.parse().ok()?,
            Shape::Class => {
                let (class, length) = value.split_once('.')?;
                let bit = Classes::NAMES.iter().position(|known| *known == class)?;
                bit as u64 | length.parse::<u64>().ok()? << 6
            }
            Shape::Chars => packed(value.chars()),
            Shape::Tag => {
                let (tag, number) = value.rsplit_once('.')?;
                tagged(tag, number.parse().ok()?)
            }
        };
        Some(Feature { template: template as u8, value })
    }
}

/// Up to three characters as one number.
pub(super) fn packed(chars: impl Iterator<Item = char>) -> u64 {
    chars.take(3).zip(0..).map(|(c, at)| u64::from(c as u32) << (21 * at)).sum()
}

/// A tag of up to four letters and a number as one number.
pub(super) fn tagged(tag: &str, number: u64) -> u64 {
    tag.bytes().take(4).zip(0..).map(|(letter, at)| u64::from(letter) << (8 * at)).sum::<u64>() | number << 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for (template, value) in [
            (Template::CharNext, packed("县委".chars())),
            (Template::CharNext, packed("=\u{B6}".chars())),
            (Template::Before, 3 | 2 << 6),
            (Template::Word, tagged("nr", 9)),
            (Template::Known, 18),
        ] {
            let feature = Feature::new(template, value);
            assert_eq!(Feature::parse(&feature.name()), Some(feature), "{}", feature.name());
        }
        assert_eq!(Feature::parse("nothing=1"), None);
        assert!(TEMPLATES.iter().enumerate().all(|(at, (template, ..))| *template as usize == at));
    }
}
