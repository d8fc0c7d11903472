//! From Cargo's Wasm to bound and optimised Wasm with its JavaScript glue.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::cache::Cache;
use crate::{setup, steps};

/// What the browser runs.
pub(crate) struct Bound {
    /// The JavaScript module that loads the Wasm and gives it the browser's functions.
    pub(crate) glue: String,
    /// How many bytes the Wasm had as the bindings generator left it.
    pub(crate) before: usize,
    /// The Wasm to ship.
    pub(crate) wasm: Vec<u8>,
    /// Whether `wasm-opt` has made it small; without it the page is not the release page.
    pub(crate) optimised: bool,
}

/// Settings of wasm-opt. The features are those that rustc turns on for this target.
///
/// The low memory, the first 1 024 bytes, is the last of the stack (rustc puts the stack first), which no pointer in use
/// leads to, so an offset may be moved from an addition into a load without its wrapping round.
const WASM_OPT: [&str; 11] = [
    "-Oz",
    "--low-memory-unused",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// Generates the bindings, then optimises for size where `wasm-opt` is to be had.
pub(crate) fn bind(compiled: &[u8], cache: &Cache) -> Result<Bound> {
    let both = cache.step("Generating the bindings", "bindgen for the web", compiled, || {
        let (glue, wasm) = generate(compiled)?;
        Ok(join(glue.as_bytes(), &wasm))
    })?;
    let (glue, bound) = split(&both).context("the kept bindings are damaged: remove target/page-steps")?;
    let glue = String::from_utf8(glue.to_vec()).context("the glue is no text")?;
    let before = bound.len();

    let Some(tool) = setup::wasm_opt()? else {
        return Ok(Bound { glue, before, wasm: bound.to_vec(), optimised: false });
    };
    let recipe = format!("wasm-opt {} {}", tool.version, WASM_OPT.join(" "));
    let wasm = cache.step("Making the Wasm small (wasm-opt)", &recipe, bound, || optimise(&tool, bound))?;
    Ok(Bound { glue, before, wasm, optimised: true })
}

fn generate(compiled: &[u8]) -> Result<(String, Vec<u8>)> {
    let mut output = Bindgen::new()
        .input_bytes("keyless", compiled.to_vec())
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()?;
    let snippets = output.snippets().iter().filter(|(_, code)| !code.is_empty()).map(|(package, _)| package);
    let own_modules: Vec<_> = snippets.chain(output.local_modules().keys()).collect();
    if !own_modules.is_empty() {
        bail!(
            "a dependency brings a JavaScript module, which one sealed script cannot import: {own_modules:?}"
        );
    }
    let wasm = output.wasm_mut().emit_wasm();
    Ok((output.js().to_owned(), wasm))
}

fn optimise(tool: &setup::WasmOpt, bound: &[u8]) -> Result<Vec<u8>> {
    let folder = tool.script.parent().unwrap_or(Path::new("."));
    let before = folder.join(format!("in-{}.wasm", std::process::id()));
    let after = before.with_extension("small.wasm");
    std::fs::write(&before, bound)?;
    let made = steps::run(
        Command::new(&tool.node).arg(&tool.script).args(WASM_OPT).arg(&before).arg("-o").arg(&after),
    )
    .and_then(|()| Ok(std::fs::read(&after)?));
    for file in [before, after] {
        // Left over only if the disk refuses; harmless.
        let _ = std::fs::remove_file(file);
    }
    made
}

fn join(first: &[u8], second: &[u8]) -> Vec<u8> {
    let mut both = (first.len() as u64).to_le_bytes().to_vec();
    both.extend_from_slice(first);
    both.extend_from_slice(second);
    both
}

fn split(both: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = both.split_first_chunk::<8>()?;
    rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)
}
