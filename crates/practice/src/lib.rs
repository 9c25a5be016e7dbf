//! What should happen: clocks, spans, forms, boards and next steps as data, the working-day calendar, and the pure functions that
//! read them over one child's history. England's set ships inside the program; an authority lays its own files over it.

pub mod board;
pub mod calendar;
pub mod child;
pub mod clock;
pub mod duty;
pub mod expression;
pub mod files;
pub mod form;
pub mod mistake;
pub mod next_step;
mod read;
pub mod span;

pub use board::Board;
pub use calendar::Calendar;
pub use child::Child;
pub use clock::Clock;
pub use duty::{Duty, State};
pub use files::Files;
pub use form::Form;
pub use mistake::Mistake;
pub use next_step::NextStep;
pub use read::{Practice, check_examples};
pub use span::{Span, SpanRule};
