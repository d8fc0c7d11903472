//! Runs every file of recorded answers and tells what came of each: `NAME: N passed, N failed`, and the ids that failed.
//!
//! It counts and does not judge: it ends well whatever failed, and passes over files that a folder does not have. What
//! must pass is asserted by the tests.

use keyless_tests::vectors::{Tally, folder, is_there};
use keyless_tests::{cel, detection, exchange, precedence};
use std::path::Path;

/// A name, and what runs the file of that name.
type Run = (&'static str, fn(&Path) -> Tally);

const ALL: [Run; 7] = [
    ("exchange", exchange::exchange),
    ("cel-conformance", cel::conformance),
    ("cel-claims", cel::claims),
    ("cel-matches", cel::matches),
    ("sample-claims", detection::sample_claims),
    ("precedence", precedence::precedence),
    ("ant_auth_status", precedence::ant_auth_status),
];

fn main() {
    let folder = folder();
    for (name, run) in ALL {
        if is_there(&folder, name) {
            println!("{}", run(&folder));
        } else {
            println!("{name}: not run, there is no {name}.json in {}", folder.display());
        }
    }
}
