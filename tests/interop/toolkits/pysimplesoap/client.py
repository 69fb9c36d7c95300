#!/usr/bin/python3
"""Python's pysimplesoap as a till.

    client.py WSDL STORE USER PASSWORD PHASE
"""
import datetime
import decimal
import pathlib
import sys

from pysimplesoap.client import SoapClient, SoapFault

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
from calls import Calls  # noqa: E402

wsdl, store, user, password, phase = sys.argv[1:]


def service(name):
    client = SoapClient(wsdl=wsdl, cache=None, timeout=60)
    client.service_port = (name, name + "Soap")
    client.location = client.services[name]["ports"][name + "Soap"]["location"]
    return client


services = [service("ProductTasks"), service("OrderTasks")]


def asked(kind, value):
    """An argument as its declared type wants it: text does not become a number by itself, and an empty list would be written as one empty item."""
    if isinstance(kind, list) and isinstance(value, dict):
        return [{name: each} for name, inner in value.items() for each in inner]   # a wrapper of plain texts is declared as the list itself
    if isinstance(kind, list):
        return [asked(kind[0], each) for each in value]
    if isinstance(kind, dict):
        return {name: asked(kind[name], inner) for name, inner in value.items() if inner != []}
    if kind is decimal.Decimal:
        return decimal.Decimal(value)
    if kind is datetime.datetime:
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    return value


def plain(value):
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(inner) for name, inner in value.items()}
    return value.isoformat() if isinstance(value, datetime.datetime) else str(value) if isinstance(value, decimal.Decimal) else value


def send(operation, arguments, credentials):
    client = services[0 if operation.startswith("Update") else 1]
    declared = client.get_operation(operation)["input"][operation]
    values = asked(declared, {"Credentials": credentials, **arguments})
    return plain(getattr(client, operation)(**values)["Result"])


def fault_of(error):
    if not isinstance(error, SoapFault):
        return None
    return None, error.faultstring


Calls(store, user, password).make(phase, send, fault_of)
