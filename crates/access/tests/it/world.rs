//! Invented principals and records to ask about, one by one and at random.

use access::{
    AccountState, Act, Asking, Grant, Held, LegalGround, Principal, Purpose, RecordState, Relation, Seal, SealOpening,
    purposes_open,
};
use proptest::prelude::*;
use record::{Instant, PersonId, Role, WorkerId};

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
/// on, just before and just after the instant.
pub fn questions() -> impl Strategy<Value = Question> {
    let relations = proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>(), starts(), ends()), 0..5);
    let asked = (
        prop::sample::select(Act::ALL),
        prop::option::weighted(0.3, prop::sample::select(Purpose::ALL)),
    );
    (principals(), prop::option::weighted(0.9, records()), relations, asked).prop_map(
        |(principal, record, relations, (act, purpose))| {
            let usable: Vec<Relation> = Relation::ALL
                .iter()
                .copied()
                .filter(|relation| {
                    *relation == Relation::BreakGlass || !purposes_open(*relation, principal.role).is_empty()
                })
                .collect();
            let relations = relations
                .into_iter()
                .map(|(index, fits, from, to)| {
                    let relation = if fits {
                        *index.get(&usable)
                    } else {
                        *index.get(Relation::ALL)
                    };
                    Held { relation, from, to }
                })
                .collect();
            Question {
                principal,
                record,
                relations,
                act,
                purpose,
            }
        },
    )
}

fn principals() -> impl Strategy<Value = Principal> {
    let account = prop_oneof![15 => Just(AccountState::Active), 1 => prop::sample::select(AccountState::ALL)];
    let fresh =
        prop_oneof![6 => Just(Some(later(60))), 1 => Just(None), 1 => Just(Some(now())), 1 => Just(Some(later(1)))];
    let archive = prop::bool::weighted(0.3);
    let own = prop::option::weighted(0.1, 0..3_u8);
    let declared = prop_oneof![6 => Just(Vec::new()), 1 => proptest::collection::vec(0..3_u8, 1..3)];
    (prop::sample::select(Role::ALL), account, fresh, archive, own, declared).prop_map(
        |(role, account, session_fresh_until, archive, own, declared)| Principal {
            worker: worker(0),
            role,
            account,
            grants: if archive {
                vec![Grant::AdoptionArchive]
            } else {
                Vec::new()
            },
            session_fresh_until,
            own_person: own.map(person),
            declared: declared.into_iter().map(person).collect(),
        },
    )
}

fn records() -> impl Strategy<Value = RecordState> {
    let restricted = prop::option::weighted(0.25, proptest::collection::vec((0..3_u8).prop_map(worker), 0..3));
    let opened =
        (0..3_u8, 0..3_u8, -2..2_i64, -1..3_i64).prop_map(|(asked, agreed, from, to)| opening(asked, agreed, from, to));
    let seal = prop_oneof![8 => Just(None), 1 => Just(Some(Seal::default())), 2 => opened.prop_map(Some)];
    (restricted, prop::bool::weighted(0.1), seal).prop_map(|(restricted, about_staff, seal)| RecordState {
        person: person(0),
        restricted,
        about_staff,
        seal,
    })
}

fn starts() -> impl Strategy<Value = Instant> {
    prop::sample::select(&[-1_000_000, -3601, -3600, -3599, -60, -1, 0, 1][..]).prop_map(later)
}

fn ends() -> impl Strategy<Value = Option<Instant>> {
    let near = prop::sample::select(&[-1, 0, 1, 3600, 1_000_000][..]).prop_map(|seconds| Some(later(seconds)));
    prop_oneof![1 => Just(None), 2 => near]
}
