//! Files and functions short enough to read in one go.

use super::allow::{self, Allowances, LongFunction};
use super::source::{Problem, SourceFile, Workspace};
use std::collections::BTreeSet;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};

const FILE_LINES: usize = 500;
const FUNCTION_LINES: usize = 70;
/// A test tells a story from beginning to end, which may take a few more lines.
const TEST_FUNCTION_LINES: usize = 100;

pub fn check(workspace: &Workspace, allowances: &Allowances) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut needed = BTreeSet::new();
    for file in workspace.rust_files().filter(|file| !allowances.is_foreign(&file.path)) {
        check_file(file, allowances, &mut needed, &mut problems);
        for function in functions(file) {
            check_function(file, &function, allowances, &mut needed, &mut problems);
        }
    }
    let unneeded_files = allowances.files.iter().map(|entry| (entry.at, entry.path.clone()));
    let unneeded_functions = allowances
        .functions
        .iter()
        .map(|entry| (entry.at, format!("`{}` in {}", entry.name, entry.path)));
    problems.extend(
        unneeded_files
            .chain(unneeded_functions)
            .filter(|(at, _)| !needed.contains(at))
            .map(|(at, what)| allow::not_needed(at, &what)),
    );
    problems
}

fn check_file(file: &SourceFile, allowances: &Allowances, needed: &mut BTreeSet<usize>, problems: &mut Vec<Problem>) {
    let lines = file.lines().count();
    if lines <= FILE_LINES {
        return;
    }
    let entry = allowances.files.iter().find(|entry| entry.path == file.path);
    needed.extend(entry.map(|entry| entry.at));
    let limit = entry.map_or(FILE_LINES, |entry| entry.lines);
    if lines > limit {
        let what = format!("{lines} lines where {limit} are allowed");
        problems.push(Problem::new(
            &file.path,
            limit + 1,
            what,
            "split it by idea, each with a name of its own",
        ));
    }
}

fn check_function(
    file: &SourceFile,
    function: &Function,
    allowances: &Allowances,
    needed: &mut BTreeSet<usize>,
    problems: &mut Vec<Problem>,
) {
    let usual = if function.is_test {
        TEST_FUNCTION_LINES
    } else {
        FUNCTION_LINES
    };
    if function.lines <= usual {
        return;
    }
    let fits = |entry: &&LongFunction| entry.path == file.path && entry.name == function.name;
    let entry = allowances.functions.iter().find(fits);
    needed.extend(entry.map(|entry| entry.at));
    let limit = entry.map_or(usual, |entry| entry.lines);
    if function.lines > limit {
        let what = format!(
            "`{}` has {} lines where {limit} are allowed",
            function.name, function.lines
        );
        problems.push(Problem::new(
            &file.path,
            function.line,
            what,
            "give its steps functions and names of their own",
        ));
    }
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
    is_test: bool,
}

fn functions(file: &SourceFile) -> Vec<Function> {
    let mut finder = Finder {
        found: Vec::new(),
        in_tests: file.is_test(),
    };
    if let Some(syntax) = file.syntax() {
        finder.visit_file(&syntax);
    }
    finder.found
}

struct Finder {
    found: Vec<Function>,
    in_tests: bool,
}

impl Finder {
    fn note(&mut self, signature: &syn::Signature, block: &syn::Block, attributes: &[syn::Attribute]) {
        let line = signature.span().start().line;
        let is_test = self.in_tests || attributes.iter().any(|attribute| attribute.path().is_ident("test"));
        let lines = block.span().end().line - line + 1;
        self.found.push(Function {
            name: signature.ident.to_string(),
            line,
            lines,
            is_test,
        });
    }
}

impl<'ast> Visit<'ast> for Finder {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let outside = self.in_tests;
        self.in_tests |= module.attrs.iter().any(is_cfg_test);
        visit::visit_item_mod(self, module);
        self.in_tests = outside;
    }

    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.note(&function.sig, &function.block, &function.attrs);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.note(&function.sig, &function.block, &function.attrs);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.note(&function.sig, block, &function.attrs);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

fn is_cfg_test(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute
            .parse_args::<syn::Path>()
            .is_ok_and(|path| path.is_ident("test"))
}

mod tests {
    use super::*;

    const PATH: &str = "crates/web/src/long.rs";

    fn function(name: &str, lines: usize) -> String {
        format!("fn {name}() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    fn problems_of(text: &str, list: &str) -> Vec<String> {
        let workspace = Workspace::of(&[(PATH, text), (allow::PATH, list)]);
        let allowances = Allowances::read(&workspace).unwrap_or_default();
        check(&workspace, &allowances).iter().map(Problem::to_string).collect()
    }

    #[test]
    fn a_long_function_is_seen_wherever_it_stands() {
        assert!(problems_of(&function("fits", 70), "").is_empty());
        let found = problems_of(&function("steps", 71), "");
        assert!(
            found[0].starts_with("crates/web/src/long.rs:1: `steps` has 71 lines where 70 are allowed; "),
            "{found:?}"
        );
        for (before, after) in [
            ("impl A {\n", "}\n"),
            ("trait A {\n", "}\n"),
            ("mod a {\n", "}\n"),
            ("fn b() {\n", "}\n"),
        ] {
            assert!(
                !problems_of(&format!("{before}{}{after}", function("steps", 71)), "").is_empty(),
                "{before}"
            );
        }
    }

    #[test]
    fn a_test_may_be_longer_but_not_endless() {
        let in_tests = |lines| format!("#[cfg(test)]\nmod tests {{\n{}}}\n", function("story", lines));
        assert!(problems_of(&in_tests(100), "").is_empty());
        assert_eq!(problems_of(&in_tests(101), "").len(), 1);
    }

    #[test]
    fn a_long_file_is_seen() {
        assert!(problems_of(&"// line\n".repeat(500), "").is_empty());
        assert_eq!(problems_of(&"// line\n".repeat(501), "").len(), 1);
    }

    #[test]
    fn an_allowance_lets_through_what_it_says_and_no_more() {
        let list = format!("[[function]]\npath = \"{PATH}\"\nname = \"steps\"\nlines = 80\nreason = \"one table\"\n");
        assert!(problems_of(&function("steps", 80), &list).is_empty());
        assert_eq!(problems_of(&function("steps", 81), &list).len(), 1);
        let list = format!("[[file]]\npath = \"{PATH}\"\nlines = 600\nreason = \"one table\"\n");
        assert!(problems_of(&"// line\n".repeat(600), &list).is_empty());
        assert_eq!(problems_of(&"// line\n".repeat(601), &list).len(), 1);
    }

    #[test]
    fn an_allowance_no_longer_needed_is_seen() {
        let list = format!("[[function]]\npath = \"{PATH}\"\nname = \"steps\"\nlines = 80\nreason = \"one table\"\n");
        let found = problems_of(&function("steps", 70), &list);
        let want =
            "crates/testkit/tidy-allow.toml:2: `steps` in crates/web/src/long.rs needs no allowance; delete the entry";
        assert_eq!(found, [want]);
        let list = format!("[[file]]\npath = \"{PATH}\"\nlines = 600\nreason = \"one table\"\n");
        assert_eq!(problems_of("", &list).len(), 1);
    }
}
