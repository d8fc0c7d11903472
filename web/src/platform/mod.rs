//! Everything that reaches beyond the state: one file for each kind of effect, each taking the narrowest type.

mod archive;
pub mod autosave;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod files;
pub mod page;
pub mod slices;
pub mod theme;
