"""The shop's side of the day: what merchants and shoppers do, through the sandbox's own API under /admin."""
import http.client
import json
import urllib.parse
from decimal import Decimal

TOKEN = "sandbox-token"


class Shop:
    def __init__(self, url, token=TOKEN):
        self.url, self.token = url, token
        self.address = urllib.parse.urlsplit(url).netloc

    def _ask(self, method, path, body=None):
        connection = http.client.HTTPConnection(self.address, timeout=60)
        try:
            connection.request(method, "/admin" + path, json.dumps(body) if body is not None else None, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status >= 300:
                raise RuntimeError(f"the shop answers {method} {path} with {answer.status}: {text[:300]!r}")
            return json.loads(text)
        finally:
            connection.close()

    # -- products --------------------------------------------------------------------------------------------------

    def products(self):
        return self._ask("GET", "/products")["products"]

    def variants(self):
        """Every sellable thing by SKU, as (product, variant)."""
        return {variant["sku"]: (product, variant) for product in self.products() for variant in product["variants"]}

    def variant(self, sku):
        for product in self._ask("GET", "/products?sku=" + urllib.parse.quote(sku))["products"]:
            for variant in product["variants"]:
                if variant["sku"] == sku:
                    return product, variant
        return None, None

    def quantity(self, sku):
        variant = self.variant(sku)[1]
        return Decimal(variant["quantity"]) if variant else None

    def price(self, sku):
        variant = self.variant(sku)[1]
        sale = variant.get("sale_price")
        return Decimal(variant["price"]), Decimal(sale) if sale else None

    def merchandise(self, sku, **change):
        """Rename, describe, publish: what belongs to the merchant."""
        return self._ask("POST", f"/products/{self.variant(sku)[0]['product_id']}", change)

    # -- orders ----------------------------------------------------------------------------------------------------

    def place_order(self, basket, shipping_charge="0", email="ann@example.com", name=("Ann", "Müller"), customer_id=""):
        address = {"first_name": name[0], "last_name": name[1], "line1": "Hafenstraße 7", "city": "Kiel", "postcode": "24103", "country": "DE"}
        return self._ask("POST", "/orders", {
            "lines": [{"sku": sku, "quantity": str(pieces)} for sku, pieces in basket.items()],
            "customer": {"customer_id": customer_id, "email": email, "first_name": name[0], "last_name": name[1]},
            "billing_address": address, "shipping_address": address, "shipping_charge": shipping_charge})

    def orders(self):
        return self._ask("GET", "/orders")["orders"]

    def order(self, order_id):
        return self._ask("GET", f"/orders/{order_id}")

    def cancel(self, order):
        return self._ask("POST", f"/orders/{order['order_id']}/cancel", {"reason": "changed my mind"})

    def ship(self, order, skus, carrier, tracking):
        return self._ask("POST", f"/orders/{order['order_id']}/shipments",
                         {"carrier": carrier, "tracking_number": tracking, "lines": self._lines(order, skus)})

    def refund(self, order, skus, restock=True):
        lines = [{**line, "restock": restock} for line in self._lines(order, skus)]
        return self._ask("POST", f"/orders/{order['order_id']}/refunds", {"lines": lines})

    def _lines(self, order, skus):
        by_sku = {line["sku"]: line["line_id"] for line in order["lines"]}
        return [{"line_id": by_sku[sku], "quantity": str(pieces)} for sku, pieces in skus.items()]

    # -- faults and calls ------------------------------------------------------------------------------------------

    def fault(self, kind, **switches):
        return self._ask("POST", "/faults", {"kind": kind, **switches})

    def clear_faults(self):
        return self._ask("DELETE", "/faults")

    def calls(self):
        return self._ask("GET", "/calls")["calls"]

    def writing_calls(self):
        """Calls that change something: every method but GET."""
        return sum(count for route, count in self.calls().items() if not route.startswith("GET "))
