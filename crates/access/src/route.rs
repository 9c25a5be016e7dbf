//! What a route says of itself: who may take it, what it may show, what is written down, and its limits. The pages fill one
//! table of these; a route that is not in the table is not served, and [`check_table`] says what is missing or doubled in it.

use crate::act::Act;
use crate::audit_event::AuditEvent;
use crate::class_set::{ClassSet, class_label};
use crate::purpose::Purpose;
use crate::roles::{ROWS, SAFEGUARDING};
use record::Class;
use std::collections::HashMap;
use std::fmt;

/// The longest request body that any route may take, in bytes: a scanned document of some hundred pages.
pub const MAX_BODY_BYTES: u32 = 64 * 1024 * 1024;

/// The method of a request.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Method {
    /// Read; changes nothing.
    Get,
    /// Send a form.
    Post,
    /// Put in place.
    Put,
    /// Take away.
    Delete,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Delete => "DELETE",
        })
    }
}

/// Who may take a route.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Policy {
    /// Anybody, signed in or not. It shows no person.
    Public,
    /// Anybody with an active account. It shows no person.
    SignedIn,
    /// Whoever [`crate::decide()`] allows this act with the record of the person in the path.
    Person(Act),
    /// Whoever [`crate::decide()`] allows this act with the service; each person then shown is decided on by themselves.
    Service(Act),
}

/// The limits of a route.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Limits {
    /// The longest body, in bytes; 0 for a route that takes none.
    pub body_bytes: u32,
    /// How many requests an account (or, before sign-in, an address) may make in a minute.
    pub per_minute: u32,
}

/// One route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Route {
    /// Its method.
    pub method: Method,
    /// Its path, with parameters in braces: `/people/{person}/timeline`.
    pub path: &'static str,
    /// Who may take it.
    pub policy: Policy,
    /// The purpose it is taken for, where the route itself says it; `None` where the relation does.
    pub purpose: Option<Purpose>,
    /// The field classes it can show or write. The answer to a request is these and what the decision allows.
    pub classes: &'static [Class],
    /// What is written down.
    pub audit: AuditEvent,
    /// Its limits.
    pub limits: Limits,
}

impl Route {
    /// The classes it can show or write, as a set.
    pub const fn class_set(&self) -> ClassSet {
        ClassSet::of(self.classes)
    }
}

/// What is missing, doubled or at odds in the table, each in a sentence that names the route. Empty when all is well.
pub fn check_table(routes: &[Route]) -> Vec<String> {
    let mut problems = Vec::new();
    let mut seen: HashMap<(Method, String), &Route> = HashMap::new();
    for route in routes {
        let shape = (route.method, without_names(route.path));
        if let Some(other) = seen.insert(shape, route) {
            problems.push(format!(
                "{} {}: the table has it twice, also as {}",
                route.method, route.path, other.path
            ));
        }
        let checks = [check_path, check_policy, check_classes, check_audit, check_limits];
        let found = checks.iter().flat_map(|check| check(route));
        problems.extend(found.map(|problem| format!("{} {}: {problem}", route.method, route.path)));
    }
    problems
}

fn check_path(route: &Route) -> Vec<String> {
    let mut problems = Vec::new();
    let path = route.path;
    if !path.starts_with('/') {
        problems.push("the path begins without a slash".to_owned());
    }
    if path != "/" && (path.ends_with('/') || path.contains("//")) {
        problems.push("the path has an empty part".to_owned());
    }
    for part in path.split('/').filter(|part| part.contains(['{', '}'])) {
        let name = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let is_name = |name: &str| {
            let name = name.strip_prefix('*').unwrap_or(name);
            !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')
        };
        if !name.is_some_and(is_name) {
            problems.push(format!("“{part}” is not a parameter; write it like {{person}}"));
        }
    }
    problems
}

fn check_policy(route: &Route) -> Vec<String> {
    let mut problems = Vec::new();
    match route.policy {
        Policy::Person(act) => {
            if !act.about_person() {
                problems.push(format!(
                    "“{}” is not done with a person’s record; use Service",
                    act.label()
                ));
            }
            if !route.path.contains('{') {
                problems.push("it wants a decision about a person, and its path names none".to_owned());
            }
        }
        Policy::Service(act) if !act.about_service() => {
            problems.push(format!("“{}” is done with a person’s record; use Person", act.label()));
        }
        Policy::Public | Policy::SignedIn if route.purpose.is_some() => {
            problems.push("it has a purpose, and no act that the purpose is for".to_owned());
        }
        _ => {}
    }
    problems
}

fn check_classes(route: &Route) -> Vec<String> {
    let mut problems = Vec::new();
    let classes = route.class_set();
    if classes.iter().count() < route.classes.len() {
        problems.push("a field class stands twice".to_owned());
    }
    match route.policy {
        Policy::Public | Policy::SignedIn if !classes.is_empty() => {
            problems.push("it shows field classes without a decision about a person".to_owned());
        }
        Policy::Person(act) => {
            if classes.is_empty() && shown_by(act) != ClassSet::EMPTY {
                problems.push("it says no field class, so it can show or write nothing".to_owned());
            }
            for class in classes.iter().filter(|class| !shown_by(act).has(*class)) {
                problems.push(format!(
                    "no rule lets “{}” touch the class “{}”",
                    act.label(),
                    class_label(class)
                ));
            }
        }
        _ => {}
    }
    problems
}

fn check_audit(route: &Route) -> Vec<String> {
    let mut problems = Vec::new();
    if route.audit == AuditEvent::NothingShown && route.policy != Policy::Public {
        problems.push("it writes no audit row, which only a public route may".to_owned());
    }
    if route.policy == Policy::Public && !route.audit.is_at_the_door() {
        problems.push(format!(
            "anybody may take it, and it writes “{}” of nobody",
            route.audit.label()
        ));
    }
    if route.method == Method::Get && route.audit.is_change() {
        problems.push(format!(
            "a GET changes nothing, and it writes “{}”",
            route.audit.label()
        ));
    }
    let is_person = matches!(route.policy, Policy::Person(_));
    let leaves = matches!(route.audit, AuditEvent::Exported | AuditEvent::Printed);
    if is_person && route.method != Method::Get && !route.audit.is_change() && !leaves {
        problems.push(format!(
            "it changes a record, and writes only “{}”",
            route.audit.label()
        ));
    }
    problems
}

fn check_limits(route: &Route) -> Vec<String> {
    let mut problems = Vec::new();
    let Limits { body_bytes, per_minute } = route.limits;
    if per_minute == 0 {
        problems.push("its limit of requests a minute lets nobody in".to_owned());
    }
    if body_bytes > MAX_BODY_BYTES {
        problems.push(format!(
            "its body limit of {body_bytes} bytes is above the greatest, {MAX_BODY_BYTES}"
        ));
    }
    match route.method {
        Method::Get if body_bytes > 0 => problems.push("a GET takes no body".to_owned()),
        Method::Post | Method::Put if body_bytes == 0 => problems.push("its body limit lets no form in".to_owned()),
        _ => {}
    }
    problems
}

/// The path with its parameters' names taken out: two routes that differ only in them are one.
fn without_names(path: &str) -> String {
    path.split('/')
        .map(|part| if part.starts_with('{') { "{}" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

/// The classes that some rule shows, or lets be written, for this act with a person's record.
fn shown_by(act: Act) -> ClassSet {
    let rows = ROWS
        .iter()
        .filter(|row| row.acts.has(act))
        .fold(ClassSet::EMPTY, |classes, row| classes.or(row.classes));
    match act {
        Act::ViewSummary | Act::ViewRecord => rows.or(SAFEGUARDING).or(ClassSet::of(&[Class::AdoptionLink])),
        _ => rows,
    }
}
