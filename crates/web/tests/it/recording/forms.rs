//! Every form of the practice: it opens with all its questions, names everything that is missing at once, and records a full answer.

use super::site::{Page, Person, Site, pairs};
use practice::Form;
use practice::form::Question;
use record::entries::About;
use record::entry::Source;
use record::field::{Need, Shape};
use record::{PersonId, Role};

const NOW: &str = "2026-03-18T10:00:00Z";

/// People in every post.
struct Posts {
    people: Vec<Person>,
    chair: Person,
    reviewer: Person,
}

impl Posts {
    fn of(site: &Site, worker: Person) -> Posts {
        let (chair, reviewer) = (
            site.worker(Role::ConferenceChair, "Chidi Chair"),
            site.worker(Role::ReviewingOfficer, "Rosa Reviewer"),
        );
        let service_manager = site.worker(Role::ServiceManager, "Sam Service");
        let (maya, sam) = (site.manager(), service_manager.actor.worker());
        let director = site.worker(Role::Director, "Dora Director");
        let facts = |worker: &Person, role: &str, manager: &str| {
            format!(
                r#"{{"worker":"{}","name":"{}","roles":["{role}"],"active":"yes","manager":"{manager}"}}"#,
                worker.actor.worker(),
                worker.actor.name
            )
        };
        site.authority.tell(
            &[],
            "worker",
            "2026-01-01",
            &facts(&maya, "team_manager", &sam.to_string()),
            None,
        );
        site.authority.tell(
            &[],
            "worker",
            "2026-01-01",
            &facts(
                &service_manager,
                "service_manager",
                &director.actor.worker().to_string(),
            ),
            None,
        );
        let mut people = vec![worker, chair.clone(), reviewer.clone(), maya, service_manager, director];
        for (role, name) in [
            (Role::FrontDoorManager, "Fay Front"),
            (Role::FrontDoorWorker, "Finn Door"),
            (Role::EmergencyDuty, "Eve Night"),
            (Role::Legal, "Lena Law"),
            (Role::FamilyHelpWorker, "Fred Help"),
        ] {
            people.push(site.worker(role, name));
        }
        Posts {
            people,
            chair,
            reviewer,
        }
    }

    /// A child with whom all of them have to do, and of whom every step that another may follow is told.
    fn child(&self, site: &Site, without: &str) -> PersonId {
        let told = &site.authority;
        let child = told.person("Amina Ahmed", "2018-05-01");
        told.allocate(&self.people[0].actor, child, "2026-01-05");
        let involve = |person: &Person, role: &str| {
            told.tell(
                &[child],
                "involvement_started",
                "2026-01-05",
                &format!(r#"{{"worker":"{}","role":"{role}"}}"#, person.actor.worker()),
                None,
            );
        };
        involve(&self.chair, "CHAIR");
        involve(&self.reviewer, "IRO");
        for kind in STEPS.iter().filter(|kind| **kind != without) {
            told.tell(&[child], kind, "2026-03-17", facts_of(kind), None);
        }
        child
    }
}

/// Steps that others follow.
const STEPS: &[&str] = &[
    "contact",
    "consent",
    "agency_check_asked",
    "mash_enquiry",
    "referral",
    "early_help_started",
    "step_down",
    "homeless_presented",
    "assessment_started",
    "need_plan_started",
    "strategy_discussion",
    "section_47_started",
    "conference_booked",
    "conference",
    "protection_plan_started",
    "safety_plan_signed",
    "emergency_protection_started",
    "legal_planning_requested",
    "legal_planning_meeting",
    "out_of_hours_action",
    "pre_proceedings_started",
    "care_application",
];

fn facts_of(kind: &str) -> &'static str {
    match kind {
        "consent" => r#"{"purpose":"CHECKS","state":"GIVEN"}"#,
        "strategy_discussion" => r#"{"decision":"S47_JOINT"}"#,
        "conference" => r#"{"decision":"PLAN","category":"NEG"}"#,
        "legal_planning_meeting" => r#"{"decision":"PRE_PROCEEDINGS"}"#,
        _ => "{}",
    }
}

/// Somebody who may complete the form about the child, if there is one.
fn somebody<'p>(site: &Site, people: &'p [Person], form: &Form, child: PersonId) -> Option<(&'p Person, Page)> {
    people
        .iter()
        .filter(|person| form.may_complete(person.actor.role()))
        .find_map(|person| {
            let page = site.get(person, &format!("/people/{child}/record/{}", form.id));
            (page.status == 200).then_some((person, page))
        })
}

/// A plain answer to a question.
fn answer(question: &Question, name: &str, site: &Site, child: PersonId, to: &mut Vec<(String, String)>) {
    let mut put = |name: String, value: &str| to.push((name, value.to_owned()));
    let date = |put: &mut dyn FnMut(String, &str), day: &str| {
        put(format!("{name}-day"), day);
        put(format!("{name}-month"), "3");
        put(format!("{name}-year"), "2026");
    };
    match question.field.shape {
        Shape::Flag => put(name.to_owned(), "yes"),
        Shape::Number => put(name.to_owned(), "5"),
        Shape::Day | Shape::Moment => date(
            &mut put,
            if question.label.contains("will") || question.label.contains("next") {
                "28"
            } else {
                "17"
            },
        ),
        Shape::Code(set) => put(name.to_owned(), &set().codes[0].code),
        Shape::Text => put(name.to_owned(), "Jo Adeyemi, school nurse"),
        Shape::Narrative => put(name.to_owned(), "What was seen and heard, in plain words."),
        Shape::Worker => put(name.to_owned(), &site.authority.manager().worker().to_string()),
        Shape::Person => put(name.to_owned(), &child.to_string()),
        Shape::Many(Shape::Group(_)) => {
            for inner in &question.inner {
                if inner.field.need == Need::Must || matches!(inner.field.shape, Shape::Text | Shape::Narrative) {
                    answer(inner, &format!("{name}.0.{}", inner.field.name), site, child, to);
                }
            }
        }
        Shape::Many(Shape::Code(set)) => put(format!("{name}[]"), &set().codes[0].code),
        Shape::Many(_) => put(format!("{name}[]"), "Something"),
        Shape::Team | Shape::Organisation | Shape::Entry | Shape::Action | Shape::Group(_) => {}
    }
}

/// Forms for those whose right comes from a sample, which nothing draws yet.
const OF_A_SAMPLE: &[&str] = &["audit"];

#[test]
fn every_form_opens_with_one_heading_and_every_question() {
    let site = Site::at(NOW);
    let posts = Posts::of(&site, site.worker(Role::SocialWorker, "Grace Obi"));
    let amina = posts.child(&site, "");
    let people = &posts.people;
    let mut wrong = Vec::new();
    for form in &site.authority.service.practice().forms {
        if form.kind.about() == About::Service || OF_A_SAMPLE.contains(&form.id.as_str()) {
            continue;
        }
        let Some((_, page)) = somebody(&site, people, form, amina) else {
            wrong.push(format!("{}: nobody may complete it", form.id));
            continue;
        };
        if page.body.matches("<h1").count() != 1 {
            wrong.push(format!("{}: {} headings", form.id, page.body.matches("<h1").count()));
        }
        for question in form.questions() {
            let of_history = question.show_when.is_some() && question.show_when_text.is_empty();
            if !of_history && !page.says(&question.label) {
                wrong.push(format!("{}: does not ask “{}”", form.id, question.label));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_empty_form_names_everything_that_must_be_answered() {
    let site = Site::at(NOW);
    let posts = Posts::of(&site, site.worker(Role::SocialWorker, "Grace Obi"));
    let amina = posts.child(&site, "");
    let people = &posts.people;
    let mut wrong = Vec::new();
    for form in &site.authority.service.practice().forms {
        let Some((who, page)) = somebody(&site, people, form, amina) else {
            continue;
        };
        let answered = site.post(
            who,
            &format!("/people/{amina}/record/{}", form.id),
            &page.carried(&[amina]),
        );
        if answered.status != 422 {
            wrong.push(format!("{}: answers {}", form.id, answered.status));
            continue;
        }
        let (summary, _) = answered.body.split_once("<form action=\"/people").unwrap();
        for question in form.questions().filter(|question| question.field.need == Need::Must) {
            let named = summary.contains(&format!("href=\"#{}", question.field.name));
            if !named {
                wrong.push(format!("{}: {} is not in the summary", form.id, question.field.name));
            }
        }
        if !summary.contains("href=\"#_happened-day\"") {
            wrong.push(format!("{}: the date is not asked for", form.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Forms whose own rules want more than plain answers: an open action, an authorised assessment, two people, a decision that fits.
/// The list only shrinks.
const NEED_A_HISTORY: &[&str] = &[
    "action_progress",
    "address",
    "adoption_match",
    "adoption_placed",
    "adoption_reversed",
    "assessment_shared",
    "audit_closed",
    "care_ceasing_decision",
    "care_episode_ended",
    "carer_approved",
    "carer_terms_changed",
    "closure",
    "contact_detail",
    "dental_check",
    "deprivation_of_liberty_ended",
    "distant_placement_decision",
    "early_permanence",
    "emergency_protection_started",
    "escalation_answered",
    "escalation_closed",
    "escalation_raised",
    "family_time_refused",
    "family_time_review",
    "fewer_visits",
    "health_assessment",
    "health_request",
    "identifier",
    "immunisations",
    "independent_visitor_decision",
    "iro_midway",
    "looked_after_review",
    "missing_ended",
    "missing_meeting",
    "need_plan_ended",
    "not_same_person",
    "optician_check",
    "permanence_plan_agreed",
    "previous_permanence",
    "protection_plan_ended",
    "provider_notice",
    "referral_decision",
    "regulation_24_extended",
    "relationship",
    "remand_plan",
    "restriction",
    "restriction_lifted",
    "return_home_decision",
    "return_interview",
    "return_interview_offered",
    "review_decisions_agreed",
    "review_report_shared",
    "review_trigger",
    "same_person",
    "section_20_review",
    "secure_review",
    "unregistered_placement_decision",
    "visit_request_declined",
    "visit_requested",
    "work_accepted",
];

/// A full answer says that the person works for the authority, or who alone may enter: whoever recorded it is outside from then on.
const SHUT_THE_RECORD: &[&str] = &["person", "restriction"];

#[test]
fn a_full_form_is_recorded_once_however_often_it_is_sent() {
    let site = Site::at(NOW);
    let posts = Posts::of(&site, site.worker(Role::SocialWorker, "Grace Obi"));
    let people = &posts.people;
    let (mut refused, mut wrong) = (Vec::new(), Vec::new());
    let forms: Vec<Form> = site.authority.service.practice().forms.clone();
    for form in &forms {
        let amina = posts.child(&site, &form.id);
        let Some((who, page)) = somebody(&site, people, form, amina) else {
            continue;
        };
        let path = format!("/people/{amina}/record/{}", form.id);
        let mut sent = page.carried(&[amina]);
        sent.extend(pairs(&[
            ("_happened-day", "18"),
            ("_happened-month", "3"),
            ("_happened-year", "2026"),
        ]));
        for question in form.questions() {
            answer(question, question.field.name, &site, amina, &mut sent);
        }
        let mut first = site.post(who, &path, &sent);
        if first.status == 422 {
            // A date that is to lie ahead says so.
            let wanted: Vec<String> = first
                .body
                .split("href=\"#")
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap().to_owned())
                .collect();
            sent.iter_mut()
                .filter(|(name, _)| name.ends_with("-day") && wanted.contains(name))
                .for_each(|(_, day)| "28".clone_into(day));
            first = site.post(who, &path, &sent);
        }
        if first.status != 303 {
            let summary = first
                .body
                .split_once("error-summary__list")
                .map_or("", |(_, rest)| rest.split_once("</ul>").map_or("", |(list, _)| list));
            refused.push(form.id.clone());
            if !NEED_A_HISTORY.contains(&form.id.as_str()) {
                wrong.push(format!("{}: {} {summary}", form.id, first.status));
            }
            continue;
        }
        let again = site.post(who, &path, &sent);
        assert_eq!((again.status, &again.location), (303, &first.location), "{}", form.id);
        let count = site
            .authority
            .service
            .book()
            .history(amina)
            .unwrap()
            .all()
            .iter()
            .filter(|entry| entry.entry.kind() == form.kind && matches!(entry.entry.source, Source::Form { .. }))
            .count();
        assert_eq!(count, 1, "{}: sent twice", form.id);
        let done = site.get(who, &first.location);
        let expected = if SHUT_THE_RECORD.contains(&form.id.as_str()) {
            404
        } else {
            200
        };
        assert_eq!(done.status, expected, "{}: the page after", form.id);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(
        refused, NEED_A_HISTORY,
        "forms that are recorded now and stand in the list, or the other way round"
    );
}
