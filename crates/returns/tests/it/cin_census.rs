//! The children in need census.

use crate::check::{Told, sample, samples, told, told_of};
use quick_xml::events::Event;
use record::Kind;
use record::entries::Body;
use returns::{Format, NoteKind, Options};
use std::fs;

fn census(file: &str) -> Told {
    told(samples(&[file]), Format::CinCensus, Options::default()).unwrap()
}

#[test]
fn the_sample_is_reconciled_to_the_row() {
    let told = census("cin-census/fake_CIN_data.xml");
    let xml = fs::read_to_string(sample("cin-census/fake_CIN_data.xml")).unwrap();
    let count = |tag: &str| xml.matches(&format!("<{tag}>")).count();
    assert_eq!(count("Child"), 332);
    assert_eq!(told.rows("ChildIdentifiers"), [332, 332, 0, 0]);
    let details = count("CINdetails") as u64;
    assert_eq!(told.rows("CINdetails")[0], details);
    assert_eq!(told.report.rows_read, 332 + details);
    assert_eq!(told.report.rows_set_aside, told.set_aside.len() as u64);
    assert_eq!(told.count(Kind::Person), 332);
    let [_, taken, _, aside] = told.rows("CINdetails");
    assert_eq!(told.count(Kind::Referral) as u64, taken);
    assert_eq!(taken + aside, details, "{:?}", told.set_aside);
    for row in &told.set_aside {
        let known =
            row.reason.contains("ends before it starts") || row.reason.contains("tells the same thing otherwise");
        assert!(known, "{row:?}");
    }
}

/// Every element with text, and its line, found without the reader under test.
fn elements(path: &str) -> Vec<(String, String)> {
    let xml = fs::read_to_string(sample(path)).unwrap();
    let mut reader = quick_xml::Reader::from_str(&xml);
    let (mut open, mut found) = (Vec::<(String, String, bool)>::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                if let Some(outer) = open.last_mut() {
                    outer.2 = true;
                }
                open.push((start.name().into_inner().to_owned(), String::new(), false));
            }
            Event::Text(text) => {
                if let Some(inner) = open.last_mut() {
                    inner.1.push_str(&text);
                }
            }
            Event::End(_) => {
                let (name, text, has_inner) = open.pop().unwrap();
                if !has_inner && !text.trim().is_empty() {
                    found.push((name, text.trim().to_owned()));
                }
            }
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn every_element_of_every_module_lands_in_a_fact_or_in_a_note() {
    for year in ["2021", "2024", "2026"] {
        let path = format!("cin-census/CIN_Census_{year}.xml");
        let told = census(&path);
        let facts: Vec<String> = told
            .facts
            .iter()
            .map(|fact| format!("{} {} {}", fact.key, fact.happened, fact.body.facts_json()))
            .collect();
        let elements = elements(&path);
        assert!(elements.len() > 35, "{year}: {}", elements.len());
        for (name, value) in elements {
            // What is not so is told by there being no fact of it.
            let says_no =
                ["ReferralNFA", "ICPCnotRequired"].contains(&name.as_str()) && ["false", "0"].contains(&value.as_str());
            let sex = |code: &str| facts.iter().any(|fact| fact.contains(&format!("\"sex\":\"{code}\"")));
            let is_sex = ["Sex", "GenderCurrent"].contains(&name.as_str())
                && (value == "1" && sex("M") || value == "2" && sex("F"));
            let in_fact = facts.iter().any(|fact| fact.contains(&value));
            let in_note = told.notes.iter().any(|note| note.column == name && note.value == value);
            let set_aside = told
                .set_aside
                .iter()
                .any(|row| row.reason.contains(&value) || row.table == "Assessments" && name.starts_with("Assessment"));
            let flag = ["FGDMMeetingFac"].contains(&name.as_str())
                && facts.iter().any(|fact| fact.contains("\"facilitated\":true"));
            assert!(
                says_no || is_sex || in_fact || in_note || set_aside || flag,
                "{year}: {name} {value} is lost"
            );
        }
        let stray: Vec<_> = told.notes_of(NoteKind::Unknown).collect();
        assert!(
            stray
                .iter()
                .all(|note| note.column == "text between elements" && note.value == "PersonBirthDate"),
            "{year}: {stray:?}"
        );
    }
}

#[test]
fn the_modules_become_facts_that_follow_one_another() {
    let told = census("cin-census/CIN_Census_2026.xml");
    let expected = [
        (Kind::Person, 2),
        (Kind::Referral, 2),
        (Kind::Closure, 2),
        (Kind::AssessmentStarted, 1),
        (Kind::AssessmentAuthorised, 1),
        (Kind::NeedPlanEnded, 1),
        (Kind::Section47Started, 1),
        (Kind::Conference, 3),
        (Kind::ProtectionPlanStarted, 1),
        (Kind::ProtectionPlanEnded, 1),
        (Kind::PreProceedingsStarted, 1),
        (Kind::LetterBeforeProceedings, 1),
        (Kind::PreProceedingsMeeting, 1),
        (Kind::FamilyGroupOffered, 1),
        (Kind::FamilyGroupMeeting, 1),
        (Kind::PreProceedingsEnded, 1),
        (Kind::CareApplication, 1),
    ];
    for (kind, count) in expected {
        assert_eq!(told.count(kind), count, "{kind:?}");
    }
    let conference = told.fact("conference/DfEX0000001/2022-06-17/initial");
    assert_eq!(
        conference.follows.as_deref(),
        Some("section_47/DfEX0000001/2022-06-02/started")
    );
    let review = told.fact("conference/DfEX0000001/2023-02-15/review");
    assert_eq!(
        review.follows.as_deref(),
        Some("protection_plan/DfEX0000001/2022-02-17/started")
    );
    let Body::ProtectionPlanStarted(plan) = &told.fact("protection_plan/DfEX0000001/2022-02-17/started").body else {
        panic!()
    };
    assert_eq!(plan.previous_plans, Some(10));
    let Body::Person(person) = &told.of(Kind::Person).next().unwrap().body else {
        panic!()
    };
    assert_eq!(
        person.disabilities.0.iter().map(|code| code.code()).collect::<Vec<_>>(),
        ["HAND", "HEAR"]
    );
    assert_eq!(
        told.set_aside.len(),
        1,
        "the assessment of 2028 that was authorised in 2020: {:?}",
        told.set_aside
    );
    assert!(told.set_aside[0].reason.contains("ends before it starts"));
}

#[test]
fn a_year_before_every_day_of_the_calendar_is_noted_and_the_child_stands() {
    let told = census("cin-census/CIN_Census_2021.xml");
    let note = told.notes_of(NoteKind::Unreadable).next().unwrap();
    assert_eq!(
        (note.column.as_str(), note.value.as_str()),
        ("ExpectedPersonBirthDate", "1066-04-13")
    );
    assert_eq!(told.count(Kind::Person), 1);
}

#[test]
fn reviews_in_one_group_or_in_many_tell_the_same() {
    let child = |reviews: &str| {
        format!(
            "<Message><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children><Child>\
             <ChildIdentifiers><LAchildID>7</LAchildID><PersonBirthDate>2015-01-01</PersonBirthDate></ChildIdentifiers>\
             <CINdetails><CINreferralDate>2020-01-01</CINreferralDate><ChildProtectionPlans><CPPstartDate>2020-02-01</CPPstartDate>\
             {reviews}</ChildProtectionPlans></CINdetails></Child></Children></Message>"
        )
    };
    let (one, two) = (
        "<CPPreviewDate>2020-05-01</CPPreviewDate>",
        "<CPPreviewDate>2020-10-01</CPPreviewDate>",
    );
    let together = told_of(
        "a.xml",
        &child(&format!("<Reviews>{one}{two}</Reviews>")),
        Format::CinCensus,
    );
    let apart = told_of(
        "a.xml",
        &child(&format!("<Reviews>{one}</Reviews><Reviews>{two}</Reviews>")),
        Format::CinCensus,
    );
    assert_eq!(together.count(Kind::Conference), 2);
    let keys = |told: &Told| told.facts.iter().map(|fact| fact.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(&together), keys(&apart));
}
