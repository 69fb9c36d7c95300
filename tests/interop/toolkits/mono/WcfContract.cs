using System.Collections.Generic;
using System.Runtime.Serialization;
using System.ServiceModel;
using System.Xml.Serialization;
using Generated;

/// The contract as a WCF service reference has it, written by hand because Mono's svcutil makes none that works: one message class per wrapper, a flag per
/// optional value. The types of the messages are those of wsdl.exe.
static class Contract {
    public const string Namespace = "urn:tillbridge:pos:v1";
}

[DataContract(Name = "ServiceFault", Namespace = Contract.Namespace)]
class ServiceFault {
    [DataMember(Order = 0)] public string Code { get; set; }
    [DataMember(Order = 1)] public string Message { get; set; }
    [DataMember(Order = 2)] public string Field { get; set; }
    [DataMember(Order = 3)] public bool Retryable { get; set; }
    [DataMember(Order = 4)] public string RequestId { get; set; }
    [DataMember(Order = 5)] public FaultProperties Extras { get; set; }
}

[CollectionDataContract(ItemName = "Property", Namespace = Contract.Namespace)]
class FaultProperties : List<FaultProperty> {}

[DataContract(Name = "PropertyType", Namespace = Contract.Namespace)]
class FaultProperty {
    [DataMember(Order = 0)] public string Name { get; set; }
    [DataMember(Order = 1)] public string Value { get; set; }
}

[MessageContract(WrapperName = "UpdatePOSProducts", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class UpdatePOSProductsRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1)] public string CallerReference;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 2)] public bool ReturnAllRows;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 3), XmlIgnore] public bool ReturnAllRowsSpecified;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 4), XmlArrayItem("Product", IsNullable = false)] public ProductType[] Products;
}

[MessageContract(WrapperName = "UpdatePOSProductsResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class UpdatePOSProductsResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public UpdateResultType Result;
}

[MessageContract(WrapperName = "UpdateInventory", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class UpdateInventoryRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1)] public string CallerReference;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 2)] public bool ReturnAllRows;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 3), XmlIgnore] public bool ReturnAllRowsSpecified;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 4), XmlArrayItem("InventoryRow", IsNullable = false)] public InventoryRowType[] InventoryRows;
}

[MessageContract(WrapperName = "UpdateInventoryResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class UpdateInventoryResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public UpdateResultType Result;
}

[MessageContract(WrapperName = "UpdatePricing", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class UpdatePricingRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1)] public string CallerReference;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 2)] public bool ReturnAllRows;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 3), XmlIgnore] public bool ReturnAllRowsSpecified;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 4), XmlArrayItem("PriceRow", IsNullable = false)] public PriceRowType[] PriceRows;
}

[MessageContract(WrapperName = "UpdatePricingResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class UpdatePricingResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public UpdateResultType Result;
}

[MessageContract(WrapperName = "GetNewOrders", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class GetNewOrdersRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1)] public int MaxCount;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 2), XmlIgnore] public bool MaxCountSpecified;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 3)] public string Site;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 4)] public string PosStore;
}

[MessageContract(WrapperName = "GetNewOrdersResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class GetNewOrdersResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public GetNewOrdersResultType Result;
}

[MessageContract(WrapperName = "GetNewCaptures", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class GetNewCapturesRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1)] public int MaxCount;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 2), XmlIgnore] public bool MaxCountSpecified;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 3)] public string Site;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 4)] public string PosStore;
}

[MessageContract(WrapperName = "GetNewCapturesResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class GetNewCapturesResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public GetNewCapturesResultType Result;
}

[MessageContract(WrapperName = "GetNewTransactions", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class GetNewTransactionsRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1)] public int MaxCount;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 2), XmlIgnore] public bool MaxCountSpecified;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 3)] public string Site;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 4)] public string PosStore;
}

[MessageContract(WrapperName = "GetNewTransactionsResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class GetNewTransactionsResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public GetNewTransactionsResultType Result;
}

[MessageContract(WrapperName = "ConfirmOrders", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class ConfirmOrdersRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1), XmlArrayItem("OrderConfirmation", IsNullable = false)] public OrderConfirmationType[] Confirmations;
}

[MessageContract(WrapperName = "ConfirmOrdersResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class ConfirmOrdersResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public ConfirmResultType Result;
}

[MessageContract(WrapperName = "ConfirmCaptures", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class ConfirmCapturesRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1), XmlArrayItem("CaptureConfirmation", IsNullable = false)] public CaptureConfirmationType[] Confirmations;
}

[MessageContract(WrapperName = "ConfirmCapturesResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class ConfirmCapturesResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public ConfirmResultType Result;
}

[MessageContract(WrapperName = "ConfirmTransactions", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class ConfirmTransactionsRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1), XmlArrayItem("TransactionConfirmation", IsNullable = false)] public TransactionConfirmationType[] Confirmations;
}

[MessageContract(WrapperName = "ConfirmTransactionsResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class ConfirmTransactionsResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public ConfirmResultType Result;
}

[MessageContract(WrapperName = "SaveShipments", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class SaveShipmentsRequest {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public CredentialsType Credentials;
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 1), XmlArrayItem("Shipment", IsNullable = false)] public ShipmentType[] Shipments;
}

[MessageContract(WrapperName = "SaveShipmentsResponse", WrapperNamespace = Contract.Namespace, IsWrapped = true)]
class SaveShipmentsResponse {
    [MessageBodyMember(Namespace = Contract.Namespace, Order = 0)] public SaveShipmentsResultType Result;
}

[ServiceContract(Namespace = Contract.Namespace)]
interface IProductTasks {
    [OperationContract(Action = Contract.Namespace + ":UpdatePOSProducts", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    UpdatePOSProductsResponse UpdatePOSProducts(UpdatePOSProductsRequest request);

    [OperationContract(Action = Contract.Namespace + ":UpdateInventory", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    UpdateInventoryResponse UpdateInventory(UpdateInventoryRequest request);

    [OperationContract(Action = Contract.Namespace + ":UpdatePricing", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    UpdatePricingResponse UpdatePricing(UpdatePricingRequest request);
}

[ServiceContract(Namespace = Contract.Namespace)]
interface IOrderTasks {
    [OperationContract(Action = Contract.Namespace + ":GetNewOrders", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    GetNewOrdersResponse GetNewOrders(GetNewOrdersRequest request);

    [OperationContract(Action = Contract.Namespace + ":ConfirmOrders", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    ConfirmOrdersResponse ConfirmOrders(ConfirmOrdersRequest request);

    [OperationContract(Action = Contract.Namespace + ":GetNewCaptures", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    GetNewCapturesResponse GetNewCaptures(GetNewCapturesRequest request);

    [OperationContract(Action = Contract.Namespace + ":ConfirmCaptures", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    ConfirmCapturesResponse ConfirmCaptures(ConfirmCapturesRequest request);

    [OperationContract(Action = Contract.Namespace + ":GetNewTransactions", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    GetNewTransactionsResponse GetNewTransactions(GetNewTransactionsRequest request);

    [OperationContract(Action = Contract.Namespace + ":ConfirmTransactions", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    ConfirmTransactionsResponse ConfirmTransactions(ConfirmTransactionsRequest request);

    [OperationContract(Action = Contract.Namespace + ":SaveShipments", ReplyAction = "*"), XmlSerializerFormat]
    [FaultContract(typeof(ServiceFault), Action = "", Name = "ServiceFault", Namespace = Contract.Namespace)]
    SaveShipmentsResponse SaveShipments(SaveShipmentsRequest request);
}
