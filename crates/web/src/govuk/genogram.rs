//! A family drawn as family trees are in social work: squares and circles in rows by generation, lines from parents to children.

mod layout;

use maud::{Markup, Render, html};

use layout::{CELL_HEIGHT, Drawing, SHAPE, lay_out};

/// The shape of somebody in the picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FigureShape {
    /// Male.
    Square,
    /// Female.
    Circle,
    /// Not known, or not born yet.
    #[default]
    Diamond,
}

/// Somebody in the picture.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// The name.
    pub name: String,
    /// What stands below it: what they are to the person in the middle, and the age.
    pub notes: Vec<String>,
    /// The shape.
    pub shape: FigureShape,
    /// The generation: 0 is that of the person in the middle, −1 their parents'.
    pub row: i32,
    /// Is it the person in the middle?
    pub centre: bool,
    /// Crossed out: they have died.
    pub died: bool,
    /// Do they live in the household of the person in the middle?
    pub household: bool,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// By birth or adoption, and couples.
    Solid,
    /// Step-families, carers, couples who have parted.
    Dashed,
}

/// A line: from parents to their children; between a couple, where it has no children; between brothers and sisters, where it has
/// no parents. Each is the place of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How it is drawn.
    pub kind: LineKind,
    /// The parents, or the couple.
    pub parents: Vec<usize>,
    /// The children.
    pub children: Vec<usize>,
}

/// The picture. The page says the same in a table: this is read out as one image.
#[derive(Clone, Debug)]
pub struct Genogram<'a> {
    /// What it shows; also its accessible name. Unique in the page.
    pub title: &'a str,
    /// Everybody.
    pub figures: &'a [Figure],
    /// The lines between them.
    pub lines: &'a [Line],
}

/// The distance between lines of text.
const LINE_HEIGHT: i32 = 17;

impl Render for Genogram<'_> {
    fn render(&self) -> Markup {
        let drawing = lay_out(self.figures, self.lines);
        let (width, height) = (drawing.width, drawing.height);
        html! {
            figure class="gt-picture" {
                figcaption class="gt-picture__title" { (self.title) }
                div class="gt-picture__pane" role="region" aria-label=(self.title) tabindex="0" {
                    div role="img" aria-label={ (self.title) ". The same is told in the table below." } {
                        svg width=(width) height=(height) viewBox={ "0 0 " (width) " " (height) } font-size="14" fill="#0b0c0c" {
                            @for (x, y, width, height) in &drawing.households {
                                rect x=(x) y=(y) width=(width) height=(height) rx="8" fill="#f3f2f1" stroke="#505a5f" {}
                            }
                            (strokes(&drawing))
                            @for (figure, (x, y)) in self.figures.iter().zip(&drawing.places) { (drawn(figure, *x, *y)) }
                        }
                    }
                }
                p class="govuk-body-s gt-picture__key" {
                    "Square: male. Circle: female. Diamond: not known or not born yet. Crossed: has died. Thick: the person in the middle. "
                    "Dashed line: step-family, carer or former partner. Grey box: the same household."
                }
            }
        }
    }
}

fn strokes(drawing: &Drawing) -> Markup {
    html! {
        @for stroke in &drawing.strokes {
            path d=(stroke.path()) fill="none" stroke="#505a5f" stroke-width="2" stroke-dasharray=[stroke.dashed.then_some("6 4")] {}
        }
        @for (x, y) in &drawing.joins { circle cx=(x) cy=(y) r="3" fill="#505a5f" {} }
    }
}

fn drawn(figure: &Figure, x: i32, y: i32) -> Markup {
    let (stroke, fill) = if figure.centre {
        ("5", "#ffdd00")
    } else {
        ("2", "#ffffff")
    };
    let middle = SHAPE / 2;
    let (right, bottom) = (x + SHAPE, y + SHAPE);
    let text = text_of(figure);
    html! {
        @match figure.shape {
            FigureShape::Square => { rect x=(x) y=(y) width=(SHAPE) height=(SHAPE) fill=(fill) stroke="#0b0c0c" stroke-width=(stroke) {} }
            FigureShape::Circle => { circle cx=(x + middle) cy=(y + middle) r=(middle) fill=(fill) stroke="#0b0c0c" stroke-width=(stroke) {} }
            FigureShape::Diamond => {
                path d={ "M" (x + middle) " " (y) "L" (right) " " (y + middle) "L" (x + middle) " " (bottom) "L" (x) " " (y + middle) "Z" }
                    fill=(fill) stroke="#0b0c0c" stroke-width=(stroke) {}
            }
        }
        @if figure.died {
            path d={ "M" (x) " " (y) "L" (right) " " (bottom) "M" (right) " " (y) "L" (x) " " (bottom) } stroke="#0b0c0c" stroke-width="2" {}
        }
        @for (place, (line, bold)) in (0..).zip(&text) {
            text x=(right + 8) y=(y + 13 + place * LINE_HEIGHT) font-weight=[bold.then_some("700")] { (line) }
        }
    }
}

/// Letters in a line of text beside a figure.
const LETTERS: usize = 17;

/// The lines beside a figure, the name in bold, as many as there is room for.
fn text_of(figure: &Figure) -> Vec<(String, bool)> {
    let room = usize::try_from(CELL_HEIGHT / LINE_HEIGHT).unwrap_or(1);
    let notes: Vec<String> = figure.notes.iter().flat_map(|note| wrapped(note)).collect();
    let for_name = room.saturating_sub(notes.len()).max(2);
    let mut name = wrapped(&figure.name);
    if name.len() > for_name {
        name.truncate(for_name);
        if let Some(last) = name.last_mut() {
            *last = format!("{}…", last.chars().take(LETTERS - 1).collect::<String>());
        }
    }
    let mut text: Vec<(String, bool)> = name.into_iter().map(|line| (line, true)).collect();
    text.extend(notes.into_iter().map(|line| (line, false)));
    text.truncate(room);
    text
}

/// Words in lines of at most [`LETTERS`] letters; a longer word is cut.
fn wrapped(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for piece in letters.chunks(LETTERS) {
            let piece: String = piece.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + piece.chars().count() <= LETTERS => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_wrapped_and_cut_and_notes_keep_their_place() {
        let figure = Figure {
            name: "Maximiliana Theodora Wolfeschlegelsteinhausenbergerdorff Abernathy-Fitzgerald".to_owned(),
            notes: vec!["mother".to_owned(), "34 years".to_owned()],
            ..Figure::default()
        };
        let text = text_of(&figure);
        assert!(
            text.iter().all(|(line, _)| line.chars().count() <= LETTERS + 1),
            "{text:?}"
        );
        assert_eq!(text.last().unwrap().0, "34 years");
    }

    #[test]
    fn a_name_is_escaped() {
        let figures = [Figure {
            name: "<b>".to_owned(),
            ..Figure::default()
        }];
        let drawn = Genogram {
            title: "Family",
            figures: &figures,
            lines: &[],
        }
        .render()
        .into_string();
        assert!(drawn.contains("&lt;b&gt;") && !drawn.contains("style="), "{drawn}");
    }
}
