#!/usr/bin/python3
"""Finds every change of the contract that would break clients made from it as published, and proves on mutations that it does."""
import pathlib
import sys

import frozen_contract
from contract_change import breaches

CURRENT = pathlib.Path(__file__).resolve().parents[2] / "wsdl" / "tillbridge.wsdl"

QUANTITY = '<xs:element name="Quantity" type="xs:decimal">'
MAX_COUNT = '<xs:element name="MaxCount" type="xs:int" minOccurs="0">'


def element(name, kind="xs:string", more=""):
    return f'<xs:element name="{name}" type="{kind}"{more}/>'


FROZEN_TEXT = frozen_contract.FROZEN.read_text(encoding="utf-8")


def block(name, inside):
    """A whole element of a type, with its words."""
    start = FROZEN_TEXT.index(f'<xs:element name="{name}"', FROZEN_TEXT.index(f'<xs:complexType name="{inside}"'))
    return FROZEN_TEXT[start:FROZEN_TEXT.index("</xs:element>", start) + len("</xs:element>")]


def pair(inside, first, second):
    """Two neighbours as they stand."""
    start = FROZEN_TEXT.index(block(first, inside), FROZEN_TEXT.index(f'<xs:complexType name="{inside}"'))
    return FROZEN_TEXT[start:FROZEN_TEXT.index(block(second, inside), start) + len(block(second, inside))]


# what, the text that is replaced (its first occurrence), by what; harmless ones must not be found
MUTATIONS = [
    ("an answer has a new element", "</xs:sequence>\n      </xs:complexType>\n\n      <xs:complexType name=\"ArrayOfCaptureType\"", element("New", more=' minOccurs="0"'), "before"),
    ("an answer's element is renamed", '<xs:element name="WebOrderNumber"', '<xs:element name="WebNumber"', "instead"),
    ("a request's element is renamed", '<xs:element name="CallerReference"', '<xs:element name="Reference"', "instead"),
    ("a type changes", MAX_COUNT, MAX_COUNT.replace("xs:int", "xs:long"), "instead"),
    ("an optional element becomes required", MAX_COUNT, MAX_COUNT.replace(' minOccurs="0"', ""), "instead"),
    ("a required element becomes optional", QUANTITY, QUANTITY.replace(">", ' minOccurs="0">'), "instead"),
    ("the namespace changes", "urn:tillbridge:pos:v1", "urn:tillbridge:pos:v2", "everywhere"),
    ("a soapAction changes", 'soapAction="urn:tillbridge:pos:v1', 'soapAction="urn:tillbridge:pos:v1:x', "instead"),
    ("an operation is renamed", '<wsdl:operation name="SaveShipments">', '<wsdl:operation name="SaveParcels">', "instead"),
    ("a port is renamed", '<wsdl:port name="OrderTasksSoap"', '<wsdl:port name="OrdersSoap"', "instead"),
    ("a request gets an optional element in its middle", MAX_COUNT, element("Early", more=' minOccurs="0"'), "before"),
    ("a request gets a required element", "</xs:sequence>\n        </xs:complexType>\n      </xs:element>\n      <xs:element name=\"GetNewOrdersResponse\">", element("Late"), "before"),
    ("an answer's elements change places", pair("DocumentResultType", "DocumentId", "Status"),
     block("Status", "DocumentResultType") + block("DocumentId", "DocumentResultType"), "instead"),
    ("a request's element is removed", block("TaxClass", "ProductType"), "", "instead"),
    ("the fault has a new element", block("Retryable", "ServiceFaultType"), element("New", more=' minOccurs="0"'), "before"),
    ("a type of requests and answers grows", pair("ProductOptionType", "Name", "Value"),
     pair("ProductOptionType", "Name", "Value") + element("New", more=' minOccurs="0"'), "instead"),
    ("a list becomes a single element", 'name="Shipment" type="tb:ShipmentType" minOccurs="0" maxOccurs="unbounded"',
     'name="Shipment" type="tb:ShipmentType" minOccurs="0"', "instead"),
]
HARMLESS = [
    ("other words of documentation", "Who calls.", "Who is calling."),
    ("an optional element at the end of a request", "</xs:sequence>\n        </xs:complexType>\n      </xs:element>\n      <xs:element name=\"GetNewOrdersResponse\">",
     element("Late", more=' minOccurs="0"') + "</xs:sequence>\n        </xs:complexType>\n      </xs:element>\n      <xs:element name=\"GetNewOrdersResponse\">"),
]


def mutated(text, old, new, how):
    if old not in text:
        raise SystemExit(f"FAILED: the mutation's place is gone: {old!r}")
    if how == "everywhere":
        return text.replace(old, new)
    return text.replace(old, new + old if how == "before" else new, 1)


def main():
    frozen = frozen_contract.FROZEN.read_text(encoding="utf-8")
    failed = breaches(frozen, CURRENT.read_text(encoding="utf-8"))
    for breach in failed:
        print(f"FAILED the contract breaks published clients: {breach}")
    for what, old, new, how in MUTATIONS:
        found = breaches(frozen, mutated(frozen, old, new, how))
        print(f"{'ok' if found else 'FAILED'} {what}: {found[:1]}")
        failed += [] if found else [what]
    for what, old, new in HARMLESS:
        found = breaches(frozen, mutated(frozen, old, new, "instead"))
        print(f"{'FAILED' if found else 'ok'} {what} is harmless {found}")
        failed += found
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
