use super::*;
use proptest::prelude::*;

fn long_host(length: usize) -> String {
    let tail = ".example.com";
    let mut host = String::new();
    while host.len() + tail.len() < length {
        let left = length - tail.len() - host.len();
        host.push_str(&"a".repeat(left.min(60)));
        if length - tail.len() - host.len() > 1 {
            host.push('.');
        }
    }
    host + tail
}

#[test]
fn an_address_that_is_dialled_is_https_on_443_at_a_public_name() {
    let table = [
        ("https://issuer.example.com", "the plain case"),
        ("https://issuer.example.com/", "a slash at the end is another issuer, and as good"),
        ("https://issuer.example.com:443/realms/a?b=c", "the port spelled out, a path and a query"),
        ("HTTPS://Issuer.Example.COM", "scheme and host know no case"),
        ("https://issuer.example.com./", "a dot at the end says that the name is complete"),
        ("https://xn--bcher-kva.example.com", "an international name, encoded"),
        ("https://1.2.3.4.nip.example.com", "digits, but the name does not end in them"),
        ("https://internal.example.com", "a private word elsewhere than at the end"),
        ("https://notlocal.com", "the end of a label is no end of a name"),
        ("https://a.co/%20", "percent-encoded"),
        ("https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF", "EKS"),
        ("https://login.microsoftonline.com/00000000-0000-4000-8000-000000000000/v2.0", "Entra ID"),
    ];
    for (text, why) in table {
        let url = DialledUrl::parse(text);
        assert_eq!(url.as_ref().map(DialledUrl::as_str), Ok(text), "{why}");
    }
}

#[test]
fn every_url_rule_has_its_own_problem() {
    use UrlProblem as P;
    let table = [
        ("", P::Empty, "nothing"),
        ("  ", P::Empty, "blanks alone"),
        (" https://a.example.com", P::Blanks, "a blank before"),
        ("https://a.example.com\n", P::Blanks, "a line break after"),
        ("https://a b.example.com", P::Character { at: 10 }, "a blank inside"),
        ("https:\\\\a.example.com", P::Character { at: 7 }, "backslashes, which browsers mend"),
        ("https://bücher.example.com", P::Character { at: 10 }, "a letter outside ASCII"),
        ("issuer.example.com", P::NotAUrl, "no scheme"),
        ("https:/a.example.com", P::NotAUrl, "one slash"),
        ("https:a.example.com", P::NotAUrl, "no slash"),
        ("://a.example.com", P::NotAUrl, "an empty scheme"),
        ("1https://a.example.com", P::NotAUrl, "a scheme starts with a letter"),
        ("http://a.example.com", P::Scheme, "not encrypted"),
        ("spiffe://a.example.com", P::Scheme, "another scheme"),
        ("https://me@a.example.com", P::UserInfo, "a user name"),
        ("https://me:word@a.example.com", P::UserInfo, "a password"),
        ("https://@a.example.com", P::UserInfo, "an empty user name"),
        ("https://a.example.com@b.example.com", P::UserInfo, "a host dressed up as another"),
        ("https://", P::NoHost, "nothing after the scheme"),
        ("https:///path", P::NoHost, "a path alone"),
        ("https://:443", P::NoHost, "a port alone"),
        ("https://./", P::NoHost, "a dot alone"),
        ("https://192.0.2.1", P::IpLiteral, "IPv4"),
        ("https://192.0.2.1.", P::IpLiteral, "IPv4 with a dot at the end"),
        ("https://2130706433", P::IpLiteral, "IPv4 as one decimal number"),
        ("https://0x7f000001/", P::IpLiteral, "IPv4 as one hexadecimal number"),
        ("https://0X7F.1", P::IpLiteral, "IPv4, hexadecimal and short"),
        ("https://127.1", P::IpLiteral, "IPv4, short"),
        ("https://0177.0.0.01", P::IpLiteral, "IPv4, octal"),
        ("https://10.0x", P::IpLiteral, "a bare 0x counts as zero"),
        ("https://[2001:db8::1]", P::IpLiteral, "IPv6"),
        ("https://[::ffff:192.0.2.1]:443/", P::IpLiteral, "IPv6 that holds IPv4, with a port"),
        ("https://[v1.a]/", P::IpLiteral, "an address of a later kind"),
        ("https://a_b.example.com", P::Label { place: 1 }, "an underscore"),
        ("https://a..example.com", P::Label { place: 2 }, "an empty label"),
        ("https://-a.example.com", P::Label { place: 1 }, "a hyphen first"),
        ("https://a-.example.com", P::Label { place: 1 }, "a hyphen last"),
        ("https://a%2eb.example.com", P::Label { place: 1 }, "percent-encoding in a host"),
        ("https://a.example.com..", P::Label { place: 4 }, "two dots at the end"),
        ("https://issuer", P::SingleLabel, "no dot"),
        ("https://localhost", P::PrivateDomain { suffix: "localhost" }, "this machine"),
        ("https://localhost:443/", P::PrivateDomain { suffix: "localhost" }, "this machine, with a port"),
        ("https://LOCALHOST.", P::PrivateDomain { suffix: "localhost" }, "in capitals, complete"),
        ("https://idp.local", P::PrivateDomain { suffix: "local" }, "multicast DNS"),
        ("https://kubernetes.default.svc", P::PrivateDomain { suffix: "svc" }, "inside a cluster"),
        (
            "https://kubernetes.default.svc.cluster.local",
            P::PrivateDomain { suffix: "local" },
            "the same, whole",
        ),
        ("https://idp.corp.internal", P::PrivateDomain { suffix: "internal" }, "a private cloud"),
        ("https://router.home.arpa", P::PrivateDomain { suffix: "home.arpa" }, "a home network"),
        ("https://a.example.com:8443", P::Port, "another port"),
        ("https://a.example.com:", P::Port, "an empty port"),
        ("https://a.example.com:0443", P::Port, "a port with a leading zero"),
        ("https://a.example.com:443:443", P::Port, "two ports"),
        ("https://a.example.com#b", P::Fragment, "a fragment"),
        ("https://a.example.com/b#", P::Fragment, "an empty fragment"),
    ];
    for (text, expected, why) in table {
        assert_eq!(DialledUrl::parse(text), Err(expected), "{text}: {why}");
    }
}

#[test]
fn labels_and_hosts_have_their_lengths() {
    for (host, fits, why) in [
        (format!("{}.example.com", "a".repeat(63)), true, "the longest label"),
        (format!("{}.example.com", "a".repeat(64)), false, "one more"),
        (long_host(253), true, "the longest host"),
        (long_host(254), false, "one more"),
    ] {
        assert_eq!(DialledUrl::parse(&format!("https://{host}")).is_ok(), fits, "{why}: {}", host.len());
    }
}

#[test]
fn a_discovery_base_has_no_query() {
    assert_eq!(DialledUrl::parse_base("https://a.example.com/b?c"), Err(UrlProblem::Query));
    assert!(DialledUrl::parse("https://a.example.com/b?c").is_ok(), "an address of keys may have one");
    for base in ["https://a.example.com/b", "https://a.example.com/b/"] {
        assert_eq!(
            DialledUrl::parse_base(base).map(|u| u.discovery_document()),
            Ok("https://a.example.com/b/.well-known/openid-configuration".to_owned())
        );
    }
}

proptest! {
    #[test]
    fn reading_never_panics_and_keeps_every_byte(text in "(https://)?\\PC{0,40}") {
        if let Ok(url) = DialledUrl::parse(&text) {
            prop_assert_eq!(url.as_str(), text.as_str());
            prop_assert!(url.host().contains('.'));
        }
    }

    #[test]
    fn no_ipv4_address_is_dialled(address: std::net::Ipv4Addr) {
        let number = u32::from(address);
        for host in [address.to_string(), number.to_string(), format!("{number:#x}"), format!("0{number:o}")] {
            prop_assert_eq!(DialledUrl::parse(&format!("https://{host}/")), Err(UrlProblem::IpLiteral));
        }
    }

    #[test]
    fn no_ipv6_address_is_dialled(address: std::net::Ipv6Addr) {
        prop_assert_eq!(DialledUrl::parse(&format!("https://[{address}]/")), Err(UrlProblem::IpLiteral));
    }
}
