#!/usr/bin/python3
"""The playground page in a real browser against the real service.

    playground_test.py PROGRAM [FOLDER]     screenshots go to FOLDER
"""
import os
import pathlib
import subprocess
import sys
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "e2e")]

from harness import Harness, check  # noqa: E402
from webdriver import Browser  # noqa: E402


def status_of(url):
    try:
        return urllib.request.urlopen(url, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code


def restart_with_playground(house):
    check("there is no playground unless it is configured", status_of(house.service_url + "/playground") == 404)
    house.product.kill_hard("serve")
    house.service_urls["serve"] = house.product.start("serve", "--set", "serve.listen=127.0.0.1:0", "--set", "serve.playground=true", "serve")


def sent(browser):
    """Sends what stands there and waits for the outcome."""
    browser.run("document.getElementById('outcome').textContent = ''")
    browser.click("#send")
    return browser.wait("an outcome", lambda: browser.text("#outcome"))


def sends_an_edited_sample(browser, house):
    browser.open(house.service_url + "/playground")
    browser.wait("the operations", lambda: browser.run("return document.querySelectorAll('#operation option').length") == 10)
    browser.choose("#operation", "UpdatePOSProducts")
    browser.wait("its sample", lambda: "<UpdatePOSProducts" in browser.value("#request"))
    browser.type("#store", house.STORE)
    browser.type("#user", house.USER)
    browser.type("#password", house.password)
    check("what is typed above stands in the request", f"<StoreId>{house.STORE}</StoreId>" in browser.value("#request"), browser.value("#request")[:400])
    check("the password does not", house.password not in browser.value("#request"))
    check("a sent sample is answered", sent(browser) == "Answer", browser.text("#answer")[:400])
    check("the raw answer is shown with status and heads", "HTTP/1.1 200" in browser.text("#answer") and "content-type: text/xml" in browser.text("#answer"), browser.text("#answer")[:300])
    check("the request id is named", "Request id req_" in browser.text("#explained"), browser.text("#explained"))
    check("the raw request is shown without the password", "SOAPAction: " in browser.text("#sent") and house.password not in browser.text("#sent"))
    check("one product was made", "<tb:Created>1</tb:Created>" in browser.text("#answer"), browser.text("#answer")[-600:])


def sends_every_form(browser):
    browser.choose("#operation", "UpdateInventory")
    browser.wait("its sample", lambda: "<UpdateInventory" in browser.value("#request"))
    for form, part in (("soap12", "http://www.w3.org/2003/05/soap-envelope"), ("plain", "<UpdateInventoryResponse"), ("soap11", "http://schemas.xmlsoap.org/soap/envelope/")):
        browser.choose("#form", form)
        browser.wait("the sample of this form", lambda: ("Envelope" in browser.value("#request")) == (form != "plain"))
        browser.wait("the credentials in it", lambda: "main-street" not in browser.value("#request"))
        check(f"{form} is answered in its own form", sent(browser) == "Answer" and part.replace("<", "") in browser.text("#answer"), browser.text("#answer")[:500])


def shows_a_fault(browser):
    browser.run("const r = document.getElementById('request'); r.value = r.value.replace(/<Quantity>[^<]*</, '<Quantity>7</Quantity><Quantity>8<')")
    check("a fault is shown as one", sent(browser) == "Fault: duplicate_element", browser.text("#outcome") + browser.text("#answer")[:400])
    check("with its words", "cannot help" in browser.text("#explained"), browser.text("#explained"))
    address = browser.run("return document.querySelector('#explained a').href")
    check("and the page about its code", status_of(address) == 200 and address.endswith("/help/errors/duplicate_element"), address)
    browser.click("#reset")
    browser.wait("the sample again", lambda: browser.value("#request").count("<Quantity>") == 1)


def copies_code_that_works(browser, house):
    browser.choose("#language", "curl")
    browser.click("#copy")
    code = browser.wait("the code", lambda: browser.text("#code"))
    check("no password stands in the code", house.password not in code)
    done = subprocess.run(["bash", "-c", code], capture_output=True, text=True, timeout=60, env={**os.environ, "TILLBRIDGE_PASSWORD": house.password})
    check("the copied command works in a shell", done.returncode == 0 and "Result" in done.stdout, done.stdout[-600:] + done.stderr[-600:])


def works_by_keyboard_and_on_a_phone(browser, folder):
    labelled = browser.run("return [...document.querySelectorAll('input, select, textarea')].filter(each => each.labels.length === 0).map(each => each.id)")
    check("every field has a label", labelled == [], labelled)
    browser.run("document.getElementById('outcome').textContent = ''; document.getElementById('request').focus()")
    browser.type("#request", "\ue009\ue007")  # Ctrl+Enter
    check("Ctrl+Enter sends", browser.wait("an outcome", lambda: browser.text("#outcome")) == "Answer")
    for name, width in (("desktop", 1280), ("phone", 390)):
        browser.resize(width, 900)
        wide = browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
        check(f"nothing sticks out at {name} width", wide <= 0, wide)
        browser.run("scrollTo(0, 0)")
        browser.screenshot(folder / f"playground-{name}.png")
    browser.resize(1280, 900)


def main():
    folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".")
    folder.mkdir(parents=True, exist_ok=True)
    with Harness(sys.argv[1]) as house:
        restart_with_playground(house)
        with Browser() as browser:
            sends_an_edited_sample(browser, house)
            sends_every_form(browser)
            shows_a_fault(browser)
            copies_code_that_works(browser, house)
            works_by_keyboard_and_on_a_phone(browser, folder)
            # Chromium notes every answer with status 500 by itself; one fault was meant.
            noted = [entry for entry in browser.console() if "500 (Internal Server Error)" not in entry]
            check("the page complains of nothing", noted == [], noted)


if __name__ == "__main__":
    main()
