//! What a row of the role table is, and how one is found.

use crate::act::{Act, ActSet};
use crate::class_set::ClassSet;
use crate::purpose::Purpose;
use crate::relation::Relation;
use crate::roles::{BREAK_GLASS_ROLES, ROWS};
use crate::rules::RuleId;
use crate::service_roles::SERVICE_ROWS;
use record::Role;

/// One row of the role table.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its name in an audit row.
    pub id: RuleId,
    /// The roles it holds for.
    pub roles: &'static [Role],
    /// The relation it wants.
    pub relation: Relation,
    /// The purposes the relation leaves open to these roles; where there are several, the person says which.
    pub purposes: &'static [Purpose],
    /// What may be done.
    pub acts: ActSet,
    /// What may be seen or written.
    pub classes: ClassSet,
    /// The rule in words.
    pub words: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// One row of what may be done without a person in view.
#[derive(Clone, Copy, Debug)]
pub struct ServiceRow {
    /// Its name in an audit row.
    pub id: RuleId,
    /// The roles it holds for.
    pub roles: &'static [Role],
    /// The purpose their post gives them.
    pub purpose: Purpose,
    /// What may be done.
    pub acts: ActSet,
    /// The rule in words.
    pub words: &'static str,
    /// Where it comes from.
    pub source: &'static str,
}

/// The row for a role and a relation; there is at most one.
pub fn row(role: Role, relation: Relation) -> Option<&'static Row> {
    ROWS.iter()
        .find(|row| row.relation == relation && row.roles.contains(&role))
}

/// May the role open a child by break-glass? Staff whose work is with children and who may meet one in danger.
pub fn may_break_glass(role: Role) -> bool {
    BREAK_GLASS_ROLES.contains(&role)
}

/// What a role may do without a person in view.
pub fn service_row(role: Role, act: Act) -> Option<&'static ServiceRow> {
    SERVICE_ROWS
        .iter()
        .find(|row| row.roles.contains(&role) && row.acts.has(act))
}

/// The purposes that a relation leaves open to a role: none where the role cannot use it, one where the relation says it, two
/// where the person must be asked.
pub fn purposes_open(relation: Relation, role: Role) -> &'static [Purpose] {
    row(role, relation).map_or(&[], |row| row.purposes)
}
