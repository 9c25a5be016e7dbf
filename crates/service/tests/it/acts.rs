//! Whoever is offered a form may also record it: the roles of a form and the acts of the role table fit.

use access::{ROWS, SERVICE_ROWS};
use practice::Practice;
use service::acts::act_of;

/// How many forms are still offered to a role that is then told “not found”. It should be none: either the form lists a role too many, or
/// the role table lacks an act. `legal_planning_considered` is one: managers are told by a flag to record it, and only a chair can.
/// The number may only shrink.
const OFFERED_IN_VAIN: usize = 220;

#[test]
fn a_role_that_is_offered_a_form_may_do_its_act() {
    let practice = Practice::england().unwrap();
    let mut wrong = Vec::new();
    for form in &practice.forms {
        let act = act_of(form.kind);
        let shut_out = form.roles.iter().filter(|role| {
            let by_relation = ROWS.iter().any(|row| row.roles.contains(role) && row.acts.has(act));
            let by_service = SERVICE_ROWS
                .iter()
                .any(|row| row.roles.contains(role) && row.acts.has(act));
            !by_relation && !by_service
        });
        wrong.extend(shut_out.map(|role| format!("{} needs {act:?}: {role:?}", form.id)));
    }
    assert!(wrong.len() <= OFFERED_IN_VAIN, "{}:\n{}", wrong.len(), wrong.join("\n"));
}
