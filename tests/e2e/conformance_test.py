#!/usr/bin/python3
"""The conformance kit against a correct till and against tills with one flaw each.    conformance_test.py PROGRAM [FLAW...]"""
import json
import signal
import subprocess
import sys

from harness import Harness, check
from conformance_till import Till

BASE = ["matrix", "stock"]
# flaw -> tasks played, tasks that must fail, words of the message that tell why
FLAWS = {
    "never_confirms": (["sale", "nothing-twice"], {"sale": "not confirmed"}),
    "confirms_twice": (["sale", "refuse", "nothing-twice"], {"nothing-twice": "booked twice"}),
    "refuses_without_message": (["sale", "refuse"], {"refuse": "without ErrorMessage"}),
    "never_repeats": (["lost-confirm", "lost-update"], {"lost-confirm": "not sent again", "lost-update": "not sent again"}),
    "comma_prices": (["price", "sale"], {"price": "22,50"}),
    "simple_items": (["price", "sale"], {"matrix": "without ProductIntegrationId"}),
    "forgets_return": (["sale", "confirm-all", "nothing-twice"], {"sale": "not confirmed"}),
    "hurries": (["sale", "pace"], {"pace": "in a row"}),
}


def kit_line(house, *arguments):
    return [house.product.program, "--dir", str(house.directory), "--json", "conformance", "--account", house.STORE, "--service", house.service_url, *arguments]


def play(house, style, flaw=None, only=None, timeout=60):
    """Lets a till of this flaw meet the kit; returns the kit's exit code and its summary."""
    line = kit_line(house, "--style", style, "--timeout", str(timeout), "--prepare", "0", "--quiet", "3", "--pause", "0.15", *(["--only", ",".join(only)] if only else []))
    kit = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    till, summary = None, None
    try:
        for text in kit.stdout:
            event = json.loads(text)
            if event["event"] == "door":
                till = Till(event["url"], house.STORE, house.USER, house.password, flaw)
            elif event["event"] == "task":
                till.tell(event)
            elif event["event"] == "result":
                print(f"  {event['outcome']:<8} {event['task']}: {event['seen']} | {event['expected']} {event['remarks'] or ''}", flush=True)
            elif event["event"] == "summary":
                summary = event
        code = kit.wait(60)
    finally:
        if till:
            till.stop()
        if kit.poll() is None:
            kit.terminate()
            kit.wait(30)
    words = kit.stderr.read()
    check(f"the kit ends with a summary ({flaw or 'correct till'})", summary is not None, words)
    check("it shows no password", house.password not in json.dumps(summary) + words)
    return code, summary


def failures(summary):
    return {result["task"]: result["seen"] + " " + result["expected"] for result in summary["results"] if result["outcome"] != "PASSED"}


def test_correct(house):
    code, summary = play(house, "CONF-OK")
    check("a correct till passes everything", code == 0 and not failures(summary) and summary["of"] == 12, failures(summary))
    check("without a remark", not any(result["remarks"] for result in summary["results"]), [result["remarks"] for result in summary["results"]])
    check("and nothing stays unanswered", not summary["unanswered"], summary["unanswered"])
    acts = [entry["act"] for entry in house.product.json("audit", "list")]
    check("the audit trail names the run", "conformance_started" in acts and "conformance_ended" in acts, acts)


def test_flaw(house, flaw):
    only, expected = FLAWS[flaw]
    code, summary = play(house, "CONF-" + "".join(word[0] for word in flaw.split("_")).upper() + str(len(flaw)), flaw, BASE + only, timeout=12)
    found = failures(summary)
    check(f"{flaw} fails exactly {', '.join(expected)}", code == 1 and set(found) == set(expected), found)
    for task, words in expected.items():
        check(f"{task} says why", words in found[task], found[task])


def test_stop(house):
    """Ctrl-C ends with a summary."""
    kit = subprocess.Popen(kit_line(house, "--only", "matrix,pace"), stdout=subprocess.PIPE, text=True)
    try:
        events = []
        for text in kit.stdout:
            events.append(json.loads(text))
            if events[-1]["event"] == "task":
                kit.send_signal(signal.SIGINT)
        check("a stopped run ends with 1", kit.wait(30) == 1)
    finally:
        if kit.poll() is None:
            kit.kill()
    summary = events[-1]
    outcomes = [(result["outcome"], result["expected"]) for result in summary["results"]]
    check("and still sums up", summary["event"] == "summary" and [outcome for outcome, _ in outcomes] == ["NOT SEEN"] * 2 and outcomes[1][1] == "the run was stopped", outcomes)


def test_refusals(house):
    def refused(words, *arguments, code=2):
        line = [house.product.program, "--dir", str(house.directory), "conformance", *arguments]
        done = subprocess.run(line, capture_output=True, text=True, timeout=60)
        check(f"refused: {words}", done.returncode == code and words in done.stderr, done.stderr)
    refused("did you mean price", "--only", "prices")
    refused("an address of this machine", "--listen", "0.0.0.0:0")
    refused("an address of this machine", "--service", "http://192.0.2.1:8470")
    refused("start `tillbridge serve`", "--service", "http://127.0.0.1:1", code=6)
    refused("is no Tillbridge", "--service", house.shop_url)
    house.product.json("site", "add", "live", "--platform", "generic", "--url", "https://shop.example/api", "--secret", "token=-", stdin="x")
    refused("no sandbox on this machine (live)", "--account", house.STORE)
    refused("no site live that is a sandbox", "--site", "live")


def main():
    with Harness(sys.argv[1]) as house:
        chosen = sys.argv[2:]
        if not chosen:
            test_correct(house)
        for flaw in chosen or FLAWS:
            print(f"-- {flaw}", flush=True)
            test_flaw(house, flaw)
        if not chosen:
            test_stop(house)
            test_refusals(house)


if __name__ == "__main__":
    main()
