//! What each practice file may hold: the tables of the page, and a check that the reader takes these keys and no others.

use practice::{Files, Practice};
use std::collections::BTreeSet;
use std::fmt::Write;

/// A table of a practice file: its name, a text with a key that no table has, and its keys with what each holds.
type Keys = (
    &'static str,
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const FILES: &[Keys] = &[
    (
        "`clocks/*.toml`, `[[clock]]`: a clock",
        "clocks/trial.toml",
        "[[clock]]\nzzz = 1",
        &[
            ("id", "its id, short and unlike any other"),
            ("name", "what it is called on the screen"),
            ("area", "the area of the service"),
            ("applies", "whom it applies to, in words"),
            ("starts", "what starts it, in words"),
            ("met_by", "what meets it, in words"),
            ("stopped_by", "what pauses or cancels it, in words"),
            ("repeats", "how it repeats, in words"),
            (
                "bound",
                "how its length is meant: `max`, `interval`, `alert`, `before`, `target`, `expected`; or for reference `window`, `threshold`, `min`, `after`, `none`, `reference`",
            ),
            ("due", "how long it runs: `10 working_days`, `72 hours`, `9 months`"),
            ("first_due", "beside an interval: how long the first round runs"),
            ("then_due", "beside any other bound: how long each later round runs"),
            (
                "otherwise",
                "`[[clock.otherwise]]` tables: other lengths for some starts",
            ),
            (
                "due_from",
                "a number of the record that stands in the place of the length's, where known",
            ),
            (
                "less_by",
                "a number of the record that is taken off the length: what is used up already",
            ),
            (
                "due_day",
                "days of the starting entry that say when it is due; the first known counts",
            ),
            ("extended_by", "a pattern: the entries that extend it"),
            ("extended_to", "their field that holds the new day, or how much longer"),
            ("early", "how long before its start it may have been met already"),
            (
                "start",
                "triggers that start it; none, for a figure that has no start in the record",
            ),
            (
                "start_day",
                "a field of the starting entry: the day that counts, or the entry whose day counts",
            ),
            (
                "during",
                "a span: the clock runs while it is open and is cancelled at its end",
            ),
            ("when", "a condition on the child at the start"),
            ("met", "a pattern: the entries that meet it"),
            (
                "met_day",
                "a day in the starting entry itself that meets it, or `recorded`",
            ),
            ("stop", "a pattern: the entries that cancel it"),
            ("owner", "who must act"),
            (
                "authority",
                "`statute`, `court rule`, `statutory guidance`, `national standard`, `national indicator`, `regional procedure`, `local practice`",
            ),
            ("confidence", "`confirmed`, `well established`, `unconfirmed`"),
            ("source", "where it comes from"),
            ("source_year", "the year of the source"),
            ("note", "what else there is to know"),
            ("from", "in force from this day"),
            ("to", "in force to this day; left out, still"),
            ("example", "`[[clock.example]]` tables: worked examples"),
        ],
    ),
    (
        "`clocks/*.toml`, `[[clock.otherwise]]`",
        "clocks/trial.toml",
        "[[clock]]\n[[clock.otherwise]]\nzzz = 1",
        &[
            ("start", "a pattern: the starting entries it is for"),
            ("when", "a condition on the child at the start"),
            ("due", "how long the clock runs then"),
            (
                "after",
                "`true` beside the bound `before`: for these it counts on from the start",
            ),
        ],
    ),
    (
        "`clocks/*.toml`, `[[clock.example]]`: a worked example, which runs as a test",
        "clocks/trial.toml",
        "[[clock]]\n[[clock.example]]\nzzz = 1",
        &[
            ("shows", "what it shows"),
            ("birth", "date of birth of the child, where it matters"),
            ("story", "what happened, a step each"),
            ("on", "the day on which it is looked at"),
            (
                "expect",
                "the duties, oldest first: `due 2026-03-10, met 2026-03-09`, `due 2026-03-10, late`",
            ),
        ],
    ),
    (
        "a step of a `story`",
        "clocks/trial.toml",
        "[[clock]]\n[[clock.example]]\nstory = [{ zzz = 1 }]",
        &[
            ("kind", "the kind of entry"),
            ("at", "when it happened: a day, or `2026-03-10T09:00`"),
            ("facts", "answers by field"),
            ("names", "fields that name another step of the story, from 1"),
            (
                "recorded",
                "when it was written down, where that is not when it happened",
            ),
            ("follows", "the step of the story, from 1, that it follows"),
        ],
    ),
    (
        "`clocks/*.toml`, `[[change]]`: what an authority says differently of a clock",
        "clocks/trial.toml",
        "[[change]]\nzzz = 1",
        &[
            ("id", "the clock"),
            ("due", "another length; shorter only, where statute sets it"),
            ("owner", "who must act"),
            ("name", "another name"),
            ("note", "another note"),
            (
                "example",
                "`[[change.example]]` tables: worked examples that take the place of England's; another length needs one",
            ),
        ],
    ),
    (
        "`spans.toml`, `[[span]]`: a stretch of a child's life",
        "spans.toml",
        "[[span]]\nzzz = 1",
        &[
            ("id", "the id that expressions use"),
            ("name", "what it is called on the screen"),
            ("opens", "a pattern: the entries that open it"),
            ("closes", "a pattern: the entries that close it"),
            (
                "splits_on",
                "fields of the opening entry: when one differs, the span ends and the next begins",
            ),
        ],
    ),
    (
        "`boards/<id>.toml`: a board",
        "boards/trial.toml",
        "zzz = 1",
        &[
            ("title", "its heading"),
            ("about", "what it is for, in a sentence"),
            ("population", "a condition: which children are on it"),
            ("column", "`[[column]]` tables"),
            ("flag", "`[[flag]]` tables"),
        ],
    ),
    (
        "`boards/<id>.toml`, `[[column]]`",
        "boards/trial.toml",
        "[[column]]\nzzz = 1",
        &[
            ("title", "its heading"),
            ("value", "a value; or else"),
            ("clock", "the open duty of a clock"),
        ],
    ),
    (
        "`boards/<id>.toml`, `[[flag]]`",
        "boards/trial.toml",
        "[[flag]]\nzzz = 1",
        &[
            ("id", "its id"),
            ("why", "what the board says"),
            ("clock", "it is up while this clock is late; or else"),
            ("when", "it is up while this condition holds"),
            ("since", "and since this day"),
            ("who", "who must act"),
            ("source", "where the rule comes from"),
        ],
    ),
    (
        "`next_steps.toml`, `[[next]]`: a step that is offered after another",
        "next_steps_own.toml",
        "[[next]]\nzzz = 1",
        &[
            ("after", "a pattern: after which entries"),
            ("when", "a condition on the child"),
            ("form", "the form that is offered"),
            ("why", "why, in a few words"),
        ],
    ),
    (
        "`forms/<kind>.toml`: a form",
        "forms/trial.toml",
        "zzz = 1",
        &[
            ("kind", "the kind of entry that it makes"),
            ("version", "its version; raise it with each change of meaning"),
            ("title", "its heading"),
            ("intro", "what it is for"),
            ("happened_label", "how its day is asked for"),
            ("roles", "who may start it and write in it"),
            ("decides", "who may complete it, where not all of these"),
            ("siblings", "may it be about several children at once?"),
            ("follows", "the kinds of step that it may follow, the usual one first"),
            (
                "section",
                "`[[section]]` tables, each with a `title`, `[[section.question]]` tables and, where nothing in it must be answered and it is seldom needed, `fold = true`",
            ),
        ],
    ),
    (
        "`forms/<kind>.toml`, `[[section.question]]`",
        "forms/trial.toml",
        "[[section]]\n[[section.question]]\nzzz = 1",
        &[
            ("field", "the field of the kind"),
            ("label", "the question"),
            ("hint", "help below it"),
            ("missing", "what is said when it must be answered and is not"),
            (
                "show_when",
                "a condition on the other answers or on the child; never on what must be answered",
            ),
            (
                "prefill",
                "a value; or `me`, who records; or `follows`, the step it follows",
            ),
            ("prefill_when", "a condition on the child"),
            ("keep", "of rows: the fields that are taken over"),
            ("each_child", "is it each child's own?"),
            ("rows", "the codes of the rows that stand there from the start"),
            ("inner", "how each field of a row is asked for"),
        ],
    ),
    (
        "`groups.toml`, `[[group]]`: rows that several forms ask for alike",
        "groups_own.toml",
        "[[group]]\nzzz = 1",
        &[
            ("field", "the name of the list"),
            ("question", "`[[group.question]]` tables, as in a form"),
        ],
    ),
    (
        "`calendar/calendar.toml`",
        "calendar/calendar.toml",
        "zzz = 1",
        &[
            ("from", "the first day of the calendar"),
            ("to", "its last day"),
            ("announced_to", "the last day whose bank holidays have been announced"),
            ("source", "where the days come from"),
        ],
    ),
];

/// A table of keys for each sort of table.
pub fn tables(page: &mut String) {
    for (title, .., keys) in FILES {
        writeln!(page, "\n### {title}\n\n| key | holds |\n|---|---|").unwrap();
        for (key, holds) in *keys {
            writeln!(page, "| `{key}` | {holds} |").unwrap();
        }
    }
}

/// The reader names the keys it takes when it meets one that it does not.
#[test]
fn the_keys_of_each_file_are_those_that_the_reader_takes() {
    let mut wrong = Vec::new();
    for (title, path, text, keys) in FILES {
        let mut overlay = Files::default();
        overlay.0.insert((*path).to_owned(), (*text).to_owned());
        let mistakes = Practice::read(&Files::england(), Some(&overlay)).unwrap_err();
        let told = mistakes
            .iter()
            .find(|mistake| mistake.wrong.contains("unknown field `zzz`"))
            .unwrap();
        let taken: BTreeSet<&str> = told.wrong.split('`').skip(3).step_by(2).collect();
        let listed: BTreeSet<&str> = keys.iter().map(|(key, _)| *key).collect();
        if taken != listed {
            wrong.push(format!(
                "{title}: the reader takes {taken:?}, and the page lists {listed:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
