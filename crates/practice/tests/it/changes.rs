//! What an authority says differently of a clock of England's, with worked examples of its own.

use practice::{Files, Mistake, Practice, check_examples};

const MANUAL: &str = include_str!("../../../../docs/system-owner/configure-practice.md");

fn with(own: &str) -> Result<Practice, Vec<Mistake>> {
    let mut files = Files::default();
    files.0.insert("clocks/own.toml".to_owned(), own.to_owned());
    Practice::read(&Files::england(), Some(&files))
}

fn refusal(own: &str) -> String {
    match with(own) {
        Ok(_) => panic!("it was read: {own}"),
        Err(mistakes) => mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"),
    }
}

const SHORTER: &str = r#"[[change]]
id = "assessment_shared"
due = "3 working_days"
"#;

#[test]
fn another_number_needs_a_worked_example() {
    let told = refusal(SHORTER);
    assert!(
        told.starts_with("clocks/own.toml:3: another number for the clock “assessment_shared” needs a worked example"),
        "{told}"
    );
}

#[test]
fn examples_of_a_change_take_the_place_of_englands() {
    let example = r#"
[[change.example]]
shows = "three working days"
story = [{ kind = "assessment_authorised", at = "2026-03-05", facts = { outcome = "CIN" } }]
on = "2026-03-11"
expect = ["due 2026-03-10, late"]
"#;
    let practice = with(&format!("{SHORTER}{example}")).unwrap();
    assert_eq!(practice.clock("assessment_shared").unwrap().examples.len(), 1);
    assert_eq!(check_examples(&practice), []);
}

#[test]
fn an_example_that_does_not_come_out_is_told_at_its_own_line() {
    let example = r#"
[[change.example]]
shows = "three working days"
story = [{ kind = "assessment_authorised", at = "2026-03-05", facts = { outcome = "CIN" } }]
on = "2026-03-11"
expect = ["due 2026-03-12, due"]
"#;
    let mistakes = check_examples(&with(&format!("{SHORTER}{example}")).unwrap());
    let [mistake] = mistakes.as_slice() else {
        panic!("{mistakes:?}");
    };
    assert_eq!((mistake.file.as_str(), mistake.line), ("clocks/own.toml", 5));
}

#[test]
fn other_words_another_owner_and_the_same_number_need_no_example() {
    let own = r#"[[change]]
id = "assessment_shared"
due = "5 working_days"
owner = "team_manager"
note = "Our own standard."
"#;
    let practice = with(own).unwrap();
    assert!(practice.clock("assessment_shared").unwrap().examples.len() > 1);
    assert_eq!(check_examples(&practice), []);
}

#[test]
fn what_statute_sets_is_not_lengthened_by_an_example() {
    let own = r#"[[change]]
id = "epo"
due = "9 calendar_days"
[[change.example]]
shows = "nine days"
on = "2026-03-11"
expect = []
"#;
    assert!(refusal(own).contains("never lengthen it"));
}

#[test]
fn the_change_that_the_manual_shows_is_right() {
    let (_, after) = MANUAL.split_once("## Change a number\n\n```toml\n").unwrap();
    let (own, _) = after.split_once("```").unwrap();
    assert_eq!(check_examples(&with(own).unwrap()), []);
}
