//! Every route with every role in every situation, in process: what is answered must be what the second policy model says. A route
//! without an expectation here fails.

use crate::matrix_world::{Hired, Situation, World, family, model_allows};
use access::Act;
use access::route::{Method, check_table};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use expect_test::expect_file;
use record::{EntryId, PersonId, Role};
use std::collections::BTreeMap;
use std::fmt::Write;
use web::routes::ROUTES;

/// Who may take a route, written here from the security rules and not from the table: method and path | who | status for those who may.
/// `public`, `signed_in`, `service ACT`, or `person ACT`; `visit` beside it, those who may also fill in that form; `contact`, where the
/// clock of a contact runs; `file`, those who may take a list out.
const EXPECTED: &str = "
GET /sign-in | public | 200
POST /sign-in | public | 422
POST /sign-out | signed_in | 303
GET /healthz | public | 200
GET /readyz | public | 200
GET / | service list | 200
GET /people/new | service record_contact | 200
POST /people/new | service record_contact | 422
GET /people/{person}/record | person view_summary | 200
GET /people/{person}/record/{form} | person write_casework visit | 200
POST /people/{person}/record/{form} | person write_casework visit | 200
POST /people/{person}/record/{form}/draft | person write_casework visit | 200
POST /people/{person}/record/{form}/discard | person write_casework visit | 303
GET /people/{person}/record/{form}/hand-over | person write_casework visit | 303
POST /people/{person}/record/{form}/hand-over | person write_casework visit | 303
GET /people/{person}/done/{entry} | person view_record | 200
GET /people/{person} | person view_summary | 200
GET /people/{person}/timeline | person view_record | 200
GET /people/{person}/entries/{entry} | person view_record | 200
GET /people/{person}/network | person view_record | 200
GET /people/{person}/plan | person view_record | 200
GET /people/{person}/duties/{clock} | person view_summary contact | 200
GET /people/{person}/looks | person view_audit | 200
GET /search | service search | 200
POST /search | service search | 422
GET /practice | signed_in | 200
GET /practice/clocks/{clock} | signed_in | 200
GET /boards | service list | 200
GET /boards/{board} | service list | 200
GET /boards/{board}/csv | service list, file | 200
POST /api/sign-in | public | 422
POST /api/sign-out | signed_in | 200
GET /api/openapi.json | public | 200
GET /api/people/{person} | person view_summary | 200
GET /api/people/{person}/timeline | person view_record | 200
GET /api/people/{person}/entries/{entry} | person view_record | 200
GET /api/people/{person}/network | person view_record | 200
GET /api/people/{person}/plan | person view_record | 200
GET /api/people/{person}/duties | person view_summary | 200
GET /api/people/{person}/looks | person view_audit | 200
POST /api/people/{person}/entries/{entry} | person write_casework visit | 422
GET /api/search | service search | 200
GET /api/work | service list | 200
GET /api/boards | service list | 200
GET /api/boards/{board} | service list | 200
GET /api/practice/clocks | signed_in | 200
GET /api/practice/forms/{form} | signed_in | 200
";

/// Who may fill in the form of a visit.
const VISITORS: &[Role] = &[
    Role::SocialWorker,
    Role::TeamManager,
    Role::ServiceManager,
    Role::FamilyHelpWorker,
    Role::PersonalAdviser,
    Role::EmergencyDuty,
];

/// Those who may see children on the board of the front door and whom the rules let take nothing out of the system.
const TAKE_NOTHING_OUT: &[Role] = &[Role::FrontDoorWorker, Role::FrontDoorManager, Role::EmergencyDuty];

/// What one line of [`EXPECTED`] says.
struct Expectation {
    who: Who,
    status: u16,
}

#[derive(Clone, Copy)]
enum Who {
    Public,
    SignedIn,
    Service(Act),
    /// The list as a file.
    File,
    /// With the person, where this holds too.
    Person(Act, fn(Role, Situation) -> bool),
}

fn expectations() -> BTreeMap<&'static str, Expectation> {
    let line = |line: &'static str| {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let words: Vec<&str> = cells[1].split(' ').collect();
        let act = |code: &str| *Act::ALL.iter().find(|act| act.code() == code).unwrap();
        let who = match words.as_slice() {
            ["public"] => Who::Public,
            ["signed_in"] => Who::SignedIn,
            ["service", "list,", "file"] => Who::File,
            ["service", code] => Who::Service(act(code)),
            ["person", code] => Who::Person(act(code), |_, _| true),
            ["person", code, "visit"] => Who::Person(act(code), |role, _| VISITORS.contains(&role)),
            ["person", code, "contact"] => Who::Person(act(code), |_, situation| situation == Situation::OpenContact),
            _ => panic!("unreadable: {line}"),
        };
        let status = cells[2].parse().unwrap();
        (cells[0], Expectation { who, status })
    };
    EXPECTED.lines().filter(|one| !one.is_empty()).map(line).collect()
}

#[test]
fn the_table_of_routes_has_nothing_missing() {
    let routes: Vec<_> = ROUTES.iter().map(|served| served.route).collect();
    assert_eq!(check_table(&routes), Vec::<String>::new());
}

#[test]
fn every_route_has_an_expectation_and_every_expectation_a_route() {
    let routes: Vec<String> = ROUTES
        .iter()
        .map(|served| format!("{} {}", served.route.method, served.route.path))
        .collect();
    let expected = expectations();
    let without: Vec<&String> = routes
        .iter()
        .filter(|route| !expected.contains_key(route.as_str()))
        .collect();
    assert!(without.is_empty(), "give these an expectation in EXPECTED: {without:?}");
    let gone: Vec<&&str> = expected
        .keys()
        .filter(|key| !routes.iter().any(|route| route == **key))
        .collect();
    assert!(gone.is_empty(), "these are served no more: {gone:?}");
}

/// The path of a route with its parameters filled in.
fn path(template: &str, person: PersonId, entry: EntryId, posts: bool) -> String {
    let part = |part: &str| match part {
        "{person}" => person.to_string(),
        "{entry}" if posts => "visit".to_owned(),
        "{entry}" => entry.to_string(),
        "{board}" => "front_door".to_owned(),
        "{form}" => "visit".to_owned(),
        "{clock}" => "contact_decision".to_owned(),
        part => {
            assert!(!part.starts_with('{'), "say here what stands for {part}");
            part.to_owned()
        }
    };
    let path = template.split('/').map(part).collect::<Vec<_>>().join("/");
    match template {
        "/api/search" => format!("{path}?text=Nobody"),
        _ => path,
    }
}

/// The request that somebody with this token makes; POST as a form with the right mark, or to the API as an entry without answers.
fn request(world: &World, method: Method, path: &str, person: PersonId, token: Option<&str>) -> Request<Body> {
    let api = path.starts_with("/api/");
    let mut request = Request::builder().uri(path).method(method.to_string().as_str());
    request = match token {
        Some(token) if api => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
        Some(token) => request.header(header::COOKIE, format!("{}={token}", world.app.cookie())),
        None => request,
    };
    let body = match method {
        Method::Get => String::new(),
        _ if api => format!(r#"{{"happened":"2026-03-10","people":[{{"person":"{person}","version":0}}]}}"#),
        _ => format!("_mark={}", token.map(|token| world.mark(token)).unwrap_or_default()),
    };
    let kind = if api {
        "application/json"
    } else {
        "application/x-www-form-urlencoded"
    };
    request
        .header(header::CONTENT_TYPE, kind)
        .header("idempotency-key", path)
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn every_route_answers_every_role_in_every_situation_as_the_second_model_says() {
    let world = World::with(Role::ALL);
    let expected = expectations();
    let mut surprises = Vec::new();
    let mut table = heading();
    for served in ROUTES {
        let name = format!("{} {}", served.route.method, served.route.path);
        let expectation = expected.get(name.as_str()).unwrap();
        writeln!(table, "\n{name}").unwrap();
        for hired in &world.hired {
            let situations = match expectation.who {
                Who::Person(..) => Situation::ALL.len(),
                _ => 1,
            };
            let mut line = format!("  {:<24}", hired.role.code());
            for (place, (child, entry)) in hired.children.iter().enumerate().take(situations) {
                let posts = served.route.method != Method::Get;
                let path = path(served.route.path, *child, *entry, posts);
                let token = if path.ends_with("/sign-out") {
                    world.session(&hired.actor, &format!("leaves {} {path}", hired.role.code()))
                } else {
                    hired.token.clone()
                };
                let request = request(&world, served.route.method, &path, *child, Some(&token));
                let answered = world.send(request).await.status.as_u16();
                let situation = Situation::ALL[place];
                let wanted = wanted(&world, hired, expectation, (situation.0, *child));
                if answered != wanted {
                    surprises.push(format!(
                        "{name}, {}, {}: {answered}, not {wanted}",
                        hired.role.code(),
                        situation.1
                    ));
                }
                write!(
                    line,
                    "{:<11}",
                    if answered == 404 {
                        "-".to_owned()
                    } else {
                        answered.to_string()
                    }
                )
                .unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        let (child, entry) = world.hired[0].children[0];
        let path = path(served.route.path, child, entry, served.route.method != Method::Get);
        let answered = world
            .send(request(&world, served.route.method, &path, child, None))
            .await;
        let wanted = match expectation.who {
            Who::Public => expectation.status,
            _ if path.starts_with("/api/") => 401,
            _ => 303,
        };
        if answered.status.as_u16() != wanted {
            surprises.push(format!("{name}, signed out: {}, not {wanted}", answered.status));
        }
        writeln!(table, "  {:<24}{}", "signed out", answered.status.as_u16()).unwrap();
    }
    assert!(
        surprises.is_empty(),
        "{} surprises:\n{}",
        surprises.len(),
        surprises.join("\n")
    );
    expect_file!["matrix.txt"].assert_eq(&table);
}

fn wanted(world: &World, hired: &Hired, expectation: &Expectation, about: (Situation, PersonId)) -> u16 {
    let may = match expectation.who {
        Who::Public | Who::SignedIn => true,
        Who::Service(act) => model_allows(world, hired, None, act),
        Who::File if TAKE_NOTHING_OUT.contains(&hired.role) => return 422,
        Who::File => model_allows(world, hired, None, Act::List),
        Who::Person(act, also) => {
            let act = act_by(hired.role, act);
            model_allows(world, hired, Some(about), act) && also(hired.role, about.0)
        }
    };
    if may { expectation.status } else { 404 }
}

/// Out of hours anything that happens is urgent: what emergency duty records of it, a visit too, is its contacts and decisions (security
/// rules, section 2, role table: emergency duty; journey, roles table: EDT worker).
fn act_by(role: Role, act: Act) -> Act {
    match (role, act) {
        (Role::EmergencyDuty, Act::WriteCasework) => Act::RecordContact,
        (_, act) => act,
    }
}

fn heading() -> String {
    let situations: Vec<String> = Situation::ALL
        .iter()
        .map(|(situation, _)| format!("{:<11}", short(*situation)))
        .collect();
    format!(
        "Who is answered what, by route, role and situation: the status, or - for 404. Written by the matrix test.\n\
         Routes that name no person stand in the first column only.\n\n{:<26}{}\n",
        "",
        situations.concat().trim_end()
    )
}

fn short(situation: Situation) -> &'static str {
    match situation {
        Situation::None => "nothing",
        Situation::Allocated => "allocated",
        Situation::CoWorker => "co-worker",
        Situation::Manager => "manager",
        Situation::ReviewingOfficer => "IRO",
        Situation::Chair => "chair",
        Situation::OpenContact => "contact",
        Situation::ParentOfAllocated => "parent",
        Situation::Restricted => "shut",
        Situation::RestrictedNamed => "named",
        Situation::OfStaff => "of staff",
        Situation::Own => "own",
        Situation::Declared => "declared",
    }
}

#[tokio::test]
async fn a_search_finds_those_whom_the_second_model_lets_be_searched_for_and_nobody_else() {
    let world = World::with(Role::ALL);
    for hired in &world.hired {
        let answer = world
            .get(&hired.token, &format!("/api/search?text={}", family(hired.role)))
            .await;
        if !model_allows(&world, hired, None, Act::Search) {
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{:?}", hired.role);
            continue;
        }
        for ((situation, name), (child, _)) in Situation::ALL.iter().zip(&hired.children) {
            let may = model_allows(&world, hired, Some((*situation, *child)), Act::Search);
            assert_eq!(answer.body.contains(&child.to_string()), may, "{:?} {name}", hired.role);
        }
    }
}

#[tokio::test]
async fn what_may_not_be_seen_is_the_same_bytes_as_what_is_not_there() {
    let world = World::with(&[Role::SocialWorker]);
    let hired = &world.hired[0];
    let nobody = PersonId::from_bytes([7; 16]);
    for served in ROUTES.iter().filter(|served| served.route.path.contains("{person}")) {
        let posts = served.route.method != Method::Get;
        for closed in [Situation::Restricted, Situation::Own, Situation::Declared] {
            let (shut, entry) = in_situation(hired, closed);
            let ask = |person| {
                let path = path(served.route.path, person, entry, posts);
                world.send(request(&world, served.route.method, &path, person, Some(&hired.token)))
            };
            let (of_shut, of_nobody) = (ask(shut).await, ask(nobody).await);
            assert_eq!(
                of_shut.status,
                StatusCode::NOT_FOUND,
                "{} {closed:?}",
                served.route.path
            );
            assert_eq!(of_shut.body, of_nobody.body, "{} {closed:?}", served.route.path);
        }
    }
}

fn in_situation(hired: &Hired, situation: Situation) -> (PersonId, EntryId) {
    let place = Situation::ALL.iter().position(|(one, _)| *one == situation).unwrap();
    hired.children[place]
}

/// What the account itself says of its holder closes a record everywhere, however the work ties them.
#[tokio::test]
async fn a_declared_person_and_the_own_record_are_in_no_list_no_count_and_no_search() {
    let world = World::with(&[
        Role::SocialWorker,
        Role::TeamManager,
        Role::Director,
        Role::FrontDoorManager,
    ]);
    for hired in &world.hired {
        let closed = [Situation::Own, Situation::Declared].map(|situation| in_situation(hired, situation).0);
        for child in closed {
            let facts =
                r#"{"method":"PHONE","source":"1A","risk":"GREEN","wants":"Closedwords","protection_urgent":"no"}"#;
            world.authority.tell(&[child], "contact", "2026-03-09", facts, None);
        }
        let lists = [
            "/",
            "/boards",
            "/boards/front_door",
            "/api/work",
            "/api/boards/front_door",
        ];
        let searches = [
            "/api/search?text=Ownly",
            "/api/search?text=Declaredly",
            "/api/search?words=closedwords",
        ];
        for path in lists.into_iter().chain(searches) {
            let answer = world.get(&hired.token, path).await;
            for child in closed {
                assert!(
                    !answer.body.contains(&child.to_string()),
                    "{path} names {child} to {:?}",
                    hired.role
                );
            }
            for name in ["Declaredly", "Ownly"] {
                let name = format!("{name} {}", family(hired.role));
                assert!(!answer.body.contains(&name), "{path} names {name}");
            }
        }
        let open = in_situation(hired, Situation::Allocated).0;
        let relative = format!("/people/{open}/network");
        world.authority.relate(closed[1], "SIBLING", open);
        assert!(
            !world.get(&hired.token, &relative).await.body.contains("Declaredly"),
            "{relative}"
        );
    }
}

#[test]
fn the_reference_page_of_routes_is_not_stale() {
    expect_file!["../../../../docs/reference/routes.md"].assert_eq(&routes_markdown());
}

fn routes_markdown() -> String {
    let mut page = "# Routes\n\nEvery route of the program: who may take it, the field classes it can show or write, what is written on \
                    the trail, and its limits. Made from the table of routes by a test.\n\n\
                    | route | who | classes | trail | longest body | a minute |\n|---|---|---|---|---|---|\n"
        .to_owned();
    for served in ROUTES {
        let route = &served.route;
        let who = match route.policy {
            access::route::Policy::Public => "anybody".to_owned(),
            access::route::Policy::SignedIn => "anybody signed in".to_owned(),
            access::route::Policy::Person(act) => format!("may “{}” this person", act.label()),
            access::route::Policy::Service(act) => format!("may “{}”", act.label()),
        };
        let classes: Vec<&str> = route.class_set().iter().map(access::class_label).collect();
        let classes = if classes.is_empty() {
            "none".to_owned()
        } else {
            classes.join(", ")
        };
        writeln!(
            page,
            "| `{} {}` | {who} | {classes} | {} | {} kB | {} |",
            route.method,
            route.path,
            route.audit.label(),
            route.limits.body_bytes / 1024,
            route.limits.per_minute
        )
        .unwrap();
    }
    page
}
