#!/usr/bin/python3
"""Python's zeep as a till.

    client.py WSDL STORE USER PASSWORD PHASE
"""
import datetime
import decimal
import pathlib
import sys

import zeep
from zeep.helpers import serialize_object

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from calls import Calls  # noqa: E402

wsdl, store, user, password, phase = sys.argv[1:]
client = zeep.Client(wsdl)
suffix = "Soap12" if phase == "soap12" else "Soap"
services = [client.bind(name, name + suffix) for name in ("ProductTasks", "OrderTasks")]


def plain(value):
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value) if isinstance(value, decimal.Decimal) else value


def send(operation, arguments, credentials):
    service = services[0 if operation.startswith("Update") else 1]
    return plain(serialize_object(service[operation](Credentials=credentials, **arguments), dict))


def fault_of(error):
    if not isinstance(error, zeep.exceptions.Fault):
        return None
    detail = client.get_element("{urn:tillbridge:pos:v1}ServiceFault").parse(error.detail[0], client.wsdl.types)
    return plain(serialize_object(detail, dict)), error.message


Calls(store, user, password).make(phase, send, fault_of)
