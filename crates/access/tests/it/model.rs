//! The second model of access: written from the security rules (the order of deciding, the roles, the special states, break-glass) and
//! from the table of roles of the journey, by somebody who had read neither the program's decision nor its tables. It shares with the
//! program the words of question and answer, and nothing that decides.
//!
//! A post is a role. Under each stand the ties that it can use, one a line: what is shown `/` what may be done `/` what for. The longer
//! words are spelt out in [`SHOWN`] and [`DONE`].

use access::{AccountState, Act, Asking, Door, Grant, Held, Purpose, Relation, Seal};
use record::{Class, Role};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// What the model says: the step of the order that answered and, where it may be done, the classes, the tie and the purpose.
#[derive(Debug, PartialEq, Eq)]
pub enum Says {
    No(u8),
    Yes(u8, BTreeSet<Class>, Option<&'static str>, &'static str),
}

const POSTS: &str = "
front_door_worker
  front_door_contact    casework / look count search record_contact print / duty
  duty_worker_now       danger / search view_summary record_contact / safeguarding_check
  open_task             released / task / casework

front_door_manager
  front_door_contact    casework / look count search record_contact print authorise allocate restrict merge / duty
  duty_worker_now       danger / search view_summary record_contact / safeguarding_check

emergency_duty
  duty_worker_now       danger / list search view_summary record_contact / duty

social_worker
  allocated_worker      casework / look count search write_casework record_contact print export view_audit / casework
  co_worker             casework / look count search write_casework record_contact print export / casework
  duty_worker_now       casework / look count search write_casework record_contact print / duty safeguarding_check
  supervising_social_worker  released placement_secret / list count search view_summary write_adoption_or_carer / casework
  open_task             released / task / casework
  invited_to_meeting    released third_party / meeting / casework

family_help_worker
  allocated_worker      casework / look count search write_casework record_contact print export view_audit / casework
  co_worker             casework / look count search write_casework record_contact print export / casework
  duty_worker_now       casework / look count search write_casework record_contact print / duty safeguarding_check
  open_task             released / task / casework
  invited_to_meeting    released third_party / meeting / casework

personal_adviser
  allocated_worker      casework / look count search write_casework record_contact print export view_audit / casework
  co_worker             casework / look count search write_casework record_contact print export / casework
  open_task             released / task / casework
  invited_to_meeting    released third_party / meeting / casework

team_manager
  manager_in_line       casework supervision_note / look count search write_casework record_contact print authorise allocate record_supervision restrict merge seal export / supervision
  duty_worker_now       casework / look count search write_casework record_contact print authorise / duty
  invited_to_meeting    released third_party / meeting / casework

service_manager
  manager_in_line       casework supervision_note / look count search write_casework record_contact print authorise allocate record_supervision restrict merge seal export / supervision
  duty_worker_now       casework / look count search write_casework record_contact print authorise / duty
  invited_to_meeting    released third_party / meeting / casework

director
  manager_in_line       casework supervision_note / look count search print authorise restrict / supervision
  whole_service         figures / count / statutory_return

conference_chair
  chair_or_reviewer     plan / look count search print review view_audit judge_break_glass / review

reviewing_officer
  chair_or_reviewer     plan / look count search print review view_audit judge_break_glass / review

designated_officer
  allegation            casework / look print record_allegation restrict / safeguarding_check
  allegation_linked_child  plain / list view_summary / safeguarding_check
  invited_to_meeting    released third_party / meeting / casework

family_finder
  allocated_worker      danger placement_secret / look count search print write_adoption_or_carer view_audit / casework
  family_finding        danger placement_secret / look count search print write_adoption_or_carer / casework
  supervising_social_worker  released placement_secret / list count search view_summary write_adoption_or_carer / casework
  open_task             released / task / casework
  invited_to_meeting    released third_party / meeting / casework

legal
  proceedings           danger court_restricted placement_secret / look count print advise_legally export / court
  invited_to_meeting    released third_party / meeting / casework

business_support
  open_task             plain / task / casework
  posting_task          plain protected_address / task print / casework

finance
  placement_finance     plain placement_secret / list view_payments pay / finance

analyst
  whole_service         figures / count / statutory_return

auditor
  audit_sample          casework supervision_note / look record_audit / quality_audit

inspector
  inspection_sample     casework supervision_note / look / inspection

information_governance
  access_request        casework supervision_note / look redact export print / access_request
  whole_service         plain / search view_audit judge_break_glass dispose / access_request quality_audit

administrator

partner
  open_share            released third_party / meeting / casework
  open_task             released third_party / meeting / casework
  invited_to_meeting    released third_party / meeting / casework

carer
  carer                 released / meeting / casework
  invited_to_meeting    released / meeting / casework

young_person
  the_child             released / meeting / casework
  invited_to_meeting    released / meeting / casework

parent
  parental_responsibility  released / meeting / casework
  invited_to_meeting    released / meeting / casework
";

/// What a post may ask of the service as a whole, and what for.
const SERVICE: &str = "
front_door_worker   list search record_contact / duty
front_door_manager  list search record_contact view_figures / duty
emergency_duty      list search record_contact / duty
social_worker       list search / casework
family_help_worker  list search / casework
personal_adviser    list search / casework
family_finder       list search / casework
team_manager        list search view_figures / supervision
service_manager     list search view_figures / supervision
director            list search view_figures / supervision
conference_chair    list search view_figures / review
reviewing_officer   list search view_figures / review
designated_officer  list / casework
legal               list / court
business_support    list / casework
finance             list / finance
analyst             view_figures make_return / statutory_return
auditor             list view_figures / quality_audit
inspector           list / inspection
information_governance  list search / access_request
information_governance  view_audit / quality_audit
administrator       configure view_system_health manage_accounts / technical_support
partner             list / casework
carer               list / casework
young_person        list / casework
parent              list / casework
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
    Role::FamilyFinder,
    Role::DesignatedOfficer,
];

/// Who may never be let behind a seal, whatever was granted to them beside their post: they see no names, or may see nothing sealed.
const NEVER_BEHIND_A_SEAL: &[Role] = &[Role::Inspector, Role::Administrator, Role::Analyst];

/// Words for several classes. What is kept from all of them is the adoption link, which an opened seal alone shows.
const SHOWN: &[(&str, &str)] = &[
    ("released", "plain health"),
    ("danger", "plain health criminal third_party"),
    ("figures", "plain health criminal placement_secret"),
    (
        "plan",
        "plain health criminal third_party protected_address placement_secret court_restricted",
    ),
    (
        "casework",
        "plain health criminal third_party protected_address placement_secret court_restricted referrer_identity",
    ),
];

/// Words for several acts.
const DONE: &[(&str, &str)] = &[
    ("look", "list view_summary view_record"),
    ("task", "list view_summary do_task"),
    ("meeting", "list view_released contribute"),
];

struct Tie {
    shows: BTreeSet<Class>,
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
        let (relation, shows) = first.trim().split_once(' ').unwrap();
        let tie = Tie {
            shows: classes(shows),
            does: acts(does),
            purposes: purposes.split_whitespace().map(purpose).collect(),
        };
        let relation = *Relation::ALL.iter().find(|it| it.code() == relation).unwrap();
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

fn spelt_out<'a>(words: &'a str, list: &'a [(&str, &'a str)]) -> impl Iterator<Item = &'a str> {
    let spelt = |word: &'a str| {
        list.iter()
            .find(|(known, _)| *known == word)
            .map_or(word, |(_, words)| words)
    };
    words
        .split_whitespace()
        .flat_map(move |word| spelt(word).split_whitespace())
}

fn classes(words: &str) -> BTreeSet<Class> {
    let class = |word| *Class::ALL.iter().find(|it| it.code() == word).unwrap();
    spelt_out(words, SHOWN).map(class).collect()
}

fn acts(words: &str) -> Vec<Act> {
    let act = |word| *Act::ALL.iter().find(|it| it.code() == word).unwrap();
    spelt_out(words, DONE).map(act).collect()
}

fn purpose(word: &str) -> Purpose {
    *Purpose::ALL.iter().find(|it| it.code() == word).unwrap()
}

/// The answer to a question: the first step of the order that matches.
pub fn says(asking: &Asking) -> Says {
    let who = asking.principal;
    let fresh = who.session_fresh_until.is_some_and(|until| asking.now < until);
    if who.account != AccountState::Active || (wants_fresh_sign_in(asking.act) && !fresh) {
        return Says::No(1);
    }
    let Some(record) = asking.record else {
        return of_the_service(asking);
    };
    let concerns_them = who.own_person == Some(record.person) || who.declared.contains(&record.person);
    if concerns_them && who.door() != Door::Portal {
        return Says::No(2);
    }
    if let Some(seal) = &record.seal {
        return behind_the_seal(asking, seal);
    }
    let shut = record.about_staff || record.restricted.is_some();
    let named = record.restricted.iter().flatten().any(|named| *named == who.worker);
    if shut && !named {
        return match asking.act {
            _ if who.role != Role::EmergencyDuty => Says::No(4),
            Act::BreakGlass => may_break_glass(4),
            Act::ViewSummary if broke_glass(asking) => by_broken_glass(4, BTreeSet::new()),
            _ => Says::No(4),
        };
    }
    by_tie_or_broken_glass(asking)
}

/// Export, a return (which leaves as one), break-glass, seal, grant, disposal.
fn wants_fresh_sign_in(act: Act) -> bool {
    let leaving = [Act::Export, Act::MakeReturn, Act::Dispose];
    let grave = [Act::BreakGlass, Act::Seal, Act::OpenSeal, Act::ManageAccounts];
    leaving.contains(&act) || grave.contains(&act)
}

fn of_the_service(asking: &Asking) -> Says {
    match OF_THE_SERVICE.get(&(asking.principal.role, asking.act)) {
        Some(granted) if asking.purpose.is_none_or(|said| said == *granted) => {
            Says::Yes(5, BTreeSet::new(), None, granted.code())
        }
        _ => Says::No(7),
    }
}

/// Only the archive may ask for a seal to be opened, and only the two people who opened it may read.
fn behind_the_seal(asking: &Asking, seal: &Seal) -> Says {
    let who = asking.principal;
    let is_archive = who.grants.contains(&Grant::AdoptionArchive)
        && who.door() == Door::Staff
        && !NEVER_BEHIND_A_SEAL.contains(&who.role);
    let opened = seal.opening.as_ref().is_some_and(|opening| {
        let two = [opening.asked_by, opening.agreed_by];
        two[0] != two[1] && two.contains(&who.worker) && opening.from <= asking.now && asking.now < opening.to
    });
    let shown = match asking.act {
        Act::OpenSeal if is_archive => BTreeSet::new(),
        Act::ViewSummary | Act::ViewRecord if is_archive && opened => Class::ALL.iter().copied().collect(),
        _ => return Says::No(3),
    };
    Says::Yes(3, shown, None, "access_request")
}

/// Every tie that the role may use for this act and purpose counts. Broken glass counts beside them, and is what is named wherever it
/// shows something that they do not.
fn by_tie_or_broken_glass(asking: &Asking) -> Says {
    let role = asking.principal.role;
    let held = Relation::ALL.iter().filter(|relation| {
        asking
            .relations
            .iter()
            .any(|held| held.relation == **relation && holds(held, asking))
    });
    let usable = held.filter_map(|relation| {
        let tie = TIES
            .get(&(role, *relation))
            .filter(|tie| tie.does.contains(&asking.act))?;
        let purpose = match asking.purpose {
            Some(said) => tie.purposes.iter().find(|open| **open == said)?,
            None if tie.purposes.len() == 1 => &tie.purposes[0],
            None => return None,
        };
        Some((relation, &tie.shows, purpose))
    });
    let usable: Vec<_> = usable.collect();
    let mut shown: BTreeSet<Class> = usable.iter().flat_map(|(_, shows, _)| shows.iter().copied()).collect();
    let reads = [Act::ViewSummary, Act::ViewRecord].contains(&asking.act);
    if reads && MAY_BREAK_GLASS.contains(&role) && broke_glass(asking) && !shown.is_superset(&classes("danger")) {
        return by_broken_glass(6, shown);
    }
    match usable.first() {
        Some((relation, _, purpose)) => {
            if asking.act == Act::Search {
                shown.retain(|class| *class == Class::Plain);
            }
            Says::Yes(5, shown, Some(relation.code()), purpose.code())
        }
        None if asking.act == Act::BreakGlass && MAY_BREAK_GLASS.contains(&role) => may_break_glass(6),
        None => Says::No(7),
    }
}

/// Breaking glass is for a child in danger, and says so itself.
fn may_break_glass(step: u8) -> Says {
    Says::Yes(step, BTreeSet::new(), None, "safeguarding_check")
}

fn by_broken_glass(step: u8, beside: BTreeSet<Class>) -> Says {
    let shown = classes("danger").into_iter().chain(beside).collect();
    Says::Yes(step, shown, Some("break_glass"), "safeguarding_check")
}

fn broke_glass(asking: &Asking) -> bool {
    let mut held = asking.relations.iter();
    held.any(|held| held.relation == Relation::BreakGlass && holds(held, asking))
}

/// Does it hold now? Broken glass for 60 minutes at most; an inspection has dates, so that a sample without an end is none.
fn holds(held: &Held, asking: &Asking) -> bool {
    let ended = held.to.is_some_and(|to| asking.now >= to);
    let never = match held.relation {
        Relation::BreakGlass => asking.now >= held.from.plus_seconds(60 * 60),
        Relation::InspectionSample => held.to.is_none(),
        _ => false,
    };
    held.from <= asking.now && !ended && !never
}
