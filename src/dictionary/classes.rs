//! Word classes: what a word of the built-in lists can be, as a set of bits.

use std::ops::{BitOr, BitOrAssign};

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Classes(pub(super) u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        // The sequence model knows all of them by their bits; rules name some.
        #[allow(dead_code)]
        impl Classes {
            $($(#[$doc])* pub(crate) const $name: Classes = Classes(1 << $bit);)*

            /// The name of each class, by its bit.
            pub(crate) const NAMES: &[&str] = &[$(stringify!($name)),*];
        }
    };
}

classes! {
    /// A post that may stand before a name: 书记, 局长.
    TITLE = 0;
    /// A title that heads a jurisdiction by itself: 县长, 镇长.
    HEAD = 1;
    /// A civil-service rank: 二级调研员.
    RANK = 2;
    /// A title that carries its organ in short: 宣传部长.
    ORGAN_TITLE = 3;
    /// Stands after a name: 同志, 先生.
    AFTER_NAME = 4;
    /// Introduces a list of names but is no post: 区领导.
    GROUP = 5;
    /// An ordinary person's calling, before a name: 村民.
    FOLK = 6;
    /// Modifies the title that follows: 副, 代.
    TITLE_PREFIX = 7;
    /// A government, congress or other organ after a jurisdiction: 教育局.
    ORGAN = 8;
    /// An organ of the party committee: 宣传部.
    UNDER_COMMITTEE = 9;
    /// An open-ended suffix of bodies: 有限公司.
    BODY_SUFFIX = 10;
    /// A national or otherwise well-known body.
    NATIONAL = 11;
    /// An administrative place of the tree of divisions.
    PLACE = 12;
    /// An open-ended suffix of places: 村, 大道.
    PLACE_SUFFIX = 13;
    /// A place suffix that is also a common word ending.
    WEAK = 14;
    /// An administrative place suffix: 镇.
    ADMIN_SUFFIX = 15;
    /// Head noun of works: 工程, 项目.
    WORK = 16;
    /// Head noun of campaigns: 行动, 活动.
    CAMPAIGN = 17;
    /// A head noun the canonical name drops.
    DROP = 18;
    /// A surname.
    SURNAME = 19;
    /// An organ that firms, schools and towns have of their own too: 党委, 工会.
    ANYBODYS = 20;
    /// A character often used in given names.
    GIVEN = 21;
    /// One of the most usual characters of given names.
    GIVEN_STRONG = 22;
    /// A verb that can follow a name at once.
    AFTER_VERB = 23;
    /// An adverb, preposition or particle that can follow a name at once.
    AFTER_OTHER = 24;
    /// Never part of a proper name of a body, place or project.
    STOP = 25;
    /// A stop of one character that also occurs inside names.
    WEAK_STOP = 26;
    /// A modifier that makes nothing specific: 老旧, 重点.
    GENERIC = 27;
    /// A quantity or pronoun: 各, 全, 一批.
    QUANTITY = 28;
    /// A whole expression that is never a mention: 全区.
    NEVER = 29;
    /// An ordinary word that could be mistaken for a person.
    ORDINARY = 30;
    /// A character or syllable used to write foreign names by sound.
    FOREIGN = 31;
    /// A syllable word of names of a minority nation.
    MINORITY = 32;
    /// A dateline word: 本报讯.
    DATELINE = 33;
    /// A byline word: 记者.
    REPORTER = 34;
    /// A column head: 要闻.
    SECTION = 35;
    /// A verb of speech or meeting, which only persons and bodies do.
    VERB = 36;
    /// A company's suffix.
    COMPANY = 37;
    /// A word of the user's dictionaries.
    USER = 38;
    /// A zone or park suffix: 开发区.
    ZONE_SUFFIX = 39;
    /// A road suffix: 大道.
    ROAD_SUFFIX = 40;
    /// A title that tells of the past: 原, 时任.
    PAST = 41;
    /// An organ of one word that names itself without a jurisdiction: 政协.
    CORE = 42;
    /// A surname that is also a frequent ordinary word.
    COMMON_WORD = 43;
    /// A party or government body suffix: 党工委, 办事处.
    LOCAL = 44;
    /// A place of the tree without its level word: 凉山.
    SHORT_PLACE = 45;
    /// Can follow a name, but its first character is also usual in given names.
    WEAK_END = 46;
    /// A body suffix that ends many common words too.
    WEAK_SUFFIX = 47;
    /// One character that is a word of its own unless a longer word covers it.
    PLAIN_STOP = 48;
    /// A trade word that ends a company's short name: 食品, 科技.
    TRADE = 49;
    /// A building or plant: a project where it is being built.
    FACILITY = 50;
    /// A verb of building that stands before what is built.
    BUILDS = 51;
    /// A word that says of what stands before it that it is being built.
    BUILT = 52;
    /// A measure word, a stop where a number counts with it.
    MEASURE = 53;
    /// Not a personal name, though it begins with a surname; other mentions may be.
    NO_PERSON = 54;
    /// An ordinary word that people also bear as a name: 高峰.
    NAME_WORD = 55;
    /// A river, lake, mountain or sight known all over the country: 黄河.
    LANDMARK = 56;
    /// A place suffix that remembers something, whose name holds the place it stands at: 遗址, 故居.
    MEMORIAL = 57;
    /// Ends the names of places, but only a list of places proves it: 楼, 岩.
    LISTED_SUFFIX = 58;
    /// A modifier that names nothing even after a place: 重点, 民生.
    VAGUE = 59;
    /// A post of the nation by itself: 总理.
    NATION_TITLE = 60;
    /// A verb of getting on with work, before what is worked on: 加快, 推进.
    PUSH = 61;
    /// Leads from a name to a post: 担任.
    POST_LINK = 62;
    /// Tells of a post that somebody is to hold: 拟任, 候任.
    TO_COME = 63;
}

impl Classes {
    /// No class at all.
    pub(crate) const NONE: Classes = Classes(0);

    /// Every class but that of the user's words.
    pub(crate) const ALL_BUT_USER: Classes = Classes(!Classes::USER.0);

    /// Whether any class of `other` is here too.
    pub(crate) fn any(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of both.
    pub(crate) const fn union(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// The set without the classes of `other`.
    pub(crate) fn without(self, other: Classes) -> Classes {
        Classes(self.0 & !other.0)
    }

    /// Returns the bits of the set, in order.
    pub(crate) fn bits(self) -> impl Iterator<Item = u32> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (bit < u64::BITS).then_some(bit)
        })
    }

    /// Whether the set is empty.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl BitOr for Classes {
    type Output = Classes;
    fn bitor(self, other: Classes) -> Classes {
        self.union(other)
    }
}

impl BitOrAssign for Classes {
    fn bitor_assign(&mut self, other: Classes) {
        self.0 |= other.0;
    }
}
