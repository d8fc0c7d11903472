//! The choices that a rule can hold.

use super::super::warning::Warning;

/// How constructor arguments and the environment meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arguments {
    /// One at most; any stops the search in the environment. `true`: null hides the variable of the same name.
    Exclusive(bool),
    /// Key before token before config; any stops the search in the environment.
    First,
    /// Headers are laid over what the chain finds, and `profile` and `config` come last.
    Overlay,
    /// Headers are laid over what the chain finds; an empty one counts as not given.
    Merge,
    /// Flags that replace the variable of the same name.
    Flags,
}

/// What an exported empty key or token does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyStatic {
    /// It counts as unset.
    Unset,
    /// It wins.
    Wins,
}

/// What a client makes of blanks and line endings around a header's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderCheck {
    /// A blank or line ending behind it is an error; blanks in front go out.
    NoneBehind,
    /// A line ending is an error; blanks around the header are lost.
    NoLineEnd,
    /// Blanks and line endings are lost.
    Stripped,
}

/// How the key goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyHeader {
    /// `Authorization: Bearer`.
    Bearer,
    /// `X-Api-Key`.
    XApiKey,
}

/// What the federation variables need to be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvNeeds {
    /// Rule, organization and a token.
    All,
    /// The same; rule and organization without a token are an error if nothing below is found.
    AllOrFail,
    /// Any of the five, and an error unless complete.
    Any,
    /// Rule and token.
    RuleAndToken,
    /// Rule and organization; the token may come later.
    RuleAndOrganization,
}

/// What an empty `ANTHROPIC_PROFILE` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyProfile {
    /// It counts as unset.
    Unset,
    /// It names no profile and hides the active one.
    HidesActive,
    /// It is passed over, and then taken for the active profile's name.
    BreaksActive,
    /// It is an error.
    Fails,
}

/// Which names of profiles are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// Not empty, no blanks around it, no leading dot, no `/`, `\` or NUL.
    Loose,
    /// `[A-Za-z0-9_.-]+`, not `.` or `..`.
    Strict,
    /// No leading dot, no `..`, `/`, `\`.
    Dotless,
    /// No `/`, `\`, `..`.
    NoPath,
}

/// What a profile that cannot be loaded does when it was named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamedFault {
    /// An error.
    Fails,
    /// It is passed over.
    Skipped,
    /// It is passed over, but for a bad name or address.
    FailsIfThrown,
}

/// What a profile that cannot be loaded does when it is the active one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActiveFault {
    /// An error if `active_config` or `ANTHROPIC_CONFIG_DIR` chose it.
    FailsIfChosen,
    /// An error unless there is no file.
    FailsIfThere,
    /// It is listed in the error that says that nothing was found.
    Listed,
    /// It is passed over.
    Skipped,
    /// It is passed over, but for a bad name with a file of that name.
    SkippedButName,
    /// It is passed over, but for a bad name or address while `ANTHROPIC_CONFIG_DIR` is set.
    FailsIfThrown,
}

/// How a profile of wrong form is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Objects are asked for; an unknown type fails at the first call.
    Checked,
    /// What is missing fails, whatever holds it.
    Duck,
    /// By types, type and token included, as it is loaded.
    Typed,
}

/// Which of a profile's missing fields the environment fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Missing ones, null and empty.
    Empty,
    /// Missing ones and null; of the empty ones the rule alone.
    Missing,
    /// None.
    None,
}

/// Where a profile without an identity token takes it from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenFill {
    /// The file's variable, then the literal one.
    Both,
    /// The file's variable.
    File,
    /// Nowhere.
    None,
}

/// What the client makes of a bad cached token of a federation profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// Every fault is an error.
    Strict,
    /// Unsafe permissions are an error, the rest is passed over.
    ModeOnly,
    /// Passed over with a warning.
    Warns,
    /// Passed over.
    Silent,
    /// There is no cache.
    None,
}

/// How a stored login is kept fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// With a client id: needs a refresh token, refreshes what has expired or never says when. Without: sends it as it is.
    Python,
    /// Refreshes what has expired; refuses what it cannot refresh.
    WhenExpired,
    /// As that, and a client id without a refresh token is an error at once.
    NeedsToken,
    /// As that, and fills in a client id of its own.
    OwnClient,
    /// Never; sends it as it is.
    Never,
    /// With a client id at every start; without, sends it as it is.
    Always,
}

/// Who may read the credentials file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileMode {
    /// Bits that are an error.
    pub refused: u32,
    /// Bits that give a warning.
    pub warned: u32,
    /// Which warning.
    pub warning: Option<Warning>,
}

/// Which address an exchange or a call goes to, first to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// The constructor's or the flag's.
    Argument,
    /// `ANTHROPIC_BASE_URL`.
    Variable,
    /// `ANTHROPIC_BASE_URL`, by way of a loaded profile alone.
    VariableByProfile,
    /// The profile's own.
    Profile,
}

/// What an empty `ANTHROPIC_BASE_URL` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyBaseUrl {
    /// It counts as unset.
    Unset,
    /// The call fails, after any exchange.
    FailsAtCall,
    /// The constructor fails.
    FailsAtStart,
}

/// What a credential in `ANTHROPIC_CUSTOM_HEADERS` does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CustomHeaders {
    /// Replaces a header of its name. `true`: before any exchange, so that none is made; `false`: after it, and it covers
    /// for a profile that fails.
    Replaces(bool),
    /// Is replaced by a header of its name; under another name both go out.
    Yields,
    /// Is read where nothing else is found.
    Last,
    /// Is not read.
    Ignored,
}

/// How the warning about shadowed federation comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShadowWarning {
    /// None.
    None,
    /// A variable's key or token is used while a profile or full federation is chosen.
    Used,
    /// As that, and also if an argument of the same name is used instead of the variable.
    Set,
    /// A key or token is used while a profile was given in code, or loaded.
    Profile,
}

/// Whether a profile may name a variable for its token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceEnv {
    /// No.
    Unsupported,
    /// By `value`.
    Value,
    /// By `env_var`.
    EnvVar,
}
