#include <boost/test/unit_test.hpp>

#include "persistence/codec/document_json.hpp"
#include "persistence/codec/web_order_json.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

namespace {

using namespace tillbridge;
using persistence::codec::JsonReader;
using tests::at;
using tests::decimal;

/// Stored by release 0.1.0: what lies in databases stays readable.
const std::string kStoredTransaction =
    R"({"billing":{"city":"Berlin","country":"DE","first_name":"Zoë","last_name":"O'Neill","line1":"Hauptstraße 1","postcode":"10115"},)"
    R"("carrier":"DHL","currency":"EUR","customer":{"email":"zoe@example.com","first_name":"Zoë","last_name":"O'Neill & \"Söhne\"","web_customer_id":"77"},)"
    R"("discount":"4","discounts":[{"amount":"4","name":"WELCOME"}],"event_id":"1042/refunded/1","id":"txn_aaaaaaaaaaaaaaaaaaaaaaaaaa","is_return":true,)"
    R"("kind":"transaction","lines":[{"discount":"2","item_id":"COAT-S","line_id":"17","name":"Rain coat\n\u0007","options":[{"name":"Size","value":"S"}],)"
    R"("quantity":"1.5","restock":true,"shipped":false,"sku":"COAT-S","tax":"3.42","total":"18","unit_price":"20"}],)"
    R"("occurred_at":"2026-11-25 07:45:00.000001","order_id":"ord_aaaaaaaaaaaaaaaaaaaaaaaaaa","payments":[{"amount":"21.42","method":"paypal","reference":"PAY-1"}],)"
    R"("placed_at":"2026-11-24 21:15:09.000000","revision":2,"shipping_address":{},"site":3,"site_name":"web-eu","status":"open","tax":"3.42",)"
    R"("total":"-21.42","web_order_id":"1042","web_order_number":"#1042"})";

domain::Document stored_transaction() {
  domain::Document document;
  document.billing = {.first_name = "Zoë", .last_name = "O'Neill", .line1 = "Hauptstraße 1", .city = "Berlin", .postcode = "10115", .country = "DE"};
  document.carrier = "DHL";
  document.currency = "EUR";
  document.customer = {.web_customer_id = "77", .email = "zoe@example.com", .first_name = "Zoë", .last_name = "O'Neill & \"Söhne\""};
  document.discount = decimal("4");
  document.discounts = {{"WELCOME", decimal("4")}};
  document.event_id = "1042/refunded/1";
  document.id = "txn_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  document.type = domain::TransactionType::kReturn;
  domain::DocumentLine line;
  line.discount = decimal("2");
  line.item_id = line.sku = "COAT-S";
  line.line_id = "17";
  line.name = "Rain coat\n\a";
  line.options = {{"Size", "S"}};
  line.quantity = decimal("1.5");
  line.restock = true;
  line.shipped = false;
  line.tax = decimal("3.42");
  line.total = decimal("18");
  line.unit_price = decimal("20");
  document.lines = {line};
  document.occurred_at = at("2026-11-25T07:45:00.000001Z");
  document.order_id = "ord_aaaaaaaaaaaaaaaaaaaaaaaaaa";
  document.payments = {{"paypal", "PAY-1", decimal("21.42")}};
  document.placed_at = at("2026-11-24T21:15:09Z");
  document.revision = 2;
  document.site_id = domain::SiteId{3};
  document.site_name = "web-eu";
  document.status = "open";
  document.tax = decimal("3.42");
  document.total = decimal("-21.42");
  document.web_order_id = "1042";
  document.web_order_number = "#1042";
  return document;
}

domain::Document read(const std::string& text) {
  JsonReader reader;
  return persistence::codec::document_from(reader, text);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(stored_json)

BOOST_AUTO_TEST_CASE(reads_a_document_that_an_older_release_stored) { BOOST_TEST((read(kStoredTransaction) == stored_transaction())); }

BOOST_AUTO_TEST_CASE(writes_documents_as_older_releases_did) {
  BOOST_TEST(persistence::codec::text_of(persistence::codec::to_json(stored_transaction())) == kStoredTransaction);
}

BOOST_AUTO_TEST_CASE(reads_many_texts_of_any_length_with_one_reader) {
  JsonReader reader;
  for (std::size_t length : {1U, 5'000U, 3U, 200'000U, 40U}) {
    auto document = stored_transaction();
    document.note = std::string(length, 'n');
    const auto text = persistence::codec::text_of(persistence::codec::to_json(document));
    BOOST_TEST((persistence::codec::document_from(reader, text) == document));
  }
}

BOOST_AUTO_TEST_CASE(takes_fields_in_any_order_and_passes_over_unknown_ones) {
  const std::string shuffled =
      R"({"site":1,"unknown":{"a":[1,{}]},"kind":"capture","web_order_id":"7","billing":{"zone":1,"region":"BE","city":"Ghent"},"amount":"5","customer":{},)"
      R"("shipping_address":{},"placed_at":"2026-11-24 21:15:09.000000","occurred_at":"2026-11-24 21:15:09.000000","id":"cap_1"})";
  const auto document = read(shuffled);
  BOOST_TEST((document.kind == domain::DocumentKind::kCapture));
  BOOST_TEST(document.id == "cap_1");
  BOOST_TEST(document.web_order_id == "7");
  BOOST_TEST(document.billing.city == "Ghent");
  BOOST_TEST(document.billing.region == "BE");
  BOOST_TEST((document.amount == decimal("5")));
  BOOST_TEST(document.lines.empty());
}

BOOST_AUTO_TEST_CASE(refuses_what_it_did_not_write) {
  const std::string texts[] = {"", "[]", "7", R"({"kind":"transaction"})", R"({"site":1})", kStoredTransaction.substr(0, 300),
                               std::string(kStoredTransaction).replace(kStoredTransaction.find("\"DHL\""), 5, "12345"),
                               std::string(kStoredTransaction).replace(kStoredTransaction.find("\"1.5\""), 5, "\"1,5\""),
                               std::string(kStoredTransaction).replace(kStoredTransaction.find("\"site\":3"), 8, "\"site\":\"\"")};
  for (const auto& text : texts) BOOST_CHECK_THROW(read(text), std::exception);
}

BOOST_AUTO_TEST_CASE(gives_orders_and_events_back_as_they_were) {
  auto web = tests::an_order({tests::a_line("1", "A", "2", "10"), tests::a_line("2", "B", "1.5", "0.3333")}).web;
  web.note = "ring \"twice\"\t€ 🐕";
  web.fees = {{"wrapping", decimal("2")}};
  JsonReader reader;
  BOOST_TEST((persistence::codec::web_order_from(reader, persistence::codec::text_of(persistence::codec::to_json(web))) == web));

  auto event = tests::an_event(domain::OrderEventKind::kRefunded, "1001/refund/1", "2026-11-25T09:00:00Z", {tests::pieces("1", "1")});
  event.lines.front().restock = false;
  event.lines.front().amount = decimal("9.99");
  event.amount = decimal("9.99");
  event.method = "card";
  BOOST_TEST((persistence::codec::order_event_from(reader, persistence::codec::text_of(persistence::codec::to_json(event))) == event));
}

BOOST_AUTO_TEST_SUITE_END()
