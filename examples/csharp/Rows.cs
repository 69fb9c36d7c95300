using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Tillbridge;

/// The columns of a file as the objects of the service. Beware of the flags: an optional number without its ...Specified is not sent.
static class Rows {
    public static List<Dictionary<string, string>> Read(string path) {
        var lines = File.ReadAllLines(path, Encoding.UTF8).Where(line => line != "").Select(line => line.Split(';')).ToList();
        return lines.Skip(1).Select(columns => lines[0].Zip(columns, (name, value) => new { name, value }).ToDictionary(pair => pair.name, pair => pair.value)).ToList();
    }

    public static ProductType Product(Dictionary<string, string> row) {
        var product = new ProductType { ItemIntegrationId = row["item"], Name = row["name"], Price = Number(row["price"]), PriceSpecified = true,
                                        Quantity = Number(row["quantity"]), QuantitySpecified = true };
        if (row["style"] != "") {                   // a matrix item: the style groups sizes and colours to one product of the shop
            product.ProductIntegrationId = row["style"];
            product.Options = new[] { new ProductOptionType { Name = "Size", Value = row["size"] }, new ProductOptionType { Name = "Colour", Value = row["colour"] } };
        }
        return product;
    }

    public static InventoryRowType Stock(Dictionary<string, string> row) {
        return new InventoryRowType { ItemIntegrationId = row["item"], Quantity = Number(row["quantity"]) };
    }

    public static PriceRowType Price(Dictionary<string, string> row) {
        return new PriceRowType { ItemIntegrationId = row["item"], Price = Number(row["price"]), PriceSpecified = true,
                                  SalePrice = row["sale_price"] == "" ? 0 : Number(row["sale_price"]), SalePriceSpecified = true };   // 0 ends a sale
    }

    public static ShipmentType Parcel(Dictionary<string, string> row) {
        return new ShipmentType { ShipmentId = row["parcel"], Site = row["site"], WebOrderNumber = row["order"], Carrier = row["carrier"], TrackingNumber = row["tracking"],
                                  Lines = new[] { new ShipmentLineType { ItemIntegrationId = row["item"], Quantity = Number(row["quantity"]) } } };
    }

    static decimal Number(string text) { return decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture); }
}
