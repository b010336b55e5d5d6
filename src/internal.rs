//! What the other crates of this repository use of the library's inner rooms; not for anybody else.
//!
//! There is no promise of stability: whatever stands here may change, or go, in any version.

/// Threads with a time limit, and what is wrong with a stream.
pub mod document {
    pub use crate::document::failure::{Damage, quoted};
    pub use crate::document::guard::{Deadline, PATIENCE, Pieces, guarded, is_contained, limited};
}

/// Clean text, and what is read in it before any name.
pub mod text {
    pub use crate::text::{Text, date_in_name, find_date, fold, is_han, is_space, whole};
}

/// Word lists beyond what users load.
pub mod dictionary {
    pub use crate::dictionary::built_in::{COLUMNS, FURNITURE};
    pub use crate::dictionary::check::check;
    pub use crate::dictionary::load::{ListRead, load_telling};
    pub use crate::dictionary::places::{Level, Places};
    pub use crate::dictionary::skeleton::skeleton;
}

/// Mentions of one text, with their evidence, and learning.
pub mod recognise {
    pub use crate::recognise::{Options, Recognised, Trainer, findings, lessons, preload, recognise, teach};
}

/// Learning which division a story speaks for.
pub mod resolve {
    pub use crate::resolve::stories::{StoryLesson, story_lessons, story_weights};
}

/// Stories of a page.
pub mod article {
    pub use crate::article::articles;
}

/// The explorer with a server behind it.
pub mod export {
    pub use crate::export::page::{Asking, asking, is_embedded, part, places};
}

/// The readings of a question in Chinese.
pub mod ask {
    pub use crate::ask::chinese::read_chinese;
}

/// Proposals for dictionaries.
pub mod learn {
    pub use crate::learn::{Gathered, Proposal, Settings, write};
}
