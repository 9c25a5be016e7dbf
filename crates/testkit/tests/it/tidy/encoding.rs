//! Files are UTF-8 with line feeds, but for pictures and for what must keep the bytes it came with.

use super::allow::{self, Allowances};
use super::source::{Problem, SourceFile, Workspace};

/// Kinds of file that are not text.
const NOT_TEXT: [&str; 11] = [
    ".png", ".ico", ".jpg", ".gif", ".pdf", ".woff2", ".ttf", ".xlsx", ".zip", ".gz", ".sqlite",
];
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const REMEDY: &str = "save it as UTF-8 with line feeds; if it must keep the bytes it came with, list it as [[foreign]] in tidy-allow.toml";

pub fn check(workspace: &Workspace, allowances: &Allowances) -> Vec<Problem> {
    let is_text = |file: &&SourceFile| !NOT_TEXT.iter().any(|kind| file.path.ends_with(kind));
    let ours = |file: &&SourceFile| !allowances.is_foreign(&file.path);
    let mut problems: Vec<Problem> = workspace
        .files()
        .iter()
        .filter(is_text)
        .filter(ours)
        .filter_map(check_file)
        .collect();
    for entry in &allowances.foreign {
        if !workspace.files().iter().any(|file| entry.covers(&file.path)) {
            problems.push(allow::not_needed(entry.at, &format!("{} is not there and", entry.path)));
        }
    }
    problems
}

fn check_file(file: &SourceFile) -> Option<Problem> {
    let (offset, what) = match std::str::from_utf8(&file.bytes) {
        Err(fault) => (fault.valid_up_to(), "not UTF-8"),
        Ok(_) if file.bytes.starts_with(BYTE_ORDER_MARK) => (0, "a byte order mark"),
        Ok(_) => (file.bytes.iter().position(|byte| *byte == b'\r')?, "a carriage return"),
    };
    let line = file.bytes.iter().take(offset).filter(|byte| **byte == b'\n').count() + 1;
    Some(Problem::new(&file.path, line, what, REMEDY))
}

mod tests {
    use super::*;

    fn problem_of(bytes: &[u8]) -> Option<String> {
        let file = SourceFile {
            path: "crates/web/words.txt".to_owned(),
            bytes: bytes.to_vec(),
        };
        check_file(&file).map(|problem| problem.to_string())
    }

    #[test]
    fn each_fault_is_seen_on_its_line() {
        assert!(problem_of("naïve\n".as_bytes()).is_none());
        for (bytes, start) in [
            (&b"fine\nna\xEFve\n"[..], "crates/web/words.txt:2: not UTF-8; "),
            (
                &b"\xEF\xBB\xBFfine\n"[..],
                "crates/web/words.txt:1: a byte order mark; ",
            ),
            (
                &b"fine\nfine\nnot\r\n"[..],
                "crates/web/words.txt:3: a carriage return; ",
            ),
        ] {
            let found = problem_of(bytes).unwrap();
            assert!(found.starts_with(start), "{found}");
        }
    }

    #[test]
    fn foreign_bytes_stay_and_a_list_of_what_is_gone_does_not() {
        let list = "[[foreign]]\npath = \"crates/returns/samples/\"\nreason = \"as published\"\n";
        let sample = ("crates/returns/samples/episodes.csv", "CHILD\r\n");
        let check = |files: &[(&str, &str)]| {
            let workspace = Workspace::of(files);
            check(&workspace, &Allowances::read(&workspace).unwrap_or_default()).len()
        };
        assert_eq!(check(&[sample]), 1);
        assert_eq!(check(&[sample, (allow::PATH, list)]), 0);
        assert_eq!(check(&[(allow::PATH, list)]), 1);
    }
}
