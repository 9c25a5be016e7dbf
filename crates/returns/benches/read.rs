//! How fast files are read and decided, and how much memory it takes: `cargo bench -p returns --bench read`. The files are the
//! samples, written many times over with other children, some 200 MB of tables and 70 MB of each XML. `-- 1000` makes the tables
//! some 1,000 MB.

use returns::{Format, Item, Options, Source, read};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

const TABLES: [&str; 9] = [
    "header",
    "episodes",
    "uasc",
    "reviews",
    "oc2",
    "oc3",
    "ad1",
    "placed_for_adoption",
    "previous_permanence",
];

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::args().skip(1).find_map(|argument| argument.parse().ok());
    let megabytes: usize = asked.unwrap_or(200);
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let folder = tempfile::tempdir()?;
    let tables = tables(&samples, folder.path(), megabytes << 20)?;
    time("ssda903 tables", &tables, Format::Ssda903)?;
    let xml = children(
        &samples.join("ssda903/fake_903.xml"),
        "CHILD",
        "CHILDID",
        &folder.path().join("903.xml"),
    )?;
    time("ssda903 XML", &[xml], Format::Ssda903)?;
    let xml = children(
        &samples.join("cin-census/fake_CIN_data.xml"),
        "Child",
        "LAchildID",
        &folder.path().join("cin.xml"),
    )?;
    time("CIN census XML", &[xml], Format::CinCensus)?;
    Ok(())
}

/// Each table of the sample many times over, with a number added to each child's.
fn tables(samples: &Path, folder: &Path, bytes: usize) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut texts = Vec::new();
    for name in TABLES {
        texts.push((
            name,
            fs::read_to_string(samples.join("ssda903").join(format!("{name}.csv")))?,
        ));
    }
    let one: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let copies = bytes.div_ceil(one);
    let mut paths = Vec::new();
    for (name, text) in texts {
        let path = folder.join(format!("{name}.csv"));
        let mut out = BufWriter::new(File::create(&path)?);
        let (header, rows) = text.split_once('\n').ok_or("no rows")?;
        writeln!(out, "{header}")?;
        for copy in 0..copies {
            for row in rows.lines().filter(|row| !row.is_empty()) {
                writeln!(out, "{copy}-{row}")?;
            }
        }
        out.flush()?;
        paths.push(path);
    }
    Ok(paths)
}

/// The children of an XML file many times over, with a number added to each one's.
fn children(sample: &Path, child: &str, id: &str, path: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let text = fs::read_to_string(sample)?;
    let (start, end) = (
        text.find(&format!("<{child}>")).ok_or("no child")?,
        text.rfind(&format!("</{child}>")).ok_or("no child")?,
    );
    let end = end + child.len() + 3;
    let (head, body, tail) = (text.get(..start), text.get(start..end), text.get(end..));
    let (head, body, tail) = (head.ok_or("cut")?, body.ok_or("cut")?, tail.ok_or("cut")?);
    let mut out = BufWriter::new(File::create(path)?);
    out.write_all(head.as_bytes())?;
    for copy in 0..(70 << 20) / body.len() {
        out.write_all(body.replace(&format!("<{id}>"), &format!("<{id}>{copy}-")).as_bytes())?;
    }
    out.write_all(tail.as_bytes())?;
    out.flush()?;
    Ok(path.to_owned())
}

#[expect(clippy::disallowed_methods, reason = "a bench measures the clock on the wall")]
fn time(name: &str, paths: &[PathBuf], format: Format) -> Result<(), Box<dyn Error>> {
    let mut sources = Source::open_all(paths)?;
    let bytes: u64 = sources.iter().map(Source::bytes).sum();
    let mut facts = 0_u64;
    let started = Instant::now();
    let mut sink = |item| facts += u64::from(matches!(item, Item::Fact(_)));
    let report = read(&mut sources, format, &Options::default(), &mut sink, &mut |_, _| {})?;
    let seconds = started.elapsed().as_secs_f64();
    let per_second = |count: u64| count as f64 / seconds;
    println!(
        "{name}: {} MB, {} rows ({} taken, {} repeated, {} set aside), {facts} facts in {seconds:.2} s: {:.0} rows/s, {:.0} facts/s, {:.0} MB/s; peak memory so far {} MB",
        bytes >> 20,
        report.rows_read,
        report.rows_taken,
        report.rows_repeated,
        report.rows_set_aside,
        per_second(report.rows_read),
        per_second(facts),
        per_second(bytes) / f64::from(1 << 20),
        peak_memory()
    );
    assert!(report.adds_up(), "every row is accounted for");
    Ok(())
}

/// The most memory this program has held, in MB, where the system tells.
fn peak_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line
        .and_then(|line| line.split_whitespace().next())
        .and_then(|number| number.parse::<u64>().ok());
    kilobytes.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes >> 10).to_string())
}
