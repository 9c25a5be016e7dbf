//! How long the whole authority takes to be worked out anew: every clock of every child, and every board; beside one core alone.

use crate::made::{Done, best, journal, noon, practice};
use casebook::{boards, duties};
use service::Service;
use std::sync::Arc;

const TRIES: usize = 3;

/// Measures.
pub fn run() -> Done {
    let service = Service::start(Arc::new(journal()?), practice()?, &mut |_, _| {})?;
    let book = service.book();
    let now = noon().moment();
    println!(
        "{} clocks, {} boards, {} children",
        book.practice().clocks.len(),
        book.practice().boards.len(),
        book.children().count()
    );
    best("every clock, one core (control)", 1, Vec::len, || {
        Ok(book
            .children()
            .flat_map(|child| duties::of_child(&book, child, now, None))
            .collect())
    })?;
    best("every clock", TRIES, Vec::len, || Ok(duties::of_all(&book, now, None)))?;
    for board in &book.practice().boards {
        best(&format!("board {}, rows", board.id), TRIES, Vec::len, || {
            Ok(boards::rows(&book, board, now, None, &|_| true))
        })?;
    }
    Ok(())
}
