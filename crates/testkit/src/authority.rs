//! An invented authority for tests: a journal in a folder of its own, a clock that stands still until it is moved, ids in order, a few
//! workers, and people whose stories a test tells.

use journal::sqlite::{Check, SqliteJournal};
use journal::{Account, Session};
use practice::Practice;
use record::entry::Part;
use record::{Answers, Entry, EntryId, Instant, Kind, Moment, PersonId, Problems, Role, Source, TeamId, WorkerId};
use service::sign_in::digest;
use service::{Actor, Machine, Service};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

/// A clock that stands still until it is moved, and dice that count.
#[derive(Debug)]
pub struct FixedMachine {
    now: AtomicI64,
    count: AtomicU64,
}

impl FixedMachine {
    /// Moves the clock to an instant, as RFC 3339.
    pub fn set(&self, now: &str) {
        self.now.store(Instant::read(now).unwrap().micros(), Ordering::SeqCst);
    }

    /// Moves the clock on.
    pub fn wait_seconds(&self, seconds: i64) {
        self.now.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Machine for FixedMachine {
    fn now(&self) -> Instant {
        Instant::from_micros(self.now.load(Ordering::SeqCst))
    }

    fn chance(&self) -> u128 {
        let count = u128::from(self.count.fetch_add(1, Ordering::SeqCst) + 1);
        count.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
    }
}

/// The invented authority.
pub struct Authority {
    /// The use cases.
    pub service: Arc<Service>,
    /// The machine, whose clock a test moves.
    pub machine: Arc<FixedMachine>,
    /// The folder of the journal; it goes with the authority.
    pub folder: tempfile::TempDir,
    team: TeamId,
    manager: WorkerId,
}

static ENGLAND: LazyLock<Arc<Practice>> =
    LazyLock::new(|| Arc::new(Practice::england().unwrap_or_else(|mistakes| panic!("{mistakes:?}"))));

impl Authority {
    /// An authority at this instant (RFC 3339) with one team and its manager, Maya Manager.
    pub fn at(now: &str) -> Authority {
        let folder = tempfile::tempdir().unwrap();
        let machine = Arc::new(FixedMachine {
            now: AtomicI64::new(Instant::read(now).unwrap().micros()),
            count: AtomicU64::new(0),
        });
        let mut salt = 0_u8;
        let chance = Box::new(move |bytes: &mut [u8]| {
            salt = salt.wrapping_add(1);
            bytes.fill(salt);
        });
        let journal = SqliteJournal::open(&folder.path().join("journal.sqlite"), Check::IfNotClosed, chance).unwrap();
        let service = Service::start(Arc::new(journal), Arc::clone(&ENGLAND), &mut |_, _| {}).unwrap();
        let service = Arc::new(service);
        let team = TeamId::new(machine.now(), machine.chance());
        let manager = WorkerId::new(machine.now(), machine.chance());
        let authority = Authority {
            service,
            machine,
            folder,
            team,
            manager,
        };
        authority.tell_service(
            "team",
            &format!(r#"{{"team":"{team}","name":"Riverside team","manager":"{manager}"}}"#),
        );
        authority.hire(manager, Role::TeamManager, "Maya Manager", None);
        authority
    }

    /// Signs somebody in without a password, which would take a second: the token of a session as the sign-in page makes it.
    pub fn sign_in(&self, actor: &Actor) -> String {
        let (now, token) = (self.machine.now(), format!("{:032x}", self.machine.chance()));
        let name = actor.name.to_lowercase().replace(' ', ".");
        let account = Account::new(actor.worker(), &name, None, &[actor.role()], now);
        self.service.journal().put_account(account, Vec::new()).unwrap();
        let fresh_until = now.plus_seconds(3600);
        let session = Session {
            token: digest(&token),
            account: actor.worker(),
            created: now,
            last_seen: now,
            fresh_until,
            ended: None,
        };
        self.service.journal().put_session(session).unwrap();
        token
    }

    /// The manager of the team.
    pub fn manager(&self) -> Actor {
        Actor::new(
            self.manager,
            Role::TeamManager,
            "Maya Manager",
            [9; 32],
            Some(self.machine.now().plus_seconds(3600)),
        )
    }

    /// The team.
    pub fn team(&self) -> TeamId {
        self.team
    }

    /// A new worker in the team.
    pub fn worker(&self, role: Role, name: &str) -> Actor {
        let id = WorkerId::new(self.machine.now(), self.machine.chance());
        self.hire(id, role, name, Some(self.manager));
        Actor::new(id, role, name, [1; 32], Some(self.machine.now().plus_seconds(3600)))
    }

    /// A worker of the team begins the assessed and supported year.
    pub fn begins_assessed_year(&self, worker: &Actor, from: &str) {
        let facts = format!(
            r#"{{"worker":"{}","name":"{}","roles":["{}"],"team":"{}","manager":"{}","active":"yes","assessed_year_from":"{from}"}}"#,
            worker.worker(),
            worker.name,
            worker.role().code(),
            self.team,
            self.manager
        );
        self.tell(&[], "worker", from, &facts, None);
    }

    /// A worker no longer works for the service.
    pub fn leaves(&self, worker: &Actor) {
        let facts = format!(
            r#"{{"worker":"{}","name":"{}","roles":["{}"],"active":"no"}}"#,
            worker.worker(),
            worker.name,
            worker.role().code()
        );
        self.tell_service("worker", &facts);
    }

    fn hire(&self, id: WorkerId, role: Role, name: &str, manager: Option<WorkerId>) {
        let manager = manager
            .map(|manager| format!(r#","manager":"{manager}""#))
            .unwrap_or_default();
        let facts = format!(
            r#"{{"worker":"{id}","name":"{name}","roles":["{}"],"team":"{}","active":"yes"{manager}}}"#,
            role.code(),
            self.team
        );
        self.tell_service("worker", &facts);
    }

    /// A child or adult: `Amina Ahmed`, born on a day (`2020-05-01`); empty for a day not known.
    pub fn person(&self, name: &str, birth: &str) -> PersonId {
        let person = PersonId::new(self.machine.now(), self.machine.chance());
        let (given, family) = name.split_once(' ').unwrap_or((name, ""));
        let day = if birth.is_empty() { "1990-01-01" } else { birth };
        self.tell(
            &[person],
            "person",
            day,
            &format!(r#"{{"given_names":"{given}","family_name":"{family}","birth":"{birth}"}}"#),
            None,
        );
        person
    }

    /// Allocates a worker to a child from a day on.
    pub fn allocate(&self, worker: &Actor, child: PersonId, from: &str) -> EntryId {
        let facts = format!(
            r#"{{"worker":"{}","role":"ALLOCATED","team":"{}"}}"#,
            worker.worker(),
            self.team
        );
        self.tell(&[child], "involvement_started", from, &facts, None)
    }

    /// Says that one person is something to another, from the other's birth on: `PARENT`.
    pub fn relate(&self, of: PersonId, is: &str, to: PersonId) -> EntryId {
        self.tell(
            &[of, to],
            "relationship",
            "2000-01-01",
            &format!(r#"{{"of":"{of}","to":"{to}","is":"{is}","parental_responsibility":"yes"}}"#),
            None,
        )
    }

    /// Tells what happened, as a file from elsewhere would: without the checks that a person at the screen must pass.
    pub fn tell(&self, people: &[PersonId], kind: &str, at: &str, facts: &str, follows: Option<EntryId>) -> EntryId {
        let kind = Kind::of(kind).unwrap_or_else(|| panic!("there is no kind {kind}"));
        let mut problems = Problems::default();
        let body = kind.read_answers(&Answers::from_json(facts).unwrap(), &mut problems);
        assert!(problems.is_empty(), "{kind:?}: {problems}");
        let id = EntryId::new(self.machine.now(), self.machine.chance());
        let entry = Entry {
            id,
            happened: Moment::read(at).unwrap(),
            recorded: self.machine.now(),
            by: self.manager,
            role: Role::SocialWorker,
            source: Source::Api,
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
        };
        self.service
            .take_in(&id.bytes(), self.manager, &[entry])
            .expect("the journal keeps what is told");
        id
    }

    fn tell_service(&self, kind: &str, facts: &str) {
        let today = self.machine.now().day().to_string();
        self.tell(&[], kind, &today, facts, None);
    }
}
