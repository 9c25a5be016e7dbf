//! The reference page of the command line is what the program itself says of every verb; and every command that the pages show is one
//! that it takes. To write the page anew, run with `UPDATE_EXPECT=1`.

use expect_test::expect_file;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[test]
fn the_page_of_the_command_line_is_up_to_date() {
    let mut page = String::from(
        "# The command line\n\n\
        What `goldthread --help` says of every verb. Made by `cargo test -p goldthread --test it cli`; to write it anew, run that with \
        `UPDATE_EXPECT=1`.\n\n\
        It ends with 0 when all is well; with 1 when the thing looked for was found: mistakes in practice files, a broken chain, rows set \
        aside; with 2 when what it was given cannot be used, and says in words what to do. Progress goes to standard error, and only where \
        that is a terminal; lists go to standard output. A journal is named `sqlite:PATH` everywhere. `RUST_LOG` sets how much the servers \
        log (`info` by default).\n",
    );
    for (verb, help) in every_help() {
        let heading = if verb.is_empty() { "goldthread" } else { &verb };
        writeln!(page, "\n## {heading}\n\n```text\n{}\n```", help.trim()).unwrap();
    }
    expect_file!["../../../../docs/reference/cli.md"].assert_eq(&page);
}

#[test]
fn every_command_that_a_page_shows_is_one_the_program_takes() {
    let helps = every_help();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut pages = vec![root.join("README.md"), root.join("ARCHITECTURE.md")];
    pages_of(&root.join("docs"), &mut pages);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for path in pages {
        let text = fs::read_to_string(&path).unwrap();
        for line in commands(&text) {
            seen += 1;
            wrong.extend(fault(&line, &helps).map(|told| format!("{}: {line}: {told}", path.display())));
        }
    }
    assert!(seen > 0, "no page shows a command");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_command_that_the_program_does_not_take_is_seen() {
    let helps = every_help();
    assert_eq!(fault("goldthread backup --to copy.sqlite", &helps), None);
    assert_eq!(fault("goldthread practice check overlay", &helps), None);
    assert!(fault("goldthread polish", &helps).is_some());
    assert!(fault("goldthread backup --onto copy.sqlite", &helps).is_some());
    let page = "```sh\nsudo -u goldthread goldthread audit verify \\\n  --database sqlite:a   # once a week\n```\n";
    assert_eq!(commands(page), ["goldthread audit verify --database sqlite:a"]);
}

#[test]
fn whoever_reads_only_the_first_lines_makes_no_verb_stumble() {
    for verb in ["practice check", "--help"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goldthread"));
        command
            .args(verb.split_whitespace())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let said = child.wait_with_output().unwrap();
        assert!(said.status.success() && said.stderr.is_empty(), "{verb}: {said:?}");
    }
}

/// What each verb says of itself, by the verb with its own verbs.
fn every_help() -> BTreeMap<String, String> {
    let mut helps = BTreeMap::new();
    let mut waiting = vec![String::new()];
    while let Some(verb) = waiting.pop() {
        let help = help(&verb);
        let listed = help.split_once("Commands:\n").map_or("", |(_, rest)| rest);
        for line in listed.lines().take_while(|line| !line.is_empty()) {
            let name = line.split_whitespace().next().unwrap();
            if name != "help" {
                waiting.push(format!("{verb} {name}").trim().to_owned());
            }
        }
        helps.insert(verb, help);
    }
    helps
}

fn help(verb: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_goldthread"));
    let output = command.args(verb.split_whitespace()).arg("--help").output().unwrap();
    assert!(output.status.success(), "{verb} --help failed");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The commands of this program in the shell blocks of a page, without what stands before them on the line and without remarks.
fn commands(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for block in page.split("```sh\n").skip(1) {
        let block = block.split("```").next().unwrap_or_default().replace("\\\n", " ");
        for line in block.lines() {
            let line = line.split(" #").next().unwrap_or_default();
            let words: Vec<&str> = line.split_whitespace().collect();
            let program = words
                .iter()
                .rposition(|word| *word == "goldthread" || word.ends_with("/goldthread"));
            if let Some(place) = program.filter(|place| is_verb(words.get(place + 1))) {
                found.push(format!("goldthread {}", words[place + 1..].join(" ")));
            } else if let Some((_, rest)) = line.split_once("-p goldthread -- ") {
                found.push(format!("goldthread {}", rest.trim()));
            }
        }
    }
    found
}

/// After the program's name stands a verb: a word of letters.
fn is_verb(word: Option<&&str>) -> bool {
    word.is_some_and(|word| word.chars().all(|letter| letter.is_ascii_lowercase()))
}

/// What is wrong with a command.
fn fault(command: &str, helps: &BTreeMap<String, String>) -> Option<String> {
    let words: Vec<&str> = command.split_whitespace().skip(1).collect();
    let verb = match words.as_slice() {
        [verb, inner, ..] if helps.contains_key(&format!("{verb} {inner}")) => format!("{verb} {inner}"),
        [verb, ..] => (*verb).to_owned(),
        [] => String::new(),
    };
    let Some(help) = helps.get(&verb) else {
        return Some(format!("there is no verb “{verb}”"));
    };
    let unknown = words.iter().find(|word| {
        let name = word.split('=').next().unwrap_or_default();
        name.starts_with("--") && !help.contains(&format!(" {name}"))
    });
    unknown.map(|option| format!("“{verb}” has no option {option}"))
}

fn pages_of(folder: &Path, pages: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages_of(&path, pages);
        } else if path.extension().is_some_and(|end| end == "md") {
            pages.push(path);
        }
    }
}
