//! A figure over time as a line, with the same figures in a table below it.

use maud::{Markup, Render, html};

use super::cards::Picture;
use super::table::{Cell, Column, Row, Table};

const STEP: f64 = 70.0;
const LEFT: f64 = 60.0;
const TOP: f64 = 30.0;
const PLOT_HEIGHT: f64 = 120.0;
const HEIGHT: f64 = 200.0;

/// A figure at one time.
#[derive(Clone, Copy, Debug)]
pub struct TrendPoint<'a> {
    /// The time, short: "Mar 2026".
    pub label: &'a str,
    /// The figure; `None` where there was nothing to count, which breaks the line.
    pub value: Option<f64>,
}

/// A figure over time.
#[derive(Clone, Copy, Debug)]
pub struct Trend<'a> {
    /// What is counted: "Visits in time". Unique in the page.
    pub title: &'a str,
    /// Written after each figure: "%", " days", or nothing.
    pub unit: &'a str,
    /// The lowest and the highest figure that there can be, where it is a scale; else the drawing reaches from the lowest to the
    /// highest that there was.
    pub scale: Option<(f64, f64)>,
    /// The times in order.
    pub points: &'a [TrendPoint<'a>],
}

impl Render for Trend<'_> {
    fn render(&self) -> Markup {
        let figures = Table {
            caption: "Figures",
            columns: vec![Column::new("Time"), Column::numeric(self.title)],
            rows: self
                .points
                .iter()
                .map(|point| Row::new(vec![Cell::text(point.label), Cell::text(&self.words(point.value))]))
                .collect(),
            row_headers: true,
            ..Table::default()
        };
        Picture {
            title: self.title,
            svg: self.svg(),
            words_title: "The same as a table",
            words: figures.render(),
        }
        .render()
    }
}

impl Trend<'_> {
    fn svg(&self) -> Markup {
        let steps = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        let width = LEFT + f64::from(steps) * STEP;
        let (low, high) = self.range();
        let height_of = |value: f64| TOP + PLOT_HEIGHT * (high - value) / (high - low);
        html! {
            svg width=(width) height=(HEIGHT) viewBox={ "0 0 " (width) " " (HEIGHT) } font-size="14" fill="#0b0c0c" {
                @for value in [low, high] {
                    text x="8" y=(height_of(value) + 5.0) { (self.words(Some(value))) }
                    path d={ "M" (LEFT) " " (height_of(value)) "H" (width) } stroke="#cecece" {}
                }
                path d=(self.line(&height_of)) fill="none" stroke="#1d70b8" stroke-width="3" {}
                @for (at, point) in places().zip(self.points) {
                    text x=(at) y=(HEIGHT - 15.0) text-anchor="middle" { (point.label) }
                    @if let Some(value) = point.value {
                        circle cx=(at) cy=(height_of(value)) r="4" fill="#1d70b8" {}
                        text x=(at) y=(height_of(value) - 10.0) text-anchor="middle" { (self.words(Some(value))) }
                    }
                }
            }
        }
    }

    /// The line as an SVG path; it begins anew after a gap.
    fn line(&self, height_of: &dyn Fn(f64) -> f64) -> String {
        let mut path = String::new();
        let mut drawing = false;
        for (at, point) in places().zip(self.points) {
            if let Some(value) = point.value {
                let command = if drawing { 'L' } else { 'M' };
                path.push_str(&format!("{command}{at} {:.1}", height_of(value)));
            }
            drawing = point.value.is_some();
        }
        path
    }

    /// The lowest and the highest figure, at least a little apart.
    fn range(&self) -> (f64, f64) {
        if let Some(scale) = self.scale {
            return scale;
        }
        let values = || self.points.iter().filter_map(|point| point.value);
        let low = values().reduce(f64::min).unwrap_or(0.0);
        let high = values().reduce(f64::max).unwrap_or(1.0);
        if high > low { (low, high) } else { (low, low + 1.0) }
    }

    fn words(&self, value: Option<f64>) -> String {
        match value {
            Some(value) if value.fract() == 0.0 => format!("{value:.0}{}", self.unit),
            Some(value) => format!("{value:.1}{}", self.unit),
            None => "none to count".to_owned(),
        }
    }
}

/// Where the times stand, from left to right.
fn places() -> impl Iterator<Item = f64> {
    (0u32..).map(|step| LEFT + STEP * (f64::from(step) + 0.5))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::govuk::tests::check;

    #[test]
    fn a_gap_breaks_the_line() {
        let points = [
            TrendPoint {
                label: "Jan",
                value: Some(90.0),
            },
            TrendPoint {
                label: "Feb",
                value: None,
            },
            TrendPoint {
                label: "Mar",
                value: Some(94.5),
            },
        ];
        check(
            Trend {
                title: "Visits in time",
                unit: "%",
                scale: None,
                points: &points,
            },
            expect![[r##"
                <figure class="gt-picture">
                <figcaption class="gt-picture__title">Visits in time</figcaption>
                <div class="gt-picture__pane" role="region" aria-label="Visits in time" tabindex="0">
                <div role="img" aria-label="Visits in time. The same is told in words below.">
                <svg width="270" height="200" viewBox="0 0 270 200" font-size="14" fill="#0b0c0c">
                <text x="8" y="155">90%</text>
                <path d="M60 150H270" stroke="#cecece">
                </path>
                <text x="8" y="35">94.5%</text>
                <path d="M60 30H270" stroke="#cecece">
                </path>
                <path d="M95 150.0M235 30.0" fill="none" stroke="#1d70b8" stroke-width="3">
                </path>
                <text x="95" y="185" text-anchor="middle">Jan</text>
                <circle cx="95" cy="150" r="4" fill="#1d70b8">
                </circle>
                <text x="95" y="140" text-anchor="middle">90%</text>
                <text x="165" y="185" text-anchor="middle">Feb</text>
                <text x="235" y="185" text-anchor="middle">Mar</text>
                <circle cx="235" cy="30" r="4" fill="#1d70b8">
                </circle>
                <text x="235" y="20" text-anchor="middle">94.5%</text>
                </svg>
                </div>
                </div>
                <details class="govuk-details">
                <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">The same as a table</span>
                </summary>
                <div class="govuk-details__text">
                <table class="govuk-table">
                <caption class="govuk-table__caption govuk-table__caption--m">Figures</caption>
                <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                <th scope="col" class="govuk-table__header">Time</th>
                <th scope="col" class="govuk-table__header govuk-table__header--numeric">Visits in time</th>
                </tr>
                </thead>
                <tbody class="govuk-table__body">
                <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">Jan</th>
                <td class="govuk-table__cell govuk-table__cell--numeric">90%</td>
                </tr>
                <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">Feb</th>
                <td class="govuk-table__cell govuk-table__cell--numeric">none to count</td>
                </tr>
                <tr class="govuk-table__row">
                <th scope="row" class="govuk-table__header">Mar</th>
                <td class="govuk-table__cell govuk-table__cell--numeric">94.5%</td>
                </tr>
                </tbody>
                </table>
                </div>
                </details>
                </figure>
            "##]],
        );
    }

    #[test]
    fn one_figure_and_none_are_drawn_without_a_fault() {
        let points = [TrendPoint {
            label: "Jan",
            value: Some(0.0),
        }];
        for points in [&points[..], &[]] {
            let drawn = Trend {
                title: "Visits",
                unit: "",
                scale: None,
                points,
            }
            .render()
            .into_string();
            assert!(!drawn.contains("NaN") && !drawn.contains("inf"), "{drawn}");
        }
    }
}
