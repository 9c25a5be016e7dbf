//! How fast an authority of full size is: its start, its clocks and boards, and the page of a child as people ask for it.
//!
//! `cargo bench -p goldthread --bench authority [-- load clocks page]` measures all of them or those named. The first run makes the
//! authority, some 0.8 GB in the folder for temporary files; see `made.rs`.
#![expect(
    clippy::indexing_slicing,
    clippy::manual_is_multiple_of,
    clippy::type_complexity,
    reason = "a benchmark of invented people stops at a surprise"
)]

mod clocks;
mod load;
mod made;
mod page;
mod stories;

/// As in the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> made::Done {
    let named: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with("--"))
        .collect();
    let all: [(&str, fn() -> made::Done); 3] = [("load", load::run), ("clocks", clocks::run), ("page", page::run)];
    for (name, run) in all {
        if named.is_empty() || named.iter().any(|one| one == name) {
            println!("-- {name}");
            run()?;
        }
    }
    Ok(())
}
