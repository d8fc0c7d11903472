//! Where two texts differ, by character.

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether the other text lacks it.
    pub differs: bool,
}

/// The longest middle part, in characters, that is compared in detail: the work grows with its square.
const DETAIL: usize = 400;

/// Cuts two texts into what they share and what they do not.
pub fn pieces(left: &str, right: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a_rest, b_rest) = (&a[head..], &b[head..]);
    let tail = a_rest.iter().rev().zip(b_rest.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a_mid, b_mid) = (&a_rest[..a_rest.len() - tail], &b_rest[..b_rest.len() - tail]);
    let (a_same, b_same) = if a_mid.len() <= DETAIL && b_mid.len() <= DETAIL {
        common(a_mid, b_mid)
    } else {
        (vec![false; a_mid.len()], vec![false; b_mid.len()])
    };
    (cut(&a, head, &a_same), cut(&b, head, &b_same))
}

/// Which characters belong to a longest common subsequence.
fn common(a: &[char], b: &[char]) -> (Vec<bool>, Vec<bool>) {
    let width = b.len() + 1;
    let mut lengths = vec![0_u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            lengths[i * width + j] = if a[i] == b[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut in_a, mut in_b) = (vec![false; a.len()], vec![false; b.len()]);
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            (in_a[i], in_b[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_a, in_b)
}

fn cut(text: &[char], head: usize, same: &[bool]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (index, character) in text.iter().enumerate() {
        let differs = index >= head && same.get(index - head).is_some_and(|same| !same);
        match pieces.last_mut() {
            Some(piece) if piece.differs == differs => piece.text.push(*character),
            _ => pieces.push(Piece { text: character.to_string(), differs }),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(pieces: &[Piece]) -> String {
        pieces.iter().map(|p| if p.differs { format!("[{}]", p.text) } else { p.text.clone() }).collect()
    }

    #[test]
    fn differences_are_found_by_character() {
        let table = [
            ("", "", "", "", "nothing"),
            ("abc", "abc", "abc", "abc", "equal"),
            ("abc", "", "[abc]", "", "all of it"),
            (
                "repo:acme/site:ref:refs/heads/main",
                "repo:acme@1482/site@90210:ref:refs/heads/main",
                "repo:acme/site:ref:refs/heads/main",
                "repo:acme[@1482]/site[@90210]:ref:refs/heads/main",
                "ids were put in",
            ),
            ("https://a.b", "https://a.b/", "https://a.b", "https://a.b[/]", "a slash at the end"),
            ("größe", "grösse", "grö[ß]e", "grö[ss]e", "characters, not bytes"),
        ];
        for (left, right, left_marked, right_marked, why) in table {
            let (a, b) = pieces(left, right);
            assert_eq!((marked(&a).as_str(), marked(&b).as_str()), (left_marked, right_marked), "{why}");
        }
    }

    #[test]
    fn long_texts_are_marked_in_one_piece() {
        let (a, b) = pieces(&"x".repeat(5000), &"y".repeat(5000));
        assert_eq!((a.len(), b.len()), (1, 1));
        assert!(a[0].differs && b[0].differs);
    }
}
