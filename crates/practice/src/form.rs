//! Forms: how a kind of entry is asked for on the screen. What a field holds, whether it must be answered and how guarded it is
//! stand with the kind in the record; a form adds the words, the order, the conditions and what is filled in beforehand.

use crate::expression::{At, Expr, Val};
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
    /// Who may start it and write in it.
    pub roles: Vec<Role>,
    /// Who may complete it, where it holds a decision that not all of these may take; none named, all may. The others hand it over.
    pub decides: Vec<Role>,
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
    /// Is it folded under its heading until somebody opens it? Only what may be left out is.
    pub fold: bool,
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
    /// Asked only when this holds of the other answers or of the child's history; where an answer it names is each child's own, when
    /// it holds for any of them. What is not asked is not recorded, also where it was filled in beforehand. Never on what must be
    /// answered.
    pub show_when: Option<Expr>,
    /// The condition as written, for the page to follow without asking again; empty where it looks at the history, which only
    /// the server knows.
    pub show_when_text: String,
    /// What is filled in beforehand. One answer for several children is filled in only where it is the same for all of them.
    pub prefill: Option<Prefill>,
    /// Asked of each child side by side.
    pub each_child: bool,
    /// For a list of groups: the codes of the rows that stand there from the start, where nothing else is filled in; they answer
    /// the first code field of the group.
    pub rows: Vec<String>,
    /// For a list of groups: how each field of a row is asked for.
    pub inner: Vec<Question>,
}

/// Where an answer that is filled in beforehand comes from. The person sees the source and may change it.
#[derive(Clone, Debug)]
pub enum Prefill {
    /// From the child's history.
    History {
        /// What is filled in.
        value: Expr,
        /// Only where this holds of the history.
        when: Option<Expr>,
        /// Of rows: the fields that are taken over; none named, all are.
        keep: Vec<&'static str>,
    },
    /// The person who records, by name or as a worker, where they may complete the form. Written `me`.
    Recorder,
    /// The step that this one follows. Written `follows`.
    Followed,
}

impl Prefill {
    /// What the history gives; unknown for the other sources and where the condition does not hold.
    pub fn from_history<'a>(&'a self, at: At<'a>) -> Val<'a> {
        match self {
            Prefill::History { value, when, .. } if when.as_ref().is_none_or(|when| at.holds(when, None)) => {
                at.value(value, None)
            }
            _ => Val::Unknown,
        }
    }
}

impl Form {
    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// May this role complete it?
    pub fn may_complete(&self, role: Role) -> bool {
        if self.decides.is_empty() {
            self.roles.contains(&role)
        } else {
            self.decides.contains(&role)
        }
    }

    /// The question that asks for a field.
    pub fn question(&self, field: &str) -> Option<&Question> {
        self.questions().find(|question| question.field.name == field)
    }
}
