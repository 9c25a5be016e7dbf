//! The program's decision against the second model: every cell of a small matrix, and many random questions.

use crate::model::{Says, says};
use crate::world::{Question, later, opening, person, questions, worker};
use access::{Act, Decision, Grant, Purpose, Relation, RuleId, Seal, rules};
use proptest::test_runner::{Config, RngAlgorithm, TestRunner};
use record::Role;
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

static STEPS: LazyLock<HashMap<RuleId, u8>> =
    LazyLock::new(|| rules().into_iter().map(|rule| (rule.id, rule.step)).collect());

/// How many random questions: a million in release and 200,000 in a debug build, or more where `ACCESS_DECISIONS` says so.
fn how_many() -> u32 {
    let usual = if cfg!(debug_assertions) { 200_000 } else { 1_000_000 };
    std::env::var("ACCESS_DECISIONS")
        .ok()
        .map_or(usual, |told| told.parse::<u32>().unwrap().max(usual))
}

#[test]
fn both_models_agree_on_random_questions() {
    let answers: RefCell<BTreeMap<RuleId, u32>> = RefCell::new(BTreeMap::new());
    // The cheap generator: in a debug build the usual one takes most of the time.
    let config = Config {
        cases: how_many(),
        failure_persistence: None,
        rng_algorithm: RngAlgorithm::XorShift,
        ..Config::default()
    };
    let mut runner = TestRunner::new(config);
    let outcome = runner.run(&questions(), |question| {
        let decision = compare(&question);
        *answers.borrow_mut().entry(decision.rule()).or_default() += 1;
        Ok(())
    });
    outcome.unwrap_or_else(|failure| panic!("{failure}"));
    // The comparison says something only about rules that answered: each must have.
    let answers = answers.into_inner();
    let silent: Vec<RuleId> = rules()
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !answers.contains_key(id))
        .collect();
    assert!(silent.is_empty(), "no random question reached {silent:?}");
}

#[test]
fn both_models_agree_on_every_cell_of_role_relation_state_and_act() {
    let mut cells = 0;
    let relations = || std::iter::once(None).chain(Relation::ALL.iter().copied().map(Some));
    for role in Role::ALL {
        for act in Act::ALL {
            for (at, state) in states(*role, *act).into_iter().enumerate() {
                // With nothing special about the record, every purpose too.
                let purposes = if at == 0 { Purpose::ALL } else { &[] };
                for relation in relations() {
                    let mut question = relation.map_or(state.clone(), |relation| state.clone().holding(relation));
                    for purpose in std::iter::once(None).chain(purposes.iter().copied().map(Some)) {
                        question.purpose = purpose;
                        compare(&question);
                        cells += 1;
                    }
                }
            }
        }
    }
    let per_relation = Role::ALL.len() * Act::ALL.len() * (STATES + Purpose::ALL.len());
    assert_eq!(cells, per_relation * (Relation::ALL.len() + 1));
}

const STATES: usize = 10;

/// One role and act with the record, or the account, in each of its special states.
fn states(role: Role, act: Act) -> [Question; STATES] {
    let usual = Question::new(role, act);
    let with = |change: &dyn Fn(&mut Question)| {
        let mut question = usual.clone();
        change(&mut question);
        question
    };
    let restricted_for = |named: u8| {
        with(&move |question: &mut Question| {
            if let Some(record) = &mut question.record {
                record.restricted = Some(vec![worker(named)]);
            }
        })
    };
    let sealed = |seal: Seal, archive: bool| {
        with(&move |question: &mut Question| {
            if archive {
                question.principal.grants.push(Grant::AdoptionArchive);
            }
            if let Some(record) = &mut question.record {
                record.seal = Some(seal.clone());
            }
        })
    };
    [
        usual.clone(),
        with(&|question| question.record = None),
        with(&|question| question.principal.session_fresh_until = Some(later(-1))),
        with(&|question| question.principal.own_person = Some(person(0))),
        with(&|question| question.principal.declared = vec![person(1), person(0)]),
        restricted_for(0),
        restricted_for(1),
        with(&|question| question.record.iter_mut().for_each(|record| record.about_staff = true)),
        sealed(opening(1, 0, -60, 60), false),
        sealed(opening(0, 1, -60, 60), true),
    ]
}

/// Both answers, which must say the same; the program's is handed on.
fn compare(question: &Question) -> Decision {
    let decision = question.decide();
    let step = STEPS[&decision.rule()];
    let in_the_models_words = match decision {
        Decision::Deny { .. } => Says::No(step),
        Decision::Allow {
            classes,
            relation,
            purpose,
            ..
        } => Says::Yes(
            step,
            classes.iter().collect(),
            relation.map(Relation::code),
            purpose.code(),
        ),
    };
    let said = says(&question.asking());
    assert_eq!(
        in_the_models_words, said,
        "the program (left) and the model (right) differ on {question:?}"
    );
    decision
}
