import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tillbridge.*;

/** The columns of a file as the objects of the service. */
final class Rows {
    static List<Map<String, String>> read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] names = lines.get(0).split(";");
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(";", -1);
            Map<String, String> row = new HashMap<>();
            for (int index = 0; index < names.length; index++) row.put(names[index], columns[index]);
            rows.add(row);
        }
        return rows;
    }

    static ArrayOfProductType products(List<Map<String, String>> rows) {
        ArrayOfProductType list = new ArrayOfProductType();
        for (Map<String, String> row : rows) {
            ProductType product = new ProductType();
            product.setItemIntegrationId(row.get("item"));
            product.setName(row.get("name"));
            product.setPrice(new BigDecimal(row.get("price")));
            product.setQuantity(new BigDecimal(row.get("quantity")));
            if (!row.get("style").isEmpty()) {             // a matrix item: the style groups sizes and colours to one product of the shop
                product.setProductIntegrationId(row.get("style"));
                product.setOptions(new ArrayOfProductOptionType());
                product.getOptions().getProductOption().addAll(List.of(option("Size", row.get("size")), option("Colour", row.get("colour"))));
            }
            list.getProduct().add(product);
        }
        return list;
    }

    private static ProductOptionType option(String name, String value) {
        ProductOptionType option = new ProductOptionType();
        option.setName(name);
        option.setValue(value);
        return option;
    }

    static ArrayOfInventoryRowType stock(List<Map<String, String>> rows) {
        ArrayOfInventoryRowType list = new ArrayOfInventoryRowType();
        for (Map<String, String> row : rows) {
            InventoryRowType stock = new InventoryRowType();
            stock.setItemIntegrationId(row.get("item"));
            stock.setQuantity(new BigDecimal(row.get("quantity")));
            list.getInventoryRow().add(stock);
        }
        return list;
    }

    static ArrayOfPriceRowType prices(List<Map<String, String>> rows) {
        ArrayOfPriceRowType list = new ArrayOfPriceRowType();
        for (Map<String, String> row : rows) {
            String sale = row.get("sale_price");
            PriceRowType price = new PriceRowType();
            price.setItemIntegrationId(row.get("item"));
            price.setPrice(new BigDecimal(row.get("price")));
            price.setSalePrice(sale.isEmpty() ? BigDecimal.ZERO : new BigDecimal(sale));   // 0 ends a sale
            list.getPriceRow().add(price);
        }
        return list;
    }

    static ArrayOfShipmentType parcels(List<Map<String, String>> rows) {
        ArrayOfShipmentType list = new ArrayOfShipmentType();
        for (Map<String, String> row : rows) {
            ShipmentLineType line = new ShipmentLineType();
            line.setItemIntegrationId(row.get("item"));
            line.setQuantity(new BigDecimal(row.get("quantity")));
            ShipmentType parcel = new ShipmentType();
            parcel.setShipmentId(row.get("parcel"));
            parcel.setSite(row.get("site"));
            parcel.setWebOrderNumber(row.get("order"));
            parcel.setCarrier(row.get("carrier"));
            parcel.setTrackingNumber(row.get("tracking"));
            parcel.setLines(new ArrayOfShipmentLineType());
            parcel.getLines().getLine().add(line);
            list.getShipment().add(parcel);
        }
        return list;
    }
}
