//! An invented authority with a worker of every role, and for each of them a child in every situation that the work makes.

use access::{AccountState, Act, Asking, Held, Principal, RecordState, Relation};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use record::{EntryId, Instant, PersonId, Role, TeamId, Tie};
use service::sign_in::digest;
use service::{Actor, Machine};
use std::sync::Arc;
use testkit::authority::Authority;
use testkit::journal::{Account, Session, Tied};
use tower::ServiceExt;
use web::App;

/// The instant of every request.
pub const NOW: &str = "2026-03-10T10:00:00Z";

/// How a worker stands to a child, and what state the child's record is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Situation {
    /// Somebody else's child.
    None,
    Allocated,
    CoWorker,
    /// The child's team is theirs to manage.
    Manager,
    ReviewingOfficer,
    Chair,
    /// A contact about the child waits for a decision.
    OpenContact,
    /// A parent of a child who is allocated to them.
    ParentOfAllocated,
    /// Allocated to them, and restricted to others.
    Restricted,
    /// Allocated to them, and restricted to them.
    RestrictedNamed,
    /// Allocated to them, and a colleague's child.
    OfStaff,
    /// Allocated to them, and their own record as the authority holds it.
    Own,
    /// Allocated to them, and a child of their former partner.
    Declared,
}

impl Situation {
    pub const ALL: &'static [(Situation, &'static str)] = &[
        (Situation::None, "Nonerel"),
        (Situation::Allocated, "Allocated"),
        (Situation::CoWorker, "Coworked"),
        (Situation::Manager, "Managed"),
        (Situation::ReviewingOfficer, "Reviewed"),
        (Situation::Chair, "Chaired"),
        (Situation::OpenContact, "Contacted"),
        (Situation::ParentOfAllocated, "Parently"),
        (Situation::Restricted, "Restricted"),
        (Situation::RestrictedNamed, "Namedly"),
        (Situation::OfStaff, "Staffkin"),
        (Situation::Own, "Ownly"),
        (Situation::Declared, "Declaredly"),
    ];
}

/// A worker with a session.
pub struct Hired {
    pub role: Role,
    pub actor: Actor,
    pub token: String,
    /// The children, in the order of [`Situation::ALL`], each with an entry of theirs.
    pub children: Vec<(PersonId, EntryId)>,
}

/// The whole of it.
pub struct World {
    pub authority: Authority,
    pub app: Arc<App>,
    pub router: Router,
    pub hired: Vec<Hired>,
}

/// What a request answered.
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl World {
    /// The authority without any worker but its manager.
    pub fn empty() -> World {
        let authority = Authority::at(NOW);
        let machine: Arc<dyn Machine> = Arc::<testkit::authority::FixedMachine>::clone(&authority.machine);
        let app = Arc::new(App::new(
            Arc::clone(&authority.service),
            machine,
            "Northshire Council",
            true,
        ));
        World {
            router: web::router(Arc::clone(&app)),
            authority,
            app,
            hired: Vec::new(),
        }
    }

    /// A worker of each of these roles with a child in every situation.
    pub fn with(roles: &[Role]) -> World {
        let mut world = World::empty();
        for role in roles {
            let hired = world.hire(*role);
            world.hired.push(hired);
        }
        world
    }

    fn hire(&self, role: Role) -> Hired {
        let authority = &self.authority;
        let actor = authority.worker(role, &format!("Worker {}", role.code()));
        let token = self.session(&actor, &format!("token of {}", role.code()));
        let children: Vec<_> = Situation::ALL
            .iter()
            .map(|(situation, name)| self.child(&actor, *situation, &format!("{name} {}", family(role))))
            .collect();
        let ties = Situation::ALL
            .iter()
            .zip(&children)
            .filter_map(|((situation, _), (person, _))| {
                let tie = match situation {
                    Situation::Own => Tie::Own,
                    Situation::Declared => Tie::FormerPartner,
                    _ => return None,
                };
                Some(Tied { person: *person, tie })
            });
        let account = self.account(&actor, ties.collect());
        authority.service.journal().put_account(account, Vec::new()).unwrap();
        Hired {
            role,
            actor,
            token,
            children,
        }
    }

    /// Opens an account, which nobody can sign in to by password, and a session of it.
    pub fn session(&self, actor: &Actor, token: &str) -> String {
        let (journal, now) = (self.authority.service.journal(), self.now());
        let account = self.account(actor, Vec::new());
        if journal.account(&account.name).unwrap().is_none() {
            journal.put_account(account, Vec::new()).unwrap();
        }
        journal
            .put_session(Session {
                token: digest(token),
                account: actor.worker(),
                created: now,
                last_seen: now,
                fresh_until: now.plus_seconds(600),
                ended: None,
            })
            .unwrap();
        token.to_owned()
    }

    fn account(&self, actor: &Actor, ties: Vec<Tied>) -> Account {
        let name = format!("account {}", actor.worker());
        Account {
            ties,
            ..Account::new(actor.worker(), &name, None, &[actor.role()], self.now())
        }
    }

    fn child(&self, actor: &Actor, situation: Situation, name: &str) -> (PersonId, EntryId) {
        let authority = &self.authority;
        let child = authority.person(name, "2019-05-01");
        let involve = |role: &str, team: Option<TeamId>| {
            let worker = if team.is_some() {
                authority.manager()
            } else {
                actor.clone()
            };
            let team = team.map_or_else(String::new, |team| format!(r#","team":"{team}""#));
            let facts = format!(r#"{{"worker":"{}","role":"{role}"{team}}}"#, worker.worker());
            authority.tell(&[child], "involvement_started", "2026-01-05", &facts, None)
        };
        let entry = match situation {
            Situation::None => authority.allocate(&authority.manager(), child, "2026-01-05"),
            Situation::CoWorker => involve("CO_WORKER", None),
            Situation::ReviewingOfficer => involve("IRO", None),
            Situation::Chair => involve("CHAIR", None),
            Situation::Manager => {
                let team = TeamId::new(self.now(), authority.machine.chance());
                let facts = format!(r#"{{"team":"{team}","name":"A team","manager":"{}"}}"#, actor.worker());
                authority.tell(&[], "team", "2026-01-02", &facts, None);
                involve("ALLOCATED", Some(team))
            }
            Situation::OpenContact => {
                let facts =
                    r#"{"method":"PHONE","source":"1A","risk":"GREEN","wants":"Advice","protection_urgent":"no"}"#;
                self.contact(child, facts)
            }
            Situation::ParentOfAllocated => {
                let theirs = authority.person(&format!("Offspring {}", family(actor.role())), "2019-05-01");
                authority.allocate(actor, theirs, "2026-01-05");
                authority.relate(child, "PARENT", theirs)
            }
            _ => involve("ALLOCATED", None),
        };
        let restrict = |who: &Actor| {
            let facts = format!(
                r#"{{"reason":"Known to staff","who":["{}"],"review":"2026-05-01"}}"#,
                who.worker()
            );
            authority.tell(&[child], "restriction", "2026-02-01", &facts, None);
        };
        match situation {
            Situation::Restricted => restrict(&authority.manager()),
            Situation::RestrictedNamed => restrict(actor),
            Situation::OfStaff => {
                let facts = r#"{"staff_or_family":"yes"}"#;
                authority.tell(&[child], "person", "2026-02-01", facts, None);
            }
            _ => {}
        }
        (child, entry)
    }

    fn contact(&self, child: PersonId, facts: &str) -> EntryId {
        self.authority.tell(&[child], "contact", "2026-03-09", facts, None)
    }

    pub fn now(&self) -> Instant {
        self.authority.machine.now()
    }

    /// The mark that guards the forms of a session.
    pub fn mark(&self, token: &str) -> String {
        self.app.mark(&digest(token))
    }

    /// Asks by cookie, as a browser does.
    pub async fn get(&self, token: &str, path: &str) -> Answered {
        let cookie = format!("{}={token}", self.app.cookie());
        self.send(
            Request::get(path)
                .header(header::COOKIE, cookie)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    /// Sends JSON with a token, as a program does.
    pub async fn post_json(&self, token: &str, path: &str, key: Option<&str>, body: &str) -> Answered {
        let mut request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        if !token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    pub async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Answered {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }
}

/// `SocialWorker` as the family name of the children that a social worker of the tests has.
pub fn family(role: Role) -> String {
    format!("{role:?}")
}

/// The relations that the security rules give a role in a situation, written for the second model and not taken from the program.
pub fn relations(role: Role, situation: Situation) -> Vec<Held> {
    let (front_door, oversight) = (
        [Role::FrontDoorWorker, Role::FrontDoorManager].contains(&role),
        [Role::Analyst, Role::InformationGovernance, Role::Director].contains(&role),
    );
    let mut relations = Vec::new();
    if front_door || role == Role::EmergencyDuty {
        relations.push(Relation::DutyWorkerNow);
    }
    if oversight {
        relations.push(Relation::WholeService);
    }
    match situation {
        Situation::None => {}
        Situation::CoWorker => relations.push(Relation::CoWorker),
        Situation::Manager => relations.push(Relation::ManagerInLine),
        Situation::ReviewingOfficer | Situation::Chair => relations.push(Relation::ChairOrReviewer),
        Situation::OpenContact if front_door => relations.push(Relation::FrontDoorContact),
        Situation::OpenContact => {}
        Situation::ParentOfAllocated if oversight => {}
        Situation::ParentOfAllocated => relations.push(Relation::CoWorker),
        _ => relations.push(Relation::AllocatedWorker),
    }
    let since = Instant::from_micros(0);
    relations
        .into_iter()
        .map(|relation| Held::since(relation, since))
        .collect()
}

/// The child in a situation, to whom their account ties them.
fn tied(hired: &Hired, situation: Situation) -> Option<PersonId> {
    let place = Situation::ALL.iter().position(|(one, _)| *one == situation)?;
    hired.children.get(place).map(|(person, _)| *person)
}

/// What the second model says to a role's act with a child in a situation; `None` for the service as a whole.
pub fn model_allows(world: &World, hired: &Hired, situation: Option<(Situation, PersonId)>, act: Act) -> bool {
    let principal = Principal {
        worker: hired.actor.worker(),
        role: hired.role,
        account: AccountState::Active,
        grants: Vec::new(),
        session_fresh_until: Some(world.now().plus_seconds(600)),
        own_person: tied(hired, Situation::Own),
        declared: tied(hired, Situation::Declared).into_iter().collect(),
    };
    let record = situation.map(|(situation, child)| RecordState {
        restricted: match situation {
            Situation::Restricted => Some(vec![world.authority.manager().worker()]),
            Situation::RestrictedNamed => Some(vec![hired.actor.worker()]),
            _ => None,
        },
        about_staff: situation == Situation::OfStaff,
        ..RecordState::open(child)
    });
    let relations = situation.map_or_else(Vec::new, |(situation, _)| relations(hired.role, situation));
    let asking = Asking {
        principal: &principal,
        record: record.as_ref(),
        relations: &relations,
        act,
        purpose: None,
        now: world.now(),
    };
    matches!(crate::model::says(&asking), crate::model::Says::Yes(..))
}
