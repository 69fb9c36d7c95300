"""Reads a till's CSV export through a column map: which column is which field of a Product, and how the file writes things.

A map is a TOML file:
    [file]      delimiter, encoding, decimal_comma, transform (a name from transforms.py, for exports that columns alone cannot tell)
    [fields]    Product field = column name
    [options]   option name = column name (size, colour ...); an empty cell means: this item has no such option
    [attributes] attribute name = column name
    [constants] Product field = value for every row
    [booleans]  true = words that mean yes
"""
import csv
import tomllib

import transforms

DECIMAL_FIELDS = {"Price", "SalePrice", "Quantity", "Weight"}
BOOLEAN_FIELDS = {"Taxable", "SellOnline"}


class MapError(Exception):
    """The map does not fit the file; the message says which column is missing."""


class ColumnMap:
    def __init__(self, path):
        with open(path, "rb") as file:
            text = tomllib.load(file)
        self.file = text.get("file", {})
        self.fields = text.get("fields", {})
        self.options = text.get("options", {})
        self.attributes = text.get("attributes", {})
        self.constants = text.get("constants", {})
        self.true_words = {word.lower() for word in text.get("booleans", {}).get("true", ["1", "true", "yes", "y"])}

    def read(self, csv_path):
        """Yields one dictionary per sellable item, in the words of the Product element."""
        with open(csv_path, encoding=self.file.get("encoding", "utf-8-sig"), newline="") as file:
            rows = csv.DictReader(file, delimiter=self.file.get("delimiter", ","))
            self._check_columns(rows.fieldnames or [], csv_path)
            rows = self._whole(rows, csv_path)
            transform = transforms.BY_NAME[self.file.get("transform", "none")]
            for row in transform(rows):
                yield self._product(row)

    def _check_columns(self, present, csv_path):
        if "transform" in self.file:
            return
        wanted = [*self.fields.values(), *self.options.values(), *self.attributes.values()]
        missing = [column for column in wanted if column not in present]
        if missing:
            raise MapError(f"{csv_path} has no column {', '.join(missing)}; it has {', '.join(present)}")

    @staticmethod
    def _whole(rows, csv_path):
        """A line with too many or too few cells would put texts into wrong fields: better to stop and name it."""
        for row in rows:
            if None in row or None in row.values():
                raise MapError(f"{csv_path} has a line with the wrong number of columns, the one that begins with {next(iter(row.values()))!r}")
            yield row

    def _product(self, row):
        product = dict(self.constants)
        for field, column in self.fields.items():
            text = (row.get(column) or "").strip()
            if text:
                product[field] = self._value(field, text)
        options = [(name, row[column].strip()) for name, column in self.options.items() if (row.get(column) or "").strip()]
        if options and "ProductIntegrationId" in product:
            product["Options"] = options
        attributes = [(name, row[column].strip()) for name, column in self.attributes.items() if (row.get(column) or "").strip()]
        if attributes:
            product["Attributes"] = attributes
        return product

    def _value(self, field, text):
        if field in DECIMAL_FIELDS and self.file.get("decimal_comma"):
            return text.replace(".", "").replace(",", ".")
        if field in BOOLEAN_FIELDS:
            return "true" if text.lower() in self.true_words else "false"
        return text
