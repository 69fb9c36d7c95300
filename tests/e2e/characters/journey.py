"""The way of each text: up to the shop as a product, down to the till as an order, up again as a parcel, down as a transaction, up as a
confirmation, and what the service says back about it."""
import time
import urllib.parse

from raw_till import Fault, as_list, element
from texts import FILLERS, FROM_SHOP, LIMITS, PARCEL_LIMITS, WORD_LIMITS, of_kind, written

from harness import check

WAITS = 180
LINES = ("ShortDescription", "LongDescription", "AdditionalDescription")
PRODUCT_TEXTS = ("Name", *LINES, "Brand", "Department", "Barcode", "SupplierSku", "TaxClass")
SHOP_NAMES = {"Name": "name", "ShortDescription": "short_description", "LongDescription": "description", "AdditionalDescription": "additional_description",
              "Brand": "brand", "Department": "category"}
VARIANT_NAMES = {"Barcode": "barcode", "SupplierSku": "supplier_sku", "TaxClass": "tax_class"}
PERSON = ("first_name", "last_name", "company", "phone", "email")
ADDRESS = (*PERSON, "line1", "line2", "city", "region", "postcode", "country")


def product(item, texts, options=None, style=None, attributes=None, name="plain"):
    """A row of UpdatePOSProducts; all values are bytes as they stand in the request. The elements stand in the WSDL's order."""
    texts = {"Name": written(name), **texts}
    pair = lambda tag, one: element(tag, element("Name", one[0]), element("Value", one[1]))  # noqa: E731
    row = element("ItemIntegrationId", item)
    if style:
        row += element("ProductIntegrationId", style) + element("Options", pair("ProductOption", options))
    row += b"".join(element(field, texts[field]) for field in PRODUCT_TEXTS if field in texts and field != "TaxClass")
    row += element("Price", "1.00")
    row += element("TaxClass", texts["TaxClass"]) if "TaxClass" in texts else b""
    row += element("Quantity", "1000") + (element("Attributes", pair("ProductAttribute", attributes)) if attributes else b"")
    return row


def camel(name):
    return {"line1": "Line1", "line2": "Line2"}.get(name) or "".join(word.capitalize() for word in name.split("_"))


def filled(field, limit, unit, filler):
    """As long as is allowed. In bytes: the field's first letter, as many fillers as there is room for, then letters of one byte."""
    if unit == "characters":
        return filler * limit
    text = field[0] + filler * ((limit - 1) // len(filler.encode()))
    return text + "x" * (limit - len(text.encode()))


def report(what, wrong):
    check(what, not wrong, "".join(f"\n  {line}" for line in wrong[:20]) + (f"\n  and {len(wrong) - 20} more" if len(wrong) > 20 else ""))


def differences(name, expected, found):
    return [f"{name}: {field} is {found.get(field)!r}, sent was {text!r}" for field, text in expected.items() if found.get(field, "") != text]


class Journey:
    def __init__(self, house, till):
        self.house, self.till, self.shop = house, till, house.shop
        self.keys = of_kind("survives")

    def walk(self):
        self.unsound_is_refused()
        self.products_go_up()
        self.limits_hold()
        self.products_stand_in_the_shop()
        self.orders_come_down()
        self.shops_texts_come_down()
        self.parcels_go_up_and_come_down()
        self.confirmations_keep_their_words()
        self.long_words_survive()
        self.long_keys_block_nothing()

    # -- up ----------------------------------------------------------------------------------------------------------

    def unsound_is_refused(self):
        wrong = []
        for case in of_kind("faults"):
            try:
                self.till.send_products([product(b"good", {}), product(b"bad", {"Name": case.xml})])
                wrong.append(f"{case.name}: accepted")
            except Fault as fault:
                if fault.code != case.code:
                    wrong.append(f"{case.name}: {fault}, expected {case.code}")
        report("unsound XML is a fault", wrong)

    def rows(self):
        """(name, row, code of the row's error or None)."""
        for number, case in enumerate(self.keys):
            everything = {field: case.xml for field in PRODUCT_TEXTS}
            yield case.name, product(case.xml, everything, attributes=(case.xml, case.xml)), None
            yield case.name, product(f"matrix {number}".encode(), {}, style=b"style of " + case.xml, options=(case.xml, case.xml)), None
        for number, case in enumerate(of_kind("breaks", "changes")):
            yield case.name, product(f"lines {number}".encode(), {field: case.xml for field in LINES}, attributes=(b"a", case.xml)), None
        for number, case in enumerate(of_kind("changes")):
            one_line = "\n" not in case.text
            yield case.name, product(f"changed {number}".encode(), {"Name": case.xml}), None if one_line else "control_characters"
        for case in of_kind("breaks"):
            for field in ("Name", "Brand", "Department", "Barcode", "SupplierSku", "TaxClass"):
                yield f"{case.name} in {field}", product(b"never", {field: case.xml}), "control_characters"
        for case in of_kind("refused"):
            for field in PRODUCT_TEXTS:
                yield f"{case.name} in {field}", product(b"never", {field: case.xml}), case.code
            yield f"{case.name} in the id", product(case.xml, {}), case.code
            yield f"{case.name} in an option", product(b"never", {}, style=b"s", options=(b"o", case.xml)), case.code
            yield f"{case.name} in an attribute", product(b"never", {}, attributes=(b"o", case.xml)), case.code

    def products_go_up(self):
        rows = list(self.rows())
        self.compare_rows("every row is taken or refused as the table says", rows)
        again, told = self.till.send_products([row for _, row, code in rows if code is None])
        check("the same again changes nothing", again["Unchanged"] == again["Received"], told)

    def compare_rows(self, what, rows):
        result, told = self.till.send_products([row for _, row, _ in rows])
        wrong = []
        for index, (name, _, code) in enumerate(rows):
            found = told.get(index, {}).get("Code")
            if found != code:
                wrong.append(f"{name}: {told.get(index, 'accepted')}, expected {code or 'accepted'}")
        report(what, wrong)
        check("the others were created", int(result["Created"]) == sum(code is None for _, _, code in rows), result)

    def limits_hold(self):
        rows, self.longest = [], []
        for field, limit, unit in LIMITS:
            for size, filler in FILLERS.items():
                text = filled(field, limit, unit, filler)
                item = f"long {field} {size}"
                rows.append((f"{field} of {limit} {unit}, {size} bytes each", self.row_with(field, item, text), None))
                rows.append((f"{field} of one more, {size} bytes each", self.row_with(field, item + " more", text + "x"), "too_long"))
                self.longest.append((field, item, text))
        self.compare_rows("texts at their limit are taken, of one more refused", rows)

    @staticmethod
    def row_with(field, item, text):
        text, item = written(text), written(item)
        if field == "ItemIntegrationId":
            return product(text, {})
        if field == "ProductIntegrationId":
            return product(item, {}, style=text, options=(b"size", b"M"))
        if field.startswith("Option"):
            return product(item, {}, style=b"style " + item, options=(text, b"M") if field == "OptionName" else (b"size", text))
        if field.startswith("Attribute"):
            return product(item, {}, attributes=(text, b"M") if field == "AttributeName" else (b"size", text))
        return product(item, {field: text})

    # -- in the shop -------------------------------------------------------------------------------------------------

    def variants_once(self, wanted):
        """The shop's variants once all of these are there; what never arrives is told with what the service says of it."""
        deadline = time.monotonic() + WAITS
        while True:
            found = self.shop.variants()
            missing = [sku for sku in wanted if sku not in found]
            if not missing or time.monotonic() > deadline:
                break
            time.sleep(0.5)
        if missing:
            report("every product arrives in the shop", [f"{sku!r} is missing" for sku in missing] + [self.house.product.command("parked", "list")[:3000]])
        return found

    def products_stand_in_the_shop(self):
        broken = of_kind("breaks", "changes")
        long_id = lambda field, item, text: text if field == "ItemIntegrationId" else item  # noqa: E731
        wanted = [case.text for case in self.keys] + [f"matrix {i}" for i in range(len(self.keys))] + [f"lines {i}" for i in range(len(broken))]
        wanted += [long_id(*one) for one in self.longest]
        self.variants = self.variants_once(wanted)
        wrong = []
        for number, case in enumerate(self.keys):
            found, variant = self.variants[case.text]
            wrong += differences(case.name, {**{name: case.text for name in SHOP_NAMES.values()}, "sku": case.text}, found)
            wrong += differences(case.name, {name: case.text for name in VARIANT_NAMES.values()}, variant)
            pair = [{"name": case.text, "value": case.text}]
            wrong += differences(case.name, {"attributes": pair}, found)
            parent, variant = self.variants[f"matrix {number}"]
            wrong += differences(case.name, {"sku": "style of " + case.text, "option_names": [case.text]}, parent) + differences(case.name, {"options": pair}, variant)
        for number, case in enumerate(broken):
            found = self.variants[f"lines {number}"][0]
            wrong += differences(case.name, {SHOP_NAMES[field]: case.text for field in LINES} | {"attributes": [{"name": "a", "value": case.text}]}, found)
        for field, item, text in self.longest:
            wrong += self.long_differences(field, item, text)
        report(f"{len(self.keys) + len(broken)} texts and {len(self.longest)} long ones stand in the shop byte-equal", wrong)
        for sku in wanted:
            found = self.shop.variant(sku)[0]
            if not found:
                wrong.append(f"{sku!r} is not found by its SKU")
        report("each is found by its SKU", wrong)

    def long_differences(self, field, item, text):
        found, variant = self.variants[text if field == "ItemIntegrationId" else item]
        name = f"{field} of {len(text)} characters"
        if field in SHOP_NAMES:
            return differences(name, {SHOP_NAMES[field]: text}, found)
        if field in VARIANT_NAMES:
            return differences(name, {VARIANT_NAMES[field]: text}, variant)
        expected = {"OptionName": (variant, "options", [{"name": text, "value": "M"}]), "OptionValue": (variant, "options", [{"name": "size", "value": text}]),
                    "AttributeName": (found, "attributes", [{"name": text, "value": "M"}]), "AttributeValue": (found, "attributes", [{"name": "size", "value": text}]),
                    "ProductIntegrationId": (found, "sku", text), "ItemIntegrationId": (variant, "sku", text)}
        where, key, value = expected[field]
        return differences(name, {key: value}, where)

    # -- down --------------------------------------------------------------------------------------------------------

    def place(self, text, customer_id, skus=()):
        address = {name: text for name in ADDRESS}
        lines = [{"sku": sku, "quantity": "1"} for sku in skus] + [{"name": text, "quantity": "1", "unit_price": "1"}]
        return self.shop._ask("POST", "/orders", {
            "lines": lines, "customer": {"customer_id": customer_id, **{name: text for name in PERSON}}, "billing_address": address, "shipping_address": address,
            "note": text, "payment_method": text})

    def documents_once(self, kind, numbers):
        """The waiting documents by order number once all of these are there."""
        deadline = time.monotonic() + WAITS
        while True:
            documents, result = self.till.get_all(kind)
            found = {one["WebOrderNumber"]: one for one in documents}
            missing = [number for number in numbers if number not in found]
            if not missing:
                return found, result
            if time.monotonic() > deadline:
                report(f"every {kind} comes down", [f"{number} is missing" for number in missing] + [self.house.product.command("parked", "list")[:3000]])
            time.sleep(0.5)

    def head_differences(self, name, text, customer_id, document):
        wrong = differences(name, {"WebCustomerId": customer_id, **{camel(field): text for field in PERSON}}, document["Customer"])
        for where in ("BillingAddress", "ShippingAddress"):
            wrong += differences(f"{name} in {where}", {camel(field): text for field in ADDRESS}, document[where])
        wrong += differences(name, {"Note": text}, document)
        for payment in as_list(document.get("Payments"), "Payment"):
            wrong += differences(f"{name} in Payment", {"Method": text}, payment)
        return wrong

    def line_differences(self, number, case, document):
        wrong = []
        lines = {line.get("ItemIntegrationId", ""): line for line in as_list(document["Lines"], "Line")}
        if set(lines) != {"", case.text, f"matrix {number}"}:
            return [f"{case.name}: lines {sorted(lines)}"]
        wrong += differences(case.name, {"Name": case.text, "Sku": case.text}, lines[case.text]) + differences(case.name, {"Name": case.text}, lines[""])
        options = as_list(lines[f"matrix {number}"].get("Options"), "ProductOption")
        return wrong + ([] if options == [{"Name": case.text, "Value": case.text}] else [f"{case.name}: options {options}"])

    def orders_come_down(self):
        for number, case in enumerate(self.keys):
            for sku in (case.text, f"matrix {number}"):
                self.shop._ask("POST", "/products/" + urllib.parse.quote(self.variants[sku][0]["product_id"]), {"status": "published"})
        self.placed = [self.place(case.text, case.text, (case.text, f"matrix {number}")) for number, case in enumerate(self.keys)]
        self.orders, _ = self.documents_once("Order", [order["number"] for order in self.placed])
        wrong = []
        for number, (case, order) in enumerate(zip(self.keys, self.placed)):
            document = self.orders[order["number"]]
            wrong += self.head_differences(case.name, case.text, case.text, document) + self.line_differences(number, case, document)
        report(f"{len(self.keys)} orders come down byte-equal", wrong)

    def shops_texts_come_down(self):
        placed = [self.place(text, f"shop {number}") for number, (_, text, _) in enumerate(FROM_SHOP)]
        found, result = self.documents_once("Order", [order["number"] for order in placed])
        wrong, replaced = [], []
        for number, ((name, _, expected), order) in enumerate(zip(FROM_SHOP, placed)):
            document = found[order["number"]]
            wrong += self.head_differences(name, expected, f"shop {number}", document)
            if "\ufffd" in expected:
                replaced.append(document["OrderDocumentId"])
        report(f"{len(FROM_SHOP)} texts that only shops send come down as the table says", wrong)
        told = " ".join(warning["Message"] for warning in as_list(result.get("Warnings"), "Warning") if warning["Code"] == "replaced_characters")
        report("the answer warns of replaced characters", [] if replaced and all(key in told for key in replaced[:5]) else [result.get("Warnings")])
        self.shops_documents = [found[order["number"]]["OrderDocumentId"] for order in placed]

    # -- parcels and confirmations -----------------------------------------------------------------------------------

    def parcels_go_up_and_come_down(self):
        fields = ("ShipmentId", "Carrier", "Service", "TrackingNumber")
        shipments = []
        for case, order in zip(self.keys, self.placed):
            key, *others = (element(field, case.xml) for field in fields)
            shipments.append(key + element("OrderId", self.orders[order["number"]]["OrderId"]) + b"".join(others))
        told = self.till.save_shipments(shipments)
        wrong = [f"{case.name}: {row}" for case, row in zip(self.keys, told) if row["Status"] != "saved" or row["ShipmentId"] != case.text]
        report("parcels are saved under their own keys", wrong)
        again = self.till.save_shipments(shipments)
        report("saved again they are known", [f"{case.name}: {row}" for case, row in zip(self.keys, again) if row["Status"] != "already_saved"])
        self.transactions, _ = self.documents_once("Transaction", [order["number"] for order in self.placed])
        in_shop = {order["number"]: order for order in self.shop.orders()}
        wrong = []
        for number, (case, order) in enumerate(zip(self.keys, self.placed)):
            document = self.transactions[order["number"]]
            wrong += differences(case.name, {field: case.text for field in fields}, document)
            wrong += self.head_differences(case.name, case.text, case.text, document) + self.line_differences(number, case, document)
            parcel = in_shop[order["number"]]["shipments"][0]
            wrong += differences(f"{case.name} in the shop", {"shipment_id": case.text, "carrier": case.text, "service": case.text, "tracking_number": case.text}, parcel)
        report("parcels stand in the shop and come down as transactions byte-equal", wrong)

    def confirmations_keep_their_words(self):
        keys = [self.transactions[order["number"]]["TransactionId"] for order in self.placed]
        booked = lambda text: element("Accepted", "true") + element("PosDocumentNumbers", element("PosDocumentNumber", text))  # noqa: E731
        told = self.till.confirm("Transaction", "TransactionId", [(key, booked(case.xml) + element("PosCustomerNumber", case.xml)) for key, case in zip(keys, self.keys)])
        report("transactions are confirmed", [f"{case.name}: {row}" for case, row in zip(self.keys, told) if row["Status"] != "confirmed" or row.get("Message")])
        told = self.till.confirm("Transaction", "TransactionId", [(key, booked(b"another")) for key in keys])
        wrong = [f"{case.name}: {row}" for case, row in zip(self.keys, told) if f"stored with the number {case.text}; was it booked twice?" not in row.get("Message", "")]
        report("each number of the POS is told again byte-equal", wrong)
        self.refusals_are_shown()
        self.customers_have_their_numbers()

    def refusals_are_shown(self):
        """Words of one line in the code and the message, words of several lines in the message."""
        refusal = lambda code, message: element("Accepted", "false") + element("ErrorCode", code) + element("ErrorMessage", message)  # noqa: E731
        by_order = [(self.orders[order["number"]]["OrderDocumentId"], case, case.xml) for case, order in zip(self.keys, self.placed)]
        by_shop = [(key, case, b"E") for key, case in zip(self.shops_documents, of_kind("breaks", "changes"))]
        told = self.till.confirm("Order", "OrderDocumentId", [(key, refusal(code, case.xml)) for key, case, code in by_order + by_shop])
        report("orders are refused", [str(row) for row in told if row["Status"] != "refused"])
        parked = self.house.product.json("parked", "list", "--limit", "100000")
        found = {row["key"]: row for row in parked if row["kind"] == "document"}
        wrong = []
        for key, case, code in by_order + by_shop:
            wrong += differences(case.name, {"code": case.text if code == case.xml else "E", "message": case.text}, found.get(key, {}))
        report("the operator reads each refusal byte-equal", wrong)

    def customers_have_their_numbers(self):
        placed = [self.place("second order", case.text) for case in self.keys]
        found, _ = self.documents_once("Order", [order["number"] for order in placed])
        wrong = []
        for case, order in zip(self.keys, placed):
            wrong += differences(case.name, {"WebCustomerId": case.text, "PosCustomerNumber": case.text}, found[order["number"]]["Customer"])
        report("the next order of each customer carries its number in the POS byte-equal", wrong)

    def long_words_survive(self):
        """A parcel and the words of its confirmation, each text as long as it may be, in characters of each length."""
        sku = self.keys[0].text
        placed = {size: self.place("plain", f"long {size}", (sku,)) for size in FILLERS}
        orders, _ = self.documents_once("Order", [order["number"] for order in placed.values()])
        parcels = {size: {field: filled(field, limit, unit, filler) for field, limit, unit in PARCEL_LIMITS} for size, filler in FILLERS.items()}
        words = {size: {field: filled(field, limit, unit, filler) for field, limit, unit in WORD_LIMITS} for size, filler in FILLERS.items()}
        wrong = []
        for size, order in placed.items():
            order_id = orders[order["number"]]["OrderId"]
            for field in parcels[size]:
                more = self.till.save_shipments([self.parcel(order_id, parcels[size] | {field: parcels[size][field] + "x"})])[0]
                wrong += [] if more.get("Code") == "too_long" else [f"{field} of one more: {more}"]
            told = self.till.save_shipments([self.parcel(order_id, parcels[size])])[0]
            wrong += [] if told["Status"] == "saved" else [str(told)]
        report("a parcel's texts at their limit are taken, of one more rejected", wrong)
        found, _ = self.documents_once("Transaction", [order["number"] for order in placed.values()])
        for size, order in placed.items():
            wrong += differences(f"{size} bytes each", parcels[size], found[order["number"]])
            wrong += self.words_differences(words[size], orders[order["number"]]["OrderDocumentId"], found[order["number"]]["TransactionId"])
        report("they come down byte-equal, and so do the words of a confirmation", wrong)

    @staticmethod
    def parcel(order_id, texts):
        rest = [element(field, text) for field, text in texts.items() if field != "ShipmentId"]
        return element("ShipmentId", texts["ShipmentId"]) + element("OrderId", order_id) + b"".join(rest)

    def words_differences(self, words, order_document, transaction):
        refusal = lambda texts: element("Accepted", "false") + element("ErrorCode", texts["ErrorCode"]) + element("ErrorMessage", texts["ErrorMessage"])  # noqa: E731
        booked = lambda texts: (element("Accepted", "true") + element("PosDocumentNumbers", element("PosDocumentNumber", texts["PosDocumentNumber"]))  # noqa: E731
                                + element("PosCustomerNumber", texts["PosCustomerNumber"]))
        wrong = []
        for field, text in words.items():
            kind, key, write = ("Order", order_document, refusal) if field.startswith("Error") else ("Transaction", transaction, booked)
            try:
                self.till.confirm(kind, f"{kind}DocumentId" if kind == "Order" else "TransactionId", [(key, write(words | {field: text + "x"}))])
                wrong.append(f"{field} of one more is accepted")
            except Fault as fault:
                wrong += [] if fault.code == "too_long" else [f"{field} of one more: {fault}"]
        self.till.confirm("Order", "OrderDocumentId", [(order_document, refusal(words))])
        self.till.confirm("Transaction", "TransactionId", [(transaction, booked(words))])
        parked = {row["key"]: row for row in self.house.product.json("parked", "list", "--limit", "100000")}
        wrong += differences("refusal", {"code": words["ErrorCode"], "message": words["ErrorMessage"]}, parked.get(order_document, {}))
        told = self.till.confirm("Transaction", "TransactionId", [(transaction, booked(words | {"PosDocumentNumber": "another"}))])[0].get("Message", "")
        return wrong + ([] if words["PosDocumentNumber"] in told else [f"the number is told as {told}"])

    def long_keys_block_nothing(self):
        """Keys longer than any shop's own: the order is set aside or comes down, the next one comes down."""
        placed = [self.place("x", "k" * 5_000), self.place("😀" * 300, ""), self.place("y", "plain")]
        self.documents_once("Order", [placed[1]["number"], placed[2]["number"]])
        parked = self.house.product.command("parked", "list", "--limit", "100000")
        documents, _ = self.till.get_all("Order")
        came = placed[0]["number"] in [one["WebOrderNumber"] for one in documents]
        check("an order with a customer id of 5,000 bytes comes down or is set aside", came or placed[0]["order_id"] in parked)

