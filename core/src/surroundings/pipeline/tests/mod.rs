//! Pipelines of every platform, one row per reason.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod found;
mod places;

const GITHUB: &str = ".github/workflows/a.yml";
const GITLAB: &str = ".gitlab-ci.yml";
const CIRCLE: &str = ".circleci/config.yml";
const BITBUCKET: &str = "bitbucket-pipelines.yml";
const AZURE: &str = "azure-pipelines.yml";
