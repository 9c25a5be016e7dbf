//! The demonstration as it is started: made the first time, ready at once the second, and up to date with what another process writes.

use crate::place::{Place, goldthread, program, sample, stands};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A started program, ended when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _waited = self.0.wait();
    }
}

/// Starts the demonstration and waits until it answers. Returns its first line and how long it took.
fn start(place: &Place, listen: &str) -> (Running, String, Duration) {
    let begun = Instant::now();
    let mut child = program()
        .args(["demo", "--data", &place.text("demo"), "--listen", listen])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let running = Running(child);
    let first = lines
        .by_ref()
        .map_while(Result::ok)
        .find(|line| line.contains("a demonstration with"))
        .unwrap();
    std::thread::spawn(move || lines.count());
    while !get(listen, "/readyz").starts_with("HTTP/1.1 200") {
        assert!(begun.elapsed() < Duration::from_secs(300), "it is not ready");
        std::thread::sleep(Duration::from_millis(20));
    }
    (running, first, begun.elapsed())
}

fn get(listen: &str, path: &str) -> String {
    let mut answer = String::new();
    if let Ok(mut stream) = TcpStream::connect(listen) {
        let asked = write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n"
        );
        asked
            .and_then(|()| stream.read_to_string(&mut answer))
            .unwrap_or_default();
    }
    answer
}

#[test]
fn the_demonstration_is_made_once_and_starts_quickly_the_second_time() {
    let place = Place::new();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    let listen = free.local_addr().unwrap().to_string();
    drop(free);
    let (first, said, made) = start(&place, &listen);
    assert!(
        get(&listen, "/sign-in").contains("golden thread demo"),
        "the page names the sign-ins"
    );
    drop(first);
    let path = place.path("demo").join("goldthread.sqlite");
    let stood = stands(&path).unwrap().entries;
    let (second, again, ready) = start(&place, &listen);
    println!("made in {made:?}, ready the second time in {ready:?}: {again}");
    assert_eq!(said, again, "it was made a second time");
    assert!(ready < Duration::from_secs(20), "the second start took {ready:?}");
    assert_eq!(stands(&path).unwrap().entries, stood);
    // Files are taken in beside it while it runs.
    let database = format!("sqlite:{}", path.to_str().unwrap());
    let census = sample("cin-census/CIN_Census_2024.xml");
    assert!(goldthread(&["import", "cin-census", &census, "--database", &database]).code < 2);
    drop(second);
    assert!(stands(&path).unwrap().entries.seq > stood.seq);
}
