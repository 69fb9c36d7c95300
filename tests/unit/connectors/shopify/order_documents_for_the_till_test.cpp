#include <boost/test/unit_test.hpp>

#include "tests/support/derivation.hpp"
#include "tests/unit/connectors/shopify/order_work.hpp"

// What the till is told of a Shopify order: the connector's reading and the rules of docs/orders.md together.
using namespace tillbridge;
using namespace tillbridge::tests;
using domain::DocumentKind;
using domain::TransactionType;

namespace {

/// All documents of an order as the shop shows it, beside those that are stored already.
struct Till {
  ShopifyOrderWork shop;
  std::vector<domain::KnownDocument> known;

  std::vector<domain::Document> tell(const std::string& id) {
    const auto collected = shop.read(id);
    if (!collected) throw std::runtime_error(collected.error().message);
    auto order = an_order({});
    order.web = collected->order;
    auto fresh = derive(order, collected->events, known);
    for (const auto& document : stored(fresh)) known.push_back(document);
    return fresh;
  }
  base::Decimal total(TransactionType type) const {
    base::Decimal sum;
    for (const auto& one : known)
      if (one.document.kind == DocumentKind::kTransaction && one.document.type == type) sum += one.document.total;
    return sum;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(shopify_documents_for_the_till)

BOOST_AUTO_TEST_CASE(parcels_add_up_to_the_order_and_a_refund_to_what_was_given_back) {
  Till till;
  const auto id = till.shop.place({{"A-1", 3, "11.90", "3.57"}, {"A-2", 1, "5.00"}});
  till.tell(id);
  till.shop.orders([&](FakeShopifyOrders& shop) { return shop.ship_the_rest(id), 0; });
  till.tell(id);
  BOOST_TEST(till.total(TransactionType::kShipment).to_text() == "43.08");
  till.shop.orders([&](FakeShopifyOrders& shop) { return shop.refund(id, {{0, 1, "RETURN"}}, "10.71"); });
  const auto news = till.tell(id);
  BOOST_REQUIRE(news.size() == 1u);
  BOOST_TEST(news[0].total.to_text() == "10.71");
  BOOST_TEST(news[0].lines[0].restock);
  BOOST_TEST(fees_text(news[0]).empty());
  BOOST_TEST(till.tell(id).empty());
}

BOOST_AUTO_TEST_CASE(an_edit_of_an_unpaid_order_is_a_revision_and_the_parcel_costs_what_is_left) {
  Till till;
  const auto id = till.shop.place({{"A-1", 3}}, false);
  till.tell(id);
  till.shop.orders([&](FakeShopifyOrders& shop) { return shop.refund(id, {{0, 1, "CANCEL"}}, ""); });
  const auto revision = till.tell(id);
  BOOST_REQUIRE(revision.size() == 1u);
  BOOST_TEST((revision[0].kind == DocumentKind::kOrder));
  BOOST_TEST(revision[0].total.to_text() == "25.95");
  till.shop.orders([&](FakeShopifyOrders& shop) {
    shop.add_transaction(id, "SALE", "25.95");
    return shop.ship_the_rest(id), 0;
  });
  till.tell(id);
  BOOST_TEST(till.total(TransactionType::kShipment).to_text() == "25.95");
  BOOST_TEST(till.total(TransactionType::kReturn).is_zero());
}

BOOST_AUTO_TEST_CASE(a_tip_is_part_of_what_was_sold) {
  Till till;
  const auto id = till.shop.place({{"A-1", 1}, {"TIP", 1, "2.00"}});
  till.shop.orders([&](FakeShopifyOrders& shop) {
    shop.order(id)["fulfillmentOrders"][0]["lineItems"].erase(1);
    return shop.ship_the_rest(id), 0;
  });
  till.tell(id);
  BOOST_TEST(till.total(TransactionType::kShipment).to_text() == "17.95");
}

BOOST_AUTO_TEST_SUITE_END()
