"""What Python clients share: the calls of a phase as data, keys out of earlier answers, and the lines that are printed."""
import json
import os


class Calls:
    def __init__(self, store, user, password):
        self.credentials = {"StoreId": store, "UserName": user, "Password": password}
        with open(os.environ["SCENARIO"], encoding="utf-8") as file:
            self.phases = json.load(file)
        self.answers = {}

    def make(self, phase, send, fault_of):
        """`send(operation, arguments, credentials)` gives the Result as plain data; `fault_of(exception)` the detail and the text, or None."""
        for call in self.phases[phase]:
            told = {"call": call["call"], "operation": call["operation"]}
            credentials = {**self.credentials, **({"Password": call["password"]} if "password" in call else {})}
            try:
                told["result"] = self.answers[call["call"]] = send(call["operation"], self._filled(call["arguments"]), credentials)
            except Exception as error:  # whatever the toolkit throws is its own affair; the runner judges it
                told["exception"] = f"{type(error).__module__}.{type(error).__qualname__}"
                told["fault"], told["text"] = fault_of(error) or (None, str(error))
            print(json.dumps(told), flush=True)

    def _filled(self, value):
        if isinstance(value, list):
            return [self._filled(each) for each in value]
        if not isinstance(value, dict):
            return value
        for marker, pick in (("$id", key_of), ("$order", lambda document: document["OrderId"]), ("$line", lambda document: items(document["Lines"])[0]["LineId"])):
            if marker in value:
                return pick(documents(self.answers[value[marker]])[value["at"]])
        return {name: self._filled(inner) for name, inner in value.items()}


def items(wrapper):
    """The entries of a list wrapper, however the toolkit gives them."""
    inner = next(iter(wrapper.values())) if isinstance(wrapper, dict) else wrapper
    return inner if isinstance(inner, list) else [inner]


def documents(result):
    return items(next(result[name] for name in ("Orders", "Captures", "Transactions") if result.get(name)))


def key_of(document):
    return next(document[name] for name in ("OrderDocumentId", "CaptureId", "TransactionId") if document.get(name))
