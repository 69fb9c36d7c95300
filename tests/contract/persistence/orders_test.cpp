#include "tests/contract/persistence/stores.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::tests {
namespace {

using domain::OrderEventKind;
using persistence::UnitOfWork;

/// Every field set, with characters beyond the basic plane.
domain::Order full_order() {
  auto line = a_line("l-1", "SKU-1", "2", "12.3456");
  line.name = "Käse 🧀";
  line.options = {{"size", "L"}, {"colour", "rot"}};
  line.discount = decimal("0.5");
  line.tax = decimal("1.23");
  auto order = an_order({line});
  auto& web = order.web;
  web.closed = true;
  web.customer = {"77", "a@b.example", "+32 1", "Ann", "Lee", "ACME"};
  web.billing = {"Ann", "Lee", "ACME", "Street 1", "2nd floor", "Ghent", "VOV", "9000", "BE", "+32", "a@b.example"};
  web.shipping = web.billing;
  web.shipping_charge = decimal("4.9");
  web.shipping_tax = decimal("0.98");
  web.fees = {{"wrapping", decimal("1")}};
  web.fee_tax = decimal("0.21");
  web.discounts = {{"WELCOME", decimal("0.5")}};
  web.taxes = {{"21 %", decimal("2.42")}};
  web.payments = {{"card", "ch_1", decimal("30")}};
  web.note = "ring \"twice\"\nplease";
  return order;
}

domain::OrderEvent full_event() {
  auto event = an_event(OrderEventKind::kRefunded, "1001/refund/1", "2026-11-25T10:00:00Z", {pieces("l-1", "1")});
  event.lines[0].amount = decimal("0");
  event.lines[0].tax = decimal("-0.01");
  event.lines[0].restock = false;
  event.amount = decimal("12.5");
  event.shipping_amount = decimal("1");
  event.shipping_tax = decimal("0.2");
  event.method = "card";
  event.reference = "re_1";
  event.carrier = "DHL";
  event.service = "express";
  event.tracking_number = "T";
  event.tracking_url = "https://t.example/?a=1&b=2";
  event.shipment_id = "pos-1";
  return event;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(orders)

BOOST_AUTO_TEST_CASE_TEMPLATE(gives_back_an_order_and_its_events_field_by_field, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  const auto order = full_order();
  store->write([&](UnitOfWork& unit) {
    unit.orders().upsert(account, order);
    BOOST_TEST(unit.orders().append_event(account, order.site_id, order.id, full_event()));
  });
  const auto stored = read_from(store, [&](UnitOfWork& unit) { return unit.orders().find(account, order.id); });
  BOOST_REQUIRE(stored.has_value());
  BOOST_TEST((stored->web == order.web));
  BOOST_TEST((stored->collected_at == order.collected_at));
  BOOST_TEST((stored->site_id == order.site_id));
  const auto events = read_from(store, [&](UnitOfWork& unit) { return unit.orders().list_events(account, order.id); });
  BOOST_REQUIRE(events.size() == 1u);
  BOOST_TEST((events[0] == full_event()));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(replaces_the_snapshot_and_keeps_the_id, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  auto order = full_order();
  store->write([&](UnitOfWork& unit) { unit.orders().upsert(account, order); });
  order.web.status = "cancelled";
  order.before_connection = true;
  store->write([&](UnitOfWork& unit) { unit.orders().upsert(account, order); });
  const auto found = read_from(store, [&](UnitOfWork& unit) { return unit.orders().find_by_web_id(account, order.site_id, "1001"); });
  BOOST_REQUIRE(found.has_value());
  BOOST_TEST(found->id == order.id);
  BOOST_TEST(found->web.status == "cancelled");
  BOOST_TEST(found->before_connection);
  BOOST_TEST(read_from(store, [&](UnitOfWork& unit) { return unit.orders().count(account, std::nullopt); }) == 1);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(knows_an_event_for_ever_and_sorts_events_by_time_and_id, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  const auto order = full_order();
  store->write([&](UnitOfWork& unit) {
    unit.orders().upsert(account, order);
    for (const char* id : {"b", "a"}) unit.orders().append_event(account, order.site_id, order.id, an_event(OrderEventKind::kShipped, id, "2026-11-25T10:00:00Z"));
    unit.orders().append_event(account, order.site_id, order.id, an_event(OrderEventKind::kCaptured, "z", "2026-11-25T09:00:00Z"));
    BOOST_TEST(!unit.orders().append_event(account, order.site_id, order.id, an_event(OrderEventKind::kEdited, "a", "2026-11-25T11:00:00Z")));
    BOOST_TEST(unit.orders().append_event(account, domain::SiteId{2}, "ord_other", an_event(OrderEventKind::kEdited, "a", "2026-11-25T11:00:00Z")));
  });
  const auto events = read_from(store, [&](UnitOfWork& unit) { return unit.orders().list_events(account, order.id); });
  BOOST_REQUIRE(events.size() == 3u);
  BOOST_TEST(events[0].event_id == "z");
  BOOST_TEST(events[1].event_id == "a");
  BOOST_TEST((events[1].kind == OrderEventKind::kShipped));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(finds_by_number_inside_one_site_and_lists_the_newest_first, Store, StoresOfDocuments) {
  Store store;
  const auto account = add_account(store);
  auto first = full_order(), second = full_order();
  second.id = "ord_second";
  second.web.web_order_id = "1002";
  second.web.number = "#1002";
  second.web.placed_at += std::chrono::hours(1);
  second.web.status = "shipped";
  store->write([&](UnitOfWork& unit) {
    unit.orders().upsert(account, first);
    unit.orders().upsert(account, second);
  });
  store->read([&](UnitOfWork& unit) {
    BOOST_TEST(unit.orders().find_by_number(account, domain::SiteId{1}, "#1002")->id == "ord_second");
    BOOST_TEST(!unit.orders().find_by_number(account, domain::SiteId{2}, "#1002").has_value());
    BOOST_TEST(!unit.orders().find(domain::AccountId{999}, first.id).has_value());
    const auto all = unit.orders().list(account, {});
    BOOST_REQUIRE(all.size() == 2u);
    BOOST_TEST(all[0].id == "ord_second");
    BOOST_TEST(unit.orders().list(account, {.site = domain::SiteId{1}, .status = "open", .limit = 50}).size() == 1u);
    BOOST_TEST(unit.orders().list(account, {.site = std::nullopt, .status = "", .limit = 1}).size() == 1u);
    BOOST_TEST(unit.orders().count(account, domain::SiteId{2}) == 0);
  });
  // Two orders of one site may carry one number: a list shows it, a find does not.
  second.web.number = first.web.number;
  store->write([&](UnitOfWork& unit) { unit.orders().upsert(account, second); });
  store->read([&](UnitOfWork& unit) {
    BOOST_TEST(unit.orders().list(account, {.site = domain::SiteId{1}, .status = "", .limit = 5, .number = first.web.number}).size() == 2u);
    BOOST_TEST(unit.orders().list(account, {.site = domain::SiteId{1}, .status = "", .limit = 5, .number = "#1002"}).empty());
  });
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace tillbridge::tests
