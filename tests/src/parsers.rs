//! Programs and Dockerfiles as their readers see them: grammars that others wrote find the literals, and what stands in a
//! literal is decoded by the rules of its language, strictly.

use keyless_core::export::Language;
use tree_sitter::{Node, Parser};

/// The string literals of a program, decoded, in order; those in which a value is interpolated are left out.
///
/// # Errors
/// The first error of syntax with its line, or the first escape that the language does not know.
pub fn string_literals(language: Language, text: &str) -> Result<Vec<String>, String> {
    let (grammar, kinds): (tree_sitter::Language, &[&str]) = match language {
        Language::Python => (tree_sitter_python::LANGUAGE.into(), &["string"]),
        Language::TypeScript => (tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(), &["string"]),
        Language::Go => (tree_sitter_go::LANGUAGE.into(), &["interpreted_string_literal"]),
        Language::Java => (tree_sitter_java::LANGUAGE.into(), &["string_literal"]),
        Language::CSharp => (tree_sitter_c_sharp::LANGUAGE.into(), &["string_literal"]),
        Language::Php => (tree_sitter_php::LANGUAGE_PHP.into(), &["string", "encapsed_string"]),
        Language::Ruby => (tree_sitter_ruby::LANGUAGE.into(), &["string"]),
        other => return Err(format!("no grammar for {}", other.name())),
    };
    let mut parser = Parser::new();
    parser.set_language(&grammar).map_err(|e| e.to_string())?;
    let tree = parser.parse(text, None).ok_or("the parser gave up")?;
    if let Some(node) = first_error(tree.root_node()) {
        let line = node.start_position().row;
        return Err(format!("line {}: {:?}", line + 1, text.lines().nth(line).unwrap_or_default()));
    }
    let mut literals = Vec::new();
    collect(tree.root_node(), kinds, &mut |node| {
        let literal = text.get(node.byte_range()).ok_or("a literal ends within a character")?;
        literals.extend(decoded(language, literal)?);
        Ok(())
    })?;
    Ok(literals)
}

fn first_error(node: Node<'_>) -> Option<Node<'_>> {
    if node.is_error() || node.is_missing() {
        return Some(node);
    }
    if !node.has_error() {
        return None;
    }
    node.children(&mut node.walk()).find_map(first_error)
}

fn collect(
    node: Node<'_>,
    kinds: &[&str],
    found: &mut impl FnMut(Node<'_>) -> Result<(), String>,
) -> Result<(), String> {
    // In a literal with an interpolated value, the value's own literals count, the literal around it does not.
    let plain = |node: Node<'_>| {
        node.named_children(&mut node.walk()).all(|child| {
            ["content", "fragment", "escape", "start", "end"].iter().any(|k| child.kind().contains(k))
        })
    };
    if node.is_named() && kinds.contains(&node.kind()) && plain(node) {
        return found(node);
    }
    node.children(&mut node.walk()).try_for_each(|child| collect(child, kinds, found))
}

/// What a literal stands for; `None` for kinds of literal that no export writes, such as documentation.
fn decoded(language: Language, literal: &str) -> Result<Option<String>, String> {
    // Documentation, and Python's bytes and format strings.
    if literal.starts_with("\"\"\"") || literal.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Ok(None);
    }
    let body = |quote: char| literal.strip_prefix(quote).and_then(|l| l.strip_suffix(quote));
    if let Some(body) = body('\'') {
        // PHP knows two escapes here and Ruby none that matters; TypeScript and Python are written with double quotes.
        return Ok(Some(body.replace("\\'", "'").replace("\\\\", "\\")));
    }
    let body = body('"').ok_or_else(|| format!("{literal}: no quotes"))?;
    let mut out = String::new();
    let mut rest = body.chars();
    while let Some(c) = rest.next() {
        match c {
            '\\' => out.push(escape(language, &mut rest).map_err(|e| format!("{literal}: {e}"))?),
            '\n' | '\r' if !matches!(language, Language::Php | Language::Ruby) => {
                return Err(format!("{literal:?}: a line break"));
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' if language == Language::CSharp => {
                return Err(format!("{literal:?}: a line break of C#"));
            }
            '\0' => return Err(format!("{literal:?}: a NUL")),
            '$' if language == Language::Php => return Err(format!("{literal}: a variable")),
            c => out.push(c),
        }
    }
    Ok(Some(out))
}

fn escape(language: Language, rest: &mut std::str::Chars<'_>) -> Result<char, String> {
    let c = rest.next().ok_or("ends in a backslash")?;
    Ok(match c {
        '"' | '\\' => c,
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'b' if language != Language::Php => '\u{8}',
        'f' => '\u{c}',
        '#' if language == Language::Ruby => '#',
        '$' if language == Language::Php => '$',
        'u' if language == Language::Php => {
            let digits: String = rest.by_ref().take_while(|c| *c != '}').collect();
            let digits = digits.strip_prefix('{').ok_or("\\u without {")?;
            number(digits)?
        }
        'u' => {
            let read = number(&rest.by_ref().take(4).collect::<String>())?;
            // Java reads these before it reads the literal.
            if language == Language::Java && matches!(read, '"' | '\\' | '\n' | '\r') {
                return Err("\\u stands for a character that ends the literal".to_owned());
            }
            read
        }
        other => return Err(format!("\\{other} is no escape of {}", language.name())),
    })
}

fn number(digits: &str) -> Result<char, String> {
    u32::from_str_radix(digits, 16)
        .ok()
        .and_then(char::from_u32)
        .ok_or_else(|| format!("{digits:?} is no character"))
}

/// The instructions of a Dockerfile and, for `ENV`, names and decoded values.
///
/// # Errors
/// When a line is no instruction, or an `ENV` sets anything but one quoted value without variables.
pub fn dockerfile(text: &str) -> Result<Vec<(String, String)>, String> {
    let mut instructions = Vec::new();
    for line in text.split('\n').filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (instruction, rest) = line.split_once(' ').ok_or_else(|| format!("{line:?}: no instruction"))?;
        if !["FROM", "RUN", "ENV", "WORKDIR", "COPY", "USER", "CMD"].contains(&instruction)
            || line.ends_with('\\')
        {
            return Err(format!("{line:?}: no instruction"));
        }
        if instruction != "ENV" {
            instructions.push((instruction.to_owned(), rest.to_owned()));
            continue;
        }
        let (name, value) = rest.split_once('=').ok_or_else(|| format!("{line:?}: no value"))?;
        let value = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
        let mut chars = value.ok_or_else(|| format!("{line:?}: no quotes"))?.chars();
        let mut out = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some(c @ ('"' | '\\' | '$')) => out.push(c),
                    _ => return Err(format!("{line:?}: no escape")),
                },
                '"' | '$' | '\r' => return Err(format!("{line:?}: more than a value")),
                c => out.push(c),
            }
        }
        instructions.push((format!("ENV {name}"), out));
    }
    Ok(instructions)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn literals_are_found_and_decoded() {
        let table: [(Language, &str, &[&str], &str); 9] = [
            (Language::Python, "x = \"a\\u0041\\n\"\n", &["aA\n"], "escapes"),
            (Language::Python, "x = f\"{y} b\" + \"c\"\n", &["c"], "a format string is no literal"),
            (Language::TypeScript, "const x = \"a\" + `${y}`;\n", &["a"], "a template is none either"),
            (Language::Go, "package main\nconst x = \"\\\\b\"\n", &["\\b"], "a doubled backslash"),
            (Language::Java, "class A { String x = \"\\\\u0022\"; }\n", &["\\u0022"], "no escape of Java"),
            (Language::CSharp, "var x = $\"{y}\" + \"z\";\n", &["z"], "an interpolated one"),
            (Language::Php, "<?php\n$x = \"\\$a\\u{1b}\" . 'b';\n", &["$a\u{1b}", "b"], "both kinds"),
            (Language::Ruby, "x = \"\\#{a}\"\n", &["#{a}"], "no interpolation"),
            (Language::Ruby, "x = \"a#{b}\"\n", &[], "interpolation"),
        ];
        for (language, text, expected, why) in table {
            assert_eq!(string_literals(language, text).unwrap(), expected, "{why}");
        }
    }

    #[test]
    fn what_does_not_parse_is_told_with_its_line() {
        let broken = [
            (Language::Python, "x = 1\ny = \"a\" \"b\nz = 2\n"),
            (Language::TypeScript, "const x = 1;\nconst y = \"a\";\";\n"),
            (Language::Go, "package main\nconst y = \"a\"b\"\n"),
            (Language::Java, "class A {\nString y = \"a\"b\"; }\n"),
            (Language::CSharp, "var x = 1;\nvar y = \"a\"b\";\n"),
            (Language::Php, "<?php\n$y = \"a\"b\";\n"),
            (Language::Ruby, "x = 1\ny = (\n"),
        ];
        for (language, text) in broken {
            assert!(string_literals(language, text).unwrap_err().starts_with("line "), "{}", language.name());
        }
        assert!(
            string_literals(Language::Php, "<?php\n$y = \"\\b\";\n").is_err(),
            "PHP knows no such escape"
        );
        assert!(
            string_literals(Language::Java, "class A { String x = \"\\u0022\"; }").is_err(),
            "ends the literal"
        );
    }

    #[test]
    fn a_dockerfile_has_one_value_in_a_line() {
        let read = dockerfile("# x\nFROM a\nENV A=\"b \\$c \\\\\"\n").unwrap();
        assert_eq!(read[1], ("ENV A".to_owned(), "b $c \\".to_owned()));
        for broken in ["ENV A=b c\n", "ENV A=\"$b\"\n", "ENV A=\"b\" C=\"d\"\n", "touch x\n", "RUN a \\\n"] {
            assert!(dockerfile(broken).is_err(), "{broken}");
        }
    }
}
