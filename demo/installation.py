"""One retailer's installation: account, sandbox shop, site and the three processes, made with the command line as an operator would."""
import re

from processes import Product
from shop import Shop
from soap import Client

INTERVALS = ["products=1s", "inventory=1s", "pricing=1s", "orders=1s"]


class Installation:
    STORE, USER, SITE = "main", "till", "shop"

    def __init__(self, program, directory, database=None, pulls="transactions"):
        """`database`: an object with url and password_file; without one the data is in an SQLite file in the directory. `pulls`: the kinds of documents."""
        self.directory, self.database, self.pulls = directory, database, pulls
        self.product = Product(program, directory, {"TILLBRIDGE_DATABASE_PASSWORD_FILE": str(database.password_file)} if database else None)
        self.service_urls = {}
        self.password = self.shop = self.shop_url = None

    def set_up(self, intervals=INTERVALS, site_settings=()):
        """init, sandbox, account, site: every secret is shown once and kept here."""
        self.set_up_account()
        self.start_sandbox()
        self.add_site(self.SITE, self.shop, intervals, *site_settings)

    def set_up_account(self):
        self.directory.mkdir(parents=True, exist_ok=True)
        self.product.command("init", *(["--database-url", self.database.url] if self.database else []))
        told = self.product.json("account", "add", "Demo Retailer", "--store-id", self.STORE, "--user", self.USER, "--currency", "EUR",
                                 "--time-zone", "Europe/Berlin", "--pulls", self.pulls)
        self.password = told["password"]

    def add_site(self, name, shop, intervals=INTERVALS, *settings):
        self.connect(name, "generic", shop.url + "/api", {"token": shop.token}, intervals, *settings)

    def connect(self, name, platform, url, secrets, intervals=INTERVALS, *settings):
        """A site of any platform, its shop on this machine. Secrets go in by standard input, a line each, as arguments are seen by everybody."""
        words = [word for interval in intervals for word in ("--interval", interval)]
        words += [word for key in secrets for word in ("--secret", f"{key}=-")]
        self.product.json("site", "add", name, "--platform", platform, "--url", url, "--allow-plain-http", "--allow-private-address", *words, *settings,
                          stdin="\n".join(secrets.values()) + "\n")

    def start_sandbox(self):
        """Keeps the address over a restart: a shop does not move."""
        port = self.shop_url.rpartition(":")[2] if self.shop_url else "0"
        self.shop_url = self.product.start("sandbox", "--set", f"sandbox.port={port}", "sandbox")
        self.shop = Shop(self.shop_url)

    def add_shop(self, name, *settings):
        """Another shop of the same retailer with a file of its own, connected as a site of this name."""
        shop = Shop(self.product.start(f"sandbox-{name}", "--set", "sandbox.port=0", "--set", f"sandbox.file={self.directory / name}.db", "sandbox"))
        self.add_site(name, shop, INTERVALS, *settings)
        return shop

    @property
    def service_url(self):
        return self.service_urls.get("serve")

    def start_serve(self, name="serve"):
        """On a server database several may run, each under its own name. A name keeps its address over a restart: tills have it written down."""
        port = re.search(r":(\d+)$", self.service_urls[name])[1] if name in self.service_urls else "0"
        self.service_urls[name] = self.product.start(name, "--set", f"serve.listen=127.0.0.1:{port}", "serve")

    def start_jobs(self, name="jobs"):
        self.product.start(name, "jobs", ready_line="jobs ready")

    def start_all(self):
        self.start_serve()
        self.start_jobs()

    def client(self, password=None, log=None, name="serve"):
        return Client(self.service_urls[name], self.STORE, self.USER, password or self.password, log=log)
