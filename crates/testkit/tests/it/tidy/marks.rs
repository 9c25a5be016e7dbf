//! Marks that must not stay: unfinished work, merges half done, stray white space.

use super::allow::Allowances;
use super::source::{Problem, SourceFile, Workspace};

/// Words that say work is unfinished. Written in two parts so that this file holds none of them.
const UNFINISHED_WORDS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("XX", "X")];
/// Calls that stand where work is missing, or were left behind by looking for a fault.
const UNFINISHED_CALLS: [&str; 3] = [concat!("to", "do!"), concat!("unimple", "mented!"), concat!("db", "g!")];
/// What a merge leaves around the lines it could not join.
const MERGE_MARKS: [&str; 3] = ["<<<<<<<", "|||||||", ">>>>>>>"];

pub fn check(workspace: &Workspace, allowances: &Allowances) -> Vec<Problem> {
    workspace
        .written_files()
        .filter(|file| !allowances.is_foreign(&file.path))
        .flat_map(check_file)
        .collect()
}

fn check_file(file: &SourceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (number, line) in file.lines() {
        let mut note = |what: String, remedy: &str| problems.push(Problem::new(&file.path, number, what, remedy));
        if line.trim_end() != line {
            note("white space at the end of the line".to_owned(), "take it away");
        }
        if MERGE_MARKS.iter().any(|mark| line.starts_with(mark)) {
            note("a mark of a merge".to_owned(), "finish the merge");
        }
        if !file.is_rust() {
            continue;
        }
        if line.contains('\t') {
            note("a tab".to_owned(), "indent with spaces; in a string write \\t");
        }
        for mark in UNFINISHED_WORDS
            .iter()
            .chain(&UNFINISHED_CALLS)
            .filter(|mark| has_word(line, mark))
        {
            note(
                format!("`{mark}`"),
                "finish it, or take it out and say in an issue what is missing",
            );
        }
    }
    problems
}

/// Whether the word stands in the line by itself, not as part of a longer name.
fn has_word(line: &str, word: &str) -> bool {
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(start, found)| {
        let (before, rest) = line.split_at(start);
        let (_, after) = rest.split_at(found.len());
        let ends_open = word.ends_with('!') || !after.starts_with(is_name);
        !before.ends_with(is_name) && ends_open
    })
}

mod tests {
    use super::*;

    fn problems_of(path: &str, text: &str) -> Vec<String> {
        check(&Workspace::of(&[(path, text)]), &Allowances::default())
            .iter()
            .map(Problem::to_string)
            .collect()
    }

    #[test]
    fn each_mark_is_seen() {
        let marks = UNFINISHED_WORDS
            .iter()
            .chain(&UNFINISHED_CALLS)
            .chain(&MERGE_MARKS)
            .copied();
        for mark in marks.chain(["end ", "\tstart"]) {
            assert_eq!(
                problems_of("crates/web/src/lib.rs", &format!("//!\n{mark}\n")).len(),
                1,
                "{mark}"
            );
        }
        let found = problems_of("README.md", "fine\nnot fine \n");
        assert_eq!(found, ["README.md:2: white space at the end of the line; take it away"]);
    }

    #[test]
    fn a_part_of_a_name_is_no_mark() {
        for word in UNFINISHED_WORDS {
            assert!(problems_of("crates/web/src/lib.rs", &format!("{word}S\nA_{word}\n")).is_empty());
        }
        assert!(problems_of("README.md", "a\ttab in prose").is_empty());
    }
}
