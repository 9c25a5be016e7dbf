//! Tidy: the habits of this code base that a machine can check, so that nobody need remember them.
//!
//! Each check is a function from the workspace to its problems, with a test that runs it over the real workspace here
//! and, beside it, a test that it sees a planted fault.

mod allow;
mod arrows;
mod encoding;
mod lengths;
mod listings;
mod lookups;
mod marks;
mod source;
mod spelling;
mod sql;

use allow::Allowances;
use source::{Problem, Workspace};
use std::sync::LazyLock;

static WORKSPACE: LazyLock<Workspace> = LazyLock::new(Workspace::load);

#[test]
fn the_walk_finds_the_workspace() {
    for path in [
        "Cargo.toml",
        "test",
        ".ci/run",
        "crates/record/src/lib.rs",
        "crates/testkit/tests/it/tidy.rs",
    ] {
        assert!(WORKSPACE.file(path).is_some(), "the walk missed {path}");
    }
    assert!(
        WORKSPACE
            .files()
            .iter()
            .all(|file| !file.path.starts_with("target/") && !file.path.starts_with(".git/"))
    );
}

#[test]
fn crates_use_one_another_only_along_the_arrows() {
    assert_none(arrows::check(&WORKSPACE));
}

#[test]
fn the_arrows_are_those_of_the_architecture() {
    assert_none(arrows::check_architecture(&WORKSPACE));
}

#[test]
fn files_and_functions_are_short() {
    assert_none(lengths::check(&WORKSPACE, &allowances()));
}

#[test]
fn sql_is_in_the_journal_alone() {
    assert_none(sql::check(&WORKSPACE));
}

#[test]
fn a_database_fault_is_never_an_empty_list() {
    assert_none(lookups::check(&WORKSPACE));
}

#[test]
fn every_source_file_is_listed() {
    assert_none(listings::check(&WORKSPACE));
}

#[test]
fn no_unfinished_or_stray_marks() {
    assert_none(marks::check(&WORKSPACE, &allowances()));
}

#[test]
fn files_are_utf8_with_line_feeds() {
    assert_none(encoding::check(&WORKSPACE, &allowances()));
}

#[test]
fn words_are_spelt_the_british_way() {
    assert_none(spelling::check(&WORKSPACE, &allowances()));
}

fn allowances() -> Allowances {
    Allowances::read(&WORKSPACE).unwrap_or_else(|problem| panic!("{problem}"))
}

fn assert_none(problems: Vec<Problem>) {
    let lines: Vec<String> = problems.iter().map(Problem::to_string).collect();
    assert!(lines.is_empty(), "{} untidy:\n{}\n", lines.len(), lines.join("\n"));
}
