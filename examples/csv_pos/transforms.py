"""For exports that a column map alone cannot read: a function from raw rows to rows with one column per field."""


def none(rows):
    return rows


def magento_configurable(rows):
    """Magento's product export: options hide in additional_attributes ("size=XS,color=Black"), and the style of a variant stands
    in its parent's configurable_variations ("sku=MH01-XS-Black,size=XS,color=Black|sku=..."), behind the variants."""
    rows = list(rows)
    parents = {}
    for row in rows:
        if row["product_type"] == "configurable":
            for variation in (row.get("configurable_variations") or "").split("|"):
                pairs = dict(pair.split("=", 1) for pair in variation.split(",") if "=" in pair)
                if "sku" in pairs:
                    parents[pairs.pop("sku")] = (row, pairs)
    for row in rows:
        if row["product_type"] != "simple":
            continue
        parent, options = parents.get(row["sku"], (None, {}))
        attributes = dict(pair.split("=", 1) for pair in (row.get("additional_attributes") or "").split(",") if "=" in pair)
        row["style"] = parent["sku"] if parent else ""
        row["style_name"] = parent["name"] if parent else row["name"]
        row["option_size"] = options.get("size") or (attributes.get("size", "") if parent else "")
        row["option_color"] = options.get("color") or (attributes.get("color", "") if parent else "")
        row["department"] = department(row.get("categories", ""))
        yield row


def magento_gear(rows):
    """Magento's simple goods: the category is written over two lines."""
    for row in rows:
        row["department"] = "/".join(line.strip() for line in (row.get("category") or "").splitlines() if line.strip())
        yield row


def department(categories):
    """The deepest path of "Default Category/Men/Tops/Hoodies,Default Category/...", without the root."""
    paths = [path.strip().removeprefix("Default Category").strip("/") for path in categories.split(",")]
    return max(paths, key=lambda path: path.count("/"), default="")


BY_NAME = {"none": none, "magento_configurable": magento_configurable, "magento_gear": magento_gear}
