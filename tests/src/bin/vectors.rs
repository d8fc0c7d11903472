//! Runs every vector file and tells what came of each: `NAME: N passed, N failed`, and the ids that failed.

use keyless_tests::vectors::{Tally, folder};
use keyless_tests::{cel, exchange};
use std::path::Path;

fn main() {
    let folder = folder();
    let all: [fn(&Path) -> Tally; 4] = [exchange::exchange, cel::conformance, cel::claims, cel::matches];
    for run in all {
        println!("{}", run(&folder));
    }
}
