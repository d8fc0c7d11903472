//! A text with its differences marked.

use crate::state::diff::Piece;
use yew::prelude::*;

/// Draws a text; what differs is marked by more than its colour.
pub(super) fn diff_text(pieces: &[Piece]) -> Html {
    pieces
        .iter()
        .map(|piece| {
            if piece.differs {
                html! { <mark>{ &piece.text }</mark> }
            } else {
                html! { { &piece.text } }
            }
        })
        .collect()
}
