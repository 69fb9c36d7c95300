using System;
using System.Collections.Generic;
using Generated;

/// The ten operations, whichever stack carries them.
interface ITill {
    UpdateResultType UpdatePOSProducts(CredentialsType credentials, string reference, bool? returnAllRows, ProductType[] products);
    UpdateResultType UpdateInventory(CredentialsType credentials, string reference, bool? returnAllRows, InventoryRowType[] rows);
    UpdateResultType UpdatePricing(CredentialsType credentials, string reference, bool? returnAllRows, PriceRowType[] rows);
    GetNewOrdersResultType GetNewOrders(CredentialsType credentials, int? maxCount, string site, string posStore);
    GetNewCapturesResultType GetNewCaptures(CredentialsType credentials, int? maxCount, string site, string posStore);
    GetNewTransactionsResultType GetNewTransactions(CredentialsType credentials, int? maxCount, string site, string posStore);
    ConfirmResultType ConfirmOrders(CredentialsType credentials, OrderConfirmationType[] confirmations);
    ConfirmResultType ConfirmCaptures(CredentialsType credentials, CaptureConfirmationType[] confirmations);
    ConfirmResultType ConfirmTransactions(CredentialsType credentials, TransactionConfirmationType[] confirmations);
    SaveShipmentsResultType SaveShipments(CredentialsType credentials, ShipmentType[] shipments);

    /// The detail of a ServiceFault as the stack's own exception gives it; null for any other exception.
    Dictionary<string, object> Fault(Exception exception);
}

/// Makes the calls of the scenario with the classes that wsdl.exe generates.   PROGRAM WSDL STORE USER PASSWORD PHASE
class Scenario {
    const string Text = "Größe „Ünï“ \U0001F600 \u05E9\u05DC <&> \"'";

    readonly ITill till;
    readonly CredentialsType credentials;

    public Scenario(ITill till, string store, string user, string password) {
        this.till = till;
        this.credentials = Login(store, user, password);
    }

    public void Run(string phase) {
        switch (phase) {
            case "products": Products(); break;
            case "orders": Orders(); Captures(); Transactions(); break;
            case "shipments": Shipments(); break;
            case "faults": Faults(); break;
            case "soap12": Soap12(); break;
            default: throw new ArgumentException("unknown phase " + phase);
        }
    }

    Result Tell<Result>(string call, string operation, Func<Result> make) where Result : class {
        return Told.Of(call, operation, make, till.Fault);
    }

    // -- products ----------------------------------------------------------------------------------------------------

    void Products() {
        Tell("products_most", "UpdatePOSProducts", () => till.UpdatePOSProducts(credentials, "call-1", true, new[] { Everything(), Variant("S"), Variant("M") }));
        Tell("products_least", "UpdatePOSProducts", () => till.UpdatePOSProducts(credentials, null, null, new[] { new ProductType { ItemIntegrationId = "T-3", Name = "Least" } }));
        Tell("products_none", "UpdatePOSProducts", () => till.UpdatePOSProducts(credentials, null, null, null));
        Tell("products_empty", "UpdatePOSProducts", () => till.UpdatePOSProducts(credentials, null, null, new ProductType[0]));

        var inventory = Inventory("T-1", 7.25m);
        inventory.Location = "east";
        inventory.AsOf = Utc(2026, 11, 3, 3, 4, 5).ToLocalTime();
        inventory.AsOfSpecified = true;
        Tell("inventory_most", "UpdateInventory", () => till.UpdateInventory(credentials, "call-2", true, new[] { inventory, Inventory("T-2-S", 5), Inventory("nobody", 1) }));
        Tell("inventory_least", "UpdateInventory", () => till.UpdateInventory(credentials, null, null, new[] { Inventory("T-3", 9) }));

        var price = new PriceRowType {
            ItemIntegrationId = "T-1", Price = 1234.5678m, PriceSpecified = true, SalePrice = 1000.0001m, SalePriceSpecified = true,
            SaleStart = Utc(2026, 11, 1, 0, 0, 0), SaleStartSpecified = true,
            // Without a kind the time goes out without a zone: the service reads it in the account's, Europe/Berlin.
            SaleEnd = new DateTime(2036, 12, 31, 23, 59, 59), SaleEndSpecified = true,
            AsOf = Utc(2026, 11, 3, 3, 4, 5), AsOfSpecified = true };
        Tell("pricing_most", "UpdatePricing", () => till.UpdatePricing(credentials, "call-3", true, new[] { price, new PriceRowType { ItemIntegrationId = "T-2-S" } }));
        Tell("pricing_least", "UpdatePricing", () => till.UpdatePricing(credentials, null, null, new[] { new PriceRowType { ItemIntegrationId = "T-3", Price = 3, PriceSpecified = true } }));
    }

    static ProductType Everything() {
        return new ProductType {
            ItemIntegrationId = "T-1", Name = Text, ShortDescription = "short", LongDescription = "long\nwith two lines", AdditionalDescription = "more",
            Brand = "Åker", Department = "Clothes/Shirts", Barcode = "4012345000009", SupplierSku = "S-1", Weight = 0.2505m, WeightSpecified = true, WeightUnit = "kg",
            Price = 12.5000m, PriceSpecified = true, SalePrice = 9.90m, SalePriceSpecified = true, SaleStart = Utc(2026, 11, 1, 0, 0, 0).ToLocalTime(), SaleStartSpecified = true,
            SaleEnd = Utc(2036, 12, 31, 22, 59, 59), SaleEndSpecified = true, Taxable = true, TaxableSpecified = true, TaxClass = "standard",
            Quantity = 12345678.1234m, QuantitySpecified = true, SellOnline = true, SellOnlineSpecified = true, Sites = new[] { "shop" },
            ImageUrls = new[] { "http://127.0.0.1/a.jpg", "http://127.0.0.1/b.jpg" },
            Attributes = new[] { new ProductAttributeType { Name = "Material", Value = "Wool" }, new ProductAttributeType { Name = "Care", Value = "30°" } },
            AsOf = Utc(2026, 11, 2, 3, 4, 5), AsOfSpecified = true };
    }

    static ProductType Variant(string size) {
        return new ProductType {
            ItemIntegrationId = "T-2-" + size, ProductIntegrationId = "T-2", Name = "Shirt", Price = 20, PriceSpecified = true,
            Options = new[] { new ProductOptionType { Name = "Size", Value = size }, new ProductOptionType { Name = "Colour", Value = "Grün" } },
            LocationQuantities = new[] { new LocationQuantityType { Location = "east", Quantity = 2 }, new LocationQuantityType { Quantity = 1.5m } } };
    }

    static InventoryRowType Inventory(string item, decimal quantity) { return new InventoryRowType { ItemIntegrationId = item, Quantity = quantity }; }

    // -- documents ---------------------------------------------------------------------------------------------------

    void Orders() {
        Tell("get_orders_none", "GetNewOrders", () => till.GetNewOrders(credentials, 5, "shop", "nowhere"));
        var one = Tell("get_orders_one", "GetNewOrders", () => till.GetNewOrders(credentials, 1, "shop", null));
        Tell("confirm_orders_one", "ConfirmOrders", () => till.ConfirmOrders(credentials, new[] { new OrderConfirmationType { OrderDocumentId = one.Orders[0].OrderDocumentId, Accepted = true } }));
        var all = Tell("get_orders", "GetNewOrders", () => till.GetNewOrders(credentials, null, null, null));
        Tell("confirm_orders_many", "ConfirmOrders", () => till.ConfirmOrders(credentials, new[] {
            new OrderConfirmationType { OrderDocumentId = all.Orders[0].OrderDocumentId, Accepted = true, BookedAt = Booked, BookedAtSpecified = true, PosDocumentNumbers = Numbers, PosCustomerNumber = "C-7" },
            new OrderConfirmationType { OrderDocumentId = all.Orders[1].OrderDocumentId, ErrorCode = "E1", ErrorMessage = Text },
            new OrderConfirmationType { OrderDocumentId = "nobody", Accepted = true } }));
    }

    void Captures() {
        Tell("get_captures_none", "GetNewCaptures", () => till.GetNewCaptures(credentials, 5, "shop", "nowhere"));
        var one = Tell("get_captures_one", "GetNewCaptures", () => till.GetNewCaptures(credentials, 1, "shop", null));
        Tell("confirm_captures_one", "ConfirmCaptures", () => till.ConfirmCaptures(credentials, new[] { new CaptureConfirmationType { CaptureId = one.Captures[0].CaptureId, Accepted = true } }));
        var all = Tell("get_captures", "GetNewCaptures", () => till.GetNewCaptures(credentials, null, null, null));
        Tell("confirm_captures_many", "ConfirmCaptures", () => till.ConfirmCaptures(credentials, new[] {
            new CaptureConfirmationType { CaptureId = all.Captures[0].CaptureId, Accepted = true, BookedAt = Booked, BookedAtSpecified = true, PosDocumentNumbers = Numbers, PosCustomerNumber = "C-7" },
            new CaptureConfirmationType { CaptureId = all.Captures[1].CaptureId, ErrorCode = "E1", ErrorMessage = Text },
            new CaptureConfirmationType { CaptureId = "nobody", Accepted = true } }));
    }

    void Transactions() {
        Tell("get_transactions_none", "GetNewTransactions", () => till.GetNewTransactions(credentials, 5, "shop", "nowhere"));
        var one = Tell("get_transactions_one", "GetNewTransactions", () => till.GetNewTransactions(credentials, 1, "shop", null));
        Tell("confirm_transactions_one", "ConfirmTransactions",
             () => till.ConfirmTransactions(credentials, new[] { new TransactionConfirmationType { TransactionId = one.Transactions[0].TransactionId, Accepted = true } }));
        var all = Tell("get_transactions", "GetNewTransactions", () => till.GetNewTransactions(credentials, null, null, null));
        Tell("confirm_transactions_many", "ConfirmTransactions", () => till.ConfirmTransactions(credentials, new[] {
            new TransactionConfirmationType { TransactionId = all.Transactions[0].TransactionId, Accepted = true, BookedAt = Booked, BookedAtSpecified = true, PosDocumentNumbers = Numbers, PosCustomerNumber = "C-7" },
            new TransactionConfirmationType { TransactionId = all.Transactions[1].TransactionId, ErrorCode = "E1", ErrorMessage = Text },
            new TransactionConfirmationType { TransactionId = "nobody", Accepted = true } }));
    }

    static readonly DateTime Booked = Utc(2026, 11, 4, 5, 6, 7);
    static readonly string[] Numbers = { "R-1", "R-2" };

    // -- parcels -----------------------------------------------------------------------------------------------------

    void Shipments() {
        var order = Tell("get_orders_unconfirmed", "GetNewOrders", () => till.GetNewOrders(credentials, null, null, null)).Orders[0];
        var parcels = new[] {
            new ShipmentType { ShipmentId = "S-1", OrderId = order.OrderId, Carrier = "DHL", Service = "Päckchen", TrackingNumber = "00340", TrackingUrl = "http://127.0.0.1/t?a=1&b=2",
                               ShippedAt = Utc(2026, 11, 5, 6, 7, 8), ShippedAtSpecified = true, Lines = new[] { new ShipmentLineType { LineId = order.Lines[0].LineId, Quantity = 1 } } },
            new ShipmentType { ShipmentId = "S-2", Site = "shop", WebOrderNumber = "nothing", Lines = new[] { new ShipmentLineType { ItemIntegrationId = "T-1", Quantity = 1 } } },
            new ShipmentType { ShipmentId = "S-3" } };
        Tell("shipments_many", "SaveShipments", () => till.SaveShipments(credentials, parcels));
        Tell("shipments_again", "SaveShipments", () => till.SaveShipments(credentials, parcels));
        Tell("shipments_empty", "SaveShipments", () => till.SaveShipments(credentials, new ShipmentType[0]));
    }

    // -- faults and SOAP 1.2 -----------------------------------------------------------------------------------------

    void Faults() {
        Tell("empty_confirm", "ConfirmTransactions", () => till.ConfirmTransactions(credentials, new TransactionConfirmationType[0]));
        Tell("too_many", "GetNewTransactions", () => till.GetNewTransactions(credentials, 100000, null, null));
        var wrong = Login(credentials.StoreId, credentials.UserName, "wrong");
        Tell("wrong_password", "UpdateInventory", () => till.UpdateInventory(wrong, null, null, new[] { Inventory("T-1", 1) }));
    }

    void Soap12() {
        Tell("soap12_inventory", "UpdateInventory", () => till.UpdateInventory(credentials, null, null, new[] { Inventory("T-3", 9) }));
        Tell("soap12_orders", "GetNewOrders", () => till.GetNewOrders(credentials, 1, null, null));
        Tell("soap12_fault", "GetNewTransactions", () => till.GetNewTransactions(credentials, 100000, null, null));
    }

    static CredentialsType Login(string store, string user, string password) { return new CredentialsType { StoreId = store, UserName = user, Password = password }; }

    static DateTime Utc(int year, int month, int day, int hour, int minute, int second) { return new DateTime(year, month, day, hour, minute, second, DateTimeKind.Utc); }
}
