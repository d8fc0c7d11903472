//! Every file as reviewed through the program that it is meant for. `cargo xtask test tools` installs them and runs this.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_tests::tools::{File, TOOLS, goldens};

#[test]
fn every_file_passes_its_tools() {
    let files = goldens();
    let mut problems = Vec::new();
    for tool in TOOLS {
        let missing = tool.missing();
        if !missing.is_empty() {
            let what = format!("{} is not here: {}", tool.name, missing.join(", "));
            println!("skipped: {what}");
            if tool.required {
                problems.push(what);
            }
            continue;
        }
        let (count, outcome) = tool.run(&files);
        println!("{}: {count} files", tool.name);
        problems.extend(outcome.err().map(|what| format!("{}: {what}", tool.name)));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n\n"));
}

#[test]
fn every_file_has_a_tool_that_takes_it() {
    for file in goldens() {
        let taken = TOOLS.iter().any(|tool| (tool.takes)(&file));
        assert!(taken, "{}: no tool in tests/src/tools/table.rs takes it", file.place().display());
    }
}

#[test]
fn every_tool_refuses_what_is_broken() {
    for tool in TOOLS {
        if !tool.required && !tool.missing().is_empty() {
            println!("skipped: {} is not here", tool.name);
            continue;
        }
        for (provider, path, body) in tool.broken {
            let file = File {
                provider: (*provider).to_owned(),
                setup: "broken".to_owned(),
                path: (*path).to_owned(),
                body: (*body).to_owned(),
            };
            let (count, outcome) = tool.run(std::slice::from_ref(&file));
            assert_eq!(count, 1, "{} takes {path}", tool.name);
            let said = outcome.expect_err(&format!("{} takes a broken {path} of {provider}", tool.name));
            let is_about_the_file =
                tool.programs.is_empty() || said.contains(path.rsplit('/').next().unwrap());
            assert!(is_about_the_file, "{} complains of something else: {said}", tool.name);
        }
    }
}
