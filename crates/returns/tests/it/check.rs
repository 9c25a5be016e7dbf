//! What the tests share: read files, keep what was told, and hold the sums against each other.

use record::Kind;
use record::field::Fields;
use returns::{Fact, Format, Item, Note, NoteKind, Options, Outcome, Refusal, Report, SetAside, Source, read};
use std::collections::HashSet;
use std::path::PathBuf;

/// Everything that a reading told.
#[derive(Debug, Default)]
pub struct Told {
    pub facts: Vec<Fact>,
    pub set_aside: Vec<SetAside>,
    pub notes: Vec<Note>,
    pub report: Report,
}

impl Told {
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.body.kind() == kind)
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.of(kind).count()
    }

    pub fn notes_of(&self, kind: NoteKind) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.kind == kind)
    }

    /// Rows of a table: read, taken, repeated, set aside.
    pub fn rows(&self, table: &str) -> [u64; 4] {
        let tables = self.report.tables.iter().filter(|sums| sums.table == table);
        tables.fold([0; 4], |[read, taken, repeated, aside], sums| {
            [
                read + sums.rows_read,
                taken + sums.rows_taken,
                repeated + sums.rows_repeated,
                aside + sums.rows_set_aside,
            ]
        })
    }

    pub fn fact(&self, key: &str) -> &Fact {
        self.facts
            .iter()
            .find(|fact| fact.key == key)
            .unwrap_or_else(|| panic!("no fact {key}"))
    }
}

/// Reads files; whatever the files are, the sums must fit, keys be told once, and what a fact follows be told before it.
pub fn told(mut sources: Vec<Source>, format: Format, options: Options) -> Result<Told, Refusal> {
    let mut told = Told::default();
    let (mut rows, mut last) = ([0_u64; 4], (0, 0));
    let mut sink = |item: Item| match item {
        Item::Fact(fact) => told.facts.push(fact),
        Item::SetAside(row) => told.set_aside.push(row),
        Item::Note(note) => told.notes.push(note),
        Item::RowDone(row) => match row.outcome {
            Outcome::Taken => rows[0] += 1,
            Outcome::Repeated => rows[1] += 1,
            Outcome::SetAside => rows[2] += 1,
            Outcome::NotHeld => rows[3] += 1,
        },
    };
    let mut progress = |done, total| {
        assert!(
            done <= total && done >= last.0,
            "progress goes forward: {done} of {total} after {}",
            last.0
        );
        last = (done, total);
    };
    let report = read(&mut sources, format, &options, &mut sink, &mut progress)?;
    assert_eq!(last.0, last.1, "progress ends at its end");
    assert!(report.adds_up(), "{report:?}");
    assert_eq!(
        [
            report.rows_taken,
            report.rows_repeated,
            report.rows_set_aside,
            report.rows_not_held
        ],
        rows
    );
    assert_eq!(
        report.rows_set_aside,
        told.set_aside.len() as u64,
        "each row set aside says why"
    );
    assert_eq!(report.facts, told.facts.len() as u64);
    let mut keys = HashSet::new();
    for fact in &told.facts {
        assert!(
            fact.follows.as_ref().is_none_or(|key| keys.contains(key.as_str())),
            "{} follows what was not told",
            fact.key
        );
        assert!(keys.insert(fact.key.as_str()), "the key {} is told twice", fact.key);
        assert!(fact.body.fields().len() < 100);
    }
    told.report = report;
    Ok(told)
}

pub fn sample(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../samples")
        .join(path)
}

pub fn samples(paths: &[&str]) -> Vec<Source> {
    paths.iter().map(|path| Source::open(&sample(path)).unwrap()).collect()
}

pub fn text(name: &str, text: &str) -> Source {
    Source::of_bytes(name, text.as_bytes().to_vec())
}

pub fn told_of(name: &str, content: &str, format: Format) -> Told {
    told(vec![text(name, content)], format, Options::default()).unwrap()
}

pub fn refused(name: &str, bytes: &[u8], format: Format) -> Refusal {
    let mut items = 0;
    let mut sources = [Source::of_bytes(name, bytes.to_vec())];
    let refusal = read(
        &mut sources,
        format,
        &Options::default(),
        &mut |_| items += 1,
        &mut |_, _| {},
    )
    .unwrap_err();
    assert_eq!(items, 0, "a refused file tells nothing: {refusal}");
    assert!(!refusal.what_to_do.is_empty());
    refusal
}
