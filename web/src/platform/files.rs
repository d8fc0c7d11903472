//! Files that were dropped or chosen.

use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::file::{Blob, FileList};
use std::cell::RefCell;
use std::rc::Rc;

/// Most of a file that is read, in bytes.
const LARGEST: u64 = 8 * 1024 * 1024;
/// Most files that are read at once.
pub const MOST: usize = 100;

/// A file's name and text.
pub type Named = (String, String);

/// Reads files as text and gives all of them to `then`, in their order, with how many were left out because they were too
/// many. One that cannot be read is left out too. The readers stop when they are dropped.
#[must_use]
pub fn read(files: &web_sys::FileList, then: impl Fn(Vec<Named>, usize) + 'static) -> Vec<FileReader> {
    let list = FileList::from(files.clone());
    let waited_for = list.len().min(MOST);
    let left_out = list.len() - waited_for;
    let texts: Rc<RefCell<Vec<Option<Named>>>> = Rc::new(RefCell::new(vec![None; waited_for]));
    let left = Rc::new(RefCell::new(waited_for));
    let then = Rc::new(then);
    list.iter()
        .take(MOST)
        .enumerate()
        .map(|(index, file)| {
            let (texts, left, then) = (Rc::clone(&texts), Rc::clone(&left), Rc::clone(&then));
            let head = if file.size() > LARGEST { file.slice(0, LARGEST) } else { file.clone() };
            let name = file.name();
            read_as_text(&Blob::from(head), move |text| {
                if let Some(place) = texts.borrow_mut().get_mut(index) {
                    *place = text.ok().map(|text| (name.clone(), text));
                }
                *left.borrow_mut() -= 1;
                if *left.borrow() == 0 {
                    let texts = texts.borrow_mut().drain(..).flatten().collect();
                    then(texts, left_out);
                }
            })
        })
        .collect()
}
