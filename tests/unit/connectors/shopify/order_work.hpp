#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "connectors/http/curl_http_client.hpp"
#include "connectors/shopify/orders.hpp"
#include "connectors/shopify/shipments.hpp"
#include "tests/support/fake_shopify.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/recording_client.hpp"
#include "tests/support/seeded_random.hpp"

namespace tillbridge::tests {

/// The order side of the connector before a pretended shop that sells.
struct ShopifyOrderWork {
  ShopifyOrderWork() {
    settings.base_url = shop.base_url();
    settings.token = FakeShopify::kToken;
    settings.order_overlap = std::chrono::seconds(300);
    shop.with([](FakeShopify& fake) {
      for (const char* sku : {"A-1", "A-2"}) {
        auto& product = fake.catalogue().add_product(std::string("Merchant's ") + sku, "ACTIVE");
        for (auto& [location, level] : fake.catalogue().add_variant(product, sku, "10.00").available) level = 1'000;
      }
    });
  }

  template <class Work>
  auto orders(Work work) {
    return shop.with([&](FakeShopify& fake) { return work(fake.orders()); });
  }
  std::string place(const std::vector<ShopifySale>& sales, bool paid = true) {
    return orders([&](FakeShopifyOrders& shop_orders) { return shop_orders.place_order(sales, "Ada Lovelace", "5.95", paid); });
  }
  connectors::Result<connectors::OrderPage> page() { return connectors::shopify::fetch_orders(api, settings, memory, cursor, since, clock.now()); }
  /// All pages from the cursor on; leaves the last cursor.
  std::vector<domain::CollectedOrder> collect() {
    std::vector<domain::CollectedOrder> out;
    for (bool more = true; more;) {
      auto one = page();
      if (!one) throw std::runtime_error(one.error().message);
      for (auto& order : one->orders) out.push_back(std::move(order));
      cursor = one->next;
      more = one->more;
    }
    return out;
  }
  connectors::Result<domain::CollectedOrder> read(const std::string& id) { return connectors::shopify::fetch_order(api, memory, id); }
  connectors::Outcome ship(const connectors::ShipmentWrite& write) { return connectors::shopify::record_shipment(api, settings, memory, write); }
  int count(const std::string& operation) const {
    return shop.count([&](const PlatformCall& call) { return call.body.find("\"operationName\":\"" + operation + "\"") != std::string::npos; });
  }

  FixedClock clock{at("2026-11-25T08:00:00Z")};
  SeededRandom random;
  FakeShopify shop{clock};
  connectors::VolatileSiteMemory memory;
  connectors::shopify::Settings settings;
  std::unique_ptr<connectors::http::HttpClient> client =
      recorded(std::make_unique<connectors::http::CurlHttpClient>(connectors::http::CurlOptions{.policy = {.allow_plain_http = true, .allow_private_address = true}}), "shopify");
  connectors::shopify::Api api{settings, *client, clock, random, memory};
  domain::OrderCursor cursor;
  base::Timestamp since = at("2026-11-01T00:00:00Z");
};

inline base::Decimal amount(const std::string& text) { return base::Decimal::parse(text).value(); }

/// Lines, shipping and fees with their taxes.
inline base::Decimal sum_of(const domain::WebOrder& order) {
  base::Decimal sum = order.shipping_charge + order.shipping_tax + order.fee_tax;
  for (const auto& line : order.lines) sum += line.quantity * line.unit_price - line.discount + line.tax;
  for (const auto& fee : order.fees) sum += fee.amount;
  return sum;
}

inline std::vector<domain::OrderEvent> events_of(const domain::CollectedOrder& order, domain::OrderEventKind kind) {
  std::vector<domain::OrderEvent> out;
  for (const auto& event : order.events)
    if (event.kind == kind) out.push_back(event);
  return out;
}

}  // namespace tillbridge::tests
