//! The workbench tests share: where things are, marked pages, and the flow from texts to figures.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use guanxi::decisions::Decisions;
use guanxi::dictionary::Dictionaries;
use guanxi::document::Failure;
use guanxi::graph::{Graph, Options};
use guanxi::kind::Kind;
use guanxi::pipeline::{Page, Pipeline, Settings, Watch};
use guanxi::resolve::{Named, PostState};
use guanxi_cli::score::{Gold, Predicted, parse};
use guanxi_read::plan;
use tempfile::TempDir;

/// The folder of the repository.
pub(crate) fn root() -> PathBuf {
    // The tests belong to the package of the program, two folders down.
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("a folder").to_path_buf()
}

/// A folder beside the repository that is not part of it; where it is missing the test says so and skips.
pub(crate) fn shared(name: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    say(&format!("SKIPPED: no ../shared/{name}, what it would show is not shown"));
    None
}

/// Prints past the capture of the test harness, which hides what passing tests print.
pub(crate) fn say(text: &str) {
    // Without a terminal to tell, there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// The files of a folder with an ending, in the order of their names.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let read = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found: Vec<PathBuf> = read.map(|item| item.expect("an item").path()).collect();
    found.retain(|path| path.extension().is_some_and(|of| of == ending));
    found.sort();
    found
}

/// Every file below a folder with an ending, in the order of their paths.
pub(crate) fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).sort_by_file_name();
    let items = walk.into_iter().map(|item| item.expect("an item").into_path());
    items.filter(|path| path.is_file() && path.extension().is_some_and(|of| of == ending)).collect()
}

/// A file as text.
pub(crate) fn text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The marked pages of a folder, each under the stem of its name.
pub(crate) fn golds(folder: &Path) -> Vec<(String, Gold)> {
    let name = |path: &Path| path.file_stem().expect("a name").to_string_lossy().into_owned();
    files(folder, "ann").iter().map(|path| (name(path), parse(&text(path)))).collect()
}

/// The built-in lists, with the dictionary of Erqi over them if asked for.
pub(crate) fn dictionaries(erqi: bool) -> Dictionaries {
    if erqi {
        Dictionaries::load(&[root().join("dictionaries/erqi")]).expect("the dictionary of Erqi")
    } else {
        Dictionaries::load::<PathBuf>(&[]).expect("the built-in lists")
    }
}

/// Texts under names, written where the program can read them.
pub(crate) fn written<'a>(texts: impl IntoIterator<Item = (String, &'a str)>) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in texts {
        fs::write(folder.path().join(name), text).expect("a text");
    }
    folder
}

/// A watcher to whom every failure is a failed test.
pub(crate) struct Strict;

impl Watch for Strict {
    fn bytes(&mut self, _: usize, _: u64) {}

    fn failure(&mut self, failure: &Failure) {
        panic!("{failure}");
    }
}

/// Every page of some inputs.
pub(crate) fn read(inputs: &[PathBuf], dictionaries: &Dictionaries, settings: Settings) -> Vec<Page> {
    let mut out = Vec::new();
    let pipeline = Pipeline::new(dictionaries, settings);
    let done: Result<(), ()> = pipeline.pages(&plan(inputs), &mut Strict, &mut |page| {
        out.push(page);
        Ok(())
    });
    done.expect("no page fails");
    out
}

/// The graph of some inputs.
pub(crate) fn graph(inputs: &[PathBuf], dictionaries: &Dictionaries) -> Graph {
    let pipeline = Pipeline::new(dictionaries, Settings::default());
    let built = pipeline.graph(&plan(inputs), &Decisions::default(), Options::default(), &mut Strict);
    built.expect("a passing archive").0
}

fn roles(named: &Named, state: PostState) -> Vec<String> {
    named.roles_in(state).map(str::to_string).collect()
}

/// The mentions of a page as they are scored.
pub(crate) fn predicted(page: &Page) -> Vec<Predicted> {
    let raw: Vec<char> = page.document.text.chars().collect();
    let passages = &page.resolved.passages;
    let each = page.resolved.mentions.iter().map(|named| Predicted {
        doc: page.document.id.clone(),
        article: passages[named.passage].article,
        start: named.start,
        end: named.end,
        kind: if named.kind == Kind::Person { Kind::Official } else { named.kind },
        text: raw[named.start..named.end].iter().collect(),
        entity: named.entity.clone(),
        roles: roles(named, PostState::Held),
        former_roles: roles(named, PostState::Former),
        proposed_roles: roles(named, PostState::Proposed),
    });
    each.collect()
}
