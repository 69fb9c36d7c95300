#include <boost/test/unit_test.hpp>

#include <map>

#include "domain/derive_documents.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"
#include "tests/support/order_histories.hpp"
#include "tests/support/shop_histories.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using base::Decimal;
using domain::Document;
using domain::DocumentKind;

namespace {

constexpr int kHistories = 60;

/// The order under a number of its own, of items that the world knows.
ShopHistory renamed(ShopHistory history, int number) {
  auto rename = [&](domain::WebOrder& web) {
    web.web_order_id = std::to_string(number);
    for (auto& line : web.lines)
      if (line.sku.starts_with("I")) line.sku = line.sku < "I3" ? "A" : "B";
  };
  rename(history.order.web);
  for (auto& version : history.versions) rename(version.web);
  for (auto& happening : history.happenings) happening.event.event_id = std::to_string(number) + "/" + happening.event.event_id;
  return history;
}

std::map<std::string, Document> documents_of(OrderWorld& world, const domain::OrderId& order) {
  std::map<std::string, Document> documents;
  world.database().read([&](persistence::UnitOfWork& work) {
    for (auto& stored : work.documents().list_by_order(world.account().id, order)) documents.emplace(stored.document.id, std::move(stored.document));
  });
  return documents;
}

/// Captures and transactions with the pieces of their lines.
using Goods = std::map<std::string, std::map<std::string, Decimal>>;

struct Told {
  Goods goods;
  Decimal shipped, returned, captured;
  void add(const Document& document) {
    if (document.kind == DocumentKind::kOrder) return;
    auto& pieces = goods[document.id];
    for (const auto& line : document.lines) pieces[line.line_id] += line.quantity;
    captured += document.amount;
    (document.type == domain::TransactionType::kReturn ? returned : shipped) += document.total;
  }
};

/// The POS pulls, and books some of what it got.
void pull_and_book(OrderWorld& world, std::mt19937_64& random) {
  for (const auto kind : {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction}) {
    auto ids = ids_of(world.pull(kind));
    std::erase_if(ids, [&](const auto&) { return random() % 2 == 0; });
    if (!ids.empty()) world.accept(kind, ids);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(shop_histories)

BOOST_AUTO_TEST_CASE_TEMPLATE(whatever_polls_see_of_a_shop_the_pos_gets_the_same_and_nothing_stored_changes, Store, AllStores) {
  const auto seed = test_seed();
  BOOST_TEST_MESSAGE("seed " << seed << " (TILLBRIDGE_TEST_SEED repeats a run)");
  std::mt19937_64 random(seed);
  Store store;
  OrderWorld world(*store);
  world.account().pulls = {DocumentKind::kOrder, DocumentKind::kCapture, DocumentKind::kTransaction};
  world.store_settings();
  std::size_t parcels_and_refunds = 0;
  for (int i = 0; i < kHistories; ++i) {
    const auto history = renamed(random_shop_history(random), i);
    BOOST_TEST_CONTEXT("seed " << seed << ", history " << i << "\n" << story_of(history)) {
      std::map<std::string, Document> before;
      domain::Order order = history.order;
      domain::OrderId id;
      for (const auto& sight : random_sights(history, random)) {
        order.web = history.shown_at(sight.step);
        id = world.collect(order, sight.events).order_id;
        const auto now = documents_of(world, id);
        for (const auto& [document_id, document] : before) BOOST_REQUIRE(now.at(document_id) == document);
        before = now;
        pull_and_book(world, random);
      }
      order.id = id;
      Told told, expected;
      for (const auto& [document_id, document] : before) told.add(document);
      for (const auto& document : domain::derive_documents(world.account(), world.site(), order, history.all_events(), {}, {"A", "B"}).append) expected.add(document);
      parcels_and_refunds += told.goods.size();
      BOOST_REQUIRE((told.goods == expected.goods));
      BOOST_REQUIRE(told.returned == expected.returned);
      BOOST_REQUIRE(told.captured == expected.captured);
      if (!history.edited_after_last_parcel()) BOOST_REQUIRE(told.shipped == expected.shipped);
    }
  }
  BOOST_TEST(parcels_and_refunds > static_cast<std::size_t>(kHistories));
}

BOOST_AUTO_TEST_SUITE_END()
