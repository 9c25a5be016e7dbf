//! A folder in which the program is run, and what it said.

use journal::sqlite::{Check, SqliteJournal};
use journal::{Checkpoint, Journal, Verdict};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of a test, which goes with it.
pub struct Place(tempfile::TempDir);

/// What the program said.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    fn of(output: &Output) -> Said {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let said = Said {
            code: output.status.code().unwrap_or(-1),
            out: text(&output.stdout),
            err: text(&output.stderr),
        };
        assert!(
            !said.err.contains("panicked") && [0, 1, 2].contains(&said.code),
            "{said:?}"
        );
        said
    }

    /// What it wrote, as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Runs the program.
pub fn goldthread(arguments: &[&str]) -> Said {
    Said::of(&program().args(arguments).output().unwrap())
}

/// The program, to be run.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_goldthread"))
}

/// The path of a sample file.
pub fn sample(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(path);
    path.to_str().unwrap().to_owned()
}

impl Place {
    pub fn new() -> Place {
        Place(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The path as the command line takes it.
    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    /// The address of the journal.
    pub fn database(&self) -> String {
        format!("sqlite:{}", self.text("journal.sqlite"))
    }

    /// A file with this in it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), content).unwrap();
        self.text(name)
    }

    /// Takes files in.
    pub fn import(&self, format: &str, paths: &[&str], more: &[&str]) -> Said {
        let database = self.database();
        let mut arguments = vec!["import", format];
        arguments.extend(paths);
        arguments.extend(["--database", &database]);
        arguments.extend(more);
        goldthread(&arguments)
    }

    /// How the chains stand, after walking both again. `None` where there is no journal.
    pub fn stands(&self) -> Option<Checkpoint> {
        stands(&self.path("journal.sqlite"))
    }
}

/// How the chains of a journal stand, after walking both again. `None` where there is no journal.
pub fn stands(path: &Path) -> Option<Checkpoint> {
    if !path.exists() {
        return None;
    }
    let journal = SqliteJournal::open(path, Check::Always, Box::new(|bytes| bytes.fill(7))).unwrap();
    match journal.verify(None, &mut |_| {}).unwrap() {
        Verdict::Whole(at) => Some(at),
        Verdict::Broken(at) => panic!("{at}"),
    }
}
