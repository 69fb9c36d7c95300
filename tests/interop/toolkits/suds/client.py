#!/usr/bin/python3
"""Python's suds as a till.

    client.py WSDL STORE USER PASSWORD PHASE
"""
import datetime
import pathlib
import sys

import suds.client
import suds.sudsobject

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from calls import Calls  # noqa: E402

wsdl, store, user, password, phase = sys.argv[1:]
client = suds.client.Client(wsdl, cache=None)


def plain(value):
    if isinstance(value, suds.sudsobject.Object):
        return {name: plain(inner) for name, inner in suds.sudsobject.items(value)}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, datetime.datetime) else value if isinstance(value, (bool, int, type(None))) else str(value)


def send(operation, arguments, credentials):
    name = "ProductTasks" if operation.startswith("Update") else "OrderTasks"
    return plain(client.service[name][name + "Soap"][operation](Credentials=credentials, **arguments))


def fault_of(error):
    if not isinstance(error, suds.WebFault):
        return None
    detail = getattr(error.fault.detail, "ServiceFault", None)
    return plain(detail), error.fault.faultstring


Calls(store, user, password).make(phase, send, fault_of)
