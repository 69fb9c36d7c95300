"""A till that writes its XML by hand: what stands between the tags is bytes, so that nothing is mended on the way."""
import http.client
import sys
import urllib.parse
import xml.etree.ElementTree as ET
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "examples" / "csv_pos"))

from soap import ENVELOPE, NAMESPACE, as_list, read_element  # noqa: E402  (examples/csv_pos)
from texts import written  # noqa: E402


def element(name, *content):
    """Bytes as they are, texts escaped."""
    inner = b"".join(part if isinstance(part, bytes) else written(part) for part in content)
    return f"<{name}>".encode() + inner + f"</{name}>".encode()


class Fault(Exception):
    def __init__(self, code, message):
        super().__init__(f"{code}: {message}")
        self.code = code


class RawTill:
    def __init__(self, url, store, user, password):
        self.url = urllib.parse.urlsplit(url)
        self.credentials = element("Credentials", element("StoreId", store), element("UserName", user), element("Password", password))

    def call(self, service, operation, *content):
        """The Result as dictionaries. Every answer is read by a strict parser: an ill-formed one ends the test."""
        request = (f'<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="{ENVELOPE}"><soap:Body><{operation} xmlns="{NAMESPACE}">'.encode()
                   + self.credentials + b"".join(content) + f"</{operation}></soap:Body></soap:Envelope>".encode())
        connection = http.client.HTTPConnection(self.url.netloc, timeout=300)
        try:
            connection.request("POST", f"/soap/{service}", request, {"Content-Type": "text/xml; charset=utf-8"})
            answer = connection.getresponse().read()
        finally:
            connection.close()
        body = ET.fromstring(answer).find(f"{{{ENVELOPE}}}Body")
        fault = body.find(f"{{{ENVELOPE}}}Fault")
        if fault is not None:
            told = read_element(fault.find(f"detail/{{{NAMESPACE}}}ServiceFault"))
            raise Fault(told["Code"], told["Message"])
        return read_element(body.find(f"{{{NAMESPACE}}}{operation}Response/{{{NAMESPACE}}}Result"))

    # -- products ----------------------------------------------------------------------------------------------------

    def send_products(self, rows):
        """`rows`: contents of Product elements. Returns the result and the rows that were not plainly accepted, by index."""
        result = self.call("ProductTasks", "UpdatePOSProducts", element("Products", *(element("Product", row) for row in rows)))
        return result, {int(row["Index"]): row for row in as_list(result.get("Results"), "RowResult")}

    # -- orders ------------------------------------------------------------------------------------------------------

    def get_all(self, kind):
        """What waits, confirmed by nobody: one page holds it."""
        result = self.call("OrderTasks", f"GetNew{kind}s", element("MaxCount", "1000"))
        assert result["MoreAvailable"] == "false", "more waits than one page holds"
        return as_list(result.get(f"{kind}s"), kind), result

    def confirm(self, kind, id_name, entries):
        """`entries`: (id, what stands behind it). Returns one result per entry, in order."""
        rows = [element(f"{kind}Confirmation", element(id_name, key), content) for key, content in entries]
        return as_list(self.call("OrderTasks", f"Confirm{kind}s", element("Confirmations", *rows)).get("Results"), "DocumentResult")

    def save_shipments(self, shipments):
        rows = [element("Shipment", content) for content in shipments]
        return as_list(self.call("OrderTasks", "SaveShipments", element("Shipments", *rows)).get("Results"), "ShipmentResult")
