"""A headless Chromium through chromedriver's own HTTP interface: as much of WebDriver as the tests need."""
import base64
import json
import pathlib
import re
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
# Root needs --no-sandbox; the rest keeps the browser from calling home.
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Browser:
    def __enter__(self):
        self.profile = tempfile.mkdtemp(prefix="tillbridge-browser-")
        self.driver = subprocess.Popen(["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        port = next(match[1] for match in (re.search(r"successfully on port (\d+)", line) for line in self.driver.stdout) if match)
        self.base = f"http://127.0.0.1:{port}"
        options = {"args": [*FLAGS, f"--user-data-dir={self.profile}"], "binary": "/usr/bin/chromium"}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
        self.base += "/session/" + self.ask("POST", "/session", {"capabilities": capabilities})["sessionId"]
        return self

    def __exit__(self, *_):
        try:
            self.ask("DELETE", "")
        finally:
            self.driver.terminate()
            self.driver.wait(20)
            shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method, path, body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise SystemExit(f"FAILED: the browser says of {method} {path}: {error.read().decode()[:400]}") from error

    def open(self, url):
        self.ask("POST", "/url", {"url": url})

    def resize(self, width, height):
        self.ask("POST", "/window/rect", {"width": width, "height": height})

    def run(self, script, *arguments):
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def _find(self, css):
        return self.ask("POST", "/element", {"using": "css selector", "value": css})[ELEMENT]

    def click(self, css):
        self.ask("POST", f"/element/{self._find(css)}/click", {})

    def type(self, css, text):
        self.ask("POST", f"/element/{self._find(css)}/value", {"text": text})

    def choose(self, css, value):
        """As a person does: the list's entry is clicked."""
        self.click(f'{css} option[value="{value}"]')

    def text(self, css):
        return self.run("return document.querySelector(arguments[0]).textContent", css)

    def value(self, css):
        return self.run("return document.querySelector(arguments[0]).value", css)

    def wait(self, what, condition, patience=20):
        deadline = time.monotonic() + patience
        while not (found := condition()):
            if time.monotonic() > deadline:
                raise SystemExit(f"FAILED: waited {patience} s for {what}")
            time.sleep(0.05)
        return found

    def console(self):
        """What the page complained about since the last look, as text."""
        return [entry["message"] for entry in self.ask("POST", "/se/log", {"type": "browser"}) if entry["level"] in ("SEVERE", "WARNING")]

    def screenshot(self, file):
        pathlib.Path(file).write_bytes(base64.b64decode(self.ask("GET", "/screenshot")))
