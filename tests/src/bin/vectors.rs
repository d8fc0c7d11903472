//! Runs every vector file and tells what came of each: `NAME: N passed, N failed`, and the ids that failed.

use keyless_tests::exchange::exchange;
use keyless_tests::vectors::folder;

fn main() {
    let folder = folder();
    for run in [exchange] {
        println!("{}", run(&folder));
    }
}
