//! placeholder

pub mod cel;
pub mod vectors;
