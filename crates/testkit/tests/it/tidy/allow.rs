//! The exceptions that were thought about: `crates/testkit/tidy-allow.toml`.

use super::source::{Problem, Workspace};
use serde::Deserialize;
use toml::Spanned;

pub const PATH: &str = "crates/testkit/tidy-allow.toml";

/// What `tidy-allow.toml` lets through.
#[derive(Default)]
pub struct Allowances {
    pub files: Vec<LongFile>,
    pub functions: Vec<LongFunction>,
    pub foreign: Vec<Foreign>,
}

/// A file that may be longer than the rest.
pub struct LongFile {
    pub path: String,
    pub lines: usize,
    /// Where the entry stands in the list.
    pub at: usize,
}

/// A function that may be longer than the rest.
pub struct LongFunction {
    pub path: String,
    pub name: String,
    pub lines: usize,
    /// Where the entry stands in the list.
    pub at: usize,
}

/// A file, or a folder if it ends in `/`, that keeps the bytes with which it came from others.
pub struct Foreign {
    pub path: String,
    /// Where the entry stands in the list.
    pub at: usize,
}

impl Allowances {
    /// The list of this workspace; none at all if there is no such file. The error is what is wrong with the list.
    pub fn read(workspace: &Workspace) -> Result<Allowances, Problem> {
        let text = workspace.file(PATH).and_then(|file| file.text()).unwrap_or_default();
        let listed: Listed = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            Problem::new(
                PATH,
                line,
                error.message(),
                "each entry is [[file]], [[function]] or [[foreign]] with a reason",
            )
        })?;
        listed.checked(text)
    }

    /// Whether these bytes are not ours to tidy.
    pub fn is_foreign(&self, path: &str) -> bool {
        self.foreign.iter().any(|foreign| foreign.covers(path))
    }
}

impl Foreign {
    pub fn covers(&self, path: &str) -> bool {
        if self.path.ends_with('/') {
            path.starts_with(&self.path)
        } else {
            path == self.path
        }
    }
}

/// An entry that excuses nothing: it must go, or it would hide the next fault.
pub fn not_needed(at: usize, what: &str) -> Problem {
    Problem::new(PATH, at, format!("{what} needs no allowance"), "delete the entry")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(default)]
    file: Vec<ListedFile>,
    #[serde(default)]
    function: Vec<ListedFunction>,
    #[serde(default)]
    foreign: Vec<ListedForeign>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedFile {
    path: Spanned<String>,
    lines: usize,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedFunction {
    path: Spanned<String>,
    name: String,
    lines: usize,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ListedForeign {
    path: Spanned<String>,
    reason: String,
}

impl Listed {
    fn checked(self, text: &str) -> Result<Allowances, Problem> {
        let mut allowances = Allowances::default();
        for ListedFile { path, lines, reason } in self.file {
            let (path, at) = placed(path, &reason, text)?;
            allowances.files.push(LongFile { path, lines, at });
        }
        for ListedFunction {
            path,
            name,
            lines,
            reason,
        } in self.function
        {
            let (path, at) = placed(path, &reason, text)?;
            allowances.functions.push(LongFunction { path, name, lines, at });
        }
        for ListedForeign { path, reason } in self.foreign {
            let (path, at) = placed(path, &reason, text)?;
            allowances.foreign.push(Foreign { path, at });
        }
        Ok(allowances)
    }
}

fn placed(path: Spanned<String>, reason: &str, text: &str) -> Result<(String, usize), Problem> {
    let at = line_at(text, path.span().start);
    if reason.trim().is_empty() {
        return Err(Problem::new(
            PATH,
            at,
            "an allowance without a reason",
            "say why this one is different",
        ));
    }
    Ok((path.into_inner(), at))
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

mod tests {
    use super::*;

    #[test]
    fn an_allowance_needs_a_reason() {
        let workspace = Workspace::of(&[(PATH, "\n[[foreign]]\npath = \"a/\"\nreason = \" \"\n")]);
        let problem = Allowances::read(&workspace).err().unwrap().to_string();
        assert!(
            problem.starts_with("crates/testkit/tidy-allow.toml:3: an allowance without a reason"),
            "{problem}"
        );
    }

    #[test]
    fn a_mistaken_key_is_refused() {
        let workspace = Workspace::of(&[(PATH, "[[foreign]]\npath = \"a/\"\nreson = \"typo\"\n")]);
        assert!(Allowances::read(&workspace).is_err());
    }

    #[test]
    fn a_folder_covers_what_is_in_it_and_a_file_itself() {
        let folder = Foreign {
            path: "a/b/".to_owned(),
            at: 1,
        };
        assert!(folder.covers("a/b/c/d.csv") && !folder.covers("a/bc.csv"));
        let file = Foreign {
            path: "a/b.csv".to_owned(),
            at: 1,
        };
        assert!(file.covers("a/b.csv") && !file.covers("a/b.csv.gz"));
    }
}
