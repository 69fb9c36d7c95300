#include <boost/test/unit_test.hpp>

#include "admin/verify.hpp"
#include "jobs/collect/forget_and_pull.hpp"
#include "tests/orders/both_stores.hpp"
#include "tests/orders/order_world.hpp"
#include "tests/support/losing_database.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/walk/faulty_database.hpp"

using namespace tillbridge;
using namespace tillbridge::tests;
using base::ErrorCode;
using domain::DocumentKind;
using domain::OrderEventKind;
using persistence::UnitOfWork;
using Words = std::vector<std::string>;

namespace {

/// A shop that tells one order, or why it cannot.
class OneOrderShop final : public connectors::Connector {
 public:
  OneOrderShop(const base::Result<domain::CollectedOrder>& answer, int& calls) : answer_(answer), calls_(calls) {}
  connectors::Capabilities capabilities() const override { return {}; }
  base::Result<connectors::ProbeReport> probe() override { return refusal(); }
  base::Result<std::vector<connectors::Resolution>> resolve(std::span<const std::string>) override { return refusal(); }
  std::vector<std::vector<connectors::PublishedItem>> publish_products(std::span<const connectors::PublishProduct>) override { return {}; }
  std::vector<connectors::Outcome> set_stock(std::span<const connectors::StockWrite>) override { return {}; }
  std::vector<connectors::Outcome> set_prices(std::span<const connectors::PriceWrite>) override { return {}; }
  std::vector<connectors::Outcome> set_visibility(std::span<const connectors::VisibilityWrite>) override { return {}; }
  base::Result<connectors::OrderPage> fetch_orders(const domain::OrderCursor&, base::Timestamp) override { return refusal(); }
  base::Result<domain::CollectedOrder> fetch_order(const std::string&) override {
    ++calls_;
    return answer_;
  }
  connectors::Outcome record_shipment(const connectors::ShipmentWrite&) override { return {}; }

 private:
  static base::Error refusal() { return {ErrorCode::kRejectedByPlatform, "not in this test"}; }
  const base::Result<domain::CollectedOrder>& answer_;
  int& calls_;
};

domain::OrderEvent parcel(const std::string& event_id, const std::string& piece_count) {
  return an_event(OrderEventKind::kShipped, event_id, "2026-11-25T09:00:00Z", {pieces("1", piece_count)});
}

/// Order 1 of three A that was read as five B, shipped in two parcels of which the POS has booked the first; its reservation waits for the POS's
/// next quantity.
template <class Store>
struct Misread {
  Store store;
  OrderWorld world{*store};
  SeededRandom random;
  domain::Order order = an_order({a_line("1", "B", "5", "10")});
  base::Result<domain::CollectedOrder> shop_says = domain::CollectedOrder{};
  int shop_calls = 0;
  FaultyDatabase faulty{*store};
  Words confirmed;

  Misread() {
    world.account().pulls = {DocumentKind::kOrder, DocumentKind::kTransaction};
    world.store_settings();
    order.web.web_order_id = "1";
    order.web.number = "#1";
    world.collect(order, {parcel("1/s1", "1")});
    confirmed = ids_of(world.pull(DocumentKind::kTransaction));
    world.accept(DocumentKind::kTransaction, confirmed);
    world.collect(order, {parcel("1/s1", "1"), parcel("1/s2", "1")});

    auto right = order;
    right.web.lines = {a_line("1", "A", "3", "10")};
    sum_up(right.web);
    right.web.modified_at += std::chrono::minutes(1);
    shop_says = domain::CollectedOrder{right.web, {parcel("1/s1", "1"), parcel("1/s2", "1")}};
  }
  base::Result<jobs::ForgottenOrder> forget(const std::string& key = "#1") {
    jobs::JobServices services{.database = faulty, .clock = world.clock(), .random = random,
                               .connectors = [this](const domain::Site&) -> base::Result<std::unique_ptr<connectors::Connector>> {
                                 return std::unique_ptr<connectors::Connector>(std::make_unique<OneOrderShop>(shop_says, shop_calls));
                               }};
    return jobs::forget_and_pull(services, {.account = world.account().id, .site_name = "shop", .order = key, .actor = "cli:tester", .reason = "misread"});
  }
  domain::OrderId order_id() {
    std::optional<domain::Order> found;
    world.database().read([&](UnitOfWork& work) { found = work.orders().find_by_web_id(world.account().id, world.site().id, "1"); });
    return found.value().id;
  }
  std::vector<persistence::StoredDocument> documents() {
    std::vector<persistence::StoredDocument> out;
    const auto id = order_id();
    world.database().read([&](UnitOfWork& work) { out = work.documents().list_by_order(world.account().id, id); });
    return out;
  }
  void check_done() {
    for (const auto& [document, status] : documents())
      for (const auto& line : document.lines) BOOST_TEST(line.sku == (status.id == confirmed.at(0) ? "B" : "A"));
    BOOST_TEST(admin::verify_evidence(*store, world.account().id, {}).counts.breaches == 0);
    BOOST_TEST(world.pull(DocumentKind::kTransaction).documents.size() == 1u);
    BOOST_TEST(world.pull(DocumentKind::kTransaction).documents.at(0).document.lines.at(0).sku == "A");
    BOOST_TEST((world.accept(DocumentKind::kTransaction, confirmed) == Words{"already_confirmed"}));
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(forget_and_pull)

BOOST_AUTO_TEST_CASE_TEMPLATE(reads_an_order_anew_and_keeps_what_the_pos_has_got, Store, AllStores) {
  Misread<Store> misread;
  const auto before = misread.documents();
  const auto done = misread.forget().value();
  BOOST_TEST((done.kept == misread.confirmed));
  BOOST_TEST(done.dropped.size() == 2u);  // the order document and the second parcel
  BOOST_TEST(done.appended.size() == 2u);
  BOOST_TEST(done.order.web.lines.at(0).sku == "A");
  misread.check_done();
  misread.world.database().read([&](UnitOfWork& work) {
    const auto act = work.audit().list(misread.world.account().id, 1).at(0);
    BOOST_TEST(act.act == "order_forgotten_and_pulled");
    BOOST_TEST(act.actor == "cli:tester");
    BOOST_TEST(act.reason.starts_with("misread"));
  });
}

BOOST_AUTO_TEST_CASE_TEMPLATE(takes_the_reservations_back_with_signed_entries, Store, AllStores) {
  Misread<Store> misread;
  BOOST_TEST(misread.world.allocated("B") == "5");
  misread.forget().value();
  // One of the three pieces was told to the POS, as B: its next quantity of B ends that. Two are still to be told.
  BOOST_TEST(misread.world.allocated("A") == "2");
  BOOST_TEST(misread.world.allocated("B") == "1");
  base::Decimal sum;
  std::size_t entries = 0;
  const auto id = misread.order_id();
  misread.world.database().read([&](UnitOfWork& work) {
    sum = {};
    const auto ledger = work.allocations().list_by_order(misread.world.account().id, id);
    for (const auto& entry : ledger)
      if (entry.item_id == "B") sum += entry.quantity;
    entries = ledger.size();
  });
  BOOST_TEST(sum.to_text() == "1");
  BOOST_TEST(entries >= 3u);
  misread.world.clock().advance(std::chrono::minutes(1));
  misread.forget().value();  // again: it ends in the same
  // One of the three pieces was told to the POS, as B: its next quantity of B ends that. Two are still to be told.
  BOOST_TEST(misread.world.allocated("A") == "2");
  BOOST_TEST(misread.world.allocated("B") == "1");
  misread.world.post("B", "4");
  BOOST_TEST(misread.world.allocated("B") == "0");
  misread.world.accept(DocumentKind::kTransaction, ids_of(misread.world.pull(DocumentKind::kTransaction)));
  misread.world.post("A", "9");
  BOOST_TEST(misread.world.allocated("A") == "1");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(drops_nothing_before_the_shop_has_answered, Store, AllStores) {
  Misread<Store> misread;
  const auto before = misread.documents();
  misread.shop_says = base::Error{ErrorCode::kUnavailable, "the shop is down"};
  BOOST_CHECK(misread.forget().error().code == ErrorCode::kUnavailable);
  misread.shop_says = base::Error{ErrorCode::kNotFound, "deleted"};
  BOOST_CHECK(misread.forget().error().code == ErrorCode::kNotFound);
  BOOST_TEST(misread.documents().size() == before.size());
  BOOST_TEST(misread.world.allocated("B") == "5");
  const int calls = misread.shop_calls;
  BOOST_CHECK(misread.forget("#77").error().code == ErrorCode::kNotFound);
  BOOST_TEST(misread.shop_calls == calls);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_answer_older_than_what_is_stored_is_not_taken, Store, AllStores) {
  Misread<Store> misread;
  misread.order.web.modified_at += std::chrono::hours(1);
  misread.world.collect(misread.order, {parcel("1/s1", "1"), parcel("1/s2", "1")});
  BOOST_CHECK(misread.forget().error().code == ErrorCode::kConflict);
  BOOST_TEST(misread.shop_calls == 3);
  BOOST_TEST(misread.world.allocated("B") == "5");
}

BOOST_AUTO_TEST_CASE_TEMPLATE(a_process_that_dies_leaves_the_order_as_it_was_or_as_it_is_to_be, Store, AllStores) {
  for (const auto fault : {Fault::kDiesBeforeCommit, Fault::kDiesAfterCommit, Fault::kUnknownButStored, Fault::kUnknownAndLost}) {
    BOOST_TEST_CONTEXT("fault " << static_cast<int>(fault)) {
      Misread<Store> misread;
      misread.faulty.fail_next(fault);
      try {
        misread.forget().value();
      } catch (const ProcessDied&) {
      }
      if (fault == Fault::kDiesBeforeCommit) {
        BOOST_TEST(misread.world.allocated("B") == "5");
        BOOST_TEST(misread.forget().has_value());
      }
      misread.check_done();
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()
