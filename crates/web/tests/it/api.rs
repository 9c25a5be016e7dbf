//! The API: every route is described, and what is really answered has the shape that is described.

use crate::matrix_world::World;
use access::route::Method;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use expect_test::expect_file;
use record::{PersonId, Role};
use serde_json::{Value, json};
use web::api::{DESCRIBED, openapi::document};
use web::routes::ROUTES;

/// Checks a value against the part of JSON Schema that the descriptions use. Answers what does not fit, each with its place.
fn misfits(value: &Value, schema: &Value, at: &str) -> Vec<String> {
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        let tries: Vec<Vec<String>> = any.iter().map(|one| misfits(value, one, at)).collect();
        return if tries.iter().any(Vec::is_empty) {
            Vec::new()
        } else {
            tries.concat()
        };
    }
    if let Some(reference) = schema.get("$ref") {
        assert_eq!(reference, "#/components/schemas/Error");
        return misfits(value, &document()["components"]["schemas"]["Error"], at);
    }
    let mut wrong = Vec::new();
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("the checker does not know the type {other}"),
    };
    let fits = match &schema["type"] {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        other => panic!("{at}: a schema without a type: {other}"),
    };
    if !fits {
        wrong.push(format!("{at}: {value} is not {}", schema["type"]));
    }
    if let Some(words) = schema.get("enum").and_then(Value::as_array)
        && !words.contains(value)
    {
        wrong.push(format!("{at}: {value} is none of {words:?}"));
    }
    if let (Some(items), Some(item)) = (value.as_array(), schema.get("items")) {
        for (place, value) in items.iter().enumerate() {
            wrong.extend(misfits(value, item, &format!("{at}.{place}")));
        }
    }
    if let (Some(fields), Some(known)) = (value.as_object(), schema.get("properties")) {
        for name in schema["required"].as_array().unwrap() {
            if !fields.contains_key(name.as_str().unwrap()) {
                wrong.push(format!("{at}: {name} is missing"));
            }
        }
        for (name, value) in fields {
            match known.get(name) {
                Some(schema) => wrong.extend(misfits(value, schema, &format!("{at}.{name}"))),
                None => wrong.push(format!("{at}: {name} is not described")),
            }
        }
    }
    wrong
}

#[test]
fn the_checker_of_shapes_sees_what_does_not_fit() {
    let schema = web::api::shape::object(&[("a", web::api::shape::list(web::api::shape::number("")))]);
    assert_eq!(misfits(&json!({ "a": [1, 2] }), &schema, ""), Vec::<String>::new());
    for wrong in [
        json!({}),
        json!({ "a": ["1"] }),
        json!({ "a": [], "b": 1 }),
        json!([]),
        json!({ "a": null }),
    ] {
        assert!(!misfits(&wrong, &schema, "").is_empty(), "{wrong}");
    }
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else_is() {
    let routes: Vec<(Method, &str)> = ROUTES
        .iter()
        .map(|served| (served.route.method, served.route.path))
        .filter(|(_, path)| path.starts_with("/api/"))
        .collect();
    let described: Vec<(Method, &str)> = DESCRIBED.iter().map(|(method, path, _)| (*method, *path)).collect();
    assert_eq!(routes, described);
}

#[test]
fn the_reference_of_the_api_is_not_stale() {
    let written = serde_json::to_string_pretty(&sorted(document())).unwrap() + "\n";
    expect_file!["../../../../docs/reference/openapi.json"].assert_eq(&written);
}

/// The same with the names of every object in order, whatever order the program that the test stands in keeps them in.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields: std::collections::BTreeMap<String, Value> = fields.into_iter().collect();
            fields.into_iter().map(|(name, value)| (name, sorted(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(sorted).collect(),
        other => other,
    }
}

/// Holds an answer against the description of its route.
fn fits(template: &str, method: &str, status: StatusCode, body: &str) {
    let document = document();
    let described =
        &document["paths"][template][method]["responses"][status.as_str()]["content"]["application/json"]["schema"];
    assert!(
        !described.is_null(),
        "{method} {template} {status} is not described: {body}"
    );
    let value: Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{template}: {error}: {body}"));
    assert_eq!(misfits(&value, described, template), Vec::<String>::new(), "{body}");
}

/// A social worker with a child about whom much is recorded.
fn told() -> (World, PersonId, String) {
    let world = World::with(&[Role::SocialWorker]);
    let hired = &world.hired[0];
    let (child, _) = hired.children[1];
    let authority = &world.authority;
    let contact = r#"{"method":"PHONE","source":"1A","risk":"GREEN","wants":"Advice","seen_and_heard":"Shouting",
        "checks_made":"None","protection_urgent":"no"}"#;
    let contact = authority.tell(&[child], "contact", "2026-01-02", contact, None);
    let visit = r#"{"purpose":"NEED","child_seen":"yes","seen_alone":"yes","child_said":"I like my bed","observed":"Warm","meaning":"Well",
        "actions":[{"what":"Ring the school","who":"Mum","due":"2026-02-01"}]}"#;
    authority.tell(&[child], "visit", "2026-01-20", visit, Some(contact));
    let parent = authority.person("Mum Ofthechild", "1990-01-01");
    authority.relate(parent, "PARENT", child);
    let token = hired.token.clone();
    (world, child, token)
}

#[tokio::test]
async fn what_is_answered_has_the_shape_that_is_described() {
    let (world, child, token) = told();
    let timeline = world.get(&token, &format!("/api/people/{child}/timeline")).await;
    let timeline: Value = serde_json::from_str(&timeline.body).unwrap();
    let entry = timeline["entries"][0]["id"].as_str().unwrap();
    let asked = [
        ("/api/people/{person}", format!("/api/people/{child}")),
        (
            "/api/people/{person}/timeline",
            format!("/api/people/{child}/timeline?kind=visit&from=2026-01-01"),
        ),
        (
            "/api/people/{person}/entries/{entry}",
            format!("/api/people/{child}/entries/{entry}"),
        ),
        ("/api/people/{person}/network", format!("/api/people/{child}/network")),
        ("/api/people/{person}/plan", format!("/api/people/{child}/plan")),
        ("/api/people/{person}/duties", format!("/api/people/{child}/duties")),
        ("/api/people/{person}/looks", format!("/api/people/{child}/looks")),
        ("/api/search", "/api/search?text=Allocated".to_owned()),
        ("/api/search", "/api/search?words=shouting".to_owned()),
        ("/api/search", "/api/search".to_owned()),
        ("/api/search", "/api/search?birth=yesterday".to_owned()),
        ("/api/work", "/api/work".to_owned()),
        ("/api/boards", "/api/boards".to_owned()),
        ("/api/boards/{board}", "/api/boards/front_door".to_owned()),
        ("/api/boards/{board}", "/api/boards/nothing".to_owned()),
        ("/api/practice/clocks", "/api/practice/clocks".to_owned()),
        ("/api/practice/forms/{form}", "/api/practice/forms/visit".to_owned()),
        ("/api/practice/forms/{form}", "/api/practice/forms/nothing".to_owned()),
        ("/api/openapi.json", "/api/openapi.json".to_owned()),
    ];
    for (template, path) in asked {
        let answer = world.get(&token, &path).await;
        fits(template, "get", answer.status, &answer.body);
    }
    let out = world.get("nobody", "/api/work").await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    fits("/api/work", "get", out.status, &out.body);
}

#[tokio::test]
async fn a_glance_says_what_was_told() {
    let (world, child, token) = told();
    let answer = world.get(&token, &format!("/api/people/{child}")).await;
    let glance: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(glance["says"][0]["words"], "I like my bed");
    assert_eq!(glance["family"][0]["name"], "Mum Ofthechild");
    assert_eq!(glance["worker"]["name"], "Worker social_worker");
    assert_eq!(glance["plan"]["actions"][0]["what"], "Ring the school");
}

const VISITS: &str = "/api/people/{person}/entries/{entry}";

fn visit(child: PersonId, version: &Value, observed: &str) -> String {
    json!({
        "happened": "2026-03-09",
        "answers": { "purpose": "NEED", "child_seen": "yes", "seen_alone": "yes", "child_said": "We baked", "observed": observed,
            "bedroom_seen": "yes", "goal": "Safe at home", "meaning": "Safe and well" },
        "people": [{ "person": child, "version": version }],
    })
    .to_string()
}

#[tokio::test]
async fn an_entry_is_recorded_once_for_each_key_and_problems_are_data() {
    let (world, child, token) = told();
    let path = format!("/api/people/{child}/entries/visit");
    let glance = world.get(&token, &format!("/api/people/{child}")).await;
    let version = serde_json::from_str::<Value>(&glance.body).unwrap()["version"].clone();

    let keyless = world
        .post_json(&token, &path, None, &visit(child, &version, "Calm"))
        .await;
    assert_eq!(keyless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(keyless.body.contains("Idempotency-Key"));
    fits(VISITS, "post", keyless.status, &keyless.body);

    let bare = json!({ "happened": "", "people": [{ "person": child, "version": version }] }).to_string();
    let problems = world.post_json(&token, &path, Some("k0"), &bare).await;
    assert_eq!(problems.status, StatusCode::UNPROCESSABLE_ENTITY);
    fits(VISITS, "post", problems.status, &problems.body);
    let unreadable = world.post_json(&token, &path, Some("k0"), "{\"happend\":1}").await;
    assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
    fits(VISITS, "post", unreadable.status, &unreadable.body);

    let body = visit(child, &version, "Calm");
    let first = world.post_json(&token, &path, Some("k1"), &body).await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    fits(VISITS, "post", first.status, &first.body);
    let again = world.post_json(&token, &path, Some("k1"), &body).await;
    assert_eq!(
        (again.status, again.body.as_str()),
        (StatusCode::CREATED, first.body.as_str())
    );

    let other = world
        .post_json(&token, &path, Some("k1"), &visit(child, &json!(99), "Other"))
        .await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    fits(VISITS, "post", other.status, &other.body);
    let told: Value = serde_json::from_str(&other.body).unwrap();
    let entry = serde_json::from_str::<Value>(&first.body).unwrap()["entry"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(told["problems"][0]["code"], "used");
    assert!(
        told["problems"][0]["words"].as_str().unwrap().contains(&entry),
        "{told}"
    );
    let elsewhere = format!("/api/people/{child}/entries/case_note");
    let note = json!({ "happened": "2026-03-09", "answers": { "subject": "A note", "note": "Words" },
        "people": [{ "person": child, "version": version }] });
    let other = world.post_json(&token, &elsewhere, Some("k1"), &note.to_string()).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    let moved = world
        .post_json(&token, &path, Some("k2"), &visit(child, &version, "Late"))
        .await;
    assert_eq!(moved.status, StatusCode::CONFLICT, "{}", moved.body);
    fits(VISITS, "post", moved.status, &moved.body);

    let timeline = world
        .get(&token, &format!("/api/people/{child}/timeline?kind=visit"))
        .await;
    let timeline: Value = serde_json::from_str(&timeline.body).unwrap();
    assert_eq!(
        timeline["total"], 2,
        "the visit that was told, and the one recorded once"
    );
}

#[tokio::test]
async fn a_cookie_alone_cannot_record_and_a_kind_that_is_none_is_not_found() {
    let (world, child, token) = told();
    let path = format!("/api/people/{child}/entries/visit");
    let request = Request::post(&path)
        .header(header::COOKIE, format!("{}={token}", world.app.cookie()))
        .header(header::CONTENT_TYPE, "application/json")
        .header("idempotency-key", "k")
        .body(Body::from(visit(child, &json!(1), "Calm")))
        .unwrap();
    assert_eq!(world.send(request).await.status, StatusCode::NOT_FOUND);
    let nothing = format!("/api/people/{child}/entries/nothing");
    let answer = world.post_json(&token, &nothing, Some("k"), "{}").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_program_signs_in_reads_and_signs_out() {
    let world = World::empty();
    let grace = world.authority.worker(Role::SocialWorker, "Grace Obi");
    let chance = record::PersonId::from_bytes([3; 16]).bytes();
    let service = &world.authority.service;
    service
        .put_account(
            grace.worker(),
            "grace",
            "a long enough password",
            &[Role::SocialWorker],
            u128::from_be_bytes(chance),
        )
        .unwrap();
    let sign_in = |password: &str| json!({ "name": "Grace", "password": password }).to_string();
    let wrong = world.post_json("", "/api/sign-in", None, &sign_in("wrong")).await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    fits("/api/sign-in", "post", wrong.status, &wrong.body);
    let unreadable = world.post_json("", "/api/sign-in", None, "name=grace").await;
    assert_eq!(unreadable.status, StatusCode::UNPROCESSABLE_ENTITY);
    fits("/api/sign-in", "post", unreadable.status, &unreadable.body);

    let right = world
        .post_json("", "/api/sign-in", None, &sign_in("a long enough password"))
        .await;
    fits("/api/sign-in", "post", right.status, &right.body);
    let token = serde_json::from_str::<Value>(&right.body).unwrap()["token"]
        .as_str()
        .unwrap()
        .to_owned();
    let work = || {
        let request = Request::get("/api/work").header(header::AUTHORIZATION, format!("Bearer {token}"));
        world.send(request.body(Body::empty()).unwrap())
    };
    assert_eq!(work().await.status, StatusCode::OK);
    let out = world.post_json(&token, "/api/sign-out", None, "{}").await;
    assert_eq!(out.status, StatusCode::OK);
    fits("/api/sign-out", "post", out.status, &out.body);
    assert_eq!(work().await.status, StatusCode::UNAUTHORIZED);
}
