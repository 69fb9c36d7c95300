#include "tests/soap/till_scene.hpp"

#include "base/credential_digest.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::Document;
using domain::DocumentKind;
namespace http = services::http;

const base::SecretBytes kPepper{std::string_view("pepper of the tests, 32 bytes ...")};

domain::Account till_account(const std::string& store_id) {
  domain::Account account;
  account.store_id = store_id;
  account.name = store_id;
  account.time_zone = "Europe/Berlin";
  account.pulls = {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction};
  return account;
}

domain::Site web_site(domain::AccountId account, const std::string& name) {
  domain::Site site;
  site.account_id = account;
  site.name = name;
  site.platform = "generic";
  site.base_url = "https://" + name + ".example";
  site.pos_store = "1";
  return site;
}

/// What all documents of the order of two lines repeat.
Document head(DocumentKind kind, const std::string& id, const std::string& event) {
  Document document;
  document.id = id;
  document.kind = kind;
  document.site_id = domain::SiteId{1};
  document.order_id = "ord_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  document.event_id = event;
  document.occurred_at = at("2026-11-25T07:30:00Z");
  document.site_name = "web-eu";
  document.pos_store = "1";
  document.web_order_id = "1042";
  document.web_order_number = "#1042";
  document.placed_at = at("2026-11-24T21:15:09Z");
  document.status = "open";
  document.currency = "EUR";
  document.customer = {.web_customer_id = "77", .email = "zoe@example.com", .phone = "+49 30 123", .first_name = "Zoë", .last_name = "O'Neill & Söhne"};
  document.billing = {.first_name = "Zoë", .last_name = "O'Neill", .line1 = "Hauptstraße 1", .city = "Berlin", .postcode = "10115", .country = "DE"};
  document.shipping_address = document.billing;
  return document;
}

domain::DocumentLine line(const std::string& id, const std::string& item, const std::string& quantity, const std::string& price, const std::string& discount,
                          const std::string& tax) {
  domain::DocumentLine out;
  out.line_id = id;
  out.item_id = item;
  out.sku = item;
  out.name = "Rain coat " + item;
  out.options = {{"Size", item.substr(item.size() - 1)}};
  out.quantity = decimal(quantity);
  out.unit_price = decimal(price);
  out.discount = decimal(discount);
  out.tax = decimal(tax);
  out.total = out.quantity * out.unit_price - out.discount;
  return out;
}

Document order_document() {
  auto document = head(DocumentKind::kOrder, "odc_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1042/placed");
  document.lines = {line("17", "COAT-S", "2", "20", "4", "6.84"), line("18", "COAT-M", "1", "20", "0", "3.8")};
  document.shipping = decimal("5");
  document.discounts = {{"WELCOME", decimal("4")}};
  document.taxes = {{"VAT 19 %", decimal("11.59")}};
  document.discount = decimal("4");
  document.tax = decimal("11.59");
  document.total = decimal("72.59");
  document.payments = {{"paypal", "PAY-1", decimal("72.59")}};
  document.note = "ring twice";
  return document;
}

Document capture() {
  auto document = head(DocumentKind::kCapture, "cap_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1042/captured/1");
  document.amount = decimal("72.59");
  document.method = "paypal";
  document.reference = "PAY-1";
  return document;
}

Document shipment() {
  auto document = head(DocumentKind::kTransaction, "txn_aaaaaaaaaaaaaaaaaaaaaaaaaa", "1042/shipped/1");
  document.lines = {line("17", "COAT-S", "2", "20", "4", "6.84")};
  document.shipping = decimal("5");
  document.taxes = {{"VAT 19 %", decimal("7.79")}};
  document.discount = decimal("4");
  document.tax = decimal("7.79");
  document.total = decimal("48.79");
  document.payments = {{"paypal", "PAY-1", decimal("48.79")}};
  document.carrier = "DHL";
  document.tracking_number = "JJD0001";
  return document;
}

Document a_return() {
  auto document = head(DocumentKind::kTransaction, "txn_bbbbbbbbbbbbbbbbbbbbbbbbbb", "1042/refunded/1");
  document.type = domain::TransactionType::kReturn;
  document.occurred_at = at("2026-11-25T07:45:00Z");
  document.lines = {line("17", "COAT-S", "1", "20", "2", "3.42")};
  document.lines.front().restock = true;
  document.discount = decimal("2");
  document.tax = decimal("3.42");
  document.total = decimal("21.42");
  document.payments = {{"paypal", "PAY-1", decimal("21.42")}};
  return document;
}

domain::Item coat(const std::string& id, const std::string& size) {
  domain::Item item;
  item.id = id;
  item.product_id = "COAT";
  item.options = {{"Size", size}};
  item.name = "Rain coat";
  return item;
}

}  // namespace

TillScene::TillScene(services::SoapServiceOptions options)
    : clock_(at("2026-11-25T08:00:00Z")), service_(losing_, clock_, kPepper, options) {
  fill();
}

void TillScene::fill() {
  store_->write([&](persistence::UnitOfWork& work) {
    account_ = work.accounts().insert(till_account("main-street"));
    const auto other = work.accounts().insert(till_account("other-street"));
    for (const auto account : {account_, other})
      work.accounts().upsert_credential({.account_id = account, .user_name = "till1", .digest = base::digest_generated(kPepper, kTillPassword), .created_at = clock_.now()});
    work.sites().insert(web_site(account_, "web-eu"));
    work.sites().insert(web_site(account_, "web-us"));

    domain::Item simple;
    simple.id = "A-1";
    simple.name = "Umbrella";
    const auto step = work.accounts().step_clock(account_);
    work.items().upsert(account_, {simple, coat("COAT-M", "M"), coat("COAT-S", "S")}, step);
    work.stock().upsert(account_, {{.item_id = "A-1", .location = "", .quantity = decimal("10"), .as_of = at("2026-11-25T07:00:00Z"), .received_at = clock_.now()}}, step);
    work.prices().upsert(account_, {{.item_id = "A-1", .price = decimal("19.99"), .sale_price = std::nullopt, .sale_start = std::nullopt, .sale_end = std::nullopt, .as_of = at("2026-11-25T07:00:00Z")}}, step);

    auto order = an_order({a_line("17", "COAT-S", "2", "20"), a_line("18", "COAT-M", "1", "20")});
    order.id = "ord_aaaaaaaaaaaaaaaaaaaaaaaaaa";
    order.site_id = domain::SiteId{1};
    order.web.web_order_id = "1042";
    order.web.number = "#1042";
    work.orders().upsert(account_, order);
    for (const auto& document : {order_document(), capture(), shipment(), a_return()}) {
      work.documents().append(account_, document, clock_.now());
      clock_.advance(std::chrono::seconds(1));
    }
    clock_.set(at("2026-11-25T08:00:00Z"));
  });
}

http::Request TillScene::a_request(const std::string& body, const std::string& path) {
  http::Request request;
  request.method = "POST";
  request.path = path;
  request.headers = {{"content-type", "text/xml; charset=utf-8"}};
  request.body = std::make_unique<TextBody>(body);
  request.peer_address = "192.0.2.10";
  request.public_base = "https://pos.example:8443";
  request.request_id = "req_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  return request;
}

http::Response TillScene::send(http::Request request) { return service_.handle(request); }

http::Response TillScene::post(const std::string& body, const std::string& path) { return send(a_request(body, path)); }

std::string TillScene::envelope(const std::string& operation, const std::string& rows) {
  return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><" + operation +
         " xmlns=\"urn:tillbridge:pos:v1\"><Credentials><StoreId>main-street</StoreId><UserName>till1</UserName><Password>" + kTillPassword +
         "</Password></Credentials>" + rows + "</" + operation + "></s:Body></s:Envelope>";
}

std::string TillScene::text_of(const http::Response& response) {
  return response.body ? std::string(response.body->bytes()) : response.text;
}

}  // namespace tillbridge::tests
