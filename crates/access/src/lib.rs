//! Who may see and do what: one pure function, [`decide()`], over who asks, what ties them to the person, the state of the
//! record, the act, the purpose and the instant. Nothing else in the system decides it. No input or output, no clock.
//!
//! The order of deciding stands in [`mod@decide`], the role table as data in [`roles`] and [`service_roles`]; a second model, written apart, stands in the
//! tests and is compared with it over every cell and many random cases.

pub mod act;
pub mod audit_event;
pub mod class_set;
pub mod decide;
pub mod matrix;
pub mod principal;
pub mod purpose;
pub mod record_state;
pub mod relation;
pub mod roles;
pub mod route;
pub mod row;
pub mod rules;
pub mod service_roles;
pub mod session;

pub use act::{Act, ActSet};
pub use audit_event::AuditEvent;
pub use class_set::{ClassSet, class_label};
pub use decide::{Asking, Decision, decide};
pub use matrix::matrix_markdown;
pub use principal::{AccountState, Door, Grant, Principal, door};
pub use purpose::Purpose;
pub use record_state::{LegalGround, RecordState, Seal, SealOpening};
pub use relation::{Held, Relation};
pub use roles::ROWS;
pub use row::{Row, ServiceRow, may_break_glass, purposes_open, row};
pub use rules::{Rule, RuleId, rules};
pub use service_roles::SERVICE_ROWS;
