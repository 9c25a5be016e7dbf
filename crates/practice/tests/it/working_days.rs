//! Working days against a second calculation: a table summed day by day by another program (Python; its holidays up to 2021 are the
//! package `holidays`’, from which ours come too, and from 2022 the announced ones), for starts from 1990 to 2026.

use crate::england::england;
use record::Day;

const TABLE: &str = include_str!("working_days.csv");

#[test]
fn working_days_agree_with_a_second_calculation() {
    let calendar = &england().calendar;
    let mut wrong = Vec::new();
    for line in TABLE.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (start, count) = (Day::read(cells[0]).unwrap(), cells[1].parse().unwrap());
        let found = (
            calendar.plus_working_days(start, count).to_string(),
            calendar.minus_working_days(start, count).to_string(),
        );
        if (found.0.as_str(), found.1.as_str()) != (cells[2], cells[3]) {
            wrong.push(format!("{line}: we say {found:?}"));
        }
    }
    assert!(TABLE.lines().count() > 3_000);
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn adding_and_counting_working_days_are_one_sum() {
    let calendar = &england().calendar;
    let mut day = Day::read("1990-01-01").unwrap();
    while day.year() < 2060 {
        let later = calendar.plus_working_days(day, 10);
        assert_eq!(calendar.working_days_between(day, later), 10, "{day}");
        assert!(calendar.is_working_day(later), "{day} leads to {later}");
        day = day.plus_days(1);
    }
}
