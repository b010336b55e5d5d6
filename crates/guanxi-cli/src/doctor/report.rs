//! What was found, and what each program makes of it.

use std::fmt;

use serde::Serialize;

use super::Language;

/// A program that reads graph files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Reader {
    /// Gephi 0.10 and 0.11.
    Gephi,
    /// Gephi Lite, by graphology.
    #[serde(rename = "Gephi Lite")]
    GephiLite,
    /// networkx 3.
    #[serde(rename = "networkx")]
    Networkx,
    /// igraph 1.0, for Python, R or C.
    #[serde(rename = "igraph")]
    Igraph,
    /// The programs of Graphviz.
    Graphviz,
}

impl fmt::Display for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Reader::Gephi => "Gephi",
            Reader::GephiLite => "Gephi Lite",
            Reader::Networkx => "networkx",
            Reader::Igraph => "igraph",
            Reader::Graphviz => "Graphviz",
        })
    }
}

/// What a program does where a file is not to its liking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// It takes all, with a message, or takes it for something else than was meant.
    Warns,
    /// It leaves something out, most often in silence.
    Drops,
    /// It does not open the file.
    Refuses,
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Effect::Warns => "warns",
            Effect::Drops => "drops",
            Effect::Refuses => "refuses",
        })
    }
}

/// One sort of fault: a row of the table of rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) effects: &'static [(Reader, Effect)],
    pub(super) cure: &'static str,
}

/// One fault, at every place it was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// Name of the rule.
    pub rule: &'static str,
    /// What is there.
    pub what: &'static str,
    /// What each program does.
    pub effects: &'static [(Reader, Effect)],
    /// What to do.
    pub cure: &'static str,
    /// Lines, from 1, and what stands there; the first few.
    pub places: Vec<(usize, String)>,
    /// How often it was found.
    pub count: usize,
}

/// Places of one fault that are told.
const TOLD: usize = 3;

/// What a program makes of the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The program.
    pub reader: Reader,
    /// The worst it does; nothing where it takes the file as it is.
    pub worst: Option<Effect>,
    /// Number of faults it stumbles over.
    pub faults: usize,
}

/// All that was found in a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Number of nodes read.
    pub nodes: usize,
    /// Number of links read.
    pub links: usize,
    /// The faults, worst first.
    pub findings: Vec<Finding>,
    /// One line for each program that opens such files.
    pub verdicts: Vec<Verdict>,
    #[serde(skip)]
    language: Language,
}

impl Report {
    pub(super) fn new(language: Language) -> Self {
        Report { nodes: 0, links: 0, findings: Vec::new(), verdicts: Vec::new(), language }
    }

    /// Notes a fault at a line; `shown` is what stands there.
    pub(super) fn note(&mut self, rule: &'static Rule, line: usize, shown: &str) {
        let at = self.findings.iter().position(|finding| finding.rule == rule.name).unwrap_or_else(|| {
            let Rule { name, what, effects, cure } = *rule;
            self.findings.push(Finding { rule: name, what, effects, cure, places: Vec::new(), count: 0 });
            self.findings.len() - 1
        });
        let finding = &mut self.findings[at];
        finding.count += 1;
        if finding.places.len() < TOLD {
            let shown: String = shown.chars().filter(|c| !c.is_control()).take(48).collect();
            finding.places.push((line, shown));
        }
    }

    /// Whether any program does not open the file.
    pub fn is_refused(&self) -> bool {
        self.verdicts.iter().any(|verdict| verdict.worst == Some(Effect::Refuses))
    }

    pub(super) fn finish(&mut self) {
        let reads = |reader: Reader| self.language.readers().contains(&reader);
        self.findings.retain(|finding| finding.effects.iter().any(|&(reader, _)| reads(reader)));
        let worst = |finding: &Finding| finding.effects.iter().map(|&(_, effect)| effect).max();
        self.findings.sort_by_key(|finding| {
            let line = finding.places.first().map(|place| place.0);
            (std::cmp::Reverse(worst(finding)), line)
        });
        let verdict = |&reader: &Reader| {
            let of_reader = self.findings.iter().flat_map(|finding| finding.effects);
            let effects: Vec<Effect> =
                of_reader.filter(|(by, _)| *by == reader).map(|(_, effect)| *effect).collect();
            Verdict { reader, worst: effects.iter().max().copied(), faults: effects.len() }
        };
        self.verdicts = self.language.readers().iter().map(verdict).collect();
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reads = |reader: Reader| self.language.readers().contains(&reader);
        for finding in &self.findings {
            let effects: Vec<String> = finding
                .effects
                .iter()
                .filter(|(reader, _)| reads(*reader))
                .map(|(reader, effect)| format!("{reader} {effect}"))
                .collect();
            writeln!(f, "{}: {}", finding.what, effects.join(", "))?;
            for (line, shown) in &finding.places {
                writeln!(f, "  line {line}{}{shown}", if shown.is_empty() { "" } else { ": " })?;
            }
            if finding.count > finding.places.len() {
                writeln!(f, "  … {} more", finding.count - finding.places.len())?;
            }
            writeln!(f, "  {}\n", finding.cure)?;
        }
        for Verdict { reader, worst, faults } in &self.verdicts {
            let faults = if *faults == 1 { "1 fault".to_owned() } else { format!("{faults} faults") };
            let words = match worst {
                None => "opens it as it is".to_owned(),
                Some(Effect::Warns) => format!("opens it with warnings: {faults}"),
                Some(Effect::Drops) => format!("opens it and loses something: {faults}"),
                Some(Effect::Refuses) => format!("does not open it: {faults}"),
            };
            writeln!(f, "{:<11}{words}", reader.to_string())?;
        }
        Ok(())
    }
}
