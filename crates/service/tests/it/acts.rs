//! Whoever is offered a form may also record it: the roles of a form and the acts of the role table fit.

use access::{ROWS, SERVICE_ROWS};
use practice::Practice;
use service::acts::act_of;

/// How many forms are still offered to a role that is then told “not found”. It should be none: either the form lists a role too many, or
/// the role table lacks an act. The pages offer
/// only what the role table allows, so that nobody meets it; the number may only shrink.
const OFFERED_IN_VAIN: usize = 220;

#[test]
fn a_role_that_is_offered_a_form_may_do_its_act() {
    let practice = Practice::england().unwrap();
    let mut wrong = Vec::new();
    for form in &practice.forms {
        let shut_out = form.roles.iter().filter(|role| {
            let act = act_of(form.kind, **role);
            let by_relation = ROWS.iter().any(|row| row.roles.contains(role) && row.acts.has(act));
            let by_service = SERVICE_ROWS
                .iter()
                .any(|row| row.roles.contains(role) && row.acts.has(act));
            !by_relation && !by_service
        });
        wrong.extend(shut_out.map(|role| format!("{} needs {:?}: {role:?}", form.id, act_of(form.kind, *role))));
    }
    assert!(wrong.len() <= OFFERED_IN_VAIN, "{}:\n{}", wrong.len(), wrong.join("\n"));
}
