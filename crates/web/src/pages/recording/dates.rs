//! Days and moments as a form asks for them: boxes that give back what was typed.

use super::posted::boxes;
use crate::govuk::{DateInput, Field, LabelStyle, TimeInput, beside};
use maud::{Markup, Render};

/// A day in three boxes.
pub(crate) fn date<'a>(field: Field<'a>, text: &str) -> impl Render + use<'a> {
    let [day, month, year, _] = boxes(text);
    DateBoxes {
        field,
        day,
        month,
        year,
    }
}

struct DateBoxes<'a> {
    field: Field<'a>,
    day: String,
    month: String,
    year: String,
}

impl Render for DateBoxes<'_> {
    fn render(&self) -> Markup {
        DateInput {
            field: self.field,
            day: &self.day,
            month: &self.month,
            year: &self.year,
            wrong: [false; 3],
        }
        .render()
    }
}

/// A day in three boxes, and the time beside it.
pub(crate) fn moment(field: Field<'_>, text: &str) -> Markup {
    let [.., time] = boxes(text);
    let name = format!("{}-time", field.name);
    let label = format!("{} (time)", field.label.trim_end_matches('?'));
    let at = Field::new(&name, &label)
        .style(LabelStyle::Small)
        .hint("For example 9:30 or 14:15. Leave blank if not known");
    beside(&[
        date(field, text).render(),
        TimeInput {
            field: at,
            value: &time,
        }
        .render(),
    ])
}
