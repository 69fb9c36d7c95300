"""What every toolkit must have read, call by call."""
import plain
import scenario
from answers import Reader, differences, result_of, Unreadable

RESULT_TYPES = {"UpdatePOSProducts": "UpdateResultType", "UpdateInventory": "UpdateResultType", "UpdatePricing": "UpdateResultType",
                "GetNewOrders": "GetNewOrdersResultType", "GetNewCaptures": "GetNewCapturesResultType", "GetNewTransactions": "GetNewTransactionsResultType",
                "ConfirmOrders": "ConfirmResultType", "ConfirmCaptures": "ConfirmResultType", "ConfirmTransactions": "ConfirmResultType",
                "SaveShipments": "SaveShipmentsResultType"}
COUNTS = ["Created", "Updated", "Unchanged", "Stale", "Superseded", "Rejected", "NotProcessed"]


def counted(rows=(), **counts):
    """Of an update: its counts, and (index, item, status, code) of the rows that it names."""
    return {"counts": {**dict.fromkeys(COUNTS, 0), **counts}, "rows": list(rows)}


UPDATES = {
    "products_most": counted([(0, "T-1", "created", None), (1, "T-2-S", "created", None), (2, "T-2-M", "created", None)], Created=3),
    "products_least": counted(Created=1), "products_none": counted(), "products_empty": counted(),
    "inventory_most": counted([(0, "T-1", "updated", None), (1, "T-2-S", "updated", None), (2, "nobody", "rejected", "not_found")], Updated=2, Rejected=1),
    "inventory_least": counted(Updated=1),
    "pricing_most": counted([(0, "T-1", "updated", None), (1, "T-2-S", "unchanged", None)], Updated=1, Unchanged=1),
    "pricing_least": counted(Updated=1),
    "soap12_inventory": counted(Unchanged=1),
}
CONFIRMED = {"one": ["confirmed"], "many": ["confirmed", "refused", "invalid_id"]}
SAVED = {"shipments_many": [("S-1", "saved"), ("S-2", "rejected"), ("S-3", "rejected")],
         "shipments_again": [("S-1", "already_saved"), ("S-2", "rejected"), ("S-3", "rejected")]}
FAULTS = {"empty_confirm": ("empty_list", False), "too_many": ("too_many", False), "wrong_password": ("unauthenticated", False),
          "soap12_fault": ("too_many", False), "shipments_empty": ("empty_list", False)}


class Judge:
    """Collects what does not hold for one toolkit, as 'call: what'."""

    def __init__(self, toolkit, schema, waiting):
        """`waiting`: per kind the documents that a plain reader got before the toolkit's first call."""
        self.toolkit, self.reader, self.waiting, self.found = toolkit, Reader(schema), waiting, {}

    def judge(self, told):
        name, operation = told["call"], told["operation"]
        try:
            problems = self._fault(name, told) if name in FAULTS else self._answer(name, operation, told)
        except Unreadable as error:
            problems = [str(error)]
        self.found[name] = problems

    def _fault(self, name, told):
        code, retryable = FAULTS[name]
        if "exception" not in told:
            return [f"expected the fault {code}, got {str(told)[:200]}"]
        problems = [] if code in (told.get("text") or "") else [f"the fault's text says nothing of {code}: {told.get('text')!r}"]
        if "fault_detail" in self.toolkit.cannot:
            return problems
        detail = told.get("fault") or {}
        if detail.get("Code") != code:
            problems.append(f"Code: expected {code}, got {detail.get('Code')!r} ({told.get('exception')})")
        if str(detail.get("Retryable")).lower() not in {False: ("false", "0"), True: ("true", "1")}[retryable]:
            problems.append(f"Retryable: expected {retryable}, got {detail.get('Retryable')!r}")
        problems += [] if str(detail.get("RequestId")).startswith("req_") else [f"RequestId: got {detail.get('RequestId')!r}"]
        return problems + self._help(code, detail)

    def _help(self, code, detail):
        """The page about the code, where a client gives the Extras of a detail."""
        if "Extras" not in detail:
            return []
        extras = self.reader.read("ArrayOfPropertyType", detail["Extras"], "Extras")["Property"]
        return [] if any(entry["Name"] == "help" and entry["Value"].endswith(f"/help/errors/{code}") for entry in extras) else [f"no help in {extras}"]

    def _answer(self, name, operation, told):
        if "exception" in told:
            return [f"{told['exception']}: {told.get('text')} {told.get('fault') or ''}"]
        result = self.reader.read(RESULT_TYPES[operation], result_of(told), "Result")
        problems = [] if (result["RequestId"] or "").startswith("req_") else ["Result/RequestId is missing"]
        expected = ["notice"] if name.endswith("_none") and name.startswith("get_") else []  # no site sends its orders to that store
        problems += differences(expected, [warning["Code"] for warning in result["Warnings"]["Warning"]], "Result/Warnings")
        if operation.startswith("Update"):
            return problems + self._update(UPDATES[name], result)
        if operation.startswith("Confirm"):
            return problems + differences(CONFIRMED[name.rpartition("_")[2]], [row["Status"] for row in result["Results"]["DocumentResult"]], "Result/Results")
        if operation == "SaveShipments":
            return problems + differences(SAVED[name], [(row["ShipmentId"], row["Status"]) for row in result["Results"]["ShipmentResult"]], "Result/Results")
        return problems + self._documents(name, operation, result)

    def _update(self, expected, result):
        received = {"Received": sum(expected["counts"].values()), **expected["counts"]}
        rows = [(row["Index"], row["ItemIntegrationId"], row["Status"], row["Code"]) for row in result["Results"]["RowResult"]]
        return differences(received, {name: result[name] for name in received}, "Result") + differences(expected["rows"], rows, "Result/Results")

    def _documents(self, name, operation, result):
        kind = operation.removeprefix("GetNew")
        item, _ = scenario.KINDS[kind.lower()]
        waiting = self.waiting[kind.lower()]
        expected = {"none": [], "one": waiting[:1]}.get(name.rpartition("_")[2], waiting[1:] if name.startswith("get_") else waiting[:1])
        if name == "get_orders_unconfirmed":
            expected = waiting[3:]
        if name.startswith("soap12"):
            expected = waiting[3:4]
        read = [self.reader.read(f"{item}Type", document, f"{item}[{index}]") for index, document in enumerate(expected)]
        return differences(read, result[kind][item], f"Result/{kind}")


def missing(phase, told):
    return [f"{call['call']}: the client never made it" for call in scenario.PHASES[phase] if call["call"] not in {line["call"] for line in told}]
