//! The second model of access: written from the security rules (order of deciding, the roles, special states, break-glass) and
//! from the table of roles of the process, by somebody who had read neither the program's decision nor its tables. It shares
//! with the program the words of question and answer, and nothing that decides.
//!
//! A post is a role. Under each post stand the ties that it can use; one line a tie: what may be read `/` what may be done `/` what for.

use access::{AccountState, Act, Asking, Door, Grant, Held, Purpose, RecordState, Relation};
use record::{Class, Role};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// What the model says: the step of the order that answered and, where it may be done, the classes, the tie and the purpose.
#[derive(Debug, PartialEq, Eq, Clone)]
pub enum Says {
    No(u8),
    Yes(u8, BTreeSet<Class>, Option<&'static str>, &'static str),
}

const POSTS: &str = "
front_door_worker
  front_door_contact   ordinary / read record_contact / duty
  duty_worker_now      safeguarding / seen record_contact / duty
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

front_door_manager
  front_door_contact   ordinary supervision_note / read record_contact authorise allocate / duty
  manager_in_line      ordinary supervision_note / read authorise allocate record_supervision export view_audit restrict merge / supervision
  duty_worker_now      safeguarding / seen record_contact / duty
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

emergency_duty
  duty_worker_now      safeguarding / seen record_contact / duty

social_worker
  allocated_worker     ordinary / read write_casework record_contact write_adoption_or_carer export view_audit / casework
  co_worker            ordinary / read write_casework record_contact write_adoption_or_carer export / casework
  duty_worker_now      ordinary / read write_casework record_contact / duty
  supervising_social_worker  plain health placement_secret / seen write_adoption_or_carer / casework
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

family_help_worker
  allocated_worker     ordinary / read write_casework record_contact export view_audit / casework
  co_worker            ordinary / read write_casework record_contact export / casework
  duty_worker_now      ordinary / read write_casework record_contact / duty
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

personal_adviser
  allocated_worker     ordinary / read write_casework record_contact export view_audit / casework
  co_worker            ordinary / read write_casework record_contact export / casework
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

team_manager
  manager_in_line      ordinary supervision_note / read authorise allocate record_supervision export view_audit restrict merge / supervision
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

service_manager
  manager_in_line      ordinary supervision_note / read authorise allocate record_supervision export view_audit restrict merge / supervision
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

director
  manager_in_line      ordinary supervision_note / read authorise allocate record_supervision export view_audit restrict merge / supervision
  whole_service        ordinary supervision_note / read authorise / supervision
  invited_to_meeting   plain / meeting / casework

conference_chair
  chair_or_reviewer    ordinary / read review view_audit judge_break_glass / review
  invited_to_meeting   plain / meeting / casework

reviewing_officer
  chair_or_reviewer    ordinary / read review view_audit judge_break_glass / review
  invited_to_meeting   plain / meeting / casework

designated_officer
  allegation           ordinary / count list view_summary view_record print record_allegation / casework
  allegation_linked_child  plain / view_summary / casework
  invited_to_meeting   plain / meeting / casework

family_finder
  allocated_worker     ordinary / read write_adoption_or_carer / casework
  co_worker            ordinary / read write_adoption_or_carer / casework
  family_finding       plain health third_party / seen write_adoption_or_carer / casework
  open_task            plain / task / casework
  invited_to_meeting   plain / meeting / casework

legal
  proceedings          ordinary / read advise_legally export / court
  invited_to_meeting   plain / meeting / casework

business_support
  open_task            plain / task / casework
  posting_task         plain protected_address / task print / casework

finance
  placement_finance    plain placement_secret / view_payments pay / finance

analyst
  whole_service        plain / count / statutory_return

auditor
  audit_sample         ordinary supervision_note / read record_audit / quality_audit

inspector
  inspection_sample    ordinary supervision_note / count list search view_summary view_record / inspection

information_governance
  access_request       ordinary supervision_note / view_summary view_record redact export print / access_request
  whole_service        plain / view_audit dispose / quality_audit

administrator

partner
  open_share           plain / view_released contribute / casework
  open_task            plain / view_released contribute do_task / casework
  invited_to_meeting   plain / view_released contribute / casework

carer
  carer                plain health / view_released contribute / casework

young_person
  the_child            plain health / view_released contribute / casework

parent
  parental_responsibility  plain / view_released contribute / casework
";

/// What a post may ask of the service as a whole, and what for.
const SERVICE: &str = "
front_door_worker   list search record_contact / duty
front_door_manager  list search record_contact view_figures / duty
emergency_duty      list search record_contact / duty
social_worker       list search record_contact / casework
family_help_worker  list search record_contact / casework
personal_adviser    list search record_contact / casework
team_manager        list search record_contact view_figures / supervision
service_manager     list search record_contact view_figures / supervision
director            list search view_figures / supervision
conference_chair    list search / review
reviewing_officer   list search / review
designated_officer  list / casework
family_finder       list search / casework
legal               list / court
business_support    list / casework
finance             list / finance
analyst             view_figures make_return / statutory_return
auditor             list view_figures / quality_audit
information_governance  view_audit / quality_audit
administrator       configure view_system_health manage_accounts / technical_support
";

/// Who may have to act for a child in danger whom no work ties to them.
const MAY_BREAK_GLASS: &[Role] = &[
    Role::FrontDoorWorker,
    Role::FrontDoorManager,
    Role::EmergencyDuty,
    Role::SocialWorker,
    Role::FamilyHelpWorker,
    Role::PersonalAdviser,
    Role::TeamManager,
    Role::ServiceManager,
    Role::Director,
    Role::ConferenceChair,
    Role::ReviewingOfficer,
];

const SAFEGUARDING: &[Class] = &[Class::Plain, Class::Health, Class::Criminal, Class::ThirdParty];

#[derive(Debug)]
struct Tie {
    reads: BTreeSet<Class>,
    does: Vec<Act>,
    purposes: Vec<Purpose>,
}

static TIES: LazyLock<HashMap<(Role, Relation), Tie>> = LazyLock::new(|| {
    let mut ties = HashMap::new();
    let mut post = None;
    for line in POSTS.lines().filter(|line| !line.is_empty()) {
        if !line.starts_with(' ') {
            post = Some(Role::read(line).unwrap());
            continue;
        }
        let [first, does, purposes] = line.split('/').collect::<Vec<_>>().try_into().unwrap();
        let (relation, reads) = first.trim().split_once(' ').unwrap();
        let relation = *Relation::ALL.iter().find(|it| it.code() == relation).unwrap();
        let tie = Tie {
            reads: classes(reads),
            does: acts(does),
            purposes: purposes.split_whitespace().map(purpose).collect(),
        };
        assert!(ties.insert((post.unwrap(), relation), tie).is_none(), "{line}");
    }
    ties
});

static OF_THE_SERVICE: LazyLock<HashMap<(Role, Act), Purpose>> = LazyLock::new(|| {
    let mut granted = HashMap::new();
    for line in SERVICE.lines().filter(|line| !line.is_empty()) {
        let (post, rest) = line.split_once(' ').unwrap();
        let (does, what_for) = rest.split_once('/').unwrap();
        for act in acts(does) {
            granted.insert((Role::read(post).unwrap(), act), purpose(what_for.trim()));
        }
    }
    granted
});

fn classes(words: &str) -> BTreeSet<Class> {
    let apart = [Class::SupervisionNote, Class::AdoptionLink];
    words
        .split_whitespace()
        .flat_map(|word| match word {
            "ordinary" => Class::ALL.iter().copied().filter(|it| !apart.contains(it)).collect(),
            "safeguarding" => SAFEGUARDING.to_vec(),
            word => vec![*Class::ALL.iter().find(|it| it.code() == word).unwrap()],
        })
        .collect()
}

fn acts(words: &str) -> Vec<Act> {
    let spelt = words
        .replace("read ", "seen view_record print ")
        .replace("seen ", "count list search view_summary ")
        .replace("task ", "count list search view_summary do_task ")
        .replace("meeting ", "list view_summary view_released contribute ");
    let act = |word| *Act::ALL.iter().find(|it| it.code() == word).unwrap_or_else(|| panic!("{word}"));
    spelt.split_whitespace().map(act).collect()
}

fn purpose(word: &str) -> Purpose {
    *Purpose::ALL.iter().find(|it| it.code() == word).unwrap()
}

/// The answer to a question, first match in the order of deciding.
pub fn says(asking: &Asking) -> Says {
    let who = asking.principal;
    let fresh = who.session_fresh_until.is_some_and(|until| asking.now < until);
    if who.account != AccountState::Active || (wants_fresh_sign_in(asking.act) && !fresh) {
        return Says::No(1);
    }
    let Some(record) = asking.record else {
        let granted = OF_THE_SERVICE.get(&(who.role, asking.act));
        return granted.filter(|granted| asking.purpose.is_none_or(|said| said == **granted)).map_or(
            Says::No(7),
            |granted| Says::Yes(5, BTreeSet::new(), None, granted.code()),
        );
    };
    let concerns = who.own_person == Some(record.person) || who.declared.contains(&record.person);
    if concerns && who.door() != Door::Portal {
        return Says::No(2);
    }
    if record.seal.is_some() {
        return sealed(asking, record);
    }
    let glass = asking.relations.iter().any(|held| held.relation == Relation::BreakGlass && open(held, asking));
    let restricted = record.about_staff || record.restricted.is_some();
    let named = record.restricted.iter().flatten().any(|named| *named == who.worker);
    if restricted && !named {
        return match asking.act {
            _ if who.role != Role::EmergencyDuty => Says::No(4),
            Act::BreakGlass => by_danger(asking, 4, &[]),
            Act::ViewSummary if glass => by_danger(asking, 4, SAFEGUARDING),
            _ => Says::No(4),
        };
    }
    let by_tie = by_tie(asking);
    if matches!(by_tie, Says::Yes(..)) {
        return by_tie;
    }
    match asking.act {
        Act::BreakGlass if MAY_BREAK_GLASS.contains(&who.role) => by_danger(asking, 6, &[]),
        Act::ViewSummary | Act::ViewRecord if glass && MAY_BREAK_GLASS.contains(&who.role) => {
            by_danger(asking, 6, SAFEGUARDING)
        }
        _ => Says::No(7),
    }
}

/// Export, a return (which leaves as one), break-glass, seal, grant, disposal.
fn wants_fresh_sign_in(act: Act) -> bool {
    let such = [Act::Export, Act::MakeReturn, Act::BreakGlass, Act::Seal, Act::OpenSeal, Act::ManageAccounts, Act::Dispose];
    such.contains(&act)
}

/// Behind a seal: only the archive may ask for it to be opened, and only the two people who opened it may read.
fn sealed(asking: &Asking, record: &RecordState) -> Says {
    let who = asking.principal;
    let opening = record.seal.iter().flat_map(|seal| &seal.opening).find(|opening| {
        opening.asked_by != opening.agreed_by
            && [opening.asked_by, opening.agreed_by].contains(&who.worker)
            && opening.from <= asking.now
            && asking.now < opening.to
    });
    let never = [Role::Inspector, Role::Administrator, Role::Analyst];
    let archive = who.grants.contains(&Grant::AdoptionArchive) && who.door() == Door::Staff && !never.contains(&who.role);
    let reads = [Act::ViewSummary, Act::ViewRecord].contains(&asking.act);
    let purpose = Purpose::AccessRequest;
    if !archive || asking.purpose.is_some_and(|said| said != purpose) {
        Says::No(3)
    } else if asking.act == Act::OpenSeal {
        Says::Yes(3, BTreeSet::new(), None, purpose.code())
    } else if reads && opening.is_some() {
        Says::Yes(3, Class::ALL.iter().copied().collect(), None, purpose.code())
    } else {
        Says::No(3)
    }
}

/// For a child in danger: nothing else is a purpose of break-glass.
fn by_danger(asking: &Asking, step: u8, classes: &[Class]) -> Says {
    let purpose = Purpose::SafeguardingCheck;
    match asking.purpose {
        Some(said) if said != purpose => Says::No(if step == 6 { 7 } else { step }),
        _ => Says::Yes(step, classes.iter().copied().collect(), None, purpose.code()),
    }
}

/// A tie that the role may use for this act and purpose: of several, the one that shows most.
fn by_tie(asking: &Asking) -> Says {
    let mut best: Option<(Relation, &Tie, Purpose)> = None;
    for held in asking.relations.iter().filter(|held| open(held, asking)) {
        let Some(tie) = TIES.get(&(asking.principal.role, held.relation)) else {
            continue;
        };
        let purpose = match (asking.purpose, tie.purposes.as_slice()) {
            (Some(said), open) if open.contains(&said) => said,
            (None, [only]) => *only,
            _ => continue,
        };
        let more = best.is_none_or(|(_, so_far, _)| tie.reads.len() > so_far.reads.len());
        if tie.does.contains(&asking.act) && more {
            best = Some((held.relation, tie, purpose));
        }
    }
    best.map_or(Says::No(7), |(relation, tie, purpose)| {
        Says::Yes(5, tie.reads.clone(), Some(relation.code()), purpose.code())
    })
}

/// Does the tie hold now? Break-glass for 60 minutes at most; an inspection has dates, so a sample without an end is none.
fn open(held: &Held, asking: &Asking) -> bool {
    let hour_from_then = held.from.plus_seconds(60 * 60);
    let ended = match (held.relation, held.to) {
        (Relation::BreakGlass, to) => asking.now >= hour_from_then || to.is_some_and(|to| asking.now >= to),
        (Relation::InspectionSample, None) => true,
        (_, to) => to.is_some_and(|to| asking.now >= to),
    };
    held.from <= asking.now && !ended
}
