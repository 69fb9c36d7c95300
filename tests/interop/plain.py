"""A plain reader and writer of our own XML, so that what a toolkit says can be held against what really went over the line."""
import sys
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from xml.sax.saxutils import escape

NAMESPACE = "urn:tillbridge:pos:v1"
XS = "{http://www.w3.org/2001/XMLSchema}"


def written(name, value):
    """An element with its content: dictionaries are sequences, lists repeat their name."""
    if isinstance(value, list):
        return "".join(written(name, each) for each in value)
    if isinstance(value, dict):
        return f"<{name}>{''.join(written(child, inner) for child, inner in value.items())}</{name}>"
    text = {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return f"<{name}>{escape(text)}</{name}>"


def local(tag):
    return tag.rpartition("}")[2]


def read(element):
    """Children by name, each name's values always in a list; a text where there are none."""
    if len(element) == 0:
        return element.text or ""
    out = {}
    for child in element:
        out.setdefault(local(child.tag), []).append(read(child))
    return out


class Service:
    def __init__(self, url, store, user, password):
        self.url, self.credentials = url, {"StoreId": store, "UserName": user, "Password": password}

    def call(self, operation, **arguments):
        """The Result of a call through the plain-XML door, as read() gives it."""
        service = "ProductTasks" if operation.startswith("Update") else "OrderTasks"
        body = written(operation, {"Credentials": self.credentials, **arguments}).replace(f"<{operation}>", f'<{operation} xmlns="{NAMESPACE}">', 1)
        request = urllib.request.Request(f"{self.url}/xml/{service}/{operation}", body.encode(), {"Content-Type": "text/xml; charset=utf-8"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return read(ET.fromstring(answer.read()).find(f"{{{NAMESPACE}}}Result"))
        except urllib.error.HTTPError as error:
            print(error.read().decode(), file=sys.stderr)
            raise


class Schema:
    """Which type an element of the contract has: {type or root element: {child: (type, is it ours, may it repeat)}}."""

    def __init__(self, wsdl_text):
        self.children = {}
        root = ET.fromstring(wsdl_text)
        for node in root.iter():
            if node.tag == XS + "complexType" and node.get("name"):
                self.children[node.get("name")] = self._sequence(node)
            if node.tag == XS + "element" and node.find(XS + "complexType") is not None:
                self.children[node.get("name")] = self._sequence(node)

    def _sequence(self, node):
        found = {}
        for element in node.iter(XS + "element"):
            kind = element.get("type", "")
            if element is not node and kind:
                found[element.get("name")] = (local_name(kind), kind.startswith("tb:"), element.get("maxOccurs", "1") != "1")
        return found


def local_name(qualified):
    return qualified.rpartition(":")[2]
