//! Makes one sealed page out of the shell, the styles, the bindings and the Wasm.
//!
//! Everything is inside the file, so its policy can forbid every request from its first byte. The script and the style
//! are named by their hash; the Wasm is text inside the script, so the script's hash names the Wasm as well.

use anyhow::{Result, bail};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::split::JOIN;

/// What the page is made of.
pub(crate) struct Parts<'a> {
    /// `index.html` as it stands in the repository.
    pub(crate) shell: &'a str,
    /// All styles, in their order.
    pub(crate) style: &'a str,
    /// The JavaScript module that the bindings generator made, for the web.
    pub(crate) glue: &'a str,
    /// The Wasm's streams as an `.lzma` file.
    pub(crate) packed: &'a [u8],
}

/// Unpacks LZMA: `unpack(bytes)`.
pub(crate) const UNPACK: &str = include_str!("unpack.js");
/// Unpacks the Wasm, puts it together and starts it.
pub(crate) const BOOT: &str = include_str!("boot.js");

/// The first element of the head. The policy follows it at once, so that nothing comes before the policy.
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// Puts the parts into one page.
///
/// The page is written in the form in which a browser gives it back (`outerHTML`), so that a copy which the page saves
/// of itself is the same file.
///
/// # Errors
/// Names what in the parts would need a request, or would break the page open.
pub(crate) fn seal(parts: &Parts<'_>) -> Result<String> {
    check_shell(parts.shell)?;
    check_style(parts.style)?;
    let script = script(parts)?;

    let shell: Vec<&str> = parts.shell.lines().filter(|line| !line.contains("data-trunk")).collect();
    let head = format!("{CHARSET}\n{}", policy_element(&policy(&script, parts.style)));
    let style = format!("<style>{}</style>\n</head>", parts.style);
    let body = format!("<script type=\"module\">{script}</script></body></html>");

    let page = replace_once(&shell.join("\n"), "<html lang=\"en\">\n<head>", "<html lang=\"en\"><head>")?;
    let page = replace_once(&page, CHARSET, &head)?;
    let page = replace_once(&page, "</head>", &style)?;
    replace_once(&page, "</body>\n</html>", &body)
}

/// What the page may do: run this script, use this style, draw images that it carries. Nothing else.
pub(crate) fn policy(script: &str, style: &str) -> String {
    [
        "default-src 'none'",
        "connect-src 'none'",
        &format!("script-src '{}' 'wasm-unsafe-eval'", hash_source(script)),
        &format!("style-src '{}'", hash_source(style)),
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    .join("; ")
}

fn policy_element(policy: &str) -> String {
    format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")
}

fn hash_source(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text)))
}

fn script(parts: &Parts<'_>) -> Result<String> {
    if !parts.glue.contains("__wbg_init as default") {
        bail!("the bindings do not export __wbg_init: wasm-bindgen has changed how its module is started");
    }
    let packed = STANDARD.encode(parts.packed);
    let script = format!("{}\nconst packed = \"{packed}\";\n{UNPACK}{JOIN}{BOOT}", parts.glue);
    // Either would end the script early, or stop its end from being found.
    let lower = script.to_ascii_lowercase();
    if let Some(sign) = ["</script", "<script", "<!--", "\r"].iter().find(|sign| lower.contains(**sign)) {
        bail!("the script contains {sign:?}, which cannot stand inside a page");
    }
    if lower.lines().any(|line| line.starts_with("import ") || line.starts_with("import{")) {
        bail!("the bindings import another module, which a sealed page cannot load");
    }
    Ok(script)
}

fn check_shell(shell: &str) -> Result<()> {
    let own = shell.lines().filter(|line| !line.contains("data-trunk"));
    for line in own {
        let forbidden =
            ["<script", "<style", "<base", "<iframe", " src=", " srcset=", " style=", "href=\"http", "\r"];
        if let Some(found) = forbidden.iter().find(|sign| line.contains(**sign)) {
            bail!("index.html contains {found:?}: scripts, styles and loads are not allowed in the shell");
        }
        if has_event_handler(line) {
            bail!("index.html has an event handler in an attribute, which the policy would block: {line}");
        }
    }
    Ok(())
}

fn has_event_handler(line: &str) -> bool {
    line.match_indices(" on").any(|(start, sign)| {
        let rest = line[start + sign.len()..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        rest.starts_with("=\"")
    })
}

fn check_style(style: &str) -> Result<()> {
    let lower = style.to_ascii_lowercase();
    if let Some(sign) = ["</style", "@import", "\r"].iter().find(|sign| lower.contains(**sign)) {
        bail!("the styles contain {sign:?}, which cannot stand inside a page");
    }
    let loads = lower.split("url(").skip(1).map(|rest| rest.trim_start_matches(['"', '\'', ' ']));
    for load in loads {
        if !load.starts_with("data:image/") && !load.starts_with('#') {
            bail!(
                "the styles load something from outside: url({}…",
                load.chars().take(40).collect::<String>()
            );
        }
    }
    Ok(())
}

fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.match_indices(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => bail!("index.html contains {from:?} {count} times, and the seal needs it once"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

    use super::*;

    const SHELL: &str = include_str!("../../index.html");
    const GLUE: &str = "let wasm;\nexport { initSync, __wbg_init as default };";
    const STYLE: &str = "body{margin:0;background:url(data:image/svg+xml,x)}";

    fn sealed(shell: &str, style: &str, glue: &str) -> Result<String> {
        seal(&Parts { shell, style, glue, packed: b"packed" })
    }

    fn page() -> String {
        sealed(SHELL, STYLE, GLUE).unwrap()
    }

    fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
        text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).expect(before).0
    }

    #[test]
    fn the_policy_is_the_first_thing_after_the_charset() {
        let start = "<!doctype html>\n<html lang=\"en\"><head>\n<meta charset=\"utf-8\">\n\
                     <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; connect-src 'none'; ";
        assert!(page().starts_with(start));
    }

    #[test]
    fn the_policy_names_script_and_style_by_the_hash_of_what_stands_in_the_page() {
        let page = page();
        let script = between(&page, "<script type=\"module\">", "</script>");
        let style = between(&page, "<style>", "</style>");
        let policy = between(&page, "Policy\" content=\"", "\"");
        assert!(policy.contains(&format!("script-src '{}' 'wasm-unsafe-eval';", hash_source(script))));
        assert!(policy.contains(&format!("style-src '{}';", hash_source(style))));
    }

    #[test]
    fn a_hash_source_is_the_base64_of_the_sha256() {
        assert_eq!(hash_source(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn one_script_and_one_style_stand_in_the_page_and_nothing_of_trunk() {
        let page = page();
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("<style").count(), 1);
        assert!(!page.contains("data-trunk"));
    }

    #[test]
    fn the_page_ends_as_a_browser_writes_it() {
        assert!(page().ends_with("</script></body></html>"));
    }

    #[test]
    fn what_would_need_a_request_or_break_the_page_open_is_refused() {
        let with_body = |extra: &str| SHELL.replace("</body>", &format!("{extra}\n</body>"));
        let rows = [
            (with_body("<img src=\"https://example.com/a.png\">"), STYLE, GLUE, "an image from outside"),
            (with_body("<a href=\"http://example.com\">x</a>"), STYLE, GLUE, "a link out belongs in the app"),
            (with_body("<p style=\"color:red\">x</p>"), STYLE, GLUE, "a style attribute has no hash"),
            (with_body("<p onclick=\"x()\">x</p>"), STYLE, GLUE, "an event handler has no hash"),
            (with_body("<script>x()</script>"), STYLE, GLUE, "a second script has no hash"),
            (SHELL.to_owned(), "a{background:url(https://example.com/a)}", GLUE, "a style that loads"),
            (SHELL.to_owned(), "a{background:url( '//example.com/a')}", GLUE, "a style that loads, quoted"),
            (SHELL.to_owned(), "@import 'a.css';", GLUE, "an imported style"),
            (SHELL.to_owned(), "a::after{content:'</style>'}", GLUE, "a style that ends early"),
            (
                SHELL.to_owned(),
                STYLE,
                "export { __wbg_init as default }; '</script>'",
                "a script that ends early",
            ),
            (
                SHELL.to_owned(),
                STYLE,
                "import a from './a.js';\nexport { __wbg_init as default };",
                "an import",
            ),
            (SHELL.to_owned(), STYLE, "let wasm;", "bindings without their start"),
            (SHELL.replace(CHARSET, ""), STYLE, GLUE, "no place for the policy"),
        ];
        for (shell, style, glue, reason) in rows {
            assert!(sealed(&shell, style, glue).is_err(), "{reason}");
        }
    }
}
