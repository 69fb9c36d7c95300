"""A small SOAP 1.1 client over the standard library: enough to talk to Tillbridge, and to survive a lost answer.

Requests are written as lists of (element, value): a text, a list of such pairs, or None to leave the element out. Answers come back
as dictionaries; elements that repeat are lists.
"""
import http.client
import ssl
import time
import urllib.parse
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

NAMESPACE = "urn:tillbridge:pos:v1"
ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/"
TRIES = 8


class Fault(Exception):
    """The service refused the call as a whole: nothing was done."""

    def __init__(self, code, message, retryable):
        super().__init__(f"{code}: {message}")
        self.code, self.message, self.retryable = code, message, retryable


def write_element(name, value):
    if value is None:
        return ""
    if isinstance(value, (list, tuple)):
        return f"<{name}>{''.join(write_element(child, inner) for child, inner in value)}</{name}>"
    return f"<{name}>{escape(str(value))}</{name}>"


def read_element(element):
    """An element as text or dictionary; names without their namespace."""
    if len(element) == 0:
        return element.text or ""
    out = {}
    for child in element:
        name = child.tag.rpartition("}")[2]
        value = read_element(child)
        if name in out:
            if not isinstance(out[name], list):
                out[name] = [out[name]]
            out[name].append(value)
        else:
            out[name] = value
    return out


def as_list(wrapper, name):
    """The items of a list wrapper such as <Results><Result/>...</Results>, however many there are."""
    if not isinstance(wrapper, dict) or name not in wrapper:
        return []
    items = wrapper[name]
    return items if isinstance(items, list) else [items]


class Client:
    def __init__(self, url, store_id, user_name, password, timeout=120, log=None):
        self.url = urllib.parse.urlsplit(url)
        self.credentials = [("StoreId", store_id), ("UserName", user_name), ("Password", password)]
        self.timeout = timeout
        self.log = log or (lambda text: None)

    def call(self, service, operation, body):
        """Sends one operation and returns its Result. Repeats after a lost answer or a retryable fault: every operation is made so that
        a repeat is harmless (absolute values, idempotent confirms, ShipmentId)."""
        request = self._envelope(operation, body)
        for attempt in range(1, TRIES + 1):
            try:
                return self._send(service, operation, request)
            except (OSError, http.client.HTTPException) as lost:
                reason = f"no answer ({lost.__class__.__name__})"
                if attempt == TRIES:
                    raise
            except Fault as fault:
                if not fault.retryable or attempt == TRIES:
                    raise
                reason = str(fault)
            self.log(f"{operation}: {reason}, trying again")
            time.sleep(min(0.25 * 2 ** attempt, 5))

    def _envelope(self, operation, body):
        inner = write_element("Credentials", self.credentials) + "".join(write_element(name, value) for name, value in body)
        return (f'<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="{ENVELOPE}"><soap:Body>'
                f'<{operation} xmlns="{NAMESPACE}">{inner}</{operation}></soap:Body></soap:Envelope>').encode()

    def _send(self, service, operation, request):
        if self.url.scheme == "https":
            connection = http.client.HTTPSConnection(self.url.netloc, timeout=self.timeout, context=ssl.create_default_context())
        else:
            connection = http.client.HTTPConnection(self.url.netloc, timeout=self.timeout)
        try:
            connection.request("POST", f"{self.url.path.rstrip('/')}/soap/{service}", request,
                               {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": f'"{NAMESPACE}:{operation}"'})
            answer = connection.getresponse()
            return self._read(operation, answer.status, answer.read())
        finally:
            connection.close()

    def _read(self, operation, status, text):
        try:
            body = ET.fromstring(text).find(f"{{{ENVELOPE}}}Body")
        except ET.ParseError as error:
            raise http.client.HTTPException(f"HTTP {status} without SOAP: {text[:200]!r}") from error
        fault = body.find(f"{{{ENVELOPE}}}Fault")
        if fault is not None:
            detail = fault.find(f"detail/{{{NAMESPACE}}}ServiceFault")
            told = read_element(detail) if detail is not None else {}
            raise Fault(told.get("Code", "unknown"), told.get("Message", fault.findtext("faultstring")), told.get("Retryable") == "true")
        return read_element(body.find(f"{{{NAMESPACE}}}{operation}Response/{{{NAMESPACE}}}Result"))
