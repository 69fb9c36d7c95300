// KDSoap (Qt) as a till, on the classes and jobs that kdwsdl2cpp makes out of the served WSDL.
//     client WSDL STORE USER PASSWORD PHASE
#include <KDSoapClient/KDSoapMessage.h>
#include <KDSoapClient/KDSoapValue.h>

#include <QCoreApplication>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <cstdio>
#include <cstdlib>

#include "tillbridge.h"

namespace {

const QString kText = QString::fromUtf8("Größe „Ünï“ \xF0\x9F\x98\x80 של <&> \"'");

KDDateTime at(const char* utc) { return KDDateTime(QDateTime::fromString(QString::fromLatin1(utc), Qt::ISODate)); }

template <typename List, typename Items>
List list(void (List::*set)(const Items&), const Items& items) {
  List out;
  (out.*set)(items);
  return out;
}

class Till {
 public:
  Till(const QString& service, const QString& store, const QString& user, const QString& password) {
    products_.setEndPoint(service + "/soap/ProductTasks");
    orders_.setEndPoint(service + "/soap/OrderTasks");
    credentials_.setStoreId(store);
    credentials_.setUserName(user);
    credentials_.setPassword(password);
  }

  void products();
  void orders();
  void shipments();
  void faults();
  void soap12();

 private:
  // Runs one job to its end, prints what came of it as a line of JSON, gives back the answer. The blocking calls of the generated
  // service would do too, but they keep the fault's detail to themselves; a job gives the whole reply.
  template <typename Job, typename Service, typename Request>
  auto tell(const QString& call, const char* operation, Service& service, Request request) {
    request.setCredentials(credentials_);
    Job job(&service);
    job.setAutoDelete(false);
    job.setParameters(request);
    QEventLoop loop;
    QObject::connect(&job, &KDSoapJob::finished, &loop, &QEventLoop::quit);
    job.start();
    loop.exec();
    QJsonObject told{{"call", call}, {"operation", operation}};
    if (job.isFault()) {
      const bool soap12 = service.soapVersion() == KDSoapClientInterface::SOAP1_2;
      const auto reply = job.reply().childValues();
      TB__ServiceFaultType fault;
      fault.deserialize(reply.child(soap12 ? "Detail" : "detail").childValues().child("ServiceFault"));
      QJsonObject detail{{"Code", fault.code()}, {"Message", fault.message()}, {"Retryable", fault.retryable()}, {"RequestId", fault.requestId()}};
      if (fault.hasValueForField()) detail["Field"] = fault.field();
      QJsonArray extras;
      for (const auto& property : fault.extras().property()) extras.append(QJsonObject{{"Name", property.name()}, {"Value", property.value()}});
      detail["Extras"] = QJsonObject{{"Property", extras}};
      told["fault"] = detail;
      told["text"] = (soap12 ? reply.child("Reason").childValues().child("Text") : reply.child("faultstring")).value().toString();
      told["exception"] = "KDSoapJob::reply";
    } else {
      told["xml"] = QString::fromUtf8(job.resultParameters().result().serialize("Result").toXml());
    }
    std::puts(QJsonDocument(told).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return job.resultParameters();
  }

  template <typename Kind>
  void documents();

  ProductTasks products_;
  OrderTasks orders_;
  TB__CredentialsType credentials_;
};

TB__ProductType everything() {
  TB__ProductType product;
  product.setItemIntegrationId("T-1");
  product.setName(kText);
  product.setShortDescription("short");
  product.setLongDescription("long\nwith two lines");
  product.setAdditionalDescription("more");
  product.setBrand("Åker");
  product.setDepartment("Clothes/Shirts");
  product.setBarcode("4012345000009");
  product.setSupplierSku("S-1");
  product.setWeight("0.2505");
  product.setWeightUnit("kg");
  product.setPrice("12.5000");
  product.setSalePrice("9.90");
  product.setSaleStart(at("2026-11-01T00:00:00Z"));
  product.setSaleEnd(at("2036-12-31T22:59:59Z"));
  product.setTaxable(true);
  product.setTaxClass("standard");
  product.setQuantity("12345678.1234");
  product.setSellOnline(true);
  product.setSites(list(&TB__ArrayOfSiteNameType::setSiteName, QStringList{"shop"}));
  product.setImageUrls(list(&TB__ArrayOfImageUrlType::setImageUrl, QStringList{"http://127.0.0.1/a.jpg", "http://127.0.0.1/b.jpg"}));
  TB__ProductAttributeType material, care;
  material.setName("Material");
  material.setValue("Wool");
  care.setName("Care");
  care.setValue("30°");
  product.setAttributes(list(&TB__ArrayOfProductAttributeType::setProductAttribute, QList<TB__ProductAttributeType>{material, care}));
  product.setAsOf(at("2026-11-02T03:04:05Z"));
  return product;
}

TB__ProductType variant(const QString& size) {
  TB__ProductType product;
  product.setItemIntegrationId("T-2-" + size);
  product.setProductIntegrationId("T-2");
  TB__ProductOptionType first, second;
  first.setName("Size");
  first.setValue(size);
  second.setName("Colour");
  second.setValue("Grün");
  product.setOptions(list(&TB__ArrayOfProductOptionType::setProductOption, QList<TB__ProductOptionType>{first, second}));
  product.setName("Shirt");
  product.setPrice("20");
  TB__LocationQuantityType east, anywhere;
  east.setLocation("east");
  east.setQuantity("2");
  anywhere.setQuantity("1.5");
  product.setLocationQuantities(list(&TB__ArrayOfLocationQuantityType::setLocationQuantity, QList<TB__LocationQuantityType>{east, anywhere}));
  return product;
}

TB__InventoryRowType inventory_row(const QString& item, const QString& quantity) {
  TB__InventoryRowType row;
  row.setItemIntegrationId(item);
  row.setQuantity(quantity);
  return row;
}

void Till::products() {
  const auto products = [](const QList<TB__ProductType>& items) { return list(&TB__ArrayOfProductType::setProduct, items); };
  TB__UpdatePOSProducts most, least, none, empty;
  most.setCallerReference("call-1");
  most.setReturnAllRows(true);
  most.setProducts(products({everything(), variant("S"), variant("M")}));
  tell<UpdatePOSProductsJob>("products_most", "UpdatePOSProducts", products_, most);
  TB__ProductType item;
  item.setItemIntegrationId("T-3");
  item.setName("Least");
  least.setProducts(products({item}));
  tell<UpdatePOSProductsJob>("products_least", "UpdatePOSProducts", products_, least);
  tell<UpdatePOSProductsJob>("products_none", "UpdatePOSProducts", products_, none);
  empty.setProducts(products({}));
  tell<UpdatePOSProductsJob>("products_empty", "UpdatePOSProducts", products_, empty);

  TB__UpdateInventory many_rows, one_row;
  auto full = inventory_row("T-1", "7.25");
  full.setLocation("east");
  full.setAsOf(at("2026-11-03T03:04:05Z"));
  many_rows.setCallerReference("call-2");
  many_rows.setReturnAllRows(true);
  many_rows.setInventoryRows(list(&TB__ArrayOfInventoryRowType::setInventoryRow, QList<TB__InventoryRowType>{full, inventory_row("T-2-S", "5"), inventory_row("nobody", "1")}));
  tell<UpdateInventoryJob>("inventory_most", "UpdateInventory", products_, many_rows);
  one_row.setInventoryRows(list(&TB__ArrayOfInventoryRowType::setInventoryRow, QList<TB__InventoryRowType>{inventory_row("T-3", "9")}));
  tell<UpdateInventoryJob>("inventory_least", "UpdateInventory", products_, one_row);

  TB__UpdatePricing many_prices, one_price;
  TB__PriceRowType price, without, three;
  price.setItemIntegrationId("T-1");
  price.setPrice("1234.5678");
  price.setSalePrice("1000.0001");
  price.setSaleStart(at("2026-11-01T00:00:00Z"));
  price.setSaleEnd(at("2036-12-31T22:59:59Z"));
  price.setAsOf(at("2026-11-03T03:04:05Z"));
  without.setItemIntegrationId("T-2-S");
  many_prices.setCallerReference("call-3");
  many_prices.setReturnAllRows(true);
  many_prices.setPriceRows(list(&TB__ArrayOfPriceRowType::setPriceRow, QList<TB__PriceRowType>{price, without}));
  tell<UpdatePricingJob>("pricing_most", "UpdatePricing", products_, many_prices);
  three.setItemIntegrationId("T-3");
  three.setPrice("3");
  one_price.setPriceRows(list(&TB__ArrayOfPriceRowType::setPriceRow, QList<TB__PriceRowType>{three}));
  tell<UpdatePricingJob>("pricing_least", "UpdatePricing", products_, one_price);
}

// What the three kinds of documents are called in the generated code.
struct Orders {
  using Get = TB__GetNewOrders;
  using GetJob = GetNewOrdersJob;
  using Confirm = TB__ConfirmOrders;
  using ConfirmJob = ConfirmOrdersJob;
  using Confirmation = TB__OrderConfirmationType;
  static constexpr const char *kName = "orders", *kGet = "GetNewOrders", *kConfirm = "ConfirmOrders";
  static auto list(const TB__GetNewOrdersResponse& got) { return got.result().orders().order(); }
  static QString id(const TB__OrderType& order) { return order.orderDocumentId(); }
  static void name(Confirmation& confirmation, const QString& id) { confirmation.setOrderDocumentId(id); }
  static auto confirmations(const QList<Confirmation>& all) { return ::list(&TB__ArrayOfOrderConfirmationType::setOrderConfirmation, all); }
};
struct Captures {
  using Get = TB__GetNewCaptures;
  using GetJob = GetNewCapturesJob;
  using Confirm = TB__ConfirmCaptures;
  using ConfirmJob = ConfirmCapturesJob;
  using Confirmation = TB__CaptureConfirmationType;
  static constexpr const char *kName = "captures", *kGet = "GetNewCaptures", *kConfirm = "ConfirmCaptures";
  static auto list(const TB__GetNewCapturesResponse& got) { return got.result().captures().capture(); }
  static QString id(const TB__CaptureType& capture) { return capture.captureId(); }
  static void name(Confirmation& confirmation, const QString& id) { confirmation.setCaptureId(id); }
  static auto confirmations(const QList<Confirmation>& all) { return ::list(&TB__ArrayOfCaptureConfirmationType::setCaptureConfirmation, all); }
};
struct Transactions {
  using Get = TB__GetNewTransactions;
  using GetJob = GetNewTransactionsJob;
  using Confirm = TB__ConfirmTransactions;
  using ConfirmJob = ConfirmTransactionsJob;
  using Confirmation = TB__TransactionConfirmationType;
  static constexpr const char *kName = "transactions", *kGet = "GetNewTransactions", *kConfirm = "ConfirmTransactions";
  static auto list(const TB__GetNewTransactionsResponse& got) { return got.result().transactions().transaction(); }
  static QString id(const TB__TransactionType& transaction) { return transaction.transactionId(); }
  static void name(Confirmation& confirmation, const QString& id) { confirmation.setTransactionId(id); }
  static auto confirmations(const QList<Confirmation>& all) { return ::list(&TB__ArrayOfTransactionConfirmationType::setTransactionConfirmation, all); }
};

template <typename Kind>
void Till::documents() {
  const QString name = Kind::kName;
  const auto confirmation = [](const QString& id, bool accepted) {
    typename Kind::Confirmation out;
    Kind::name(out, id);
    out.setAccepted(accepted);
    return out;
  };
  const auto confirm = [&](const QString& call, const QList<typename Kind::Confirmation>& all) {
    typename Kind::Confirm request;
    request.setConfirmations(Kind::confirmations(all));
    tell<typename Kind::ConfirmJob>(call, Kind::kConfirm, orders_, request);
  };
  typename Kind::Get none, one, many;
  none.setMaxCount(5);
  none.setSite("shop");
  none.setPosStore("nowhere");
  tell<typename Kind::GetJob>("get_" + name + "_none", Kind::kGet, orders_, none);
  one.setMaxCount(1);
  one.setSite("shop");
  const auto first = Kind::list(tell<typename Kind::GetJob>("get_" + name + "_one", Kind::kGet, orders_, one));
  confirm("confirm_" + name + "_one", {confirmation(Kind::id(first.at(0)), true)});
  const auto got = Kind::list(tell<typename Kind::GetJob>("get_" + name, Kind::kGet, orders_, many));
  auto booked = confirmation(Kind::id(got.at(0)), true);
  booked.setBookedAt(at("2026-11-04T05:06:07Z"));
  booked.setPosDocumentNumbers(list(&TB__ArrayOfPosDocumentNumberType::setPosDocumentNumber, QStringList{"R-1", "R-2"}));
  booked.setPosCustomerNumber("C-7");
  auto refused = confirmation(Kind::id(got.at(1)), false);
  refused.setErrorCode("E1");
  refused.setErrorMessage(kText);
  confirm("confirm_" + name + "_many", {booked, refused, confirmation("nobody", true)});
}

void Till::orders() {
  documents<Orders>();
  documents<Captures>();
  documents<Transactions>();
}

void Till::shipments() {
  const auto lines = [](const TB__ShipmentLineType& line) { return list(&TB__ArrayOfShipmentLineType::setLine, QList<TB__ShipmentLineType>{line}); };
  const auto order = tell<GetNewOrdersJob>("get_orders_unconfirmed", "GetNewOrders", orders_, TB__GetNewOrders()).result().orders().order().at(0);
  TB__ShipmentLineType by_line, by_item;
  by_line.setLineId(order.lines().line().at(0).lineId());
  by_line.setQuantity("1");
  by_item.setItemIntegrationId("T-1");
  by_item.setQuantity("1");
  TB__ShipmentType most, other, least;
  most.setShipmentId("S-1");
  most.setOrderId(order.orderId());
  most.setCarrier("DHL");
  most.setService("Päckchen");
  most.setTrackingNumber("00340");
  most.setTrackingUrl("http://127.0.0.1/t?a=1&b=2");
  most.setShippedAt(at("2026-11-05T06:07:08Z"));
  most.setLines(lines(by_line));
  other.setShipmentId("S-2");
  other.setSite("shop");
  other.setWebOrderNumber("nothing");
  other.setLines(lines(by_item));
  least.setShipmentId("S-3");
  TB__SaveShipments all, empty;
  all.setShipments(list(&TB__ArrayOfShipmentType::setShipment, QList<TB__ShipmentType>{most, other, least}));
  tell<SaveShipmentsJob>("shipments_many", "SaveShipments", orders_, all);
  tell<SaveShipmentsJob>("shipments_again", "SaveShipments", orders_, all);
  empty.setShipments(TB__ArrayOfShipmentType());
  tell<SaveShipmentsJob>("shipments_empty", "SaveShipments", orders_, empty);
}

void Till::faults() {
  TB__ConfirmTransactions nothing;
  nothing.setConfirmations(TB__ArrayOfTransactionConfirmationType());
  tell<ConfirmTransactionsJob>("empty_confirm", "ConfirmTransactions", orders_, nothing);
  TB__GetNewTransactions many;
  many.setMaxCount(100000);
  tell<GetNewTransactionsJob>("too_many", "GetNewTransactions", orders_, many);
  credentials_.setPassword("wrong");
  TB__UpdateInventory row;
  row.setInventoryRows(list(&TB__ArrayOfInventoryRowType::setInventoryRow, QList<TB__InventoryRowType>{inventory_row("T-1", "1")}));
  tell<UpdateInventoryJob>("wrong_password", "UpdateInventory", products_, row);
}

void Till::soap12() {
  products_.setSoapVersion(KDSoapClientInterface::SOAP1_2);
  orders_.setSoapVersion(KDSoapClientInterface::SOAP1_2);
  TB__UpdateInventory row;
  row.setInventoryRows(list(&TB__ArrayOfInventoryRowType::setInventoryRow, QList<TB__InventoryRowType>{inventory_row("T-3", "9")}));
  tell<UpdateInventoryJob>("soap12_inventory", "UpdateInventory", products_, row);
  TB__GetNewOrders one;
  one.setMaxCount(1);
  tell<GetNewOrdersJob>("soap12_orders", "GetNewOrders", orders_, one);
  TB__GetNewTransactions many;
  many.setMaxCount(100000);
  tell<GetNewTransactionsJob>("soap12_fault", "GetNewTransactions", orders_, many);
}

}  // namespace

int main(int count, char** words) {
  QCoreApplication application(count, words);
  const auto arguments = QCoreApplication::arguments();
  if (arguments.size() != 6) return 2;
  const QString service = arguments[1].section("/soap/", 0, 0), phase = arguments[5];
  Till till(service, arguments[2], arguments[3], arguments[4]);
  if (phase == "products") till.products();
  if (phase == "orders") till.orders();
  if (phase == "shipments") till.shipments();
  if (phase == "faults") till.faults();
  if (phase == "soap12") till.soap12();
}
