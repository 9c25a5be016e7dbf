//! A database fault is never an empty list: the journal passes it on.

use super::source::{Problem, Workspace};
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Expr, ExprMethodCall};

const JOURNAL: &str = "crates/journal/src/";
/// How the names of the calls begin that ask the database something.
const ASKS: [&str; 3] = ["query", "execute", "prepare"];
/// What turns a fault into nothing, and is used on the answer itself.
const FORGETS: [&str; 5] = ["ok", "unwrap_or_default", "unwrap_or", "unwrap_or_else", "flatten"];

pub fn check(workspace: &Workspace) -> Vec<Problem> {
    let mut problems = Vec::new();
    for file in workspace.rust_files().filter(|file| file.path.starts_with(JOURNAL)) {
        let mut finder = Finder { lines: Vec::new() };
        if let Some(syntax) = file.syntax() {
            finder.visit_file(&syntax);
        }
        finder.lines.sort_unstable();
        finder.lines.dedup();
        problems.extend(finder.lines.iter().map(|line| {
            let what = "a fault of the database is turned into nothing";
            Problem::new(
                &file.path,
                *line,
                what,
                "pass it on with `?`; for no row, use `.optional()?`",
            )
        }));
    }
    problems
}

struct Finder {
    lines: Vec<usize>,
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        let method = call.method.to_string();
        // After `?` a fault has been passed on. The rows of an answer can still fail one by one, and `flatten` drops those.
        let rows_too = method == "flatten";
        if FORGETS.contains(&method.as_str()) && asks(&call.receiver, rows_too) {
            self.lines.push(call.method.span().start().line);
        }
        if asks(&call.receiver, true) {
            call.args
                .iter()
                .for_each(|argument| RowFinder { lines: &mut self.lines }.visit_expr(argument));
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// Looks for `.ok()` and `Result::ok` in what is done with each row.
struct RowFinder<'a> {
    lines: &'a mut Vec<usize>,
}

impl<'ast> Visit<'ast> for RowFinder<'_> {
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if call.method == "ok" {
            self.lines.push(call.method.span().start().line);
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        let names: Vec<String> = path
            .path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if names.ends_with(&["Result".to_owned(), "ok".to_owned()]) {
            self.lines.push(path.span().start().line);
        }
    }
}

/// Whether a call that asks the database stands in the chain that ends here.
fn asks(expression: &Expr, through_question_mark: bool) -> bool {
    match expression {
        Expr::MethodCall(call) => is_ask(&call.method) || asks(&call.receiver, through_question_mark),
        Expr::Call(call) => match call.func.as_ref() {
            Expr::Path(path) => path.path.segments.last().is_some_and(|segment| is_ask(&segment.ident)),
            _ => false,
        },
        // `.optional()?` is one row or none: a fault of it has been passed on.
        Expr::Try(inner) => {
            through_question_mark && !is_optional(&inner.expr) && asks(&inner.expr, through_question_mark)
        }
        Expr::Await(inner) => asks(&inner.base, through_question_mark),
        Expr::Paren(inner) => asks(&inner.expr, through_question_mark),
        _ => false,
    }
}

fn is_optional(expression: &Expr) -> bool {
    matches!(expression, Expr::MethodCall(call) if call.method == "optional")
}

fn is_ask(name: &syn::Ident) -> bool {
    let name = name.to_string();
    ASKS.iter().any(|start| name.starts_with(start))
}

mod tests {
    use super::*;

    fn count(body: &str) -> usize {
        let text = format!("fn f() {{\n{body}\n}}\n");
        check(&Workspace::of(&[("crates/journal/src/sqlite.rs", &text)])).len()
    }

    #[test]
    fn a_forgotten_fault_is_seen() {
        for body in [
            "connection.query_row(TEXT, [], read).ok()",
            "connection\n.query_row(TEXT, [], read)\n.unwrap_or_default()",
            "connection.execute(TEXT, []).unwrap_or(0)",
            "connection.prepare(TEXT)?.query_map([], read)?.flatten().collect()",
            "statement.query_map([], read)?.filter_map(Result::ok).collect()",
            "statement.query_map([], read)?.filter_map(|row| row.ok()).collect()",
            "(query_head(connection)).ok()",
        ] {
            assert_eq!(count(body), 1, "{body}");
        }
    }

    #[test]
    fn a_fault_passed_on_is_fine() {
        for body in [
            "connection.query_row(TEXT, [], read).optional()?.unwrap_or_default()",
            "statement.query_map([], read)?.collect::<Result<Vec<_>, _>>()?",
            "text.parse().ok()",
        ] {
            assert_eq!(count(body), 0, "{body}");
        }
    }

    #[test]
    fn the_line_is_that_of_the_forgetting() {
        let text = "fn f() {\n    connection\n        .query_row(TEXT)\n        .ok()\n}\n";
        let found = check(&Workspace::of(&[("crates/journal/src/sqlite.rs", text)]));
        assert!(found[0].to_string().starts_with("crates/journal/src/sqlite.rs:4: "));
    }
}
