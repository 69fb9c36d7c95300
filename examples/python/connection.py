"""The way to the service: zeep makes the calls from the WSDL, and a call whose answer was lost is sent again unchanged."""
import os
import sys
import time

import requests
import zeep
import zeep.exceptions
from lxml import etree

NAMESPACE = "urn:tillbridge:pos:v1"
WAITS = [float(seconds) for seconds in os.environ.get("TILLBRIDGE_WAITS", "5 15 60 300").split()]


class Refused(Exception):
    """The service understood the call and will not do it, now or later: a person has to look."""


class NoAnswer(Exception):
    """Nobody answered, however often we asked. The call may have been carried out or not: the same again later is right."""


class Connection:
    def __init__(self):
        self.url = os.environ["TILLBRIDGE_URL"].rstrip("/")
        self.login = {"StoreId": os.environ["TILLBRIDGE_STORE"], "UserName": os.environ["TILLBRIDGE_USER"], "Password": password()}
        self.services = {}

    def call(self, service, operation, **arguments):
        """One operation; returns its Result. Waits and repeats where that helps, else ends in Refused or NoAnswer."""
        for wait in [*WAITS, None]:
            try:
                return getattr(self.service(service), operation)(Credentials=self.login, **arguments)
            except zeep.exceptions.Fault as fault:
                told = service_fault(fault)
                if told is None:
                    problem = f"a fault that is not the service's: {fault.message}"
                elif told["Retryable"] != "true":
                    raise Refused(f"{operation}: {told['Code']}: {told['Message']}\n  request {told['RequestId']}, help: {told['help']}") from fault
                else:
                    problem = f"{told['Code']}: {told['Message']}"
                    wait = wait and max(wait, float(told.get("retry_after_seconds", 0)))
            except zeep.exceptions.TransportError as error:
                if error.status_code and error.status_code != 408 and error.status_code < 500:
                    raise Refused(f"{operation}: HTTP {error.status_code} {error.message}; is TILLBRIDGE_URL right?") from error
                problem = f"HTTP {error.status_code}"
            except (requests.RequestException, zeep.exceptions.XMLSyntaxError) as error:
                problem = f"no answer ({type(error).__name__})"
            if wait is None:
                raise NoAnswer(f"{operation}: {problem}")
            print(f"{operation}: {problem}; the same again in {wait:g} s", file=sys.stderr)
            time.sleep(wait)

    def service(self, name):
        """ProductTasks or OrderTasks. Reads the WSDL when first needed, so that a lost WSDL is repeated like a lost call."""
        if name not in self.services:
            transport = zeep.Transport(timeout=300, operation_timeout=300)   # a call that we give up is carried out all the same
            client = zeep.Client(f"{self.url}/soap/{name}?wsdl", transport=transport)
            self.services[name] = client.create_service(f"{{{NAMESPACE}}}{name}Soap", f"{self.url}/soap/{name}")
        return self.services[name]


def entries(wrapper):
    """The entries of a list such as Results. zeep gives None for a list without any."""
    return [] if wrapper is None else next(iter(wrapper.__values__.values()))


def service_fault(fault):
    """The fault's detail as a dictionary, with the names of Extras beside the others; None if the fault is somebody else's."""
    # A proxy's error page comes as a Fault too, with the bytes of the page for detail.
    detail = fault.detail.find(f"{{{NAMESPACE}}}ServiceFault") if etree.iselement(fault.detail) else None
    if detail is None:
        return None
    told = {etree.QName(child).localname: child.text for child in detail}
    told["help"] = ""
    for extra in detail.iter(f"{{{NAMESPACE}}}Property"):
        told[extra.findtext(f"{{{NAMESPACE}}}Name")] = extra.findtext(f"{{{NAMESPACE}}}Value")
    return told


def password():
    """Never an argument: every user of the machine can see those."""
    if "TILLBRIDGE_PASSWORD_FILE" in os.environ:
        with open(os.environ["TILLBRIDGE_PASSWORD_FILE"], encoding="utf-8") as file:
            return file.read().strip()
    return os.environ["TILLBRIDGE_PASSWORD"]
