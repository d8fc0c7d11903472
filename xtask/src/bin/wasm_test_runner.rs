//! Runs one Wasm test binary in headless Chromium: what Cargo is told to use as the runner for `wasm32-unknown-unknown`.
//!
//! It is the official runner, called as a library so that our lock file pins it to the version of `wasm-bindgen`.

fn main() -> anyhow::Result<()> {
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
