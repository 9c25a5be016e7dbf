//! Makes the sample folder of the Standard Safeguarding Dataset from the samples of the two returns:
//! `cargo run -p returns --example ssd_sample -- samples`.

use returns::ssd::{sample, write};
use returns::{Fact, Format, Item, Options, Source, read};
use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Of the children of the large files every so manieth is taken, so that the sample stays small.
const EVERY: usize = 90;
const EVERY_IN_NEED: usize = 20;

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
    let mut kept = some(facts(files, Format::Ssda903)?, EVERY);
    for (file, every) in [("fake_CIN_data.xml", EVERY_IN_NEED), ("CIN_Census_2021.xml", 1)] {
        let source = Source::open(&samples.join("cin-census").join(file))?;
        kept.extend(some(facts(vec![source], Format::CinCensus)?, every));
    }
    Ok(write::write_folder(&sample::rows(&kept), out)?)
}

fn some(facts: Vec<Fact>, every: usize) -> Vec<Fact> {
    let children: BTreeSet<Box<str>> = facts.iter().map(|fact| fact.child.value.clone()).collect();
    let chosen: BTreeSet<Box<str>> = children.into_iter().step_by(every).collect();
    facts
        .into_iter()
        .filter(|fact| chosen.contains(&fact.child.value))
        .collect()
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
