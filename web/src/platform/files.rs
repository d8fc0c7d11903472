//! Dropped files.

use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::file::{Blob, FileList};

/// Largest file that is read, in bytes; a larger one is read up to here.
const LARGEST: u64 = 8 * 1024 * 1024;

/// Reads dropped files as text, one after the other, and gives each to `then`. The readers stop when they are dropped.
#[must_use]
pub fn read(files: &web_sys::FileList, then: impl Fn(String) + Clone + 'static) -> Vec<FileReader> {
    FileList::from(files.clone())
        .iter()
        .map(|file| {
            let then = then.clone();
            let head = if file.size() > LARGEST { file.slice(0, LARGEST) } else { file.clone() };
            read_as_text(&Blob::from(head), move |text| {
                if let Ok(text) = text {
                    then(text);
                }
            })
        })
        .collect()
}
