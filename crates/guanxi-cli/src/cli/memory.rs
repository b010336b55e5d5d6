//! `--max-memory`: links are counted in as many readings as the bound asks for.

use clap::Args;

use super::archive;

/// What the program takes before it has counted anything: dictionaries, and the pages being read.
const BASE: u64 = 96 << 20;

/// The least that can be asked for.
const LEAST: u64 = 128 << 20;

/// A bound on memory.
#[derive(Debug, Args)]
pub(super) struct MaxMemory {
    /// Most memory to take, about, such as 512M or 2G; links beyond it are counted in further readings of guanxi.db
    ///
    /// graph.json is the same, to the byte. Written alone (-f json), without pruning and measures, it is never held
    /// whole; anything else needs the finished graph in memory in the end.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    max_memory: Option<u64>,
}

/// A number of bytes: `512M`, `2G`, `1.5GB`, `2GiB`.
fn size(word: &str) -> Result<u64, String> {
    let digits = word.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(word.len());
    let (number, unit) = word.split_at(digits);
    let unit: u64 = match unit.to_ascii_uppercase().as_str() {
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        "T" | "TB" | "TIB" => 1 << 40,
        "" => return Err("say in what: write a number and M or G, such as 512M".to_string()),
        other => return Err(format!("`{other}` is no unit of memory: write K, M, G or T, such as 512M")),
    };
    let number: f64 = number.parse().map_err(|_| "write a number and M or G, such as 512M".to_string())?;
    let bytes = (number * unit as f64) as u64;
    if bytes < LEAST {
        return Err("the dictionaries and the pages at work take some 96M: write 128M or more".to_string());
    }
    Ok(bytes)
}

impl MaxMemory {
    /// Memory for pages of the archive, in bytes.
    pub(super) fn cache(&self) -> u64 {
        self.max_memory.map_or(archive::CACHE, |most| ((most - BASE) / 4).min(archive::CACHE))
    }

    /// Memory for pairs that are counted at a time, in bytes.
    pub(super) fn pairs(&self) -> Option<usize> {
        // Half for them, half for entities and for putting pairs in order.
        self.max_memory.map(|most| (most - BASE) as usize / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read() {
        assert_eq!(size("512M"), Ok(512 << 20));
        assert_eq!(size("1.5g"), Ok(3 << 29));
        assert_eq!(size("2GiB"), Ok(2 << 30));
        for (word, cure) in [
            ("512", "in what"),
            ("2X", "no unit"),
            ("G", "a number"),
            ("1.2.3M", "a number"),
            ("64M", "128M or more"),
            ("-1G", "no unit"),
        ] {
            assert!(size(word).is_err_and(|said| said.contains(cure)), "{word}: {:?}", size(word));
        }
    }
}
