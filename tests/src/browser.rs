//! A headless Chromium with the page in it, by roles and accessible names rather than by classes.
//!
//! Nothing outside this machine can be reached: every other host name is mapped away.

use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long something may take to appear on the page before a test gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// Finds elements by role and accessible name, as a person with a screen reader would.
const NAMED: &str = r"
const SELECTORS = {
  textbox: 'textarea, input:not([type]), input[type=text], input[type=search], input[type=url], input[type=number]',
  button: 'button, [role=button], summary', link: 'a[href]', region: 'section, [role=region]',
  table: 'table', navigation: 'nav', checkbox: 'input[type=checkbox], [role=checkbox], [role=switch]',
  radio: 'input[type=radio], [role=radio]', combobox: 'select', tab: '[role=tab]', heading: 'h1, h2, h3', dialog: 'dialog',
};
const tidy = text => (text || '').trim().replace(/\s+/g, ' ');
// What is hidden from assistive technology is no part of a name.
const textOf = e => {
  if (!e) return '';
  const copy = e.cloneNode(true);
  copy.querySelectorAll('[aria-hidden=true]').forEach(hidden => hidden.remove());
  return copy.textContent;
};
const byId = ids => tidy((ids || '').split(/\s+/).filter(Boolean)
  .map(id => textOf(document.getElementById(id))).join(' '));
const nameOf = e => tidy(e.getAttribute('aria-label')) || byId(e.getAttribute('aria-labelledby'))
  || tidy([...(e.labels || [])].map(textOf).join(' ')) || tidy(e.caption && textOf(e.caption)) || tidy(textOf(e));
const named = (role, name) => [...document.querySelectorAll(SELECTORS[role])].filter(e =>
  e.checkVisibility({visibilityProperty: true}) && nameOf(e).startsWith(name)).sort((a, b) => nameOf(a).length - nameOf(b).length);
";

/// A line of the browser's console.
#[derive(Debug, Clone)]
pub struct LogLine {
    /// `SEVERE`, `WARNING`, `INFO`…
    pub level: String,
    /// What it says.
    pub message: String,
}

/// A browser, its driver and its folder.
pub struct Browser {
    client: Client,
    runtime: Runtime,
    driver: Child,
    folder: PathBuf,
}

impl Browser {
    /// Starts Chromium through the driver that `CHROMEDRIVER` names, or the one on the path.
    ///
    /// # Panics
    ///
    /// When there is none: `cargo xtask test` installs one or says how to.
    pub fn start() -> Self {
        let driver = std::env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut driver = Command::new(&driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|e| {
                panic!("chromedriver cannot be started ({e}); run cargo xtask test, which sees to it")
            });
        let port = port_of(&mut driver);
        let folder = std::env::temp_dir().join(format!("keyless-browser-{port}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("downloads")).expect("a folder for downloads");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let client = runtime
            .block_on(
                ClientBuilder::new(HttpConnector::new())
                    .capabilities(capabilities(&folder))
                    .connect(&format!("http://127.0.0.1:{port}")),
            )
            .expect("Chromium starts");
        Self { client, runtime, driver, folder }
    }

    /// Loads an address and waits until the page stands.
    pub fn open(&self, address: &str) {
        self.runtime.block_on(self.client.goto(address)).expect("the address loads");
        self.wait(
            "the page to stand",
            "return document.querySelector('#app main:not([aria-busy=true]) h1') !== null",
        );
    }

    /// Runs a function body in the page, with `named(role, name)` at hand.
    pub fn script(&self, body: &str, arguments: &[Value]) -> Value {
        let code = format!("{NAMED}\n{body}");
        self.runtime
            .block_on(self.client.execute(&code, arguments.to_vec()))
            .unwrap_or_else(|e| panic!("{body}: {e}"))
    }

    /// Runs an asynchronous function body; the last argument is the function to call with the answer.
    pub fn script_async(&self, body: &str, arguments: &[Value]) -> Value {
        let code = format!("{NAMED}\n{body}");
        self.runtime
            .block_on(self.client.execute_async(&code, arguments.to_vec()))
            .unwrap_or_else(|e| panic!("{body}: {e}"))
    }

    /// Waits until a condition holds.
    pub fn wait(&self, what: &str, condition: &str) {
        let start = Instant::now();
        while self.script(condition, &[]) != Value::Bool(true) {
            if start.elapsed() > PATIENCE {
                let path = std::env::temp_dir().join("keyless-journey-failed.png");
                self.screenshot(&path);
                panic!("waited in vain for {what}; the page then: {}\n{}", path.display(), self.text("main"));
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until something of a role and name is there.
    pub fn wait_for(&self, role: &str, name: &str) {
        let condition = format!("return named({}, {}).length > 0", json!(role), json!(name));
        self.wait(&format!("{role} \"{name}\""), &condition);
    }

    /// Puts a text into a text box, as a paste does: at once, with one input event.
    pub fn paste(&self, name: &str, text: &str) {
        self.wait_for("textbox", name);
        self.script(
            "const box = named('textbox', arguments[0])[0];
             const proto = box instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
             box.focus();
             Object.getOwnPropertyDescriptor(proto.prototype, 'value').set.call(box, arguments[1]);
             box.dispatchEvent(new InputEvent('input', {bubbles: true, inputType: 'insertFromPaste'}));",
            &[json!(name), json!(text)],
        );
    }

    /// What stands in a text box.
    pub fn value(&self, name: &str) -> String {
        self.wait_for("textbox", name);
        let value = self.script("return named('textbox', arguments[0])[0].value", &[json!(name)]);
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Clicks.
    pub fn click(&self, role: &str, name: &str) {
        self.wait_for(role, name);
        self.script("named(arguments[0], arguments[1])[0].click()", &[json!(role), json!(name)]);
    }

    /// Presses keys where the focus is.
    pub fn press(&self, keys: &str) {
        self.runtime
            .block_on(async { self.client.active_element().await?.send_keys(keys).await })
            .expect("keys arrive");
    }

    /// The text of the first element that a selector finds.
    pub fn text(&self, selector: &str) -> String {
        let text =
            self.script("return document.querySelector(arguments[0])?.innerText || ''", &[json!(selector)]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The text of something by role and name.
    pub fn text_of(&self, role: &str, name: &str) -> String {
        self.wait_for(role, name);
        let text =
            self.script("return named(arguments[0], arguments[1])[0].innerText", &[json!(role), json!(name)]);
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until something of a role and name says a text.
    pub fn wait_for_text(&self, role: &str, name: &str, text: &str) {
        let condition = format!(
            "const it = named({}, {})[0];
             return !!it && tidy(it.innerText).includes({})",
            json!(role),
            json!(name),
            json!(text)
        );
        self.wait(&format!("{role} \"{name}\" to say \"{text}\""), &condition);
    }

    /// Waits until the region named Verdict says a text.
    pub fn wait_for_verdict(&self, text: &str) {
        self.wait_for_text("region", "Verdict", text);
    }

    /// The size of the window, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        self.runtime.block_on(self.client.set_window_size(width, height)).expect("the window takes the size");
    }

    /// A picture of the window.
    pub fn screenshot(&self, path: &Path) {
        if let Ok(png) = self.runtime.block_on(self.client.screenshot()) {
            std::fs::write(path, png).expect("the picture is written");
        }
    }

    /// What the console said since the last time.
    pub fn console(&self) -> Vec<LogLine> {
        self.log("browser")
            .into_iter()
            .map(|line| LogLine {
                level: line["level"].as_str().unwrap_or_default().to_owned(),
                message: line["message"].as_str().unwrap_or_default().to_owned(),
            })
            .collect()
    }

    /// Addresses that the browser asked for since the last time; those of the browser's own start page, `data:` and
    /// `blob:` are left out, because they reach nobody.
    pub fn requests(&self) -> Vec<String> {
        self.log("performance")
            .iter()
            .filter_map(|line| serde_json::from_str::<Value>(line["message"].as_str()?).ok())
            .filter(|event| event["message"]["method"] == "Network.requestWillBeSent")
            .filter_map(|event| event["message"]["params"]["request"]["url"].as_str().map(str::to_owned))
            .filter(|url| !["data:", "blob:", "chrome:"].iter().any(|own| url.starts_with(own)))
            .collect()
    }

    /// Waits for a download and gives its bytes.
    pub fn download(&self, name: &str) -> Vec<u8> {
        let path = self.folder.join("downloads").join(name);
        let start = Instant::now();
        loop {
            if let Some(bytes) = std::fs::read(&path).ok().filter(|bytes| !bytes.is_empty()) {
                return bytes;
            }
            assert!(start.elapsed() < PATIENCE, "{name} was not downloaded: {:?}", self.downloads());
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Names of what was downloaded.
    pub fn downloads(&self) -> Vec<String> {
        std::fs::read_dir(self.folder.join("downloads"))
            .map(|all| all.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default()
    }

    /// Everything that the page could have kept: storage, cookies, address, history state, title.
    pub fn kept(&self) -> String {
        let kept = self.script(
            "const store = s => JSON.stringify(Object.fromEntries(Object.entries(s)));
             return [store(localStorage), store(sessionStorage), document.cookie, location.href,
                     JSON.stringify(history.state), document.title, window.name].join('\\n')",
            &[],
        );
        kept.as_str().unwrap_or_default().to_owned()
    }

    /// The whole document, values of form fields included.
    pub fn document(&self) -> String {
        let whole = self.script(
            "const values = [...document.querySelectorAll('input, textarea')].map(e => e.value).join('\\n');
             return document.body.innerHTML + '\\n' + values",
            &[],
        );
        whole.as_str().unwrap_or_default().to_owned()
    }

    fn log(&self, kind: &'static str) -> Vec<Value> {
        let answer = self.runtime.block_on(self.client.issue_cmd(Log(kind))).expect("the driver keeps a log");
        answer.as_array().cloned().unwrap_or_default()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.runtime.block_on(self.client.clone().close());
        let _ = self.driver.kill();
        let _ = self.driver.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Chromedriver's own command for its logs.
#[derive(Debug)]
struct Log(&'static str);

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({"type": self.0}).to_string()))
    }
}

type HttpConnector = hyper_util::client::legacy::connect::HttpConnector;

fn capabilities(folder: &Path) -> Capabilities {
    let mut options = json!({
        "args": [
            "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=en",
            "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--window-size=1440,1000",
            format!("--user-data-dir={}", folder.join("profile").display()),
        ],
        "prefs": {"download.default_directory": folder.join("downloads"), "download.prompt_for_download": false},
    });
    if let Some(chromium) = std::env::var_os("CHROMIUM") {
        options["binary"] = json!(chromium.to_string_lossy());
    }
    let all = json!({
        "goog:chromeOptions": options,
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        "timeouts": {"script": 120_000},
    });
    all.as_object().cloned().unwrap_or_default().into_iter().collect()
}

/// The port that the driver chose, as it says on its output.
fn port_of(driver: &mut Child) -> u16 {
    let output = driver.stdout.take().expect("output is piped");
    let mut lines = BufReader::new(output);
    let mut line = String::new();
    while lines.read_line(&mut line).expect("the driver speaks") > 0 {
        // An earlier line names the port that was asked for.
        let started = line.trim().strip_prefix("ChromeDriver was started successfully on port ");
        if let Some(port) = started.and_then(|p| p.trim_end_matches('.').parse().ok()) {
            // It goes on to speak, and stops when nobody listens.
            std::thread::spawn(move || std::io::copy(&mut lines, &mut std::io::sink()));
            return port;
        }
        line.clear();
    }
    panic!("chromedriver did not say on which port it listens");
}

/// A server for one file, which can be stopped.
pub struct Server {
    address: String,
    listener: Option<std::sync::Arc<TcpListener>>,
    running: std::sync::Arc<std::sync::atomic::AtomicBool>,
}

impl Server {
    /// Serves a page at every path.
    ///
    /// # Panics
    ///
    /// When no port is free.
    pub fn start(page: Vec<u8>) -> Self {
        use std::sync::Arc;
        use std::sync::atomic::{AtomicBool, Ordering};
        let listener = Arc::new(TcpListener::bind("127.0.0.1:0").expect("a free port"));
        let address = format!("http://{}/", listener.local_addr().expect("an address"));
        let running = Arc::new(AtomicBool::new(true));
        let (accepting, alive) = (Arc::clone(&listener), Arc::clone(&running));
        std::thread::spawn(move || {
            for stream in accepting.incoming().flatten() {
                if !alive.load(Ordering::SeqCst) {
                    break;
                }
                answer(stream, &page);
            }
        });
        Self { address, listener: Some(listener), running }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Stops it: nobody listens at its port from now on.
    pub fn stop(&mut self) {
        self.running.store(false, std::sync::atomic::Ordering::SeqCst);
        if let Some(listener) = self.listener.take() {
            // Wakes the thread, which then lets go of the port.
            let _ = listener.local_addr().map(TcpStream::connect);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn answer(mut stream: TcpStream, page: &[u8]) {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(2)));
    let mut head = [0; 4096];
    let _ = stream.read(&mut head);
    let header = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        page.len()
    );
    let _ = stream.write_all(header.as_bytes()).and_then(|()| stream.write_all(page));
}

/// The page to test: the one that `KEYLESS_PAGE` names, else `dist/index.html`.
///
/// # Panics
///
/// When it is not there: `cargo xtask build` makes it.
pub fn page() -> PathBuf {
    let path = std::env::var_os("KEYLESS_PAGE")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../dist/index.html"), PathBuf::from);
    path.canonicalize().unwrap_or_else(|_| panic!("{} is not there; run cargo xtask build", path.display()))
}
