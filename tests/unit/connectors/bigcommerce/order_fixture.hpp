#pragma once
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "connectors/bigcommerce/orders.hpp"
#include "connectors/bigcommerce/shipments.hpp"
#include "connectors/http/curl_http_client.hpp"
#include "tests/support/fake_bigcommerce.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/recording_client.hpp"

namespace tillbridge::tests {

inline domain::Decimal dec(const char* text) { return domain::Decimal::parse(text).value(); }

/// A pretended store with the order side of a connector to it. Each run has a new Api, as a new process would.
struct BigOrderFixture {
  FixedClock clock{at("2026-11-25T08:00:00Z")};
  FakeBigCommerce shop{clock};
  connectors::http::CurlOptions options;
  connectors::bigcommerce::Settings settings;
  domain::OrderCursor cursor;
  base::Timestamp since = at("2026-11-25T00:00:00Z");

  BigOrderFixture() {
    options.policy = {.allow_plain_http = true, .allow_private_address = true};
    settings.base_url = shop.store_url();
    settings.access_token = FakeBigCommerce::kToken;
  }

  template <class Work>
  auto run(Work work) {
    const auto client = recorded(std::make_unique<connectors::http::CurlHttpClient>(options), "bigcommerce");
    connectors::bigcommerce::Api api(settings, *client, clock);
    return work(api);
  }

  connectors::Result<connectors::OrderPage> page() {
    return run([&](auto& api) { return connectors::bigcommerce::fetch_orders(api, settings, cursor, since, clock.now()); });
  }
  /// Collects until the pass is through, like the job runner: each page with its cursor. Throws where the store refuses.
  std::vector<domain::CollectedOrder> collect() {
    return run([&](auto& api) {
      std::vector<domain::CollectedOrder> out;
      for (bool more = true; more;) {
        const auto page = connectors::bigcommerce::fetch_orders(api, settings, cursor, since, clock.now());
        if (!page) throw std::runtime_error(page.error().message);
        out.insert(out.end(), page->orders.begin(), page->orders.end());
        if (page->more && page->next == cursor) throw std::runtime_error("the cursor does not move");
        cursor = page->next;
        more = page->more;
      }
      return out;
    });
  }
  connectors::Result<domain::CollectedOrder> fetch(int id) {
    return run([&](auto& api) { return connectors::bigcommerce::fetch_order(api, settings, std::to_string(id)); });
  }
  domain::CollectedOrder order(int id) {
    auto found = fetch(id);
    if (!found) throw std::runtime_error(found.error().message);
    return *found;
  }
  connectors::Outcome record(const connectors::ShipmentWrite& write) {
    return run([&](auto& api) { return connectors::bigcommerce::record_shipment(api, settings, clock, write); });
  }

  int place(const FakeBigOrder& order) {
    return shop.with_store([&](BigStore& store) { return store.orders.place(order); });
  }
  template <class Work>
  auto with_orders(Work work) {
    return shop.with_store([&](BigStore& store) { return work(store.orders); });
  }
  std::string line(int order, const std::string& sku) {
    return std::to_string(with_orders([&](FakeBigOrders& orders) { return orders.line_id(order, sku); }));
  }
};

inline const domain::OrderEvent* find_event(const domain::CollectedOrder& order, const std::string& event_id) {
  for (const auto& event : order.events)
    if (event.event_id == event_id) return &event;
  return nullptr;
}

inline const domain::OrderEvent* find_event(const domain::CollectedOrder& order, domain::OrderEventKind kind) {
  for (const auto& event : order.events)
    if (event.kind == kind) return &event;
  return nullptr;
}

/// What is left of the total when all of its parts are taken off.
inline base::Decimal unexplained(const domain::WebOrder& order) {
  base::Decimal left = order.total - order.shipping_charge - order.shipping_tax - order.fee_tax;
  for (const auto& line : order.lines) left -= line.quantity * line.unit_price - line.discount + line.tax;
  for (const auto& fee : order.fees) left -= fee.amount;
  return left;
}

}  // namespace tillbridge::tests
