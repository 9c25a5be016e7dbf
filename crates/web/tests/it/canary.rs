//! Names that nobody else has, looked for in every answer: whoever is named has a row of the trail that was written for that answer, and
//! whoever is hidden from the reader is named in none. Every route of the table is asked, over a family whose entries name each other in
//! all the ways that entries can; a route that is added is asked too.

use crate::recording::site::{Page, Person, Site, pairs};
use access::route::Method;
use record::{EntryId, PersonId, Role, WorkerId};
use std::cell::Cell;
use std::collections::BTreeSet;
use testkit::journal::{ViewQuery, ViewsOf};
use web::routes::ROUTES;

/// A family, told in an authority of its own.
struct Family {
    site: Site,
    child: PersonId,
    /// The people whose pages are asked for, hidden ones too, and the entries that name them.
    people: Vec<PersonId>,
    entries: Vec<EntryId>,
    readers: Vec<Person>,
    /// Restricted to the manager.
    hidden: Vec<PersonId>,
    /// How many names were met in answers.
    met: Cell<usize>,
}

const ROLES: &[Role] = &[
    Role::SocialWorker,
    Role::FrontDoorWorker,
    Role::FrontDoorManager,
    Role::EmergencyDuty,
    Role::ConferenceChair,
    Role::ReviewingOfficer,
    Role::InformationGovernance,
    Role::Director,
];

impl Family {
    fn told() -> Family {
        let site = Site::at("2026-03-10T10:00:00Z");
        let named = |name: &str, birth: &str| site.authority.person(name, birth);
        let child = named("Quillan Aardwolf", "2018-05-01");
        let sister = named("Rosalba Aardwolf", "2020-05-01");
        let mother = named("Perpetua Aardwolf", "1990-05-01");
        let friend = named("Florizel Friendly", "1980-05-01");
        let brother = named("Ignatius Hiddenbrother", "2016-05-01");
        let father = named("Zebedee Hiddenfather", "1985-05-01");
        let half = named("Ottoline Halfway", "2012-05-01");
        let mut family = Family {
            child,
            people: vec![child, sister, mother, friend, brother, father, half],
            entries: Vec::new(),
            readers: Vec::new(),
            hidden: vec![brother, father],
            met: Cell::new(0),
            site,
        };
        family.hire();
        family.tell_entries();
        family
    }

    fn hire(&mut self) {
        let told = &self.site.authority;
        self.readers.push(self.site.manager());
        for role in ROLES {
            let worker = told.worker(*role, &format!("Worker {}", role.code()));
            let part = match role {
                Role::SocialWorker => "ALLOCATED",
                Role::ConferenceChair => "CHAIR",
                Role::ReviewingOfficer => "IRO",
                _ => "",
            };
            if !part.is_empty() {
                let facts = format!(r#"{{"worker":"{}","role":"{part}"}}"#, worker.worker());
                told.tell(&[self.child], "involvement_started", "2026-01-05", &facts, None);
            }
            self.readers.push(self.site.sign_in(worker));
        }
        for hidden in &self.hidden {
            let manager = told.manager();
            let who = manager.worker();
            let facts = format!(r#"{{"reason":"Known to staff","who":["{who}"],"review":"2026-05-01"}}"#);
            told.tell(&[*hidden], "restriction", "2026-01-02", &facts, None);
            told.allocate(&manager, *hidden, "2026-01-02");
        }
    }

    fn tell_entries(&mut self) {
        let told = &self.site.authority;
        let [child, sister, mother, friend, brother, father, half] = *self.people.as_slice() else {
            panic!("the family has seven people");
        };
        let ties = [
            (mother, "PARENT", child),
            (mother, "PARENT", sister),
            (father, "PARENT", child),
            (father, "PARENT", half),
            (brother, "SIBLING", child),
            (friend, "FRIEND", child),
        ];
        let mut entries: Vec<EntryId> = ties.map(|(of, is, to)| told.relate(of, is, to)).to_vec();
        let mut tell = |people: &[PersonId], kind: &str, at: &str, facts: &str| {
            entries.push(told.tell(people, kind, at, facts, None));
        };
        let contact = r#"{"method":"PHONE","source":"1A","risk":"GREEN","wants":"Advice","protection_urgent":"no"}"#;
        tell(&[child, sister, brother], "contact", "2026-03-09", contact);
        let consent = |person: PersonId| format!(r#"{{"purpose":"CHECKS","state":"GIVEN","person":"{person}"}}"#);
        tell(&[child], "consent", "2026-03-09", &consent(mother));
        tell(&[child], "consent", "2026-03-09", &consent(father));
        let visit = r#"{"purpose":"LOOKED_AFTER","child_seen":"yes","child_said":"I like aardwolves","actions":[{"what":"Ring the school","who":"Jo","due":"2026-03-20"}]}"#;
        tell(&[child, brother], "visit", "2026-03-08", visit);
        tell(&[child, sister], "visit", "2026-03-08", visit);
        let other = format!(r#"{{"other":"{brother}","reason":"Aardwolves of one name"}}"#);
        tell(&[child], "not_same_person", "2026-03-08", &other);
        self.entries = entries;
    }

    /// Asks, and looks for names in what is answered.
    fn check(&self, reader: &Person, what: &str, ask: impl FnOnce() -> Page) -> Page {
        let worker = reader.actor.worker();
        let before = self.rows(worker, 1).first().map_or(0, |(seq, _)| *seq);
        let page = ask();
        let since: BTreeSet<PersonId> = self
            .rows(worker, 500)
            .into_iter()
            .filter(|(seq, _)| *seq > before)
            .filter_map(|(_, person)| person)
            .collect();
        let role = reader.actor.role();
        let book = self.site.authority.service.book();
        for person in &self.people {
            let identity = book.identity(*person, self.now().day());
            let family_name = identity.details.family_name.clone().unwrap_or_default();
            // The family name of the child and her sister is no canary: the first name is.
            let given = identity.details.given_names.clone().unwrap_or_default();
            if !page.body.contains(&given) {
                continue;
            }
            self.met.set(self.met.get() + 1);
            let is_manager = role == Role::TeamManager;
            let may_know = is_manager || !self.hidden.contains(person);
            assert!(
                may_know,
                "{what} shows {given} {family_name} to {role:?}:\n{}",
                page.body
            );
            assert!(
                since.contains(person),
                "{what} names {given} {family_name} to {role:?} without a row"
            );
        }
        page
    }

    fn rows(&self, worker: WorkerId, limit: usize) -> Vec<(u64, Option<PersonId>)> {
        let query = ViewQuery {
            of: ViewsOf::Actor(worker),
            since: None,
            before: None,
            limit,
        };
        let rows = self.site.authority.service.journal().views(&query).unwrap();
        rows.into_iter().map(|row| (row.seq, row.view.person)).collect()
    }

    fn now(&self) -> record::Instant {
        service::Machine::now(self.site.authority.machine.as_ref())
    }

    /// Every way to fill in the path of a route.
    fn paths(&self, template: &str) -> Vec<String> {
        let practice = self.site.authority.service.practice();
        let mut paths = vec![template.to_owned()];
        let fill = |paths: Vec<String>, name: &str, values: &[String]| -> Vec<String> {
            let filled = paths
                .iter()
                .flat_map(|path| values.iter().map(|value| path.replace(name, value)));
            filled.collect()
        };
        let texts = |ids: &[PersonId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
        let asked_of: Vec<PersonId> = match template {
            _ if template.contains("{form}") => vec![self.child],
            _ if template.contains("{entry}") => vec![self.child, self.hidden[0]],
            _ => self.people.clone(),
        };
        let people = texts(&asked_of);
        let entries: Vec<String> = self.entries.iter().map(ToString::to_string).collect();
        let forms: Vec<String> = practice.forms.iter().map(|form| form.id.clone()).collect();
        let boards: Vec<String> = practice.boards.iter().map(|board| board.id.clone()).collect();
        let clocks = ["contact_decision".to_owned()];
        for (name, values) in [
            ("{person}", people.as_slice()),
            ("{entry}", &entries),
            ("{form}", &forms),
            ("{board}", &boards),
            ("{clock}", &clocks),
        ] {
            if template.contains(name) {
                paths = fill(paths, name, values);
            }
        }
        assert!(!paths[0].contains('{'), "say here what stands in {template}");
        if template == "/search" || template == "/api/search" {
            let asked = ["text=Aardwolf", "text=Hiddenbrother", "words=aardwolves"];
            paths = fill(
                vec!["/search?".to_owned()],
                "?",
                &asked.map(|asked| format!("?{asked}")),
            );
            paths.extend(asked.map(|asked| format!("/api/search?{asked}")));
        }
        paths
    }
}

#[test]
fn whoever_is_named_by_a_page_has_a_row_and_whoever_is_hidden_is_not_named() {
    let family = Family::told();
    for reader in &family.readers {
        for served in ROUTES.iter().filter(|served| served.route.method == Method::Get) {
            // Every form there is, for those who may fill in the most: it takes long.
            let many = served.route.path.contains("{form}");
            if many && ![Role::SocialWorker, Role::FrontDoorManager].contains(&reader.actor.role()) {
                continue;
            }
            for path in family.paths(served.route.path) {
                family.check(reader, &path, || family.site.get(reader, &path));
            }
        }
    }
    let met = family.met.get();
    assert!(met > 700, "only {met} names were met: the test looks at too little");
}

#[test]
fn what_a_form_answers_names_nobody_without_a_row() {
    let family = Family::told();
    let (child, sister) = (family.child, family.people[1]);
    let post = |reader: &Person, path: &str, fields: &[(&str, &str)]| {
        family.check(reader, &format!("POST {path}"), || {
            family.site.post(reader, path, &pairs(fields))
        })
    };
    let get = |reader: &Person, path: &str| family.check(reader, path, || family.site.get(reader, path));
    let mut statuses = BTreeSet::new();
    for reader in &family.readers {
        for form in ["visit", "contact", "consent"] {
            let path = format!("/people/{child}/record/{form}");
            let version = format!("_version.{child}");
            let both = sister.to_string();
            for fields in [
                &[][..],
                &[(version.as_str(), "0"), ("_happened-day", "9")],
                &[("_with", both.as_str()), ("_people", "1")],
            ] {
                statuses.insert(post(reader, &path, fields).status);
                statuses.insert(post(reader, &format!("{path}/draft"), fields).status);
                get(reader, &path);
                get(reader, "/");
            }
        }
        post(reader, "/search", &[("text", "Aardwolf")]);
        post(reader, "/search", &[("words", "aardwolves")]);
        let found = [
            ("given_names", "Ignatyus"),
            ("family_name", "Hiddenbrother"),
            ("birth-day", "1"),
            ("birth-month", "5"),
            ("birth-year", "2016"),
        ];
        post(reader, "/people/new", &found);
        let known = [
            ("given_names", "Quillan"),
            ("family_name", "Aardwolf"),
            ("birth-day", "1"),
            ("birth-month", "5"),
            ("birth-year", "2018"),
        ];
        post(reader, "/people/new", &known);
    }
    for status in [200, 404, 422] {
        assert!(statuses.contains(&status), "the test never met {status}: {statuses:?}");
    }
    assert!(family.met.get() > 100);
}

#[test]
fn two_at_once_name_nobody_without_a_row() {
    let family = Family::told();
    let child = family.child;
    let worker = &family.readers[1];
    let path = format!("/people/{child}/record/safety_plan_review");
    let signed = r#"{"measures":"Sam stays away","who":"Somebody"}"#;
    family
        .site
        .authority
        .tell(&[child], "safety_plan_signed", "2026-03-09", signed, None);
    let open = family.check(worker, &path, || family.site.get(worker, &path));
    assert_eq!(open.status, 200, "{}", open.body);
    let told = &family.site.authority;
    let (mother, brother, father) = (family.people[2], family.people[4], family.people[5]);
    for person in [mother, father] {
        let facts = format!(r#"{{"purpose":"CHECKS","state":"GIVEN","person":"{person}"}}"#);
        told.tell(&[child], "consent", "2026-03-10", &facts, None);
    }
    let seen = r#"{"purpose":"LOOKED_AFTER","child_seen":"yes"}"#;
    told.tell(&[child, brother], "visit", "2026-03-10", seen, None);
    told.relate(brother, "SIBLING", child);
    let mut sent = open.carried(&[child]);
    sent.extend(pairs(&[
        ("_happened-day", "10"),
        ("_happened-month", "3"),
        ("_happened-year", "2026"),
        ("kept", "yes"),
        ("found", "All is kept"),
    ]));
    let conflict = family.check(worker, &path, || family.site.post(worker, &path, &sent));
    assert_eq!(conflict.status, 409, "{}", conflict.body);
    assert!(
        conflict.says("Perpetua") && !conflict.says("Relationship,"),
        "{}",
        conflict.body
    );
}
