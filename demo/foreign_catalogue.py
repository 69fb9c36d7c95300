"""A foreign export through the whole chain: another shop system's sample catalogue, read by a second column map."""
import pathlib

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples" / "csv_pos"
FILES = [("products_configurable.csv", "magento_configurable.toml"), ("products_gear_bags.csv", "magento_gear.toml"),
         ("products_gear_watches.csv", "magento_gear.toml"), ("products_gear_fitness_equipment.csv", "magento_gear.toml")]


def run(day, folder):
    from column_map import ColumnMap
    report = day.report
    report.chapter("A foreign catalogue through the whole chain")
    if not folder.is_dir():
        report.note(f"not run: there is no folder {folder} (--catalog names another)")
        return
    skus = set()
    for name, column_map in FILES:
        products = list(ColumnMap(EXAMPLES / "maps" / column_map).read(folder / name))
        counts = day.pos.update_products(day.till, products)
        for row in counts.rows:
            report.note(f"{row.get('ItemIntegrationId', '')}: {row['Status']} {row.get('Code', '')} {row.get('Message', '')}")
        accepted = {p["ItemIntegrationId"] for p in products} - {r["ItemIntegrationId"] for r in counts.rows if r["Status"] == "rejected"}
        skus |= accepted
        report.expect(f"{name}", counts["Received"], len(products), figure=str(counts))
        for product in products:
            if product["ItemIntegrationId"] in accepted:
                day.ledger.till_counts(product["ItemIntegrationId"], product.get("Quantity", "0"))
                day.ledger.till_prices(product["ItemIntegrationId"], product["Price"], product.get("SalePrice"))
    report.eventually("all that was accepted appears in the shop", lambda: len(skus & set(day.shop.variants())), len(skus),
                      figure=f"{len(skus)} SKUs", seconds=240)
