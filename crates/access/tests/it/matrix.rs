//! The reference page is the one the rules make.

use expect_test::expect_file;

#[test]
fn the_reference_page_of_access_is_not_stale() {
    expect_file!["../../../../docs/reference/access.md"].assert_eq(&access::matrix_markdown());
}
