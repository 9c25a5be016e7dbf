//! The rules by name, so that an audit row can say which one answered and a reference page can list them all.

use crate::roles::ROWS;
use crate::service_roles::SERVICE_ROWS;
use serde::{Serialize, Serializer};
use std::fmt;

/// The name of a rule, as it stands in an audit row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(&'static str);

impl RuleId {
    pub(crate) const fn of(id: &'static str) -> RuleId {
        RuleId(id)
    }

    /// The name.
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// The rule of this name.
    pub fn rule(self) -> Option<Rule> {
        rules().into_iter().find(|rule| rule.id == self)
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl fmt::Debug for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for RuleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

/// A rule, for the reference page and for whoever reads an audit row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub id: RuleId,
    /// Its place in the order of deciding, 1 to 7; the first that matches answers.
    pub step: u8,
    /// Does it allow or deny?
    pub allows: bool,
    /// Is the manager of whoever was denied told of it?
    pub tells_manager: bool,
    /// What it says.
    pub words: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// Step 1: the account is not active.
pub const ACCOUNT: RuleId = RuleId("account");
/// Step 1: the act wants a fresh sign-in.
pub const FRESH_SIGN_IN: RuleId = RuleId("fresh_sign_in");
/// Step 2: the record is the principal's own, or about someone they declared.
pub const OWN_OR_DECLARED: RuleId = RuleId("own_or_declared");
/// Step 3: the record is sealed.
pub const SEALED: RuleId = RuleId("sealed");
/// Step 3: the archive may ask for, or agree to, the opening of a seal.
pub const SEAL_MAY_BE_OPENED: RuleId = RuleId("seal_may_be_opened");
/// Step 3: two people of the archive opened the seal.
pub const SEAL_OPENED: RuleId = RuleId("seal_opened");
/// Step 4: the record is restricted.
pub const RESTRICTED: RuleId = RuleId("restricted");
/// Step 4: emergency duty may open a restricted record by break-glass.
pub const RESTRICTED_EMERGENCY_MAY_OPEN: RuleId = RuleId("restricted.emergency_may_open");
/// Step 4: emergency duty opened a restricted record by break-glass.
pub const RESTRICTED_EMERGENCY: RuleId = RuleId("restricted.emergency");
/// Step 6: break-glass is open for this child.
pub const BREAK_GLASS: RuleId = RuleId("break_glass");
/// Step 6: the child may be opened by break-glass.
pub const BREAK_GLASS_MAY_OPEN: RuleId = RuleId("break_glass.may_open");
/// Step 7: a relation would allow it, once its purpose is said.
pub const PURPOSE_NOT_SAID: RuleId = RuleId("purpose_not_said");
/// Step 7: nothing allows it.
pub const NO_RELATION: RuleId = RuleId("no_relation");

const ORDER: &str = "security rules, section 2, order of deciding";

const fn deny(id: RuleId, step: u8, words: &'static str, source: &'static str) -> Rule {
    Rule {
        id,
        step,
        allows: false,
        tells_manager: false,
        words,
        source,
    }
}

const fn allow(id: RuleId, step: u8, words: &'static str, source: &'static str) -> Rule {
    Rule {
        id,
        step,
        allows: true,
        tells_manager: false,
        words,
        source,
    }
}

const BEFORE_RELATIONS: &[Rule] = &[
    deny(
        ACCOUNT,
        1,
        "The account is on leave, left, dormant or suspended: nothing is allowed.",
        ORDER,
    ),
    deny(
        FRESH_SIGN_IN,
        1,
        "Export, a return, break-glass, sealing, grants and disposal want a sign-in that is still fresh.",
        "security rules, sections 2 and 5",
    ),
    Rule {
        tells_manager: true,
        ..deny(
            OWN_OR_DECLARED,
            2,
            "A staff or partner account never opens a record about its holder or someone they declared. Their manager is \
             told. Break-glass does not lift this.",
            ORDER,
        )
    },
    allow(
        SEAL_MAY_BE_OPENED,
        3,
        "The adoption archive may ask for, or agree to, the opening of a seal.",
        "security rules, sections 2 and 3",
    ),
    allow(
        SEAL_OPENED,
        3,
        "Two different people of the adoption archive opened the seal on a stated legal ground: these two read, while it \
         is open.",
        "security rules, sections 2 and 3",
    ),
    deny(SEALED, 3, "The record stands behind an adoption seal.", ORDER),
    allow(
        RESTRICTED_EMERGENCY_MAY_OPEN,
        4,
        "Emergency duty may open a restricted record by break-glass.",
        ORDER,
    ),
    allow(
        RESTRICTED_EMERGENCY,
        4,
        "Emergency duty opened a restricted record by break-glass: its safety summary and no more.",
        ORDER,
    ),
    deny(
        RESTRICTED,
        4,
        "The record is restricted, or about staff or their family, and does not name the reader: it is in no list, count \
         or suggestion.",
        "security rules, sections 2 and 3",
    ),
];

const AFTER_RELATIONS: &[Rule] = &[
    allow(
        BREAK_GLASS,
        6,
        "Break-glass is open for this one child: the safeguarding classes are read, for at most 60 minutes, and nothing \
         is exported.",
        "security rules, sections 2 and 4",
    ),
    allow(
        BREAK_GLASS_MAY_OPEN,
        6,
        "Staff who work with children may open one child in danger by break-glass; it is recorded, told and judged.",
        "security rules, section 4",
    ),
    deny(
        PURPOSE_NOT_SAID,
        7,
        "The relation leaves two purposes open and none of them was said: ask, and decide again.",
        "security rules, section 2, purposes",
    ),
    deny(
        NO_RELATION,
        7,
        "No relation allows it. To the outside: not found.",
        ORDER,
    ),
];

/// Every rule, in the order in which they are tried.
pub fn rules() -> Vec<Rule> {
    let rows = ROWS.iter().map(|row| allow(row.id, 5, row.words, row.source));
    let service = SERVICE_ROWS.iter().map(|row| allow(row.id, 5, row.words, row.source));
    BEFORE_RELATIONS
        .iter()
        .copied()
        .chain(rows)
        .chain(service)
        .chain(AFTER_RELATIONS.iter().copied())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_rule_has_its_own_name_and_says_something() {
        let all = rules();
        let names: BTreeSet<&str> = all.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(names.len(), all.len(), "a name stands twice");
        for rule in &all {
            assert!(
                rule.words.ends_with('.') && rule.source.starts_with("security rules"),
                "{rule:?}"
            );
            assert_eq!(rule.id.rule().as_ref(), Some(rule));
        }
        assert!(all.is_sorted_by_key(|rule| rule.step), "the steps stand out of order");
    }
}
