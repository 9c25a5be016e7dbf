//! The page of the practice language: its grammar, its facts and functions, and what each practice file may hold. Every example on it
//! is read here, and the keys of each file are compared with those that the reader takes.

use super::{cell, head};
use crate::england::england;
use practice::expression::{Names, condition, pattern, trigger, value};
use practice::{Files, Practice};
use std::collections::BTreeSet;
use std::fmt::Write;

/// How an example is read.
#[derive(Clone, Copy)]
enum As {
    Pattern,
    Trigger,
    Condition,
    Value,
}

/// A part of the language, an example of it and what the example says.
type Part = (&'static str, As, &'static str, &'static str);

const PATTERNS: &[Part] = &[
    ("*kind*", As::Pattern, "visit", "every visit"),
    (
        "*kind* `where` *condition*",
        As::Pattern,
        "visit where child_seen = yes",
        "visits at which the child was seen; the condition names the fields of that kind",
    ),
    (
        "*pattern* `|` *pattern*",
        As::Pattern,
        "contact | referral where need = 'N1'",
        "a contact, or a referral for that need; a `where` belongs to the kind before it alone",
    ),
    (
        "*pattern*",
        As::Trigger,
        "missing_ended",
        "a clock starts with each such entry",
    ),
    (
        "`start of` *span*",
        As::Trigger,
        "start of protection_plan",
        "a clock starts when the span begins",
    ),
    (
        "`end of` *span*",
        As::Trigger,
        "end of protection_plan",
        "a clock starts when the span ends",
    ),
    (
        "`birthday` *age*",
        As::Trigger,
        "birthday 16",
        "a clock starts on this birthday",
    ),
];

const CONDITIONS: &[Part] = &[
    (
        "`and`, `or`, `not`, brackets",
        As::Condition,
        "age < 5 and not (open(protection_plan) or open(looked_after))",
        "`and` binds closer than `or`",
    ),
    (
        "`=` `!=`",
        As::Condition,
        "last(contact).risk = 'RED'",
        "for any two values of one sort",
    ),
    (
        "`<` `<=` `>` `>=`",
        As::Condition,
        "age_months >= 18",
        "for numbers and days",
    ),
    (
        "`in (…)`",
        As::Condition,
        "last(contact).risk in ('RED', 'AMBER')",
        "a code is one of these",
    ),
    (
        "`has`",
        As::Condition,
        "last(assessment_authorised).factors has '3A'",
        "a list of codes holds this one",
    ),
    (
        "`is known`, `is unknown`",
        As::Condition,
        "last(visit) is unknown",
        "whether the record says anything at all",
    ),
];

const VALUES: &[Part] = &[
    (
        "*number*",
        As::Condition,
        "count(contact) > 3",
        "a whole number, 0 or more",
    ),
    (
        "`'code or text'`",
        As::Condition,
        "last(contact).risk = 'RED'",
        "in single quotes; a code must be one of its list",
    ),
    (
        "*day*",
        As::Condition,
        "last(visit) >= 2026-03-31",
        "a day of the calendar",
    ),
    (
        "`yes`, `no`",
        As::Condition,
        "last(visit).child_seen = yes",
        "an answer of yes or no",
    ),
    (
        "*field*",
        As::Pattern,
        "visit where seen_alone = yes",
        "a field of the entry that a pattern looks at, or of the answers on a form",
    ),
    (
        "`happened`",
        As::Pattern,
        "visit where happened >= 2026-01-01",
        "the day on which that entry happened; inside a `where` alone",
    ),
    (
        "*span*`.`*field*",
        As::Value,
        "protection_plan.category",
        "what the entry that opened the open span says; unknown when none is open",
    ),
    (
        "*span*`.happened`",
        As::Value,
        "protection_plan.happened",
        "the day on which the open span began",
    ),
    (
        "*day* `+` or `-` *length*",
        As::Value,
        "today - 28 days",
        "units: `days`, `working_days`, `weeks`, `months`, `years`",
    ),
];

const FACTS: &[Part] = &[
    ("`today`", As::Value, "today", "the day on which it is looked at"),
    (
        "`age`",
        As::Value,
        "age",
        "the child's age in whole years; unknown without a date of birth",
    ),
    ("`age_months`", As::Value, "age_months", "in whole months"),
    ("`age_weeks`", As::Value, "age_weeks", "in whole weeks"),
    (
        "`open_actions`",
        As::Value,
        "open_actions",
        "how many actions are still to be done",
    ),
    (
        "`overdue_actions`",
        As::Value,
        "overdue_actions",
        "how many of them are past their day",
    ),
    (
        "`overdue_since`",
        As::Value,
        "overdue_since",
        "the day by which the oldest overdue action was to be done",
    ),
];

const FUNCTIONS: &[Part] = &[
    (
        "`last(`*pattern*`)`",
        As::Value,
        "last(visit where child_seen = yes)",
        "the day of the newest entry that it finds",
    ),
    (
        "`last(`*pattern*`).`*field*",
        As::Value,
        "last(contact).risk",
        "what that entry says",
    ),
    (
        "`previous(`*pattern*`)`",
        As::Value,
        "previous(supervision)",
        "the day of the entry before the newest",
    ),
    (
        "`first(`*pattern*`)`",
        As::Value,
        "first(contact)",
        "the day of the oldest entry",
    ),
    (
        "`count(`*pattern*`)`",
        As::Value,
        "count(contact)",
        "how many there are",
    ),
    (
        "`count(`*pattern*`, within` *length*`)`",
        As::Value,
        "count(contact, within 12 months)",
        "how many in the time up to today",
    ),
    (
        "`count(`*pattern*`, since` *day*`)`",
        As::Value,
        "count(visit, since start(protection_plan))",
        "how many on that day or later",
    ),
    (
        "`some(`*rows* `where` *condition*`)`",
        As::Pattern,
        "conference where some(attendance where attended = no)",
        "whether any row of a list of that entry fits; inside a `where` alone",
    ),
    (
        "`open(`*span*`)`",
        As::Condition,
        "open(protection_plan)",
        "whether the span is open; on the day it ends it no longer is",
    ),
    (
        "`start(`*span*`)`",
        As::Value,
        "start(protection_plan)",
        "the day on which the newest span began, open or not",
    ),
    (
        "`end(`*span*`)`",
        As::Value,
        "end(protection_plan)",
        "the day on which the newest span ended; unknown while it is open",
    ),
    (
        "`years_since(`*day*`)`",
        As::Value,
        "years_since(start(looked_after))",
        "whole years from a day until today",
    ),
    (
        "`months_since(`*day*`)`",
        As::Value,
        "months_since(start(looked_after))",
        "whole months",
    ),
    (
        "`weeks_since(`*day*`)`",
        As::Value,
        "weeks_since(last(visit))",
        "whole weeks",
    ),
    ("`days_since(`*day*`)`", As::Value, "days_since(last(visit))", "days"),
    (
        "`working_days_since(`*day*`)`",
        As::Value,
        "working_days_since(contact_in_hand.happened)",
        "working days of England's calendar",
    ),
];

const GRAMMAR: &str = r#"
```text
pattern   := kind [ "where" condition ] { "|" kind [ "where" condition ] }
trigger   := pattern | "start of" span | "end of" span | "birthday" number
condition := all { "or" all }
all       := one { "and" one }
one       := "not" one | sum [ ( "=" | "!=" | "<" | "<=" | ">" | ">=" ) sum
                             | "in (" 'text' { "," 'text' } ")" | "has" 'text' | "is known" | "is unknown" ]
sum       := value { ( "+" | "-" ) number unit }
value     := 'text' | number | day | name [ "." field ] | function "(" … ")" [ "." field ] | "(" condition ")"
```
"#;

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
                "`[[section]]` tables, each with a `title` and `[[section.question]]` tables",
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

pub fn page() -> String {
    let mut page = head(
        "The practice language",
        "Clocks, spans, forms, boards and next steps are tables in TOML files. Where one of them speaks of a child's history it does so in \
        the small language below. Names are checked when the files are read: a misspelt field, code or span is refused with file, line \
        and the nearest name there is. What is unknown makes every comparison false, and `not` of it true. What is asked at the start \
        of a clock is answered from what had happened by then.",
    );
    page.push_str("\n## Grammar\n");
    page.push_str(GRAMMAR);
    page.push_str("\nBrackets and `not` nest at most 40 deep. Kinds and their fields are on [their page](fields.md), codes on [theirs](code-lists.md).\n");
    for (title, parts) in [
        ("Patterns and triggers", PATTERNS),
        ("Conditions", CONDITIONS),
        ("Values", VALUES),
        ("Facts about the child", FACTS),
        ("Functions", FUNCTIONS),
    ] {
        writeln!(
            page,
            "\n## {title}\n\n| written | for example | which says |\n|---|---|---|"
        )
        .unwrap();
        for (written, _, example, says) in parts {
            writeln!(page, "| {} | `{}` | {says} |", cell(written), cell(example)).unwrap();
        }
    }
    page.push_str("\n## Spans\n\nA span is a stretch of a child's life that begins with an entry and ends with one.\n\n| span | is | opened by |\n|---|---|---|\n");
    for (rule, (id, kind)) in england().spans.iter().zip(&england().span_names) {
        writeln!(page, "| `{id}` | {} | {} |", rule.name, kind.title()).unwrap();
    }
    page.push_str("\n## What each file may hold\n\nA key that is not listed is refused. `calendar/bank_holidays.csv` has a header `date` and a day a line.\n");
    for (title, .., keys) in FILES {
        writeln!(page, "\n### {title}\n\n| key | holds |\n|---|---|").unwrap();
        for (key, holds) in *keys {
            writeln!(page, "| `{key}` | {holds} |").unwrap();
        }
    }
    page
}

#[test]
fn every_example_is_read() {
    let names = Names {
        spans: &england().span_names,
    };
    let mut wrong = Vec::new();
    for (_, read_as, example, _) in [PATTERNS, CONDITIONS, VALUES, FACTS, FUNCTIONS].concat() {
        let read = match read_as {
            As::Pattern => pattern(example, names).err(),
            As::Trigger => trigger(example, names).err(),
            As::Condition => condition(example, names, None).err(),
            As::Value => value(example, names).err(),
        };
        wrong.extend(read.map(|told| format!("{example}: {told}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
