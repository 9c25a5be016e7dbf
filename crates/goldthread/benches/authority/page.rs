//! The child at a glance over HTTP, with a session, a random child each time, and the look durably on the trail before the answer:
//! at a steady rate, and as fast as it goes. Clients and server share the machine. The control is a small picture, which takes no work.

use crate::made::{
    Done, SERVICE_MANAGERS, clock, journal_to_spoil, noon, practice, processor_seconds, service_manager,
};
use crate::stories::Dice;
use casebook::staff::Involved;
use record::{Instant, PersonId, Role};
use service::{Machine, Service, sign_in::SignIn};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::Duration;
use web::App;

const RUN: Duration = Duration::from_secs(10);
const STEADY: u32 = 1_000;
const CONNECTIONS: u32 = 128;
/// As fast as it goes, one client asks over so many connections and then reads the answers: what the clients take of the machine they
/// share with the server is to be little. At a steady rate each connection has a client to itself.
const TOGETHER: u32 = 8;
const PASSWORD: &str = "a benchmark signs in";

/// Whom a service manager may ask for, and by which session.
struct Desk {
    cookie: String,
    paths: Vec<String>,
}

/// Measures.
pub fn run() -> Done {
    let (journal, spoilt) = journal_to_spoil()?;
    let service = Arc::new(Service::start(Arc::new(journal), practice()?, &mut |_, _| {})?);
    let machine = Arc::new(Ticking {
        start: clock(),
        count: AtomicU64::new(0),
    });
    let mut app = App::new(Arc::clone(&service), machine, "A council", false);
    app.secure_cookies = false;
    let desks = desks(&service, app.cookie())?;
    println!(
        "{} children with a worker, {SERVICE_MANAGERS} people who ask",
        desks.iter().map(|desk| desk.paths.len()).sum::<usize>()
    );
    let runtime = web::runtime()?;
    let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0"))?;
    let address = listener.local_addr()?;
    runtime.spawn(async move { axum::serve(listener, web::router(Arc::new(app))).await });
    let icon = web::govuk::assets::asset_url("icon.svg").to_owned();
    let nothing = [Desk {
        cookie: String::new(),
        paths: vec![icon],
    }];
    measure("a small picture (control), as fast as it goes", address, &nothing, None)?;
    measure(
        &format!("a small picture (control), {STEADY} a second"),
        address,
        &nothing,
        Some(STEADY),
    )?;
    measure("child at a glance, warming up", address, &desks, None)?;
    measure(
        &format!("child at a glance, {STEADY} a second"),
        address,
        &desks,
        Some(STEADY),
    )?;
    measure("child at a glance, as fast as it goes", address, &desks, None)?;
    drop(runtime);
    drop(service);
    spoilt.remove()
}

fn desks(service: &Service, cookie: &str) -> Done<Vec<Desk>> {
    let mut desks = Vec::new();
    for number in 0..SERVICE_MANAGERS {
        let (manager, name) = (service_manager(number), format!("manager {number}"));
        service.put_account(
            manager,
            &name,
            PASSWORD,
            &[Role::ServiceManager],
            u128::from(number) + 1,
        )?;
        let SignIn::In(token) = service.sign_in(&name, PASSWORD, [1, u128::from(number)], noon())? else {
            return Err("a service manager cannot sign in".into());
        };
        let book = service.book();
        let managed = book.staff().managed_by(manager);
        let theirs = |child: &PersonId| {
            Involved::of(&book.view(*child, noon().day()), noon().day())
                .allocated
                .is_some_and(|worker| managed.contains(&worker))
        };
        let mut paths: Vec<String> = book
            .children()
            .filter(theirs)
            .map(|child| format!("/people/{child}"))
            .collect();
        paths.sort_unstable();
        desks.push(Desk {
            cookie: format!("{cookie}={token}"),
            paths,
        });
    }
    Ok(desks)
}

/// Asks over keep-alive connections for a while, as fast as answers come or at a steady rate, and says what came of it. At a steady rate
/// a time counts from when the question was due, so that a stall is felt by all who would have asked during it.
fn measure(what: &str, address: SocketAddr, desks: &[Desk], a_second: Option<u32>) -> Done {
    let (start, used) = (clock(), processor_seconds());
    let pause = a_second.map(|rate| Duration::from_secs(1) * CONNECTIONS / rate);
    let together = if pause.is_some() { 1 } else { TOGETHER };
    let ask_all = |number: u32| -> Result<(Vec<Duration>, usize), String> {
        let desk = desks.get(number as usize % desks.len()).ok_or("no desk")?;
        let mut dice = Dice(u64::from(number) + 1);
        let words = |error: std::io::Error| error.to_string();
        let mut connections = (0..together)
            .map(|_| Connection::open(address))
            .collect::<Result<Vec<_>, _>>()
            .map_err(words)?;
        let (mut times, mut bytes) = (Vec::new(), 0);
        let mut due = start + pause.unwrap_or_default() * number / CONNECTIONS;
        while due - start < RUN {
            thread::sleep(due.saturating_duration_since(clock()));
            for connection in &mut connections {
                let path = desk
                    .paths
                    .get(dice.below(desk.paths.len() as u64) as usize)
                    .ok_or("nobody to ask for")?;
                connection.ask(path, &desk.cookie).map_err(words)?;
            }
            for connection in &mut connections {
                bytes += connection.answer().map_err(words)?;
                times.push(clock() - due);
            }
            due = pause.map_or_else(clock, |pause| due + pause);
        }
        Ok((times, bytes))
    };
    let answers = thread::scope(|scope| {
        let threads: Vec<_> = (0..CONNECTIONS / together)
            .map(|number| scope.spawn(move || ask_all(number)))
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or(Err("a client stopped".to_owned())))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let took = (clock() - start).as_secs_f64();
    let used = processor_seconds() - used;
    let bytes: usize = answers.iter().map(|(_, bytes)| bytes).sum();
    let mut times: Vec<Duration> = answers.into_iter().flat_map(|(times, _)| times).collect();
    times.sort_unstable();
    let at = |part: f64| {
        times
            .get((times.len() as f64 * part) as usize)
            .map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "{what}: {:.0} answers/s of {} kB; p50 {:.2} ms, p99 {:.2} ms, longest {:.0} ms; {:.0} µs of processor time each, clients included ({CONNECTIONS} connections, {took:.1} s)",
        times.len() as f64 / took,
        bytes / times.len().max(1) / 1024,
        at(0.5),
        at(0.99),
        times.last().map_or(0.0, |time| time.as_secs_f64() * 1e3),
        used * 1e6 / times.len().max(1) as f64
    );
    Ok(())
}

/// One keep-alive connection.
struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    fn open(address: SocketAddr) -> std::io::Result<Connection> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Connection {
            stream,
            buffer: vec![0; 1 << 20],
        })
    }

    /// Asks for a page.
    fn ask(&mut self, path: &str, cookie: &str) -> std::io::Result<()> {
        let question = format!("GET {path} HTTP/1.1\r\nHost: bench\r\nCookie: {cookie}\r\n\r\n");
        self.stream.write_all(question.as_bytes())
    }

    /// Reads the whole answer; returns its length. Anything but 200 is an error.
    fn answer(&mut self) -> std::io::Result<usize> {
        let wrong = |words: String| std::io::Error::other(words);
        let (mut filled, mut whole) = (0, usize::MAX);
        while filled < whole {
            let read = self.stream.read(&mut self.buffer[filled..])?;
            if read == 0 {
                return Err(wrong("an answer broke off".to_owned()));
            }
            filled += read;
            let answer = &self.buffer[..filled];
            if whole == usize::MAX
                && let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n")
            {
                let head = String::from_utf8_lossy(&answer[..end]);
                if !head.starts_with("HTTP/1.1 200") {
                    return Err(wrong(head.into_owned()));
                }
                let length = head
                    .lines()
                    .find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
                whole = end + 4 + length.ok_or_else(|| wrong("an answer without its length".to_owned()))?;
            }
        }
        Ok(whole)
    }
}

/// A clock that began at noon of the authority's day, and dice that count.
struct Ticking {
    start: std::time::Instant,
    count: AtomicU64,
}

impl Machine for Ticking {
    fn now(&self) -> Instant {
        Instant::from_micros(noon().micros() + (clock() - self.start).as_micros() as i64)
    }

    fn chance(&self) -> u128 {
        u128::from(self.count.fetch_add(1, Ordering::Relaxed)) + 1
    }
}
