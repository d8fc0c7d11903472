//! Which parts of a JSON are passed over: those in which nothing of ours stands.

use super::string_end;
use crate::surroundings::excerpt::Excerpt;
use crate::surroundings::mentions::Mentions;
use std::borrow::Cow;

/// A long JSON whose objects on the third level, such as the elements of a list in a member, are empty where nothing of ours stands in
/// them, nor anything of `also`.
pub(in crate::surroundings) fn without_quiet<'a>(text: &'a str, also: &[&str]) -> Cow<'a, str> {
    let Some(mentions) = Mentions::of_long(text, also) else { return text.into() };
    let mut out = Excerpt::of(text);
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' if depth == 2 => {
                if let Some(end) = quiet(bytes, at, &mentions) {
                    out.leave_out(at + 1, end - 1);
                    at = end;
                    continue;
                }
                depth += 1;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += 1;
    }
    out.finish()
}

/// Where an object or list ends that nothing of ours stands in.
pub(super) fn quiet(bytes: &[u8], from: usize, mentions: &Mentions) -> Option<usize> {
    let next = mentions.next(from).unwrap_or(bytes.len());
    let (mut at, mut depth) = (from, 0_usize);
    while at < next {
        match bytes.get(at)? {
            b'"' => {
                at = string_end(bytes, at);
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::without_quiet;

    #[test]
    fn quiet_objects_on_the_third_level_are_empty() {
        let quiet = "{\"a\": [1,\n {\"b\": \"}\\u007d\"}]}";
        let ours = "{\"a\": [\n1], \"b\": \"claude\"}";
        let long = format!(
            "{{\"items\": [{{\"x\":\n\"{}\"}}, {quiet}, {ours}, [{{}}], 1], \"k\": {{}}}}",
            "v".repeat(70_000)
        );
        let left = without_quiet(&long, &[]);
        // A backslash may be a letter of ours.
        assert_eq!(left, format!("{{\"items\": [{{\n}}, {quiet}, {ours}, [{{}}], 1], \"k\": {{}}}}"));
        assert_eq!(without_quiet(&left, &[]), left, "a short one stays");
        assert_eq!(without_quiet(&long, &["x"]), long, "what else matters");
    }
}
