//! A headless Chromium, driven over its debugging protocol.

use std::collections::VecDeque;
use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket};

/// A browser with one page.
pub struct Browser {
    process: Child,
    _profile: tempfile::TempDir,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    next: u64,
    events: VecDeque<Value>,
}

impl Browser {
    pub fn start() -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let program = std::env::var_os("CHROMIUM").unwrap_or_else(|| "chromium".into());
        let process = Command::new(program)
            .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars"])
            .args(["--disable-background-networking", "--remote-debugging-port=0", "--lang=vi"])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("about:blank")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Chromium is needed: set CHROMIUM where it is not in the path");
        let told = profile.path().join("DevToolsActivePort");
        let address = (0..600).find_map(|_| {
            sleep(Duration::from_millis(50));
            let text = fs::read_to_string(&told).ok()?;
            let (port, path) = text.trim().split_once('\n')?;
            Some((port.parse::<u16>().ok()?, path.to_owned()))
        });
        let (port, path) = address.expect("Chromium tells its port");
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        let (socket, _) = tungstenite::client(format!("ws://127.0.0.1:{port}{path}"), stream).unwrap();
        let mut browser =
            Browser { process, _profile: profile, socket, session: None, next: 0, events: VecDeque::new() };
        let target = browser.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = browser.call("Target.attachToTarget", attach);
        browser.session = Some(attached["sessionId"].as_str().unwrap().to_owned());
        for domain in ["Page", "Runtime", "Network", "Log"] {
            browser.call(&format!("{domain}.enable"), json!({}));
        }
        browser
    }

    /// A command of the protocol, and its result.
    pub fn call(&mut self, method: &str, params: impl Into<Value>) -> Value {
        let params: Value = params.into();
        self.next += 1;
        let id = self.next;
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(message.to_string())).unwrap();
        loop {
            let got = self.read();
            if got["id"] == json!(id) {
                assert!(got["error"].is_null(), "{method}: {}", got["error"]);
                return got["result"].clone();
            }
        }
    }

    fn read(&mut self) -> Value {
        loop {
            if let Message::Text(text) = self.socket.read().unwrap() {
                let value: Value = serde_json::from_str(&text).unwrap();
                if value["method"].is_string() {
                    self.events.push_back(value.clone());
                }
                return value;
            }
        }
    }

    /// Opens a page of a file in a window of this size, and waits for its script.
    pub fn open(&mut self, file: &Path, hash: &str, (width, height): (u32, u32)) {
        self.call("Page.navigate", json!({ "url": "about:blank" }));
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500 });
        self.call("Emulation.setDeviceMetricsOverride", size);
        let url = format!("file://{}{hash}", file.display());
        self.call("Page.navigate", json!({ "url": url }));
        self.wait("document.readyState === 'complete' && performance.getEntriesByName('ready').length > 0");
        self.settle();
    }

    /// Waits until the page has seen what was done, such as a change of its address, and nothing is still being unpacked.
    pub fn settle(&mut self) {
        self.eval(
            "new Promise((seen) => requestAnimationFrame(() => setTimeout(() => setTimeout(seen, 20), 0)))",
        );
        self.wait("!document.querySelector('[aria-busy], .wait')");
    }

    /// Waits until this holds.
    #[track_caller]
    pub fn wait(&mut self, condition: &str) {
        for _ in 0..400 {
            if self.eval(condition) == json!(true) {
                return;
            }
            sleep(Duration::from_millis(25));
        }
        panic!("never: {condition}\n{}", self.text("document.body.innerText"));
    }

    /// The value of an expression.
    #[track_caller]
    pub fn eval(&mut self, expression: &str) -> Value {
        let asked = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let got = self.call("Runtime.evaluate", asked);
        assert!(got["exceptionDetails"].is_null(), "{expression}: {}", got["exceptionDetails"]);
        got["result"]["value"].clone()
    }

    #[track_caller]
    pub fn text(&mut self, expression: &str) -> String {
        self.eval(expression).as_str().unwrap_or_default().to_owned()
    }

    /// Text of the first element that fits.
    #[track_caller]
    pub fn shown(&mut self, selector: &str) -> String {
        self.text(&format!("document.querySelector({})?.innerText", json!(selector)))
    }

    /// A real click in the middle of the first element that fits.
    #[track_caller]
    pub fn click(&mut self, selector: &str) {
        let place = self.eval(&format!(
            "(() => {{ const it = document.querySelector({}); it.scrollIntoView({{ block: 'center' }}); \
             const box = it.getClientRects()[0]; return [box.x + box.width / 2, box.y + box.height / 2] }})()",
            json!(selector)
        ));
        for kind in ["mousePressed", "mouseReleased"] {
            let event =
                json!({ "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1 });
            self.call("Input.dispatchMouseEvent", event);
        }
        self.settle();
    }

    /// Presses a key.
    pub fn key(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            " " => (32, " "),
            _ => (0, key),
        };
        let down = json!({ "type": "keyDown", "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
        self.call("Input.dispatchKeyEvent", down);
        let up = json!({ "type": "keyUp", "key": key, "code": key, "windowsVirtualKeyCode": code });
        self.call("Input.dispatchKeyEvent", up);
    }

    /// Types a text where the focus is.
    pub fn write(&mut self, text: &str) {
        self.call("Input.insertText", json!({ "text": text }));
    }

    /// Whatever was wrong since the start: errors, warnings, and requests for anything but files.
    pub fn complaints(&mut self) -> Vec<String> {
        let wrong = |event: &Value| {
            let params = &event["params"];
            match event["method"].as_str()? {
                "Runtime.exceptionThrown" => Some(params["exceptionDetails"].to_string()),
                "Runtime.consoleAPICalled" | "Log.entryAdded" => Some(params.to_string()),
                "Network.requestWillBeSent" => {
                    let url = params["request"]["url"].as_str().unwrap_or_default();
                    let own = ["file:", "data:,", "about:"].iter().any(|scheme| url.starts_with(scheme));
                    (!own).then(|| format!("asked for {url}"))
                }
                _ => None,
            }
        };
        self.events.iter().filter_map(wrong).collect()
    }

    /// How many files were asked for.
    pub fn files(&self) -> usize {
        let is_file = |event: &&Value| {
            let url = event["params"]["request"]["url"].as_str().unwrap_or_default();
            event["method"] == "Network.requestWillBeSent" && url.starts_with("file:")
        };
        self.events.iter().filter(is_file).count()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.session = None;
        let _ = self.socket.send(Message::text(r#"{"id":0,"method":"Browser.close"}"#));
        sleep(Duration::from_millis(300));
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
