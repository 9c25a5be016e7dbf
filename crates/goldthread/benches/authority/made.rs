//! An invented authority of full size for the measurements: 62,000 children, some two million entries, the same at every run. It is made
//! once in the folder for temporary files and used again; `GOLDTHREAD_BENCH_CHILDREN` makes a smaller one, `GOLDTHREAD_BENCH_DIR` puts it elsewhere.

use crate::stories::{Dice, story};
use journal::sqlite::Check;
use journal::{Command, Journal, SqliteJournal};
use practice::Practice;
use record::entries::team::Team;
use record::entries::worker::Worker;
use record::entry::{Part, Written};
use record::{
    Answers, Body, Day, Entry, EntryId, Instant, Kind, Moment, PersonId, Problems, Role, Source, TeamId, WorkerId,
};
use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

/// Changed whenever the generator changes, so that no old file is taken for a new one.
const EDITION: u64 = 1;
const CHILDREN: u64 = 62_000;
/// Ten service managers, five teams each, ten social workers a team.
pub const SERVICE_MANAGERS: u64 = 10;
const TEAMS: u64 = 50;
const WORKERS: u64 = 500;
/// The lives of so many children are told together in the order in which they were written down.
const TOGETHER: u64 = 8_000;
/// Entries in one command.
const COMMAND: usize = 2_000;

/// What any measurement may come to.
pub type Done<T = ()> = Result<T, Box<dyn Error>>;

/// The day on which the authority stands.
pub fn today() -> Day {
    Day::of(2026, 3, 10).unwrap_or(Day::EARLIEST)
}

/// Noon of that day.
pub fn noon() -> Instant {
    Moment {
        day: today(),
        minute: Some(12 * 60),
    }
    .instant()
}

/// How many children.
pub fn children() -> u64 {
    std::env::var("GOLDTHREAD_BENCH_CHILDREN")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(CHILDREN)
}

/// The worker of a number: social workers from 0, then the managers of teams, the service managers, and one reviewing officer.
pub fn worker(number: u64) -> WorkerId {
    WorkerId::derived(id(1, number))
}

/// A service manager.
pub fn service_manager(number: u64) -> WorkerId {
    worker(WORKERS + TEAMS + number)
}

fn id(sort: u64, number: u64) -> [u8; 16] {
    let mut dice = Dice((sort << 48) ^ number);
    ((u128::from(dice.roll()) << 64) | u128::from(dice.roll())).to_be_bytes()
}

/// The journal of the authority, made where there is none yet; older editions and other sizes in the folder are removed first.
pub fn journal() -> Done<SqliteJournal> {
    let path = path();
    if !path.exists() {
        let folder = path.parent().ok_or("no folder")?;
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        let unfinished = folder.join("unfinished.sqlite");
        make(&unfinished)?;
        std::fs::rename(&unfinished, &path)?;
    }
    Ok(SqliteJournal::open(&path, Check::IfNotClosed, chance())?)
}

/// A copy of the journal to write to, so that every run begins with the same; it is removed with [`Spoilt::remove`].
pub fn journal_to_spoil() -> Done<(SqliteJournal, Spoilt)> {
    drop(journal()?);
    let spoilt = Spoilt(path().with_file_name("spoilt.sqlite"));
    spoilt.remove_files()?;
    std::fs::copy(path(), &spoilt.0)?;
    // Else the disk takes the copy in while the looks are measured.
    std::fs::File::open(&spoilt.0)?.sync_all()?;
    Ok((SqliteJournal::open(&spoilt.0, Check::IfNotClosed, chance())?, spoilt))
}

/// A journal that a measurement has written to.
pub struct Spoilt(PathBuf);

impl Spoilt {
    /// Removes it.
    pub fn remove(self) -> Done {
        self.remove_files()
    }

    fn remove_files(&self) -> Done {
        for suffix in ["", "-wal", "-shm"] {
            let file = PathBuf::from(format!("{}{suffix}", self.0.display()));
            if file.exists() {
                std::fs::remove_file(file)?;
            }
        }
        Ok(())
    }
}

fn path() -> PathBuf {
    let folder = std::env::var_os("GOLDTHREAD_BENCH_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    folder
        .join("goldthread-bench")
        .join(format!("authority-{}-{EDITION}.sqlite", children()))
}

/// England's practice.
pub fn practice() -> Done<Arc<Practice>> {
    Practice::england()
        .map(Arc::new)
        .map_err(|mistakes| format!("{mistakes:?}").into())
}

/// The clock of the measurements.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub fn clock() -> std::time::Instant {
    std::time::Instant::now()
}

/// Seconds of processor time that this process has used on all cores: what others do on the machine changes it little.
pub fn processor_seconds() -> f64 {
    const TICKS_A_SECOND: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name.split_whitespace().skip(11).take(2);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS_A_SECOND
}

/// Says how long something took, and how many pieces a second that is. The best of so many tries counts, since others use the machine too.
pub fn best<T>(what: &str, tries: usize, pieces: impl Fn(&T) -> usize, mut work: impl FnMut() -> Done<T>) -> Done<T> {
    let (mut shortest, mut least) = (f64::MAX, f64::MAX);
    let mut last = None;
    for _try in 0..tries {
        drop(last.take());
        let (start, used) = (clock(), processor_seconds());
        let done = work()?;
        shortest = shortest.min((clock() - start).as_secs_f64());
        least = least.min(processor_seconds() - used);
        last = Some(done);
    }
    let done = last.ok_or("nothing was tried")?;
    let rate = pieces(&done) as f64 / shortest;
    println!("{what}: {shortest:.2} s, {rate:.0} a second; {least:.2} s of processor time (best of {tries})");
    Ok(done)
}

fn chance() -> journal::Chance {
    let mut dice = Dice(7);
    Box::new(move |salt| salt.iter_mut().for_each(|byte| *byte = dice.roll() as u8))
}

fn make(path: &std::path::Path) -> Done {
    eprintln!(
        "Making an authority of {} children in {}; this takes some minutes, once.",
        children(),
        path.display()
    );
    let journal = SqliteJournal::open(path, Check::IfNotClosed, chance())?;
    append(&journal, 0, &staff())?;
    let mut count = 0_u64;
    for first in (0..children()).step_by(TOGETHER as usize) {
        let mut entries = Vec::new();
        for child in first..(first + TOGETHER).min(children()) {
            life(child, &mut entries)?;
        }
        entries.sort_by_key(|entry| entry.recorded);
        count += entries.len() as u64;
        append(&journal, first + 1, &entries)?;
        eprintln!("  {count} entries");
    }
    Ok(())
}

fn append(journal: &SqliteJournal, batch: u64, entries: &[Entry]) -> Done {
    for (part, some) in entries.chunks(COMMAND).enumerate() {
        let written = some.iter().map(written).collect();
        let key = format!("{batch} {part}");
        journal
            .append(Command::new(key, worker(0), written))
            .map_err(|error| format!("{error:?}"))?;
    }
    Ok(())
}

/// Most narratives of long ago are left out, which the fold never reads: they would only make the file large.
fn written(entry: &Entry) -> Written {
    let mut written = entry.write();
    let recent = today().days_since(entry.happened.day) < 100;
    if !recent && Dice(entry.recorded.micros() as u64).below(6) != 0 {
        written.body.narrative = None;
    }
    written
}

fn staff() -> Vec<Entry> {
    let mut bodies: Vec<Body> = Vec::new();
    for team in 0..TEAMS {
        bodies.push(
            Team {
                team: Some(TeamId::derived(id(2, team))),
                name: Some(format!("Team {team}")),
                manager: Some(worker(WORKERS + team)),
                ..Team::default()
            }
            .into(),
        );
    }
    for number in 0..=WORKERS + TEAMS + SERVICE_MANAGERS {
        let manager = match number {
            0..WORKERS => None,
            _ if number < WORKERS + TEAMS => Some(service_manager((number - WORKERS) % SERVICE_MANAGERS)),
            _ => None,
        };
        let team = (number < WORKERS).then(|| TeamId::derived(id(2, number % TEAMS)));
        bodies.push(
            Worker {
                worker: Some(worker(number)),
                name: Some(format!("Worker Number {number}")),
                team,
                manager,
                active: Some(true),
                ..Worker::default()
            }
            .into(),
        );
    }
    let day = today().plus_days(-3_000);
    (0..)
        .zip(bodies)
        .map(|(number, body)| entry(day, number, &[], body, None))
        .collect()
}

fn entry(day: Day, number: u64, people: &[PersonId], body: Body, follows: Option<EntryId>) -> Entry {
    let mut dice = Dice(number);
    let recorded = Moment {
        day,
        minute: Some(9 * 60),
    }
    .instant()
    .plus_seconds(dice.below(8 * 3600) as i64);
    Entry {
        id: EntryId::new(recorded, u128::from(dice.roll()) << 64),
        happened: Moment::on(day),
        recorded,
        by: worker(number % WORKERS),
        role: Role::SocialWorker,
        source: Source::Form {
            form: body.kind().code().into(),
            version: 1,
        },
        follows,
        corrects: None,
        parts: people
            .iter()
            .map(|person| Part {
                person: *person,
                differs: None,
            })
            .collect(),
        body,
    }
}

/// Everything about one child: who they are, their mother, and their story. Of three children in a row the first two are brother and sister.
fn life(child: u64, entries: &mut Vec<Entry>) -> Done {
    const GIVEN: [&str; 16] = [
        "Amina", "Ben", "Chloe", "Dev", "Ella", "Finn", "Grace", "Hana", "Isaac", "Jude", "Kai", "Leila", "Mia",
        "Noah", "Omar", "Ruby",
    ];
    const FAMILY: [&str; 16] = [
        "Ahmed", "Baker", "Clarke", "Dixon", "Evans", "Ford", "Green", "Hill", "Islam", "Jones", "Khan", "Lee", "Moss",
        "Nolan", "Okoro", "Price",
    ];
    let mut dice = Dice(child.wrapping_mul(0x5851_F42D_4C95_7F2D));
    let family = child - child % 3 + u64::from(child % 3 == 2) * 2;
    let (me, mother) = (PersonId::derived(id(3, child)), PersonId::derived(id(4, family)));
    let sibling = (child % 3 == 0).then(|| PersonId::derived(id(3, child + 1)));
    let mut told = Told {
        child,
        count: 0,
        entries,
    };
    let surname = format!("{}-{}", FAMILY[(family % 16) as usize], family / 16);
    let born = today().plus_days(-dice.between(200, 6_500));
    let given = dice.one(&GIVEN);
    told.tell(
        born.max(today().plus_days(-2_400)),
        "person",
        &[me],
        &format!(
            r#"{{"given_names":"{given}","family_name":"{surname}","birth":"{born}","sex":"F","ethnicity":"WBRI"}}"#
        ),
        None,
    )?;
    if child % 3 != 1 {
        told.tell(
            today().plus_days(-2_400),
            "person",
            &[mother],
            &format!(r#"{{"given_names":"Carly","family_name":"{surname}","birth":"1990-04-05","sex":"F"}}"#),
            None,
        )?;
    }
    told.tell(
        today().plus_days(-2_300),
        "relationship",
        &[mother, me],
        &format!(r#"{{"of":"{mother}","to":"{me}","is":"PARENT","parental_responsibility":"yes","lives_with":"yes"}}"#),
        None,
    )?;
    let (mut lines, _open) = story(&mut dice);
    lines.sort_by_key(|line| std::cmp::Reverse(line.days_ago));
    let mut involved = Vec::new();
    for line in lines {
        let day = today().plus_days(-line.days_ago);
        let both: Vec<PersonId> = [Some(me), sibling.filter(|_| line.shared)]
            .into_iter()
            .flatten()
            .collect();
        let follows = if line.kind == "involvement_ended" {
            involved.pop()
        } else {
            None
        };
        let id = told.tell(day, line.kind, &both, &told.filled(&line.answers, day), follows)?;
        if line.kind == "involvement_started" {
            involved.push(id);
        }
    }
    Ok(())
}

struct Told<'a> {
    child: u64,
    count: u64,
    entries: &'a mut Vec<Entry>,
}

impl Told<'_> {
    fn tell(
        &mut self,
        day: Day,
        kind: &str,
        people: &[PersonId],
        answers: &str,
        follows: Option<EntryId>,
    ) -> Done<EntryId> {
        let kind = Kind::of(kind).ok_or_else(|| format!("there is no kind {kind}"))?;
        let mut problems = Problems::default();
        let body = kind.read_answers(&Answers::from_json(answers)?, &mut problems);
        if !problems.is_empty() {
            return Err(format!("{}: {problems}", kind.code()).into());
        }
        self.count += 1;
        let made = entry(day, (self.child << 20) | self.count, people, body, follows);
        let id = made.id;
        self.entries.push(made);
        Ok(id)
    }

    /// The answers with days and ids put in.
    fn filled(&self, answers: &str, day: Day) -> String {
        let worker_number = self.child % WORKERS;
        let team = worker_number % TEAMS;
        let ids = answers
            .replace("WORKER", &worker(worker_number).to_string())
            .replace("REVIEWER", &worker(WORKERS + TEAMS + SERVICE_MANAGERS).to_string())
            .replace("MANAGER", &worker(WORKERS + team).to_string())
            .replace("TEAM\"", &format!("{}\"", TeamId::derived(id(2, team))));
        let mut parts = ids.split("\"+");
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (days, rest) = part.split_once('"').unwrap_or((part, ""));
            filled.push_str(&format!("\"{}\"{rest}", day.plus_days(days.parse().unwrap_or(0))));
        }
        filled
    }
}
