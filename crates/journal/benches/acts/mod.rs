//! Invented acts for the measurements, and what else they share.

use journal::{Command, View};
use record::entry::{Written, WrittenBody, WrittenPart};
use record::{Class, Day, EntryId, Instant, Moment, PersonId, Role, WorkerId};
use std::error::Error;
use std::path::{Path, PathBuf};

/// People among whom the acts fall.
const PEOPLE: u64 = 60_000;
/// Some 40 words, as a short note has.
const NOTE: &str =
    "She said that her brother had gone to school on his own that morning and that she was glad of it. The home was
    tidy and warm, there was food, and the worker saw both bedrooms before she spoke with the mother alone.";

/// Act `n`: one entry about one person, and one view.
pub fn act(n: u64, with_note: bool) -> Command {
    let (at, worker) = (
        Instant::from_micros(1_770_000_000_000_000 + n as i64 * 1_000),
        WorkerId::from_bytes([2; 16]),
    );
    let chance = u128::from(n.wrapping_mul(0x9E37_79B9_7F4A_7C15)) << 64;
    let person = PersonId::new(
        Instant::from_micros(0),
        u128::from(n.wrapping_mul(0x9E37_79B9_7F4A_7C15) % PEOPLE) << 70,
    );
    let entry = Written {
        id: EntryId::new(at, chance),
        kind: "case_note".to_owned(),
        version: 1,
        happened: Day::read("2026-03-02").map_or(at.moment(), Moment::on),
        recorded: at,
        by: worker,
        role: Role::SocialWorker,
        source: r#"{"form":{"form":"case_note","version":1}}"#.to_owned(),
        follows: None,
        corrects: None,
        body: WrittenBody {
            facts:
                r#"{"subject":"Home visit","purpose":"PROTECTION","child_seen":true,"seen_alone":true,"place":"home"}"#
                    .to_owned(),
            narrative: with_note.then(|| format!(r#"{{"note":"{}"}}"#, NOTE.replace('\n', " "))),
        },
        parts: vec![WrittenPart { person, differs: None }],
    };
    let mut act = Command::new(n.to_be_bytes(), worker, vec![entry]);
    act.views = vec![View {
        at,
        actor: Some(worker),
        acting_for: None,
        role: Some(Role::SocialWorker),
        relation: Some("allocated_worker".to_owned()),
        rule: "relation".to_owned(),
        purpose: "casework".to_owned(),
        event: "entry.recorded".to_owned(),
        person: Some(person),
        record: None,
        classes: vec![Class::Plain],
        outcome: "changed".to_owned(),
    }];
    act
}

/// Removes a database with what lies beside it.
pub fn remove(path: &Path) -> Result<(), Box<dyn Error>> {
    for suffix in ["", "-wal", "-shm"] {
        let file = format!("{}{suffix}", path.display());
        if Path::new(&file).exists() {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}

/// The folder that was given on the command line, or the target folder.
pub fn folder() -> PathBuf {
    let given = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    PathBuf::from(given.unwrap_or_else(|| env!("CARGO_TARGET_TMPDIR").to_owned()))
}

/// Now.
#[expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
pub fn clock() -> std::time::Instant {
    std::time::Instant::now()
}
