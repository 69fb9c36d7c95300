"""One retailer's installation: account, sandbox shop, site and the three processes, made with the command line as an operator would."""
import re

from processes import Product
from shop import Shop
from soap import Client

INTERVALS = ["products=1s", "inventory=1s", "pricing=1s", "orders=1s"]


class Installation:
    STORE, USER, SITE = "main", "till", "shop"

    def __init__(self, program, directory):
        self.directory = directory
        self.product = Product(program, directory)
        self.password = self.shop = self.service_url = self.shop_url = None

    def set_up(self, intervals=INTERVALS):
        """init, sandbox, account, site: every secret is shown once and kept here."""
        self.directory.mkdir(parents=True, exist_ok=True)
        self.product.command("init")
        self.start_sandbox()
        told = self.product.json("account", "add", "Demo Retailer", "--store-id", self.STORE, "--user", self.USER, "--currency", "EUR",
                                 "--time-zone", "Europe/Berlin", "--pulls", "transactions")
        self.password = told["password"]
        arguments = [word for interval in intervals for word in ("--interval", interval)]
        self.product.json("site", "add", self.SITE, "--platform", "generic", "--url", self.shop_url + "/api", "--secret", "token=-",
                          "--allow-plain-http", "--allow-private-address", *arguments, stdin=self.shop.token)

    def start_sandbox(self):
        """Keeps the address over a restart: a shop does not move."""
        port = self.shop_url.rpartition(":")[2] if self.shop_url else "0"
        self.shop_url = self.product.start("sandbox", "--set", f"sandbox.port={port}", "sandbox")
        self.shop = Shop(self.shop_url)

    def start_serve(self):
        port = re.search(r":(\d+)$", self.service_url)[1] if self.service_url else "0"
        self.service_url = self.product.start("serve", "--set", f"serve.listen=127.0.0.1:{port}", "serve")

    def start_jobs(self):
        self.product.start("jobs", "jobs", ready_line="jobs ready")

    def start_all(self):
        self.start_serve()
        self.start_jobs()

    def client(self, password=None, log=None):
        return Client(self.service_url, self.STORE, self.USER, password or self.password, log=log)
