//! Loose rules on AWS, Google Cloud and Entra.

use super::{CLAUDE, LOOSE, Loose, check};
use crate::providers::find;
use crate::rule::{ClaimMatch, IssuerDraft, RuleDraft};
use crate::strangers::around;

#[test]
fn aws() {
    let table = [
        Loose {
            why: "every role of the account",
            subject: "arn:aws:iam::123456789012:role/*",
            admits: &["other-role", "sso-role", "request-tags", "other-region"],
            keeps_out: &["iam-user", "other-account", "other-organization", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "a role's name without an end",
            subject: "arn:aws:iam::123456789012:role/inference*",
            admits: &["look-alike-role", "other-function", "other-instance"],
            keeps_out: &["other-role", "sso-role"],
            ..LOOSE
        },
        Loose {
            why: "tags of the request are the caller's own",
            condition: "claims['https://sts.amazonaws.com/'].request_tags.team == 'platform'",
            admits: &["request-tags", "other-account"],
            keeps_out: &["other-role", "principal-tags", "sso-role"],
            ..LOOSE
        },
        Loose {
            why: "tags of the principal are as good as who may tag",
            condition: "claims['https://sts.amazonaws.com/'].principal_tags.environment == 'production'",
            admits: &["principal-tags"],
            keeps_out: &["other-role", "request-tags", "sso-role"],
            ..LOOSE
        },
        Loose {
            why: "the account alone",
            condition: "claims['https://sts.amazonaws.com/'].aws_account == '123456789012'",
            admits: &["other-role", "look-alike-role", "sso-role", "iam-user"],
            keeps_out: &["other-account", "other-organization"],
            ..LOOSE
        },
        Loose {
            why: "the organization alone",
            condition: "claims['https://sts.amazonaws.com/'].org_id == 'o-abc1234567'",
            admits: &["other-role", "other-account"],
            keeps_out: &["other-organization"],
            ..LOOSE
        },
        Loose {
            why: "an organizational unit, in a list",
            condition: "claims['https://sts.amazonaws.com/'].ou_path.exists(p, p.startsWith('o-zz9/r-1/ou-1/'))",
            admits: &["other-role", "sso-role"],
            ..LOOSE
        },
        Loose {
            why: "a function that is named in full",
            condition: "claims['https://sts.amazonaws.com/'].lambda_source_function_arn == \
                        'arn:aws:lambda:us-east-1:123456789012:function:ingest'",
            keeps_out: &["other-role", "other-function", "other-instance", "other-region", "sso-role"],
            ..LOOSE
        },
        Loose {
            why: "a machine by the end of its name",
            condition: "claims['https://sts.amazonaws.com/'].ec2_source_instance_arn.endsWith(':instance/i-77')",
            admits: &["other-region"],
            keeps_out: &["other-function", "other-instance", "sso-role"],
            ..LOOSE
        },
    ];
    check("aws-sts", CLAUDE, &table);
}

#[test]
fn google() {
    let table = [
        Loose {
            why: "no account at all: anybody's project asks for any audience",
            condition: "claims.email_verified == true",
            admits: &["other-project", "other-service-account", "default-service-account"],
            keeps_out: &["human", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "every account of the project",
            condition: "claims.email.endsWith('@acme-prod.iam.gserviceaccount.com')",
            admits: &["other-service-account", "look-alike-service-account", "recreated-service-account"],
            keeps_out: &["other-project", "look-alike-project", "default-service-account"],
            ..LOOSE
        },
        Loose {
            why: "every account that is named like it",
            condition: "claims.email.startsWith('inference-worker')",
            admits: &["look-alike-service-account", "other-project", "look-alike-project"],
            keeps_out: &["other-service-account"],
            ..LOOSE
        },
        Loose {
            why: "the address alone, which comes free again",
            claims: &[("email", "worker@acme-prod.iam.gserviceaccount.com")],
            admits: &["recreated-service-account", "other-instance"],
            keeps_out: &["other-service-account", "look-alike-project"],
            ..LOOSE
        },
        Loose {
            why: "the default account of every machine",
            claims: &[("email", "217706947495-compute@developer.gserviceaccount.com")],
            admits: &["default-service-account", "other-instance"],
            keeps_out: &["other-project"],
            ..LOOSE
        },
        Loose {
            why: "the start of a number",
            subject: "1048*",
            admits: &["look-alike-subject"],
            keeps_out: &["other-project", "other-service-account"],
            ..LOOSE
        },
        Loose {
            why: "the project's number alone",
            condition: "int(claims.google.compute_engine.project_number) == 12345",
            admits: &["other-service-account", "default-service-account", "other-instance"],
            keeps_out: &["other-project", "look-alike-project", "human"],
            ..LOOSE
        },
    ];
    check("google-cloud", CLAUDE, &table);
    let person = [Loose {
        why: "the audience of an app that people sign in to",
        condition: "claims.email_verified == true",
        admits: &["human"],
        ..LOOSE
    }];
    check("google-cloud", "32555940559.apps.googleusercontent.com", &person);
}

#[test]
fn entra() {
    let table = [
        Loose {
            why: "the tenant alone",
            claims: &[("tid", "22222222-2222-4222-8222-222222222222")],
            admits: &["other-identity", "role-holder", "recreated-identity", "human"],
            keeps_out: &["other-tenant", "v1-token", "default-audience"],
            ..LOOSE
        },
        Loose {
            why: "the start of an id",
            subject: "9f8e*",
            admits: &["look-alike-subject"],
            keeps_out: &["other-identity", "human"],
            ..LOOSE
        },
        Loose {
            why: "the app alone, through which people sign in as well",
            claims: &[("azp", "22222222-3333-4444-5555-666666666666")],
            admits: &["human", "other-tenant"],
            keeps_out: &["other-identity", "v1-token"],
            ..LOOSE
        },
        Loose {
            why: "the role alone",
            condition: "'Claude.Invoke' in claims.roles",
            admits: &["role-holder", "human"],
            keeps_out: &["other-identity"],
            ..LOOSE
        },
        Loose {
            why: "no person, and nothing else",
            condition: "!('scp' in claims)",
            admits: &["other-identity", "other-tenant"],
            keeps_out: &["human"],
            ..LOOSE
        },
        Loose {
            why: "the identity's name, which comes free again",
            condition: "claims.xms_mirid.endsWith('/userAssignedIdentities/worker')",
            admits: &["recreated-identity", "other-tenant"],
            keeps_out: &["other-identity", "human"],
            ..LOOSE
        },
    ];
    check("entra", "00000000-1111-2222-3333-444444444444", &table);
    let rule = RuleDraft {
        claims: vec![ClaimMatch {
            name: "appid".into(),
            value: "22222222-3333-4444-5555-666666666666".into(),
        }],
        audience: "api://00000000-1111-2222-3333-444444444444".into(),
        ..RuleDraft::default()
    };
    let circle = around(&IssuerDraft::default(), &rule, find("entra"), None);
    assert!(circle.owner.claims.as_map().get("azp").is_none(), "a rule on appid is for tokens of version 1");
    assert!(circle.strangers.iter().all(|s| s.id != "v1-token"), "which are no strangers to it");
}
