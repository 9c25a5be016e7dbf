//! Crates use one another only along the arrows of ARCHITECTURE.md.

use super::source::{Problem, SourceFile, Workspace};
use std::collections::BTreeSet;
use toml::{Table, Value};

const ARCHITECTURE: &str = "ARCHITECTURE.md";
/// The heading in ARCHITECTURE.md under which the same table stands.
const HEADING: &str = "## Who may use whom";
/// Test support may use every crate, and every crate may use it in its tests.
const TESTKIT: &str = "testkit";

/// Each crate that ships, with the crates it may use.
const ARROWS: [(&str, &[&str]); 10] = [
    (
        "goldthread",
        &[
            "web", "service", "casebook", "journal", "practice", "record", "returns", "access",
        ],
    ),
    (
        "web",
        &["service", "casebook", "practice", "record", "access", "returns"],
    ),
    (
        "service",
        &["casebook", "journal", "returns", "access", "practice", "record"],
    ),
    ("returns", &["casebook", "record", "practice"]),
    ("casebook", &["practice", "record"]),
    ("journal", &["record"]),
    ("access", &["record"]),
    ("practice", &["record"]),
    ("record", &[]),
    (
        TESTKIT,
        &[
            "goldthread",
            "web",
            "service",
            "returns",
            "casebook",
            "journal",
            "access",
            "practice",
            "record",
        ],
    ),
];

const WRITE_IT_FIRST: &str =
    "use what the crate has, or write the new arrow in ARCHITECTURE.md first and then in arrows.rs";

pub fn check(workspace: &Workspace) -> Vec<Problem> {
    workspace
        .files()
        .iter()
        .filter(|file| is_manifest(file))
        .flat_map(check_manifest)
        .collect()
}

/// The table in ARCHITECTURE.md says what [`ARROWS`] says.
pub fn check_architecture(workspace: &Workspace) -> Vec<Problem> {
    let Some(file) = workspace.file(ARCHITECTURE) else {
        return vec![Problem::new(
            ARCHITECTURE,
            1,
            "there is no such file",
            "write the map of the crates",
        )];
    };
    let rows = written_rows(file);
    let mut problems = Vec::new();
    for (krate, uses) in ARROWS {
        let wanted: BTreeSet<String> = uses.iter().map(|used| (*used).to_owned()).collect();
        match rows.iter().find(|row| row.krate == krate) {
            None => problems.push(Problem::new(
                ARCHITECTURE,
                1,
                format!("no row for `{krate}` under \"{HEADING}\""),
                "add the row that arrows.rs has",
            )),
            Some(row) if row.uses != wanted => problems.push(Problem::new(
                ARCHITECTURE,
                row.line,
                format!("the arrows of `{krate}` are not those of arrows.rs"),
                format!("make both say {wanted:?}"),
            )),
            Some(_) => {}
        }
    }
    for row in rows.iter().filter(|row| arrows_of(&row.krate).is_none()) {
        let what = format!("`{}` has a row here and none in arrows.rs", row.krate);
        problems.push(Problem::new(
            ARCHITECTURE,
            row.line,
            what,
            "add it there, or delete the row",
        ));
    }
    problems
}

struct Row {
    line: usize,
    krate: String,
    uses: BTreeSet<String>,
}

fn arrows_of(krate: &str) -> Option<&'static [&'static str]> {
    ARROWS.iter().find(|(name, _)| *name == krate).map(|(_, uses)| *uses)
}

fn is_manifest(file: &SourceFile) -> bool {
    file.in_crate()
        .is_some_and(|krate| file.path == format!("crates/{krate}/Cargo.toml"))
}

fn check_manifest(file: &SourceFile) -> Vec<Problem> {
    let krate = file.in_crate().unwrap_or_default();
    let Some(allowed) = arrows_of(krate) else {
        return vec![Problem::new(
            &file.path,
            1,
            format!("`{krate}` is not in the table of arrows"),
            WRITE_IT_FIRST,
        )];
    };
    let Some(manifest) = file.text().and_then(|text| text.parse::<Table>().ok()) else {
        return vec![Problem::new(
            &file.path,
            1,
            "not a manifest that can be read",
            "mend the TOML",
        )];
    };
    let mut used = Vec::new();
    gather(&manifest, &mut used);
    used.iter()
        .filter(|(_, name)| arrows_of(name).is_some() && !allowed.contains(&name.as_str()))
        .filter(|(section, name)| !(section == "dev-dependencies" && name == TESTKIT))
        .map(|(section, name)| {
            let what = format!("`{krate}` uses `{name}` in [{section}], and no arrow leads there");
            Problem::new(&file.path, line_of(file, name), what, WRITE_IT_FIRST)
        })
        .collect()
}

/// Every crate named in a table of dependencies, also one for some targets only.
fn gather(table: &Table, used: &mut Vec<(String, String)>) {
    for section in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for (key, value) in table.get(section).and_then(Value::as_table).into_iter().flatten() {
            let name = value.get("package").and_then(Value::as_str).unwrap_or(key);
            used.push((section.to_owned(), name.to_owned()));
        }
    }
    for target in table.get("target").and_then(Value::as_table).into_iter().flatten() {
        if let Some(target) = target.1.as_table() {
            gather(target, used);
        }
    }
}

fn line_of(file: &SourceFile, name: &str) -> usize {
    file.lines()
        .find(|(_, line)| line.starts_with(name))
        .map_or(1, |(number, _)| number)
}

/// The rows of the table under [`HEADING`]: the crate, then the crates it may use, each in backticks.
fn written_rows(file: &SourceFile) -> Vec<Row> {
    file.lines()
        .skip_while(|(_, line)| *line != HEADING)
        .skip(1)
        .take_while(|(_, line)| !line.starts_with("## "))
        .filter(|(_, line)| line.starts_with("| `"))
        .map(|(number, line)| {
            let mut names = line.split('`').skip(1).step_by(2).map(str::to_owned);
            Row {
                line: number,
                krate: names.next().unwrap_or_default(),
                uses: names.collect(),
            }
        })
        .collect()
}

mod tests {
    use super::*;

    fn problems_of(path: &str, manifest: &str) -> Vec<String> {
        check(&Workspace::of(&[(path, manifest)]))
            .iter()
            .map(Problem::to_string)
            .collect()
    }

    #[test]
    fn an_arrow_upwards_is_seen() {
        let found = problems_of("crates/record/Cargo.toml", "[dependencies]\njournal.workspace = true\n");
        let want = "crates/record/Cargo.toml:2: `record` uses `journal` in [dependencies], and no arrow leads there; ";
        assert!(found.len() == 1 && found[0].starts_with(want), "{found:?}");
    }

    #[test]
    fn an_arrow_under_another_name_or_target_is_seen() {
        let renamed = "[target.'cfg(unix)'.dependencies]\nstore = { package = \"journal\", path = \"../journal\" }\n";
        assert_eq!(problems_of("crates/access/Cargo.toml", renamed).len(), 1);
    }

    #[test]
    fn testkit_serves_tests_only() {
        assert!(
            problems_of(
                "crates/web/Cargo.toml",
                "[dev-dependencies]\ntestkit.workspace = true\n"
            )
            .is_empty()
        );
        assert_eq!(
            problems_of("crates/web/Cargo.toml", "[dependencies]\ntestkit.workspace = true\n").len(),
            1
        );
        assert_eq!(
            problems_of(
                "crates/web/Cargo.toml",
                "[dev-dependencies]\njournal.workspace = true\n"
            )
            .len(),
            1
        );
    }

    #[test]
    fn a_crate_without_arrows_is_seen() {
        assert_eq!(problems_of("crates/novel/Cargo.toml", "").len(), 1);
    }

    #[test]
    fn a_table_that_says_something_else_is_seen() {
        let mut text = format!("{HEADING}\n\n| crate | may use |\n| --- | --- |\n");
        for (krate, uses) in ARROWS {
            let uses: Vec<String> = uses.iter().map(|used| format!("`{used}`")).collect();
            text.push_str(&format!("| `{krate}` | {} |\n", uses.join(", ")));
        }
        let check_text = |text: &str| check_architecture(&Workspace::of(&[(ARCHITECTURE, text)])).len();
        assert_eq!(check_text(&text), 0);
        assert_eq!(
            check_text(&text.replace("| `journal` | `record` |", "| `journal` | `record`, `access` |")),
            1
        );
        assert_eq!(check_text(&text.replace("| `journal` | `record` |", "")), 1);
        assert_eq!(check_text(&format!("{text}| `novel` | `record` |\n")), 1);
    }
}
