//! What `learn` proposes from pages made up for it.

use std::fs;

use guanxi::dictionary::Dictionaries;
use guanxi::document::{Document, Failure};
use guanxi::internal::learn::{Gathered, Proposal, Settings, write};
use guanxi::kind::Kind;
use guanxi::pipeline::{self, Learned, Pipeline, Watch, page};
use guanxi::resolve::Rule;
use guanxi_read::plan;

const PAGES: [&str; 4] = [
    "2023-03-01 莘县县委书记赵一鸣到古云镇调研。赵一鸣察看了锦程物流园项目，要求加快进度。\n",
    "2023-04-01 莘县县委书记赵一鸣主持会议，听取锦程物流园项目汇报。莘县妇联副主席周晓梅参加会议。\n",
    "垚淼商圈人来人往。记者在垚淼商圈看到，新店很多；垚淼商圈有了名气。\n",
    "大家都说垚淼商圈好。垚淼商圈的灯亮了，到垚淼商圈走走。\n",
];

struct Nobody;

impl Watch for Nobody {
    fn bytes(&mut self, _: usize, _: u64) {}
    fn failure(&mut self, failure: &Failure) {
        panic!("{failure:?}");
    }
}

fn proposals(settings: Settings) -> Vec<Proposal> {
    let folder = tempfile::tempdir().expect("a folder");
    for (at, text) in PAGES.iter().enumerate() {
        fs::write(folder.path().join(format!("{at}.txt")), text).expect("written");
    }
    let dictionaries = Dictionaries::built_in();
    let mut gathered = Gathered::default();
    let plan = plan(&[folder.path().to_path_buf()]);
    let pipeline = Pipeline::new(&dictionaries, pipeline::Settings::default());
    let done: Result<(), ()> = pipeline.pages(&plan, &mut Nobody, &mut |page| {
        gathered.add(&page, &dictionaries);
        Ok(())
    });
    done.expect("done");
    gathered.proposals(&dictionaries, settings)
}

#[test]
fn names_come_with_their_reasons() {
    let all = proposals(Settings::default());
    let one = |name: &str| all.iter().find(|proposal| proposal.name == name).expect(name);
    let official = one("赵一鸣");
    assert_eq!((official.kind, official.mentions, official.documents), (Kind::Official, 3, 2));
    assert_eq!(official.within.as_deref(), Some("莘县"));
    assert!(official.reasons.contains(&"model"), "{official:?}");
    assert_eq!(official.examples.len(), 2);
    assert!(official.examples[0].sentence.contains("赵一鸣"));
    assert!(official.examples[0].source.ends_with("0.txt"));
    assert_ne!(official.examples[0].source, official.examples[1].source);
    assert!(official.confidence > 0.9 && official.confidence < 1.0);
    let project = all.iter().find(|proposal| proposal.name.contains("锦程")).expect("the project");
    assert_eq!(project.kind, Kind::Project);
    // In the tree of divisions already, or told only once.
    assert!(all.iter().all(|proposal| proposal.name != "莘县" && proposal.name != "周晓梅"));
    assert!(all.windows(2).all(|pair| pair[0].confidence >= pair[1].confidence));
}

#[test]
fn settings_leave_out_what_is_rare_or_doubtful() {
    let all = proposals(Settings { min_count: 1, min_confidence: 0.0 });
    assert!(all.iter().any(|proposal| proposal.name == "周晓梅"));
    let least = all.last().expect("a proposal").confidence + 0.005;
    let sure = proposals(Settings { min_count: 1, min_confidence: least });
    assert!(sure.len() < all.len() && sure.iter().all(|proposal| proposal.confidence >= least));
}

#[test]
fn the_table_is_a_dictionary() {
    let all = proposals(Settings::default());
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("candidates.tsv");
    let mut bytes = Vec::new();
    write(&all, &mut bytes).expect("written");
    fs::write(&file, &bytes).expect("written");
    let dictionaries = Dictionaries::load(&[&file]).expect("a dictionary");
    let sure = all.iter().filter(|proposal| proposal.confidence >= 0.5).count();
    assert_eq!(dictionaries.entries().len(), sure);
    let document = Document { text: "赵一鸣来了。\n".to_string(), ..Document::default() };
    let found = page(document, &dictionaries, &Learned::default()).resolved.mentions;
    assert_eq!((found[0].entity.as_str(), found[0].rule), ("赵一鸣", Rule::Dictionary));
}

#[test]
fn nothing_in_nothing_out() {
    let gathered = Gathered::default();
    assert_eq!(gathered.proposals(&Dictionaries::built_in(), Settings::default()), []);
}
