//! Every source file is listed by a `mod` line in its parent. One that is not is never compiled, and nobody notices:
//! a validation rule that does not run, a page that cannot be reached, an entry kind that cannot be read.

use super::source::{Problem, SourceFile, Workspace};
use syn::{Item, Visibility};

/// Entry kinds are read by every other crate, so their modules are public.
const ENTRIES: &str = "crates/record/src/entries/";

pub fn check(workspace: &Workspace) -> Vec<Problem> {
    workspace
        .rust_files()
        .filter_map(|file| check_file(workspace, file))
        .collect()
}

fn check_file(workspace: &Workspace, file: &SourceFile) -> Option<Problem> {
    let (folder, name) = module_place(&file.path)?;
    let parents = parent_paths(&folder);
    let parent = parents.iter().find_map(|path| workspace.file(path));
    let Some(parent) = parent else {
        let remedy = format!("write {} with `mod {name};`", parents.join(" or "));
        return Some(Problem::new(&file.path, 1, "no file lists this one", remedy));
    };
    let must_be_public = folder == ENTRIES.trim_end_matches('/');
    let listed = parent
        .syntax()?
        .items
        .iter()
        .any(|item| is_listing(item, &name, must_be_public));
    let line = if must_be_public {
        format!("`pub mod {name};`")
    } else {
        format!("`mod {name};`")
    };
    (!listed).then(|| {
        Problem::new(
            &file.path,
            1,
            format!("{} does not list this file", parent.path),
            format!("add {line} there"),
        )
    })
}

/// The folder of the module that must list this file, and the name by which it does. Nothing for the root of a crate, of
/// a binary or of a test.
fn module_place(path: &str) -> Option<(String, String)> {
    let stem = path.strip_suffix(".rs")?;
    let stem = stem.strip_suffix("/mod").unwrap_or(stem);
    let (folder, name) = stem.rsplit_once('/')?;
    let is_root = match folder.split('/').nth(2)? {
        "src" => folder.ends_with("/src") && (name == "lib" || name == "main") || folder.ends_with("/src/bin"),
        "tests" => folder.ends_with("/tests") || name == "main",
        _ => true,
    };
    (!is_root).then(|| (folder.to_owned(), name.to_owned()))
}

fn parent_paths(folder: &str) -> Vec<String> {
    let is_root = folder.ends_with("/src") || folder.split('/').nth_back(1) == Some("tests");
    if is_root {
        vec![format!("{folder}/lib.rs"), format!("{folder}/main.rs")]
    } else {
        vec![format!("{folder}/mod.rs"), format!("{folder}.rs")]
    }
}

fn is_listing(item: &Item, name: &str, must_be_public: bool) -> bool {
    match item {
        Item::Mod(module) if module.content.is_none() => {
            module.ident == name && (!must_be_public || matches!(module.vis, Visibility::Public(_)))
        }
        _ => false,
    }
}

mod tests {
    use super::*;

    fn problems_of(files: &[(&str, &str)]) -> Vec<String> {
        check(&Workspace::of(files)).iter().map(Problem::to_string).collect()
    }

    #[test]
    fn an_entry_kind_not_listed_in_public_is_seen() {
        let kind = ("crates/record/src/entries/contact.rs", "");
        let with = |listing| problems_of(&[("crates/record/src/entries.rs", listing), kind, ROOT]);
        const ROOT: (&str, &str) = ("crates/record/src/lib.rs", "pub mod entries;");
        assert!(with("pub mod contact;").is_empty());
        let want = "crates/record/src/entries/contact.rs:1: crates/record/src/entries.rs does not list this file; add `pub mod contact;` there";
        assert_eq!(with("pub mod referral;"), [want]);
        assert_eq!(with("mod contact;"), [want]);
        assert_eq!(with("// pub mod contact;"), [want]);
    }

    #[test]
    fn a_page_not_listed_in_its_journey_is_seen() {
        let page = ("crates/web/src/pages/strategy_discussion/agencies.rs", "");
        let journey = "crates/web/src/pages/strategy_discussion/mod.rs";
        let above = [
            ("crates/web/src/pages.rs", "mod strategy_discussion;"),
            ("crates/web/src/lib.rs", "mod pages;"),
        ];
        assert!(problems_of(&[page, (journey, "mod agencies;"), above[0], above[1]]).is_empty());
        assert_eq!(problems_of(&[page, (journey, ""), above[0], above[1]]).len(), 1);
        assert_eq!(
            problems_of(&[
                page,
                (journey, "mod agencies;"),
                ("crates/web/src/pages.rs", ""),
                above[1]
            ])
            .len(),
            1
        );
    }

    #[test]
    fn a_rule_not_listed_is_seen() {
        let rule = ("crates/returns/src/ssda903/rules/r101.rs", "");
        assert_eq!(
            problems_of(&[rule, ("crates/returns/src/ssda903/rules.rs", "mod r102;")]).len(),
            2
        );
        let found = problems_of(&[rule]);
        assert!(found[0].contains("no file lists this one"), "{found:?}");
    }

    #[test]
    fn roots_list_and_are_not_listed() {
        let roots = [
            ("crates/web/src/lib.rs", ""),
            ("crates/goldthread/src/main.rs", ""),
            ("crates/web/tests/it/main.rs", "mod pages;"),
            ("crates/web/tests/it/pages.rs", ""),
            ("crates/web/build.rs", ""),
        ];
        assert!(problems_of(&roots).is_empty());
        assert_eq!(
            problems_of(&[
                ("crates/web/tests/it/main.rs", ""),
                ("crates/web/tests/it/pages.rs", "")
            ])
            .len(),
            1
        );
    }
}
