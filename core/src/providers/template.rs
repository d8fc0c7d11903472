//! Commands with holes.

/// A text with `{field}` holes.
#[derive(Debug)]
pub struct Template;

/// Why a template cannot be filled.
#[derive(Debug)]
pub struct TemplateProblem;
