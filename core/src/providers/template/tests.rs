#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::providers::{ALL, Command};

/// Every command template of a provider.
fn templates(provider: &Provider) -> Vec<&'static str> {
    let places = provider.key_places.iter().flat_map(|p| std::iter::once(&p.find).chain(p.remove.as_ref()));
    let commands: Vec<&'static Command> = provider
        .fields
        .iter()
        .flat_map(|f| f.find)
        .chain(std::iter::once(static_command(provider)))
        .chain(provider.guard.audit)
        .chain(provider.request.before.iter().flat_map(|p| p.check.iter().chain(&p.fix)))
        .collect();
    commands.into_iter().map(|c| c.template).chain(places.map(|c| c.template)).collect()
}

fn static_command(provider: &Provider) -> &'static Command {
    &crate::providers::find(provider.slug).expect("a registered provider").request.command
}

#[test]
fn every_hole_names_a_field_of_its_provider() {
    for provider in ALL {
        for template in templates(provider) {
            let holes = holes(template).unwrap_or_else(|e| panic!("{}: {template}: {e}", provider.slug));
            for hole in holes {
                assert!(
                    provider.fields.iter().any(|f| f.id == hole),
                    "{}: {hole} in {template}",
                    provider.slug
                );
            }
        }
    }
}

#[test]
fn no_hole_stands_inside_quotes() {
    for provider in ALL {
        for template in templates(provider) {
            let mut quote = None;
            let mut escaped = false;
            for (_, piece) in pieces(template) {
                match piece {
                    Piece::Hole(name) => assert_eq!(quote, None, "{}: {name} in {template}", provider.slug),
                    Piece::Text(text) | Piece::Stray(text) => {
                        for c in text.chars() {
                            match (quote, c) {
                                _ if escaped => escaped = false,
                                (None | Some('"'), '\\') => escaped = true,
                                (None, '\'' | '"') => quote = Some(c),
                                (Some(open), c) if open == c => quote = None,
                                _ => {}
                            }
                        }
                    }
                }
            }
            assert_eq!(quote, None, "{}: an open quote in {template}", provider.slug);
        }
    }
}

#[test]
fn placeholders_are_plain_words() {
    for provider in ALL {
        for field in provider.fields {
            assert_eq!(shell_word(field.placeholder), field.placeholder, "{} {}", provider.slug, field.id);
        }
    }
}

#[test]
fn braces_are_read_as_holes_or_as_themselves() {
    let table = [
        ("gh api repos/{owner}/{repository}", Ok(vec!["owner", "repository"]), "two holes"),
        ("jq '{{id:.id}}'", Ok(vec![]), "doubled braces are braces"),
        ("{{{owner}}}", Ok(vec!["owner"]), "a hole in braces"),
        ("", Ok(vec![]), "nothing"),
        ("a { b", Err(TemplateProblem::LoneBrace { at: 2 }), "an open brace"),
        ("a } b", Err(TemplateProblem::LoneBrace { at: 2 }), "a closed brace"),
        ("{}", Err(TemplateProblem::BadName { at: 0 }), "a hole without a name"),
        ("x{Owner}", Err(TemplateProblem::BadName { at: 1 }), "capitals"),
    ];
    for (template, expected, why) in table {
        assert_eq!(holes(template), expected, "{why}");
    }
}

#[test]
fn a_word_is_quoted_only_where_a_shell_would_read_it() {
    let table = [
        ("acme", "acme", "letters"),
        ("https://api.anthropic.com", "https://api.anthropic.com", "an address"),
        ("", "''", "nothing is still a word"),
        ("-rf", "'-rf'", "an option is no plain word"),
        ("a b", "'a b'", "a blank"),
        ("it's", r"'it'\''s'", "a quote"),
        ("$(id)", "'$(id)'", "a substitution"),
        ("*", "'*'", "a pattern"),
        ("a\0b", "'ab'", "NUL is dropped"),
        ("a\nb", "'a\nb'", "a line break stays"),
        ("ünï", "'ünï'", "beyond ASCII"),
    ];
    for (text, expected, why) in table {
        assert_eq!(shell_word(text), expected, "{why}");
    }
}

#[test]
fn empty_fields_leave_their_placeholder_and_answers_are_quoted() {
    let provider = crate::providers::find("github-actions").unwrap();
    let empty = fill("gh api repos/{owner}/{repository}", provider, &Answers::default());
    assert_eq!(empty, "gh api repos/OWNER/REPOSITORY");
    let hostile = Answers::from([("owner", "acme; rm -rf ~"), ("repository", " site ")]);
    assert_eq!(fill("gh {owner}/{repository}", provider, &hostile), "gh 'acme; rm -rf ~'/site");
    assert_eq!(fill("{nothing} {{}} {", provider, &hostile), "{nothing} {} {", "what is no hole stays");
}
