//gsoapopt c++17,w
#include <vector>
template <class T> class std::vector;
#include "services/soap/row_containers.hpp"
template <class T> class OneSlot;
template <class T> class Streamed;
volatile template <class T> class std::optional;
#define SOAP_NAMESPACE_OF_tb	"urn:tillbridge:pos:v1"
//gsoap tb    schema namespace:	urn:tillbridge:pos:v1
//gsoap tb    schema elementForm:	qualified
//gsoap tb    schema attributeForm:	unqualified
class tb__CredentialsType;
class tb__PropertyType;
class tb__ArrayOfPropertyType;
class tb__WarningType;
class tb__ArrayOfWarningType;
class tb__ServiceFaultType;
class tb__ProductOptionType;
class tb__ArrayOfProductOptionType;
class tb__ProductAttributeType;
class tb__ArrayOfProductAttributeType;
class tb__ArrayOfSiteNameType;
class tb__ArrayOfImageUrlType;
class tb__LocationQuantityType;
class tb__ArrayOfLocationQuantityType;
class tb__ProductType;
class tb__ArrayOfProductType;
class tb__InventoryRowType;
class tb__ArrayOfInventoryRowType;
class tb__PriceRowType;
class tb__ArrayOfPriceRowType;
class tb__RowResultType;
class tb__ArrayOfRowResultType;
class tb__UpdateResultType;
class tb__CustomerType;
class tb__AddressType;
class tb__OrderLineType;
class tb__ArrayOfOrderLineType;
class tb__TransactionLineType;
class tb__ArrayOfTransactionLineType;
class tb__NamedAmountType;
class tb__ArrayOfNamedAmountType;
class tb__PaymentType;
class tb__ArrayOfPaymentType;
class tb__OrderType;
class tb__ArrayOfOrderType;
class tb__CaptureType;
class tb__ArrayOfCaptureType;
class tb__TransactionType;
class tb__ArrayOfTransactionType;
class tb__GetNewOrdersResultType;
class tb__GetNewCapturesResultType;
class tb__GetNewTransactionsResultType;
class tb__ArrayOfPosDocumentNumberType;
class tb__OrderConfirmationType;
class tb__ArrayOfOrderConfirmationType;
class tb__CaptureConfirmationType;
class tb__ArrayOfCaptureConfirmationType;
class tb__TransactionConfirmationType;
class tb__ArrayOfTransactionConfirmationType;
class tb__DocumentResultType;
class tb__ArrayOfDocumentResultType;
class tb__ConfirmResultType;
class tb__ShipmentLineType;
class tb__ArrayOfShipmentLineType;
class tb__ShipmentType;
class tb__ArrayOfShipmentType;
class tb__ShipmentResultType;
class tb__ArrayOfShipmentResultType;
class tb__SaveShipmentsResultType;
class _tb__UpdatePOSProducts;
class _tb__UpdatePOSProductsResponse;
class _tb__UpdateInventory;
class _tb__UpdateInventoryResponse;
class _tb__UpdatePricing;
class _tb__UpdatePricingResponse;
class _tb__GetNewOrders;
class _tb__GetNewOrdersResponse;
class _tb__ConfirmOrders;
class _tb__ConfirmOrdersResponse;
class _tb__GetNewCaptures;
class _tb__GetNewCapturesResponse;
class _tb__ConfirmCaptures;
class _tb__ConfirmCapturesResponse;
class _tb__GetNewTransactions;
class _tb__GetNewTransactionsResponse;
class _tb__ConfirmTransactions;
class _tb__ConfirmTransactionsResponse;
class _tb__SaveShipments;
class _tb__SaveShipmentsResponse;
class tb__CredentialsType
{ public:
    std::string                          StoreId                        1;
    std::string                          UserName                       1;
    std::string                          Password                       1;
    struct soap                         *soap                          ;
};
class tb__PropertyType
{ public:
    std::string                          Name                           1;
    std::string                          Value                          1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfPropertyType
{ public:
    std::vector<tb__PropertyType> Property                       0;
    struct soap                         *soap                          ;
};
class tb__WarningType
{ public:
    std::string                          Code                           1;
    std::string                          Message                        1;
    std::optional<std::string>           Field                          0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfWarningType
{ public:
    std::vector<tb__WarningType> Warning                        0;
    struct soap                         *soap                          ;
};
class tb__ServiceFaultType
{ public:
    std::string                          Code                           1;
    std::string                          Message                        1;
    std::optional<std::string>           Field                          0;
    std::string                          Retryable                      1;
    std::string                          RequestId                      1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__ProductOptionType
{ public:
    std::string                          Name                           1;
    std::string                          Value                          1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfProductOptionType
{ public:
    std::vector<tb__ProductOptionType> ProductOption                  0;
    struct soap                         *soap                          ;
};
class tb__ProductAttributeType
{ public:
    std::string                          Name                           1;
    std::string                          Value                          1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfProductAttributeType
{ public:
    std::vector<tb__ProductAttributeType> ProductAttribute               0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfSiteNameType
{ public:
    std::vector<std::string            > SiteName                       0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfImageUrlType
{ public:
    std::vector<std::string            > ImageUrl                       0;
    struct soap                         *soap                          ;
};
class tb__LocationQuantityType
{ public:
    std::optional<std::string>           Location                       0;
    std::string                          Quantity                       1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfLocationQuantityType
{ public:
    std::vector<tb__LocationQuantityType> LocationQuantity               0;
    struct soap                         *soap                          ;
};
class tb__ProductType
{ public:
    std::string                          ItemIntegrationId              1;
    std::optional<std::string>           ProductIntegrationId           0;
    tb__ArrayOfProductOptionType Options                        0;
    std::optional<std::string>           Name                           0;
    std::optional<std::string>           ShortDescription               0;
    std::optional<std::string>           LongDescription                0;
    std::optional<std::string>           AdditionalDescription          0;
    std::optional<std::string>           Brand                          0;
    std::optional<std::string>           Department                     0;
    std::optional<std::string>           Barcode                        0;
    std::optional<std::string>           SupplierSku                    0;
    std::optional<std::string>           Weight                         0;
    std::optional<std::string>           WeightUnit                     0;
    std::optional<std::string>           Price                          0;
    std::optional<std::string>           SalePrice                      0;
    std::optional<std::string>           SaleStart                      0;
    std::optional<std::string>           SaleEnd                        0;
    std::optional<std::string>           Taxable                        0;
    std::optional<std::string>           TaxClass                       0;
    std::optional<std::string>           Quantity                       0;
    tb__ArrayOfLocationQuantityType LocationQuantities             0;
    std::optional<std::string>           SellOnline                     0;
    tb__ArrayOfSiteNameType Sites                          0;
    tb__ArrayOfImageUrlType ImageUrls                      0;
    tb__ArrayOfProductAttributeType Attributes                     0;
    std::optional<std::string>           AsOf                           0;
    virtual int get(struct soap *soap);
    struct soap                         *soap                          ;
};
class tb__ArrayOfProductType
{ public:
    OneSlot<tb__ProductType> Product                        0;
    struct soap                         *soap                          ;
};
class tb__InventoryRowType
{ public:
    std::string                          ItemIntegrationId              1;
    std::string                          Quantity                       1;
    std::optional<std::string>           Location                       0;
    std::optional<std::string>           AsOf                           0;
    virtual int get(struct soap *soap);
    struct soap                         *soap                          ;
};
class tb__ArrayOfInventoryRowType
{ public:
    OneSlot<tb__InventoryRowType> InventoryRow                   0;
    struct soap                         *soap                          ;
};
class tb__PriceRowType
{ public:
    std::string                          ItemIntegrationId              1;
    std::optional<std::string>           Price                          0;
    std::optional<std::string>           SalePrice                      0;
    std::optional<std::string>           SaleStart                      0;
    std::optional<std::string>           SaleEnd                        0;
    std::optional<std::string>           AsOf                           0;
    virtual int get(struct soap *soap);
    struct soap                         *soap                          ;
};
class tb__ArrayOfPriceRowType
{ public:
    OneSlot<tb__PriceRowType> PriceRow                       0;
    struct soap                         *soap                          ;
};
class tb__RowResultType
{ public:
    std::string                          Index                          1;
    std::string                          ItemIntegrationId              1;
    std::string                          Status                         1;
    std::optional<std::string>           Code                           0;
    std::optional<std::string>           Message                        0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfRowResultType
{ public:
    Streamed<tb__RowResultType> RowResult                      0;
    struct soap                         *soap                          ;
};
class tb__UpdateResultType
{ public:
    std::string                          RequestId                      1;
    std::string                          Received                       1;
    std::string                          Created                        1;
    std::string                          Updated                        1;
    std::string                          Unchanged                      1;
    std::string                          Stale                          1;
    std::string                          Superseded                     1;
    std::string                          Rejected                       1;
    std::string                          NotProcessed                   1;
    tb__ArrayOfRowResultType Results                        1;
    tb__ArrayOfWarningType Warnings                       1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__CustomerType
{ public:
    std::optional<std::string>           WebCustomerId                  0;
    std::optional<std::string>           PosCustomerNumber              0;
    std::optional<std::string>           Email                          0;
    std::optional<std::string>           Phone                          0;
    std::optional<std::string>           FirstName                      0;
    std::optional<std::string>           LastName                       0;
    std::optional<std::string>           Company                        0;
    struct soap                         *soap                          ;
};
class tb__AddressType
{ public:
    std::optional<std::string>           FirstName                      0;
    std::optional<std::string>           LastName                       0;
    std::optional<std::string>           Company                        0;
    std::optional<std::string>           Line1                          0;
    std::optional<std::string>           Line2                          0;
    std::optional<std::string>           City                           0;
    std::optional<std::string>           Region                         0;
    std::optional<std::string>           Postcode                       0;
    std::optional<std::string>           Country                        0;
    std::optional<std::string>           Phone                          0;
    std::optional<std::string>           Email                          0;
    struct soap                         *soap                          ;
};
class tb__OrderLineType
{ public:
    std::string                          LineId                         1;
    std::optional<std::string>           ItemIntegrationId              0;
    std::optional<std::string>           Sku                            0;
    std::string                          Name                           1;
    tb__ArrayOfProductOptionType Options                        1;
    std::string                          Quantity                       1;
    std::string                          UnitPrice                      1;
    std::string                          Discount                       1;
    std::string                          Tax                            1;
    std::string                          Total                          1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfOrderLineType
{ public:
    std::vector<tb__OrderLineType> Line                           0;
    struct soap                         *soap                          ;
};
class tb__TransactionLineType
{ public:
    std::string                          LineId                         1;
    std::optional<std::string>           ItemIntegrationId              0;
    std::optional<std::string>           Sku                            0;
    std::string                          Name                           1;
    tb__ArrayOfProductOptionType Options                        1;
    std::string                          Quantity                       1;
    std::string                          UnitPrice                      1;
    std::string                          Discount                       1;
    std::string                          Tax                            1;
    std::string                          Total                          1;
    std::string                          Restock                        1;
    std::string                          Shipped                        1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfTransactionLineType
{ public:
    std::vector<tb__TransactionLineType> Line                           0;
    struct soap                         *soap                          ;
};
class tb__NamedAmountType
{ public:
    std::string                          Name                           1;
    std::string                          Amount                         1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfNamedAmountType
{ public:
    std::vector<tb__NamedAmountType> NamedAmount                    0;
    struct soap                         *soap                          ;
};
class tb__PaymentType
{ public:
    std::string                          Method                         1;
    std::optional<std::string>           Reference                      0;
    std::string                          Amount                         1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfPaymentType
{ public:
    std::vector<tb__PaymentType> Payment                        0;
    struct soap                         *soap                          ;
};
class tb__OrderType
{ public:
    std::string                          OrderDocumentId                1;
    std::string                          OrderId                        1;
    std::string                          Revision                       1;
    std::string                          Resent                         1;
    std::string                          Site                           1;
    std::string                          WebOrderId                     1;
    std::string                          WebOrderNumber                 1;
    std::string                          PlacedAt                       1;
    std::string                          Status                         1;
    std::string                          Currency                       1;
    tb__CustomerType Customer                       1;
    tb__AddressType BillingAddress                 1;
    tb__AddressType ShippingAddress                1;
    tb__ArrayOfOrderLineType Lines                          1;
    std::string                          Shipping                       1;
    tb__ArrayOfNamedAmountType Fees                           1;
    tb__ArrayOfNamedAmountType Discounts                      1;
    tb__ArrayOfNamedAmountType Taxes                          1;
    std::string                          Discount                       1;
    std::string                          Tax                            1;
    std::string                          Rounding                       1;
    std::string                          Total                          1;
    tb__ArrayOfPaymentType Payments                       1;
    std::optional<std::string>           Note                           0;
    std::optional<std::string>           PosStore                       0;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfOrderType
{ public:
    std::vector<tb__OrderType> Order                          0;
    struct soap                         *soap                          ;
};
class tb__CaptureType
{ public:
    std::string                          CaptureId                      1;
    std::string                          OrderId                        1;
    std::string                          Resent                         1;
    std::string                          Site                           1;
    std::string                          WebOrderId                     1;
    std::string                          WebOrderNumber                 1;
    std::string                          Amount                         1;
    std::string                          Currency                       1;
    std::string                          CapturedAt                     1;
    std::string                          Method                         1;
    std::optional<std::string>           Reference                      0;
    std::optional<std::string>           PosStore                       0;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfCaptureType
{ public:
    std::vector<tb__CaptureType> Capture                        0;
    struct soap                         *soap                          ;
};
class tb__TransactionType
{ public:
    std::string                          TransactionId                  1;
    std::string                          Type                           1;
    std::string                          OrderId                        1;
    std::string                          Resent                         1;
    std::string                          Site                           1;
    std::string                          WebOrderId                     1;
    std::string                          WebOrderNumber                 1;
    std::string                          PlacedAt                       1;
    std::string                          Status                         1;
    std::string                          Currency                       1;
    tb__CustomerType Customer                       1;
    tb__AddressType BillingAddress                 1;
    tb__AddressType ShippingAddress                1;
    std::string                          OccurredAt                     1;
    tb__ArrayOfTransactionLineType Lines                          1;
    std::string                          Shipping                       1;
    tb__ArrayOfNamedAmountType Fees                           1;
    tb__ArrayOfNamedAmountType Discounts                      1;
    tb__ArrayOfNamedAmountType Taxes                          1;
    std::string                          Discount                       1;
    std::string                          Tax                            1;
    std::string                          Rounding                       1;
    std::string                          Total                          1;
    tb__ArrayOfPaymentType Payments                       1;
    std::optional<std::string>           ShipmentId                     0;
    std::optional<std::string>           Carrier                        0;
    std::optional<std::string>           Service                        0;
    std::optional<std::string>           TrackingNumber                 0;
    std::optional<std::string>           TrackingUrl                    0;
    std::optional<std::string>           Note                           0;
    std::optional<std::string>           PosStore                       0;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfTransactionType
{ public:
    std::vector<tb__TransactionType> Transaction                    0;
    struct soap                         *soap                          ;
};
class tb__GetNewOrdersResultType
{ public:
    std::string                          RequestId                      1;
    tb__ArrayOfOrderType Orders                         1;
    std::string                          MoreAvailable                  1;
    tb__ArrayOfWarningType Warnings                       1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__GetNewCapturesResultType
{ public:
    std::string                          RequestId                      1;
    tb__ArrayOfCaptureType Captures                       1;
    std::string                          MoreAvailable                  1;
    tb__ArrayOfWarningType Warnings                       1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__GetNewTransactionsResultType
{ public:
    std::string                          RequestId                      1;
    tb__ArrayOfTransactionType Transactions                   1;
    std::string                          MoreAvailable                  1;
    tb__ArrayOfWarningType Warnings                       1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfPosDocumentNumberType
{ public:
    std::vector<std::string            > PosDocumentNumber              0;
    struct soap                         *soap                          ;
};
class tb__OrderConfirmationType
{ public:
    std::string                          OrderDocumentId                1;
    std::string                          Accepted                       1;
    std::optional<std::string>           ErrorCode                      0;
    std::optional<std::string>           ErrorMessage                   0;
    std::optional<std::string>           BookedAt                       0;
    tb__ArrayOfPosDocumentNumberType PosDocumentNumbers             0;
    std::optional<std::string>           PosCustomerNumber              0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfOrderConfirmationType
{ public:
    std::vector<tb__OrderConfirmationType> OrderConfirmation              0;
    struct soap                         *soap                          ;
};
class tb__CaptureConfirmationType
{ public:
    std::string                          CaptureId                      1;
    std::string                          Accepted                       1;
    std::optional<std::string>           ErrorCode                      0;
    std::optional<std::string>           ErrorMessage                   0;
    std::optional<std::string>           BookedAt                       0;
    tb__ArrayOfPosDocumentNumberType PosDocumentNumbers             0;
    std::optional<std::string>           PosCustomerNumber              0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfCaptureConfirmationType
{ public:
    std::vector<tb__CaptureConfirmationType> CaptureConfirmation            0;
    struct soap                         *soap                          ;
};
class tb__TransactionConfirmationType
{ public:
    std::string                          TransactionId                  1;
    std::string                          Accepted                       1;
    std::optional<std::string>           ErrorCode                      0;
    std::optional<std::string>           ErrorMessage                   0;
    std::optional<std::string>           BookedAt                       0;
    tb__ArrayOfPosDocumentNumberType PosDocumentNumbers             0;
    std::optional<std::string>           PosCustomerNumber              0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfTransactionConfirmationType
{ public:
    std::vector<tb__TransactionConfirmationType> TransactionConfirmation        0;
    struct soap                         *soap                          ;
};
class tb__DocumentResultType
{ public:
    std::string                          Index                          1;
    std::string                          DocumentId                     1;
    std::string                          Status                         1;
    std::optional<std::string>           Message                        0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfDocumentResultType
{ public:
    std::vector<tb__DocumentResultType> DocumentResult                 0;
    struct soap                         *soap                          ;
};
class tb__ConfirmResultType
{ public:
    std::string                          RequestId                      1;
    tb__ArrayOfDocumentResultType Results                        1;
    tb__ArrayOfWarningType Warnings                       1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class tb__ShipmentLineType
{ public:
    std::optional<std::string>           LineId                         0;
    std::optional<std::string>           ItemIntegrationId              0;
    std::string                          Quantity                       1;
    struct soap                         *soap                          ;
};
class tb__ArrayOfShipmentLineType
{ public:
    std::vector<tb__ShipmentLineType> Line                           0;
    struct soap                         *soap                          ;
};
class tb__ShipmentType
{ public:
    std::string                          ShipmentId                     1;
    std::optional<std::string>           OrderId                        0;
    std::optional<std::string>           Site                           0;
    std::optional<std::string>           WebOrderNumber                 0;
    std::optional<std::string>           Carrier                        0;
    std::optional<std::string>           Service                        0;
    std::optional<std::string>           TrackingNumber                 0;
    std::optional<std::string>           TrackingUrl                    0;
    std::optional<std::string>           ShippedAt                      0;
    tb__ArrayOfShipmentLineType Lines                          0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfShipmentType
{ public:
    std::vector<tb__ShipmentType> Shipment                       0;
    struct soap                         *soap                          ;
};
class tb__ShipmentResultType
{ public:
    std::string                          Index                          1;
    std::string                          ShipmentId                     1;
    std::string                          Status                         1;
    std::optional<std::string>           Code                           0;
    std::optional<std::string>           Message                        0;
    struct soap                         *soap                          ;
};
class tb__ArrayOfShipmentResultType
{ public:
    std::vector<tb__ShipmentResultType> ShipmentResult                 0;
    struct soap                         *soap                          ;
};
class tb__SaveShipmentsResultType
{ public:
    std::string                          RequestId                      1;
    tb__ArrayOfShipmentResultType Results                        1;
    tb__ArrayOfWarningType Warnings                       1;
    tb__ArrayOfPropertyType Extras                         1;
    struct soap                         *soap                          ;
};
class _tb__UpdatePOSProducts
{ public:
    tb__CredentialsType Credentials                    0;
    std::optional<std::string>           CallerReference                0;
    std::optional<std::string>           ReturnAllRows                  0;
    tb__ArrayOfProductType Products                       0;
    struct soap                         *soap                          ;
};
class _tb__UpdatePOSProductsResponse
{ public:
    tb__UpdateResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__UpdateInventory
{ public:
    tb__CredentialsType Credentials                    0;
    std::optional<std::string>           CallerReference                0;
    std::optional<std::string>           ReturnAllRows                  0;
    tb__ArrayOfInventoryRowType InventoryRows                  0;
    struct soap                         *soap                          ;
};
class _tb__UpdateInventoryResponse
{ public:
    tb__UpdateResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__UpdatePricing
{ public:
    tb__CredentialsType Credentials                    0;
    std::optional<std::string>           CallerReference                0;
    std::optional<std::string>           ReturnAllRows                  0;
    tb__ArrayOfPriceRowType PriceRows                      0;
    struct soap                         *soap                          ;
};
class _tb__UpdatePricingResponse
{ public:
    tb__UpdateResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__GetNewOrders
{ public:
    tb__CredentialsType Credentials                    0;
    std::optional<std::string>           MaxCount                       0;
    std::optional<std::string>           Site                           0;
    std::optional<std::string>           PosStore                       0;
    struct soap                         *soap                          ;
};
class _tb__GetNewOrdersResponse
{ public:
    tb__GetNewOrdersResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__ConfirmOrders
{ public:
    tb__CredentialsType Credentials                    0;
    tb__ArrayOfOrderConfirmationType Confirmations                  1;
    struct soap                         *soap                          ;
};
class _tb__ConfirmOrdersResponse
{ public:
    tb__ConfirmResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__GetNewCaptures
{ public:
    tb__CredentialsType Credentials                    0;
    std::optional<std::string>           MaxCount                       0;
    std::optional<std::string>           Site                           0;
    std::optional<std::string>           PosStore                       0;
    struct soap                         *soap                          ;
};
class _tb__GetNewCapturesResponse
{ public:
    tb__GetNewCapturesResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__ConfirmCaptures
{ public:
    tb__CredentialsType Credentials                    0;
    tb__ArrayOfCaptureConfirmationType Confirmations                  1;
    struct soap                         *soap                          ;
};
class _tb__ConfirmCapturesResponse
{ public:
    tb__ConfirmResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__GetNewTransactions
{ public:
    tb__CredentialsType Credentials                    0;
    std::optional<std::string>           MaxCount                       0;
    std::optional<std::string>           Site                           0;
    std::optional<std::string>           PosStore                       0;
    struct soap                         *soap                          ;
};
class _tb__GetNewTransactionsResponse
{ public:
    tb__GetNewTransactionsResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__ConfirmTransactions
{ public:
    tb__CredentialsType Credentials                    0;
    tb__ArrayOfTransactionConfirmationType Confirmations                  1;
    struct soap                         *soap                          ;
};
class _tb__ConfirmTransactionsResponse
{ public:
    tb__ConfirmResultType Result                         1;
    struct soap                         *soap                          ;
};
class _tb__SaveShipments
{ public:
    tb__CredentialsType Credentials                    0;
    tb__ArrayOfShipmentType Shipments                      1;
    struct soap                         *soap                          ;
};
class _tb__SaveShipmentsResponse
{ public:
    tb__SaveShipmentsResultType Result                         1;
    struct soap                         *soap                          ;
};
//gsoap tb   service name:	ProductTasksSoap 
//gsoap tb   service type:	ProductTasksPortType 
//gsoap tb   service port:	http://localhost:8470/soap/OrderTasks 
//gsoap tb   service port:	http://localhost:8470/soap/ProductTasks 
//gsoap tb   service namespace:	urn:tillbridge:pos:v1 
//gsoap tb   service transport:	http://schemas.xmlsoap.org/soap/http 
mutable struct SOAP_ENV__Detail
{
    tb__ServiceFaultType*                tb__ServiceFault              ;
    int                                  __type                        ;
    void                                *fault                         ;
    _XML                                 __any                         ;
};
//gsoap tb   service method-protocol:	UpdatePOSProducts SOAP
//gsoap tb   service method-style:	UpdatePOSProducts document
//gsoap tb   service method-encoding:	UpdatePOSProducts literal
//gsoap tb   service method-input-action:	UpdatePOSProducts urn:tillbridge:pos:v1:UpdatePOSProducts
//gsoap tb   service method-output-action:	UpdatePOSProducts urn:tillbridge:pos:v1:UpdatePOSProductsResponse
//gsoap tb   service method-fault:	UpdatePOSProducts tb__ServiceFault
int __tb__UpdatePOSProducts(
    _tb__UpdatePOSProducts*             tb__UpdatePOSProducts,
    _tb__UpdatePOSProductsResponse     &tb__UpdatePOSProductsResponse
);
//gsoap tb   service method-protocol:	UpdateInventory SOAP
//gsoap tb   service method-style:	UpdateInventory document
//gsoap tb   service method-encoding:	UpdateInventory literal
//gsoap tb   service method-input-action:	UpdateInventory urn:tillbridge:pos:v1:UpdateInventory
//gsoap tb   service method-output-action:	UpdateInventory urn:tillbridge:pos:v1:UpdateInventoryResponse
//gsoap tb   service method-fault:	UpdateInventory tb__ServiceFault
int __tb__UpdateInventory(
    _tb__UpdateInventory*               tb__UpdateInventory,
    _tb__UpdateInventoryResponse       &tb__UpdateInventoryResponse
);
//gsoap tb   service method-protocol:	UpdatePricing SOAP
//gsoap tb   service method-style:	UpdatePricing document
//gsoap tb   service method-encoding:	UpdatePricing literal
//gsoap tb   service method-input-action:	UpdatePricing urn:tillbridge:pos:v1:UpdatePricing
//gsoap tb   service method-output-action:	UpdatePricing urn:tillbridge:pos:v1:UpdatePricingResponse
//gsoap tb   service method-fault:	UpdatePricing tb__ServiceFault
int __tb__UpdatePricing(
    _tb__UpdatePricing*                 tb__UpdatePricing,
    _tb__UpdatePricingResponse         &tb__UpdatePricingResponse
);
//gsoap tb   service method-protocol:	GetNewOrders SOAP
//gsoap tb   service method-style:	GetNewOrders document
//gsoap tb   service method-encoding:	GetNewOrders literal
//gsoap tb   service method-input-action:	GetNewOrders urn:tillbridge:pos:v1:GetNewOrders
//gsoap tb   service method-output-action:	GetNewOrders urn:tillbridge:pos:v1:GetNewOrdersResponse
//gsoap tb   service method-fault:	GetNewOrders tb__ServiceFault
int __tb__GetNewOrders(
    _tb__GetNewOrders*                  tb__GetNewOrders,
    _tb__GetNewOrdersResponse          &tb__GetNewOrdersResponse
);
//gsoap tb   service method-protocol:	ConfirmOrders SOAP
//gsoap tb   service method-style:	ConfirmOrders document
//gsoap tb   service method-encoding:	ConfirmOrders literal
//gsoap tb   service method-input-action:	ConfirmOrders urn:tillbridge:pos:v1:ConfirmOrders
//gsoap tb   service method-output-action:	ConfirmOrders urn:tillbridge:pos:v1:ConfirmOrdersResponse
//gsoap tb   service method-fault:	ConfirmOrders tb__ServiceFault
int __tb__ConfirmOrders(
    _tb__ConfirmOrders*                 tb__ConfirmOrders,
    _tb__ConfirmOrdersResponse         &tb__ConfirmOrdersResponse
);
//gsoap tb   service method-protocol:	GetNewCaptures SOAP
//gsoap tb   service method-style:	GetNewCaptures document
//gsoap tb   service method-encoding:	GetNewCaptures literal
//gsoap tb   service method-input-action:	GetNewCaptures urn:tillbridge:pos:v1:GetNewCaptures
//gsoap tb   service method-output-action:	GetNewCaptures urn:tillbridge:pos:v1:GetNewCapturesResponse
//gsoap tb   service method-fault:	GetNewCaptures tb__ServiceFault
int __tb__GetNewCaptures(
    _tb__GetNewCaptures*                tb__GetNewCaptures,
    _tb__GetNewCapturesResponse        &tb__GetNewCapturesResponse
);
//gsoap tb   service method-protocol:	ConfirmCaptures SOAP
//gsoap tb   service method-style:	ConfirmCaptures document
//gsoap tb   service method-encoding:	ConfirmCaptures literal
//gsoap tb   service method-input-action:	ConfirmCaptures urn:tillbridge:pos:v1:ConfirmCaptures
//gsoap tb   service method-output-action:	ConfirmCaptures urn:tillbridge:pos:v1:ConfirmCapturesResponse
//gsoap tb   service method-fault:	ConfirmCaptures tb__ServiceFault
int __tb__ConfirmCaptures(
    _tb__ConfirmCaptures*               tb__ConfirmCaptures,
    _tb__ConfirmCapturesResponse       &tb__ConfirmCapturesResponse
);
//gsoap tb   service method-protocol:	GetNewTransactions SOAP
//gsoap tb   service method-style:	GetNewTransactions document
//gsoap tb   service method-encoding:	GetNewTransactions literal
//gsoap tb   service method-input-action:	GetNewTransactions urn:tillbridge:pos:v1:GetNewTransactions
//gsoap tb   service method-output-action:	GetNewTransactions urn:tillbridge:pos:v1:GetNewTransactionsResponse
//gsoap tb   service method-fault:	GetNewTransactions tb__ServiceFault
int __tb__GetNewTransactions(
    _tb__GetNewTransactions*            tb__GetNewTransactions,
    _tb__GetNewTransactionsResponse    &tb__GetNewTransactionsResponse
);
//gsoap tb   service method-protocol:	ConfirmTransactions SOAP
//gsoap tb   service method-style:	ConfirmTransactions document
//gsoap tb   service method-encoding:	ConfirmTransactions literal
//gsoap tb   service method-input-action:	ConfirmTransactions urn:tillbridge:pos:v1:ConfirmTransactions
//gsoap tb   service method-output-action:	ConfirmTransactions urn:tillbridge:pos:v1:ConfirmTransactionsResponse
//gsoap tb   service method-fault:	ConfirmTransactions tb__ServiceFault
int __tb__ConfirmTransactions(
    _tb__ConfirmTransactions*           tb__ConfirmTransactions,
    _tb__ConfirmTransactionsResponse   &tb__ConfirmTransactionsResponse
);
//gsoap tb   service method-protocol:	SaveShipments SOAP
//gsoap tb   service method-style:	SaveShipments document
//gsoap tb   service method-encoding:	SaveShipments literal
//gsoap tb   service method-input-action:	SaveShipments urn:tillbridge:pos:v1:SaveShipments
//gsoap tb   service method-output-action:	SaveShipments urn:tillbridge:pos:v1:SaveShipmentsResponse
//gsoap tb   service method-fault:	SaveShipments tb__ServiceFault
int __tb__SaveShipments(
    _tb__SaveShipments*                 tb__SaveShipments,
    _tb__SaveShipmentsResponse         &tb__SaveShipmentsResponse
);
