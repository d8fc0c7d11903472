//! Text of the engine: backticks set code apart, and apostrophes are drawn as a typesetter would.

use yew::prelude::*;

/// Draws a text; what stands between backticks is code, and stays as it is.
pub(crate) fn prose(text: &str) -> Html {
    text.split('`')
        .enumerate()
        .map(|(index, part)| {
            if index % 2 == 1 {
                html! { <code>{ part }</code> }
            } else {
                html! { { typeset(part) } }
            }
        })
        .collect()
}

/// Curls apostrophes: the engine writes them straight, as terminals and files want them. Quotes stay: what stands in them
/// may be code.
pub(crate) fn typeset(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('\'') {
        drawn.push_str(before);
        let inside = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphabetic);
        let ends_plural = before.ends_with('s') && !after.starts_with(|c: char| c.is_alphanumeric());
        drawn.push(if inside || ends_plural { '\u{2019}' } else { '\'' });
        rest = after;
    }
    drawn + rest
}

#[cfg(test)]
mod tests {
    use super::typeset;

    #[test]
    fn apostrophes_are_curled_and_quotes_stay() {
        let table = [
            ("the token's value", "the token\u{2019}s value", "inside a word"),
            ("the workflows' own", "the workflows\u{2019} own", "after a plural"),
            ("it isn't the issuer's", "it isn\u{2019}t the issuer\u{2019}s", "twice"),
            ("--jq '.[]' and 'no'", "--jq '.[]' and 'no'", "quotes"),
            ("", "", "nothing"),
        ];
        for (plain, drawn, why) in table {
            assert_eq!(typeset(plain), drawn, "{why}");
        }
    }
}
