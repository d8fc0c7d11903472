//! The doors of the project: every command that a person or CI needs, each doing its own set-up.
//!
//! `cargo xtask serve` builds the page and serves it on this machine; `build` leaves it in `dist/index.html`; `test`
//! runs everything that must hold. Nothing has to be installed first but Rust (and Node.js for the release page);
//! what is missing is fetched through a package client, or named together with the command that installs it.

mod bindgen;
mod cache;
mod checkers;
mod page;
mod seal;
mod serve;
mod setup;
mod split;
mod steps;
mod test;
mod tools;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build, serve and prove Keyless", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    door: Door,
}

#[derive(Subcommand)]
enum Door {
    /// Build the page and serve it on 127.0.0.1 until Ctrl-C
    Serve {
        /// Port to listen on; 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the page in the default browser
        #[arg(long)]
        open: bool,
    },
    /// Build the sealed page and print what each part of it weighs
    Build {
        /// Folder that receives index.html
        #[arg(long, default_value = "dist", value_name = "DIR")]
        out: PathBuf,
    },
    /// Run everything that must hold, or only the stages named
    Test {
        /// Stages to run, in their fixed order; all when none is named
        #[arg(value_enum, value_name = "STAGE")]
        stages: Vec<test::Stage>,
    },
    /// Answer the recorded vectors and count what agrees
    Vectors {
        /// Folder with other vectors of the same form
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Measure decoding, verdicts and conditions, natively and in Chromium
    Bench,
    /// Put the sealed page into the folder that Trunk is about to publish (called by Trunk's hook)
    Seal {
        /// Folder to seal; Trunk's hook leaves it out and Trunk names the folder in TRUNK_STAGING_DIR
        #[arg(long, value_name = "DIR")]
        staging: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match open(Arguments::parse().door) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // The causes, without the stack that RUST_BACKTRACE would add: a failing tool is no fault in this program.
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn open(door: Door) -> anyhow::Result<()> {
    match door {
        Door::Serve { port, open } => serve::run(port, open),
        Door::Build { out } => page::build(&steps::from_invocation(&out)?).map(drop),
        Door::Test { stages } => test::run(&stages),
        Door::Vectors { folder } => test::vectors(folder.as_deref()),
        Door::Bench => test::bench(),
        Door::Seal { staging } => page::build_into_staging(staging),
    }
}
