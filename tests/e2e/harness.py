"""The whole product as processes in a temporary directory, for tests that a fake cannot replace.

    with Harness(program) as house:      # init, account, sandbox, site, serve, jobs; database=PrivateMariadb() as the with gave it
        client = house.client()
"""
import pathlib
import shutil
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "demo"), str(ROOT / "examples" / "csv_pos")]

from installation import Installation  # noqa: E402  (demo/)


class Harness:
    def __init__(self, program, database=None, pulls="transactions", site_settings=()):
        self.site_settings = site_settings
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="tillbridge-e2e-"))
        self.house = Installation(program, self.directory, database, pulls)

    def __enter__(self):
        try:
            self.house.set_up(site_settings=self.site_settings)
            self.house.start_all()
        except BaseException:
            self.house.product.stop()
            raise
        return self.house

    def __exit__(self, kind, *_):
        self.house.product.stop()
        if kind is None:
            shutil.rmtree(self.directory)
        else:
            print(f"the processes' output stays in {self.directory}", file=sys.stderr)


def check(what, condition, found=""):
    """A test that does not hold ends the script."""
    if not condition:
        raise SystemExit(f"FAILED: {what} {found}")
    print(f"ok {what}", flush=True)
