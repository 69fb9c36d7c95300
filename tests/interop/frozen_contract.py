"""The contract as it was published, so that clients made from it can be tried against the present service."""
import pathlib

FROZEN = pathlib.Path(__file__).resolve().parent / "frozen" / "tillbridge-v1.wsdl"
PLACEHOLDER = "http://localhost:8470"


def served_at(folder, service_url):
    """A copy of the frozen contract with the service's address, as a file:// address for a toolkit."""
    copy = folder / "frozen.wsdl"
    copy.write_text(FROZEN.read_text(encoding="utf-8").replace(PLACEHOLDER, service_url), encoding="utf-8")
    return copy.as_uri()
