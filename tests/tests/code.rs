#[test]
fn dump() {
    use keyless_core::providers::{HttpSource, TokenSource};
    let setup = keyless_tests::exports::github("branch");
    let sources = [("file", TokenSource::File), ("variable", TokenSource::Variable("JOB_TOKEN")),
     ("program", TokenSource::Program(&["agent", "token", "--audience", "{audience}", "{$X}-{owner}"])),
     ("http", TokenSource::Http(HttpSource{method:"GET",url:"{$URL}",query:&[("audience","{audience}"),("b","x{$Y}")],headers:&[("Authorization","bearer {$TOKEN}"),("X-A","b")],member:Some("value")})),
     ("bare", TokenSource::Http(HttpSource{method:"POST",url:"http://169.254.169.254/x",query:&[],headers:&[],member:None})),
     ("mixed", TokenSource::Http(HttpSource{method:"GET",url:"http://metadata/x",query:&[("audience","{audience}")],headers:&[("Metadata-Flavor","Google")],member:None})),
    ];
    for (name, source) in sources {
        for f in keyless_core::export::programs(&setup, source) {
            let p = std::path::Path::new("/tmp/ex/out").join(name).join(&f.path);
            std::fs::create_dir_all(p.parent().unwrap()).unwrap();
            std::fs::write(p, f.body).unwrap();
        }
    }
}
