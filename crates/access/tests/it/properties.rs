//! What must hold of every decision, whatever the table says.

use crate::world::{Question, opening, person, questions};
use access::{AccountState, Act, ClassSet, Decision, Door, Grant, Held, Relation, Seal, door, rules};
use proptest::prelude::*;
use record::Class;

fn cases() -> ProptestConfig {
    let cases = if cfg!(debug_assertions) { 10_000 } else { 100_000 };
    // Some properties hold of rare questions only; the others are passed over.
    ProptestConfig {
        cases,
        failure_persistence: None,
        max_global_rejects: cases * 50,
        ..ProptestConfig::default()
    }
}

/// Does the second decision allow nothing that the first does not?
fn no_wider(narrow: &Decision, wide: &Decision) -> bool {
    !narrow.is_allowed() || (wide.is_allowed() && wide.classes().covers(narrow.classes()))
}

fn every_relation() -> Vec<Held> {
    let from = crate::world::later(-60);
    Relation::ALL
        .iter()
        .map(|relation| Held {
            relation: *relation,
            from,
            to: Some(crate::world::later(60)),
        })
        .collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn losing_a_relation_never_adds_a_right(question in questions(), lost in any::<prop::sample::Index>()) {
        prop_assume!(!question.relations.is_empty());
        let mut without = question.clone();
        without.relations.remove(lost.index(question.relations.len()));
        prop_assert!(no_wider(&without.decide(), &question.decide()));
    }

    #[test]
    fn a_relation_that_ended_or_has_not_begun_is_as_good_as_none(question in questions()) {
        let mut without = question.clone();
        without.relations.retain(|held| held.is_open(crate::world::now()));
        prop_assert_eq!(without.decide(), question.decide());
    }

    #[test]
    fn a_denial_of_steps_one_to_four_stands_against_every_relation_and_purpose(mut question in questions()) {
        let denied = question.decide();
        let is_early = denied.rule().rule().is_some_and(|rule| rule.step <= 4);
        prop_assume!(!denied.is_allowed() && is_early);
        let is_emergency = question.principal.role == record::Role::EmergencyDuty;
        question.relations = every_relation();
        if is_emergency {
            question.relations.retain(|held| held.relation != Relation::BreakGlass);
        }
        prop_assert_eq!(question.decide(), denied);
    }

    #[test]
    fn sealing_lets_nobody_see_more_but_two_of_the_archive(question in questions(), opened in any::<bool>()) {
        let mut sealed = question.clone();
        prop_assume!(question.record.is_some());
        if let Some(record) = &mut sealed.record {
            record.seal = Some(if opened { opening(0, 1, -60, 60) } else { Seal::default() });
        }
        let decision = sealed.decide();
        if sealed.principal.grants.contains(&Grant::AdoptionArchive) {
            let by_the_archive = [rules::SEAL_OPENED, rules::SEAL_MAY_BE_OPENED].contains(&decision.rule());
            prop_assert_eq!(decision.is_allowed(), by_the_archive);
            prop_assert!(opened || decision.classes().is_empty());
        } else {
            prop_assert!(!decision.is_allowed());
        }
    }

    #[test]
    fn restricting_lets_nobody_see_more(question in questions()) {
        let mut unrestricted = question.clone();
        if let Some(record) = &mut unrestricted.record {
            record.restricted = None;
            record.about_staff = false;
        }
        prop_assert!(no_wider(&question.decide(), &unrestricted.decide()));
    }

    #[test]
    fn declaring_somebody_lets_nobody_see_more(question in questions()) {
        let mut declared = question.clone();
        declared.principal.declared.push(person(0));
        prop_assert!(no_wider(&declared.decide(), &question.decide()));
        if question.record.is_some() && door(question.principal.role) != Door::Portal {
            prop_assert!(!declared.decide().is_allowed());
        }
    }

    #[test]
    fn without_a_relation_nothing_is_written(mut question in questions()) {
        prop_assume!(question.record.is_some());
        question.relations.clear();
        prop_assert!(!(question.act.writes() && question.decide().is_allowed()));
    }

    #[test]
    fn without_relation_or_seal_no_class_is_shown(mut question in questions()) {
        prop_assume!(question.record.as_ref().is_none_or(|record| record.seal.is_none()));
        question.relations.clear();
        prop_assert_eq!(question.decide().classes(), ClassSet::EMPTY);
    }

    #[test]
    fn the_adoption_link_is_shown_by_an_opened_seal_alone(question in questions()) {
        let decision = question.decide();
        prop_assert!(!decision.shows(Class::AdoptionLink) || decision.rule() == rules::SEAL_OPENED);
    }

    #[test]
    fn break_glass_alone_reads_and_does_nothing_else(mut question in questions()) {
        prop_assume!(question.record.as_ref().is_some_and(|record| record.seal.is_none()));
        question.relations.clear();
        let question = question.holding(Relation::BreakGlass);
        let decision = question.decide();
        prop_assert!(!decision.is_allowed() || [Act::ViewSummary, Act::ViewRecord, Act::BreakGlass].contains(&question.act));
        for class in [Class::ProtectedAddress, Class::PlacementSecret, Class::ReferrerIdentity, Class::SupervisionNote] {
            prop_assert!(!decision.shows(class));
        }
    }

    #[test]
    fn an_account_that_is_not_active_does_nothing(mut question in questions(), state in prop::sample::select(AccountState::ALL)) {
        prop_assume!(state != AccountState::Active);
        question.principal.account = state;
        question.relations = every_relation();
        prop_assert_eq!(question.decide(), Decision::Deny { rule: rules::ACCOUNT });
    }

    #[test]
    fn what_needs_a_fresh_sign_in_is_refused_without_one(mut question in questions()) {
        question.principal.session_fresh_until = None;
        prop_assert!(!(question.act.needs_fresh_sign_in() && question.decide().is_allowed()));
    }

    #[test]
    fn saying_a_purpose_never_adds_a_class_that_the_relations_do_not_have(question in questions()) {
        let rows = question.relations.iter().filter_map(|held| access::row(question.principal.role, held.relation));
        let most = rows.fold(access::roles::SAFEGUARDING, |classes, row| classes.or(row.classes));
        prop_assume!(question.record.as_ref().is_none_or(|record| record.seal.is_none()));
        prop_assert!(most.covers(question.decide().classes()));
    }
}

#[test]
fn a_role_and_relation_have_one_row_and_every_row_is_reached() {
    for row in access::ROWS {
        assert!(!row.purposes.is_empty() && !row.classes.is_empty(), "{}", row.id);
        assert!(!row.classes.has(Class::AdoptionLink), "{} shows adoption links", row.id);
        for role in row.roles {
            let others = access::ROWS
                .iter()
                .filter(|other| other.relation == row.relation && other.roles.contains(role));
            assert_eq!(others.count(), 1, "{} for {role:?}", row.id);
            let question = Question::new(*role, row.acts.iter().next().unwrap()).holding(row.relation);
            let question = Question {
                purpose: row.purposes.first().copied(),
                ..question
            };
            assert_eq!(question.decide().rule(), row.id);
        }
    }
    for row in access::SERVICE_ROWS {
        for role in row.roles {
            for act in row.acts.iter() {
                assert!(act.about_service(), "{} {act:?}", row.id);
                let same = access::SERVICE_ROWS
                    .iter()
                    .filter(|other| other.roles.contains(role) && other.acts.has(act));
                assert_eq!(same.count(), 1, "{} {role:?} {act:?}", row.id);
            }
        }
    }
}

#[test]
fn every_act_can_be_done_by_somebody() {
    for act in Act::ALL {
        let by_relation = access::ROWS.iter().any(|row| row.acts.has(*act));
        let by_post = access::SERVICE_ROWS.iter().any(|row| row.acts.has(*act));
        let by_state = [Act::BreakGlass, Act::OpenSeal].contains(act);
        assert!(by_relation || by_post || by_state, "nobody may {act:?}");
        assert!(
            !by_relation || act.about_person(),
            "{act:?} stands in a row and is not about a person"
        );
    }
}
