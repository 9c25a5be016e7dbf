//! Where everything of a family picture stands: a pure function of figures and lines. Figures stand in a grid, one row a
//! generation; words stand to the right of a shape, so that lines may leave it above and below; horizontal lines run between the
//! rows, each in a lane of its own, so that no two lie on each other and none crosses a figure.

use super::{Figure, Line, LineKind};

/// The width and height of a shape.
pub(super) const SHAPE: i32 = 40;
/// The width of a cell: a shape and its words.
pub(super) const CELL_WIDTH: i32 = 190;
/// The height of a cell.
pub(super) const CELL_HEIGHT: i32 = 104;
const GAP: i32 = 28;
const LANE: i32 = 12;
const PADDING: i32 = 16;
const MARGIN: i32 = 20;

/// A picture, laid out.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub width: i32,
    pub height: i32,
    /// The upper left corner of each figure.
    pub places: Vec<(i32, i32)>,
    /// The lines.
    pub strokes: Vec<Stroke>,
    /// Where lines join.
    pub joins: Vec<(i32, i32)>,
    /// The boxes around those who live together: x, y, width, height.
    pub households: Vec<(i32, i32, i32, i32)>,
}

/// A line through points, each straight above, below or beside the one before.
#[derive(Debug)]
pub(super) struct Stroke {
    pub points: Vec<(i32, i32)>,
    pub dashed: bool,
    /// The line it belongs to.
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "the test of overlaps asks which line a stroke is of")
    )]
    pub of: usize,
    /// The figure that it leads to; `None` for a bar between.
    #[cfg_attr(not(test), expect(dead_code, reason = "the test of overlaps asks whose a stroke is"))]
    pub to: Option<usize>,
}

impl Stroke {
    /// As an SVG path.
    pub(super) fn path(&self) -> String {
        let mut path = String::new();
        for (place, (x, y)) in self.points.iter().enumerate() {
            let command = if place == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{command}{x} {y}"));
        }
        path
    }
}

/// Lays a family out.
pub(super) fn lay_out(figures: &[Figure], lines: &[Line]) -> Drawing {
    let mut grid = Grid::new(figures);
    grid.order(lines);
    let mut plan = Plan::new(&grid, lines);
    let (width, height) = plan.measure(&grid);
    let places: Vec<(i32, i32)> = (0..figures.len()).map(|figure| plan.place(&grid, figure)).collect();
    let mut drawing = Drawing {
        width,
        height,
        households: households(figures, &grid, &places),
        places,
        ..Drawing::default()
    };
    for (number, line) in lines.iter().enumerate() {
        plan.draw(&grid, number, line, &mut drawing);
    }
    drawing
}

/// Who stands in which row, from left to right.
struct Grid {
    rows: Vec<Vec<usize>>,
    /// The row of each figure.
    row_of: Vec<usize>,
    /// The place in `rows` of the generation by which the others are ordered.
    anchor: usize,
    widest: usize,
}

impl Grid {
    fn new(figures: &[Figure]) -> Grid {
        let mut levels: Vec<i32> = figures.iter().map(|figure| figure.row).collect();
        levels.sort_unstable();
        levels.dedup();
        let row_of: Vec<usize> = figures
            .iter()
            .map(|figure| levels.partition_point(|level| *level < figure.row))
            .collect();
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); levels.len()];
        for (figure, row) in row_of.iter().enumerate() {
            if let Some(row) = rows.get_mut(*row) {
                row.push(figure);
            }
        }
        let anchor = levels
            .iter()
            .position(|level| *level == -1)
            .or(levels.iter().position(|level| *level == 0));
        Grid {
            widest: rows.iter().map(Vec::len).max().unwrap_or(0),
            rows,
            row_of,
            anchor: anchor.unwrap_or(0),
        }
    }

    /// Orders each row so that children stand below their parents, and grandparents above theirs.
    fn order(&mut self, lines: &[Line]) {
        for row in self.anchor + 1..self.rows.len() {
            self.order_row(row, &|figure| {
                let of = lines.iter().filter(|line| line.children.contains(&figure));
                of.flat_map(|line| line.parents.iter().copied()).collect()
            });
        }
        for row in (0..self.anchor).rev() {
            self.order_row(row, &|figure| {
                let of = lines.iter().filter(|line| line.parents.contains(&figure));
                of.flat_map(|line| line.children.iter().copied()).collect()
            });
        }
    }

    fn order_row(&mut self, row: usize, kin: &dyn Fn(usize) -> Vec<usize>) {
        let Some(mut figures) = self.rows.get(row).cloned() else {
            return;
        };
        let middle = self.widest * 50;
        figures.sort_by_key(|figure| {
            let columns: Vec<usize> = kin(*figure).into_iter().map(|kin| self.column(kin) * 100).collect();
            columns
                .iter()
                .sum::<usize>()
                .checked_div(columns.len())
                .unwrap_or(middle)
        });
        if let Some(row) = self.rows.get_mut(row) {
            *row = figures;
        }
    }

    fn row(&self, figure: usize) -> usize {
        self.row_of.get(figure).copied().unwrap_or(0)
    }

    /// The column in which a figure stands; rows are set in the middle.
    fn column(&self, figure: usize) -> usize {
        let row = self.rows.get(self.row(figure));
        row.map_or(0, |row| {
            let within = row.iter().position(|known| *known == figure).unwrap_or(0);
            (self.widest - row.len()) / 2 + within
        })
    }
}

/// The lanes between rows and what leaves each figure above and below.
struct Plan {
    /// For each line the gap (above the row of this number) and the lane in which its bar runs.
    bars: Vec<Option<(usize, usize)>>,
    /// How many lanes each gap has.
    lanes: Vec<usize>,
    /// How many strokes have left each figure above, and below.
    above: Vec<i32>,
    below: Vec<i32>,
    /// How many strokes have passed by, from each gap on.
    beside: Vec<usize>,
    /// The upper edge of each row.
    tops: Vec<i32>,
}

impl Plan {
    fn new(grid: &Grid, lines: &[Line]) -> Plan {
        let count = grid.row_of.len();
        let mut plan = Plan {
            bars: Vec::new(),
            lanes: vec![0; grid.rows.len()],
            above: vec![0; count],
            below: vec![0; count],
            beside: vec![0; grid.rows.len()],
            tops: Vec::new(),
        };
        for line in lines {
            let bar = gap_of(grid, line).map(|gap| (gap, plan.new_lane(gap)));
            plan.bars.push(bar);
        }
        // Those who stand more than one row above the children need a lane below their own row too.
        for line in lines {
            let Some(gap) = gap_of(grid, line) else { continue };
            for parent in line.parents.iter().filter(|parent| grid.row(**parent) + 1 < gap) {
                plan.new_lane(grid.row(*parent) + 1);
            }
        }
        plan
    }

    fn new_lane(&mut self, gap: usize) -> usize {
        match self.lanes.get_mut(gap) {
            Some(lanes) => {
                *lanes += 1;
                *lanes - 1
            }
            None => 0,
        }
    }

    /// Sets the rows below each other and answers the size of the picture.
    fn measure(&mut self, grid: &Grid) -> (i32, i32) {
        let mut y = MARGIN;
        for lanes in &self.lanes {
            let lanes = i32::try_from(*lanes).unwrap_or(0);
            y += if lanes == 0 {
                PADDING
            } else {
                2 * PADDING + lanes * LANE
            };
            self.tops.push(y);
            y += CELL_HEIGHT;
        }
        let columns = i32::try_from(grid.widest).unwrap_or(0);
        ((CELL_WIDTH + GAP) * columns + 2 * MARGIN, y + MARGIN)
    }

    fn place(&self, grid: &Grid, figure: usize) -> (i32, i32) {
        let column = i32::try_from(grid.column(figure)).unwrap_or(0);
        let top = self.tops.get(grid.row(figure)).copied().unwrap_or(MARGIN);
        (MARGIN + GAP / 2 + column * (CELL_WIDTH + GAP), top)
    }

    /// The height at which a lane of a gap runs.
    fn lane(&self, gap: usize, lane: usize) -> i32 {
        let lanes = self.lanes.get(gap).copied().unwrap_or(0);
        let up = i32::try_from(lanes.saturating_sub(lane)).unwrap_or(0);
        self.tops.get(gap).copied().unwrap_or(MARGIN) - PADDING - up * LANE + LANE / 2
    }

    fn draw(&mut self, grid: &Grid, number: usize, line: &Line, drawing: &mut Drawing) {
        let Some(Some((gap, lane))) = self.bars.get(number).copied() else {
            return;
        };
        let bar = self.lane(gap, lane);
        let dashed = line.kind == LineKind::Dashed;
        let mut ends: Vec<i32> = Vec::new();
        for figure in line.parents.iter().chain(&line.children).copied() {
            let points = match grid.row(figure) {
                row if row >= gap => self.upward(grid, figure, bar),
                row if row + 1 == gap => self.downward(grid, figure, bar),
                row => self.around(grid, figure, row + 1, bar),
            };
            ends.extend(points.last().map(|(x, _)| *x));
            drawing.strokes.push(Stroke {
                points,
                dashed,
                of: number,
                to: Some(figure),
            });
        }
        let (left, right) = (ends.iter().min().copied(), ends.iter().max().copied());
        if let (Some(left), Some(right)) = (left, right) {
            drawing.strokes.push(Stroke {
                points: vec![(left, bar), (right, bar)],
                dashed,
                of: number,
                to: None,
            });
        }
        drawing.joins.extend(ends.into_iter().map(|x| (x, bar)));
    }

    /// From the upper edge of a figure to the bar above it.
    fn upward(&mut self, grid: &Grid, figure: usize, bar: i32) -> Vec<(i32, i32)> {
        let (x, y) = self.place(grid, figure);
        let x = x + SHAPE / 2 + next(&mut self.above, figure) * 6;
        vec![(x, y), (x, bar)]
    }

    /// From the lower edge of a figure to the bar below it. It leaves between the places of those from above, so that the lines of
    /// a parent and of a child in one column never lie on each other.
    fn downward(&mut self, grid: &Grid, figure: usize, bar: i32) -> Vec<(i32, i32)> {
        let (x, y) = self.place(grid, figure);
        let x = x + SHAPE / 2 + 3 + next(&mut self.below, figure) * 6;
        vec![(x, y + SHAPE), (x, bar)]
    }

    /// From the lower edge of a figure into the gap below it, to the left of its column, and down past the rows between.
    fn around(&mut self, grid: &Grid, figure: usize, gap: usize, bar: i32) -> Vec<(i32, i32)> {
        let used = self.beside.get(gap).copied().unwrap_or(0);
        let bars = self.bars.iter().flatten().filter(|(of, _)| *of == gap).count();
        let lane = self.lane(gap, bars + used);
        let (x, y) = self.place(grid, figure);
        let out = x + SHAPE / 2 + 3 + next(&mut self.below, figure) * 6;
        let aside = x - 4 - i32::try_from(self.beside.iter().sum::<usize>() % 6).unwrap_or(0) * 4;
        if let Some(beside) = self.beside.get_mut(gap) {
            *beside += 1;
        }
        vec![(out, y + SHAPE), (out, lane), (aside, lane), (aside, bar)]
    }
}

/// The next place at an edge of a figure: in the middle, then left and right of it by turns.
fn next(used: &mut [i32], figure: usize) -> i32 {
    let Some(count) = used.get_mut(figure) else { return 0 };
    let place = if *count % 2 == 0 { *count / 2 } else { -(*count + 1) / 2 };
    *count += 1;
    place.clamp(-3, 2)
}

/// The gap in which a line's bar runs: above its highest child; above the couple, where it has none.
fn gap_of(grid: &Grid, line: &Line) -> Option<usize> {
    let below = if line.children.is_empty() {
        &line.parents
    } else {
        &line.children
    };
    below.iter().map(|figure| grid.row(*figure)).min()
}

/// Boxes around neighbours in a row who live together.
fn households(figures: &[Figure], grid: &Grid, places: &[(i32, i32)]) -> Vec<(i32, i32, i32, i32)> {
    let lives = |figure: &usize| figures.get(*figure).is_some_and(|figure| figure.household);
    let mut boxes = Vec::new();
    for row in &grid.rows {
        for run in row.chunk_by(|left, right| lives(left) == lives(right)) {
            let (Some(first), Some(_)) = (run.first().filter(|first| lives(first)), run.last()) else {
                continue;
            };
            if let Some((x, y)) = places.get(*first) {
                let count = i32::try_from(run.len()).unwrap_or(1);
                boxes.push((x - 8, y - 6, count * (CELL_WIDTH + GAP) - GAP + 16, CELL_HEIGHT + 10));
            }
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A family of `size` people around one in the middle, with every sort of line: the same for the same seed.
    fn family(size: usize, mut seed: u64) -> (Vec<Figure>, Vec<Line>) {
        let mut dice = |sides: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % sides
        };
        let mut figures = vec![Figure {
            centre: true,
            household: true,
            ..Figure::default()
        }];
        for _ in 0..size {
            figures.push(Figure {
                row: i32::try_from(dice(5)).unwrap() - 2,
                household: dice(3) == 0,
                ..Figure::default()
            });
        }
        let mut lines = Vec::new();
        for _ in 0..size {
            let at = |row: i32, dice: &mut dyn FnMut(u64) -> u64| -> Vec<usize> {
                let of_row = (0..figures.len()).filter(|figure| figures[*figure].row == row);
                of_row.filter(|_| dice(2) == 0).take(3).collect()
            };
            let row = i32::try_from(dice(4)).unwrap() - 2;
            let further = i32::try_from(dice(2)).unwrap();
            let mut parents = at(row, &mut dice);
            parents.truncate(2);
            let children = at(row + 1 + further, &mut dice);
            if parents.len() + children.len() >= 2 {
                let kind = if dice(2) == 0 {
                    LineKind::Solid
                } else {
                    LineKind::Dashed
                };
                lines.push(Line {
                    kind,
                    parents,
                    children,
                });
            }
        }
        lines.truncate(4);
        (figures, lines)
    }

    fn check(figures: &[Figure], lines: &[Line]) {
        let drawing = lay_out(figures, lines);
        let apart = |left: (i32, i32), right: (i32, i32)| {
            (left.0 - right.0).abs() >= CELL_WIDTH || (left.1 - right.1).abs() >= CELL_HEIGHT
        };
        for (number, place) in drawing.places.iter().enumerate() {
            assert!(
                place.0 >= 0 && place.0 + CELL_WIDTH <= drawing.width,
                "within the picture"
            );
            assert!(
                place.1 >= 0 && place.1 + CELL_HEIGHT <= drawing.height,
                "within the picture"
            );
            for other in &drawing.places[number + 1..] {
                assert!(apart(*place, *other), "two figures lie on each other");
            }
        }
        for stroke in &drawing.strokes {
            for segment in stroke.points.windows(2) {
                let (x, y) = ((segment[0].0, segment[1].0), (segment[0].1, segment[1].1));
                assert!(x.0 == x.1 || y.0 == y.1, "a line runs aslant");
                for (figure, place) in drawing.places.iter().enumerate() {
                    let within_x = x.0.max(x.1) > place.0 && x.0.min(x.1) < place.0 + CELL_WIDTH;
                    let within_y = y.0.max(y.1) > place.1 && y.0.min(y.1) < place.1 + CELL_HEIGHT;
                    assert!(
                        !(within_x && within_y) || stroke.to == Some(figure),
                        "line {} crosses figure {figure}: {figures:?} {lines:?}",
                        stroke.of
                    );
                }
            }
        }
        bars_lie_apart(&drawing);
    }

    fn bars_lie_apart(drawing: &Drawing) {
        let level: Vec<(usize, i32, i32, i32)> = drawing
            .strokes
            .iter()
            .flat_map(|stroke| stroke.points.windows(2).map(move |ends| (stroke.of, ends[0], ends[1])))
            .filter(|(_, from, to)| from.1 == to.1 && from.0 != to.0)
            .map(|(of, from, to)| (of, from.1, from.0.min(to.0), from.0.max(to.0)))
            .collect();
        for (number, one) in level.iter().enumerate() {
            for other in &level[number + 1..] {
                let overlap = one.1 == other.1 && one.2 < other.3 && other.2 < one.3;
                assert!(
                    one.0 == other.0 || !overlap,
                    "two bars lie on each other: {one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn nobody_and_nothing_overlaps_from_no_relative_to_twenty_five() {
        for size in 0..=25 {
            for seed in 0..40 {
                let (figures, lines) = family(size, seed);
                check(&figures, &lines);
            }
        }
    }

    #[test]
    fn children_stand_below_their_parents_and_half_siblings_beside() {
        let at = |row: i32| Figure {
            row,
            ..Figure::default()
        };
        // Father, mother, her former partner; the child in the middle and a half-brother of the mother's.
        let figures = [at(0), at(-1), at(-1), at(-1), at(0)];
        let line = |parents: &[usize], children: &[usize]| Line {
            kind: LineKind::Solid,
            parents: parents.to_vec(),
            children: children.to_vec(),
        };
        let lines = [line(&[2, 3], &[4]), line(&[1, 2], &[0])];
        let drawing = lay_out(&figures, &lines);
        let x = |figure: usize| drawing.places[figure].0;
        assert!(x(0) < x(4), "the child of the pair to the left stands to the left");
        check(&figures, &lines);
    }

    #[test]
    fn those_who_live_together_are_boxed_together() {
        let figures = [true, true, false].map(|household| Figure {
            household,
            ..Figure::default()
        });
        assert_eq!(lay_out(&figures, &[]).households.len(), 1);
    }

    #[test]
    fn nobody_at_all_is_a_picture_too() {
        let drawing = lay_out(&[], &[]);
        assert!(drawing.width > 0 && drawing.height > 0);
    }
}
