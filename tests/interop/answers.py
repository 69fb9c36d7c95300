"""Reads what toolkits print alike: one item or a list, text or number, any zone, XML or JSON; and says where two answers differ."""
import datetime
import decimal
import xml.etree.ElementTree as ET

import plain

UTC = datetime.timezone.utc


class Unreadable(Exception):
    pass


def result_of(told):
    """The Result of a printed line, as JSON or out of XML."""
    if "xml" not in told:
        return told.get("result")
    root = ET.fromstring(told["xml"])
    found = root if plain.local(root.tag) == "Result" else next((node for node in root.iter() if plain.local(node.tag) == "Result"), None)
    if found is None:
        raise Unreadable(f"no Result in {told['xml'][:300]}")
    return plain.read(found)


class Reader:
    def __init__(self, schema):
        self.schema = schema

    def read(self, kind, value, path=""):
        """The value of an element of this type in one form: dictionaries with every child (None = absent), lists, Decimal, datetime in UTC, bool, int, text."""
        if kind in self.schema.children:
            return self._complex(kind, value, path)
        if isinstance(value, list):
            value = self._only(value, path)
        return None if value is None or value == "" else self._simple(kind, value, path)

    def _only(self, values, path):
        if len(values) > 1:
            raise Unreadable(f"{path}: {len(values)} values where the contract has one")
        return values[0] if values else None

    def _complex(self, kind, value, path):
        children = self.schema.children[kind]
        is_list = len(children) == 1 and next(iter(children.values()))[2]
        if isinstance(value, list) and is_list and not (len(value) == 1 and isinstance(value[0], dict) and set(value[0]) == set(children)):
            value = {next(iter(children)): value if value != [""] else []}  # toolkits that make arrays of list wrappers; an empty element
        elif isinstance(value, list):
            value = self._only(value, path)
        if value is None or value == "":
            value = {}
        if not isinstance(value, dict):
            raise Unreadable(f"{path}: {value!r} where the contract has {kind}")
        unknown = [name for name in value if name not in children and name[:1] not in "_@$" and value[name] not in (None, "", [])]
        if unknown:
            raise Unreadable(f"{path}: the contract has no {unknown[0]} in {kind}")
        out = {}
        for name, (child, _, repeated) in children.items():
            inner = value.get(name)
            where = f"{path}/{name}"
            if repeated:
                entries = inner if isinstance(inner, list) else [] if inner is None else [inner]
                out[name] = [self.read(child, entry, f"{where}[{index}]") for index, entry in enumerate(entries)]
            else:
                out[name] = self.read(child, inner, where)
        return out

    def _simple(self, kind, value, path):
        try:
            return {"decimal": read_decimal, "int": read_int, "boolean": read_boolean, "dateTime": read_time, "string": str}[kind](value)
        except (ValueError, ArithmeticError) as error:
            raise Unreadable(f"{path}: {value!r} is no {kind}") from error


def read_decimal(value):
    return decimal.Decimal(str(value)).normalize()


def read_int(value):
    return int(str(value))


def read_boolean(value):
    return {"true": True, "1": True, "false": False, "0": False}[str(value).lower()] if str(value).lower() in ("true", "1", "false", "0") else (_ for _ in ()).throw(ValueError())


def read_time(value):
    """To the microsecond; a time without zone is a mistake of the client."""
    text = str(value).replace("Z", "+00:00").replace(" ", "T", 1)
    head, dot, rest = text.partition(".")
    if dot:
        digits = "".join(c for c in rest[:9] if c.isdigit())
        zone = rest[next((index for index, c in enumerate(rest) if not c.isdigit()), len(rest)):]
        text = f"{head}.{digits[:6]:0<6}{zone}"
    time = datetime.datetime.fromisoformat(text)
    if time.tzinfo is None:
        raise ValueError("no zone")
    return time.astimezone(UTC)


def differences(expected, found, path=""):
    """Where they differ, each as 'path: expected ..., got ...'."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return [line for name in expected for line in differences(expected[name], found.get(name), f"{path}/{name}")]
    if isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
        return [line for index, entry in enumerate(expected) for line in differences(entry, found[index], f"{path}[{index}]")]
    return [] if expected == found else [f"{path}: expected {expected!r}, got {found!r}"]
