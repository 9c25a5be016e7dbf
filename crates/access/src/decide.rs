//! The decision. In this order, and the first that matches answers:
//!
//! 1. the account is not active, or the act wants a fresher sign-in: deny;
//! 2. a staff or partner account, and the record is its holder's own or of someone they declared: deny;
//! 3. an adoption seal: two people of the archive on a legal ground, else deny;
//! 4. restricted and not named: deny, save the safety summary for emergency duty's break-glass;
//! 5. a relation that the role may use for this purpose: allow;
//! 6. break-glass open for this child: allow the safeguarding classes to be read;
//! 7. otherwise deny.
//!
//! Where several relations allow an act, the answer names the first in the order of [`Relation::ALL`] and shows the classes of
//! all of them, so that losing a relation can never show more. Break-glass that is open beside a relation adds its classes, and is
//! then what the answer names: whoever judges it must find every look that it made.

use crate::act::Act;
use crate::class_set::ClassSet;
use crate::principal::{AccountState, Door, Grant, Principal};
use crate::purpose::Purpose;
use crate::record_state::{RecordState, Seal};
use crate::relation::{Held, Relation};
use crate::roles::{SAFEGUARDING, SEARCH_RESULT};
use crate::row::{may_break_glass, row, service_row};
use crate::rules::{self, RuleId};
use record::{Class, Instant, Role};
use serde::Serialize;

/// One question: may this principal do this, now?
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Who asks.
    pub principal: &'a Principal,
    /// The record it is about; `None` for the service as a whole.
    pub record: Option<&'a RecordState>,
    /// What ties the principal to this person, read fresh; those that have ended or not begun are passed over.
    pub relations: &'a [Held],
    /// What they ask to do.
    pub act: Act,
    /// What for, where the person was asked; otherwise the relation says it.
    pub purpose: Option<Purpose>,
    /// The instant of the request.
    pub now: Instant,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "decision")]
pub enum Decision {
    /// It may be done, and no more than these classes shown or written.
    Allow {
        /// The field classes.
        classes: ClassSet,
        /// The rule that allows it, for the audit row.
        rule: RuleId,
        /// The relation used, where one was.
        relation: Option<Relation>,
        /// The purpose it is done for.
        purpose: Purpose,
    },
    /// It may not be done. To the outside this is "not found", whatever the rule.
    Deny {
        /// The rule that denies it, for the audit row.
        rule: RuleId,
    },
}

impl Decision {
    /// May it be done at all?
    pub const fn is_allowed(&self) -> bool {
        matches!(self, Decision::Allow { .. })
    }

    /// May a field of this class be shown or written?
    pub fn shows(&self, class: Class) -> bool {
        self.classes().has(class)
    }

    /// The classes that may be shown or written; none when denied.
    pub const fn classes(&self) -> ClassSet {
        match self {
            Decision::Allow { classes, .. } => *classes,
            Decision::Deny { .. } => ClassSet::EMPTY,
        }
    }

    /// The rule that answered.
    pub const fn rule(&self) -> RuleId {
        match self {
            Decision::Allow { rule, .. } | Decision::Deny { rule } => *rule,
        }
    }
}

/// May this principal do this, now? The only function that decides access.
pub fn decide(asking: &Asking) -> Decision {
    if let Some(rule) = account_denies(asking) {
        return Decision::Deny { rule };
    }
    let Some(record) = asking.record else {
        return decide_service(asking);
    };
    if is_own_or_declared(asking.principal, record) {
        return Decision::Deny {
            rule: rules::OWN_OR_DECLARED,
        };
    }
    if let Some(seal) = &record.seal {
        return decide_sealed(asking, seal);
    }
    if record.is_restricted() && !record.names(asking.principal.worker) {
        return decide_restricted(asking);
    }
    by_relation(asking)
}

fn account_denies(asking: &Asking) -> Option<RuleId> {
    let principal = asking.principal;
    if principal.account != AccountState::Active {
        return Some(rules::ACCOUNT);
    }
    let is_fresh = principal.session_fresh_until.is_some_and(|until| asking.now < until);
    (asking.act.needs_fresh_sign_in() && !is_fresh).then_some(rules::FRESH_SIGN_IN)
}

fn decide_service(asking: &Asking) -> Decision {
    match service_row(asking.principal.role, asking.act) {
        Some(row) if asking.purpose.is_none_or(|purpose| purpose == row.purpose) => Decision::Allow {
            classes: ClassSet::EMPTY,
            rule: row.id,
            relation: None,
            purpose: row.purpose,
        },
        _ => Decision::Deny {
            rule: rules::NO_RELATION,
        },
    }
}

/// A portal account sees what was released to it, its own record above all: this door is not shut to it.
fn is_own_or_declared(principal: &Principal, record: &RecordState) -> bool {
    principal.door() != Door::Portal
        && (principal.own_person == Some(record.person) || principal.declared.contains(&record.person))
}

fn decide_sealed(asking: &Asking, seal: &Seal) -> Decision {
    let principal = asking.principal;
    let sees_no_names_or_no_seal = matches!(principal.role, Role::Inspector | Role::Administrator | Role::Analyst);
    let may_hold_the_grant = principal.door() == Door::Staff && !sees_no_names_or_no_seal;
    if !(may_hold_the_grant && principal.has(Grant::AdoptionArchive)) {
        return Decision::Deny { rule: rules::SEALED };
    }
    let is_open = || {
        seal.opening
            .as_ref()
            .is_some_and(|opening| opening.lets_in(principal.worker, asking.now))
    };
    let allow = |rule, classes| Decision::Allow {
        classes,
        rule,
        relation: None,
        purpose: Purpose::AccessRequest,
    };
    match asking.act {
        Act::OpenSeal => allow(rules::SEAL_MAY_BE_OPENED, ClassSet::EMPTY),
        Act::ViewSummary | Act::ViewRecord if is_open() => allow(rules::SEAL_OPENED, ClassSet::of(Class::ALL)),
        _ => Decision::Deny { rule: rules::SEALED },
    }
}

fn decide_restricted(asking: &Asking) -> Decision {
    let allow = |rule, classes, relation| Decision::Allow {
        classes,
        rule,
        relation,
        purpose: Purpose::SafeguardingCheck,
    };
    match asking.act {
        _ if asking.principal.role != Role::EmergencyDuty => Decision::Deny {
            rule: rules::RESTRICTED,
        },
        Act::BreakGlass => allow(rules::RESTRICTED_EMERGENCY_MAY_OPEN, ClassSet::EMPTY, None),
        Act::ViewSummary if holds(asking, Relation::BreakGlass) => {
            allow(rules::RESTRICTED_EMERGENCY, SAFEGUARDING, Some(Relation::BreakGlass))
        }
        _ => Decision::Deny {
            rule: rules::RESTRICTED,
        },
    }
}

/// Steps 5 to 7.
fn by_relation(asking: &Asking) -> Decision {
    let role = asking.principal.role;
    let mut first: Option<(Relation, RuleId, Purpose)> = None;
    let mut classes = ClassSet::EMPTY;
    let mut is_purpose_missing = false;
    for held in asking.relations.iter().filter(|held| held.is_open(asking.now)) {
        let Some(row) = row(role, held.relation).filter(|row| row.acts.has(asking.act)) else {
            continue;
        };
        let purpose = match (asking.purpose, row.purposes) {
            (Some(said), open) if open.contains(&said) => said,
            (None, [only]) => *only,
            (None, _) => {
                is_purpose_missing = true;
                continue;
            }
            _ => continue,
        };
        classes = classes.or(row.classes);
        if first.is_none_or(|(relation, ..)| held.relation < relation) {
            first = Some((held.relation, row.id, purpose));
        }
    }
    let by_glass = break_glass(asking);
    let adds = by_glass.filter(|(_, _, shown)| first.is_none() || !classes.covers(*shown));
    classes = classes.or(adds.map_or(ClassSet::EMPTY, |(_, _, shown)| shown));
    if asking.act == Act::Search {
        classes = classes.and(SEARCH_RESULT);
    }
    match (adds, first) {
        (Some((rule, relation, _)), _) => Decision::Allow {
            classes,
            rule,
            relation,
            purpose: Purpose::SafeguardingCheck,
        },
        (None, Some((relation, rule, purpose))) => Decision::Allow {
            classes,
            rule,
            relation: Some(relation),
            purpose,
        },
        (None, None) if is_purpose_missing => Decision::Deny {
            rule: rules::PURPOSE_NOT_SAID,
        },
        (None, None) => Decision::Deny {
            rule: rules::NO_RELATION,
        },
    }
}

/// What step 6 allows: to read by an open break-glass, or to open one.
fn break_glass(asking: &Asking) -> Option<(RuleId, Option<Relation>, ClassSet)> {
    if !may_break_glass(asking.principal.role) {
        return None;
    }
    match asking.act {
        Act::BreakGlass => Some((rules::BREAK_GLASS_MAY_OPEN, None, ClassSet::EMPTY)),
        Act::ViewSummary | Act::ViewRecord if holds(asking, Relation::BreakGlass) => {
            Some((rules::BREAK_GLASS, Some(Relation::BreakGlass), SAFEGUARDING))
        }
        _ => None,
    }
}

fn holds(asking: &Asking, relation: Relation) -> bool {
    asking
        .relations
        .iter()
        .any(|held| held.relation == relation && held.is_open(asking.now))
}
