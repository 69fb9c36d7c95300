using System;
using System.Collections.Generic;
using System.Linq;
using System.Web.Services.Protocols;
using System.Xml;
using Generated;
#if SOAP12
using ProductTasks = Generated.ProductTasksSoap12;
using OrderTasks = Generated.OrderTasksSoap12;
#else
using ProductTasks = Generated.ProductTasksSoap;
using OrderTasks = Generated.OrderTasksSoap;
#endif

/// The proxies of wsdl.exe, as an ASMX-style "web reference" has them: one method per operation, a flag per optional value.
class AsmxTill : ITill {
    readonly ProductTasks products = new ProductTasks();
    readonly OrderTasks orders = new OrderTasks();

    static void Main(string[] arguments) { new Scenario(new AsmxTill(), arguments[1], arguments[2], arguments[3]).Run(arguments[4]); }

    public UpdateResultType UpdatePOSProducts(CredentialsType credentials, string reference, bool? returnAllRows, ProductType[] rows) {
        return products.UpdatePOSProducts(credentials, reference, returnAllRows ?? false, returnAllRows.HasValue, rows);
    }
    public UpdateResultType UpdateInventory(CredentialsType credentials, string reference, bool? returnAllRows, InventoryRowType[] rows) {
        return products.UpdateInventory(credentials, reference, returnAllRows ?? false, returnAllRows.HasValue, rows);
    }
    public UpdateResultType UpdatePricing(CredentialsType credentials, string reference, bool? returnAllRows, PriceRowType[] rows) {
        return products.UpdatePricing(credentials, reference, returnAllRows ?? false, returnAllRows.HasValue, rows);
    }
    public GetNewOrdersResultType GetNewOrders(CredentialsType credentials, int? maxCount, string site, string posStore) {
        return orders.GetNewOrders(credentials, maxCount ?? 0, maxCount.HasValue, site, posStore);
    }
    public GetNewCapturesResultType GetNewCaptures(CredentialsType credentials, int? maxCount, string site, string posStore) {
        return orders.GetNewCaptures(credentials, maxCount ?? 0, maxCount.HasValue, site, posStore);
    }
    public GetNewTransactionsResultType GetNewTransactions(CredentialsType credentials, int? maxCount, string site, string posStore) {
        return orders.GetNewTransactions(credentials, maxCount ?? 0, maxCount.HasValue, site, posStore);
    }
    public ConfirmResultType ConfirmOrders(CredentialsType credentials, OrderConfirmationType[] confirmations) { return orders.ConfirmOrders(credentials, confirmations); }
    public ConfirmResultType ConfirmCaptures(CredentialsType credentials, CaptureConfirmationType[] confirmations) { return orders.ConfirmCaptures(credentials, confirmations); }
    public ConfirmResultType ConfirmTransactions(CredentialsType credentials, TransactionConfirmationType[] confirmations) {
        return orders.ConfirmTransactions(credentials, confirmations);
    }
    public SaveShipmentsResultType SaveShipments(CredentialsType credentials, ShipmentType[] shipments) { return orders.SaveShipments(credentials, shipments); }

    /// wsdl.exe makes no class for a fault: the detail is XML.
    public Dictionary<string, object> Fault(Exception exception) {
        var soap = exception as SoapException;
        var detail = soap == null || soap.Detail == null ? null : soap.Detail["ServiceFault", "urn:tillbridge:pos:v1"];
        if (detail == null) return null;
        var told = new Dictionary<string, object>();
        foreach (XmlNode child in detail.ChildNodes) told[child.LocalName] = child.LocalName == "Extras" ? Properties(child) : (object) child.InnerText;
        return told;
    }

    static PropertyType[] Properties(XmlNode extras) {
        const string contract = "urn:tillbridge:pos:v1";
        return extras.Cast<XmlNode>().Select(each => new PropertyType { Name = each["Name", contract].InnerText, Value = each["Value", contract].InnerText }).ToArray();
    }
}
