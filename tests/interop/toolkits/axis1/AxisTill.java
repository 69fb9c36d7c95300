import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Map;
import till.*;

/** Makes the calls of the scenario on the classes that Axis 1 generates.   AxisTill WSDL STORE USER PASSWORD PHASE */
public final class AxisTill {
    private static final String TEXT = "Größe „Ünï“ \uD83D\uDE00 \u05E9\u05DC <&> \"'";

    private final ProductTasksPortType products;
    private final OrderTasksPortType orders;
    private final CredentialsType credentials;
    private final Told told = new Told(AxisTill::fault);

    private AxisTill(CredentialsType credentials) throws Exception {
        this.products = new ProductTasksLocator().getProductTasksSoap();
        this.orders = new OrderTasksLocator().getOrderTasksSoap();
        this.credentials = credentials;
    }

    public static void main(String[] arguments) throws Exception {
        AxisTill till = new AxisTill(new CredentialsType(arguments[1], arguments[2], arguments[3]));
        switch (arguments[4]) {
            case "products": till.productsPhase(); break;
            case "orders": till.ordersPhase(); till.capturesPhase(); till.transactionsPhase(); break;
            case "shipments": till.shipmentsPhase(); break;
            case "faults": till.faultsPhase(); break;
            default: throw new IllegalArgumentException("unknown phase " + arguments[4]);
        }
    }

    private static Map<String, Object> fault(Exception exception) {
        if (!(exception instanceof ServiceFaultType)) return null;
        ServiceFaultType detail = (ServiceFaultType) exception;  // Message is getMessage1: the exception has a getMessage of its own
        return Told.fault(detail.getCode(), detail.getMessage1(), detail.getField(), detail.isRetryable(), detail.getRequestId(), detail.getExtras());
    }

    // -- products ----------------------------------------------------------------------------------------------------

    private void productsPhase() {
        told.of("products_most", "UpdatePOSProducts", () -> products.updatePOSProducts(credentials, "call-1", true, products(everything(), variant("S"), variant("M"))));
        ProductType least = new ProductType();
        least.setItemIntegrationId("T-3");
        least.setName("Least");
        told.of("products_least", "UpdatePOSProducts", () -> products.updatePOSProducts(credentials, null, null, products(least)));
        told.of("products_none", "UpdatePOSProducts", () -> products.updatePOSProducts(credentials, null, null, null));
        told.of("products_empty", "UpdatePOSProducts", () -> products.updatePOSProducts(credentials, null, null, products()));

        InventoryRowType most = inventory("T-1", "7.25");
        most.setLocation("east");
        most.setAsOf(time("2026-11-03T04:04:05+01:00"));
        told.of("inventory_most", "UpdateInventory", () -> products.updateInventory(credentials, "call-2", true, rows(most, inventory("T-2-S", "5"), inventory("nobody", "1"))));
        told.of("inventory_least", "UpdateInventory", () -> products.updateInventory(credentials, null, null, rows(inventory("T-3", "9"))));

        PriceRowType price = price("T-1", "1234.5678");
        price.setSalePrice(new BigDecimal("1000.0001"));
        price.setSaleStart(time("2026-11-01T01:00:00+01:00"));
        price.setSaleEnd(time("2036-12-31T22:59:59Z"));
        price.setAsOf(time("2026-11-03T03:04:05Z"));
        told.of("pricing_most", "UpdatePricing", () -> products.updatePricing(credentials, "call-3", true, rows(price, price("T-2-S", null))));
        told.of("pricing_least", "UpdatePricing", () -> products.updatePricing(credentials, null, null, rows(price("T-3", "3"))));
    }

    private static ProductType everything() {
        ProductType product = new ProductType();
        product.setItemIntegrationId("T-1");
        product.setName(TEXT);
        product.setShortDescription("short");
        product.setLongDescription("long\nwith two lines");
        product.setAdditionalDescription("more");
        product.setBrand("Åker");
        product.setDepartment("Clothes/Shirts");
        product.setBarcode("4012345000009");
        product.setSupplierSku("S-1");
        product.setWeight(new BigDecimal("0.2505"));
        product.setWeightUnit("kg");
        product.setPrice(new BigDecimal("12.5000"));
        product.setSalePrice(new BigDecimal("9.90"));
        product.setSaleStart(time("2026-11-01T00:00:00Z"));
        product.setSaleEnd(time("2036-12-31T23:59:59+01:00"));
        product.setTaxable(true);
        product.setTaxClass("standard");
        product.setQuantity(new BigDecimal("12345678.1234"));
        product.setSellOnline(true);
        product.setSites(new String[] {"shop"});
        product.setImageUrls(new String[] {"http://127.0.0.1/a.jpg", "http://127.0.0.1/b.jpg"});
        product.setAttributes(new ProductAttributeType[] {attribute("Material", "Wool"), attribute("Care", "30°")});
        product.setAsOf(time("2026-11-02T03:04:05Z"));
        return product;
    }

    private static ProductType variant(String size) {
        ProductType product = new ProductType();
        product.setItemIntegrationId("T-2-" + size);
        product.setProductIntegrationId("T-2");
        product.setOptions(new ProductOptionType[] {option("Size", size), option("Colour", "Grün")});
        product.setName("Shirt");
        product.setPrice(new BigDecimal("20"));
        product.setLocationQuantities(new LocationQuantityType[] {onHand("east", "2"), onHand(null, "1.5")});
        return product;
    }

    // -- documents ---------------------------------------------------------------------------------------------------

    private void ordersPhase() throws Exception {
        told.of("get_orders_none", "GetNewOrders", () -> orders.getNewOrders(credentials, 5, "shop", "nowhere"));
        GetNewOrdersResultType one = told.of("get_orders_one", "GetNewOrders", () -> orders.getNewOrders(credentials, 1, "shop", null));
        told.of("confirm_orders_one", "ConfirmOrders", () -> orders.confirmOrders(credentials, confirmations(accepted(one.getOrders()[0]))));
        GetNewOrdersResultType all = told.of("get_orders", "GetNewOrders", () -> orders.getNewOrders(credentials, null, null, null));
        told.of("confirm_orders_many", "ConfirmOrders", () -> {
            OrderConfirmationType most = accepted(all.getOrders()[0]);
            most.setBookedAt(time("2026-11-04T05:06:07Z"));
            most.setPosDocumentNumbers(numbers("R-1", "R-2"));
            most.setPosCustomerNumber("C-7");
            OrderConfirmationType refused = accepted(all.getOrders()[1]);
            refused.setAccepted(false);
            refused.setErrorCode("E1");
            refused.setErrorMessage(TEXT);
            OrderConfirmationType unknown = new OrderConfirmationType();
            unknown.setOrderDocumentId("nobody");
            unknown.setAccepted(true);
            return orders.confirmOrders(credentials, confirmations(most, refused, unknown));
        });
    }

    private void capturesPhase() throws Exception {
        told.of("get_captures_none", "GetNewCaptures", () -> orders.getNewCaptures(credentials, 5, "shop", "nowhere"));
        GetNewCapturesResultType one = told.of("get_captures_one", "GetNewCaptures", () -> orders.getNewCaptures(credentials, 1, "shop", null));
        told.of("confirm_captures_one", "ConfirmCaptures", () -> orders.confirmCaptures(credentials, confirmations(accepted(one.getCaptures()[0]))));
        GetNewCapturesResultType all = told.of("get_captures", "GetNewCaptures", () -> orders.getNewCaptures(credentials, null, null, null));
        told.of("confirm_captures_many", "ConfirmCaptures", () -> {
            CaptureConfirmationType most = accepted(all.getCaptures()[0]);
            most.setBookedAt(time("2026-11-04T05:06:07Z"));
            most.setPosDocumentNumbers(numbers("R-1", "R-2"));
            most.setPosCustomerNumber("C-7");
            CaptureConfirmationType refused = accepted(all.getCaptures()[1]);
            refused.setAccepted(false);
            refused.setErrorCode("E1");
            refused.setErrorMessage(TEXT);
            CaptureConfirmationType unknown = new CaptureConfirmationType();
            unknown.setCaptureId("nobody");
            unknown.setAccepted(true);
            return orders.confirmCaptures(credentials, confirmations(most, refused, unknown));
        });
    }

    private void transactionsPhase() throws Exception {
        told.of("get_transactions_none", "GetNewTransactions", () -> orders.getNewTransactions(credentials, 5, "shop", "nowhere"));
        GetNewTransactionsResultType one = told.of("get_transactions_one", "GetNewTransactions", () -> orders.getNewTransactions(credentials, 1, "shop", null));
        told.of("confirm_transactions_one", "ConfirmTransactions",
            () -> orders.confirmTransactions(credentials, confirmations(accepted(one.getTransactions()[0]))));
        GetNewTransactionsResultType all = told.of("get_transactions", "GetNewTransactions", () -> orders.getNewTransactions(credentials, null, null, null));
        told.of("confirm_transactions_many", "ConfirmTransactions", () -> {
            TransactionConfirmationType most = accepted(all.getTransactions()[0]);
            most.setBookedAt(time("2026-11-04T05:06:07Z"));
            most.setPosDocumentNumbers(numbers("R-1", "R-2"));
            most.setPosCustomerNumber("C-7");
            TransactionConfirmationType refused = accepted(all.getTransactions()[1]);
            refused.setAccepted(false);
            refused.setErrorCode("E1");
            refused.setErrorMessage(TEXT);
            TransactionConfirmationType unknown = new TransactionConfirmationType();
            unknown.setTransactionId("nobody");
            unknown.setAccepted(true);
            return orders.confirmTransactions(credentials, confirmations(most, refused, unknown));
        });
    }

    // -- parcels -----------------------------------------------------------------------------------------------------

    private void shipmentsPhase() throws Exception {
        GetNewOrdersResultType waiting = told.of("get_orders_unconfirmed", "GetNewOrders", () -> orders.getNewOrders(credentials, null, null, null));
        OrderType order = waiting.getOrders()[0];
        ShipmentType most = parcel("S-1", null, order.getLines()[0].getLineId());
        most.setOrderId(order.getOrderId());
        most.setCarrier("DHL");
        most.setService("Päckchen");
        most.setTrackingNumber("00340");
        most.setTrackingUrl("http://127.0.0.1/t?a=1&b=2");
        most.setShippedAt(time("2026-11-05T06:07:08Z"));
        ShipmentType foreign = parcel("S-2", "T-1", null);
        foreign.setSite("shop");
        foreign.setWebOrderNumber("nothing");
        ShipmentType least = new ShipmentType();
        least.setShipmentId("S-3");
        told.of("shipments_many", "SaveShipments", () -> orders.saveShipments(credentials, parcels(most, foreign, least)));
        told.of("shipments_again", "SaveShipments", () -> orders.saveShipments(credentials, parcels(most, foreign, least)));
        told.of("shipments_empty", "SaveShipments", () -> orders.saveShipments(credentials, parcels()));
    }

    // -- faults ------------------------------------------------------------------------------------------------------

    private void faultsPhase() {
        told.of("empty_confirm", "ConfirmTransactions", () -> orders.confirmTransactions(credentials, new TransactionConfirmationType[0]));
        told.of("too_many", "GetNewTransactions", () -> orders.getNewTransactions(credentials, 100000, null, null));
        CredentialsType wrong = new CredentialsType(credentials.getStoreId(), credentials.getUserName(), "wrong");
        told.of("wrong_password", "UpdateInventory", () -> products.updateInventory(wrong, null, null, rows(inventory("T-1", "1"))));
    }

    // -- small objects -----------------------------------------------------------------------------------------------

    private static Calendar time(String text) { return GregorianCalendar.from(OffsetDateTime.parse(text).toZonedDateTime()); }

    // The list wrappers of the contract are plain arrays in Axis.
    private static ProductType[] products(ProductType... entries) { return entries; }
    private static InventoryRowType[] rows(InventoryRowType... entries) { return entries; }
    private static PriceRowType[] rows(PriceRowType... entries) { return entries; }
    private static OrderConfirmationType[] confirmations(OrderConfirmationType... entries) { return entries; }
    private static CaptureConfirmationType[] confirmations(CaptureConfirmationType... entries) { return entries; }
    private static TransactionConfirmationType[] confirmations(TransactionConfirmationType... entries) { return entries; }
    private static ShipmentType[] parcels(ShipmentType... entries) { return entries; }
    private static String[] numbers(String... entries) { return entries; }

    private static ProductAttributeType attribute(String name, String value) {
        return new ProductAttributeType(name, value);
    }

    private static ProductOptionType option(String name, String value) {
        return new ProductOptionType(name, value);
    }

    private static LocationQuantityType onHand(String location, String quantity) {
        return new LocationQuantityType(location, new BigDecimal(quantity));
    }

    private static InventoryRowType inventory(String item, String quantity) {
        InventoryRowType row = new InventoryRowType();
        row.setItemIntegrationId(item);
        row.setQuantity(new BigDecimal(quantity));
        return row;
    }

    private static PriceRowType price(String item, String price) {
        PriceRowType row = new PriceRowType();
        row.setItemIntegrationId(item);
        if (price != null) row.setPrice(new BigDecimal(price));
        return row;
    }

    private static OrderConfirmationType accepted(OrderType order) {
        OrderConfirmationType confirmation = new OrderConfirmationType();
        confirmation.setOrderDocumentId(order.getOrderDocumentId());
        confirmation.setAccepted(true);
        return confirmation;
    }

    private static CaptureConfirmationType accepted(CaptureType capture) {
        CaptureConfirmationType confirmation = new CaptureConfirmationType();
        confirmation.setCaptureId(capture.getCaptureId());
        confirmation.setAccepted(true);
        return confirmation;
    }

    private static TransactionConfirmationType accepted(TransactionType transaction) {
        TransactionConfirmationType confirmation = new TransactionConfirmationType();
        confirmation.setTransactionId(transaction.getTransactionId());
        confirmation.setAccepted(true);
        return confirmation;
    }

    private static ShipmentType parcel(String id, String item, String line) {
        ShipmentLineType pieces = new ShipmentLineType();
        pieces.setItemIntegrationId(item);
        pieces.setLineId(line);
        pieces.setQuantity(BigDecimal.ONE);
        ShipmentType parcel = new ShipmentType();
        parcel.setShipmentId(id);
        parcel.setLines(new ShipmentLineType[] {pieces});
        return parcel;
    }
}
