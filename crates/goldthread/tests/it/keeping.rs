//! `audit verify`, `backup` and `restore`: what was touched is named, a copy taken while others write is whole, and nothing is overwritten
//! unasked.

use crate::place::{Place, Said, goldthread, program, sample, stands};
use std::fs;
use std::process::Stdio;
use testkit::standing::{first_difference, fold, folded};

fn with_a_census() -> Place {
    let place = Place::new();
    let said = place.import("cin-census", &[&sample("cin-census/CIN_Census_2024.xml")], &[]);
    assert!(said.code < 2, "{said:?}");
    place
}

fn verify(place: &Place) -> Said {
    goldthread(&["audit", "verify", "--database", &place.database()])
}

#[test]
fn a_journal_that_nobody_touched_is_whole() {
    let place = with_a_census();
    let said = verify(&place);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("Nothing was altered: "), "{said:?}");
}

/// One letter of a fact, changed behind the program's back.
#[test]
fn a_touched_entry_is_named_and_the_exit_says_so() {
    let place = with_a_census();
    let path = place.path("journal.sqlite");
    let mut bytes = fs::read(&path).unwrap();
    let at = find(&bytes, br#""source":""#).expect("a fact of the referral");
    bytes[at + 10] = if bytes[at + 10] == b'1' { b'2' } else { b'1' };
    fs::write(&path, bytes).unwrap();
    let said = verify(&place);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("entry"), "{said:?}");
    // A copy is not made of what is broken: it would look like a good one.
    let copy = place.text("copy.sqlite");
    let said = goldthread(&["backup", "--database", &place.database(), "--to", &copy]);
    assert_ne!(said.code, 0, "{said:?}");
    assert!(!place.path("copy.sqlite").exists());
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|part| part == what)
}

#[test]
fn a_backup_taken_while_files_are_taken_in_is_whole_and_comes_back() {
    let place = with_a_census();
    let database = place.database();
    let mut import = program()
        .args([
            "import",
            "ssda903",
            &sample("ssda903/fake_903.xml"),
            "--database",
            &database,
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut copies = Vec::new();
    while import.try_wait().unwrap().is_none() && copies.len() < 5 {
        let copy = format!("copy{}.sqlite", copies.len());
        let said = goldthread(&["backup", "--database", &database, "--to", &place.text(&copy)]);
        assert_eq!(said.code, 0, "{said:?}");
        copies.push(place.path(&copy));
    }
    assert!(import.wait().unwrap().success());
    assert!(!copies.is_empty());
    let mut last = 0;
    for copy in &copies {
        let at = stands(copy).unwrap().entries.seq;
        assert!(at >= last, "a later copy holds less");
        last = at;
    }
    let copy = place.text("end.sqlite");
    assert_eq!(goldthread(&["backup", "--database", &database, "--to", &copy]).code, 0);
    let again = goldthread(&["backup", "--database", &database, "--to", &copy]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains("already there"), "{again:?}");
    let restored = format!("sqlite:{}", place.text("restored.sqlite"));
    let said = goldthread(&["restore", "--from", &copy, "--database", &restored]);
    assert_eq!(said.code, 0, "{said:?}");
    let [before, after] = ["journal.sqlite", "restored.sqlite"].map(|name| folded(&fold(&place.path(name))));
    assert_eq!(first_difference(&before, &after), None);
}

#[test]
fn a_restore_overwrites_nothing_unasked_and_takes_no_damaged_copy() {
    let place = with_a_census();
    let (database, copy) = (place.database(), place.text("copy.sqlite"));
    assert_eq!(goldthread(&["backup", "--database", &database, "--to", &copy]).code, 0);
    let stood = place.stands();
    place.import("ssda903", &[&sample("ssda903/fake_903.xml")], &[]);
    let later = place.stands();
    let said = goldthread(&["restore", "--from", &copy, "--database", &database]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("already there"), "{said:?}");
    assert_eq!(place.stands(), later);
    let said = goldthread(&["restore", "--from", &copy, "--database", &database, "--replace"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(place.stands(), stood);
    // The journal that was replaced is set aside, not gone.
    let files: Vec<_> = fs::read_dir(place.path(""))
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(
        files.iter().any(|file| *file != place.path("journal.sqlite")
            && !file.ends_with("copy.sqlite")
            && file.extension().is_none_or(|ending| ending != "sqlite-wal")
            && fs::metadata(file).unwrap().len() > 100_000),
        "{files:?}"
    );
    let mut bytes = fs::read(&copy).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 5_000].fill(0);
    fs::write(&copy, bytes).unwrap();
    let said = goldthread(&["restore", "--from", &copy, "--database", &database, "--replace"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!(place.stands(), stood);
    let said = goldthread(&[
        "restore",
        "--from",
        &place.text("no.sqlite"),
        "--database",
        &database,
        "--replace",
    ]);
    assert_eq!(said.code, 2, "{said:?}");
    assert_eq!(place.stands(), stood);
}
