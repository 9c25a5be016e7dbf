//! Makes the sample folder of the Standard Safeguarding Dataset from the samples of the two returns:
//! `cargo run -p returns --example ssd_sample -- samples`.

use returns::ssd::{sample, write};
use returns::{Fact, Format, Item, Options, Source, read};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Of the looked-after children every so manieth is taken, so that the sample stays small.
const EVERY: usize = 90;

fn main() -> Result<(), Box<dyn Error>> {
    let samples = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "samples".to_owned()));
    for (file, rows) in make(&samples, &samples.join("ssd"))? {
        println!("{file}: {rows} rows");
    }
    Ok(())
}

fn make(samples: &Path, out: &Path) -> Result<Vec<(String, usize)>, Box<dyn Error>> {
    let mut files = Source::open_all(&[samples.join("ssda903")])?;
    files.retain(|file| file.name().ends_with(".csv") && !file.name().contains("errors"));
    let care = facts(files, Format::Ssda903)?;
    let children: BTreeSet<&str> = care.iter().map(|fact| &*fact.child.value).collect();
    let chosen: BTreeSet<&str> = children.into_iter().step_by(EVERY).collect();
    let mut kept: Vec<Fact> = care.iter().filter(|fact| chosen.contains(&*fact.child.value)).cloned().collect();
    for file in ["CIN_Census_2021.xml", "CIN_Census_2026.xml"] {
        let census = facts(vec![Source::open(&samples.join("cin-census").join(file))?], Format::CinCensus)?;
        kept.extend(census.into_iter().filter(|fact| !(file.contains("2026") && &*fact.child.value == "DfEX0000001")));
    }
    Ok(write::write_folder(&sample::rows(&kept), out)?)
}

fn facts(mut sources: Vec<Source>, format: Format) -> Result<Vec<Fact>, Box<dyn Error>> {
    let mut facts = Vec::new();
    let mut sink = |item: Item| {
        if let Item::Fact(fact) = item {
            facts.push(fact);
        }
    };
    read(&mut sources, format, &Options::default(), &mut sink, &mut |_, _| {})?;
    Ok(facts)
}
