//! A value behind a pointer, compared by the pointer.

use std::ops::Deref;
use std::rc::Rc;

/// A value that views share. Two are equal when they are the same one, so that a view is drawn again only after a change,
/// and values that nobody may compare or copy can be handed to it.
#[derive(Debug)]
pub struct Shared<T>(Rc<T>);

impl<T> Shared<T> {
    /// Shares a value.
    pub fn new(value: T) -> Self {
        Self(Rc::new(value))
    }
}

impl<T: Clone> Shared<T> {
    /// Changes the value, in a copy if others still see it.
    pub fn change(&mut self) -> &mut T {
        // A fresh pointer each time, so that a change is always seen as one.
        self.0 = Rc::new((*self.0).clone());
        Rc::make_mut(&mut self.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}
