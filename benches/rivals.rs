//! What guanxi is measured against, in one process: jieba-rs cutting and a scan for 50,000 words; and the corpus.
//!
//! `cargo bench --bench rivals -- make FILE MB` writes a corpus as records; `-- time FILE` prints, as JSON, the seconds of
//! the processor that one thread takes for each, medians of five. `benches/compare/run.py` calls both.

mod corpus;

use std::fs::File;
use std::hint::black_box;
use std::io::{self, BufRead, BufReader, BufWriter, Write};

use daachorse::CharwiseDoubleArrayAhoCorasick;
use guanxi::dictionary::Dictionaries;
use guanxi::internal::dictionary::skeleton;
use jieba_rs::Jieba;
use serde_json::{Value, json};

use corpus::Corpus;

/// Words the scan looks for.
const WORDS: usize = 38_000;

fn main() -> io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    match words.iter().map(String::as_str).collect::<Vec<&str>>()[..] {
        ["make", file, megabytes] => make(file, megabytes.parse().map_err(io::Error::other)?),
        ["time", file] => time(file),
        // `cargo bench` without words runs every bench.
        _ => writeln!(io::stdout(), "rivals: `-- make FILE MB` or `-- time FILE`"),
    }
}

fn make(file: &str, megabytes: f64) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    let mut corpus = Corpus::new(&Dictionaries::built_in());
    let mut made = 0;
    for at in 0.. {
        if made as f64 >= megabytes * 1e6 {
            break;
        }
        let text = corpus.page();
        made += text.len();
        writeln!(out, "{}", json!({ "id": format!("page-{at}"), "text": text }))?;
    }
    out.flush()
}

fn time(file: &str) -> io::Result<()> {
    let mut texts: Vec<String> = Vec::new();
    for line in BufReader::new(File::open(file)?).lines() {
        let record: Value = serde_json::from_str(&line?)?;
        texts.extend(record["text"].as_str().map(str::to_string));
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let start = cpu_seconds();
    let jieba = Jieba::new();
    let load = cpu_seconds() - start;
    let cut = median(|| {
        for line in texts.iter().flat_map(|text| text.lines()) {
            black_box(jieba.cut(line, true));
        }
    });
    let automaton = automaton();
    let scan = median(|| {
        for text in &texts {
            black_box(automaton.find_overlapping_iter(text).count());
        }
    });
    writeln!(io::stdout(), "{}", json!({ "bytes": bytes, "load": load, "cut": cut, "scan": scan }))
}

/// An automaton of as many words: those of the largest built-in list, and each with the next.
fn automaton() -> CharwiseDoubleArrayAhoCorasick<u32> {
    let table = include_str!("../dictionaries/built-in/ordinary.tsv");
    let rows = table.lines().filter(|row| !row.starts_with('#')).skip(1);
    let single: Vec<String> = rows.filter_map(|row| row.split('\t').next()).map(skeleton).collect();
    let pairs = single.windows(2).map(|pair| pair.concat());
    let mut words: Vec<String> = single.iter().cloned().chain(pairs).take(WORDS).collect();
    words.sort();
    words.dedup();
    CharwiseDoubleArrayAhoCorasick::new(words).expect("sorted words without doubles")
}

fn median(mut work: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..5)
        .map(|_| {
            let start = cpu_seconds();
            work();
            cpu_seconds() - start
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[2]
}

/// Processor time of this thread, where the system tells it (Linux); else the clock's.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = stat.and_then(|stat| stat.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || std::time::UNIX_EPOCH.elapsed().map_or(0.0, |time| time.as_secs_f64()),
        |nanoseconds| nanoseconds / 1e9,
    )
}
