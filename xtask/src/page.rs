//! The page from sources to `index.html`: compile, bind, optimise, pack, seal, weigh.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};
use lzma_rust2::{LzmaOptions, LzmaWriter};

use crate::bindgen::{self, Bound};
use crate::cache::Cache;
use crate::seal::{self, Parts};
use crate::{setup, split, steps};

/// The most that the page may weigh, in bytes as it lies on the disk.
const PAGE_BUDGET: usize = 1_800_000;
/// The most that the page may weigh on its way, in bytes after Brotli at its best.
const BROTLI_BUDGET: usize = 850_000;

/// Builds the sealed page into `folder`, prints what each part weighs and gives the path of the page.
///
/// # Errors
/// When a step fails, or when the page is over its budget (it is written all the same).
pub(crate) fn build(folder: &Path) -> Result<PathBuf> {
    let start = Instant::now();
    setup::wasm_target()?;
    let cache = Cache::of_page()?;
    let bound = bindgen::bind(&compile()?, &cache)?;
    let parts = split::split(&bound.wasm)?;
    let packed = cache.step("Packing the Wasm (LZMA)", "lzma 9", &parts, || pack(&parts))?;
    let shell = read(&steps::root().join("index.html"))?;
    let style = styles(&steps::root().join("web/src/style"))?;
    let page = seal::seal(&Parts { shell: &shell, style: &style, glue: &bound.glue, packed: &packed })?;

    let file = folder.join("index.html");
    steps::write_whole(&file, page.as_bytes())?;
    let travelling =
        cache.step("Weighing the page (brotli 11)", "brotli 11 22", page.as_bytes(), || brotli(&page))?;
    let brotli_bytes = String::from_utf8(travelling)?.parse()?;
    let rows = [
        ("shell (HTML)", shell.len()),
        ("styles", style.len()),
        ("bindings (JavaScript)", bound.glue.len()),
        ("boot (JavaScript)", seal::UNPACK.len() + split::JOIN.len() + seal::BOOT.len()),
        ("Wasm with bindings", bound.before),
        (if bound.optimised { "Wasm after wasm-opt" } else { "Wasm, no wasm-opt" }, bound.wasm.len()),
        ("Wasm packed", packed.len()),
        ("Wasm as text", packed.len().div_ceil(3) * 4),
        ("page", page.len()),
        ("page after Brotli", brotli_bytes),
    ];
    print!("{}", table(&rows));
    if !bound.optimised {
        println!("Built without wasm-opt: this is not the release page.");
    }
    steps::say(&format!("{} after {}", file.display(), steps::seconds(start.elapsed())));
    within_budget(page.len(), brotli_bytes, &bound)?;
    Ok(file)
}

/// Builds the page into the folder that Trunk is about to publish, in place of what Trunk made of its own accord.
pub(crate) fn build_into_staging(folder: Option<PathBuf>) -> Result<()> {
    let folder = folder.or_else(|| std::env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from)).context(
        "no folder to seal: Trunk names it in TRUNK_STAGING_DIR when it calls its hooks; or give --staging",
    )?;
    if !folder.join("index.html").is_file() {
        bail!("{} holds no index.html, so it is not what Trunk has just built", folder.display());
    }
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.is_dir() { std::fs::remove_dir_all(&path)? } else { std::fs::remove_file(&path)? }
    }
    build(&folder).map(drop)
}

fn compile() -> Result<Vec<u8>> {
    let built = steps::target()?.join(setup::WASM).join("page").join("keyless-web.wasm");
    steps::step("Compiling the page (cargo)", || {
        steps::run(
            steps::cargo()
                .args([
                    "build",
                    "--package=keyless-web",
                    "--bin=keyless-web",
                    "--profile=page",
                    "--target",
                    setup::WASM,
                ])
                .env_remove("RUSTFLAGS")
                .env("CARGO_ENCODED_RUSTFLAGS", path_free_flags()?.join("\u{1f}")),
        )
    })?;
    std::fs::read(&built).with_context(|| built.display().to_string())
}

/// Flags that keep this machine's folders out of the Wasm (messages of panics name source files).
fn path_free_flags() -> Result<Vec<String>> {
    let home = |variable: &str, folder: &str| {
        std::env::var_os(variable)
            .map(PathBuf::from)
            .or_else(|| std::env::home_dir().map(|home| home.join(folder)))
            .with_context(|| format!("neither {variable} nor a home folder is set"))
    };
    let folders = [
        (steps::root(), "/keyless"),
        // After the checkout, which it usually lies in: the last flag that fits a path wins.
        (steps::target()?, "/target"),
        (home("CARGO_HOME", ".cargo")?, "/cargo"),
        (home("RUSTUP_HOME", ".rustup")?, "/rustup"),
    ];
    Ok(folders.iter().map(|(from, to)| format!("--remap-path-prefix={}={to}", from.display())).collect())
}

/// An `.lzma` file, as `xz --format=lzma` reads it.
fn pack(parts: &[u8]) -> Result<Vec<u8>> {
    let size = u64::try_from(parts.len())?;
    // Nothing in Wasm is aligned.
    let options = LzmaOptions {
        lc: 3,
        lp: 0,
        pb: 0,
        nice_len: LzmaOptions::NICE_LEN_MAX,
        ..LzmaOptions::with_preset(9)
    };
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(size))?;
    writer.write_all(parts)?;
    Ok(writer.finish()?)
}

fn brotli(page: &str) -> Result<Vec<u8>> {
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut page.as_bytes(), &mut small, &settings)?;
    Ok(small.len().to_string().into_bytes())
}

fn styles(folder: &Path) -> Result<String> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "css"));
    // Their names begin with their place.
    files.sort();
    files.iter().map(|file| read(file)).collect()
}

fn read(file: &Path) -> Result<String> {
    // A checkout on Windows may have its line ends; the page never has.
    let text = std::fs::read_to_string(file).with_context(|| file.display().to_string())?;
    Ok(text.replace("\r\n", "\n"))
}

fn table(rows: &[(&str, usize)]) -> String {
    rows.iter().fold(String::new(), |mut text, (part, bytes)| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{part:<24}{:>12} bytes", thousands(*bytes));
        text
    })
}

fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

fn within_budget(page: usize, brotli: usize, bound: &Bound) -> Result<()> {
    let weights = [("The page", page, PAGE_BUDGET), ("The page after Brotli", brotli, BROTLI_BUDGET)];
    let Some((what, bytes, budget)) = weights.into_iter().find(|(_, bytes, budget)| bytes > budget) else {
        return Ok(());
    };
    let hint = if bound.optimised { "" } else { "; it was built without wasm-opt" };
    bail!("{what} weighs {} bytes, over its budget of {}{hint}", thousands(bytes), thousands(budget));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in [(0, "0"), (999, "999"), (1_000, "1 000"), (1_800_000, "1 800 000")] {
            assert_eq!(thousands(number), text);
        }
    }

    /// The page's own unpacking, run by Node.js, gives back every byte; runs of zeros, repeats and noise take every path.
    #[test]
    fn what_is_packed_here_the_page_unpacks() {
        let noise = (0..40_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0]);
        let text = b"(module (func (export \"f\") i32.const 7))".repeat(300);
        let bytes: Vec<u8> = noise
            .chain(vec![0; 5_000])
            .chain(text)
            .chain((0..30_000u32).map(|i| (i / 7).to_le_bytes()[0]))
            .collect();
        if let Some(unpacked) =
            in_node("unpack", &format!("{}\nunpack(input)", seal::UNPACK), &pack(&bytes).unwrap())
        {
            assert!(unpacked == bytes);
        }
    }

    /// Every instruction that is known, functions with sizes of one, two and three bytes, and sections before and behind.
    #[test]
    fn what_is_taken_apart_here_the_page_puts_together() {
        let all = split::tests::every_instruction();
        let mut bodies = vec![4];
        for repeats in [0, 1, 40, 400] {
            // One group of locals: 300 of type i32.
            let body = [&[1, 0xac, 0x02, 0x7f][..], &all.repeat(repeats), &[0x0b]].concat();
            bodies.extend(split::tests::unsigned(body.len()));
            bodies.extend(body);
        }
        let mut wasm = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x0a".to_vec();
        wasm.extend(split::tests::unsigned(bodies.len()));
        wasm.extend(bodies);
        wasm.extend(b"\0\x08\x04nameabc");
        let parts = split::split(&wasm).unwrap();
        if let Some(joined) = in_node("join", &format!("{}\njoin(input)", split::JOIN), &parts) {
            assert!(joined == wasm);
        }
    }

    /// What the last expression of `script` gives for `input`, as Node.js runs it.
    fn in_node(name: &str, script: &str, input: &[u8]) -> Option<Vec<u8>> {
        let Some(node) = crate::tools::find("node") else {
            println!("skipped: node is not installed; the browser journeys unpack the page as well");
            return None;
        };
        let folder = std::env::temp_dir().join(format!("keyless-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("input"), input).unwrap();
        std::fs::write(folder.join("script.js"), script).unwrap();
        let run = "const fs = require('fs'); const input = new Uint8Array(fs.readFileSync('input')); \
                   fs.writeFileSync('output', eval(fs.readFileSync('script.js', 'utf8')));";
        let ended = std::process::Command::new(node).args(["-e", run]).current_dir(&folder).status().unwrap();
        let output = std::fs::read(folder.join("output")).unwrap_or_default();
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(ended.success());
        Some(output)
    }

    #[test]
    fn a_page_over_either_budget_is_refused() {
        let bound = Bound { glue: String::new(), before: 0, wasm: Vec::new(), optimised: true };
        assert!(within_budget(PAGE_BUDGET, BROTLI_BUDGET, &bound).is_ok());
        assert!(within_budget(PAGE_BUDGET + 1, 0, &bound).is_err());
        assert!(within_budget(0, BROTLI_BUDGET + 1, &bound).is_err());
    }
}
