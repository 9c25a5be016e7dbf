//! The second policy model: a plain table and a plain reading of the security rules, written from their text before the
//! program's own table was, and sharing nothing with it but the words of the question. Where the two differ, one of them has
//! misread the rules: find out which from the rules, never by copying one into the other.

use access::{AccountState, Asking, Grant, Relation};
use record::{Class, Role};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Role by role, in the order of the rules: relation | purposes | acts | classes.
const ROLES: &str = "
= social_worker
allocated_worker | casework | count list search view_summary view_record view_audit write_casework record_contact export print | all but adoption_link supervision_note
co_worker | casework | count list search view_summary view_record write_casework record_contact export print | all but adoption_link supervision_note
duty_worker_now | duty safeguarding_check | count list search view_summary view_record write_casework record_contact print | all but adoption_link supervision_note
open_task | casework | list view_summary do_task | plain health
supervising_social_worker | casework | count list search view_summary write_adoption_or_carer | plain health placement_secret
invited_to_meeting | casework | list view_released contribute | plain health third_party

= family_help_worker
allocated_worker | casework | count list search view_summary view_record view_audit write_casework record_contact export print | all but adoption_link supervision_note
co_worker | casework | count list search view_summary view_record write_casework record_contact export print | all but adoption_link supervision_note
duty_worker_now | duty safeguarding_check | count list search view_summary view_record write_casework record_contact print | all but adoption_link supervision_note
open_task | casework | list view_summary do_task | plain health
invited_to_meeting | casework | list view_released contribute | plain health third_party

= personal_adviser
allocated_worker | casework | count list search view_summary view_record view_audit write_casework record_contact export print | all but adoption_link supervision_note
co_worker | casework | count list search view_summary view_record write_casework record_contact export print | all but adoption_link supervision_note
open_task | casework | list view_summary do_task | plain health
invited_to_meeting | casework | list view_released contribute | plain health third_party

= team_manager
manager_in_line | supervision | count list search view_summary view_record write_casework record_contact authorise allocate record_supervision restrict merge seal export print | all but adoption_link
duty_worker_now | duty | count list search view_summary view_record write_casework record_contact authorise print | all but adoption_link supervision_note
invited_to_meeting | casework | list view_released contribute | plain health third_party

= service_manager
manager_in_line | supervision | count list search view_summary view_record write_casework record_contact authorise allocate record_supervision restrict merge seal export print | all but adoption_link
duty_worker_now | duty | count list search view_summary view_record write_casework record_contact authorise print | all but adoption_link supervision_note
invited_to_meeting | casework | list view_released contribute | plain health third_party

= director
manager_in_line | supervision | count list search view_summary view_record authorise restrict print | all but adoption_link
whole_service | statutory_return | count | plain health criminal placement_secret

= front_door_worker
front_door_contact | duty | count list search view_summary view_record record_contact print | all but adoption_link supervision_note
duty_worker_now | safeguarding_check | search view_summary record_contact | plain health criminal third_party
open_task | casework | list view_summary do_task | plain health

= front_door_manager
front_door_contact | duty | count list search view_summary view_record record_contact authorise allocate restrict merge print | all but adoption_link supervision_note
duty_worker_now | safeguarding_check | search view_summary record_contact | plain health criminal third_party

= reviewing_officer
chair_or_reviewer | review | count list search view_summary view_record view_audit review judge_break_glass print | all but adoption_link supervision_note referrer_identity

= conference_chair
chair_or_reviewer | review | count list search view_summary view_record view_audit review judge_break_glass print | all but adoption_link supervision_note referrer_identity

= designated_officer
allegation | safeguarding_check | list view_summary view_record record_allegation restrict print | all but adoption_link supervision_note
allegation_linked_child | safeguarding_check | list view_summary | plain
invited_to_meeting | casework | list view_released contribute | plain health third_party

= family_finder
allocated_worker | casework | count list search view_summary view_record view_audit write_adoption_or_carer print | plain health criminal placement_secret third_party
supervising_social_worker | casework | count list search view_summary write_adoption_or_carer | plain health placement_secret
family_finding | casework | count list search view_summary view_record write_adoption_or_carer print | plain health criminal placement_secret third_party
open_task | casework | list view_summary do_task | plain health
invited_to_meeting | casework | list view_released contribute | plain health third_party

= emergency_duty
duty_worker_now | duty | list search view_summary record_contact | plain health criminal third_party

= business_support
open_task | casework | list view_summary do_task | plain
posting_task | casework | list view_summary do_task print | plain protected_address

= finance
placement_finance | finance | list view_payments pay | plain placement_secret

= analyst
whole_service | statutory_return | count | plain health criminal placement_secret

= legal
proceedings | court | count list view_summary view_record advise_legally export print | plain health criminal court_restricted third_party placement_secret
invited_to_meeting | casework | list view_released contribute | plain health third_party

= auditor
audit_sample | quality_audit | list view_summary view_record record_audit | all but adoption_link

= partner
open_task | casework | list view_released contribute | plain health third_party
invited_to_meeting | casework | list view_released contribute | plain health third_party
open_share | casework | list view_released contribute | plain health third_party

= carer
carer | casework | list view_released contribute | plain health
invited_to_meeting | casework | list view_released contribute | plain health

= young_person
the_child | casework | list view_released contribute | plain health
invited_to_meeting | casework | list view_released contribute | plain health

= parent
parental_responsibility | casework | list view_released contribute | plain health
invited_to_meeting | casework | list view_released contribute | plain health

= inspector
inspection_sample | inspection | list view_summary view_record | all but adoption_link

= information_governance
access_request | access_request | list view_summary view_record redact export print | all but adoption_link
whole_service | access_request quality_audit | search view_audit judge_break_glass dispose | plain

= administrator
";

/// What may be done without any person in view: act | purpose | roles.
const SERVICE: &str = "
list | casework | social_worker family_help_worker personal_adviser family_finder designated_officer business_support partner carer young_person parent
list | supervision | team_manager service_manager director
list | duty | front_door_worker front_door_manager emergency_duty
list | review | conference_chair reviewing_officer
list | court | legal
list | finance | finance
list | quality_audit | auditor
list | inspection | inspector
list | access_request | information_governance
search | casework | social_worker family_help_worker personal_adviser family_finder
search | supervision | team_manager service_manager director
search | duty | front_door_worker front_door_manager emergency_duty
search | review | conference_chair reviewing_officer
search | access_request | information_governance
record_contact | duty | front_door_worker front_door_manager emergency_duty
view_audit | quality_audit | information_governance
view_figures | supervision | team_manager service_manager director
view_figures | duty | front_door_manager
view_figures | review | conference_chair reviewing_officer
view_figures | statutory_return | analyst
view_figures | quality_audit | auditor
make_return | statutory_return | analyst
configure | technical_support | administrator
view_system_health | technical_support | administrator
manage_accounts | technical_support | administrator
";

const PARTNER_OR_PORTAL: &str = "partner carer young_person parent";
const PORTAL: &str = "carer young_person parent";
const FRESH: &str = "export make_return break_glass seal open_seal manage_accounts dispose";
/// Staff whose work is with children and who may meet one in danger.
const MAY_BREAK_GLASS: &str = "front_door_worker front_door_manager emergency_duty social_worker family_help_worker \
    team_manager service_manager director conference_chair reviewing_officer personal_adviser family_finder designated_officer";
const SAFEGUARDING: &str = "plain health criminal third_party";
const HOUR: i64 = 3_600_000_000;

/// What the model says: the number of the rule in the order of section 2, and what it lets be seen.
#[derive(Debug, PartialEq, Eq)]
pub enum Says {
    /// Allowed by this step: classes, relation, purpose.
    Yes(u8, BTreeSet<Class>, Option<&'static str>, &'static str),
    /// Denied by this step.
    No(u8),
}

struct Line {
    purposes: Vec<&'static str>,
    acts: Vec<&'static str>,
    classes: BTreeSet<Class>,
}

static TABLE: LazyLock<BTreeMap<(&'static str, &'static str), Line>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    let mut role = "";
    for line in ROLES.lines().filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("= ") {
            role = name;
            continue;
        }
        let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
        let [relation, purposes, acts, classes] = cells.as_slice() else {
            panic!("unreadable: {line}")
        };
        let words = |cell: &'static str| cell.split_whitespace().collect();
        let read = Line {
            purposes: words(purposes),
            acts: words(acts),
            classes: classes_of(classes),
        };
        assert!(
            table.insert((role, *relation), read).is_none(),
            "twice: {role} {relation}"
        );
    }
    table
});

/// What the rules say to this question.
pub fn says(asking: &Asking) -> Says {
    let who = asking.principal;
    let act = asking.act.code();
    let now = asking.now.micros();

    // 1. Account not active, on leave, or session not fresh enough for the act: deny.
    if who.account != AccountState::Active {
        return Says::No(1);
    }
    let fresh = who.session_fresh_until.is_some_and(|until| now < until.micros());
    if word_in(FRESH, act) && !fresh {
        return Says::No(1);
    }
    let Some(record) = asking.record else {
        return service(who.role, act, asking);
    };

    // 2. The record is about them or someone they declared.
    let own = who.own_person == Some(record.person) || who.declared.contains(&record.person);
    if own && !word_in(PORTAL, who.role.code()) {
        return Says::No(2);
    }

    // 3. Sealed adoption link: only the adoption archive, two people, stated ground.
    if let Some(seal) = &record.seal {
        let archive = who.grants.contains(&Grant::AdoptionArchive);
        let outside = word_in(PARTNER_OR_PORTAL, who.role.code()) || who.role == Role::Inspector;
        if !archive || outside || who.role == Role::Administrator {
            return Says::No(3);
        }
        if act == "open_seal" {
            return Says::Yes(3, BTreeSet::new(), None, "access_request");
        }
        let opened = seal.opening.as_ref().is_some_and(|opening| {
            opening.asked_by != opening.agreed_by
                && [opening.asked_by, opening.agreed_by].contains(&who.worker)
                && (opening.from.micros()..opening.to.micros()).contains(&now)
        });
        if opened && (act == "view_summary" || act == "view_record") {
            return Says::Yes(3, classes_of("all"), None, "access_request");
        }
        return Says::No(3);
    }

    let glass = open_relations(asking).contains("break_glass");
    // 4. Restricted and not named.
    let named = record.restricted.iter().flatten().any(|worker| *worker == who.worker);
    if (record.restricted.is_some() || record.about_staff) && !named {
        if who.role == Role::EmergencyDuty && act == "break_glass" {
            return Says::Yes(4, BTreeSet::new(), None, "safeguarding_check");
        }
        if who.role == Role::EmergencyDuty && glass && act == "view_summary" {
            return Says::Yes(4, classes_of(SAFEGUARDING), Some("break_glass"), "safeguarding_check");
        }
        return Says::No(4);
    }
    relation_or_glass(asking, act, glass)
}

/// Steps 5 to 7.
fn relation_or_glass(asking: &Asking, act: &str, glass: bool) -> Says {
    let role = asking.principal.role.code();
    let mut seen = BTreeSet::new();
    let mut first = None;
    let held = open_relations(asking);
    for relation in Relation::ALL
        .iter()
        .map(|relation| relation.code())
        .filter(|relation| held.contains(relation))
    {
        let Some(line) = TABLE.get(&(role, relation)) else {
            continue;
        };
        let purpose = match asking.purpose {
            Some(purpose) => purpose.code(),
            None if line.purposes.len() == 1 => line.purposes[0],
            None => continue,
        };
        if line.acts.contains(&act) && line.purposes.contains(&purpose) {
            seen.extend(line.classes.iter().copied());
            first = first.or(Some((relation, purpose)));
        }
    }
    let by_glass = glass && word_in(MAY_BREAK_GLASS, role) && (act == "view_summary" || act == "view_record");
    if by_glass {
        seen.extend(classes_of(SAFEGUARDING));
    }
    if act == "search" {
        // A search shows who the person is, and no more; least of all by a protected address.
        seen.retain(|class| *class == Class::Plain);
    }
    if let Some((relation, purpose)) = first {
        return Says::Yes(5, seen, Some(relation), purpose);
    }
    if by_glass {
        return Says::Yes(6, seen, Some("break_glass"), "safeguarding_check");
    }
    if act == "break_glass" && word_in(MAY_BREAK_GLASS, role) {
        return Says::Yes(6, BTreeSet::new(), None, "safeguarding_check");
    }
    Says::No(7)
}

fn service(role: Role, act: &str, asking: &Asking) -> Says {
    for line in SERVICE.lines().filter(|line| !line.is_empty()) {
        let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
        let for_this = asking.purpose.is_none_or(|purpose| purpose.code() == cells[1]);
        if cells[0] == act && word_in(cells[2], role.code()) && for_this {
            return Says::Yes(5, BTreeSet::new(), None, cells[1]);
        }
    }
    Says::No(7)
}

/// The relations that hold now. Break-glass: 60 minutes at most; a sample of an inspection: on its dates only.
fn open_relations(asking: &Asking) -> BTreeSet<&'static str> {
    let now = asking.now.micros();
    let holds = |held: &&access::Held| {
        let start = held.from.micros();
        let mut end = held.to.map_or(i64::MAX, |to| to.micros());
        if held.relation.code() == "break_glass" {
            end = end.min(start + HOUR);
        }
        if held.relation.code() == "inspection_sample" && held.to.is_none() {
            end = i64::MIN;
        }
        start <= now && now < end
    };
    asking
        .relations
        .iter()
        .filter(holds)
        .map(|held| held.relation.code())
        .collect()
}

fn classes_of(cell: &str) -> BTreeSet<Class> {
    let code = |class: &Class| format!("{class:?}").chars().fold(String::new(), snake);
    let all = || Class::ALL.iter().copied();
    for word in cell.split_whitespace().filter(|word| !["all", "but"].contains(word)) {
        assert!(all().any(|class| code(&class) == word), "no class {word}");
    }
    match cell.strip_prefix("all") {
        Some(but) => all().filter(|class| !word_in(but, &code(class))).collect(),
        None => all().filter(|class| word_in(cell, &code(class))).collect(),
    }
}

fn snake(mut so_far: String, letter: char) -> String {
    if letter.is_uppercase() && !so_far.is_empty() {
        so_far.push('_');
    }
    so_far.extend(letter.to_lowercase());
    so_far
}

fn word_in(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|one| one == word)
}

#[test]
fn the_models_words_are_those_of_the_question() {
    let known = |word: &str| {
        access::Act::ALL.iter().any(|act| act.code() == word)
            || access::Purpose::ALL.iter().any(|purpose| purpose.code() == word)
    };
    for ((role, relation), line) in TABLE.iter() {
        assert!(Role::read(role).is_ok(), "{role}");
        assert!(Relation::ALL.iter().any(|one| one.code() == *relation), "{relation}");
        for word in line.purposes.iter().chain(&line.acts) {
            assert!(known(word), "{word}");
        }
    }
    for word in [PARTNER_OR_PORTAL, MAY_BREAK_GLASS]
        .iter()
        .flat_map(|words| words.split_whitespace())
    {
        assert!(Role::read(word).is_ok(), "{word}");
    }
    assert!(FRESH.split_whitespace().all(known));
}
