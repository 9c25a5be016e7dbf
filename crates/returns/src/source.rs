//! Where files come from: a path, or bytes that were sent. A file is read more than once (to learn how it is written and that
//! it is whole, then for its facts), so it must be possible to go back to its start.

use crate::refusal::Refusal;
use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

/// No reading takes more files than this at once.
pub const MAX_FILES: usize = 500;

/// Something that can be read from its start again.
pub trait Input: Read + Seek {}

impl<T: Read + Seek> Input for T {}

/// One file to read.
pub struct Source {
    name: String,
    bytes: u64,
    input: Box<dyn Input>,
}

impl Source {
    /// A file of this name whose bytes come from `input`.
    ///
    /// # Errors
    /// When its length cannot be found.
    pub fn of(name: &str, mut input: impl Input + 'static) -> Result<Source, Refusal> {
        let bytes = input
            .seek(SeekFrom::End(0))
            .map_err(|error| cannot_read(name, &error))?;
        Ok(Source {
            name: name.to_owned(),
            bytes,
            input: Box::new(input),
        })
    }

    /// A file held in memory.
    pub fn of_bytes(name: &str, bytes: Vec<u8>) -> Source {
        Source {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            input: Box::new(Cursor::new(bytes)),
        }
    }

    /// The file at a path. Its name is told without the folders.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path) -> Result<Source, Refusal> {
        let name = path
            .file_name()
            .map_or_else(|| path.to_string_lossy(), |name| name.to_string_lossy());
        let file = File::open(path).map_err(|error| cannot_read(&name, &error))?;
        Source::of(&name, file)
    }

    /// The files at these paths; of a folder, those in it that may be tables or returns (`.csv`, `.txt`, `.tsv`, `.xml`), by name.
    ///
    /// # Errors
    /// When one cannot be opened, when there is none, or when there are more than [`MAX_FILES`].
    pub fn open_all(paths: &[PathBuf]) -> Result<Vec<Source>, Refusal> {
        let mut files = Vec::new();
        for path in paths {
            if path.is_dir() {
                files.extend(files_in(path)?.0)
            } else {
                files.push(path.clone())
            }
        }
        if files.is_empty() {
            return Err(Refusal::of(
                "",
                "There is no file to read",
                "Name a file, or a folder with .csv or .xml files in it",
            ));
        }
        if files.len() > MAX_FILES {
            let reason = format!("There are {} files, more than {MAX_FILES}", files.len());
            return Err(Refusal::of("", reason, "Read fewer files at once"));
        }
        files.iter().map(|path| Source::open(path)).collect()
    }

    /// The names of the files in the folders among these paths that [`Source::open_all`] passes over, so that whoever reads a folder is told.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn passed_over(paths: &[PathBuf]) -> Result<Vec<String>, Refusal> {
        let mut names = Vec::new();
        for folder in paths.iter().filter(|path| path.is_dir()) {
            let others = files_in(folder)?.1;
            names.extend(
                others
                    .iter()
                    .filter_map(|path| path.file_name())
                    .map(|name| name.to_string_lossy().into_owned()),
            );
        }
        Ok(names)
    }

    /// Its name, without folders.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Its bytes from the start.
    ///
    /// # Errors
    /// When it cannot be read again.
    pub fn rewind(&mut self) -> Result<&mut dyn Input, Refusal> {
        self.input
            .seek(SeekFrom::Start(0))
            .map_err(|error| cannot_read(&self.name, &error))?;
        Ok(self.input.as_mut())
    }
}

/// The files in a folder that may be tables or returns, and the others, each by name.
fn files_in(folder: &Path) -> Result<(Vec<PathBuf>, Vec<PathBuf>), Refusal> {
    let wrong = |error: std::io::Error| cannot_read(&folder.to_string_lossy(), &error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(wrong)? {
        let path = entry.map_err(wrong)?.path();
        if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files.into_iter().partition(|path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ["csv", "txt", "tsv", "xml"].contains(&ending.as_str()))
    }))
}

/// The refusal of a file that the machine could not read.
pub(crate) fn cannot_read(name: &str, error: &std::io::Error) -> Refusal {
    Refusal::of(
        name,
        format!("The file cannot be read ({error})"),
        "Check that it is there and that you may open it",
    )
}
