//! `keyless`: the engine of Keyless in a terminal, for people and for CI.
//!
//! Every answer comes from `keyless-core`; this crate reads arguments and files, and prints. Answers go to standard output,
//! errors to standard error. No command makes a network request.

mod audit;
mod check;
mod compare;
mod condition;
mod generate;
mod input;
mod learn;
mod lint;
mod precedence;
mod print;
mod rules;
mod strangers;
mod token;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ending {
    /// Accepted, true, written.
    Accepted = 0,
    /// Denied, false, or not valid.
    Denied = 1,
    /// The input cannot be used: no such file, no token, no JSON.
    Unusable = 2,
    /// Nothing fails, but something that matters is not known.
    Unproven = 3,
}

const EXIT_CODES: &str = "Exit status: 0 accepted, 1 denied or not valid, 2 unusable input, 3 not proven.";

#[derive(Parser)]
#[command(
    name = "keyless",
    version,
    about = "Checks and writes Claude Workload Identity Federation, offline",
    after_help = EXIT_CODES,
    disable_help_subcommand = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Read an identity token: platform, header, claims, problems
    #[command(after_help = token::EXAMPLES)]
    Token(token::Arguments),
    /// Run every check of the exchange on a token
    #[command(after_help = check::EXAMPLES)]
    Check(check::Arguments),
    /// Try a CEL condition on claims
    #[command(after_help = condition::EXAMPLES)]
    Condition(condition::Arguments),
    /// Find what is wrong or loose in rules
    #[command(after_help = lint::EXAMPLES)]
    Lint(lint::Arguments),
    /// Judge all the rules that an organization has
    #[command(after_help = audit::EXAMPLES)]
    Audit(audit::Arguments),
    /// Tell who else a rule lets in
    #[command(after_help = strangers::EXAMPLES)]
    Strangers(strangers::Arguments),
    /// Learn the tightest rule that lets in some tokens
    #[command(after_help = learn::EXAMPLES)]
    Learn(learn::Arguments),
    /// Tell which of two rules lets in more, and whom
    #[command(after_help = compare::EXAMPLES)]
    Compare(compare::Arguments),
    /// Write the files of a saved setup
    #[command(after_help = generate::EXAMPLES)]
    Generate(generate::Arguments),
    /// Read what surrounds a workload, and tell which credential each client uses
    #[command(after_help = precedence::EXAMPLES)]
    Precedence(precedence::Arguments),
}

fn main() -> ExitCode {
    let ending = match Arguments::parse().command {
        Command::Token(arguments) => token::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Condition(arguments) => condition::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Strangers(arguments) => strangers::run(&arguments),
        Command::Learn(arguments) => learn::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Precedence(arguments) => precedence::run(&arguments),
    };
    match ending {
        Ok(ending) => ExitCode::from(ending as u8),
        Err(problem) => {
            eprintln!("keyless: {}", print::plain(&problem));
            ExitCode::from(Ending::Unusable as u8)
        }
    }
}
