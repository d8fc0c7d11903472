
// The end of the page's one script: unpacks the Wasm, which `packed` holds, puts it together and starts it with the bindings above.
(async () => {
  // The page's own source, byte for byte, for "Save this page": taken before the app draws anything.
  window.__keylessPage = "<!doctype html>\n" + document.documentElement.outerHTML;

  const show = (id) => {
    document.getElementById(id).hidden = false;
  };
  // Only what stops the Wasm stops the page. The text of an error may hold what a person typed, so it is never shown.
  const stop = (error) => {
    if (error instanceof WebAssembly.RuntimeError) show("stopped");
  };
  if (typeof WebAssembly !== "object") {
    show("unsupported");
    return;
  }
  window.addEventListener("error", (event) => stop(event.error));
  window.addEventListener("unhandledrejection", (event) => stop(event.reason));

  try {
    const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
    await __wbg_init({ module_or_path: join(unpack(bytes)) });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) show("stopped");
    else show("unsupported");
  }
})();
