//! Everything that must hold, in order, with one heading and one time for each stage.

mod count;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::setup::{self, Browser};
use crate::{checkers, page, steps};
use count::Count;

/// Longest time that the browser tests of one binary may take, in seconds; the runner's own limit of 20 is short for
/// a machine that is busy.
const BROWSER_SECONDS: &str = "300";

/// How long to wait for a line before looking whether the command has ended.
const PATIENCE: Duration = Duration::from_millis(500);

/// A stage of `cargo xtask test`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, ValueEnum)]
pub(crate) enum Stage {
    /// Formatting
    Format,
    /// Clippy, warnings are errors
    Lint,
    /// Documentation, warnings are errors
    Doc,
    /// Tests of all members on this machine
    Native,
    /// Exported files through the programs that they are meant for
    Tools,
    /// Recorded answers
    Vectors,
    /// Tests of the page's crate in headless Chromium
    Browser,
    /// The release page, within its budget
    Page,
    /// Journeys through the release page in headless Chromium
    Journeys,
}

impl Stage {
    fn title(self) -> &'static str {
        match self {
            Self::Format => "Formatting",
            Self::Lint => "Clippy",
            Self::Doc => "Documentation",
            Self::Native => "Tests of all members",
            Self::Tools => "Exports through real tools",
            Self::Vectors => "Recorded vectors",
            Self::Browser => "Wasm tests in Chromium",
            Self::Page => "The release page",
            Self::Journeys => "Journeys through the page",
        }
    }
}

/// Runs the stages named, all of them when none is, and fails at the end with a list of those that failed.
pub(crate) fn run(stages: &[Stage]) -> Result<()> {
    let mut stages = if stages.is_empty() { Stage::value_variants().to_vec() } else { stages.to_vec() };
    stages.sort_unstable();
    stages.dedup();

    let mut total = Count::default();
    let mut results = Vec::new();
    for stage in stages {
        println!("\n== {} ==", stage.title());
        let start = Instant::now();
        let (count, outcome) = stage_outcome(stage);
        if let Err(error) = &outcome {
            eprintln!("{}: {error:#}", stage.title());
        }
        total += count;
        results.push((stage, outcome.is_ok(), start.elapsed()));
    }

    println!("\n== Result ==");
    for (stage, passed, time) in &results {
        let mark = if *passed { "ok    " } else { "FAILED" };
        println!("{mark}  {:<26} {:>8}", stage.title(), steps::seconds(*time));
    }
    println!("{} passed, {} failed", total.passed, total.failed);
    let failed: Vec<_> =
        results.iter().filter(|(_, passed, _)| !passed).map(|(stage, ..)| stage.title()).collect();
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

/// Answers the recorded vectors of the repository, or those in another folder.
pub(crate) fn vectors(folder: Option<&Path>) -> Result<()> {
    steps::run(&mut vectors_command(folder)?)
}

/// Measures natively, then the release page in Chromium.
pub(crate) fn bench() -> Result<()> {
    steps::run(steps::cargo().args(["run", "--release", "--package=keyless-tests", "--bin=bench"]))?;
    let page = page::build(&steps::root().join("dist"))?;
    let browser = setup::browser()?;
    let mut command = steps::cargo();
    command.args(["test", "--package=keyless-tests", "--test=page_bench", "--features=journeys"]);
    steps::run(on_page(&mut command, &page, &browser).args(["--", "--nocapture"]))
}

/// Does a stage. A failure that no test has counted (it did not compile, a tool is missing) counts as one.
fn stage_outcome(stage: Stage) -> (Count, Result<()>) {
    let mut count = Count::default();
    let outcome = do_stage(stage, &mut count);
    if outcome.is_err() && count.failed == 0 {
        count.failed = 1;
    }
    (count, outcome)
}

fn do_stage(stage: Stage, count: &mut Count) -> Result<()> {
    let mut command = steps::cargo();
    match stage {
        Stage::Format => command.args(["fmt", "--all", "--check"]),
        Stage::Lint => command.args([
            "clippy",
            "--workspace",
            "--all-targets",
            "--features=keyless-tests/journeys,keyless-tests/tools",
            "--",
            "--deny=warnings",
        ]),
        Stage::Doc => {
            command.args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny=warnings")
        }
        Stage::Native => with_checkers(seeded(command.args(["test", "--workspace", "--no-fail-fast"])))?,
        Stage::Tools => with_all_checkers(command.args([
            "test",
            "--package=keyless-tests",
            "--test=tools",
            "--features=tools",
            "--",
            // Which programs were not here is on the standard output of tests that pass.
            "--nocapture",
        ]))?,
        // What has to agree is asserted by the tests before; this shows the figures, known differences among them.
        Stage::Vectors => return steps::run(&mut vectors_command(None)?),
        Stage::Browser => in_browser(&mut command, &setup::browser()?)?,
        Stage::Page => return page::build(&steps::root().join("dist")).map(drop),
        Stage::Journeys => {
            let page = steps::root().join("dist/index.html");
            if !page.is_file() {
                bail!("dist/index.html is not there: the stage before this one makes it");
            }
            command.args(["test", "--package=keyless-tests", "--test=journeys", "--features=journeys"]);
            on_page(&mut command, &page, &setup::browser()?)
        }
    };
    counted(&mut command, count)
}

/// Runs a command, shows what it prints as it comes and adds up the test results in it.
fn counted(command: &mut Command, count: &mut Count) -> Result<()> {
    let shown = steps::shown(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("{shown} cannot be started"))?;
    let lines = lines_of(child.stdout.take());
    let mut ended = None;
    // The end of the command counts, not the end of its output: a browser left behind may hold that open.
    loop {
        match lines.recv_timeout(PATIENCE) {
            Ok(line) => {
                println!("{line}");
                *count += Count::in_line(&line);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) if ended.is_some() => break,
            Err(RecvTimeoutError::Timeout) => ended = child.try_wait()?,
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{shown} ended with {status}");
    }
    Ok(())
}

fn lines_of(output: Option<ChildStdout>) -> Receiver<String> {
    let (sender, lines) = mpsc::channel();
    std::thread::spawn(move || {
        let bytes = output.map(BufReader::new).into_iter().flat_map(|output| output.split(b'\n'));
        for line in bytes.map_while(std::io::Result::ok) {
            // Nobody listens any more once the command has ended.
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
        }
    });
    lines
}

fn vectors_command(folder: Option<&Path>) -> Result<Command> {
    let mut command = steps::cargo();
    command.args(["run", "--package=keyless-tests", "--bin=vectors"]);
    if let Some(folder) = folder {
        command.env("KEYLESS_VECTORS", steps::from_invocation(folder)?);
    }
    Ok(command)
}

/// The programs that check exported scripts, on the search path.
fn with_checkers(command: &mut Command) -> Result<&mut Command> {
    let folder = setup::checkers()?;
    before_path(command, folder)
}

/// The programs that check exported files, on the search path, and the modules that the files import.
fn with_all_checkers(command: &mut Command) -> Result<&mut Command> {
    let checkers = checkers::all()?;
    before_path(command.env("KEYLESS_MODULES", checkers.modules), checkers.programs)
}

fn before_path(command: &mut Command, folders: impl IntoIterator<Item = PathBuf>) -> Result<&mut Command> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.into_iter().chain(std::env::split_paths(&path));
    Ok(command.env("PATH", std::env::join_paths(folders)?))
}

/// The properties try the same cases at every run, so that a red run is red again; `PROPTEST_RNG_SEED` names others, and
/// `cargo test` by itself draws new ones each time.
fn seeded(command: &mut Command) -> &mut Command {
    const NAME: &str = "PROPTEST_RNG_SEED";
    if std::env::var_os(NAME).is_none() {
        command.env(NAME, "20261122");
    }
    command
}

/// `cargo test` of the page's crate, with the official runner as the thing that executes Wasm.
fn in_browser<'a>(command: &'a mut Command, browser: &Browser) -> Result<&'a mut Command> {
    setup::wasm_target()?;
    let runner = test_runner()?;
    Ok(command
        .args([
            "test",
            "--package=keyless-web",
            "--lib",
            "--tests",
            "--no-fail-fast",
            "--target",
            setup::WASM,
        ])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", &browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", steps::root().join("web/webdriver.json"))
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_SECONDS))
}

fn test_runner() -> Result<PathBuf> {
    steps::step("Building the runner of the Wasm tests", || {
        steps::run(steps::cargo().args([
            "build",
            "--package=xtask",
            "--features=test-runner",
            "--bin=wasm-test-runner",
        ]))
    })?;
    let program = format!("wasm-test-runner{}", std::env::consts::EXE_SUFFIX);
    Ok(steps::target()?.join("debug").join(program))
}

fn on_page<'a>(command: &'a mut Command, page: &Path, browser: &Browser) -> &'a mut Command {
    command.env("KEYLESS_PAGE", page).env("CHROMIUM", &browser.chromium).env("CHROMEDRIVER", &browser.driver)
}
