#include <boost/test/unit_test.hpp>

#include "connectors/bigcommerce/order_json.hpp"
#include "connectors/bigcommerce/order_line_json.hpp"
#include "connectors/bigcommerce/order_problem.hpp"
#include "connectors/bigcommerce/payments.hpp"
#include "tests/unit/connectors/bigcommerce/order_fixture.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using namespace tillbridge::connectors::bigcommerce;

namespace {

/// As an answer of the shop is read: numbers with fractions stay text.
Json read(const char* text) { return connectors::http::parse_json(text).value(); }

Json paid(const char* transactions) { return read(transactions); }

}  // namespace

BOOST_AUTO_TEST_SUITE(bigcommerce_order_json)

BOOST_AUTO_TEST_CASE(coupons_fees_and_shipping_add_up_to_the_total) {
  BigOrderFixture f;
  const int id = f.place(
      {.lines = {{.sku = "A", .quantity = 3, .price = "19.99", .discount = "5.00"}, {.sku = "B", .discount = "1.23"}}, .fee = "2.50", .coupon = "SPRING"});
  const auto order = f.order(id).order;
  BOOST_TEST(order.total.to_text() == "72.19");
  BOOST_TEST(unexplained(order).is_zero(), unexplained(order).to_text());
  BOOST_REQUIRE(order.discounts.size() == 1U);
  BOOST_TEST(order.discounts[0].name == "SPRING");
  BOOST_TEST(order.discounts[0].amount.to_text() == "6.23");
  BOOST_REQUIRE(order.fees.size() == 1U);
  BOOST_TEST(order.fees[0].name == "Small order");
  for (const auto& line : order.lines) BOOST_TEST(!line.discount.is_negative());
  BOOST_TEST(order.taxes.at(0).name == "VAT");
}

BOOST_AUTO_TEST_CASE(a_total_that_somebody_typed_in_is_made_up_by_a_fee) {
  BigOrderFixture f;
  const int id = f.place({.lines = {{.sku = "A"}}, .payment_status = "", .more = {{"total_inc_tax", "12.0000"}}});
  const auto order = f.order(id).order;
  BOOST_TEST(order.total.to_text() == "12");
  BOOST_TEST(unexplained(order).is_zero());
  BOOST_REQUIRE(order.fees.size() == 1U);
  BOOST_TEST(order.fees[0].name == "Adjustment");
  BOOST_TEST(order.fees[0].amount.to_text() == "-3.95");
}

BOOST_AUTO_TEST_CASE(a_gift_certificate_pays_and_is_no_discount) {
  BigOrderFixture f;
  const int id = f.place({.lines = {{.sku = "A"}}, .payment_status = "", .more = {{"gift_certificate_amount", "5.0000"}, {"total_inc_tax", "10.9500"}}});
  const auto order = f.order(id).order;
  BOOST_TEST(order.total.to_text() == "15.95");
  BOOST_TEST(order.fees.empty());
}

BOOST_AUTO_TEST_CASE(a_lines_money_is_what_is_left_after_all_discounts) {
  const auto gross = [](const char* line) { return line_gross(read(line)).to_text(); };
  BOOST_TEST(gross(R"({"total_inc_tax":"20.0000","discounted_total_inc_tax":"17.5000","applied_discounts":[{"amount":"2.5"}]})") == "17.5");
  BOOST_TEST(gross(R"({"total_inc_tax":"20.0000","applied_discounts":[{"amount":"2.5"},{"amount":1}]})") == "16.5");
  BOOST_TEST(gross(R"({"total_inc_tax":"20.0000","discounted_total_inc_tax":"0.0000","applied_discounts":[]})") == "20");        // an old order
  BOOST_TEST(gross(R"({"total_inc_tax":"20.0000","discounted_total_inc_tax":"0.0000","applied_discounts":[{"amount":20}]})") == "0");  // a present
}

BOOST_AUTO_TEST_CASE(the_tax_services_rows_go_before_the_lines_own_tax) {
  const Json line = read(R"({"id":7,"total_tax":"3.1900"})");
  BOOST_TEST(line_tax(line, Json::array()).to_text() == "3.19");
  const Json rows = read(
      R"([{"order_product_id":"7","line_item_type":"item","line_amount":"2.0000"},{"order_product_id":"7","line_item_type":"item","line_amount":"0.5000"},
                             {"order_product_id":"8","line_item_type":"item","line_amount":"9.0000"},{"order_product_id":"","line_item_type":"shipping","line_amount":"1.0000"}])");
  BOOST_TEST(line_tax(line, rows).to_text() == "2.5");
  BOOST_TEST(line_tax(line, read(R"([{"order_product_id":"","line_item_type":"shipping","line_amount":"1.0000"}])")).to_text() == "3.19");
}

BOOST_AUTO_TEST_CASE(purchases_captures_and_lone_settlements_are_money_taken) {
  const Json order = read(R"({"id":17,"status_id":11,"payment_status":"captured","total_inc_tax":"30.0000","payment_method":"Card"})");
  const auto money = captured_money(order, paid(R"([
      {"id":1,"event":"purchase","status":"ok","amount":10.5,"gateway":"giftcertificate","gift_certificate":{"code":"GC-1"}},
      {"id":2,"event":"authorization","status":"ok","amount":19.5,"gateway":"stripe"},
      {"id":3,"event":"capture","status":"error","amount":19.5,"gateway":"stripe"},
      {"id":4,"event":"capture","status":"ok","amount":19.5,"gateway":"stripe","gateway_transaction_id":"ch_4","reference_transaction_id":2},
      {"id":5,"event":"settled","status":"ok","amount":19.5,"gateway":"stripe","reference_transaction_id":4},
      {"id":6,"event":"refund","status":"ok","amount":5,"gateway":"stripe"}])"));
  BOOST_REQUIRE(money);
  BOOST_TEST(money->amount.to_text() == "30");
  BOOST_REQUIRE(money->payments.size() == 2U);
  BOOST_TEST(money->payments[0].reference == "GC-1");
  BOOST_TEST(money->payments[1].reference == "ch_4");
  const auto bank = captured_money(order, paid(R"([{"id":8,"event":"pending","status":"ok","amount":30,"gateway":"bankdeposit"},
                                                  {"id":9,"event":"settled","status":"ok","amount":30,"gateway":"bankdeposit","reference_transaction_id":8}])"));
  BOOST_TEST(bank->amount.to_text() == "30");
  BOOST_TEST(bank->payments.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_named) {
  const char* kGood = R"({"id":17,"status_id":11,"currency_code":"EUR","date_created":"Wed, 25 Nov 2026 08:00:00 +0000","total_inc_tax":"10.0000"})";
  BOOST_TEST(order_problem(read(kGood)).empty());
  const struct {
    const char* member;
    const char* value;
    const char* named;
  } kCases[] = {{"currency_code", "\"\"", "currency_code is missing"},
                {"date_created", "\"yesterday\"", "date_created is no time"},
                {"status_id", "\"shipped\"", "status_id is no number"},
                {"total_inc_tax", "\"1e99\"", "total_inc_tax is no number"},
                {"gift_certificate_amount", "[]", "gift_certificate_amount is no number"}};
  for (const auto& one : kCases) {
    Json order = read(kGood);
    order[one.member] = read(("{\"v\":" + std::string(one.value) + "}").c_str())["v"];
    BOOST_TEST(order_problem(order).find(one.named) != std::string::npos, one.member << ": " << order_problem(order));
  }
}

BOOST_AUTO_TEST_SUITE_END()
