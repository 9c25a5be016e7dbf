//! The children looked after return.

use crate::check::{samples, told};
use record::Kind;
use returns::{Format, Options};

pub const FILES: [&str; 12] = [
    "ssda903/ad1.csv",
    "ssda903/DoLo.csv",
    "ssda903/episodes.csv",
    "ssda903/header.csv",
    "ssda903/missing.csv",
    "ssda903/oc2.csv",
    "ssda903/oc3.csv",
    "ssda903/placed_for_adoption.csv",
    "ssda903/previous_permanence.csv",
    "ssda903/reviews.csv",
    "ssda903/sw_episodes.csv",
    "ssda903/uasc.csv",
];

#[test]
fn explore() {
    let told = told(samples(&FILES), Format::Ssda903, Options::default()).unwrap();
    for table in &told.report.tables {
        println!("{table:?}");
    }
    for note in &told.report.notes {
        println!("{note:?}");
    }
    for row in told.set_aside.iter().take(40) {
        println!("{row:?}");
    }
    for kind in Kind::ALL {
        let n = told.count(*kind);
        if n > 0 {
            println!("{} {n}", kind.code());
        }
    }
    let told = crate::check::told(samples(&["ssda903/fake_903.xml"]), Format::Ssda903, Options::default()).unwrap();
    for table in &told.report.tables {
        println!("{table:?}");
    }
    for note in &told.report.notes {
        println!("{note:?}");
    }
    for row in told.set_aside.iter().take(40) {
        println!("{row:?}");
    }
    panic!();
}
