//! Opening what a verb works on: the journal, the practice, the service.

use crate::command::Database;
use crate::machine::fill;
use crate::output::Bar;
use journal::sqlite::{Check, SqliteJournal};
use practice::{Files, Practice};
use service::Service;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The path of a journal's address.
pub fn path_of(address: &str) -> Result<PathBuf, String> {
    match address.split_once(':') {
        Some(("sqlite", path)) if !path.is_empty() => Ok(PathBuf::from(path)),
        _ => Err(format!(
            "“{address}” is not the address of a journal. Write it like sqlite:data/goldthread.sqlite"
        )),
    }
}

/// Opens a journal; makes it when there is none and `make` is set.
pub fn journal(path: &Path, make: bool) -> Result<SqliteJournal, String> {
    if !make && !path.exists() {
        return Err(format!("There is no journal at {}. Check --database", path.display()));
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .map_err(|error| format!("Cannot make the folder {}: {error}", folder.display()))?;
    }
    SqliteJournal::open(path, Check::IfNotClosed, Box::new(fill)).map_err(|fault| fault.to_string())
}

/// Reads the practice: England's, with the authority's folder laid over it.
pub fn practice(folder: Option<&Path>) -> Result<Practice, String> {
    let own = folder.map(Files::of_folder).transpose()?;
    Practice::read(&Files::england(), own.as_ref()).map_err(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
        format!(
            "The practice files have {} mistakes:\n{}",
            mistakes.len(),
            lines.join("\n")
        )
    })
}

/// Opens the service of an authority, folding its journal.
pub fn service(database: &Database, make: bool) -> Result<Service, String> {
    let journal = journal(&path_of(&database.database)?, make)?;
    let practice = practice(database.practice.as_deref())?;
    start(journal, practice)
}

/// Folds a journal into a service.
pub fn start(journal: SqliteJournal, practice: Practice) -> Result<Service, String> {
    let bar = Bar::new("Reading the journal");
    Service::start(Arc::new(journal), Arc::new(practice), &mut |done, of| bar.set(done, of))
        .map_err(|error| error.to_string())
}
