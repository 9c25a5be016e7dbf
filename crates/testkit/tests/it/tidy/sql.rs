//! All SQL is in `journal`.

use super::source::{Problem, Workspace};
use proc_macro2::{Literal, TokenStream, TokenTree};

/// The one crate that may hold SQL.
const HOME: &str = "journal";
/// How a statement starts, and the words of which one follows in every statement that does something.
const STATEMENTS: [(&str, &[&str]); 5] = [
    ("select", &["from"]),
    ("insert", &["into"]),
    ("update", &["set"]),
    ("delete", &["from"]),
    ("create", &["table", "index", "view", "trigger"]),
];

/// Looks at every string of the sources, also those given to macros.
pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in workspace.rust_files() {
        let outside = file.in_crate().is_some_and(|krate| krate != HOME) && file.path.contains("/src/");
        let Some(tokens) = file
            .text()
            .filter(|_| outside)
            .and_then(|text| text.parse::<TokenStream>().ok())
        else {
            continue;
        };
        let mut literals = Vec::new();
        gather(tokens, &mut literals);
        for literal in literals.iter().filter(|literal| is_statement(&literal.to_string())) {
            let line = literal.span().start().line;
            let remedy = "give `journal` a method that answers the question, and call that";
            problems.push(Problem::new(&file.path, line, "a string that starts like SQL", remedy));
        }
    }
    problems
}

fn gather(tokens: TokenStream, literals: &mut Vec<Literal>) {
    for tree in tokens {
        match tree {
            TokenTree::Group(group) => gather(group.stream(), literals),
            TokenTree::Literal(literal) => literals.push(literal),
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// A first word in capitals, with more after it, is SQL. In small letters it is SQL only with the word that belongs to
/// it: "select" may be the name of a component. "Select where the child lives" is a message to a person, and
/// "DELETE /drafts" a request.
fn is_statement(literal: &str) -> bool {
    let Some((_, text)) = literal.split_once('"') else {
        return false;
    };
    let Some((first, rest)) = text.trim_start().split_once(char::is_whitespace) else {
        return false;
    };
    let goes_on = rest
        .trim_start()
        .starts_with(|letter: char| letter.is_ascii_alphanumeric() || "*($?\"".contains(letter));
    let mut words = rest.split(|letter: char| !letter.is_ascii_alphabetic());
    STATEMENTS.iter().any(|(start, followed_by)| {
        first == start.to_uppercase() && goes_on || first == *start && words.any(|word| followed_by.contains(&word))
    })
}

mod tests {
    use super::*;

    fn lines_of(path: &str, text: &str) -> Vec<String> {
        check(&Workspace::of(&[(path, text)]))
            .iter()
            .map(Problem::to_string)
            .collect()
    }

    #[test]
    fn sql_outside_the_journal_is_seen() {
        let planted =
            "fn f() {\n    run(\"SELECT 1\");\n    html! { p { (run(r#\"\n        delete from entry\"#)) } }\n}\n";
        let found = lines_of("crates/web/src/pages.rs", planted);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[0].starts_with("crates/web/src/pages.rs:2: "), "{found:?}");
        assert!(found[1].starts_with("crates/web/src/pages.rs:3: "), "{found:?}");
        assert!(lines_of("crates/journal/src/sqlite.rs", planted).is_empty());
    }

    #[test]
    fn words_to_people_are_not_sql() {
        for words in [
            "Select where the child came from",
            "select",
            "Update the plan",
            "Create a table of visits",
            "CREATED",
        ] {
            let text = format!("const WORDS: &str = \"{words}\";");
            assert!(lines_of("crates/web/src/pages.rs", &text).is_empty(), "{words}");
        }
    }
}
