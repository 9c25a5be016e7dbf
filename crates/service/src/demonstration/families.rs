//! Families of the demonstration whose stories run up to today, and the workers of some children of the sample files.

use super::staff::{entry, team, worker};
use crate::error::Error;
use crate::importing::digest;
use crate::machine::Machine;
use crate::start::Service;
use crate::users::importer;
use record::{Answers, Day, Entry, EntryId, Kind, Moment, PersonId, Problems, Role};

/// How many children of the sample files are given to the demonstration's social worker.
const GIVEN_OUT: usize = 8;

/// One thing that happened to a family: how many days ago, to which of its people, what, and which earlier line (from 1) it follows.
struct Line {
    days_ago: i32,
    people: &'static [usize],
    kind: &'static str,
    facts: &'static str,
    follows: usize,
}

/// Somebody of a family: names and age in days.
struct Somebody {
    given: &'static str,
    family: &'static str,
    days_old: i32,
    more: &'static str,
}

struct Family {
    people: &'static [Somebody],
    /// Which people are children with a worker, and since how many days.
    allocated: &'static [(usize, i32)],
    story: &'static [Line],
}

const fn line(days_ago: i32, people: &'static [usize], kind: &'static str, facts: &'static str) -> Line {
    Line {
        days_ago,
        people,
        kind,
        facts,
        follows: 0,
    }
}

const fn after(follows: usize, line: Line) -> Line {
    Line { follows, ..line }
}

const fn somebody(given: &'static str, family: &'static str, days_old: i32, more: &'static str) -> Somebody {
    Somebody {
        given,
        family,
        days_old,
        more,
    }
}

/// A brother and sister on child protection plans for ten months, the younger under five, scores standing still, and nobody has asked
/// for legal planning.
const MARLOWE: Family = Family {
    people: &[
        somebody("Ruby", "Marlowe", 1_200, r#","sex":"F","ethnicity":"MWBC""#),
        somebody(
            "Jude",
            "Marlowe",
            2_700,
            r#","sex":"M","ethnicity":"MWBC","communication_needs":"Uses pictures to choose; give him time""#,
        ),
        somebody("Carly", "Marlowe", 10_400, r#","sex":"F""#),
    ],
    allocated: &[(0, 330), (1, 330)],
    story: &[
        line(
            335,
            &[0, 1],
            "contact",
            r#"{"method":"PHONE","source":"1A","wants":"The nursery asks for help for the family","seen_and_heard":"Ruby came hungry and in wet clothes three days in a row; Jude said nobody wakes him","risk":"AMBER","checks_made":"Health visitor and school","protection_urgent":"no"}"#,
        ),
        line(
            334,
            &[0, 1],
            "referral",
            r#"{"source":"1A","need":"N1","concern":"Neglect of two young children, drinking at home","history_read":"One earlier contact two years ago, advice given"}"#,
        ),
        after(
            2,
            line(
                334,
                &[0, 1],
                "referral_decision",
                r#"{"outcome":"STRATEGY","rationale":"Repeated neglect of children too young to look after themselves","acknowledged":"yes","urgent_strategy":"no"}"#,
            ),
        ),
        line(
            330,
            &[0, 1],
            "strategy_discussion",
            r#"{"concern_identified":"","chair":"Tom Marsh","decision":"S47_JOINT","rationale":"Reasonable cause to suspect significant harm through neglect","immediate_safety":"Grandmother stays with the children tonight","harm":["NEG"],"medical":"no"}"#,
        ),
        after(
            4,
            line(
                330,
                &[0, 1],
                "section_47_started",
                r#"{"joint":"yes","plan":"See both children today; health visitor to weigh Ruby"}"#,
            ),
        ),
        after(
            5,
            line(
                318,
                &[0, 1],
                "section_47_concluded",
                r#"{"outcome":"ICPC","seen_alone":"yes","child_said":"I like it when Nan comes. Mummy sleeps a lot.","evidence":"Weight, home conditions, school attendance","rationale":"Both children are suffering significant harm"}"#,
            ),
        ),
        line(
            310,
            &[0, 1],
            "conference",
            r#"{"conference":"INITIAL","quorate":"yes","decision":"PLAN","category":"NEG","scale":"3","rationale":"Neglect is long-standing and Mum cannot yet see it","danger_statement":"Ruby and Jude may be hungry, unsafe and unheard when Mum has been drinking","safety_goals":"A sober adult is with the children every night"}"#,
        ),
        after(
            7,
            line(
                310,
                &[0, 1],
                "protection_plan_started",
                r#"{"category":"NEG","previous_plans":"0","visit_every_working_days":"10","goals":"A sober adult every night; school every day","contingency":"Grandmother has the children; legal planning","actions":[{"what":"Carly to see the alcohol service every week","who":"Carly Marlowe","due":"+30"},{"what":"Jude to be taken to school by breakfast club","who":"Hill Street School","due":"+45"}]}"#,
            ),
        ),
        line(
            300,
            &[0, 1],
            "core_group",
            r#"{"child_views":"Jude: I want to be on time","progress":"Two of five appointments kept","scale":"3","detailed_plan_written":"yes"}"#,
        ),
        line(
            220,
            &[0, 1],
            "conference",
            r#"{"conference":"REVIEW","quorate":"yes","decision":"CONTINUE","category":"NEG","scale":"4","rationale":"Some better mornings; drinking goes on"}"#,
        ),
        line(
            60,
            &[0, 1],
            "core_group",
            r#"{"child_views":"Ruby hides when voices are raised","progress":"No change since the summer","scale":"4","detailed_plan_written":"yes"}"#,
        ),
        line(
            45,
            &[0, 1],
            "conference",
            r#"{"conference":"REVIEW","quorate":"yes","decision":"CONTINUE","category":"NEG","scale":"4","rationale":"The plan stays; partners are worried that nothing changes"}"#,
        ),
        line(
            16,
            &[0, 1],
            "visit",
            r#"{"purpose":"PROTECTION","child_seen":"yes","seen_alone":"yes","bedroom_seen":"yes","child_said":"Jude: Nan has not come for two weeks. Ruby held my hand all the time.","observed":"Cold house, little food","meaning":"The children have lost the adult who kept them safe","goal":"A sober adult every night"}"#,
        ),
    ],
};

/// A girl looked after for three weeks whose first review and health assessment are due.
const BELLO: Family = Family {
    people: &[
        somebody("Tolu", "Bello", 4_300, r#","sex":"F","ethnicity":"BAFR""#),
        somebody("Sade", "Bello", 12_900, r#","sex":"F""#),
    ],
    allocated: &[(0, 40)],
    story: &[
        line(
            42,
            &[0],
            "referral",
            r#"{"source":"5A","need":"N3","concern":"Mother taken ill, nobody at home to care for Tolu","history_read":"Not known before"}"#,
        ),
        line(
            27,
            &[0],
            "care_decision",
            r#"{"planned":"no","need":"Nobody can care for her while her mother is in hospital","agreement":"Mother agreed in writing and said she understands it","family_and_friends":"Aunt in Leeds cannot travel","siblings":"None","child_said":"I want to stay at my school","options_rejected":"Friends of the family are away","rationale":"No other safe adult tonight"}"#,
        ),
        line(
            27,
            &[0],
            "care_episode_started",
            r#"{"reason":"S","legal_status":"V2","need":"N3","placement":"U6","provider":"PR1"}"#,
        ),
        line(
            24,
            &[0],
            "visit",
            r#"{"purpose":"LOOKED_AFTER","child_seen":"yes","seen_alone":"yes","child_said":"The house is kind. I miss Mum’s cooking.","observed":"Settled and eating","meaning":"She feels safe and misses home"}"#,
        ),
    ],
};

/// Two brothers in need, and an unborn child; a contact that waits at the front door.
const HOLT: Family = Family {
    people: &[
        somebody("Kai", "Whitby", 5_000, r#","sex":"M","ethnicity":"WBRI""#),
        somebody("Leo", "Whitby", 3_900, r#","sex":"M","ethnicity":"WBRI""#),
        somebody("Dana", "Whitby", 11_800, r#","sex":"F""#),
    ],
    allocated: &[(0, 150), (1, 150)],
    story: &[
        line(
            170,
            &[0, 1],
            "referral",
            r#"{"source":"1A","need":"N5","concern":"Dana asks for help with the boys since their father left","history_read":"Early help two years ago"}"#,
        ),
        line(
            150,
            &[0, 1],
            "assessment_started",
            r#"{"reason":"Section 17 assessment","review_point":"+10"}"#,
        ),
        line(
            110,
            &[0, 1],
            "assessment_authorised",
            r#"{"factors":["2B","4B"],"outcome":"CIN","child_views":"Kai: I look after Leo. Leo: Kai is the boss.","analysis":"Kai carries an adult’s load","lived_experience":"Two boys who get themselves up and to school","recommendation":"Child in need plan","rationale":"Needs services to develop"}"#,
        ),
        line(
            105,
            &[0, 1],
            "need_plan_started",
            r#"{"goals":"Kai can be a child; Dana gets treatment","contingency":"Grandparents","visit_every_working_days":"20","actions":[{"what":"Young carers’ group for Kai","who":"Riverside young carers","due":"+20"}]}"#,
        ),
        line(
            30,
            &[0, 1],
            "visit",
            r#"{"purpose":"NEED","child_seen":"yes","seen_alone":"no","not_alone_reason":"Leo would not leave his brother","child_said":"Kai: football was good","observed":"Calmer at home","meaning":"The plan begins to work"}"#,
        ),
        line(
            1,
            &[0, 1],
            "contact",
            r#"{"method":"PHONE","source":"3A","wants":"Police tell of a call to the home","seen_and_heard":"Shouting heard; boys upstairs","risk":"AMBER","checks_made":"None yet","protection_urgent":"no"}"#,
        ),
    ],
};

/// Tells the families’ stories, and gives some children of the sample files to the social worker.
pub(super) fn tell(service: &Service, machine: &dyn Machine, sampled: &[PersonId]) -> Result<(), Error> {
    let mut entries = Vec::new();
    for family in [&MARLOWE, &BELLO, &HOLT] {
        family_entries(family, machine, &mut entries)?;
    }
    let today = machine.now().day();
    for child in sampled.iter().take(GIVEN_OUT) {
        entries.push(allocation(
            machine,
            *child,
            today.plus_days(-90),
            Role::SocialWorker,
            "ALLOCATED",
        )?);
    }
    for (place, child) in sampled.iter().take(GIVEN_OUT * 2).enumerate() {
        let role = if place % 2 == 0 {
            (Role::ReviewingOfficer, "IRO")
        } else {
            (Role::ConferenceChair, "CHAIR")
        };
        entries.push(allocation(machine, *child, today.plus_days(-90), role.0, role.1)?);
    }
    service.take_in(b"demonstration families", importer(), &entries)
}

fn family_entries(family: &Family, machine: &dyn Machine, entries: &mut Vec<Entry>) -> Result<(), Error> {
    let today = machine.now().day();
    let id = |place: usize| {
        family.people.get(place).map_or(PersonId::from_bytes([0; 16]), |one| {
            PersonId::derived(digest(&["demonstration person", one.given, one.family]))
        })
    };
    for (place, one) in family.people.iter().enumerate() {
        let born = today.plus_days(-one.days_old);
        let facts = format!(
            r#"{{"given_names":"{}","family_name":"{}","birth":"{born}"{}}}"#,
            one.given, one.family, one.more
        );
        entries.push(told(
            machine,
            &format!("{} {}", one.given, one.family),
            &[id(place)],
            born,
            "person",
            &facts,
            None,
        )?);
    }
    let parent = family.people.len().saturating_sub(1);
    for child in 0..parent {
        let facts = format!(
            r#"{{"of":"{}","to":"{}","is":"PARENT","parental_responsibility":"yes","lives_with":"yes"}}"#,
            id(parent),
            id(child)
        );
        let born = today.plus_days(-family.people.get(child).map_or(0, |one| one.days_old));
        entries.push(told(
            machine,
            &format!("parent of {}", id(child)),
            &[id(parent), id(child)],
            born,
            "relationship",
            &facts,
            None,
        )?);
    }
    for (child, days) in family.allocated {
        for (role, code) in [
            (Role::SocialWorker, "ALLOCATED"),
            (Role::ReviewingOfficer, "IRO"),
            (Role::ConferenceChair, "CHAIR"),
        ] {
            entries.push(allocation(machine, id(*child), today.plus_days(-days), role, code)?);
        }
    }
    let mut made: Vec<EntryId> = Vec::new();
    for (place, line) in family.story.iter().enumerate() {
        let people: Vec<PersonId> = line.people.iter().map(|place| id(*place)).collect();
        let day = today.plus_days(-line.days_ago);
        let follows = line.follows.checked_sub(1).and_then(|place| made.get(place)).copied();
        let key = format!("story {} {place}", id(0));
        let entry = told(machine, &key, &people, day, line.kind, &dated(line.facts, day), follows)?;
        made.push(entry.id);
        entries.push(entry);
    }
    Ok(())
}

/// `"+30"` stands for the day thirty days after the line's own.
fn dated(facts: &str, day: Day) -> String {
    let mut parts = facts.split("\"+");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (days, rest) = part.split_once('"').unwrap_or((part, ""));
        let day = day.plus_days(days.parse().unwrap_or(0));
        out.push_str(&format!("\"{day}\"{rest}"));
    }
    out
}

fn allocation(machine: &dyn Machine, child: PersonId, from: Day, role: Role, code: &str) -> Result<Entry, Error> {
    let team = if code == "ALLOCATED" {
        format!(r#","team":"{}","reason":"FCONTA""#, team())
    } else {
        String::new()
    };
    let facts = format!(r#"{{"worker":"{}","role":"{code}"{team}}}"#, worker(role));
    told(
        machine,
        &format!("{code} {child}"),
        &[child],
        from,
        "involvement_started",
        &facts,
        None,
    )
}

fn told(
    machine: &dyn Machine,
    key: &str,
    people: &[PersonId],
    day: Day,
    kind: &str,
    facts: &str,
    follows: Option<EntryId>,
) -> Result<Entry, Error> {
    let wrong = |words: String| Error::Fault(format!("the demonstration’s {kind}: {words}"));
    let kind = Kind::of(kind).ok_or_else(|| wrong("there is no such kind".to_owned()))?;
    let mut problems = Problems::default();
    let body = kind.read_answers(&Answers::from_json(facts).map_err(wrong)?, &mut problems);
    if !problems.is_empty() {
        return Err(wrong(problems.to_string()));
    }
    Ok(entry(machine, key, people, Moment::on(day), body, follows))
}
