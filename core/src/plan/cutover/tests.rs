#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::super::{Action, guard};
use super::*;
use crate::providers::{self, Provider};
use std::collections::BTreeSet;

const HOSTILE: [&str; 13] = [
    "a'; rm -rf / #",
    "$(id)",
    "`id`",
    "\"x",
    "a\nb",
    "\\",
    "{namespace}",
    "}}{{",
    "é 🦀",
    "-rf",
    "*",
    "a && b | c > d",
    "~",
];

fn filled(provider: &'static Provider, text: &str) -> Setup {
    let mut setup = Setup::for_provider(provider);
    for field in provider.fields {
        setup.answer(field.id, text);
    }
    setup
}

fn with_ids(organization: &str, rule: &str, account: &str, workspace: &str) -> Setup {
    let mut setup = Setup { organization_id: organization.to_owned(), ..Setup::default() };
    setup.rule.id = rule.to_owned();
    setup.rule.service_account_id = account.to_owned();
    setup.rule.workspace_ids = vec![workspace.to_owned()];
    setup.account.id = account.to_owned();
    setup
}

/// Every command that a setup leads to: cutover, guard, and what finds the fields' values.
fn commands(setup: &Setup) -> Vec<Action> {
    let mut all: Vec<Action> =
        cutover(setup).into_iter().flat_map(|s| s.steps).flat_map(|s| s.commands).collect();
    all.extend(guard(setup).audit);
    if let Some(provider) = setup.provider() {
        all.extend(provider.fields.iter().flat_map(|f| f.find).map(|command| Action {
            command: providers::fill(command.template, provider, &setup.workload.answers),
            does: command.does.to_owned(),
        }));
    }
    all
}

/// The words of a shell text after its quotes are taken away; `None` where a quote stays open.
fn words(shell: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    let mut chars = shell.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().extend(chars.next()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

#[test]
fn typed_text_stays_inside_the_word_that_it_was_put_in() {
    const PLAIN: &str = "zq0";
    for provider in providers::ALL {
        let plain = commands(&filled(provider, PLAIN));
        for hostile in HOSTILE {
            let tried = commands(&filled(provider, hostile));
            assert_eq!(plain.len(), tried.len());
            for (plain, tried) in plain.iter().zip(&tried) {
                let expected: Vec<String> = words(&plain.command)
                    .expect("a provider's own quotes close")
                    .iter()
                    .map(|word| word.replace(PLAIN, hostile))
                    .collect();
                assert_eq!(words(&tried.command), Some(expected), "{hostile:?} in {}", plain.command);
            }
        }
    }
}

#[test]
fn an_id_that_is_none_never_reaches_a_command() {
    for hostile in HOSTILE {
        let mut setup = with_ids(hostile, hostile, hostile, hostile);
        setup.rule.token_lifetime_seconds = hostile.to_owned();
        assert_eq!(commands(&setup), commands(&Setup::default()), "{hostile:?}");
    }
}

#[test]
fn known_ids_stand_in_the_commands() {
    let setup = with_ids("00000000-0000-4000-8000-0000000000e1", "fdrl_01A", "svac_01B", "default");
    let all: String = commands(&setup).into_iter().map(|a| a.command + "\n").collect();
    for line in [
        "export ANTHROPIC_FEDERATION_RULE_ID=fdrl_01A\n",
        "export ANTHROPIC_ORGANIZATION_ID=00000000-0000-4000-8000-0000000000e1\n",
        "export ANTHROPIC_SERVICE_ACCOUNT_ID=svac_01B\n",
        "export ANTHROPIC_WORKSPACE_ID=default\n",
        "/service_accounts/svac_01B/workspaces'",
    ] {
        assert!(all.contains(line), "{line}");
    }
}

#[test]
fn stages_come_in_the_order_that_keeps_the_workload_running() {
    let stages = cutover(&Setup::default());
    let ids: Vec<&str> = stages.iter().map(|s| s.id).collect();
    assert_eq!(ids, ["configure", "prove", "remove", "confirm", "revoke"]);
}

#[test]
fn every_step_has_an_id_of_its_own_that_answers_do_not_change() {
    for provider in providers::ALL {
        let ids = |setup: &Setup| -> Vec<String> {
            cutover(setup).into_iter().flat_map(|s| s.steps).map(|s| s.id).collect()
        };
        let of_empty = ids(&Setup::for_provider(provider));
        assert_eq!(of_empty.iter().collect::<BTreeSet<_>>().len(), of_empty.len(), "{}", provider.slug);
        for hostile in HOSTILE {
            assert_eq!(ids(&filled(provider, hostile)), of_empty, "ticks are kept under ids");
        }
        for stage in cutover(&Setup::for_provider(provider)) {
            for step in &stage.steps {
                let rest = step.id.strip_prefix(stage.id).and_then(|r| r.strip_prefix('.'));
                assert!(rest.is_some_and(|r| !r.is_empty()), "{}", step.id);
            }
        }
    }
}

/// Ticks of saved setups are kept under these.
#[test]
fn ids_of_steps_are_the_recorded_ones() {
    let setup = Setup::for_provider(providers::find("kubernetes").expect("a provider"));
    let ids: Vec<String> = cutover(&setup).into_iter().flat_map(|s| s.steps).map(|s| s.id).collect();
    let recorded = [
        "configure.issuer",
        "configure.account",
        "configure.rule",
        "configure.token",
        "configure.variables",
        "prove.token",
        "prove.exchange",
        "prove.refusal",
        "remove.container-environment",
        "remove.imported-environment",
        "remove.secrets",
        "remove.configmaps",
        "remove.helm-values",
        "remove.external-and-sealed-secrets",
        "remove.image-layers",
        "remove.source-code",
        "remove.variables",
        "remove.other-sources",
        "remove.restart",
        "confirm.source",
        "confirm.history",
        "confirm.renewal",
        "confirm.key-idle",
        "revoke.disable",
        "revoke.delete",
        "revoke.copies",
    ];
    assert_eq!(ids, recorded);
}

#[test]
fn every_step_has_a_text_a_sign_a_way_back_and_a_source() {
    for provider in providers::ALL {
        for stage in cutover(&Setup::for_provider(provider)) {
            assert!(stage.why.ends_with('.'), "{}", stage.id);
            for step in stage.steps {
                assert!(step.text.len() > 10, "{}", step.id);
                for text in [&step.sign, &step.way_back] {
                    assert!(text.ends_with('.') && !text.contains('!'), "{}: {text}", step.id);
                }
                for action in &step.commands {
                    assert!(!action.command.trim().is_empty() && !action.does.is_empty(), "{}", step.id);
                }
                assert!(!step.sources.is_empty(), "{}", step.id);
            }
        }
    }
}

#[test]
fn no_command_empties_a_variable_instead_of_unsetting_it() {
    for provider in providers::ALL {
        for action in commands(&Setup::for_provider(provider)) {
            let all = words(&action.command).expect("a provider's own quotes close");
            for name in crate::facts::STATIC_CREDENTIAL_VARIABLES.value {
                assert!(!all.iter().any(|w| w.starts_with(&format!("{name}="))), "{}", action.command);
            }
        }
    }
}

#[test]
fn without_a_provider_the_shared_steps_remain() {
    let ids: Vec<String> =
        cutover(&Setup::default()).into_iter().flat_map(|s| s.steps).map(|s| s.id).collect();
    assert!(ids.contains(&"remove.source-code".to_owned()) && ids.contains(&"prove.exchange".to_owned()));
    assert_eq!(guard(&Setup::default()), super::super::GuardView::default());
}

#[test]
fn the_guard_fills_the_providers_commands() {
    let provider = providers::find("kubernetes").expect("a provider");
    let mut setup = Setup::for_provider(provider);
    setup.answer("namespace", "in ference");
    let view = guard(&setup);
    assert_eq!(view.minters.len(), provider.guard.minters.len());
    assert!(view.audit.iter().any(|a| a.command.contains("kubectl -n 'in ference' get rolebindings")));
    assert!(!view.watch.is_empty() && !view.not_yet.is_empty() && !view.sources.is_empty());
}
