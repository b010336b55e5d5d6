//! Files and folders as a corpus of `guanxi`.

use guanxi::document::{Corpus, Reading};

use super::{Documents, Notes, Plan};

impl Corpus for Plan {
    fn read(&self) -> Box<dyn Reading + '_> {
        Box::new(Plan::read(self))
    }

    fn is_repeatable(&self) -> bool {
        self.repeatable()
    }
}

impl Reading for Documents {
    fn bytes(&self) -> u64 {
        Documents::bytes(self)
    }

    fn notes(&self) -> Notes {
        Documents::notes(self).clone()
    }
}
