#pragma once
#include <boost/test/unit_test.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/magento/orders.hpp"
#include "connectors/magento/shipments.hpp"
#include "tests/support/fake_magento.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/recording_client.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {

inline base::Decimal dec(const std::string& text) { return base::Decimal::parse(text).value(); }

/// A pretended shop that sells A, B and the configurable SHIRT with SHIRT-S, and the order side of the connector on it.
struct MagentoOrdersFixture {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  SeededRandom random;
  FakeMagento shop{clock};
  connectors::magento::Settings settings;
  std::unique_ptr<connectors::http::HttpClient> client = recorded(std::make_unique<connectors::http::CurlHttpClient>(options()), "magento");
  connectors::magento::Api api{settings, *client, clock, random};
  domain::OrderCursor cursor;

  template <class Work>
  auto with(Work work) {
    return shop.with(work);
  }

  MagentoOrdersFixture() {
    settings.base_url = settings.signing_url = shop.base_url();
    settings.consumer_key = FakeMagento::kConsumerKey;
    settings.consumer_secret = FakeMagento::kConsumerSecret;
    settings.access_token = FakeMagento::kToken;
    settings.access_token_secret = FakeMagento::kTokenSecret;
    with([](FakeMagento& magento) {
      for (const char* sku : {"A", "B"}) magento.catalogue().add_product({.sku = sku, .name = "Name of " + std::string(sku)}, "10");
      const int child = magento.catalogue().add_product({.sku = "SHIRT-S", .name = "Shirt S"}, "10");
      magento.catalogue().add_product({.sku = "SHIRT", .name = "Shirt", .type = "configurable", .children = {child}});
    });
  }
  static connectors::http::CurlOptions options() {
    connectors::http::CurlOptions out;
    out.policy = {.allow_plain_http = true, .allow_private_address = true};
    out.total_timeout = std::chrono::milliseconds(3'000);
    return out;
  }

  std::string place(const std::vector<FakeMagentoLine>& lines, const FakeMagentoPurchase& purchase = {}) {
    return std::to_string(with([&](FakeMagento& magento) { return magento.orders().place(lines, purchase); }));
  }
  /// A clerk's hand on the orders.
  template <class Work>
  auto clerk(Work work) {
    return with([&](FakeMagento& magento) { return work(magento.orders()); });
  }
  int item(const std::string& order, const std::string& sku) {
    return clerk([&](FakeMagentoOrders& orders) { return orders.item_id(std::stoi(order), sku); });
  }
  base::Decimal on_hand(const std::string& sku) {
    return with([&](FakeMagento& magento) { return magento.catalogue().on_hand(sku).value_or(base::Decimal{}); });
  }
  base::Decimal salable(const std::string& sku) {
    return with([&](FakeMagento& magento) { return magento.catalogue().salable(sku); });
  }

  /// One pass from `cursor` on, which it moves.
  connectors::OrderPage pass() {
    connectors::OrderPage all;
    for (int calls = 0; calls < 500; ++calls) {
      auto page = connectors::magento::fetch_orders(api, settings, cursor, at("2026-11-25T00:00:00Z"), clock.now());
      if (!page) throw std::runtime_error(page.error().message);
      for (auto& order : page->orders) all.orders.push_back(std::move(order));
      for (auto& order : page->unreadable) all.unreadable.push_back(std::move(order));
      cursor = page->next;
      if (!page->more) return all;
    }
    throw std::runtime_error("the pass never ends");
  }
  domain::CollectedOrder order(const std::string& id) {
    auto found = connectors::magento::fetch_order(api, settings, id);
    if (!found) throw std::runtime_error(found.error().message + " " + found.error().details);
    return std::move(*found);
  }
  connectors::Outcome record(const connectors::ShipmentWrite& write) { return connectors::magento::record_shipment(api, settings, clock, write); }
  connectors::ShipmentWrite parcel(const std::string& order_id, const std::string& shipment_id, const std::vector<std::pair<std::string, int>>& pieces) {
    connectors::ShipmentWrite write;
    write.shipment = {.shipment_id = shipment_id, .web_order_id = order_id, .carrier = "DHL", .service = "Paket", .tracking_number = "T-" + shipment_id};
    for (const auto& [line, quantity] : pieces) write.shipment.lines.push_back({line, "", base::Decimal::from_integer(quantity)});
    return write;
  }
  std::vector<Json> shipments(const std::string& order_id) {
    return clerk([&](FakeMagentoOrders& orders) { return orders.shipments_of(std::stoi(order_id)); });
  }
};

inline const domain::OrderEvent* find_event(const domain::CollectedOrder& order, const std::string& event_id) {
  for (const auto& event : order.events)
    if (event.event_id == event_id) return &event;
  return nullptr;
}

inline std::vector<std::string> ids_of(const std::vector<domain::CollectedOrder>& orders) {
  std::vector<std::string> out;
  for (const auto& order : orders) out.push_back(order.order.web_order_id);
  return out;
}

/// What lines, shipping, fees and taxes add up to.
inline base::Decimal sum_of(const domain::WebOrder& order) {
  base::Decimal sum = order.shipping_charge + order.shipping_tax + order.fee_tax;
  for (const auto& line : order.lines) sum += line.quantity * line.unit_price - line.discount + line.tax;
  for (const auto& fee : order.fees) sum += fee.amount;
  return sum;
}

}  // namespace tillbridge::tests
