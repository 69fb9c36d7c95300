// gSOAP in C++ as a till, on the classes and proxies that wsdl2h and soapcpp2 -j make out of the served WSDL.
//     client WSDL STORE USER PASSWORD PHASE
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "ProductTasksSoap.nsmap"
#define namespaces namespaces_soap12
#include "soap12/ProductTasksSoap12.nsmap"
#undef namespaces
#include "soapOrderTasksSoapProxy.h"
#include "soapProductTasksSoapProxy.h"

namespace {

const std::string kText = "Größe „Ünï“ \U0001F600 \u05E9\u05DC <&> \"'";

std::string json(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
      continue;
    }
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
    out += escaped;
  }
  return out + '"';
}

// An optional element is a pointer: null leaves it out.
template <typename Value>
Value* optional(struct soap* soap, const Value& value) {
  auto* const kept = static_cast<Value*>(soap_malloc(soap, sizeof(Value)));
  return new (kept) Value(value);
}
std::string* optional(struct soap* soap, const char* text) {
  auto* const kept = soap_new_std__string(soap);
  *kept = text;
  return kept;
}
std::string* optional(struct soap* soap, const std::string& text) { return optional(soap, text.c_str()); }

time_t* at(struct soap* soap, const char* utc) {
  std::tm parts{};
  strptime(utc, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return optional(soap, timegm(&parts));
}

// What the three kinds of documents are called in the generated code.
struct Orders {
  using Get = _tb__GetNewOrders;
  using Got = _tb__GetNewOrdersResponse;
  using Confirm = _tb__ConfirmOrders;
  using Confirmed = _tb__ConfirmOrdersResponse;
  using Confirmation = tb__OrderConfirmationType;
  static constexpr const char *kName = "orders", *kGet = "GetNewOrders", *kConfirm = "ConfirmOrders";
  static int get(OrderTasksSoapProxy& till, Get* request, Got& got) { return till.GetNewOrders(request, got); }
  static int confirm(OrderTasksSoapProxy& till, Confirm* request, Confirmed& confirmed) { return till.ConfirmOrders(request, confirmed); }
  static const auto& list(const Got& got) { return got.Result->Orders->Order; }
  static const std::string& id(const tb__OrderType& order) { return order.OrderDocumentId; }
  static auto& confirmations(struct soap* soap, Confirm& request) { return (request.Confirmations = soap_new_tb__ArrayOfOrderConfirmationType(soap))->OrderConfirmation; }
  static Confirmation* confirmation(struct soap* soap, const std::string& id, bool accepted) { return soap_new_req_tb__OrderConfirmationType(soap, id, accepted); }
};
struct Captures {
  using Get = _tb__GetNewCaptures;
  using Got = _tb__GetNewCapturesResponse;
  using Confirm = _tb__ConfirmCaptures;
  using Confirmed = _tb__ConfirmCapturesResponse;
  using Confirmation = tb__CaptureConfirmationType;
  static constexpr const char *kName = "captures", *kGet = "GetNewCaptures", *kConfirm = "ConfirmCaptures";
  static int get(OrderTasksSoapProxy& till, Get* request, Got& got) { return till.GetNewCaptures(request, got); }
  static int confirm(OrderTasksSoapProxy& till, Confirm* request, Confirmed& confirmed) { return till.ConfirmCaptures(request, confirmed); }
  static const auto& list(const Got& got) { return got.Result->Captures->Capture; }
  static const std::string& id(const tb__CaptureType& capture) { return capture.CaptureId; }
  static auto& confirmations(struct soap* soap, Confirm& request) { return (request.Confirmations = soap_new_tb__ArrayOfCaptureConfirmationType(soap))->CaptureConfirmation; }
  static Confirmation* confirmation(struct soap* soap, const std::string& id, bool accepted) { return soap_new_req_tb__CaptureConfirmationType(soap, id, accepted); }
};
struct Transactions {
  using Get = _tb__GetNewTransactions;
  using Got = _tb__GetNewTransactionsResponse;
  using Confirm = _tb__ConfirmTransactions;
  using Confirmed = _tb__ConfirmTransactionsResponse;
  using Confirmation = tb__TransactionConfirmationType;
  static constexpr const char *kName = "transactions", *kGet = "GetNewTransactions", *kConfirm = "ConfirmTransactions";
  static int get(OrderTasksSoapProxy& till, Get* request, Got& got) { return till.GetNewTransactions(request, got); }
  static int confirm(OrderTasksSoapProxy& till, Confirm* request, Confirmed& confirmed) { return till.ConfirmTransactions(request, confirmed); }
  static const auto& list(const Got& got) { return got.Result->Transactions->Transaction; }
  static const std::string& id(const tb__TransactionType& transaction) { return transaction.TransactionId; }
  static auto& confirmations(struct soap* soap, Confirm& request) { return (request.Confirmations = soap_new_tb__ArrayOfTransactionConfirmationType(soap))->TransactionConfirmation; }
  static Confirmation* confirmation(struct soap* soap, const std::string& id, bool accepted) { return soap_new_req_tb__TransactionConfirmationType(soap, id, accepted); }
};

class Till {
 public:
  // SOAP_C_UTFSTRING: std::string holds UTF-8; without it gSOAP takes every byte for a character of its own.
  Till(const std::string& service, std::string store, std::string user, std::string password)
      : soap_(soap_new1(SOAP_C_UTFSTRING)), store_(std::move(store)), user_(std::move(user)), password_(std::move(password)),
        products_address_(service + "/soap/ProductTasks"), orders_address_(service + "/soap/OrderTasks"), products_(soap_, products_address_.c_str()),
        orders_(soap_, orders_address_.c_str()) {}
  ~Till() {
    soap_destroy(soap_);
    soap_end(soap_);
  }
  Till(const Till&) = delete;
  Till& operator=(const Till&) = delete;

  void products();
  void orders();
  void shipments();
  void faults();
  void soap12();

 private:
  template <typename Request>
  Request* with_credentials(Request* request) {
    request->Credentials = soap_new_set_tb__CredentialsType(soap_, store_, user_, password_);
    return request;
  }

  // Prints what came of a call as a line of JSON; the answer is the toolkit's own writing of the object that it read.
  template <typename Response>
  void tell(const char* call, const char* operation, int error, const Response& response) {
    std::cout << "{\"call\": " << json(call) << ", \"operation\": " << json(operation);
    if (error == SOAP_OK) {
      std::ostringstream xml;
      soap_->os = &xml;
      if (soap_begin_send(soap_) || response.Result->soap_put(soap_, "tb:Result", nullptr) || soap_end_send(soap_)) std::exit(1);
      soap_->os = nullptr;
      std::cout << ", \"xml\": " << json(xml.str());
    } else {
      const bool told = error == SOAP_CLI_FAULT || error == SOAP_SVR_FAULT || error == SOAP_FAULT;
      const auto* const detail = !told ? nullptr : soap_->version == 2 ? soap_->fault->SOAP_ENV__Detail : soap_->fault->detail;
      if (detail == nullptr || detail->tb__ServiceFault == nullptr) {
        soap_stream_fault(soap_, std::cerr);
        std::exit(1);
      }
      const auto& fault = *detail->tb__ServiceFault;
      std::string extras;
      for (const auto* property : fault.Extras->Property) extras += (extras.empty() ? "" : ", ") + ("{\"Name\": " + json(property->Name) + ", \"Value\": " + json(property->Value) + "}");
      std::cout << ", \"fault\": {\"Code\": " << json(fault.Code) << ", \"Message\": " << json(fault.Message) << (fault.Field ? ", \"Field\": " + json(*fault.Field) : "")
                << ", \"Retryable\": " << (fault.Retryable ? "true" : "false") << ", \"RequestId\": " << json(fault.RequestId)
                << ", \"Extras\": {\"Property\": [" << extras << "]}}, \"text\": " << json(*soap_faultstring(soap_)) << ", \"exception\": \"SOAP_ENV__Detail::tb__ServiceFault\"";
    }
    std::cout << "}" << std::endl;
  }

  void update_products(const char* call, tb__ArrayOfProductType* list, const char* reference = nullptr, bool all_rows = false);
  void update_inventory(const char* call, const std::vector<tb__InventoryRowType*>& rows, const char* reference = nullptr);
  void update_pricing(const char* call, const std::vector<tb__PriceRowType*>& rows, const char* reference = nullptr);
  template <typename Kind>
  std::vector<std::string> get(const std::string& call, const int* most = nullptr, const char* store = nullptr);
  template <typename Kind>
  void confirm(const std::string& call, const std::vector<typename Kind::Confirmation*>& list);
  template <typename Kind>
  void documents();
  void save(const char* call, const std::vector<tb__ShipmentType*>& list);
  tb__ProductType* everything();
  tb__ProductType* variant(const char* size);

  struct soap* soap_;
  std::string store_, user_, password_, products_address_, orders_address_;
  ProductTasksSoapProxy products_;
  OrderTasksSoapProxy orders_;
};

void Till::update_products(const char* call, tb__ArrayOfProductType* list, const char* reference, bool all_rows) {
  auto* const request = with_credentials(soap_new__tb__UpdatePOSProducts(soap_));
  request->Products = list;
  if (reference != nullptr) request->CallerReference = optional(soap_, reference);
  if (all_rows) request->ReturnAllRows = optional(soap_, true);
  _tb__UpdatePOSProductsResponse response;
  tell(call, "UpdatePOSProducts", products_.UpdatePOSProducts(request, response), response);
}

void Till::update_inventory(const char* call, const std::vector<tb__InventoryRowType*>& rows, const char* reference) {
  auto* const request = with_credentials(soap_new__tb__UpdateInventory(soap_));
  request->InventoryRows = soap_new_tb__ArrayOfInventoryRowType(soap_);
  request->InventoryRows->InventoryRow = rows;
  if (reference != nullptr) {
    request->CallerReference = optional(soap_, reference);
    request->ReturnAllRows = optional(soap_, true);
  }
  _tb__UpdateInventoryResponse response;
  tell(call, "UpdateInventory", products_.UpdateInventory(request, response), response);
}

void Till::update_pricing(const char* call, const std::vector<tb__PriceRowType*>& rows, const char* reference) {
  auto* const request = with_credentials(soap_new__tb__UpdatePricing(soap_));
  request->PriceRows = soap_new_tb__ArrayOfPriceRowType(soap_);
  request->PriceRows->PriceRow = rows;
  if (reference != nullptr) {
    request->CallerReference = optional(soap_, reference);
    request->ReturnAllRows = optional(soap_, true);
  }
  _tb__UpdatePricingResponse response;
  tell(call, "UpdatePricing", products_.UpdatePricing(request, response), response);
}

tb__ProductType* Till::everything() {
  auto* const product = soap_new_req_tb__ProductType(soap_, "T-1");
  product->Name = optional(soap_, kText);
  product->ShortDescription = optional(soap_, "short");
  product->LongDescription = optional(soap_, "long\nwith two lines");
  product->AdditionalDescription = optional(soap_, "more");
  product->Brand = optional(soap_, "Åker");
  product->Department = optional(soap_, "Clothes/Shirts");
  product->Barcode = optional(soap_, "4012345000009");
  product->SupplierSku = optional(soap_, "S-1");
  product->Weight = optional(soap_, "0.2505");
  product->WeightUnit = optional(soap_, "kg");
  product->Price = optional(soap_, "12.5000");
  product->SalePrice = optional(soap_, "9.90");
  product->SaleStart = at(soap_, "2026-11-01T00:00:00Z");
  product->SaleEnd = at(soap_, "2036-12-31T22:59:59Z");
  product->Taxable = optional(soap_, true);
  product->TaxClass = optional(soap_, "standard");
  product->Quantity = optional(soap_, "12345678.1234");
  product->SellOnline = optional(soap_, true);
  product->Sites = soap_new_set_tb__ArrayOfSiteNameType(soap_, {"shop"});
  product->ImageUrls = soap_new_set_tb__ArrayOfImageUrlType(soap_, {"http://127.0.0.1/a.jpg", "http://127.0.0.1/b.jpg"});
  product->Attributes = soap_new_set_tb__ArrayOfProductAttributeType(
      soap_, {soap_new_set_tb__ProductAttributeType(soap_, "Material", "Wool"), soap_new_set_tb__ProductAttributeType(soap_, "Care", "30°")});
  product->AsOf = at(soap_, "2026-11-02T03:04:05Z");
  return product;
}

tb__ProductType* Till::variant(const char* size) {
  auto* const product = soap_new_req_tb__ProductType(soap_, std::string("T-2-") + size);
  product->ProductIntegrationId = optional(soap_, "T-2");
  product->Options = soap_new_set_tb__ArrayOfProductOptionType(
      soap_, {soap_new_set_tb__ProductOptionType(soap_, "Size", size), soap_new_set_tb__ProductOptionType(soap_, "Colour", "Grün")});
  product->Name = optional(soap_, "Shirt");
  product->Price = optional(soap_, "20");
  product->LocationQuantities = soap_new_set_tb__ArrayOfLocationQuantityType(
      soap_, {soap_new_set_tb__LocationQuantityType(soap_, optional(soap_, "east"), "2"), soap_new_set_tb__LocationQuantityType(soap_, nullptr, "1.5")});
  return product;
}

void Till::products() {
  update_products("products_most", soap_new_set_tb__ArrayOfProductType(soap_, {everything(), variant("S"), variant("M")}), "call-1", true);
  auto* const least = soap_new_req_tb__ProductType(soap_, "T-3");
  least->Name = optional(soap_, "Least");
  update_products("products_least", soap_new_set_tb__ArrayOfProductType(soap_, {least}));
  update_products("products_none", nullptr);
  update_products("products_empty", soap_new_tb__ArrayOfProductType(soap_));
  update_inventory("inventory_most",
                   {soap_new_set_tb__InventoryRowType(soap_, "T-1", "7.25", optional(soap_, "east"), at(soap_, "2026-11-03T03:04:05Z")),
                    soap_new_req_tb__InventoryRowType(soap_, "T-2-S", "5"), soap_new_req_tb__InventoryRowType(soap_, "nobody", "1")},
                   "call-2");
  update_inventory("inventory_least", {soap_new_req_tb__InventoryRowType(soap_, "T-3", "9")});
  update_pricing("pricing_most",
                 {soap_new_set_tb__PriceRowType(soap_, "T-1", optional(soap_, "1234.5678"), optional(soap_, "1000.0001"), at(soap_, "2026-11-01T00:00:00Z"),
                                                at(soap_, "2036-12-31T22:59:59Z"), at(soap_, "2026-11-03T03:04:05Z")),
                  soap_new_req_tb__PriceRowType(soap_, "T-2-S")},
                 "call-3");
  auto* const price = soap_new_req_tb__PriceRowType(soap_, "T-3");
  price->Price = optional(soap_, "3");
  update_pricing("pricing_least", {price});
}

template <typename Kind>
std::vector<std::string> Till::get(const std::string& call, const int* most, const char* store) {
  typename Kind::Get kept;
  auto* const request = with_credentials(&kept);
  if (most != nullptr) {
    request->MaxCount = optional(soap_, *most);
    request->Site = optional(soap_, "shop");
  }
  if (store != nullptr) request->PosStore = optional(soap_, store);
  typename Kind::Got got;
  const int error = Kind::get(orders_, request, got);
  tell(call.c_str(), Kind::kGet, error, got);
  std::vector<std::string> ids;
  if (error == SOAP_OK)
    for (const auto* document : Kind::list(got)) ids.push_back(Kind::id(*document));
  return ids;
}

template <typename Kind>
void Till::confirm(const std::string& call, const std::vector<typename Kind::Confirmation*>& list) {
  typename Kind::Confirm request;
  with_credentials(&request);
  Kind::confirmations(soap_, request) = list;
  typename Kind::Confirmed confirmed;
  tell(call.c_str(), Kind::kConfirm, Kind::confirm(orders_, &request, confirmed), confirmed);
}

template <typename Kind>
void Till::documents() {
  const std::string name = Kind::kName;
  const int five = 5, one = 1;
  get<Kind>("get_" + name + "_none", &five, "nowhere");
  const auto first = get<Kind>("get_" + name + "_one", &one);
  confirm<Kind>("confirm_" + name + "_one", {Kind::confirmation(soap_, first.at(0), true)});
  const auto ids = get<Kind>("get_" + name);
  auto* const booked = Kind::confirmation(soap_, ids.at(0), true);
  booked->BookedAt = at(soap_, "2026-11-04T05:06:07Z");
  booked->PosDocumentNumbers = soap_new_set_tb__ArrayOfPosDocumentNumberType(soap_, {"R-1", "R-2"});
  booked->PosCustomerNumber = optional(soap_, "C-7");
  auto* const refused = Kind::confirmation(soap_, ids.at(1), false);
  refused->ErrorCode = optional(soap_, "E1");
  refused->ErrorMessage = optional(soap_, kText);
  confirm<Kind>("confirm_" + name + "_many", {booked, refused, Kind::confirmation(soap_, "nobody", true)});
}

void Till::orders() {
  documents<Orders>();
  documents<Captures>();
  documents<Transactions>();
}

void Till::save(const char* call, const std::vector<tb__ShipmentType*>& list) {
  auto* const request = with_credentials(soap_new__tb__SaveShipments(soap_));
  request->Shipments = soap_new_set_tb__ArrayOfShipmentType(soap_, list);
  _tb__SaveShipmentsResponse response;
  tell(call, "SaveShipments", orders_.SaveShipments(request, response), response);
}

void Till::shipments() {
  auto* const request = with_credentials(soap_new__tb__GetNewOrders(soap_));
  _tb__GetNewOrdersResponse got;
  tell("get_orders_unconfirmed", "GetNewOrders", orders_.GetNewOrders(request, got), got);
  const auto& order = *got.Result->Orders->Order.at(0);
  auto* const most = soap_new_req_tb__ShipmentType(soap_, "S-1");
  most->OrderId = optional(soap_, order.OrderId);
  most->Carrier = optional(soap_, "DHL");
  most->Service = optional(soap_, "Päckchen");
  most->TrackingNumber = optional(soap_, "00340");
  most->TrackingUrl = optional(soap_, "http://127.0.0.1/t?a=1&b=2");
  most->ShippedAt = at(soap_, "2026-11-05T06:07:08Z");
  most->Lines = soap_new_set_tb__ArrayOfShipmentLineType(soap_, {soap_new_set_tb__ShipmentLineType(soap_, optional(soap_, order.Lines->Line.at(0)->LineId), nullptr, "1")});
  auto* const other = soap_new_req_tb__ShipmentType(soap_, "S-2");
  other->Site = optional(soap_, "shop");
  other->WebOrderNumber = optional(soap_, "nothing");
  other->Lines = soap_new_set_tb__ArrayOfShipmentLineType(soap_, {soap_new_set_tb__ShipmentLineType(soap_, nullptr, optional(soap_, "T-1"), "1")});
  const std::vector<tb__ShipmentType*> all = {most, other, soap_new_req_tb__ShipmentType(soap_, "S-3")};
  save("shipments_many", all);
  save("shipments_again", all);
  save("shipments_empty", {});
}

void Till::faults() {
  confirm<Transactions>("empty_confirm", {});
  const int too_many = 100000;
  get<Transactions>("too_many", &too_many);
  password_ = "wrong";
  update_inventory("wrong_password", {soap_new_req_tb__InventoryRowType(soap_, "T-1", "1")});
}

void Till::soap12() {
  soap_set_namespaces(soap_, namespaces_soap12);
  update_inventory("soap12_inventory", {soap_new_req_tb__InventoryRowType(soap_, "T-3", "9")});
  const int one = 1, too_many = 100000;
  get<Orders>("soap12_orders", &one, nullptr);
  get<Transactions>("soap12_fault", &too_many);
}

}  // namespace

int main(int count, char** words) {
  if (count != 6) return 2;
  const std::string wsdl = words[1], phase = words[5];
  Till till(wsdl.substr(0, wsdl.find("/soap/")), words[2], words[3], words[4]);
  if (phase == "products") till.products();
  if (phase == "orders") till.orders();
  if (phase == "shipments") till.shipments();
  if (phase == "faults") till.faults();
  if (phase == "soap12") till.soap12();
}
