//! Laws of quoting, for all text: what the real reader reads is what was typed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use keyless_core::quote::{Dotenv, Markdown, Quoted, Shell, Workflow, Yaml};
use keyless_tests::exports::{evaluated, events, sourced, unexpanded, yaml};
use proptest::prelude::*;
use pulldown_cmark::{Event, Tag, TagEnd};
use serde_json::Value;
use std::process::Command;

/// Any text, with what is special somewhere more often than chance has it.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => any::<char>().prop_map(String::from),
        2 => "[ -~]{0,6}",
        4 => prop::sample::select(vec![
            "'", "\"", "`", "```", "$", "$(", "${{", "}}", "{{", "\\", "\n", "\r", "\r\n", "\t", "\0", "#", "---", ": ",
            "- ", "* ", "_", "*", "<a>", "&amp;", "[x](y)", "|", "~~", "!", "EOF", "\u{85}", "\u{2028}", "\u{feff}",
            "http://x.y", "www.x.y", "⟦hole⟧", "1. ", "    ",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn scalar(yaml_text: &str) -> String {
    let documents = yaml(&format!("- {yaml_text}\n- end\n"));
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0][1], "end");
    documents[0][0].as_str().unwrap().to_owned()
}

proptest! {
    #[test]
    fn a_yaml_reader_reads_what_was_typed(text in text()) {
        prop_assert_eq!(scalar(Quoted::<Yaml>::text(&text).as_str()), text);
    }

    #[test]
    fn a_json_reader_reads_what_was_typed(text in text()) {
        let read: Value = serde_json::from_str(Quoted::<Yaml>::text(&text).as_str()).unwrap();
        prop_assert_eq!(read, text);
    }

    #[test]
    fn kubernetes_replaces_nothing(text in text()) {
        let read = scalar(Quoted::<Yaml>::container_variable(&text).as_str());
        prop_assert_eq!(unexpanded(&read), text);
    }

    #[test]
    fn actions_evaluates_nothing(text in text()) {
        prop_assert_eq!(evaluated(&scalar(Quoted::<Workflow>::text(&text).as_str())), text);
    }

    #[test]
    fn a_filter_holds_no_expression(text in text()) {
        if let Some(filter) = Quoted::<Workflow>::filter(&text) {
            prop_assert!(!scalar(filter.as_str()).contains("${{"));
        }
    }

    #[test]
    fn a_paragraph_stays_one_paragraph(text in text()) {
        let read = Quoted::<Markdown>::inline(&text);
        for template in ["⟦text⟧\n", "x ⟦text⟧ y\n", "- ⟦text⟧\n"] {
            let page = Quoted::fill(template, &[("text", read.clone())]).into_text();
            let mut shown = String::new();
            for event in events(&page) {
                match event {
                    Event::Text(text) => shown.push_str(&text),
                    Event::Start(Tag::Paragraph | Tag::List(None) | Tag::Item) => {}
                    Event::End(TagEnd::Paragraph | TagEnd::List(false) | TagEnd::Item) => {}
                    other => prop_assert!(false, "{:?} makes {:?} in {:?}", text, other, page),
                }
            }
            let typed = text.replace('\0', "\u{fffd}").split_whitespace().collect::<Vec<_>>().join(" ");
            let expected = template.trim_end().trim_start_matches("- ").replace("⟦text⟧", &typed);
            prop_assert_eq!(shown.trim(), expected.trim());
        }
    }

    #[test]
    fn a_code_span_shows_what_was_typed(text in text()) {
        let page = format!("x {} y\n", Quoted::<Markdown>::code(&text).as_str());
        let spans: Vec<_> = events(&page)
            .into_iter()
            .filter_map(|event| match event {
                Event::Code(code) => Some(code.to_string()),
                _ => None,
            })
            .collect();
        prop_assert_eq!(spans.len(), 1);
        let shown = &spans[0];
        let as_json = || serde_json::from_str::<Value>(shown).is_ok_and(|read| read == text.as_str());
        prop_assert!(*shown == text || as_json(), "{:?} for {:?}", shown, text);
    }

    #[test]
    fn a_code_block_holds_what_was_typed(text in text(), margin in 0usize..5) {
        let list = Quoted::<Markdown>::fixed(if margin == 0 { "" } else { "- x\n\n" });
        let block = Quoted::<Markdown>::block("sh", &text).indented(if margin == 0 { 0 } else { 2 });
        let page = Quoted::concat([list, block, Quoted::fixed("\nend\n")]).into_text();
        let mut held = String::new();
        let mut inside = false;
        let mut last = String::new();
        for event in events(&page) {
            match event {
                Event::Start(Tag::CodeBlock(_)) => inside = true,
                Event::End(TagEnd::CodeBlock) => inside = false,
                Event::Text(text) if inside => held.push_str(&text),
                Event::Text(text) => last = text.to_string(),
                _ => {}
            }
        }
        let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n").trim_end_matches('\n').to_owned();
        prop_assert_eq!(lines(&held), lines(&text.replace('\0', "\u{fffd}")));
        prop_assert_eq!(last, "end");
    }
}

proptest! {
    // Each case starts a shell and reads many words.
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_shell_reads_what_was_typed(words in prop::collection::vec(text(), 1..64)) {
        let quoted: Vec<_> = words.iter().map(|word| Quoted::<Shell>::word(word).into_text()).collect();
        for shell in ["bash", "sh"] {
            let script = format!("printf '%s\\0' {}\n", quoted.join(" "));
            let output = Command::new(shell).arg("-c").arg(&script).output().unwrap();
            prop_assert!(output.status.success());
            let read = String::from_utf8(output.stdout).unwrap();
            let expected: Vec<_> = words.iter().map(|word| word.replace('\0', "\u{fffd}")).collect();
            prop_assert_eq!(read.split_terminator('\0').collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn an_environment_file_holds_what_was_typed(words in prop::collection::vec(text(), 1..64)) {
        let lines: Vec<_> = words
            .iter()
            .enumerate()
            .map(|(i, word)| format!("ANTHROPIC_{i}={}\n", Quoted::<Dotenv>::value(word).as_str()))
            .collect();
        let lines = lines.concat();
        prop_assert_eq!(lines.lines().count(), words.len());
        let read = sourced(&lines);
        prop_assert_eq!(read.len(), words.len());
        for (i, word) in words.iter().enumerate() {
            prop_assert_eq!(&read[&format!("ANTHROPIC_{i}")], &word.replace('\0', "\u{fffd}"));
        }
    }
}
