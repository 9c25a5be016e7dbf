//! The workspace as the checks see it: every file that people write, with its bytes.

use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

/// Folders that hold no work of ours, wherever they stand.
const SKIPPED_FOLDERS: [&str; 2] = ["target", "node_modules"];
/// A folder in the root that the program writes when it is run from there.
const RUN_FOLDER: &str = "data";
/// The one hidden folder that is ours; all others belong to tools.
const OUR_HIDDEN_FOLDER: &str = ".ci";

/// One untidy place, with what to do about it.
pub struct Problem {
    path: String,
    line: usize,
    what: String,
    remedy: String,
}

impl Problem {
    pub fn new(path: &str, line: usize, what: impl Into<String>, remedy: impl Into<String>) -> Problem {
        Problem {
            path: path.to_owned(),
            line,
            what: what.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}; {}", self.path, self.line, self.what, self.remedy)
    }
}

pub struct SourceFile {
    /// From the root of the workspace, with `/` between the parts.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl SourceFile {
    /// The text, or nothing if it is not UTF-8.
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(&self.bytes).ok()
    }

    /// Each line with its number, from 1. No lines if the file is not UTF-8.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text()
            .unwrap_or_default()
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }

    /// The name of the crate whose file this is.
    pub fn in_crate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// Whether the whole file is test code.
    pub fn is_test(&self) -> bool {
        self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }

    /// The parsed file. Nothing if it is not Rust that the parser reads: the compiler says so better than we can.
    pub fn syntax(&self) -> Option<syn::File> {
        syn::parse_file(self.text()?).ok()
    }
}

pub struct Workspace {
    files: Vec<SourceFile>,
}

impl Workspace {
    /// Every file under the root of this workspace, sorted by path.
    pub fn load() -> Workspace {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut files = Vec::new();
        collect(&root, "", &mut files).unwrap_or_else(|fault| panic!("reading the workspace: {fault}"));
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Workspace { files }
    }

    /// A workspace made of these paths and texts, for planting faults.
    pub fn of(files: &[(&str, &str)]) -> Workspace {
        let files = files
            .iter()
            .map(|(path, text)| SourceFile {
                path: (*path).to_owned(),
                bytes: text.as_bytes().to_vec(),
            })
            .collect();
        Workspace { files }
    }

    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    pub fn file(&self, path: &str) -> Option<&SourceFile> {
        self.files.iter().find(|file| file.path == path)
    }

    pub fn rust_files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| file.is_rust())
    }

    /// Files that people write and format by hand: code, practice data, documents, scripts.
    pub fn written_files(&self) -> impl Iterator<Item = &SourceFile> {
        const KINDS: [&str; 5] = [".rs", ".toml", ".md", ".sql", ".sh"];
        const SCRIPTS: [&str; 2] = ["test", ".ci/run"];
        self.files
            .iter()
            .filter(|file| KINDS.iter().any(|kind| file.path.ends_with(kind)) || SCRIPTS.contains(&file.path.as_str()))
    }
}

fn collect(folder: &Path, prefix: &str, files: &mut Vec<SourceFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        if entry.file_type()?.is_dir() {
            if is_ours(&path, &name) {
                collect(&entry.path(), &format!("{path}/"), files)?;
            }
        } else if entry.file_type()?.is_file() {
            files.push(SourceFile {
                path,
                bytes: fs::read(entry.path())?,
            });
        }
    }
    Ok(())
}

fn is_ours(path: &str, name: &str) -> bool {
    path != RUN_FOLDER && !SKIPPED_FOLDERS.contains(&name) && (!name.starts_with('.') || name == OUR_HIDDEN_FOLDER)
}

mod tests {
    use super::*;

    #[test]
    fn problems_say_where_and_what_to_do() {
        let problem = Problem::new("crates/web/src/lib.rs", 3, "a tab", "indent with spaces");
        assert_eq!(
            problem.to_string(),
            "crates/web/src/lib.rs:3: a tab; indent with spaces"
        );
    }
}
