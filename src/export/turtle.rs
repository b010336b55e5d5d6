//! RDF in Turtle: entities, co-mentions and posts as resources, their evidence by PROV.
//!
//! Posts follow the W3C organization ontology (`org:Membership`); names are `rdfs:label` and
//! `skos:altLabel`; a passage is a `prov:Entity` quoted from its document, and what it shows was derived
//! from it. What no vocabulary has is in `urn:guanxi:vocabulary#`.

use std::io::{self, Write};

use oxrdf::vocab::{rdf, rdfs, xsd};
use oxrdf::{Literal, NamedNode, NamedNodeRef, Term, Triple};
use oxttl::TurtleSerializer;
use oxttl::turtle::WriterTurtleSerializer;

use super::columns;
use super::xml::legal;
use crate::graph::{Evidence, Graph, Link, Node, Relation, Role, Value};
use crate::kind::Kind;
use crate::text::Date;

const OWN: &str = "urn:guanxi:vocabulary#";
const PROV: &str = "http://www.w3.org/ns/prov#";
const ORG: &str = "http://www.w3.org/ns/org#";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const FOAF: &str = "http://xmlns.com/foaf/0.1/";
const SCHEMA: &str = "http://schema.org/";
const DCTERMS: &str = "http://purl.org/dc/terms/";

const PREFIXES: [(&str, &str); 9] = [
    ("gx", OWN),
    ("prov", PROV),
    ("org", ORG),
    ("skos", SKOS),
    ("foaf", FOAF),
    ("schema", SCHEMA),
    ("dcterms", DCTERMS),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

pub(super) fn write(graph: &Graph, out: &mut impl Write) -> io::Result<()> {
    let mut serializer = TurtleSerializer::new();
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace).map_err(io::Error::other)?;
    }
    let mut turtle = Turtle { graph, out: serializer.for_writer(out), passages: Vec::new() };
    turtle.passages = (0..graph.passages.len() as u32).map(|at| turtle.passage_name(at)).collect();
    turtle.documents()?;
    turtle.passages()?;
    let names: Vec<NamedNode> = graph.nodes().map(|node| name(&["entity:", &node.key.id()])).collect();
    let computed = columns::attributes(graph);
    for (node, subject) in graph.nodes().zip(&names) {
        turtle.node(node, subject)?;
        for (column, attribute, _) in &computed {
            turtle.computed(subject, column, node.attributes.get(*attribute))?;
        }
    }
    for (a, b, link) in graph.links() {
        turtle.link(link, (a, b), &names)?;
    }
    turtle.out.finish()?;
    Ok(())
}

struct Turtle<'a, W: Write> {
    graph: &'a Graph,
    out: WriterTurtleSerializer<W>,
    passages: Vec<NamedNode>,
}

impl<W: Write> Turtle<'_, W> {
    fn say(&mut self, subject: &NamedNode, property: &str, object: impl Into<Term>) -> io::Result<()> {
        self.triple(subject, NamedNode::new_unchecked(property), object)
    }

    fn triple(
        &mut self,
        subject: &NamedNode,
        property: impl Into<NamedNode>,
        object: impl Into<Term>,
    ) -> io::Result<()> {
        self.out.serialize_triple(&Triple::new(subject.clone(), property, object))
    }

    fn class(&mut self, subject: &NamedNode, class: &str) -> io::Result<()> {
        self.triple(subject, rdf::TYPE, NamedNode::new_unchecked(class))
    }

    fn number(&mut self, subject: &NamedNode, property: &str, value: u32) -> io::Result<()> {
        self.say(subject, &format!("{OWN}{property}"), Literal::from(value))
    }

    fn real(&mut self, subject: &NamedNode, property: &str, value: f64) -> io::Result<()> {
        self.say(subject, &format!("{OWN}{property}"), Literal::from(value))
    }

    fn days(&mut self, subject: &NamedNode, first: Option<Date>, last: Option<Date>) -> io::Result<()> {
        for (property, date) in [("first", first), ("last", last)] {
            if let Some(date) = date {
                self.say(subject, &format!("{OWN}{property}"), day(date))?;
            }
        }
        Ok(())
    }

    fn documents(&mut self) -> io::Result<()> {
        for document in &self.graph.documents {
            let info = &document.info;
            let subject = name(&["document:", &info.id]);
            self.class(&subject, &format!("{PROV}Entity"))?;
            self.class(&subject, &format!("{FOAF}Document"))?;
            self.say(&subject, &format!("{DCTERMS}identifier"), text(&info.id))?;
            if let Some(title) = &info.title {
                self.say(&subject, &format!("{DCTERMS}title"), text(title))?;
            }
            if let Some(date) = info.date {
                self.say(&subject, &format!("{DCTERMS}date"), day(date))?;
            }
            if let Some(source) = &info.source {
                self.say(&subject, &format!("{DCTERMS}publisher"), text(source))?;
            }
            // What is no address is still worth its words.
            match info.url.as_ref().map(|url| (NamedNode::new(url.as_str()), url)) {
                Some((Ok(url), _)) => self.say(&subject, &format!("{SCHEMA}url"), url)?,
                Some((Err(_), url)) => self.say(&subject, &format!("{SCHEMA}url"), text(url))?,
                None => {}
            }
        }
        Ok(())
    }

    fn passages(&mut self) -> io::Result<()> {
        for (passage, subject) in self.graph.passages.iter().zip(self.passages.clone()) {
            let document = self.graph.documents.id(passage.document as usize);
            self.class(&subject, &format!("{PROV}Entity"))?;
            self.class(&subject, &format!("{OWN}Passage"))?;
            self.say(&subject, &format!("{PROV}value"), chinese(&passage.text))?;
            self.say(&subject, &format!("{PROV}wasQuotedFrom"), name(&["document:", document]))?;
            self.number(&subject, "start", passage.start)?;
            self.number(&subject, "end", passage.end)?;
        }
        Ok(())
    }

    fn passage_name(&self, at: u32) -> NamedNode {
        let Some((passage, document)) = self.graph.passage(at) else { return name(&["passage:", "?"]) };
        let place = format!(":{}-{}", passage.start, passage.end);
        name(&["passage:", &document.info.id, &place])
    }

    fn node(&mut self, node: &Node, subject: &NamedNode) -> io::Result<()> {
        self.class(subject, &class(node.key.kind))?;
        self.triple(subject, rdfs::LABEL, chinese(&node.label))?;
        for alias in &node.aliases {
            self.say(subject, &format!("{SKOS}altLabel"), chinese(&alias.name))?;
        }
        self.number(subject, "mentions", node.mentions)?;
        self.number(subject, "documents", node.documents)?;
        self.number(subject, "articles", node.counts.articles)?;
        self.days(subject, node.first(), node.last())?;
        self.derived(subject, &node.evidence)?;
        for role in &node.roles {
            let membership = name(&["membership:", &node.key.id(), "/", &role.label()]);
            self.membership(&membership, subject, role)?;
        }
        Ok(())
    }

    fn computed(&mut self, subject: &NamedNode, column: &str, value: Option<&Value>) -> io::Result<()> {
        let literal = match value {
            Some(Value::Integer(value)) => Literal::from(*value),
            Some(Value::Number(value)) => Literal::from(*value),
            Some(Value::Text(value)) => text(value),
            None => return Ok(()),
        };
        self.say(subject, &format!("{OWN}{column}"), literal)
    }

    fn membership(&mut self, membership: &NamedNode, member: &NamedNode, role: &Role) -> io::Result<()> {
        self.class(membership, &format!("{ORG}Membership"))?;
        self.say(membership, &format!("{ORG}member"), member.clone())?;
        self.triple(membership, rdfs::LABEL, chinese(&role.label()))?;
        self.number(membership, "count", role.count)?;
        self.days(membership, role.first, role.last)?;
        self.derived(membership, role.evidence.as_slice())
    }

    fn link(&mut self, link: &Link, (a, b): (usize, usize), names: &[NamedNode]) -> io::Result<()> {
        let (Some(from), Some(to)) = (self.graph.node(a), self.graph.node(b)) else { return Ok(()) };
        if link.relation == Relation::Post {
            // The membership was told of with the official; here it gets its organization.
            for role in &link.roles {
                let membership = name(&["membership:", &from.key.id(), "/", &role.label()]);
                self.say(&membership, &format!("{ORG}organization"), names[b].clone())?;
            }
            return Ok(());
        }
        let subject = name(&["co-mention:", &from.key.id(), "/", &to.key.id()]);
        self.class(&subject, &format!("{OWN}CoMention"))?;
        self.say(&subject, &format!("{OWN}between"), names[a].clone())?;
        self.say(&subject, &format!("{OWN}between"), names[b].clone())?;
        self.number(&subject, "sentences", link.counts.sentences)?;
        self.number(&subject, "paragraphs", link.counts.paragraphs)?;
        self.number(&subject, "articles", link.counts.articles)?;
        self.real(&subject, "weight", link.weight)?;
        self.real(&subject, "npmi", link.association.npmi)?;
        self.real(&subject, "g2", link.association.g2)?;
        self.real(&subject, "jaccard", link.association.jaccard)?;
        self.real(&subject, "p", link.association.p)?;
        self.days(&subject, link.first(), link.last())?;
        self.derived(&subject, &link.evidence)
    }

    fn derived(&mut self, subject: &NamedNode, evidence: &[Evidence]) -> io::Result<()> {
        for at in evidence.iter().flat_map(Evidence::passages) {
            if let Some(passage) = self.passages.get(at as usize).cloned() {
                self.say(subject, &format!("{PROV}wasDerivedFrom"), passage)?;
            }
        }
        Ok(())
    }
}

fn class(kind: Kind) -> String {
    match kind {
        Kind::Official | Kind::Person | Kind::Byline => format!("{FOAF}Person"),
        Kind::Body => format!("{ORG}Organization"),
        Kind::Place => format!("{SCHEMA}Place"),
        Kind::Project => format!("{SCHEMA}Project"),
    }
}

// Readers that build on XML refuse its forbidden characters in Turtle too, escaped or not.

fn text(words: &str) -> Literal {
    Literal::new_simple_literal(legal(words))
}

fn chinese(words: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(legal(words), "zh")
}

fn day(date: Date) -> Literal {
    let datatype: NamedNodeRef = xsd::DATE;
    Literal::new_typed_literal(date.to_string(), datatype)
}

/// `urn:guanxi:…`: letters and digits as they are, everything else percent-encoded byte by byte.
fn name(parts: &[&str]) -> NamedNode {
    let mut iri = String::from("urn:guanxi:");
    for c in parts.iter().flat_map(|part| part.chars()) {
        // Of what is not ASCII, these stand in every IRI; private and rare ranges may not.
        let han = matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
        if han || c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':' | '/') {
            iri.push(c);
            continue;
        }
        for byte in c.encode_utf8(&mut [0; 4]).bytes() {
            iri.push('%');
            iri.extend([byte >> 4, byte & 15].map(|half| char::from(b"0123456789ABCDEF"[half as usize])));
        }
    }
    NamedNode::new_unchecked(iri)
}
