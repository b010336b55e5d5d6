//! Proposals as a table that a spreadsheet opens and the dictionary room reads as it stands.

use std::io::{self, Write};

use super::Proposal;

/// The first five columns are a dictionary's; the rest say why.
const HEADER: &str = "name\tkind\taliases\tin\tnote\tmentions\tdocuments\tconfidence\treasons\t\
    example\tsource\texample 2\tsource 2";

/// Below this a proposal is more likely wrong than right.
const DOUBTFUL: f64 = 0.5;

const REMARKS: &str = "\
# Proposals: strike out what is wrong, correct the rest, and use the file as a dictionary.
# A line that starts with # is passed over; so are the least sure, until their # is taken off.
# The kind `ignore` says that a word is no name.
";

/// Writes the proposals as a dictionary with more columns.
pub fn write(proposals: &[Proposal], out: &mut impl Write) -> io::Result<()> {
    out.write_all(REMARKS.as_bytes())?;
    writeln!(out, "{HEADER}")?;
    for proposal in proposals {
        let Proposal { name, kind, aliases, within, mentions, documents, reasons, confidence, examples } =
            proposal;
        let passed_over = if *confidence < DOUBTFUL { "# " } else { "" };
        let within = cell(within.as_deref().unwrap_or_default());
        let aliases = cell(&aliases.join("|"));
        write!(out, "{passed_over}{}\t{}\t{aliases}\t{within}\t\t", cell(name), kind.name())?;
        write!(out, "{mentions}\t{documents}\t{confidence:.2}\t{}", reasons.join(" "))?;
        for example in examples {
            write!(out, "\t{}\t{}", cell(&example.sentence), cell(&example.source))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Text that stays in its cell and that no spreadsheet takes for a formula.
fn cell(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let plain = plain.trim();
    if plain.starts_with(['=', '+', '-', '@', '#', '"']) { format!("'{plain}") } else { plain.to_string() }
}
