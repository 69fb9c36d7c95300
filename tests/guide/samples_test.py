#!/usr/bin/python3
"""Runs every sample that `tillbridge sample` prints against a real service: what is printed works.

    samples_test.py PROGRAM
"""
import http.server
import os
import pathlib
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "e2e"))

from harness import Harness, check  # noqa: E402

OPERATIONS = ["UpdatePOSProducts", "UpdateInventory", "UpdatePricing", "GetNewOrders", "ConfirmOrders", "GetNewCaptures", "ConfirmCaptures",
              "GetNewTransactions", "ConfirmTransactions", "SaveShipments"]
ENDINGS = {"curl": ".sh", "php": ".php", "python": ".py", "csharp": ".cs", "java": ".java"}
DONE, NEVER, LATER = 0, 1, 75


class Samples:
    def __init__(self, house, folder):
        self.house, self.folder = house, folder

    def text(self, operation, language, *options, address=None):
        return self.house.product.command("sample", operation, "--as", language, "--address", address or self.house.service_url,
                                          "--store", self.house.STORE, "--user", self.house.USER, *options)

    def post(self, operation, *options):
        """Posts the XML sample; the status and the answer."""
        body = self.text(operation, "xml", *options).replace("YOUR-PASSWORD", self.house.password)
        kind = "application/soap+xml" if "--soap12" in options else "text/xml"
        request = urllib.request.Request(self.house.service_url + "/soap/OrderTasks", body.encode(), {"Content-Type": f"{kind}; charset=utf-8"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read().decode()

    def run(self, operation, language, *options, password=None, address=None):
        """Runs a sample as the comment at its top says; the ended process."""
        place = self.folder / f"{operation}-{language}-{len(list(self.folder.iterdir()))}"
        place.mkdir()
        file = place / (operation + ENDINGS[language])
        file.write_text(self.text(operation, language, *options, address=address), encoding="utf-8")
        if language == "csharp":
            built = subprocess.run(["mcs", "-r:System.Net.Http.dll", str(file)], capture_output=True, text=True, timeout=300)
            check(f"{operation} in csharp compiles", built.returncode == 0, built.stdout + built.stderr)
        command = {"curl": ["sh"], "php": ["php"], "python": ["/usr/bin/python3"], "java": ["java"], "csharp": ["mono"]}[language]
        target = file.with_suffix(".exe") if language == "csharp" else file
        return subprocess.run([*command, str(target)], capture_output=True, text=True, timeout=300,
                              env={**os.environ, "TILLBRIDGE_PASSWORD": password or self.house.password})


def is_plain(operation, answer):
    """Whether the answer tells what this sample must give in a shop that has none of its documents."""
    if operation.startswith("Update"):
        counts = {name: int(re.search(rf"{name}\W+(\d+)", answer)[1]) for name in ("Received", "Rejected", "NotProcessed", "Stale")}
        return counts == {"Received": 1, "Rejected": 0, "NotProcessed": 0, "Stale": 0}
    if operation.startswith("Confirm"):
        return answer.count("not_found") == 2
    return "unknown_order" in answer if operation == "SaveShipments" else "MoreAvailable" in answer


def check_xml(samples):
    for options in ([], ["--least"], ["--soap12"], ["--least", "--soap12"]):
        for operation in OPERATIONS:
            status, answer = samples.post(operation, *options)
            confirms_one = operation.startswith("Confirm") and "--least" in options
            fine = answer.count("not_found") == 1 if confirms_one else is_plain(operation, answer)
            check(f"{operation} as xml {' '.join(options)}", status == 200 and fine and "unknown_element" not in answer, answer)


def check_code(samples, language):
    for operation in OPERATIONS:
        ended = samples.run(operation, language)
        check(f"{operation} in {language}", ended.returncode == DONE and is_plain(operation, ended.stdout), ended.stdout + ended.stderr)
    for options in (["--least"], ["--soap12"]):
        ended = samples.run("UpdateInventory", language, *options)
        check(f"UpdateInventory in {language} {options[0]}", ended.returncode == DONE and is_plain("UpdateInventory", ended.stdout), ended.stdout + ended.stderr)
    refused = samples.run("GetNewOrders", language, password="guess")
    check(f"a wrong password ends {language} for good", refused.returncode == NEVER and "unauthenticated" in refused.stdout + refused.stderr, refused)
    lost = samples.run("GetNewOrders", language, address="http://127.0.0.1:9")
    check(f"without an answer {language} asks to be repeated", lost.returncode == LATER, lost)


class Proxy(http.server.BaseHTTPRequestHandler):
    """What stands between till and service and answers by itself: shows the contract, then a page of its own."""
    status, contract = 502, b""

    def do_GET(self):
        self.reply(200, "text/xml; charset=utf-8", self.contract)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(self.status, "text/html", b"<html><body>it does not answer<br></body></html>")

    def reply(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def check_proxies(samples):
    """A proxy's error page is no answer: the call has to be repeated. A page that says "not here" will say so again."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy) as proxy:
        address = f"http://127.0.0.1:{proxy.server_port}"
        with urllib.request.urlopen(samples.house.service_url + "/soap/OrderTasks?wsdl", timeout=60) as contract:
            Proxy.contract = contract.read().replace(samples.house.service_url.encode(), address.encode())
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        for language in ENDINGS:
            ended = samples.run("GetNewOrders", language, address=address)
            check(f"a proxy's 502 asks {language} to repeat", ended.returncode == LATER, ended)
        Proxy.status = 404
        for language in ("curl", "csharp", "java"):
            ended = samples.run("GetNewOrders", language, address=address)
            check(f"a proxy's 404 ends {language} for good", ended.returncode == NEVER, ended)
        proxy.shutdown()


def check_quoting(samples):
    """A value with every quotation mark arrives as it is."""
    name = """Zoë's "best" \\ coat & <more> \U0001F600 $HOME `id` '''x''' \"\"\""""
    for number, language in enumerate(ENDINGS):
        item = f"Q-{number}"
        ended = samples.run("UpdatePOSProducts", language, "--value", f"Name={name}", "--value", f"ItemIntegrationId={item}", "--value", f"ProductIntegrationId=STYLE-{item}")
        check(f"a name with quotation marks is taken from {language}", ended.returncode == DONE and is_plain("UpdatePOSProducts", ended.stdout), ended.stdout + ended.stderr)
        told = samples.house.product.json("explain", samples.house.SITE, item)
        check(f"{language} keeps a name letter by letter", told["name"] == name, told["name"])


def check_help(samples):
    """The address that a fault names is a page about its code, on the running service."""
    _, fault = samples.post("UpdateInventory", "--value", "ReturnAllRows=perhaps")
    code = re.search(r"Code>(\w+)<", fault)[1]
    address = re.search(r"Name>help</tb:Name><tb:Value>([^<]+)<", fault)[1]
    check("a fault names its page", address == f"{samples.house.service_url}/help/errors/{code}", fault)
    with urllib.request.urlopen(address, timeout=60) as page:
        check("the page is about the code", f"<h1>{code}</h1>" in page.read().decode() and page.headers["Content-Type"] == "text/html; charset=utf-8", page.headers)
    told = samples.house.product.json("errors", code)
    check("the command line says the same", told[0]["retry"] == "no" and "Retryable>false<" in fault, told)


def main():
    with Harness(sys.argv[1]) as house:
        samples = Samples(house, pathlib.Path(house.directory) / "samples")
        samples.folder.mkdir()
        check_xml(samples)
        with ThreadPoolExecutor(2) as two:
            for done in [two.submit(check_code, samples, language) for language in ENDINGS]:
                done.result()
        check_proxies(samples)
        check_quoting(samples)
        check_help(samples)
        wrong = house.product.command("sample", "UpdateInventry", expect=4)
        check("a misspelt operation prints nothing on the output", wrong == "", wrong)


if __name__ == "__main__":
    main()
