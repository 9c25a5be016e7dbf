//! The reference pages of the record are made from the code: run the tests with `UPDATE_EXPECT=1` to write them anew.

use expect_test::expect_file;
use record::code_lists::all_code_sets;
use record::entries::About;
use record::field::{Field, Need, Shape};
use record::{CodeSet, Kind};
use std::fmt::Write;

#[test]
fn the_page_of_fields_is_up_to_date() {
    let mut page = String::from(
        "# Kinds of entry and their fields\n\n\
        Made from the code by `cargo test -p record`; to write it anew, run that with `UPDATE_EXPECT=1`. An entry is not taken while \
        a field that must be answered is empty; other answers can make more of them necessary, and the page that asks says so. The \
        class says how guarded a field is.\n",
    );
    for kind in Kind::ALL {
        let about = match kind.about() {
            About::Child => "children",
            About::People => "any people",
            About::Service => "the service; it names no person",
        };
        writeln!(page, "\n## {}\n", kind.title()).unwrap();
        writeln!(page, "`{}`, version {}, about {about}.\n", kind.code(), kind.version()).unwrap();
        if kind.fields().is_empty() {
            page.push_str("It has no fields: that it happened says all.\n");
            continue;
        }
        page.push_str("| field | meaning | shape | list | class | answer |\n|---|---|---|---|---|---|\n");
        rows("", kind.fields(), &mut page);
    }
    expect_file!["../../../../docs/reference/fields.md"].assert_eq(&page);
}

#[test]
fn the_page_of_code_lists_is_up_to_date() {
    let mut page = String::from(
        "# Code lists\n\n\
        Made from the code by `cargo test -p record`; to write it anew, run that with `UPDATE_EXPECT=1`. A code may be used in an \
        entry about a day on which it is in force; older entries keep the codes they were written with.\n\n\
        | list | codes | where they come from |\n|---|---|---|\n",
    );
    for set in all_code_sets() {
        let name = set.name;
        let file = format!("../../crates/record/codesets/{name}.csv");
        writeln!(
            page,
            "| [{name}]({file}) | {} | {} |",
            set.codes.len(),
            cell(set.source)
        )
        .unwrap();
    }
    expect_file!["../../../../docs/reference/code-lists.md"].assert_eq(&page);
}

fn rows(at: &str, fields: &[Field], page: &mut String) {
    for field in fields {
        let name = format!("{at}{}", field.name);
        let (shape, list) = shape(&field.shape);
        let list = list.map_or(String::new(), |list| format!("[{}](code-lists.md)", list.name));
        let need = match field.need {
            Need::Must => "must",
            Need::May => "may",
        };
        let (meaning, class) = (cell(field.meaning), field.class.code());
        writeln!(page, "| `{name}` | {meaning} | {shape} | {list} | {class} | {need} |").unwrap();
        match field.shape {
            Shape::Group(inner) => rows(&format!("{name}."), inner, page),
            Shape::Many(Shape::Group(inner)) => rows(&format!("{name}[]."), inner, page),
            _ => {}
        }
    }
}

/// A shape in words, and its code list.
fn shape(shape: &Shape) -> (String, Option<&'static CodeSet>) {
    let words = match shape {
        Shape::Flag => "yes or no",
        Shape::Number => "whole number",
        Shape::Day => "day",
        Shape::Moment => "day, perhaps with time",
        Shape::Code(set) => return ("code".to_owned(), Some(set())),
        Shape::Text => "line of text",
        Shape::Narrative => "narrative",
        Shape::Person => "person",
        Shape::Worker => "worker",
        Shape::Team => "team",
        Shape::Organisation => "organisation",
        Shape::Entry => "entry",
        Shape::Action => "action",
        Shape::Group(_) => "group",
        Shape::Many(inner) => {
            let (words, list) = self::shape(inner);
            return (format!("list: {words}"), list);
        }
    };
    (words.to_owned(), None)
}

/// Words that fit into a cell of a table.
fn cell(words: &str) -> String {
    words.trim().replace('|', "\\|")
}
