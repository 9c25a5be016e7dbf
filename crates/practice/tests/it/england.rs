//! England's set reads without a mistake and every worked example of every clock comes out as written.

use practice::{Practice, check_examples};

/// England’s practice, or its mistakes.
pub fn england() -> Practice {
    match Practice::england() {
        Ok(practice) => practice,
        Err(mistakes) => panic!("{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")),
    }
}

#[test]
fn england_reads_without_a_mistake() {
    england();
}

#[test]
fn every_worked_example_comes_out_as_written() {
    let mistakes = check_examples(&england());
    assert!(mistakes.is_empty(), "{}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}
