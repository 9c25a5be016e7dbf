//! The reference pages of the practice are made from England's files: run the tests with `UPDATE_EXPECT=1` to write them anew.

mod boards;
mod clocks;
mod files;
mod forms;
mod language;

use crate::england::england;
use expect_test::expect_file;

#[test]
fn the_page_of_clocks_is_up_to_date() {
    expect_file!["../../../../docs/reference/clocks.md"].assert_eq(&clocks::page(england()));
}

#[test]
fn the_page_of_forms_is_up_to_date() {
    expect_file!["../../../../docs/reference/forms.md"].assert_eq(&forms::page(england()));
}

#[test]
fn the_page_of_boards_is_up_to_date() {
    expect_file!["../../../../docs/reference/boards.md"].assert_eq(&boards::page(england()));
}

#[test]
fn the_page_of_the_practice_language_is_up_to_date() {
    expect_file!["../../../../docs/reference/practice-language.md"].assert_eq(&language::page());
}

/// The head of a page: its title, what it tells, and how it is made.
fn head(title: &str, about: &str) -> String {
    format!(
        "# {title}\n\n{about}\n\nMade from the practice files by `cargo test -p practice --test it reference`; to write it anew, run \
        that with `UPDATE_EXPECT=1`.\n"
    )
}

/// Words that fit into a cell of a table.
fn cell(words: &str) -> String {
    words
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('|', "\\|")
}

/// The link to a heading of the same page, as Markdown readers name it.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}
