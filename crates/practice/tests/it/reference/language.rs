//! The page of the practice language: its grammar, its facts and functions, and what each practice file may hold. Every example on it
//! is read here.

use super::{cell, files, head};
use crate::england::england;
use practice::expression::{Names, condition, pattern, trigger, value};
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
        "`days_open(`*span*`, within` *length*`)`",
        As::Value,
        "days_open(short_break, within 12 months)",
        "how many days such spans were open in the time up to today; the day on which one ends is not counted",
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
    files::tables(&mut page);
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
