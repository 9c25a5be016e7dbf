//! Forms: how a kind of entry is asked for on the screen. What a field holds, whether it must be answered and how guarded it is
//! stand with the kind in the record; a form adds the words, the order, the conditions and what is filled in beforehand.

use crate::expression::Expr;
use record::field::Field;
use record::{Kind, Role};

/// A form for one kind of entry.
#[derive(Clone, Debug)]
pub struct Form {
    /// Its id; the file's name.
    pub id: String,
    /// The kind of entry that it makes.
    pub kind: Kind,
    /// Its version; what was written keeps the version that it was written on.
    pub version: u16,
    /// Its heading.
    pub title: String,
    /// A sentence or two on what it is for.
    pub intro: String,
    /// How the day on which it happened is asked for.
    pub happened_label: String,
    /// Who may start it.
    pub roles: Vec<Role>,
    /// May it be about several children at once?
    pub siblings: bool,
    /// The kinds of step that it may follow, the usual one first.
    pub follows: Vec<Kind>,
    /// Its sections in order.
    pub sections: Vec<Section>,
}

/// A part of a form under one heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// The questions.
    pub questions: Vec<Question>,
}

/// How one field is asked for.
#[derive(Clone, Debug)]
pub struct Question {
    /// The field, as the record has it.
    pub field: &'static Field,
    /// The question.
    pub label: String,
    /// Help below it.
    pub hint: String,
    /// What is said when it must be answered and is not.
    pub missing: String,
    /// Asked only when this holds of the other answers.
    pub show_when: Option<Expr>,
    /// The condition as written, for the page to follow without asking again.
    pub show_when_text: String,
    /// What is filled in beforehand, from the child's history.
    pub prefill: Option<Expr>,
    /// Asked of each child side by side.
    pub each_child: bool,
    /// For a list of groups: the codes of the rows that stand there from the start.
    pub rows: Vec<String>,
    /// For a list of groups: how each field of a row is asked for.
    pub inner: Vec<Question>,
}

impl Form {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The question that asks for a field.
    pub fn question(&self, field: &str) -> Option<&Question> {
        self.questions().find(|question| question.field.name == field)
    }
}
