//! What every answer carries, what every POST refuses, how much a request may send, and that what is shown is on the trail first.

use crate::matrix_world::{Answered, Situation, World};
use access::route::{Method, Policy};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use record::{PersonId, Role};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use testkit::journal::{ViewQuery, ViewsOf};
use web::govuk::assets;
use web::routes::ROUTES;

/// The headers of every answer: security rules, section 9.
const EXPECTED: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
];

fn check(answer: &Answered, what: &str, may_be_kept: bool) {
    for (name, value) in EXPECTED {
        assert_eq!(answer.headers.get(*name).unwrap(), value, "{name} of {what}");
    }
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("default-src 'none'") || policy.contains("default-src 'self'"),
        "{what}: {policy}"
    );
    for never in ["unsafe", "*", "http:", "data:"] {
        assert!(!policy.contains(never), "{what}: {policy}");
    }
    for must in ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"] {
        assert!(policy.contains(must), "{what}: {policy}");
    }
    let kept = answer.headers["cache-control"].to_str().unwrap();
    assert_eq!(kept == "no-store", !may_be_kept, "{what}: {kept}");
    assert!(!answer.headers.contains_key("access-control-allow-origin"), "{what}");
    assert!(!answer.headers.contains_key("server"), "{what}");
}

fn filled(path: &str, person: PersonId) -> String {
    filled_with(path, person, "visit")
}

/// A path with its parameters filled in; `entry` stands for an entry.
fn filled_with(path: &str, person: PersonId, entry: &str) -> String {
    let part = |part: &str| match part {
        "{person}" => person.to_string(),
        "{entry}" => entry.to_owned(),
        "{board}" => "front_door".to_owned(),
        "{clock}" => "contact_decision".to_owned(),
        part if part.starts_with('{') => "visit".to_owned(),
        part => part.to_owned(),
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

fn ask(world: &World, method: &str, path: &str, token: Option<&str>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("{}={token}", world.app.cookie()));
    }
    request.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_answer_of_every_route_carries_the_headers_and_errors_too() {
    let world = World::with(&[Role::SocialWorker]);
    let hired = &world.hired[0];
    let (mine, theirs) = (hired.children[1].0, hired.children[0].0);
    let mut answered = std::collections::BTreeSet::new();
    for served in ROUTES {
        for (token, person) in [
            (Some(hired.token.as_str()), mine),
            (Some(&hired.token), theirs),
            (None, mine),
        ] {
            for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
                let path = filled(served.route.path, person);
                let answer = world.send(ask(&world, method, &path, token)).await;
                check(&answer, &format!("{method} {path}"), false);
                answered.insert(answer.status.as_u16());
            }
        }
    }
    for status in [200, 303, 401, 404, 422] {
        assert!(answered.contains(&status), "the test never met {status}: {answered:?}");
    }
    for path in [
        "/nothing",
        "/api/nothing",
        "/../etc/passwd",
        "/people/1",
        "/people/%00",
        "/people/",
    ] {
        let answer = world.send(ask(&world, "GET", path, Some(&hired.token))).await;
        check(&answer, path, false);
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn an_asset_carries_the_headers_and_may_be_kept() {
    let world = World::empty();
    for asset in assets::ASSETS.iter() {
        let answer = world.send(ask(&world, "GET", &asset.path, None)).await;
        assert_eq!(answer.status, StatusCode::OK);
        check(&answer, &asset.path, true);
    }
}

#[tokio::test]
async fn a_method_that_no_route_has_is_not_found_and_cannot_be_smuggled_in() {
    let world = World::with(&[Role::SocialWorker]);
    let token = &world.hired[0].token;
    for method in ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT"] {
        let answer = world.send(ask(&world, method, "/boards", Some(token))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{method}");
    }
    let mut request = ask(&world, "GET", "/sign-out", Some(token));
    request
        .headers_mut()
        .insert("x-http-method-override", "POST".parse().unwrap());
    assert_eq!(world.send(request).await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        world.get(token, "/boards").await.status,
        StatusCode::OK,
        "still signed in"
    );
}

/// A form that is posted from a page: what it carries of the session, and where the browser says it comes from.
async fn posted(world: &World, path: &str, token: Option<&str>, mark: &str, from: &[(&str, &str)]) -> Answered {
    let mut request = Request::post(path)
        .header(header::HOST, "northshire.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    if let Some(token) = token {
        request = request.header(header::COOKIE, format!("{}={token}", world.app.cookie()));
    }
    for (name, value) in from {
        request = request.header(*name, *value);
    }
    world
        .send(request.body(Body::from(format!("_mark={mark}"))).unwrap())
        .await
}

#[tokio::test]
async fn every_post_is_refused_without_its_mark_and_from_another_origin() {
    let world = World::with(&[Role::SocialWorker, Role::TeamManager]);
    let (hired, other) = (&world.hired[0], &world.hired[1]);
    let child = hired.children[1].0;
    let foreign: [&[(&str, &str)]; 4] = [
        &[("origin", "https://elsewhere.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://northshire.example"),
        ],
    ];
    let mut posts = 0;
    for served in ROUTES.iter().filter(|served| served.route.method == Method::Post) {
        posts += 1;
        let path = filled(served.route.path, child);
        let token = (served.route.policy != Policy::Public).then_some(hired.token.as_str());
        let mark = token.map(|token| world.mark(token)).unwrap_or_default();
        for from in foreign {
            let answer = posted(&world, &path, token, &mark, from).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} from {from:?}");
        }
        if token.is_some() {
            for wrong in [String::new(), world.mark(&other.token), "0".repeat(32)] {
                let answer = posted(&world, &path, token, &wrong, &[]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} with the mark “{wrong}”");
            }
        }
    }
    assert!(posts > 0);
    assert_eq!(
        world.get(&hired.token, "/").await.status,
        StatusCode::OK,
        "nothing signed them out"
    );
    let ours = [
        ("origin", "https://northshire.example"),
        ("sec-fetch-site", "same-origin"),
    ];
    let out = posted(
        &world,
        "/sign-out",
        Some(&hired.token),
        &world.mark(&hired.token),
        &ours,
    )
    .await;
    assert_eq!(
        out.status,
        StatusCode::SEE_OTHER,
        "with its mark, from our own page, it is taken"
    );
}

#[tokio::test]
async fn the_cookie_is_bound_to_this_host_and_out_of_reach_of_scripts() {
    let world = World::empty();
    let grace = world.authority.worker(Role::SocialWorker, "Grace Obi");
    let service = &world.authority.service;
    service
        .put_account(
            grace.worker(),
            "grace",
            "a long enough password",
            &[Role::SocialWorker],
            7,
        )
        .unwrap();
    let sign_in = |then: &str| {
        let body = format!("name=grace&password=a+long+enough+password&then={then}");
        let request = Request::post("/sign-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        world.send(request.body(Body::from(body)).unwrap())
    };
    let mut answer = sign_in("/boards").await;
    assert_eq!(answer.headers[header::LOCATION], "/boards");
    // A browser passes over tabs and line ends: “/⇥/elsewhere” is “//elsewhere” to it.
    for elsewhere in [
        "https%3A%2F%2Felsewhere.example",
        "%2F%2Felsewhere.example",
        "%2F%5Celsewhere.example",
        "%2F%09%2Felsewhere.example",
        "%09%2F%2Felsewhere.example",
        "%2F%0A%2Felsewhere.example",
    ] {
        answer = sign_in(elsewhere).await;
        let to = &answer.headers[header::LOCATION];
        assert_eq!(to, "/", "{elsewhere}: never sent on to another site");
    }
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.starts_with("__Host-goldthread="), "{cookie}");
    for part in ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"] {
        assert!(cookie.split("; ").any(|one| one == part), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

/// Who signs in has no session yet, and so all of them share one count.
#[tokio::test]
async fn a_few_requests_from_outside_do_not_shut_the_door_to_everybody() {
    let world = World::empty();
    let mut met = std::collections::BTreeMap::new();
    for _ in 0..700 {
        let request = Request::post("/sign-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let answer = world.send(request.body(Body::from("name=")).unwrap()).await;
        *met.entry(answer.status.as_u16()).or_insert(0) += 1;
    }
    assert_eq!(met, [(422, 600), (429, 100)].into());
}

/// Serves the world on a socket of this machine, with cookies that a browser keeps without TLS.
pub fn served_plainly(world: &World) -> std::net::SocketAddr {
    let machine = std::sync::Arc::clone(&world.app.machine);
    let service = std::sync::Arc::clone(&world.app.service);
    let app = web::App::new(service, machine, "Northshire Council", false);
    on_a_socket(web::router(std::sync::Arc::new(app)))
}

/// Serves the world on a socket of this machine.
fn served(world: &World) -> std::net::SocketAddr {
    on_a_socket(world.router.clone())
}

fn on_a_socket(router: axum::Router) -> std::net::SocketAddr {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    address
}

fn answer_of(stream: &mut TcpStream) -> String {
    let mut bytes = [0; 4096];
    let mut answer = String::new();
    while let Ok(count) = stream.read(&mut bytes) {
        if count == 0 {
            break;
        }
        answer.push_str(&String::from_utf8_lossy(&bytes[..count]));
        if answer.contains("Send less") {
            break;
        }
    }
    answer
}

#[test]
fn five_gigabytes_declared_are_refused_before_they_are_sent() {
    let world = World::empty();
    for path in ["/sign-in", "/api/sign-in"] {
        let mut stream = TcpStream::connect(served(&world)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        write!(
            stream,
            "POST {path} HTTP/1.1\r\nHost: x\r\nContent-Length: 5368709120\r\n\r\n"
        )
        .unwrap();
        let answer = answer_of(&mut stream);
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains("larger than the 64 kB"), "{answer}");
    }
}

#[test]
fn five_gigabytes_in_chunks_are_cut_off_long_before() {
    const CHUNK: usize = 64 * 1024;
    const FIVE_GIGABYTES: usize = 5 * 1024 * 1024 * 1024;
    const MOST: usize = 32 * 1024 * 1024;
    let world = World::empty();
    let mut stream = TcpStream::connect(served(&world)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.set_write_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(
        stream,
        "POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    .unwrap();
    let chunk = [
        format!("{CHUNK:x}\r\n").into_bytes(),
        vec![b'a'; CHUNK],
        b"\r\n".to_vec(),
    ]
    .concat();
    let mut sent = 0;
    while sent < FIVE_GIGABYTES {
        match stream.write_all(&chunk) {
            Ok(()) => sent += CHUNK,
            Err(error) => {
                assert_ne!(error.kind(), ErrorKind::InvalidInput);
                break;
            }
        }
    }
    assert!(sent < MOST, "{sent} bytes were taken in");
}

#[tokio::test]
async fn a_body_just_within_the_limit_is_read_and_one_byte_more_is_not() {
    let world = World::empty();
    let send = |length: usize| {
        let body = format!("name={}", "a".repeat(length - 5));
        let request = Request::post("/sign-in").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        world.send(request.body(Body::from(body)).unwrap())
    };
    assert_eq!(send(64 * 1024).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let more = send(64 * 1024 + 1).await;
    assert_eq!(more.status, StatusCode::PAYLOAD_TOO_LARGE);
    check(&more, "a body too large", false);
}

/// Whoever has a name in an answer has a row of the trail that was written for it, before the body came.
#[tokio::test]
async fn whose_name_is_shown_is_on_the_trail() {
    let world = World::with(&[
        Role::SocialWorker,
        Role::TeamManager,
        Role::FrontDoorManager,
        Role::ConferenceChair,
    ]);
    let mut shown = 0;
    for hired in &world.hired {
        for served in ROUTES.iter().filter(|served| served.route.method == Method::Get) {
            for (child, entry) in &hired.children {
                let mut path = filled_with(served.route.path, *child, &entry.to_string());
                if path == "/api/search" {
                    path = format!("{path}?text={}", crate::matrix_world::family(hired.role));
                }
                let before = last_row(&world, hired.actor.worker());
                let answer = world.get(&hired.token, &path).await;
                let rows = rows_since(&world, hired.actor.worker(), before);
                for (person, name) in names(&world) {
                    if answer.status == StatusCode::OK && answer.body.contains(&name) {
                        shown += 1;
                        assert!(
                            rows.contains(&Some(person)),
                            "{path} shows {name} to {:?} without a row",
                            hired.role
                        );
                    }
                }
                let nothing = served.route.policy == Policy::Public;
                let shows = answer.status == StatusCode::OK && !nothing;
                assert!(!shows || !rows.is_empty(), "{path} wrote nothing");
            }
        }
    }
    assert!(
        shown > 200,
        "only {shown} names were shown: the test looks at too little"
    );
}

/// Everybody whom the world knows, by the name that a page shows.
fn names(world: &World) -> Vec<(PersonId, String)> {
    let book = world.authority.service.book();
    let day = world.now().day();
    book.people()
        .map(|person| (person, book.identity(person, day).display_name()))
        .collect()
}

fn rows(world: &World, worker: record::WorkerId, limit: usize) -> Vec<testkit::journal::Viewed> {
    let query = ViewQuery {
        of: ViewsOf::Actor(worker),
        since: None,
        before: None,
        limit,
    };
    world.authority.service.journal().views(&query).unwrap()
}

fn last_row(world: &World, worker: record::WorkerId) -> u64 {
    rows(world, worker, 1).first().map_or(0, |row| row.seq)
}

fn rows_since(world: &World, worker: record::WorkerId, before: u64) -> Vec<Option<PersonId>> {
    rows(world, worker, 500)
        .into_iter()
        .filter(|row| row.seq > before)
        .map(|row| row.view.person)
        .collect()
}

#[tokio::test]
async fn a_restricted_child_is_in_no_count_and_on_no_board_of_those_outside() {
    let world = World::with(&[Role::SocialWorker]);
    let hired = &world.hired[0];
    let contact = r#"{"method":"PHONE","source":"1A","risk":"GREEN","wants":"Advice","protection_urgent":"no"}"#;
    let count = |body: &str| {
        let boards: serde_json::Value = serde_json::from_str(body).unwrap();
        boards["boards"]
            .as_array()
            .unwrap()
            .iter()
            .find(|board| board["id"] == "front_door")
            .unwrap()["children"]
            .as_u64()
    };
    let before = world.get(&hired.token, "/api/boards").await.body;
    let (open, shut) = (hired.children[1].0, hired.children[8].0);
    assert_eq!(Situation::ALL[8].0, Situation::Restricted);
    world.authority.tell(&[shut], "contact", "2026-03-09", contact, None);
    let with_shut = world.get(&hired.token, "/api/boards").await.body;
    assert_eq!(
        before, with_shut,
        "two worlds, with and without the restricted child: the same bytes"
    );
    world.authority.tell(&[open], "contact", "2026-03-09", contact, None);
    let with_open = world.get(&hired.token, "/api/boards").await.body;
    assert_eq!(count(&with_open), count(&before).map(|count| count + 1));
}
