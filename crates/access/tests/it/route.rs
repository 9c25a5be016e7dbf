//! The check of the route table sees each fault that a table can have, and passes a sound one.

use access::AuditEvent;
use access::route::{Limits, MAX_BODY_BYTES, Method, Policy, Route, check_table};
use access::{Act, Purpose};
use record::Class;

const READ: Limits = Limits {
    body_bytes: 0,
    per_minute: 120,
};
const FORM: Limits = Limits {
    body_bytes: 64 * 1024,
    per_minute: 60,
};

const SOUND: Route = Route {
    method: Method::Get,
    path: "/people/{person}/timeline",
    policy: Policy::Person(Act::ViewRecord),
    purpose: None,
    classes: &[Class::Plain, Class::Health],
    audit: AuditEvent::TimelineViewed,
    limits: READ,
};

/// The table's problems, one a line.
fn check(routes: &[Route], expected: &[&str]) {
    assert_eq!(check_table(routes), expected);
}

#[test]
fn a_sound_table_has_no_problem() {
    let front = Route {
        path: "/",
        policy: Policy::SignedIn,
        classes: &[],
        audit: AuditEvent::PageViewed,
        ..SOUND
    };
    let visit = Route {
        method: Method::Post,
        path: "/people/{person}/visits",
        policy: Policy::Person(Act::WriteCasework),
        classes: &[Class::Plain],
        audit: AuditEvent::EntryRecorded,
        limits: FORM,
        ..SOUND
    };
    let form = Route {
        method: Method::Get,
        audit: AuditEvent::FormOpened,
        limits: READ,
        ..visit
    };
    let search = Route {
        path: "/search",
        policy: Policy::Service(Act::Search),
        purpose: Some(Purpose::SafeguardingCheck),
        audit: AuditEvent::SearchRun,
        ..SOUND
    };
    let glass = Route {
        path: "/people/{person}/break-glass",
        policy: Policy::Person(Act::BreakGlass),
        classes: &[],
        audit: AuditEvent::BreakGlassOpened,
        ..visit
    };
    let asset = Route {
        path: "/assets/{*path}",
        policy: Policy::Public,
        classes: &[],
        audit: AuditEvent::NothingShown,
        ..SOUND
    };
    check(&[SOUND, front, visit, form, search, glass, asset], &[]);
}

#[test]
fn a_route_that_stands_twice_is_named() {
    let again = Route {
        path: "/people/{child}/timeline",
        ..SOUND
    };
    check(
        &[SOUND, again],
        &["GET /people/{child}/timeline: the table has it twice, also as /people/{person}/timeline"],
    );
    let post = Route {
        method: Method::Post,
        audit: AuditEvent::DraftSaved,
        limits: FORM,
        ..SOUND
    };
    check(&[SOUND, post], &[]);
}

#[test]
fn paths_are_well_made() {
    let path = |path| [Route { path, ..SOUND }];
    check(
        &path("people/{person}"),
        &["GET people/{person}: the path begins without a slash"],
    );
    check(
        &path("/people/{person}/"),
        &["GET /people/{person}/: the path has an empty part"],
    );
    check(
        &path("/people/{person"),
        &["GET /people/{person: “{person” is not a parameter; write it like {person}"],
    );
    check(
        &path("/people/{}"),
        &["GET /people/{}: “{}” is not a parameter; write it like {person}"],
    );
    check(
        &path("/people"),
        &["GET /people: it wants a decision about a person, and its path names none"],
    );
}

#[test]
fn policies_fit_their_acts() {
    let policy = |policy| {
        [Route {
            policy,
            classes: &[],
            ..SOUND
        }]
    };
    let figures = policy(Policy::Person(Act::ViewFigures));
    let name = "GET /people/{person}/timeline";
    check(
        &figures,
        &[&format!(
            "{name}: “view figures” is not done with a person’s record; use Service"
        )],
    );
    let record = policy(Policy::Service(Act::ViewRecord));
    check(
        &record,
        &[&format!(
            "{name}: “view record” is done with a person’s record; use Person"
        )],
    );
    let aimless = Route {
        purpose: Some(Purpose::Court),
        audit: AuditEvent::PageViewed,
        ..policy(Policy::SignedIn)[0]
    };
    check(
        &[aimless],
        &[&format!("{name}: it has a purpose, and no act that the purpose is for")],
    );
}

#[test]
fn classes_are_decided_on_and_within_reach() {
    let name = "GET /people/{person}/timeline";
    let open = Route {
        policy: Policy::SignedIn,
        ..SOUND
    };
    check(
        &[open],
        &[&format!(
            "{name}: it shows field classes without a decision about a person"
        )],
    );
    let none = Route { classes: &[], ..SOUND };
    check(
        &[none],
        &[&format!(
            "{name}: it says no field class, so it can show or write nothing"
        )],
    );
    let twice = Route {
        classes: &[Class::Plain, Class::Plain],
        ..SOUND
    };
    check(&[twice], &[&format!("{name}: a field class stands twice")]);
    let paid = Route {
        policy: Policy::Person(Act::ViewPayments),
        classes: &[Class::Plain, Class::Health],
        audit: AuditEvent::PaymentsViewed,
        ..SOUND
    };
    check(
        &[paid],
        &[&format!(
            "{name}: no rule lets “view payments” touch the class “health”"
        )],
    );
}

#[test]
fn audit_events_fit_what_is_done() {
    let unwritten = Route {
        audit: AuditEvent::NothingShown,
        ..SOUND
    };
    check(
        &[unwritten],
        &["GET /people/{person}/timeline: it writes no audit row, which only a public route may"],
    );
    let public = Route {
        policy: Policy::Public,
        classes: &[],
        ..SOUND
    };
    check(
        &[public],
        &["GET /people/{person}/timeline: anybody may take it, and it writes “timeline viewed” of nobody"],
    );
    let change = Route {
        audit: AuditEvent::EntryRecorded,
        ..SOUND
    };
    check(
        &[change],
        &["GET /people/{person}/timeline: a GET changes nothing, and it writes “entry recorded”"],
    );
    let quiet = Route {
        method: Method::Put,
        limits: FORM,
        ..SOUND
    };
    check(
        &[quiet],
        &["PUT /people/{person}/timeline: it changes a record, and writes only “timeline viewed”"],
    );
}

#[test]
fn limits_let_work_in_and_floods_not() {
    let get = |limits| [Route { limits, ..SOUND }];
    let name = "GET /people/{person}/timeline";
    check(
        &get(Limits { per_minute: 0, ..READ }),
        &[&format!("{name}: its limit of requests a minute lets nobody in")],
    );
    check(&get(FORM), &[&format!("{name}: a GET takes no body")]);
    let post = |limits| {
        [Route {
            method: Method::Post,
            audit: AuditEvent::DraftSaved,
            limits,
            ..SOUND
        }]
    };
    let name = "POST /people/{person}/timeline";
    check(&post(READ), &[&format!("{name}: its body limit lets no form in")]);
    let greatest = Limits {
        body_bytes: MAX_BODY_BYTES,
        ..FORM
    };
    check(&post(greatest), &[]);
    let above = Limits {
        body_bytes: MAX_BODY_BYTES + 1,
        ..FORM
    };
    check(
        &post(above),
        &[&format!(
            "{name}: its body limit of 67108865 bytes is above the greatest, 67108864"
        )],
    );
}
