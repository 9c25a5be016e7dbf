//! Tables, from a few figures to a whole board.

use maud::{Markup, Render, html};

/// The order in which the rows come as the page is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Not by this column, but a press on its heading (with script) sorts by it.
    Unsorted,
    /// By this column, smallest first.
    Ascending,
    /// By this column, largest first.
    Descending,
}

/// One column.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a> {
    /// Its heading, never empty.
    pub heading: &'a str,
    /// Whether it holds numbers to compare, which stand to the right.
    pub numeric: bool,
    /// Whether and how it can be sorted; `None` for a column that cannot.
    pub sort: Option<Sort>,
    /// Whether it stands on paper only.
    pub paper_only: bool,
}

impl<'a> Column<'a> {
    /// A column of words.
    #[must_use]
    pub fn new(heading: &'a str) -> Self {
        Column {
            heading,
            numeric: false,
            sort: None,
            paper_only: false,
        }
    }

    /// A column of numbers.
    #[must_use]
    pub fn numeric(heading: &'a str) -> Self {
        Column {
            numeric: true,
            ..Column::new(heading)
        }
    }

    /// The same column, sortable, with the order in which it comes.
    #[must_use]
    pub fn sort(self, sort: Sort) -> Self {
        Column {
            sort: Some(sort),
            ..self
        }
    }
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What is shown.
    pub content: Markup,
    /// What it is sorted by where that differs from what is shown: a day as 2026-03-04, a number without its unit.
    pub sort_by: Option<String>,
}

impl Cell {
    /// A cell sorted by its own words.
    #[must_use]
    pub fn new(content: Markup) -> Self {
        Cell { content, sort_by: None }
    }

    /// A cell of plain text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Cell::new(html! { (text) })
    }

    /// A cell sorted by `sort_by` (words, a day as 2026-03-04, or a plain number).
    #[must_use]
    pub fn sorted_by(content: Markup, sort_by: impl Into<String>) -> Self {
        Cell {
            content,
            sort_by: Some(sort_by.into()),
        }
    }
}

/// What a ticked row posts, in a table with [`Table::choose`].
#[derive(Clone, Debug)]
pub struct RowChoice {
    /// What is posted.
    pub value: String,
    /// What is read out: "Select Amira Khan".
    pub label: String,
}

/// One row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Whether something in it is late: marked with a bar, beside the words in its cells.
    pub late: bool,
    /// What it posts when ticked; needed where the table has [`Table::choose`].
    pub choice: Option<RowChoice>,
}

impl Row {
    /// A row that is neither late nor to be ticked.
    #[must_use]
    pub fn new(cells: Vec<Cell>) -> Self {
        Row {
            cells,
            ..Row::default()
        }
    }
}

/// A table.
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// What the table is; also the name of its region when it scrolls. Unique in the page.
    pub caption: &'a str,
    /// The columns.
    pub columns: Vec<Column<'a>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether the first cell of a row names the row.
    pub row_headers: bool,
    /// Whether it has many rows and columns: smaller text; it scrolls sideways by itself, and on a narrow screen each row is a block
    /// of lines that begin with their column's heading.
    pub board: bool,
    /// The name under which ticked rows are posted, with "select all" (with script); `None` for no ticks. It is also the prefix of ids.
    pub choose: Option<&'a str>,
    /// What is said in place of an empty table, for example "No child is late for a visit."
    pub empty: Option<&'a str>,
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        if let (true, Some(empty)) = (self.rows.is_empty(), self.empty) {
            return html! {
                h2 class="govuk-heading-m" { (self.caption) }
                p class="govuk-body" { (empty) }
            };
        }
        let table = if self.board {
            html! {
                div class="gt-scroll" role="region" aria-label=(self.caption) tabindex="0" { (self.table()) }
            }
        } else {
            self.table()
        };
        match self.choose {
            Some(name) => html! {
                div data-module="moj-multi-select" data-id-prefix={ (name) "-" } { (table) }
            },
            None => table,
        }
    }
}

impl Table<'_> {
    fn table(&self) -> Markup {
        let sortable = self.columns.iter().any(|column| column.sort.is_some());
        html! {
            table class={ "govuk-table" @if self.board { " gt-table--dense" } } data-module=[sortable.then_some("moj-sortable-table")] {
                caption class="govuk-table__caption govuk-table__caption--m" { (self.caption) }
                thead class="govuk-table__head" {
                    tr class="govuk-table__row" {
                        @if let Some(name) = self.choose {
                            th scope="col" class="govuk-table__header gt-table__select" id={ (name) "-select-all" } {
                                span class="govuk-visually-hidden" { "Select" }
                            }
                        }
                        @for column in &self.columns { (heading(column)) }
                    }
                }
                tbody class="govuk-table__body" {
                    @for (position, row) in self.rows.iter().enumerate() { (self.row(position, row)) }
                }
            }
        }
    }

    fn row(&self, position: usize, row: &Row) -> Markup {
        html! {
            tr class={ "govuk-table__row" @if row.late { " govuk-table__row--late" } } {
                @if let (Some(name), Some(choice)) = (self.choose, &row.choice) {
                    td class="govuk-table__cell gt-table__select" {
                        div class="govuk-checkboxes__item govuk-checkboxes--small moj-multi-select__checkbox" {
                            input type="checkbox" class="govuk-checkboxes__input" id={ (name) "-" (position) } name=(name) value=(choice.value);
                            label class="govuk-label govuk-checkboxes__label moj-multi-select__toggle-label" for={ (name) "-" (position) } {
                                span class="govuk-visually-hidden" { (choice.label) }
                            }
                        }
                    }
                }
                @for (place, cell) in row.cells.iter().enumerate() {
                    @let column = self.columns.get(place);
                    @let numeric = column.is_some_and(|column| column.numeric);
                    @let paper_only = column.is_some_and(|column| column.paper_only);
                    @if place == 0 && self.row_headers {
                        th scope="row" class="govuk-table__header" data-sort-value=[cell.sort_by.as_deref()] { (cell.content) }
                    } @else {
                        @let heading = column.filter(|_| self.board).map(|column| column.heading);
                        td class={ "govuk-table__cell" @if numeric { " govuk-table__cell--numeric" } @if paper_only { " gt-paper-only" } } data-heading=[heading] data-sort-value=[cell.sort_by.as_deref()] {
                            (cell.content)
                        }
                    }
                }
            }
        }
    }
}

fn heading(column: &Column<'_>) -> Markup {
    let sort = column.sort.map(|sort| match sort {
        Sort::Unsorted => "none",
        Sort::Ascending => "ascending",
        Sort::Descending => "descending",
    });
    html! {
        th scope="col" class={ "govuk-table__header" @if column.numeric { " govuk-table__header--numeric" } @if column.paper_only { " gt-paper-only" } } aria-sort=[sort] {
            (column.heading)
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    fn board() -> Table<'static> {
        Table {
            caption: "Visits",
            columns: vec![
                Column::new("Child").sort(Sort::Unsorted),
                Column::numeric("Days late").sort(Sort::Descending),
                Column::new("Why"),
            ],
            rows: vec![Row {
                cells: vec![
                    Cell::text("Amira Khan"),
                    Cell::sorted_by(html! { "12 days" }, "12"),
                    Cell::text("No visit since 3 March"),
                ],
                late: true,
                choice: Some(RowChoice {
                    value: "100234".to_owned(),
                    label: "Select Amira Khan".to_owned(),
                }),
            }],
            row_headers: true,
            board: true,
            choose: Some("child"),
            empty: Some("No visit is late."),
        }
    }

    #[test]
    fn a_board_sorts_scrolls_and_can_be_ticked() {
        check(
            board(),
            expect![[r#"
            <div data-module="moj-multi-select" data-id-prefix="child-">
            <div class="gt-scroll" role="region" aria-label="Visits" tabindex="0">
            <table class="govuk-table gt-table--dense" data-module="moj-sortable-table">
            <caption class="govuk-table__caption govuk-table__caption--m">Visits</caption>
            <thead class="govuk-table__head">
            <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header gt-table__select" id="child-select-all">
            <span class="govuk-visually-hidden">Select</span>
            </th>
            <th scope="col" class="govuk-table__header" aria-sort="none">Child</th>
            <th scope="col" class="govuk-table__header govuk-table__header--numeric" aria-sort="descending">Days late</th>
            <th scope="col" class="govuk-table__header">Why</th>
            </tr>
            </thead>
            <tbody class="govuk-table__body">
            <tr class="govuk-table__row govuk-table__row--late">
            <td class="govuk-table__cell gt-table__select">
            <div class="govuk-checkboxes__item govuk-checkboxes--small moj-multi-select__checkbox">
            <input type="checkbox" class="govuk-checkboxes__input" id="child-0" name="child" value="100234">
            <label class="govuk-label govuk-checkboxes__label moj-multi-select__toggle-label" for="child-0">
            <span class="govuk-visually-hidden">Select Amira Khan</span>
            </label>
            </div>
            </td>
            <th scope="row" class="govuk-table__header">Amira Khan</th>
            <td class="govuk-table__cell govuk-table__cell--numeric" data-heading="Days late" data-sort-value="12">12 days</td>
            <td class="govuk-table__cell" data-heading="Why">No visit since 3 March</td>
            </tr>
            </tbody>
            </table>
            </div>
            </div>
        "#]],
        );
    }

    #[test]
    fn an_empty_board_says_so() {
        check(
            Table {
                rows: Vec::new(),
                ..board()
            },
            expect![[r#"
                <h2 class="govuk-heading-m">Visits</h2>
                <p class="govuk-body">No visit is late.</p>
            "#]],
        );
    }

    #[test]
    fn a_plain_table() {
        let table = Table {
            caption: "Caseload",
            columns: vec![Column::new("Worker"), Column::numeric("Children")],
            rows: vec![Row::new(vec![Cell::text("Grace Obi"), Cell::text("16")])],
            ..Table::default()
        };
        check(
            table,
            expect![[r#"
            <table class="govuk-table">
            <caption class="govuk-table__caption govuk-table__caption--m">Caseload</caption>
            <thead class="govuk-table__head">
            <tr class="govuk-table__row">
            <th scope="col" class="govuk-table__header">Worker</th>
            <th scope="col" class="govuk-table__header govuk-table__header--numeric">Children</th>
            </tr>
            </thead>
            <tbody class="govuk-table__body">
            <tr class="govuk-table__row">
            <td class="govuk-table__cell">Grace Obi</td>
            <td class="govuk-table__cell govuk-table__cell--numeric">16</td>
            </tr>
            </tbody>
            </table>
        "#]],
        );
    }
}
