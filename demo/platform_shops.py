"""The pretended shops of the five platforms, and what merchants and shoppers do in them, through the program's control address."""
import http.client
import json
import urllib.parse
from decimal import Decimal


class PlatformShop:
    """One shop: where it stands and what opens it, as an operator would be told, and its hands."""

    def __init__(self, control, told):
        self.control = urllib.parse.urlsplit(control).netloc
        self.name, self.platform, self.url = told["name"], told["platform"], told["url"]
        self.options, self.secrets = told["options"], told["secrets"]
        self.counts_physical = told["stock_basis"] == "physical"

    def _ask(self, method, verb, body=None, **query):
        connection = http.client.HTTPConnection(self.control, timeout=60)
        try:
            path = f"/{self.name}/{verb}" + ("?" + urllib.parse.urlencode(query) if query else "")
            connection.request(method, path, json.dumps(body) if body is not None else None)
            answer = json.loads(connection.getresponse().read())
        finally:
            connection.close()
        if "error" in answer:
            raise RuntimeError(f"the {self.platform} shop answers {method} {path} with: {answer['error']}")
        return answer

    # -- products --------------------------------------------------------------------------------------------------

    def items(self, sku):
        """All that carry this SKU: more than one would be a fault of ours."""
        return self._ask("GET", "items", sku=sku)["items"]

    def quantity(self, sku):
        found = self.items(sku)
        return Decimal(found[0]["quantity"]) if found else None

    def price(self, sku):
        found = self.items(sku)[0]
        return Decimal(found["price"]), Decimal(found["sale_price"]) if "sale_price" in found else None

    def publish(self, sku):
        self._ask("POST", "publish", {"sku": sku})

    # -- orders ----------------------------------------------------------------------------------------------------

    def place_order(self, basket):
        """Paid at once; returns the shop's id of it."""
        return self._ask("POST", "orders", {"lines": [{"sku": sku, "quantity": pieces} for sku, pieces in basket.items()]})["order_id"]

    def refund(self, order_id, sku, pieces):
        self._ask("POST", "refund", {"order_id": order_id, "sku": sku, "quantity": pieces})

    def parcels(self, order_id, tracking):
        """How many parcels the order has, and how many times a shopper is shown this number."""
        told = self._ask("GET", "parcels", order_id=order_id, tracking=tracking)
        return told["parcels"], told["with_tracking"]

    # -- faults and calls ------------------------------------------------------------------------------------------

    def fail(self, fault, call="any", times=1):
        self._ask("POST", "faults", {"fault": fault, "call": call, "times": times})

    def calls(self):
        return self._ask("GET", "calls")["calls"]


def start(product, program, platforms=()):
    """Starts the program beside the product's processes, so that it is stopped with them. Returns the shops by name."""
    told = json.loads("{" + product.start("fake_shops", *platforms, ready_line="{", program=program))
    return {shop["name"]: PlatformShop(told["control"], shop) for shop in told["shops"]}
