//! The workers of the demonstration: one account for each role.

use super::families::person;
use crate::error::Error;
use crate::importing::digest;
use crate::machine::Machine;
use crate::start::Service;
use crate::users::importer;
use record::entries::team::Team;
use record::entries::worker::Worker;
use record::entry::Part;
use record::field::List;
use record::{Body, Entry, EntryId, Moment, PersonId, Role, Source, TeamId, Tie, WorkerId};

/// A sign-in of the demonstration.
#[derive(Clone, Copy, Debug)]
pub struct SignInNote {
    /// The role.
    pub role: Role,
    /// The name to sign in with; also the worker's given name.
    pub name: &'static str,
    /// The worker's name.
    pub worker: &'static str,
    /// The password. It opens nothing but a demonstration, which is served to this machine alone.
    pub password: &'static str,
}

const PASSWORD: &str = "golden thread demo";

macro_rules! sign_ins {
    ($($role:ident $name:literal $worker:literal),+ $(,)?) => {
        /// One sign-in for each role.
        pub const SIGN_INS: &[SignInNote] = &[$(SignInNote { role: Role::$role, name: $name, worker: $worker, password: PASSWORD }),+];
    };
}

sign_ins! {
    SocialWorker "grace" "Grace Obi",
    TeamManager "tom" "Tom Marsh",
    FrontDoorWorker "fatima" "Fatima Noor",
    FrontDoorManager "owen" "Owen Bright",
    EmergencyDuty "erin" "Erin Walsh",
    FamilyHelpWorker "hugo" "Hugo Silva",
    ServiceManager "sunita" "Sunita Rao",
    Director "diane" "Diane Cole",
    ConferenceChair "colm" "Colm Hayes",
    ReviewingOfficer "iris" "Iris Lam",
    PersonalAdviser "pia" "Pia Grant",
    FamilyFinder "femi" "Femi Ade",
    DesignatedOfficer "della" "Della Stone",
    Legal "lars" "Lars Holt",
    BusinessSupport "bea" "Bea Finn",
    Finance "frank" "Frank Yeo",
    Analyst "anil" "Anil Mehta",
    Auditor "audrey" "Audrey Pike",
    Inspector "ines" "Ines Frost",
    InformationGovernance "gwen" "Gwen Lowe",
    Administrator "adam" "Adam Kerr",
}

/// The worker of a role.
pub(super) fn worker(role: Role) -> WorkerId {
    WorkerId::derived(digest(&["demonstration worker", role.code()]))
}

/// The team of the social workers.
pub(super) fn team() -> TeamId {
    TeamId::derived(digest(&["demonstration team"]))
}

/// An entry of the demonstration, the same at every making.
pub(super) fn entry(
    machine: &dyn Machine,
    key: &str,
    people: &[PersonId],
    happened: Moment,
    body: Body,
    follows: Option<EntryId>,
) -> Entry {
    Entry {
        id: EntryId::derived(digest(&["demonstration", key])),
        happened,
        recorded: machine.now(),
        by: worker(Role::SocialWorker),
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
    }
}

/// Records the workers and their team.
pub(super) fn hire(service: &Service, machine: &dyn Machine) -> Result<(), Error> {
    let today = Moment::on(machine.now().day());
    let manager = worker(Role::TeamManager);
    let team_body = Team {
        team: Some(team()),
        name: Some("Riverside safeguarding team".to_owned()),
        manager: Some(manager),
        ..Team::default()
    };
    let files = Worker {
        worker: Some(importer()),
        name: Some("Data team".to_owned()),
        active: Some(true),
        ..Worker::default()
    };
    let mut entries = vec![
        entry(machine, "team", &[], today, team_body.into(), None),
        entry(machine, "worker files", &[], today, files.into(), None),
    ];
    for sign_in in SIGN_INS {
        let in_team = matches!(
            sign_in.role,
            Role::SocialWorker | Role::FamilyHelpWorker | Role::PersonalAdviser | Role::TeamManager
        );
        let manager = match sign_in.role {
            Role::Director => None,
            Role::ServiceManager => Some(worker(Role::Director)),
            Role::SocialWorker | Role::FamilyHelpWorker | Role::PersonalAdviser => Some(manager),
            _ => Some(worker(Role::ServiceManager)),
        };
        let body = Worker {
            worker: Some(worker(sign_in.role)),
            name: Some(sign_in.worker.to_owned()),
            roles: List(vec![sign_in.role.code().to_owned()]),
            team: in_team.then(team),
            manager,
            active: Some(true),
            ..Worker::default()
        };
        entries.push(entry(
            machine,
            &format!("worker {}", sign_in.name),
            &[],
            today,
            body.into(),
            None,
        ));
    }
    service.take_in(b"demonstration staff", importer(), &entries)
}

/// Opens an account for each worker.
pub(super) fn open_accounts(service: &Service, machine: &dyn Machine) -> Result<(), Error> {
    for sign_in in SIGN_INS {
        service.put_account(
            worker(sign_in.role),
            sign_in.name,
            sign_in.password,
            &[sign_in.role],
            machine.chance(),
        )?;
    }
    declare_neighbours(service, machine)
}

/// The service manager lives next door to one of the families: to her their records are not there, though her own people work with them.
fn declare_neighbours(service: &Service, machine: &dyn Machine) -> Result<(), Error> {
    for given in ["Kai", "Leo", "Dana"] {
        service.declare("sunita", person(given, "Whitby"), Tie::Neighbour, machine)?;
    }
    Ok(())
}
