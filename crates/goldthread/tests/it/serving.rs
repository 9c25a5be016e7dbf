//! The program as it serves: what other processes write to its journal is shown within about a second, uploads without end are refused
//! without being read, and a full disk is said in plain words until there is room again.

use crate::place::{Place, goldthread, program};
use record::{PersonId, Role};
use serde_json::{Value, json};
use service::Machine;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};
use testkit::authority::Authority;

/// What the workers of the tests sign in with.
const PASSWORD: &str = "a long enough password";
/// How long what another process wrote may stay unseen: a second to see it, and as much again for a busy machine.
const SEEN_WITHIN: Duration = Duration::from_secs(2);

/// A served journal; the program ends with it.
struct Server {
    child: Child,
    listen: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: u16,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Server {
    fn start(database: &str) -> Server {
        let free = TcpListener::bind("127.0.0.1:0").unwrap();
        let listen = free.local_addr().unwrap().to_string();
        drop(free);
        let child = program()
            .args([
                "serve",
                "--council",
                "Northshire",
                "--database",
                database,
                "--listen",
                &listen,
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Server { child, listen };
        let begun = Instant::now();
        while server
            .try_ask("GET", "/readyz", "", "")
            .is_none_or(|answer| answer.status != 200)
        {
            assert!(begun.elapsed() < Duration::from_secs(60), "it is not ready");
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.listen).unwrap()
    }

    fn try_ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.listen).ok()?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\nContent-Length: {}\r\n{headers}\r\n{body}",
            self.listen,
            body.len()
        )
        .ok()?;
        read_answer(&mut stream)
    }

    fn ask(&self, method: &str, path: &str, headers: &str, body: &str) -> Answer {
        self.try_ask(method, path, headers, body)
            .unwrap_or_else(|| panic!("no answer to {method} {path}"))
    }

    fn get(&self, token: &str, path: &str) -> Answer {
        self.ask("GET", path, &format!("Authorization: Bearer {token}\r\n"), "")
    }

    /// The token of somebody who signs in; `None` where they are refused.
    fn sign_in(&self, name: &str, password: &str) -> Option<String> {
        let sent = json!({ "name": name, "password": password }).to_string();
        let answer = self.ask("POST", "/api/sign-in", "Content-Type: application/json\r\n", &sent);
        (answer.status == 200).then(|| answer.json()["token"].as_str().unwrap().to_owned())
    }

    fn record(&self, token: &str, child: PersonId, key: &str, version: &Value, words: &str) -> Answer {
        let sent = json!({ "happened": "2024-02-01", "answers": { "subject": "A note", "note": words },
            "people": [{ "person": child, "version": version }] });
        let headers =
            format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\n");
        self.ask(
            "POST",
            &format!("/api/people/{child}/entries/case_note"),
            &headers,
            &sent.to_string(),
        )
    }

    fn version(&self, token: &str, child: PersonId) -> Value {
        self.get(token, &format!("/api/people/{child}")).json()["version"].clone()
    }

    /// The most memory it has held, in kB, where the system tells.
    fn peak(&self) -> Option<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
        line.split_whitespace().next()?.parse().ok()
    }
}

fn read_answer(stream: &mut TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    // A server that refuses a body may close before it has read it, and then what it said was received all the same.
    let _closed = stream.read_to_end(&mut bytes);
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer {
        status,
        body: body.to_owned(),
    })
}

/// An authority with a social worker, who signs in as grace, and a child allocated to her; its journal is left at this path.
fn with_a_child(path: &Path) -> PersonId {
    let authority = Authority::at("2024-01-10T10:00:00Z");
    let grace = authority.worker(Role::SocialWorker, "Grace Obi");
    let child = authority.person("Amina Ahmed", "2018-05-01");
    authority.allocate(&grace, child, "2024-01-05");
    let chance = authority.machine.chance();
    authority
        .service
        .put_account(grace.worker(), "grace", PASSWORD, &[Role::SocialWorker], chance)
        .unwrap();
    let Authority { service, folder, .. } = authority;
    drop(service);
    fs::copy(folder.path().join("journal.sqlite"), path).unwrap();
    child
}

fn within_a_moment(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < SEEN_WITHIN, "{what}: not seen after {SEEN_WITHIN:?}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn user(place: &Place, arguments: &[&str]) -> String {
    let database = place.database();
    let mut all = vec!["user"];
    all.extend(arguments);
    all.extend(["--database", &database]);
    let said = goldthread(&all);
    assert_eq!(said.code, 0, "{said:?}");
    said.out
}

fn password_in(said: &str) -> String {
    let after = said.split("with the password ").nth(1).unwrap();
    after.lines().next().unwrap().trim().to_owned()
}

#[test]
fn a_page_shows_within_about_a_second_what_another_process_wrote() {
    let place = Place::new();
    let child = with_a_child(&place.path("journal.sqlite"));
    let server = Server::start(&place.database());
    let said = user(
        &place,
        &[
            "add",
            "--name",
            "Dee Cole",
            "--sign-in",
            "dee",
            "--role",
            "front_door_manager",
        ],
    );
    let password = password_in(&said);
    let dee = server.sign_in("dee", &password).expect("a new account is seen at once");
    let found = || server.get(&dee, "/api/search?text=Adaline").body.contains("Adaline");
    assert!(!found());
    let told = "pers_person_id,pers_dob,pers_sex,pers_forename,pers_send_flag\n7,2010-05-01 00:00:00,F,Adaline,Y\n";
    let file = place.file("persons.csv", told);
    assert!(place.import("ssd", &[&file], &[]).code < 2);
    within_a_moment("an import", found);
    // The first write after it stands on what was taken in.
    let grace = server.sign_in("grace", PASSWORD).unwrap();
    let version = server.version(&grace, child);
    let kept = server.record(&grace, child, "k1", &version, "Seen today");
    assert_eq!(kept.status, 201, "{kept:?}");
    let person = format!("/api/people/{child}");
    user(&place, &["declare", "grace", &child.to_string(), "--as", "relative"]);
    within_a_moment("a declared relation", || server.get(&grace, &person).status == 404);
    user(&place, &["undeclare", "grace", &child.to_string()]);
    within_a_moment("one taken back", || server.get(&grace, &person).status == 200);
    user(&place, &["roles", "grace", "finance"]);
    within_a_moment("another role", || server.get(&grace, &person).status == 404);
    user(&place, &["close", "dee"]);
    within_a_moment("a closed account", || server.get(&dee, "/api/work").status == 401);
    assert_eq!(server.sign_in("dee", &password), None);
    let renewed = password_in(&user(&place, &["password", "dee"]));
    assert_eq!(server.sign_in("dee", &password), None, "the old password is gone");
    assert!(server.sign_in("dee", &renewed).is_some());
}

#[test]
fn the_list_of_accounts_says_who_is_dormant_and_who_is_tied_to_whom() {
    let place = Place::new();
    let child = with_a_child(&place.path("journal.sqlite"));
    for (name, sign_in) in [("Ann Lee", "ann"), ("Bo Sun", "bo")] {
        user(
            &place,
            &["add", "--name", name, "--sign-in", sign_in, "--role", "social_worker"],
        );
    }
    user(&place, &["close", "bo"]);
    user(
        &place,
        &["declare", "ann", &child.to_string(), "--as", "FORMER_PARTNER"],
    );
    // Grace used hers last in a year long past.
    let journal = rusqlite::Connection::open(place.path("journal.sqlite")).unwrap();
    let used =
        "INSERT INTO session SELECT zeroblob(32), worker, 0, 1600000000000000, 0, 0 FROM account WHERE name = 'grace'";
    journal.execute(used, []).unwrap();
    journal.close().unwrap();
    let list: Value = serde_json::from_str(&user(&place, &["list", "--format", "json"])).unwrap();
    let state = |name: &str| {
        let row = list
            .as_array()
            .unwrap()
            .iter()
            .find(|row| row["sign_in"] == name)
            .unwrap();
        (row["state"].clone(), row["declared"].as_str().unwrap().to_owned())
    };
    assert_eq!(state("ann"), (json!("active"), format!("FORMER_PARTNER {child}")));
    assert_eq!(state("bo"), (json!("closed"), String::new()));
    assert_eq!(state("grace"), (json!("dormant"), String::new()));
    for (arguments, words) in [
        (vec!["close", "nobody"], "No account has this name"),
        (
            vec!["declare", "ann", "someone", "--as", "FRIEND"],
            "not the number of a person",
        ),
        (
            vec![
                "declare",
                "ann",
                "00000000-0000-0000-0000-000000000000",
                "--as",
                "FRIEND",
            ],
            "Nobody in the record",
        ),
        (
            vec!["declare", "ann", "00000000-0000-0000-0000-000000000000", "--as", "BOSS"],
            "NEIGHBOUR",
        ),
    ] {
        let database = place.database();
        let mut all = vec!["user"];
        all.extend(&arguments);
        all.extend(["--database", &database]);
        let said = goldthread(&all);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.err.contains(words), "{said:?}");
    }
}

const GIGABYTE: u64 = 1 << 30;

#[test]
fn five_gigabytes_are_refused_at_the_limit_without_reading_on() {
    let place = Place::new();
    let child = with_a_child(&place.path("journal.sqlite"));
    let server = Server::start(&place.database());
    let grace = server.sign_in("grace", PASSWORD).unwrap();
    let before = server.peak();
    let path = format!("/api/people/{child}/entries/case_note");
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {grace}\r\nIdempotency-Key: k\r\nContent-Type: application/json\r\n",
        server.listen
    );
    // Declared: nothing of it is waited for.
    let mut declared = server.connect();
    declared.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(
        declared,
        "{head}Content-Length: {}\r\nConnection: close\r\n\r\n",
        5 * GIGABYTE
    )
    .unwrap();
    let refused = read_answer(&mut declared).expect("it is answered before a byte of the body was sent");
    assert_eq!(refused.status, 413, "{refused:?}");
    assert!(refused.body.contains("larger than the 2048 kB"), "{refused:?}");
    // In pieces, without saying how many: it stops at the limit.
    let mut pieces = server.connect();
    pieces.set_write_timeout(Some(Duration::from_secs(5))).unwrap();
    pieces.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
    write!(pieces, "{head}Transfer-Encoding: chunked\r\n\r\n").unwrap();
    let piece = vec![b'x'; 1 << 20];
    let mut sent = 0_u64;
    while sent < 5 * GIGABYTE {
        let gone = write!(pieces, "{:x}\r\n", piece.len()).and_then(|()| pieces.write_all(&piece));
        if gone.and_then(|()| pieces.write_all(b"\r\n")).is_err() {
            break;
        }
        sent += piece.len() as u64;
    }
    assert!(sent < 64 << 20, "it took {} MB of what it had refused", sent >> 20);
    if let (Some(before), Some(after)) = (before, server.peak()) {
        assert!(
            after < before + 32 * 1024,
            "its memory rose from {before} kB to {after} kB"
        );
    }
    let version = server.version(&grace, child);
    assert_eq!(server.record(&grace, child, "k", &version, "It goes on").status, 201);
}

/// The name under which the process in a room of its own is told where its small disk is.
const DISK: &str = "GOLDTHREAD_TEST_SMALL_DISK";

#[test]
fn on_a_full_disk_the_server_says_so_in_plain_words_and_goes_on_when_there_is_room() {
    if let Ok(disk) = env::var(DISK) {
        return on_this_small_disk(Path::new(&disk));
    }
    let folder = tempfile::tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=12m tmpfs "$0" && echo mounted && exec "$@""#;
    let test = "serving::on_a_full_disk_the_server_says_so_in_plain_words_and_goes_on_when_there_is_room";
    let outcome = Command::new("unshare")
        .args(["--mount", "sh", "-c", script])
        .arg(folder.path())
        .arg(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(DISK, folder.path())
        .output();
    match outcome {
        Ok(output) if String::from_utf8_lossy(&output.stdout).contains("mounted") => assert!(
            output.status.success(),
            "{}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        ),
        // Whoever may not mount has the test of the pages at the journal's limit.
        _ => eprintln!("not run: only the superuser may mount a small disk"),
    }
}

fn on_this_small_disk(disk: &Path) {
    let (journal, ballast): (PathBuf, PathBuf) = (disk.join("journal.sqlite"), disk.join("ballast"));
    let child = with_a_child(&journal);
    let server = Server::start(&format!("sqlite:{}", journal.display()));
    let grace = server.sign_in("grace", PASSWORD).unwrap();
    let words = "and so on ".repeat(20_000);
    let version = server.version(&grace, child);
    assert_eq!(server.record(&grace, child, "first", &version, &words).status, 201);
    let version = server.version(&grace, child);
    // The ballast takes whatever room is left.
    let mut file = fs::File::create(&ballast).unwrap();
    while file.write_all(&[1; 65_536]).is_ok() {}
    drop(file);
    let refused = (0..20).find_map(|place| {
        let key = format!("full {place}");
        let answer = server.record(&grace, child, &key, &version, &words);
        (answer.status != 201 && answer.status != 409).then_some((key, answer))
    });
    let (key, answer) = refused.expect("the disk did not fill up");
    assert_eq!(answer.status, 507, "{answer:?}");
    assert!(answer.body.contains("The disk is full"), "{answer:?}");
    // A look is answered as long as its row of the trail finds room, and refused in the same words when it does not.
    let look = server.get(&grace, &format!("/api/people/{child}"));
    assert!(
        look.status == 200 || (look.status == 507 && look.body.contains("disk is full")),
        "{look:?}"
    );
    println!("a look on the full disk: {}", look.status);
    fs::remove_file(&ballast).unwrap();
    let kept = server.record(&grace, child, &key, &server.version(&grace, child), &words);
    assert_eq!(kept.status, 201, "{kept:?}");
}
