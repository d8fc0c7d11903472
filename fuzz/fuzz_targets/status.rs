#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| keyless_fuzz::run("status", data));
