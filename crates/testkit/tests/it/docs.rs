//! The pages of text: no dead link, no file or module named that is not there, no limit that is not so, and none too long to read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Pages to read at a sitting are no longer than this; those made from the code, or from measuring, are as long as they are.
const PAGE_LINES: usize = 150;
/// The folders of such pages.
const SHORT: [&str; 4] = [
    "docs/practitioner/",
    "docs/system-owner/",
    "docs/developer/",
    "docs/decisions/",
];
/// The folder of pages made from the code.
const REFERENCE: &str = "docs/reference/";
/// How the names of places in this repository begin.
const PLACES: [&str; 4] = ["crates/", "docs/", "samples/", ".ci/"];

/// Pages by their path from the root.
type Pages = BTreeMap<String, String>;

#[test]
fn every_link_leads_somewhere() {
    assert_none(dead_links(&pages(), &|path| root().join(path).exists()));
}

#[test]
fn every_file_that_a_page_names_is_there() {
    assert_none(missing_places(&pages(), &|path| root().join(path).exists()));
}

#[test]
fn every_module_that_a_page_names_is_there() {
    assert_none(missing_modules(&pages(), &root().join("crates")));
}

#[test]
fn every_limit_that_a_page_names_is_so() {
    let pages = pages();
    let rows = limits(&pages);
    assert!(!rows.is_empty(), "no page names a limit");
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap_or_default();
    assert_none(wrong_limits(&rows, &read));
}

#[test]
fn every_test_that_a_page_names_is_there() {
    let pages = pages();
    let named = named_tests(&pages);
    assert!(!named.is_empty(), "no page names a test");
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap_or_default();
    assert_none(missing_tests(&named, &read));
}

#[test]
fn pages_are_short() {
    assert_none(long_pages(&pages()));
}

#[test]
fn faults_planted_in_a_page_are_seen() {
    let there = |path: &str| ["docs/b.md", "crates/web"].contains(&path);
    let page = |text: &str| {
        Pages::from([
            ("docs/a.md".to_owned(), text.to_owned()),
            ("docs/b.md".to_owned(), "# One thing: more\n".to_owned()),
        ])
    };
    assert!(
        dead_links(
            &page("[b](b.md), [b](b.md#one-thing-more), [away](https://example.org/x.md)"),
            &there
        )
        .is_empty()
    );
    assert_eq!(dead_links(&page("```text\n[c](c.md)\n```\n"), &there), [""; 0]);
    assert_eq!(
        dead_links(&page("[c](c.md)"), &there),
        ["docs/a.md: the link to c.md leads nowhere"]
    );
    assert_eq!(
        dead_links(&page("[b](b.md#two)"), &there),
        ["docs/a.md: docs/b.md has no heading “two”"]
    );
    assert_eq!(
        missing_places(&page("`crates/web` and `crates/<name>/src`"), &there),
        [""; 0]
    );
    assert_eq!(
        missing_places(&page("`crates/wab`"), &there),
        ["docs/a.md: there is no crates/wab"]
    );
    let crates = root().join("crates");
    assert_eq!(
        missing_modules(
            &page("`service::look` `service::Service::look` `std::fmt` `journal::Verdict`"),
            &crates
        ),
        [""; 0]
    );
    assert_eq!(
        missing_modules(&page("`service::lock`"), &crates),
        ["docs/a.md: there is no service::lock"]
    );
    let row = page("| words | `MOST` = `24` | [f.rs](../f.rs) |");
    let rows = limits(&row);
    assert_eq!(
        wrong_limits(&rows, &|_| "pub const MOST: usize = 24;".to_owned()),
        [""; 0]
    );
    assert_eq!(
        wrong_limits(&rows, &|_| "pub const MOST: usize = 25;".to_owned()),
        ["docs/a.md: f.rs does not say MOST = 24"]
    );
    let row = page("| a form | kept | `it_is_kept` in [f.rs](../f.rs) |");
    let named = named_tests(&row);
    assert_eq!(
        missing_tests(&named, &|_| "#[test]\nfn it_is_kept() {".to_owned()),
        [""; 0]
    );
    assert_eq!(
        missing_tests(&named, &|_| "#[tokio::test]\nasync fn it_is_kept() {".to_owned()),
        [""; 0]
    );
    for otherwise in ["#[test]\nfn it_is_kept_twice() {", "fn it_is_kept() {"] {
        assert_eq!(
            missing_tests(&named, &|_| otherwise.to_owned()),
            ["docs/a.md: f.rs has no test it_is_kept"]
        );
    }
    assert_eq!(
        long_pages(&Pages::from([("docs/developer/a.md".to_owned(), "line\n".repeat(151))])),
        ["docs/developer/a.md: 151 lines where 150 are allowed"]
    );
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pages() -> Pages {
    let mut pages = Pages::new();
    for name in ["README.md", "ARCHITECTURE.md", "NOTICES.md", "samples/README.md"] {
        pages.insert(name.to_owned(), fs::read_to_string(root().join(name)).unwrap());
    }
    collect("docs", &mut pages);
    pages
}

fn collect(folder: &str, pages: &mut Pages) {
    for entry in fs::read_dir(root().join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&path, pages);
        } else if path.ends_with(".md") {
            pages.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}

/// The page without its blocks of code.
fn prose(text: &str) -> String {
    let mut within = false;
    let kept = text.lines().filter(|line| {
        let fence = line.trim_start().starts_with("```");
        within ^= fence;
        !within && !fence
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// What stands between backticks in the prose of a page.
fn quoted(text: &str) -> Vec<String> {
    prose(text)
        .lines()
        .flat_map(|line| {
            line.split('`')
                .skip(1)
                .step_by(2)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

fn dead_links(pages: &Pages, there: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut dead = Vec::new();
    for (path, text) in pages {
        for target in prose(text)
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            if target.contains("://") || target.contains(' ') {
                continue;
            }
            let (file, heading) = target
                .split_once('#')
                .map_or((target, None), |(file, heading)| (file, Some(heading)));
            let file = if file.is_empty() {
                path.clone()
            } else {
                joined(path, file)
            };
            if !there(&file) && !pages.contains_key(&file) {
                dead.push(format!("{path}: the link to {target} leads nowhere"));
            } else if let (Some(heading), Some(page)) = (heading, pages.get(&file))
                && !anchors(page).iter().any(|anchor| anchor == heading)
            {
                dead.push(format!("{path}: {file} has no heading “{heading}”"));
            }
        }
    }
    dead
}

/// A relative path seen from a page, from the root.
fn joined(page: &str, relative: &str) -> String {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in relative.trim_end_matches('/').split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The anchors of a page's headings, as Markdown readers make them.
fn anchors(page: &str) -> Vec<String> {
    let headings = page
        .lines()
        .filter(|line| line.starts_with('#'))
        .map(|line| line.trim_start_matches('#').trim());
    headings
        .map(|heading| {
            let kept = heading
                .chars()
                .filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
            kept.collect::<String>().to_lowercase().replace(' ', "-")
        })
        .collect()
}

fn missing_places(pages: &Pages, there: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut missing = Vec::new();
    for (path, text) in pages.iter().filter(|(path, _)| !path.starts_with(REFERENCE)) {
        for place in quoted(text) {
            let named = PLACES.iter().any(|start| place.starts_with(start)) && !place.contains(['<', '*', ' ', '…']);
            if named && !there(place.trim_end_matches('/')) {
                missing.push(format!("{path}: there is no {place}"));
            }
        }
    }
    missing
}

/// Names such as `service::look` whose crate is ours and whose module, type or function is not there.
fn missing_modules(pages: &Pages, crates: &Path) -> Vec<String> {
    let mut missing = Vec::new();
    for (path, text) in pages.iter().filter(|(path, _)| !path.starts_with(REFERENCE)) {
        for name in quoted(text) {
            let parts: Vec<&str> = name.trim_end_matches("()").split("::").collect();
            let plain = parts.iter().all(|part| {
                !part.is_empty()
                    && part
                        .chars()
                        .all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
            });
            let Some((krate, rest)) = parts
                .split_first()
                .filter(|(krate, rest)| plain && !rest.is_empty() && crates.join(krate).exists())
            else {
                continue;
            };
            if !is_there(&crates.join(krate).join("src"), rest) {
                missing.push(format!("{path}: there is no {name}"));
            }
        }
    }
    missing
}

/// Follows modules down their files; what is left must be declared in the last of them.
fn is_there(source: &Path, parts: &[&str]) -> bool {
    let mut folder = source.to_owned();
    let mut text = fs::read_to_string(source.join("lib.rs")).unwrap_or_default();
    for part in parts {
        let files = [folder.join(format!("{part}.rs")), folder.join(part).join("mod.rs")];
        if let Some(file) = files.iter().find(|file| file.exists()) {
            text = fs::read_to_string(file).unwrap_or_default();
            folder = folder.join(part);
        } else if !declared(&text, part) && !declared_below(&folder, part) {
            return false;
        }
    }
    true
}

fn declared(text: &str, name: &str) -> bool {
    let mut words = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_'));
    words.any(|word| word == name)
}

/// Is it declared as a public thing in a file of the folder, and so may be told of under the folder's name?
fn declared_below(folder: &Path, name: &str) -> bool {
    let files = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path());
    files.filter(|file| file.is_file()).any(|file| {
        let text = fs::read_to_string(&file).unwrap_or_default();
        ["fn", "struct", "enum", "trait", "const"]
            .iter()
            .any(|word| text.contains(&format!("pub {word} {name}")))
    })
}

/// A row of a table of limits: the page, the constant, its value as written, the file.
struct Limit {
    page: String,
    constant: String,
    value: String,
    file: String,
}

/// Rows such as: what it is | `NAME` = `24` | [file.rs](path).
fn limits(pages: &Pages) -> Vec<Limit> {
    let mut rows = Vec::new();
    for (page, text) in pages {
        for line in text.lines().filter(|line| line.contains("` = `")) {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, _, limit, link, _] = cells.as_slice() else {
                continue;
            };
            let Some((constant, value)) = limit.trim_matches('`').split_once("` = `") else {
                continue;
            };
            let Some(file) = link.split("](").nth(1).map(|file| file.trim_end_matches(')')) else {
                continue;
            };
            rows.push(Limit {
                page: page.clone(),
                constant: constant.to_owned(),
                value: value.to_owned(),
                file: joined(page, file),
            });
        }
    }
    rows
}

fn wrong_limits(rows: &[Limit], read: &dyn Fn(&str) -> String) -> Vec<String> {
    let so = |row: &Limit| {
        let (start, end) = (format!("const {}: ", row.constant), format!(" = {};", row.value));
        read(&row.file)
            .lines()
            .any(|line| line.contains(&start) && line.ends_with(&end))
    };
    let told = |row: &Limit| {
        format!(
            "{}: {} does not say {} = {}",
            row.page, row.file, row.constant, row.value
        )
    };
    rows.iter().filter(|row| !so(row)).map(told).collect()
}

/// Tests that pages name, such as: `name` in [file.rs](path). The page, the name, the file.
fn named_tests(pages: &Pages) -> Vec<(String, String, String)> {
    let mut named = Vec::new();
    for (page, text) in pages {
        for (before, after) in text.lines().filter_map(|line| line.split_once("` in [")) {
            let name = before.rsplit('`').next().unwrap_or_default();
            let file = after.split("](").nth(1).and_then(|rest| rest.split(')').next());
            named.extend(file.map(|file| (page.clone(), name.to_owned(), joined(page, file))));
        }
    }
    named
}

fn missing_tests(named: &[(String, String, String)], read: &dyn Fn(&str) -> String) -> Vec<String> {
    let is_there = |name: &str, file: &str| {
        let text = read(file);
        let starts = [format!("fn {name}() {{"), format!("async fn {name}() {{")];
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let next = lines.peek().map(|next| next.trim()).unwrap_or_default();
            if line.trim().ends_with("test]") && starts.iter().any(|start| next == start) {
                return true;
            }
        }
        false
    };
    let missing = named.iter().filter(|(_, name, file)| !is_there(name, file));
    missing
        .map(|(page, name, file)| format!("{page}: {file} has no test {name}"))
        .collect()
}

fn long_pages(pages: &Pages) -> Vec<String> {
    let written = pages
        .iter()
        .filter(|(path, _)| SHORT.iter().any(|folder| path.starts_with(folder)));
    let long = written
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|(_, lines)| *lines > PAGE_LINES);
    long.map(|(path, lines)| format!("{path}: {lines} lines where {PAGE_LINES} are allowed"))
        .collect()
}

fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
