//! Pages in Traditional characters are recognised as well as the same pages in Simplified ones.

use std::path::PathBuf;

use guanxi::dictionary::Dictionaries;
use guanxi::document::Document;
use guanxi::kind::Kind;
use guanxi::pipeline::{Learned, Settings, page};
use guanxi_cli::score::{Gold, Measure, compare};

use crate::bench::{dictionaries, golds, predicted, read, root, written};

/// The figures of some pages: spans, entities and roles.
fn figures(golds: &[(String, Gold)], dictionaries: &Dictionaries) -> [f64; 3] {
    let folder = written(golds.iter().map(|(name, gold)| (format!("{name}.txt"), gold.raw.as_str())));
    let pages = read(&[folder.path().to_path_buf()], dictionaries, Settings::default());
    let scores = compare(golds, pages.iter().flat_map(predicted));
    [(Measure::Exact, "micro"), (Measure::Entities, "all"), (Measure::Roles, "all")]
        .map(|(measure, label)| scores.get(measure, label).f1())
}

#[test]
fn both_scripts_score_alike() {
    let traditional = golds(&root().join("tests/traditional"));
    let simplified: Vec<(String, Gold)> = golds(&root().join("tests/pages"))
        .into_iter()
        .filter(|(name, _)| traditional.iter().any(|(other, _)| other == name))
        .collect();
    assert_eq!((traditional.len(), simplified.len()), (4, 4));
    let plain = dictionaries(false);
    let [now, before] = [figures(&traditional, &plain), figures(&simplified, &plain)];
    for (now, before) in now.into_iter().zip(before) {
        // The simplified pages are among those the model learnt from.
        assert!(now >= before - 0.03, "{now:.3} against {before:.3}");
    }
}

#[test]
fn mentions_keep_their_characters_and_share_an_entity() {
    let folder = written([("words.tsv".to_string(), "name\tkind\n河灣新城\tplace\n")]);
    let words: Vec<PathBuf> = vec![folder.path().join("words.tsv")];
    let dictionaries = Dictionaries::load(&words).expect("a word");
    let named = |text: &str| -> Vec<(Kind, String, String)> {
        let document = Document { id: "page".into(), text: text.into(), ..Document::default() };
        let page = page(document, &dictionaries, &Learned::default());
        page.resolved.mentions.into_iter().map(|m| (m.kind, m.surface, m.entity)).collect()
    };
    let simplified = named("莘县县委书记张卫东来到河湾新城调研。");
    let traditional = named("莘縣縣委書記張衛東來到河灣新城調研。");
    let surfaces: Vec<&str> = traditional.iter().map(|(_, surface, _)| surface.as_str()).collect();
    assert_eq!(surfaces, ["莘縣縣委", "張衛東", "河灣新城"]);
    let entities = |of: &[(Kind, String, String)]| -> Vec<String> {
        of.iter().filter(|m| m.0 != Kind::Place).map(|(_, _, entity)| entity.clone()).collect()
    };
    assert_eq!(entities(&traditional), entities(&simplified));
    assert_eq!(entities(&traditional)[1], "张卫东");
    // A surname that both scripts have stays as it is on a page in Simplified characters.
    assert!(named("射阳县县长於国强主持召开会议。").iter().any(|m| m.2 == "於国强"));
}
