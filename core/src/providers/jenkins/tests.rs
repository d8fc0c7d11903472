use super::*;

#[test]
fn a_pasted_job_fills_its_field_and_the_issuer() {
    let job = ("job_url", "https://j.acme.example/job/deploy/job/main/".to_owned());
    let issuer = ("issuer_url", "https://j.acme.example/oidc".to_owned());
    let table = [
        (
            "credential",
            "https://j.acme.example/job/deploy/job/main/",
            vec![job.clone(), issuer],
            "in another field",
        ),
        ("job_url", "https://j.acme.example/job/deploy/job/main", vec![job.clone()], "without its slash"),
        ("job_url", "https://j.acme.example/job/deploy/job/main/57/", vec![job], "a build of it"),
        (
            "job_url",
            "https://j.acme.example/job/57/",
            vec![("job_url", "https://j.acme.example/job/57/".to_owned())],
            "a job whose name is a number",
        ),
        ("issuer_url", "https://j.acme.example/oidc", Vec::new(), "an issuer"),
        ("issuer_url", "https://j.acme.example/job/deploy/oidc", Vec::new(), "a folder's issuer"),
        ("job_url", "deploy", Vec::new(), "a plain name"),
    ];
    for (field, text, expected, why) in table {
        assert_eq!(spread(field, text), expected, "{why}");
    }
}

#[test]
fn a_folder_or_a_pattern_is_no_job() {
    let check = FIELDS.iter().find(|f| f.id == "job_url").map(|f| f.check);
    let table = [
        ("https://j.acme.example/job/deploy/", true, "a job"),
        ("https://j.acme.example/job/deploy/*", false, "every branch and pull request"),
        ("https://j.acme.example/job/deploy", false, "tokens have the slash"),
        ("https://j.acme.example/", false, "what tokens outside builds say"),
    ];
    for (text, fine, why) in table {
        assert_eq!(check.and_then(|check| check(text)).is_none(), fine, "{why}");
    }
}
