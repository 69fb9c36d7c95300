"""Where a later text of the contract breaks clients that were made from an earlier one.

Answers are frozen: strict clients refuse a new, missing or moved element. Requests may grow by optional elements at the end of a type that stands in
requests only. Documentation may change. Everything else is a breach.
"""
import xml.etree.ElementTree as ET

XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"


def words(node):
    """A node without documentation: tag, attributes, children."""
    children = [words(child) for child in node if child.tag not in (XS + "annotation", WSDL + "documentation")]
    return (node.tag, tuple(sorted(node.attrib.items())), tuple(children))


def types_of(root):
    """Each type's sequence by name: global elements with a type inside them count as types."""
    found = {}
    for node in root.iter():
        named = node.get("name")
        inner = node if node.tag == XS + "complexType" else node.find(XS + "complexType") if node.tag == XS + "element" else None
        if named and inner is not None:
            sequence = inner.find(XS + "sequence")
            found[named] = [words(child) for child in (sequence if sequence is not None else [])]
    return found


def reached(types, name, seen):
    """Every type that values of this one are made of."""
    if name in seen or name not in types:
        return seen
    seen.add(name)
    for _, attributes, _ in types[name]:
        reached(types, dict(attributes).get("type", "").rpartition(":")[2], seen)
    return seen


def answer_types(types):
    seen = set()
    for name in types:
        if name.endswith("Response"):
            reached(types, name, seen)
    return reached(types, "ServiceFaultType", seen)


def outside_of_types(root):
    """The document but for its types: messages, operations, bindings, services, and the schema's own settings."""
    found = [("definitions", tuple(sorted((name, value) for name, value in root.attrib.items())))]
    found += [words(child) for child in root if child.tag not in (WSDL + "types", WSDL + "documentation")]
    found += [("schema", tuple(sorted(schema.attrib.items()))) for schema in root.iter(XS + "schema")]
    return found


def breaches(earlier, later):
    """Each as a sentence; empty when old clients go on working."""
    old, new = ET.fromstring(earlier), ET.fromstring(later)
    before, after = types_of(old), types_of(new)
    answers = answer_types(before)
    found = [] if outside_of_types(old) == outside_of_types(new) else ["something outside of the types changed"]
    for name, children in before.items():
        if name not in after:
            found.append(f"{name} is gone")
        elif after[name][:len(children)] != children:
            found.append(f"{name}: an element was changed, moved or removed")
        elif len(after[name]) > len(children):
            grown = after[name][len(children):]
            if name in answers:
                found.append(f"{name}: it stands in answers and has new elements")
            elif any(dict(attributes).get("minOccurs") != "0" for _, attributes, _ in grown):
                found.append(f"{name}: a new element is required")
    return found
