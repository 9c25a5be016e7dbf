//! Invented principals and records to ask about, one by one and at random.

use access::{
    AccountState, Act, Asking, Grant, Held, LegalGround, Principal, Purpose, RecordState, Relation, Seal, SealOpening,
};
use proptest::prelude::*;
use record::{Instant, PersonId, Role, WorkerId};
use std::collections::HashMap;
use std::sync::LazyLock;

/// A question that owns what it is about.
#[derive(Clone, Debug)]
pub struct Question {
    pub principal: Principal,
    pub record: Option<RecordState>,
    pub relations: Vec<Held>,
    pub act: Act,
    pub purpose: Option<Purpose>,
}

impl Question {
    /// An active account in this role, freshly signed in, that asks about an ordinary record.
    pub fn new(role: Role, act: Act) -> Question {
        let principal = Principal {
            worker: worker(0),
            role,
            account: AccountState::Active,
            grants: Vec::new(),
            session_fresh_until: Some(later(60)),
            own_person: None,
            declared: Vec::new(),
        };
        Question {
            principal,
            record: Some(RecordState::open(person(0))),
            relations: Vec::new(),
            act,
            purpose: None,
        }
    }

    pub fn holding(mut self, relation: Relation) -> Question {
        self.relations.push(Held {
            relation,
            from: later(-60),
            to: Some(later(60)),
        });
        self
    }

    pub fn asking(&self) -> Asking<'_> {
        Asking {
            principal: &self.principal,
            record: self.record.as_ref(),
            relations: &self.relations,
            act: self.act,
            purpose: self.purpose,
            now: now(),
        }
    }

    pub fn decide(&self) -> access::Decision {
        access::decide(&self.asking())
    }
}

/// The instant of every question: 1 June 2026, 09:00 UTC.
pub fn now() -> Instant {
    Instant::from_micros(1_780_304_400_000_000)
}

pub fn later(seconds: i64) -> Instant {
    now().plus_seconds(seconds)
}

pub fn person(n: u8) -> PersonId {
    PersonId::from_bytes([n; 16])
}

pub fn worker(n: u8) -> WorkerId {
    WorkerId::from_bytes([n; 16])
}

pub fn opening(asked_by: u8, agreed_by: u8, from: i64, to: i64) -> Seal {
    let ground = LegalGround::AdoptedAdult;
    let (asked_by, agreed_by) = (worker(asked_by), worker(agreed_by));
    Seal {
        opening: Some(SealOpening {
            asked_by,
            agreed_by,
            ground,
            from: later(from),
            to: later(to),
        }),
    }
}

/// Any question: mostly one that gets past the account, often with relations that the role can use, and with starts and ends
/// on, just before and just after the instant. Drawn from two numbers, since a tree of strategies would take most of the time.
pub fn questions() -> impl Strategy<Value = Question> {
    (any::<u128>(), any::<u128>()).prop_map(|(about, held)| {
        let mut dice = Dice(about);
        let principal = principal(&mut dice);
        let record = dice.one_in_not(10).then(|| record(&mut dice));
        let mut dice = Dice(held);
        let fitting = &FITTING[&principal.role];
        let act = act(&mut dice, fitting, record.is_some());
        let purpose = dice.one_in(2).then(|| purpose(&mut dice, fitting));
        let relations = (0..dice.below(5)).map(|_| held_relation(&mut dice, fitting)).collect();
        Question {
            principal,
            record,
            relations,
            act,
            purpose,
        }
    })
}

/// What the rules speak of for a role: random questions lean towards it, or they would all be refused alike.
struct Fitting {
    relations: Vec<Relation>,
    acts: Vec<Act>,
    of_the_service: Vec<Act>,
    purposes: Vec<Purpose>,
}

static FITTING: LazyLock<HashMap<Role, Fitting>> =
    LazyLock::new(|| Role::ALL.iter().map(|role| (*role, fitting(*role))).collect());

fn fitting(role: Role) -> Fitting {
    let rows: Vec<&access::Row> = access::ROWS.iter().filter(|row| row.roles.contains(&role)).collect();
    let by_state = [Act::BreakGlass, Act::OpenSeal, Act::ViewSummary];
    let mut acts: Vec<Act> = rows.iter().flat_map(|row| row.acts.iter()).chain(by_state).collect();
    acts.sort_unstable();
    acts.dedup();
    Fitting {
        relations: rows
            .iter()
            .map(|row| row.relation)
            .chain([Relation::BreakGlass])
            .collect(),
        acts,
        of_the_service: Act::ALL.iter().copied().filter(|act| act.about_service()).collect(),
        purposes: rows.iter().flat_map(|row| row.purposes).copied().collect(),
    }
}

fn principal(dice: &mut Dice) -> Principal {
    let role = dice.pick(Role::ALL);
    let account = if dice.one_in(16) {
        dice.pick(AccountState::ALL)
    } else {
        AccountState::Active
    };
    let grants = if dice.one_in(3) {
        vec![Grant::AdoptionArchive]
    } else {
        Vec::new()
    };
    let fresh = [Some(0), None, Some(1), Some(60), Some(60), Some(60), Some(60), Some(60)];
    let declared = if dice.one_in(7) {
        (0..dice.below(3)).map(|_| person(dice.byte(3))).collect()
    } else {
        Vec::new()
    };
    Principal {
        worker: worker(0),
        role,
        account,
        grants,
        session_fresh_until: dice.pick(&fresh).map(later),
        own_person: dice.one_in(10).then(|| person(dice.byte(3))),
        declared,
    }
}

fn record(dice: &mut Dice) -> RecordState {
    let restricted = dice
        .one_in(4)
        .then(|| (0..dice.below(3)).map(|_| worker(dice.byte(3))).collect());
    let about_staff = dice.one_in(10);
    let seal = match dice.below(20) {
        0 => Some(Seal::default()),
        1 | 2 => {
            let (from, to) = (dice.pick(&[-2, -1, 0, 1]), dice.pick(&[-1, 0, 1, 2]));
            Some(opening(dice.byte(3), dice.byte(3), from, to))
        }
        _ => None,
    };
    RecordState {
        person: person(0),
        restricted,
        about_staff,
        seal,
    }
}

/// Half the time any act at all; otherwise one that fits the role or the state of a record, or is asked of the service.
fn act(dice: &mut Dice, fitting: &Fitting, about_person: bool) -> Act {
    match (dice.one_in(2), about_person) {
        (true, true) => dice.pick(&fitting.acts),
        (true, false) => dice.pick(&fitting.of_the_service),
        (false, _) => dice.pick(Act::ALL),
    }
}

/// One time in three any purpose; otherwise one that some relation leaves open to the role, where there is any.
fn purpose(dice: &mut Dice, fitting: &Fitting) -> Purpose {
    if dice.below(3) == 0 || fitting.purposes.is_empty() {
        dice.pick(Purpose::ALL)
    } else {
        dice.pick(&fitting.purposes)
    }
}

/// One time in three any relation; otherwise one that the role can use, or break-glass.
fn held_relation(dice: &mut Dice, fitting: &Fitting) -> Held {
    let relation = match dice.below(3) {
        0 => dice.pick(Relation::ALL),
        _ => dice.pick(&fitting.relations),
    };
    let from = later(dice.pick(&[-1_000_000, -3601, -3600, -3599, -60, -1, 0, 1]));
    let to = dice
        .pick(&[None, Some(-1), Some(0), Some(1), Some(3600), Some(1_000_000)])
        .map(later);
    Held { relation, from, to }
}

/// Draws from a number, digit by digit in the base of each throw.
struct Dice(u128);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        let thrown = self.0 % sides as u128;
        self.0 /= sides as u128;
        thrown as usize
    }

    fn byte(&mut self, sides: u8) -> u8 {
        self.below(usize::from(sides)) as u8
    }

    fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == 1
    }

    fn one_in_not(&mut self, sides: usize) -> bool {
        self.below(sides) != 1
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}
