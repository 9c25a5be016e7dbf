//! Backup and restore: a copy is made while others read and write, is checked, and only then gets its name.

use super::columns::natural;
use super::documents;
use super::migrate::check_version;
use super::open::{beside, check_structure, head, open_untouched};
use super::verify::verify;
use crate::chain::Digest;
use crate::error::Fault;
use crate::verdict::{Chain, Checkpoint, Progress, Verdict};
use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// How many pages are copied between two calls of the progress function.
const PAGES: i32 = 2_048;

/// What is added to the name of a backup for the file that holds its SHA-256, as `sha256sum` writes and checks it.
const DIGEST: &str = ".sha256";

/// May a database that is there already be replaced by a restored one?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replace {
    /// No.
    Never,
    /// Yes. It is set aside first, under its name with `.replaced` added.
    SetAside,
}

/// Copies the journal of a connection to a new file; see [`crate::Journal::backup`].
pub(super) fn backup(from: &Connection, to: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Checkpoint, Fault> {
    refuse_existing(to)?;
    let part = beside(to, ".part");
    let made = copy(from, &part, progress).and_then(|()| check(&part, progress));
    if made.is_err() {
        // What is left is not a backup. If it cannot be removed, its name says that it is none.
        let _left = fs::remove_file(&part);
    }
    let checkpoint = made?;
    let digest = beside(to, DIGEST);
    refuse_existing(to)?;
    fs::write(&digest, digest_line(&part, to)?)
        .and_then(|()| File::open(&digest)?.sync_all())
        .map_err(|error| at(&digest, &error))?;
    put_in_place(&part, to)?;
    Ok(checkpoint)
}

/// Makes a journal out of a backup. The backup is copied, and the copy checked, before anything is put in its place. Nobody may
/// have the journal at `to` open.
///
/// # Errors
/// [`Fault::Exists`] when there is a database already and it may not be replaced, or one that was set aside before;
/// [`Fault::Damaged`], [`Fault::NotAJournal`] or [`Fault::Newer`] when the backup is not good; a fault of the store.
pub fn restore(
    from: &Path,
    to: &Path,
    replace: Replace,
    progress: &mut dyn FnMut(Progress),
) -> Result<Checkpoint, Fault> {
    let aside = beside(to, ".replaced");
    match replace {
        Replace::Never => refuse_existing(to)?,
        Replace::SetAside => refuse_existing(&aside)?,
    }
    check_digest(from)?;
    let source = open_untouched(from)?;
    if check_version(&source)? == 0 {
        return Err(Fault::NotAJournal(from.display().to_string()));
    }
    let part = beside(to, ".part");
    let made = copy(&source, &part, progress).and_then(|()| check(&part, progress));
    if made.is_err() {
        let _left = fs::remove_file(&part);
    }
    let checkpoint = made?;
    if replace == Replace::SetAside && to.exists() {
        // The log belongs to the file and goes with it; left behind, it would be taken for the log of the restored one.
        for (old, new) in ["", "-wal", "-shm"].map(|suffix| (beside(to, suffix), beside(&aside, suffix))) {
            if old.exists() {
                fs::rename(&old, &new).map_err(|error| at(&old, &error))?;
            }
        }
    }
    put_in_place(&part, to)?;
    Ok(checkpoint)
}

/// Walks both chains of a file that is not to be touched, even one that is too damaged to be opened as a journal.
///
/// # Errors
/// [`Fault::NotAJournal`] or [`Fault::Newer`]; [`Fault::Damaged`] where the file cannot be read at all; a fault of the store.
pub fn verify_file(
    path: &Path,
    earlier: Option<&Checkpoint>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Verdict, Fault> {
    let connection = open_untouched(path)?;
    if check_version(&connection)? == 0 {
        return Err(Fault::NotAJournal(path.display().to_string()));
    }
    verify(&connection, earlier, progress)
}

/// Copies all pages as they stand at one time.
fn copy(from: &Connection, part: &Path, progress: &mut dyn FnMut(Progress)) -> Result<(), Fault> {
    const SINGLE_FILE: &str = "PRAGMA journal_mode = DELETE";
    if part.exists() {
        fs::remove_file(part).map_err(|error| at(part, &error))?;
    }
    let mut to = Connection::open(part)?;
    // Reading once inside a transaction holds this state for the copy; without it every write would start the copy anew.
    let transaction = from.unchecked_transaction()?;
    head(&transaction, Chain::Entries)?;
    let pages = Backup::new(&transaction, &mut to)?;
    loop {
        let step = pages.step(PAGES)?;
        let count = |pages| u64::try_from(pages).unwrap_or(0);
        let now = pages.progress();
        progress(Progress {
            done: count(now.pagecount - now.remaining),
            of: count(now.pagecount),
        });
        match step {
            StepResult::Done => break,
            StepResult::More => {}
            _ => return Err(Fault::Busy),
        }
    }
    drop(pages);
    transaction.commit()?;
    // A backup is one file, which can be read where nothing can be written.
    let _mode: String = to.query_row(SINGLE_FILE, [], |row| row.get(0))?;
    to.close().map_err(|(_, error)| Fault::from(error))
}

/// Makes sure that a copy is good, and durable.
fn check(part: &Path, progress: &mut dyn FnMut(Progress)) -> Result<Checkpoint, Fault> {
    File::open(part)
        .and_then(|file| file.sync_all())
        .map_err(|error| at(part, &error))?;
    let copy = open_untouched(part)?;
    check_structure(&copy, "PRAGMA integrity_check(1)")?;
    check_references(&copy)?;
    documents::check_all(&copy)?;
    match verify(&copy, None, progress)? {
        Verdict::Whole(checkpoint) => Ok(checkpoint),
        Verdict::Broken(broken) => Err(Fault::Damaged(broken.to_string())),
    }
}

fn check_references(copy: &Connection) -> Result<(), Fault> {
    const BROKEN: &str = "SELECT count(*) FROM pragma_foreign_key_check";
    let broken = copy.query_row(BROKEN, [], |row| Ok(natural(row, 0)))??;
    if broken == 0 {
        Ok(())
    } else {
        Err(Fault::Damaged(format!(
            "{broken} rows refer to rows that are not there"
        )))
    }
}

/// Compares a backup with the digest that was written beside it, where that is still there: it sees the one changed byte that
/// stands where no check of the content looks.
fn check_digest(from: &Path) -> Result<(), Fault> {
    let beside = beside(from, DIGEST);
    if !beside.try_exists().map_err(|error| at(&beside, &error))? {
        return Ok(());
    }
    let line = fs::read_to_string(&beside).map_err(|error| at(&beside, &error))?;
    let noted = line.split_whitespace().next().unwrap_or_default();
    let found = digest_line(from, from)?;
    if found.split_whitespace().next() == Some(noted) {
        Ok(())
    } else {
        Err(Fault::Damaged(format!(
            "the backup “{}” is not as it was made",
            from.display()
        )))
    }
}

fn digest_line(of: &Path, name: &Path) -> Result<String, Fault> {
    let mut file = File::open(of).map_err(|error| at(of, &error))?;
    let digest = Digest::of_reader(&mut file).map_err(|error| at(of, &error))?;
    let name = name.file_name().unwrap_or_default().to_string_lossy();
    Ok(format!("{digest}  {name}\n"))
}

fn put_in_place(part: &Path, to: &Path) -> Result<(), Fault> {
    fs::rename(part, to).map_err(|error| at(to, &error))?;
    let folder = match to.parent() {
        Some(folder) if folder != Path::new("") => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    File::open(&folder)
        .and_then(|folder| folder.sync_all())
        .map_err(|error| at(&folder, &error))
}

fn refuse_existing(path: &Path) -> Result<(), Fault> {
    let there = path.try_exists().map_err(|error| at(path, &error))?;
    if there {
        Err(Fault::Exists(path.display().to_string()))
    } else {
        Ok(())
    }
}

fn at(path: &Path, error: &std::io::Error) -> Fault {
    match error.kind() {
        std::io::ErrorKind::StorageFull => Fault::StorageFull,
        _ => Fault::Storage(format!("{}: {error}", path.display())),
    }
}
