//! Files of others, reconciled with the record to the row: what a plain reading of the files counts is what the casebook holds.

use record::entries::Body;
use record::entry::Source as From;
use record::{Day, Instant, Kind, PersonId, Recorded, Role};
use returns::{Format, Options, Source};
use service::Service;
use service::importing::{By, Imported, MOST_SET_ASIDE, NotImported};
use service::users::importer;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use testkit::standing::{first_difference, fold, folded, standing};

/// The tables of the sample with the rows that each was published with.
const TABLES: [(&str, u64); 12] = [
    ("header", 2675),
    ("episodes", 5050),
    ("uasc", 132),
    ("reviews", 12582),
    ("oc2", 2675),
    ("oc3", 53),
    ("ad1", 29),
    ("placed_for_adoption", 29),
    ("previous_permanence", 2675),
    ("missing", 43),
    ("sw_episodes", 1),
    ("DoLo", 1),
];

pub fn sample(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(path)
}

pub fn opened(paths: &[PathBuf]) -> Vec<Source> {
    Source::open_all(paths).unwrap()
}

fn by(now: &str, whole_or_nothing: bool) -> By {
    By {
        worker: importer(),
        role: Role::Administrator,
        now: Instant::read(now).unwrap(),
        whole_or_nothing,
    }
}

pub fn take(service: &Service, mut sources: Vec<Source>, format: Format) -> Imported {
    let by = by("2026-03-10T10:00:00Z", false);
    let done = service
        .import(&mut sources, format, &Options::default(), by, &mut |_, _| {})
        .unwrap();
    assert_eq!(
        done.rows_read,
        done.rows_taken + done.rows_repeated + done.rows_set_aside + done.rows_not_held
    );
    assert!(done.report.adds_up());
    assert_eq!(done.set_aside.len() as u64, done.rows_set_aside);
    assert_eq!(done.report.facts, done.entries_added + done.facts_known);
    done
}

/// The rows of a CSV file, read by another reader than the one under test: each with its line.
fn rows(path: &Path) -> Vec<(u32, BTreeMap<String, String>)> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let headers = reader.headers().unwrap().clone();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let line = row.position().unwrap().line() as u32;
        let names = headers
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}').to_owned());
        (line, names.zip(row.iter().map(str::to_owned)).collect())
    });
    rows.collect()
}

pub fn child(service: &Service, number: &str) -> PersonId {
    service
        .book()
        .by_identifier("SSDA903", number)
        .unwrap_or_else(|| panic!("the record does not know child {number}"))
}

/// What the record holds of a child that came from a file, by row.
fn from_file<'a>(entries: &'a [std::sync::Arc<Recorded>], file: &str) -> BTreeMap<u32, Vec<&'a Recorded>> {
    let mut found: BTreeMap<u32, Vec<&Recorded>> = BTreeMap::new();
    for entry in entries {
        match &entry.entry.source {
            From::Import { file: name, row, .. } if **name == *file => found.entry(*row).or_default().push(entry),
            From::Import { .. } => {}
            other => panic!("{:?} did not come from a file: {other:?}", entry.entry.id),
        }
    }
    found
}

#[test]
fn the_looked_after_tables_are_in_the_record_to_the_row_and_a_later_file_adds_only_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let paths: Vec<PathBuf> = TABLES
        .iter()
        .map(|(table, _)| sample(&format!("ssda903/{table}.csv")))
        .collect();
    let done = take(&service, opened(&paths), Format::Ssda903);
    for (table, read) in TABLES {
        let sums = done
            .report
            .tables
            .iter()
            .find(|sums| sums.table == table.to_lowercase());
        let sums = sums.unwrap_or_else(|| panic!("no sums for {table}"));
        let (repeated, aside) = if table == "reviews" { (2, 12) } else { (0, 0) };
        assert_eq!(
            [
                sums.rows_read,
                sums.rows_taken,
                sums.rows_repeated,
                sums.rows_set_aside,
                sums.rows_not_held
            ],
            [read, read - repeated - aside, repeated, aside, 0],
            "{table}"
        );
    }
    assert_eq!((done.facts_known, done.entries_corrected), (0, 0));
    assert_eq!(service.journal().head().unwrap().seq, done.entries_added);
    every_episode_and_review_is_there(&service);
    assert_eq!(
        first_difference(&folded(&service), &folded(&fold(&folder.path().join("journal.sqlite")))),
        None,
        "the casebook is what the journal folds to"
    );

    let again = take(&service, opened(&paths), Format::Ssda903);
    assert_eq!((again.entries_added, again.facts_known), (0, done.entries_added));
    assert_eq!(service.journal().head().unwrap().seq, done.entries_added);
    next_years_file_adds_a_correction_and_what_is_new(&service);
}

fn every_episode_and_review_is_there(service: &Service) {
    let mut counted: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    for (line, row) in rows(&sample("ssda903/episodes.csv")) {
        let counts = counted.entry(row["CHILD"].clone()).or_default();
        counts[0] += 1;
        counts[1] += usize::from(row["DEC"].is_empty());
        let person = child(service, &row["CHILD"]);
        let book = service.book();
        let found = from_file(book.history(person).unwrap().all(), "episodes.csv");
        let started = found[&line]
            .iter()
            .find_map(|entry| match &entry.entry.body {
                Body::CareEpisodeStarted(body) => Some((entry.entry.happened.day, body)),
                _ => None,
            })
            .unwrap();
        assert_eq!(started.0, Day::read(&row["DECOM"]).unwrap());
        let code = |code: Option<&str>| code.unwrap_or("").to_owned();
        assert_eq!(
            [
                code(started.1.reason.as_ref().map(|code| code.code())),
                code(started.1.legal_status.as_ref().map(|code| code.code())),
                code(started.1.need.as_ref().map(|code| code.code())),
                code(started.1.placement.as_ref().map(|code| code.code())),
                code(started.1.provider.as_ref().map(|code| code.code())),
                code(started.1.urn.as_deref()),
            ],
            ["RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "URN"].map(|column| row[column].clone()),
            "line {line}"
        );
    }
    let mut reviewed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, row) in rows(&sample("ssda903/reviews.csv")) {
        reviewed
            .entry(row["CHILD"].clone())
            .or_default()
            .insert(row["REVIEW"].clone());
    }
    for (number, days) in reviewed {
        counted.entry(number).or_default()[2] = days.len();
    }
    assert_eq!(rows(&sample("ssda903/header.csv")).len(), 2675);
    let far = Day::read("2199-12-31").unwrap();
    for (number, counts) in &counted {
        let person = child(service, number);
        let book = service.book();
        let view = book.view(person, far);
        let ended: BTreeSet<_> = view
            .of(Kind::CareEpisodeEnded)
            .map(|(entry, _)| entry.entry.follows.unwrap())
            .collect();
        let started: Vec<_> = view
            .of(Kind::CareEpisodeStarted)
            .map(|(entry, _)| entry.entry.id)
            .collect();
        let open = started.iter().filter(|id| !ended.contains(id)).count();
        let reviews = view.of(Kind::LookedAfterReview).count();
        assert_eq!([started.len(), open, reviews], *counts, "child {number}");
    }
    assert_eq!(counted.values().map(|counts| counts[0]).sum::<usize>(), 5050);
}

/// One cell changed, one row new: a correction, and the facts of the row.
fn next_years_file_adds_a_correction_and_what_is_new(service: &Service) {
    let text = std::fs::read_to_string(sample("ssda903/episodes.csv")).unwrap();
    let before = "566910,15/02/2016,L,C2,N3,T2,PR0,14/08/2017,X1,CLOSE,,,4244474";
    assert!(text.contains(before));
    let mut changed = text.replace(before, &before.replace(",C2,", ",E1,"));
    if !changed.ends_with('\n') {
        changed.push('\n');
    }
    changed.push_str("566910,01/03/2026,S,V2,N3,U4,PR1,05/03/2026,E8,,,,\n");
    let head = service.journal().head().unwrap().seq;
    let later = |text: &str| vec![Source::of_bytes("episodes_2026.csv", text.as_bytes().to_vec())];
    let done = take(service, later(&changed), Format::Ssda903);
    assert_eq!(
        (done.entries_added, done.entries_corrected),
        (3, 1),
        "{:?}",
        done.set_aside
    );
    assert_eq!(service.journal().head().unwrap().seq, head + 3);
    let person = child(service, "566910");
    {
        let book = service.book();
        let view = book.view(person, Day::read("2026-03-10").unwrap());
        let (entry, body) = view
            .of(Kind::CareEpisodeStarted)
            .find(|(entry, _)| entry.entry.happened.day == Day::read("2016-02-15").unwrap())
            .unwrap();
        let Body::CareEpisodeStarted(body) = body else { panic!() };
        assert_eq!(body.legal_status.as_ref().unwrap().code(), "E1");
        let was = book.entry(entry.entry.corrects.unwrap()).unwrap();
        assert!(
            matches!(&was.entry.body, Body::CareEpisodeStarted(body) if body.legal_status.as_ref().unwrap().is("C2"))
        );
        assert!(
            matches!(&entry.entry.source, From::Import { file, row: 2, format } if **file == *"episodes_2026.csv" && **format == *"ssda903")
        );
        let (last, _) = view.last(Kind::CareEpisodeEnded).unwrap();
        assert_eq!(last.entry.happened.day, Day::read("2026-03-05").unwrap());
        assert!(matches!(last.entry.source, From::Import { row: 5052, .. }));
    }
    // Back and forth: each change of mind is a correction of the last, and the newest word stands.
    let start = |text: &str| later(&text.lines().take(20).collect::<Vec<_>>().join("\n"));
    assert_eq!(take(service, start(&changed), Format::Ssda903).entries_added, 0);
    let back = take(service, start(&text), Format::Ssda903);
    assert_eq!((back.entries_added, back.entries_corrected), (1, 1));
    let forth = take(service, start(&changed), Format::Ssda903);
    assert_eq!((forth.entries_added, forth.entries_corrected), (1, 1));
    assert_eq!(take(service, start(&changed), Format::Ssda903).entries_added, 0);
    let book = service.book();
    let view = book.view(person, Day::read("2026-03-10").unwrap());
    let of_day = view
        .of(Kind::CareEpisodeStarted)
        .filter(|(entry, _)| entry.entry.happened.day == Day::read("2016-02-15").unwrap());
    let standing: Vec<_> = of_day
        .map(|(_, body)| match body {
            Body::CareEpisodeStarted(body) => body.legal_status.as_ref().unwrap().code().to_owned(),
            _ => panic!(),
        })
        .collect();
    assert_eq!(standing, ["E1"]);
}

#[test]
fn the_xml_of_both_returns_and_the_dataset_are_in_the_record_and_add_nothing_a_second_time() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let xml = |path: &str| std::fs::read_to_string(sample(path)).unwrap();
    let count = |text: &str, tag: &str| text.matches(&format!("<{tag}>")).count();
    let looked_after = xml("ssda903/fake_903.xml");
    let done = take(&service, opened(&[sample("ssda903/fake_903.xml")]), Format::Ssda903);
    assert_eq!((done.rows_read, done.rows_taken), (2454, 2454));
    assert_eq!(kinds(&service, Kind::CareEpisodeStarted), count(&looked_after, "DECOM"));
    assert_eq!(kinds(&service, Kind::CareEpisodeEnded), count(&looked_after, "DEC"));
    assert_eq!(kinds(&service, Kind::LookedAfterReview), count(&looked_after, "REVIEW"));
    assert_eq!(service.book().counts().0, 253);

    let census = xml("cin-census/fake_CIN_data.xml");
    let done = take(
        &service,
        opened(&[sample("cin-census/fake_CIN_data.xml")]),
        Format::CinCensus,
    );
    assert_eq!((done.rows_read, done.rows_taken), (734, 734));
    assert_eq!(kinds(&service, Kind::Referral), count(&census, "CINdetails"));
    assert_eq!(kinds(&service, Kind::Closure), count(&census, "CINclosureDate"));
    assert_eq!(service.book().counts().0, 253 + 332);
    for year in ["2021", "2024", "2026"] {
        let path = format!("cin-census/CIN_Census_{year}.xml");
        let first = take(&service, opened(&[sample(&path)]), Format::CinCensus);
        let second = take(&service, opened(&[sample(&path)]), Format::CinCensus);
        assert_eq!(second.entries_added, 0, "{year}");
        assert!(first.rows_taken > 5, "{year}: {first:?}");
    }
    let first = take(&service, opened(&[sample("ssd")]), Format::Ssd);
    assert_eq!((first.rows_read, first.rows_taken), (540, 540));
    assert_eq!(take(&service, opened(&[sample("ssd")]), Format::Ssd).entries_added, 0);
    for (path, format) in [
        ("ssda903/fake_903.xml", Format::Ssda903),
        ("cin-census/fake_CIN_data.xml", Format::CinCensus),
    ] {
        assert_eq!(
            take(&service, opened(&[sample(path)]), format).entries_added,
            0,
            "{path}"
        );
    }
}

fn kinds(service: &Service, kind: Kind) -> usize {
    let book = service.book();
    let people: Vec<PersonId> = book.people().collect();
    people
        .iter()
        .map(|person| {
            let entries = book.history(*person).unwrap().all();
            entries.iter().filter(|entry| entry.entry.kind() == kind).count()
        })
        .sum()
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let folder = tempfile::tempdir().unwrap();
    let mut stands: Vec<Vec<String>> = Vec::new();
    let tables = || Source::open_all(&[sample("ssd")]).unwrap();
    for order in 0..3 {
        let service = fold(&folder.path().join(format!("{order}.sqlite")));
        let mut sources = tables();
        let turn = sources.len() / 2;
        match order {
            0 => {}
            1 => sources.reverse(),
            _ => sources.rotate_left(turn),
        }
        take(&service, sources, Format::Ssd);
        stands.push(standing(&service));
    }
    assert_eq!(first_difference(&stands[0], &stands[1]), None);
    assert_eq!(first_difference(&stands[0], &stands[2]), None);
}

#[test]
fn each_table_by_itself_in_any_order_gives_the_same_record() {
    let folder = tempfile::tempdir().unwrap();
    let tables = [
        "header",
        "episodes",
        "missing",
        "ad1",
        "placed_for_adoption",
        "uasc",
        "oc3",
    ];
    let mut stands: Vec<Vec<String>> = Vec::new();
    for order in 0..2 {
        let service = fold(&folder.path().join(format!("{order}.sqlite")));
        let mut tables: Vec<&str> = tables.to_vec();
        if order == 1 {
            tables.reverse();
        }
        for table in tables {
            // A part of the sample is enough here: every fifth child of the long tables.
            let mut some = rows_of_some(table);
            take(&service, std::mem::take(&mut some), Format::Ssda903);
        }
        stands.push(of_people(&service));
    }
    assert_eq!(first_difference(&stands[0], &stands[1]), None);
}

fn rows_of_some(table: &str) -> Vec<Source> {
    let text = std::fs::read_to_string(sample(&format!("ssda903/{table}.csv"))).unwrap();
    let kept = text.lines().enumerate().filter(|(place, line)| {
        let number = line.split(',').next().unwrap();
        *place == 0 || number.bytes().map(u32::from).sum::<u32>() % 5 == 0
    });
    let text: String = kept.map(|(_, line)| format!("{line}\n")).collect();
    vec![Source::of_bytes(&format!("{table}.csv"), text.into_bytes())]
}

/// Who everybody is, and what stands of them besides: which file told first who a child is must not matter.
fn of_people(service: &Service) -> Vec<String> {
    let far = Day::read("2199-12-31").unwrap();
    let mut lines: Vec<String> = standing(service)
        .into_iter()
        .filter(|line| !line.contains(" person ") && !line.contains(" identifier "))
        .collect();
    let book = service.book();
    let mut people: Vec<PersonId> = book.people().collect();
    people.sort_unstable();
    lines.extend(people.iter().map(|person| {
        let details = book.identity(*person, far).details;
        let numbers: BTreeSet<String> = book
            .view(*person, far)
            .of(Kind::Identifier)
            .map(|(_, body)| format!("{body:?}"))
            .collect();
        format!("{person} {details:?} {numbers:?}")
    }));
    lines
}

#[test]
fn whole_or_nothing_takes_nothing_when_a_row_would_be_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let import = |text: &str| {
        let mut sources = vec![Source::of_bytes("episodes.csv", text.as_bytes().to_vec())];
        let by = by("2026-03-10T10:00:00Z", true);
        service.import(&mut sources, Format::Ssda903, &Options::default(), by, &mut |_, _| {})
    };
    let head = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n";
    let good = "1,15/02/2016,S,C2,N3,U4,PR1,,,,,,\n";
    let bad = "2,31/02/2016,S,C2,N3,U4,PR1,,,,,,\n";
    let refused = import(&format!("{head}{good}{bad}")).unwrap_err();
    let NotImported::SetAside(rows) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((rows.len(), rows[0].row), (1, 3));
    assert_eq!(service.journal().head().unwrap().seq, 0);
    let done = import(&format!("{head}{good}")).unwrap();
    assert_eq!((done.rows_taken, done.rows_set_aside), (1, 0));
    assert_eq!(service.journal().head().unwrap().seq, done.entries_added);
}

#[test]
fn a_file_that_breaks_off_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let service = fold(&folder.path().join("journal.sqlite"));
    let whole = std::fs::read(sample("cin-census/CIN_Census_2026.xml")).unwrap();
    for part in [0, 1, whole.len() / 3, whole.len() / 2, whole.len() - 20] {
        let mut sources = vec![Source::of_bytes("census.xml", whole[..part].to_vec())];
        let by = by("2026-03-10T10:00:00Z", false);
        let refused = service.import(&mut sources, Format::CinCensus, &Options::default(), by, &mut |_, _| {});
        assert!(matches!(refused, Err(NotImported::Refused(_))), "{part} bytes");
    }
    assert_eq!(service.journal().head().unwrap().seq, 0);
}

/// A file of which nothing can be read must not fill the memory with reasons: all rows are counted, the first are listed.
#[test]
fn of_very_many_rows_set_aside_the_first_are_listed_and_all_are_counted() {
    let authority = testkit::authority::Authority::at("2026-03-10T10:00:00Z");
    let rows = MOST_SET_ASIDE + 5;
    let mut file = "CHILD,DOB,REVIEW,REVIEW_CODE\n".to_owned();
    file.push_str(&"1,05/01/2010,31/02/2018,PN1\n".repeat(rows));
    let mut sources = [Source::of_bytes("reviews.csv", file.into_bytes())];
    let done = authority
        .service
        .import(
            &mut sources,
            Format::Ssda903,
            &Options::default(),
            by("2026-03-10T10:00:00Z", false),
            &mut |_, _| {},
        )
        .unwrap();
    assert_eq!(done.rows_set_aside, rows as u64);
    assert_eq!(done.set_aside.len(), MOST_SET_ASIDE);
    assert_eq!(done.set_aside[0].row, 2);
}
