//! What was pasted.
