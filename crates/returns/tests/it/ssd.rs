//! The Standard Safeguarding Dataset.

use crate::check::{sample, samples, text, told, told_of};
use record::entries::Body;
use record::{Day, Kind};
use returns::ssd::shape::{HELD, TABLES};
use returns::ssd::{sample as made, write};
use returns::{Fact, Format, NoteKind, Options, Source};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

fn sample_folder() -> Vec<Source> {
    Source::open_all(&[sample("ssd")]).unwrap()
}

#[test]
fn the_sample_is_reconciled_to_the_row() {
    let told = told(sample_folder(), Format::Ssd, Options::default()).unwrap();
    let mut files = 0;
    for entry in fs::read_dir(sample("ssd")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().replace("ssd_", "");
        if path.extension().is_some_and(|ending| ending == "csv") {
            files += 1;
            let lines = fs::read_to_string(&path).unwrap().lines().skip(1).count() as u64;
            assert_eq!(told.rows(&name)[0], lines, "{name}");
        }
    }
    assert_eq!(files, told.report.tables.len());
    assert_eq!(told.report.rows_set_aside, 0, "{:?}", told.set_aside);
    assert_eq!(
        told.count(Kind::CareEpisodeStarted) as u64,
        told.rows("cla_episodes")[0]
    );
}

/// The two ways to the same facts: from the returns, and from the dataset made of them.
#[test]
fn what_the_returns_tell_comes_back_out_of_the_dataset() {
    let files = crate::ssda903::FILES.map(|(path, ..)| path);
    let care = told(samples(&files), Format::Ssda903, Options::default())
        .unwrap()
        .facts;
    let in_care = care.iter().filter(|fact| fact.body.kind() == Kind::CareEpisodeStarted);
    let ids: BTreeSet<&str> = in_care.map(|fact| &*fact.child.value).step_by(97).collect();
    let some: Vec<Fact> = care
        .iter()
        .filter(|fact| ids.contains(&*fact.child.value))
        .cloned()
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let written = write::write_folder(&made::rows(&some), folder.path()).unwrap();
    assert!(written.len() > 8, "{written:?}");
    let back = told(
        Source::open_all(&[folder.path().to_path_buf()]).unwrap(),
        Format::Ssd,
        Options::default(),
    )
    .unwrap();
    assert!(back.set_aside.is_empty(), "{:?}", back.set_aside);
    for kind in [
        Kind::CareEpisodeStarted,
        Kind::CareEpisodeEnded,
        Kind::LookedAfterReview,
        Kind::StrengthsAndDifficulties,
        Kind::MissingStarted,
    ] {
        let told = |facts: &[Fact]| -> BTreeMap<(String, Day), String> {
            let of_kind = facts.iter().filter(|fact| fact.body.kind() == kind);
            of_kind
                .map(|fact| {
                    (
                        (fact.child.value.to_string(), fact.happened.day),
                        without_home(&fact.body).facts_json(),
                    )
                })
                .collect()
        };
        assert_eq!(told(&back.facts), told(&some), "{kind:?}");
    }
}

/// The dataset has no postcode of the home at the start of care.
fn without_home(body: &Body) -> Body {
    match body {
        Body::CareEpisodeStarted(episode) => {
            let mut episode = episode.clone();
            episode.home_postcode = None;
            Body::CareEpisodeStarted(episode)
        }
        other => other.clone(),
    }
}

#[test]
fn every_table_is_known_by_its_columns() {
    let mut seen = BTreeSet::new();
    for (place, table) in TABLES.iter().enumerate() {
        assert!(seen.insert(table.name), "{} stands there twice", table.name);
        let told = told_of("any.csv", &format!("{}\n", table.columns.join(",")), Format::Ssd);
        assert_eq!(told.report.tables[0].table, table.name);
        let not_held = told.notes_of(NoteKind::NotHeld).count();
        assert_eq!(not_held, usize::from(place >= HELD), "{}", table.name);
    }
    assert_eq!(
        (
            TABLES.len(),
            TABLES.iter().map(|table| table.columns.len()).sum::<usize>()
        ),
        (48, 359)
    );
}

#[test]
fn a_table_without_a_place_is_counted_and_named() {
    let told = told_of(
        "ssd_voice_of_child.csv",
        "voch_table_id,voch_person_id,voch_plan_safe\n1,7,Y\n2,8,N\n",
        Format::Ssd,
    );
    assert_eq!(
        (told.report.rows_not_held, told.report.rows_read, told.facts.len()),
        (2, 2, 0)
    );
    assert!(
        told.notes_of(NoteKind::NotHeld)
            .any(|note| note.column == "voice_of_child")
    );
}

#[test]
fn rows_of_one_table_complete_those_of_another() {
    let files = vec![
        text(
            "person.csv",
            "pers_person_id,pers_dob,pers_sex,pers_forename,pers_send_flag\n7,2010-05-01 00:00:00,F,Ada,Y\n",
        ),
        text(
            "dis.csv",
            "disa_person_id,disa_table_id,disa_disability_code\n7,1,LD\n7,2,HEAR\n",
        ),
        text(
            "eps.csv",
            "clae_cla_episode_id,clae_person_id,clae_cla_episode_start_date,clae_cla_id,clae_cla_placement_id\nE1,7,2020-01-10,C7,P1\n",
        ),
        text(
            "plc.csv",
            "clap_cla_placement_id,clap_cla_placement_start_date,clap_cla_placement_type,clap_cla_placement_urn\nP1,2020-01-10,U6,SC1\nP2,2021-01-10,U6,SC2\n",
        ),
        text(
            "leg.csv",
            "lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date\nL1,7,V2 - Section 20,2020-01-10\nL2,8,C1,2020-01-10\n",
        ),
        text(
            "rev.csv",
            "clar_cla_review_id,clar_cla_id,clar_cla_review_date,clar_cla_review_cancelled\nR1,C7,2020-02-01,N\nR2,C9,2020-02-01,N\nR3,C7,2020-03-01,Y\n",
        ),
        text(
            "ass.csv",
            "cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date,cina_assessment_outcome_json\nA1,7,2019-01-01,2019-02-01,\"{\"\"NFA_FLAG\"\":\"\"N\"\",\"\"PROV_OF_SERVICES_FLAG\"\":\"\"Y\"\"}\"\n",
        ),
        text(
            "fac.csv",
            "cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json\n1,A1,\"[\"\"1A\"\",\"\"2B\"\"]\"\n2,A9,\"[\"\"1A\"\"]\"\n",
        ),
    ];
    let told = told(files, Format::Ssd, Options::default()).unwrap();
    let Body::CareEpisodeStarted(episode) = &told.of(Kind::CareEpisodeStarted).next().unwrap().body else {
        panic!()
    };
    let codes = (
        episode.legal_status.as_ref().unwrap().code(),
        episode.placement.as_ref().unwrap().code(),
        episode.urn.as_deref(),
    );
    assert_eq!(codes, ("V2", "U6", Some("SC1")));
    let Body::Person(person) = &told.of(Kind::Person).next().unwrap().body else {
        panic!()
    };
    assert_eq!(person.disabilities.0.len(), 2);
    let Body::AssessmentAuthorised(assessment) = &told.of(Kind::AssessmentAuthorised).next().unwrap().body else {
        panic!()
    };
    assert_eq!(
        (assessment.factors.0.len(), assessment.outcome.as_ref().unwrap().code()),
        (2, "CIN")
    );
    let aside: Vec<(&str, u32)> = told.set_aside.iter().map(|row| (row.table.as_str(), row.row)).collect();
    assert_eq!(
        aside,
        [
            ("assessment_factors", 3),
            ("cla_placement", 3),
            ("legal_status", 3),
            ("cla_reviews", 3),
            ("cla_reviews", 4)
        ]
    );
    let flag = told
        .notes_of(NoteKind::NotHeld)
        .find(|note| note.column == "pers_send_flag")
        .unwrap();
    assert_eq!(
        (flag.row, flag.more.as_str()),
        (2, "in 1 rows, of which this is the first")
    );
}

/// A table with one row, and the kinds of fact that it gives.
const TABLES_AND_KINDS: [(&str, &[Kind]); 21] = [
    (
        "cont_contact_id,cont_person_id,cont_contact_date,cont_contact_source_code,cont_contact_outcome_json\n1,7,2020-01-10,1A,\"{\"\"NFA_FLAG\"\":\"\"Y\"\"}\"\n",
        &[Kind::Contact, Kind::ContactDecision],
    ),
    (
        "cine_referral_id,cine_person_id,cine_referral_date,cine_referral_nfa,cine_close_date,cine_close_reason\n1,7,2020-01-10,Y,2020-01-10,RC8\n",
        &[Kind::Referral, Kind::ReferralDecision, Kind::Closure],
    ),
    (
        "earl_episode_id,earl_person_id,earl_episode_start_date,earl_episode_end_date,earl_episode_end_reason\n1,7,2020-01-10,2020-01-10,Outcomes met\n",
        &[Kind::EarlyHelpStarted, Kind::EarlyHelpEnded],
    ),
    (
        "cinv_cin_visit_id,cinv_person_id,cinv_cin_visit_date,cinv_cin_visit_seen\n1,7,2020-01-10,Y\n",
        &[Kind::Visit],
    ),
    (
        "s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_end_date,s47e_s47_nfa\n1,7,2020-01-10,2020-01-10,Y\n",
        &[Kind::Section47Started, Kind::Section47Concluded],
    ),
    (
        "icpc_icpc_id,icpc_person_id,icpc_icpc_date,icpc_icpc_outcome_cp_flag\n1,7,2020-01-10,Y\n",
        &[Kind::Conference],
    ),
    (
        "cppr_cp_review_id,cppr_person_id,cppr_cp_plan_id,cppr_cp_review_date\n1,7,2,2020-01-10\n",
        &[Kind::Conference],
    ),
    (
        "lacp_table_id,lacp_person_id,lacp_cla_care_plan_start_date,lacp_cla_care_plan_json\n1,7,2020-01-10,\"{\"\"ADOPTION\"\":\"\"Y\"\"}\"\n",
        &[Kind::CarePlan],
    ),
    (
        "clac_cla_conviction_id,clac_person_id,clac_cla_conviction_date\n1,7,2020-01-10\n",
        &[Kind::Offending],
    ),
    (
        "clah_health_check_id,clah_person_id,clah_health_check_type,clah_health_check_date\n1,7,Dental Check,2020-01-10\n",
        &[Kind::DentalCheck],
    ),
    (
        "clas_substance_misuse_id,clas_person_id,clas_substance_misuse_date\n1,7,2020-01-10\n",
        &[Kind::SubstanceMisuse],
    ),
    (
        "miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted\n1,7,2020-01-10T10:00:00,2020-01-10T12:30:00,Y,N\n",
        &[Kind::MissingStarted, Kind::MissingEnded, Kind::ReturnInterviewOffered],
    ),
    (
        "clea_table_id,clea_person_id,clea_care_leaver_latest_contact,clea_care_leaver_eligibility\n1,7,2020-01-10,Former Relevant\n",
        &[Kind::CareLeaverContact, Kind::CareLeaverEligibility],
    ),
    (
        "perm_table_id,perm_person_id,perm_adm_decision_date,perm_matched_date,perm_number_of_adopters\n1,7,2020-01-10,2020-01-10,2\n",
        &[Kind::AdoptionDecision, Kind::AdoptionMatch],
    ),
    (
        "prep_table_id,prep_person_id,prep_plo_family_id,prep_pre_pro_decision_date,prep_pre_pro_letter_date\n1,7,1,2020-01-10,2020-01-10\n",
        &[Kind::PreProceedingsStarted, Kind::LetterBeforeProceedings],
    ),
    (
        "invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_involvement_start_date,invo_involvement_end_date,invo_person_id\n1,W1,Allocated Case Worker,2020-01-10,2020-01-10,7\n",
        &[Kind::InvolvementStarted, Kind::InvolvementEnded],
    ),
    (
        "immi_person_id,immi_immigration_status_id,immi_immigration_status,immi_immigration_status_start_date\n7,1,Unaccompanied Asylum Seeking Child,2020-01-10\n",
        &[Kind::UnaccompaniedStatus, Kind::Person],
    ),
    (
        "addr_table_id,addr_address_json,addr_person_id,addr_address_type,addr_address_start_date,addr_address_postcode\n1,\"{\"\"HOUSE\"\":\"\"5\"\",\"\"STREET\"\":\"\"Rose Lane\"\"}\",7,Placement,2020-01-10,E1 1AA\n",
        &[Kind::Address],
    ),
    (
        "moth_table_id,moth_person_id,moth_childs_person_id,moth_childs_dob\n1,7,8,2020-01-10\n",
        &[Kind::Motherhood, Kind::Relationship],
    ),
    (
        "prof_professional_id,prof_professional_name,prof_social_worker_registration_no\nW1,Sam Hill,SW1\n",
        &[Kind::Worker],
    ),
    ("dept_team_id,dept_team_name\nT1,North\n", &[Kind::Team]),
];

#[test]
fn each_table_gives_the_facts_it_tells() {
    for (content, kinds) in TABLES_AND_KINDS {
        let told = told_of("table.csv", content, Format::Ssd);
        assert!(told.set_aside.is_empty(), "{:?}", told.set_aside);
        for kind in kinds {
            assert_eq!(told.count(*kind), 1, "{kind:?} of {content}");
        }
        let others = told
            .facts
            .iter()
            .filter(|fact| fact.body.kind() != Kind::Identifier)
            .count();
        assert_eq!(others, kinds.len(), "{content}");
        if *kinds == [Kind::Address] {
            let Body::Address(address) = &told.of(Kind::Address).next().unwrap().body else {
                panic!()
            };
            assert_eq!(
                (address.lines.as_deref(), address.placement_lines.as_deref()),
                (None, Some("5, Rose Lane"))
            );
        }
        if kinds.contains(&Kind::Relationship) {
            assert_eq!(
                &*told
                    .of(Kind::Relationship)
                    .next()
                    .unwrap()
                    .other
                    .as_ref()
                    .unwrap()
                    .value,
                "8"
            );
        }
    }
}

#[test]
fn the_sample_is_what_its_readme_says() {
    let program = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/ssd_sample.rs")).unwrap();
    assert!(program.contains("EVERY: usize = 90") && program.contains("EVERY_IN_NEED: usize = 20"));
    let mut kept = Vec::new();
    let files = crate::ssda903::FILES.map(|(path, ..)| path);
    for (sources, format, every) in [
        (samples(&files), Format::Ssda903, 90),
        (samples(&["cin-census/fake_CIN_data.xml"]), Format::CinCensus, 20),
        (samples(&["cin-census/CIN_Census_2021.xml"]), Format::CinCensus, 1),
    ] {
        let facts = told(sources, format, Options::default()).unwrap().facts;
        let all: BTreeSet<Box<str>> = facts.iter().map(|fact| fact.child.value.clone()).collect();
        let chosen: BTreeSet<Box<str>> = all.into_iter().step_by(every).collect();
        kept.extend(facts.into_iter().filter(|fact| chosen.contains(&fact.child.value)));
    }
    let folder = tempfile::tempdir().unwrap();
    for (file, _) in write::write_folder(&made::rows(&kept), folder.path()).unwrap() {
        let made = fs::read_to_string(folder.path().join(&file)).unwrap();
        let committed = fs::read_to_string(sample("ssd").join(&file)).unwrap();
        assert_eq!(made, committed, "{file}: make the sample again, and read what changed");
    }
}
