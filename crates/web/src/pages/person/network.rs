//! The family network: a picture by generations, and the same as a table with links.

use crate::call::{Answered, Call};
use crate::govuk::{
    Button, Cell, Column, Figure, FigureShape, Genogram, Line, LineKind, Row, Table, button_group, h1_with_caption,
    link,
};
use crate::layout::{Frame, page};
use crate::links;
use maud::{Markup, Render, html};
use record::{Kind, PersonId};
use service::network::{Network, ShownRelative};
use service::shown::sentence;

/// Those who are of no generation of the family stand below all others.
const OTHERS_ROW: i32 = 9;

/// The page.
///
/// # Errors
/// As [`service::Service::network`].
pub fn get(call: &Call) -> Answered {
    let network = call
        .app
        .service
        .network(call.actor()?, call.person()?, call.event(), call.now)?;
    let person = network.head.person;
    let tell = links::form(person, Kind::Relationship.code(), &[], None, None);
    let picture = format!("Family of {}", network.head.name);
    let (figures, lines) = (figures(&network), lines(&network));
    let content = html! {
        (h1_with_caption(&network.head.name, "Family network"))
        (button_group(&[Button { href: Some(&tell), ..Button::new("Record who is who") }.render()]))
        @if !network.relatives.is_empty() {
            (Genogram { title: &picture, figures: &figures, lines: &lines })
        }
        (table(&network))
    };
    let title = format!("Family network of {}", network.head.name);
    let frame = Frame {
        title: &title,
        head: Some(&network.head),
        part: "Family network",
        wide: true,
        ..Frame::default()
    };
    page(call, frame, content)
}

/// The generation of somebody by what they are to the person in the middle.
fn row_of(is: &str) -> i32 {
    match is {
        "GRANDPARENT" => -2,
        "PARENT" | "STEP_PARENT" | "ADOPTIVE_PARENT" | "AUNT_UNCLE" | "CARER" | "SPECIAL_GUARDIAN" => -1,
        "SIBLING" | "HALF_SIBLING" | "STEP_SIBLING" | "COUSIN" | "PARTNER" | "EX_PARTNER" => 0,
        "CHILD" | "CARED_FOR" | "NIECE_NEPHEW" => 1,
        "GRANDCHILD" => 2,
        _ => OTHERS_ROW,
    }
}

fn shape(sex: &str) -> FigureShape {
    match sex {
        "M" => FigureShape::Square,
        "F" => FigureShape::Circle,
        _ => FigureShape::Diamond,
    }
}

/// Everybody once, the person in the middle first: somebody who is two things to them stands where the first is.
fn people(network: &Network) -> Vec<PersonId> {
    let mut people = vec![network.head.person];
    for relative in &network.relatives {
        if !people.contains(&relative.person) {
            people.push(relative.person);
        }
    }
    people
}

fn figures(network: &Network) -> Vec<Figure> {
    let details = &network.head.identity.details;
    let sex = details.sex.as_ref().map_or("", |sex| sex.code());
    let mut figures = vec![Figure {
        name: network.head.name.clone(),
        notes: vec![network.head.age.clone()],
        shape: shape(if network.head.identity.is_expected() { "" } else { sex }),
        row: 0,
        centre: true,
        died: details.death.is_some(),
        household: network.relatives.iter().any(|relative| relative.lives_with),
    }];
    for person in people(network).iter().skip(1) {
        let told: Vec<&ShownRelative> = network
            .relatives
            .iter()
            .filter(|relative| relative.person == *person)
            .collect();
        let Some(first) = told.first() else { continue };
        figures.push(Figure {
            name: first.name.clone(),
            notes: vec![what(&told), first.age.clone()],
            shape: shape(if first.expected { "" } else { &first.sex }),
            row: row_of(&first.is_code),
            centre: false,
            died: first.died,
            household: told.iter().any(|relative| relative.lives_with),
        });
    }
    figures
}

fn what(told: &[&ShownRelative]) -> String {
    told.iter()
        .map(|relative| relative.is.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// The lines of the picture: parents to children by sort of tie and by the same parents, then couples and brothers and sisters whom
/// no shared parent joins.
fn lines(network: &Network) -> Vec<Line> {
    let people = people(network);
    let rows: Vec<i32> = figures(network).iter().map(|figure| figure.row).collect();
    let place = |person: PersonId| people.iter().position(|known| *known == person);
    let row = |place: usize| rows.get(place).copied().unwrap_or(OTHERS_ROW);
    let ties: Vec<(usize, usize, &str)> = network
        .ties
        .iter()
        .filter_map(|tie| Some((place(tie.of)?, place(tie.to)?, tie.is.as_str())))
        .collect();
    let mut lines = Vec::new();
    for (dashed, sorts) in [
        (false, ["PARENT", "ADOPTIVE_PARENT"].as_slice()),
        (true, ["STEP_PARENT"].as_slice()),
        (true, ["CARER", "SPECIAL_GUARDIAN"].as_slice()),
    ] {
        let kind = if dashed { LineKind::Dashed } else { LineKind::Solid };
        for child in 0..people.len() {
            let mut parents: Vec<usize> = ties.iter().filter_map(|tie| parent_of(*tie, child, sorts)).collect();
            parents.retain(|parent| row(*parent) < row(child));
            parents.sort_unstable();
            parents.dedup();
            for parents in together(&ties, parents, dashed) {
                join(&mut lines, kind, parents, child, &row);
            }
        }
    }
    lines.extend(beside(&ties, &lines, &row));
    lines
}

/// Parents by birth share one line; a step-parent or carer has a line of their own, unless they are a couple.
fn together(ties: &[(usize, usize, &str)], parents: Vec<usize>, dashed: bool) -> Vec<Vec<usize>> {
    let couple = |one: usize, other: usize| {
        ties.iter()
            .any(|(of, to, is)| *is == "PARTNER" && [(one, other), (other, one)].contains(&(*of, *to)))
    };
    match parents.as_slice() {
        [one, other] if dashed && !couple(*one, *other) => vec![vec![*one], vec![*other]],
        [_, _, _, ..] if dashed => parents.into_iter().map(|parent| vec![parent]).collect(),
        _ => vec![parents],
    }
}

/// The parent that a tie of one of these sorts gives to a child, whichever way round it was told.
fn parent_of((of, to, is): (usize, usize, &str), child: usize, sorts: &[&str]) -> Option<usize> {
    let told_of_child = match is {
        "CHILD" => "PARENT",
        "CARED_FOR" => "CARER",
        _ => "",
    };
    if to == child && sorts.contains(&is) {
        Some(of)
    } else {
        (of == child && sorts.contains(&told_of_child)).then_some(to)
    }
}

/// Adds a child to the line of its parents, which it shares with brothers and sisters of its generation.
fn join(lines: &mut Vec<Line>, kind: LineKind, parents: Vec<usize>, child: usize, row: &dyn Fn(usize) -> i32) {
    if parents.is_empty() {
        return;
    }
    let same = lines.iter_mut().find(|line| {
        line.kind == kind && line.parents == parents && line.children.iter().all(|other| row(*other) == row(child))
    });
    match same {
        Some(line) => line.children.push(child),
        None => lines.push(Line {
            kind,
            parents,
            children: vec![child],
        }),
    }
}

/// Lines between people of one generation: couples without a child in the picture, brothers and sisters without a parent in it.
fn beside(ties: &[(usize, usize, &str)], lines: &[Line], row: &dyn Fn(usize) -> i32) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for (of, to, is) in ties.iter().copied().filter(|(of, to, _)| row(*of) == row(*to)) {
        let pair = vec![of.min(to), of.max(to)];
        let joined = |line: &Line| {
            pair.iter().all(|one| line.parents.contains(one)) || pair.iter().all(|one| line.children.contains(one))
        };
        if lines.iter().chain(&found).any(joined) {
            continue;
        }
        let (kind, couple) = match is {
            "PARTNER" => (LineKind::Solid, true),
            "EX_PARTNER" => (LineKind::Dashed, true),
            "SIBLING" => (LineKind::Solid, false),
            "HALF_SIBLING" | "STEP_SIBLING" => (LineKind::Dashed, false),
            _ => continue,
        };
        let shared = found.iter_mut().find(|line| {
            is == "SIBLING"
                && line.parents.is_empty()
                && line.kind == kind
                && pair.iter().any(|one| line.children.contains(one))
        });
        if let Some(line) = shared {
            let new: Vec<usize> = pair.into_iter().filter(|one| !line.children.contains(one)).collect();
            line.children.extend(new);
            continue;
        }
        let (parents, children) = if couple { (pair, Vec::new()) } else { (Vec::new(), pair) };
        found.push(Line {
            kind,
            parents,
            children,
        });
    }
    found
}

fn table(network: &Network) -> Markup {
    let person = network.head.person;
    let yes = |flag: bool| Cell::text(if flag { "Yes" } else { "No" });
    let row = |relative: &ShownRelative| {
        let name = html! {
            @if relative.may_open { (link(&links::person(relative.person), &relative.name)) } @else { (relative.name) }
        };
        Row::new(vec![
            Cell::new(name),
            Cell::new(link(&links::entry(person, relative.entry), &sentence(&relative.is))),
            Cell::text(&relative.age),
            yes(relative.parental_responsibility),
            yes(relative.lives_with),
        ])
    };
    let lives = "Lives with them";
    Table {
        caption: "Who is who",
        columns: ["Name", "Relationship", "Age", "Parental responsibility", lives]
            .into_iter()
            .map(Column::new)
            .collect(),
        rows: network.relatives.iter().map(row).collect(),
        row_headers: true,
        board: true,
        empty: Some("Nobody is recorded yet. Record who lives with the child and who matters to them."),
        ..Table::default()
    }
    .render()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FLAT: &dyn Fn(usize) -> i32 = &|_| 0;

    #[test]
    fn children_of_the_same_parents_share_a_line_and_half_siblings_have_their_own() {
        let row = |place: usize| if place < 3 { -1 } else { 0 };
        let mut lines = Vec::new();
        join(&mut lines, LineKind::Solid, vec![0, 1], 3, &row);
        join(&mut lines, LineKind::Solid, vec![0, 1], 4, &row);
        join(&mut lines, LineKind::Solid, vec![1, 2], 5, &row);
        join(&mut lines, LineKind::Solid, vec![], 6, &row);
        let told: Vec<(Vec<usize>, Vec<usize>)> = lines.into_iter().map(|line| (line.parents, line.children)).collect();
        assert_eq!(told, [(vec![0, 1], vec![3, 4]), (vec![1, 2], vec![5])]);
    }

    #[test]
    fn carers_share_a_line_only_when_they_are_a_couple() {
        let partners = [(1, 2, "PARTNER")];
        assert_eq!(together(&partners, vec![1, 2], true), [vec![1, 2]]);
        assert_eq!(together(&[], vec![1, 2], true), [vec![1], vec![2]]);
        assert_eq!(together(&[], vec![1, 2], false), [vec![1, 2]]);
    }

    #[test]
    fn brothers_and_sisters_without_a_parent_share_a_line() {
        let lines = beside(&[(0, 1, "SIBLING"), (2, 0, "SIBLING")], &[], FLAT);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].children, [0, 1, 2]);
    }

    #[test]
    fn a_tie_told_from_either_side_gives_the_same_parent() {
        assert_eq!(parent_of((1, 0, "PARENT"), 0, &["PARENT"]), Some(1));
        assert_eq!(parent_of((0, 1, "CHILD"), 0, &["PARENT"]), Some(1));
        assert_eq!(parent_of((0, 1, "PARENT"), 0, &["PARENT"]), None);
        assert_eq!(
            parent_of((0, 1, "CARED_FOR"), 0, &["CARER", "SPECIAL_GUARDIAN"]),
            Some(1)
        );
    }

    #[test]
    fn brothers_with_a_parent_in_the_picture_get_no_second_line() {
        let parents = [Line {
            kind: LineKind::Solid,
            parents: vec![2],
            children: vec![0, 1],
        }];
        assert!(beside(&[(0, 1, "SIBLING")], &parents, FLAT).is_empty());
        assert_eq!(beside(&[(0, 3, "STEP_SIBLING")], &parents, FLAT).len(), 1);
    }
}
