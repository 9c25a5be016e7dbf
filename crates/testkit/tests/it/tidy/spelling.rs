//! British spelling in code, practice data and documents, for the words in `spelling.txt`.

use super::allow::Allowances;
use super::source::{Problem, SourceFile, Workspace};

/// Each line: the American stem, the British one, and `page` where the word is also a word of HTML or CSS.
const WORDS: &str = include_str!("spelling.txt");
/// Names given by others, which we have to write as they do.
const NAMES_OF_OTHERS: [&str; 5] = [
    "TransactionBehavior",
    "DropBehavior",
    "with_behavior",
    "ColorChoice",
    ".finalize()",
];
/// Where words of HTML and CSS are at home.
const PAGES: &str = "crates/web/";
/// Manifests and tool settings use the words of their tools.
const TOOL_FILES: [&str; 4] = ["Cargo.toml", "clippy.toml", "deny.toml", "rustfmt.toml"];

pub fn check(workspace: &Workspace, allowances: &Allowances) -> Vec<Problem> {
    workspace
        .written_files()
        .filter(|file| !allowances.is_foreign(&file.path))
        .filter(|file| !TOOL_FILES.iter().any(|name| file.path.ends_with(name)))
        .flat_map(check_file)
        .collect()
}

struct Spelling {
    american: &'static str,
    british: &'static str,
    is_page_word: bool,
}

fn spellings() -> impl Iterator<Item = Spelling> {
    WORDS.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (american, british) = (words.next()?, words.next()?);
        Some(Spelling {
            american,
            british,
            is_page_word: words.next() == Some("page"),
        })
    })
}

fn check_file(file: &SourceFile) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (number, line) in file.lines() {
        let ours = NAMES_OF_OTHERS
            .iter()
            .fold(line.to_owned(), |line, name| line.replace(name, ""))
            .to_lowercase();
        for Spelling {
            american,
            british,
            is_page_word,
        } in spellings()
        {
            if ours.contains(american) && !(is_page_word && file.path.starts_with(PAGES)) {
                let what = format!("`{american}` is not how we spell it");
                problems.push(Problem::new(&file.path, number, what, format!("write `{british}`")));
            }
        }
    }
    problems
}

mod tests {
    use super::*;

    #[test]
    fn each_word_is_seen_but_where_it_is_at_home() {
        assert!(spellings().count() >= 20);
        for Spelling {
            american,
            british,
            is_page_word,
        } in spellings()
        {
            let count = |path, word: &str| check(&Workspace::of(&[(path, word)]), &Allowances::default()).len();
            assert_eq!(count("README.md", &format!("a {american}xx")), 1, "{american}");
            assert_eq!(
                count("crates/record/src/lib.rs", &american.to_uppercase()),
                1,
                "{american}"
            );
            assert_eq!(
                count("crates/web/src/lib.rs", american),
                usize::from(!is_page_word),
                "{american}"
            );
            assert_eq!(count("README.md", british), 0, "{british}");
        }
    }

    #[test]
    fn names_of_others_stay() {
        for name in NAMES_OF_OTHERS {
            let found = check(
                &Workspace::of(&[("crates/journal/src/lib.rs", name)]),
                &Allowances::default(),
            );
            assert!(found.is_empty(), "{name}");
        }
    }
}
