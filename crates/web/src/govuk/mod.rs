//! GOV.UK and MoJ components as functions and small structs: the only place that writes component markup.
//!
//! A struct with its fields filled in is a component and renders itself inside `html!`; a plain function returns [`maud::Markup`].
//! Text arguments are `&str` and are always escaped; only `Markup` is written as it is. Every control works without script.

pub mod assets;
mod buttons;
mod cards;
mod choices;
mod dates;
mod errors;
mod field;
mod filter;
mod form;
mod genogram;
mod identity;
mod layout;
mod messages;
mod navigation;
mod record;
mod recording;
mod summary;
mod table;
mod tags;
mod task_list;
#[cfg(test)]
mod tests;
mod text;
mod text_inputs;
mod timeline;
mod trend;

pub use buttons::{Button, Look, button_group, submit};
pub use cards::{Picture, QuestionCard, Tile, Urgency, question_cards, tiles};
pub use choices::{Checkboxes, Choice, ChoiceLayout, Radios, Select};
pub use dates::{DateInput, DatePicker, TimeInput};
pub use errors::{ErrorLine, error_summary};
pub use field::{Field, LabelStyle, fieldset};
pub use filter::{Chosen, Filter};
pub use form::{Form, hidden};
pub use genogram::{Figure, FigureShape, Genogram, Line, LineKind};
pub use identity::IdentityBar;
pub use layout::{Page, SignedIn};
pub use messages::{AlertKind, alert, details, fold, important, inset_text, panel, success, warning_text};
pub use navigation::{NavItem, NavSection, Pagination, back_link, breadcrumbs, side_navigation, sub_navigation};
pub use record::{facts, marked, part, quiet, saying, written};
pub use recording::{Rows, SideBySide, beside, folded_section, shown_when};
pub use summary::{Action, SummaryCard, SummaryRow, summary_list};
pub use table::{Cell, Column, Row, RowChoice, Sort, Table};
pub use tags::{BadgeColour, TagColour, badge, tag};
pub use task_list::{Task, TaskStatus, task_list};
pub use text::{areas, bullets, columns, h1, h1_with_caption, h2, h3, link, link_about, numbered, p, two_thirds};
pub use text_inputs::{FileUpload, InputKind, PasswordInput, TextInput, Textarea, Width};
pub use timeline::{TimelineItem, timeline};
pub use trend::{Trend, TrendPoint};
