using System;
using System.Collections.Generic;
using System.ServiceModel;
using System.ServiceModel.Channels;
using System.Text;
using Generated;

/// The channels of WCF on a typed contract.
class WcfTill : ITill {
    const int LargestAnswer = 64 * 1024 * 1024;  // the default of 64 KB is too small for a page of documents

    readonly IProductTasks products;
    readonly IOrderTasks orders;

    WcfTill(Binding binding) {
        products = new ChannelFactory<IProductTasks>(binding, new EndpointAddress(new ProductTasksSoap().Url)).CreateChannel();
        orders = new ChannelFactory<IOrderTasks>(binding, new EndpointAddress(new OrderTasksSoap().Url)).CreateChannel();
    }

    static void Main(string[] arguments) {
        var binding = arguments[4] == "soap12" ? Soap12() : new BasicHttpBinding { MaxReceivedMessageSize = LargestAnswer };
        new Scenario(new WcfTill(binding), arguments[1], arguments[2], arguments[3]).Run(arguments[4]);
    }

    static Binding Soap12() {
        return new CustomBinding(new TextMessageEncodingBindingElement(MessageVersion.Soap12, Encoding.UTF8), new HttpTransportBindingElement { MaxReceivedMessageSize = LargestAnswer });
    }

    public UpdateResultType UpdatePOSProducts(CredentialsType credentials, string reference, bool? returnAllRows, ProductType[] rows) {
        return products.UpdatePOSProducts(new UpdatePOSProductsRequest {
            Credentials = credentials, CallerReference = reference, ReturnAllRows = returnAllRows ?? false, ReturnAllRowsSpecified = returnAllRows.HasValue, Products = rows }).Result;
    }
    public UpdateResultType UpdateInventory(CredentialsType credentials, string reference, bool? returnAllRows, InventoryRowType[] rows) {
        return products.UpdateInventory(new UpdateInventoryRequest {
            Credentials = credentials, CallerReference = reference, ReturnAllRows = returnAllRows ?? false, ReturnAllRowsSpecified = returnAllRows.HasValue, InventoryRows = rows }).Result;
    }
    public UpdateResultType UpdatePricing(CredentialsType credentials, string reference, bool? returnAllRows, PriceRowType[] rows) {
        return products.UpdatePricing(new UpdatePricingRequest {
            Credentials = credentials, CallerReference = reference, ReturnAllRows = returnAllRows ?? false, ReturnAllRowsSpecified = returnAllRows.HasValue, PriceRows = rows }).Result;
    }
    public GetNewOrdersResultType GetNewOrders(CredentialsType credentials, int? maxCount, string site, string posStore) {
        return orders.GetNewOrders(new GetNewOrdersRequest { Credentials = credentials, MaxCount = maxCount ?? 0, MaxCountSpecified = maxCount.HasValue, Site = site, PosStore = posStore }).Result;
    }
    public GetNewCapturesResultType GetNewCaptures(CredentialsType credentials, int? maxCount, string site, string posStore) {
        return orders.GetNewCaptures(new GetNewCapturesRequest { Credentials = credentials, MaxCount = maxCount ?? 0, MaxCountSpecified = maxCount.HasValue, Site = site, PosStore = posStore }).Result;
    }
    public GetNewTransactionsResultType GetNewTransactions(CredentialsType credentials, int? maxCount, string site, string posStore) {
        return orders.GetNewTransactions(new GetNewTransactionsRequest { Credentials = credentials, MaxCount = maxCount ?? 0, MaxCountSpecified = maxCount.HasValue, Site = site, PosStore = posStore }).Result;
    }
    public ConfirmResultType ConfirmOrders(CredentialsType credentials, OrderConfirmationType[] confirmations) {
        return orders.ConfirmOrders(new ConfirmOrdersRequest { Credentials = credentials, Confirmations = confirmations }).Result;
    }
    public ConfirmResultType ConfirmCaptures(CredentialsType credentials, CaptureConfirmationType[] confirmations) {
        return orders.ConfirmCaptures(new ConfirmCapturesRequest { Credentials = credentials, Confirmations = confirmations }).Result;
    }
    public ConfirmResultType ConfirmTransactions(CredentialsType credentials, TransactionConfirmationType[] confirmations) {
        return orders.ConfirmTransactions(new ConfirmTransactionsRequest { Credentials = credentials, Confirmations = confirmations }).Result;
    }
    public SaveShipmentsResultType SaveShipments(CredentialsType credentials, ShipmentType[] shipments) {
        return orders.SaveShipments(new SaveShipmentsRequest { Credentials = credentials, Shipments = shipments }).Result;
    }

    public Dictionary<string, object> Fault(Exception exception) {
        var fault = exception as FaultException<ServiceFault>;
        if (fault == null) return null;
        return new Dictionary<string, object> {
            { "Code", fault.Detail.Code }, { "Message", fault.Detail.Message }, { "Field", fault.Detail.Field },
            { "Retryable", fault.Detail.Retryable }, { "RequestId", fault.Detail.RequestId }, { "Extras", fault.Detail.Extras } };
    }
}
