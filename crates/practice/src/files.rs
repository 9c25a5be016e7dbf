//! The files that a practice is read from: England's, built into the program, and an authority's folder laid over them.

use std::collections::BTreeMap;
use std::path::Path;

include!(concat!(env!("OUT_DIR"), "/england.rs"));

/// Practice files by their path within the folder: `clocks/missing.toml`.
#[derive(Clone, Debug, Default)]
pub struct Files(pub BTreeMap<String, String>);

/// A practice file larger than this is refused.
pub const MAX_FILE_BYTES: u64 = 2_000_000;

impl Files {
    /// The set for England that ships inside the program.
    pub fn england() -> Files {
        Files(
            ENGLAND
                .iter()
                .map(|(path, text)| ((*path).to_owned(), (*text).to_owned()))
                .collect(),
        )
    }

    /// The files of a folder, by their path in it. Files whose names do not end in `.toml` or `.csv` are not practice.
    ///
    /// # Errors
    /// In plain words, when the folder or a file in it cannot be read, or a file is too large.
    pub fn of_folder(folder: &Path) -> Result<Files, String> {
        let mut files = Files::default();
        walk(folder, "", &mut files)?;
        Ok(files)
    }
}

fn walk(folder: &Path, within: &str, files: &mut Files) -> Result<(), String> {
    let fault = |error: std::io::Error| format!("cannot read {}: {error}", folder.display());
    for entry in std::fs::read_dir(folder).map_err(fault)? {
        let entry = entry.map_err(fault)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if within.is_empty() {
            name.clone()
        } else {
            format!("{within}/{name}")
        };
        let kind = entry.metadata().map_err(fault)?;
        if kind.is_dir() {
            walk(&entry.path(), &path, files)?;
        } else if name.ends_with(".toml") || name.ends_with(".csv") {
            if kind.len() > MAX_FILE_BYTES {
                return Err(format!(
                    "{path} is larger than {MAX_FILE_BYTES} bytes; a practice file is never so large"
                ));
            }
            let text = std::fs::read_to_string(entry.path()).map_err(|error| format!("cannot read {path}: {error}"))?;
            files.0.insert(path, text);
        }
    }
    Ok(())
}
