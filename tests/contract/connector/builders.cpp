#include "tests/contract/connector/builders.hpp"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/support/fixed_clock.hpp"

namespace tillbridge::tests {

using namespace connectors;

base::Decimal decimal(const std::string& text) { return base::Decimal::parse(text).value(); }

PublishProduct a_product(const std::string& sku, const std::string& name, const std::string& quantity) {
  PublishItem entry{.item = {.id = sku, .name = name}, .price = domain::WebPrice{.price = decimal("10")}, .quantity = decimal(quantity)};
  return {.sku = sku, .name = name, .items = {entry}};
}

PublishProduct a_matrix(const std::string& sku, const std::vector<std::string>& sizes) {
  PublishProduct product{.sku = sku, .is_matrix = true, .name = "Shirt " + sku, .all_option_names = {"Size"}};
  for (const auto& size : sizes) {
    PublishItem entry{.item = {.id = sku + "-" + size, .product_id = sku, .options = {{"Size", size}}, .name = "Shirt " + sku}, .price = domain::WebPrice{.price = decimal("20")}, .quantity = decimal("3")};
    product.items.push_back(std::move(entry));
  }
  return product;
}

std::vector<PublishedItem> flat(const std::vector<std::vector<PublishedItem>>& answers) {
  std::vector<PublishedItem> out;
  for (const auto& product : answers) out.insert(out.end(), product.begin(), product.end());
  return out;
}

std::vector<domain::CollectedOrder> collect(Connector& connector, domain::OrderCursor& cursor) {
  constexpr int kMaxPages = 200;
  std::vector<domain::CollectedOrder> orders;
  for (int i = 0; i < kMaxPages; ++i) {
    auto page = connector.fetch_orders(cursor, at("2026-11-01T00:00:00Z"));
    if (!page) BOOST_FAIL(page.error().message);
    for (auto& order : page->orders) orders.push_back(std::move(order));
    cursor = page->next;
    if (!page->more) return orders;
  }
  BOOST_FAIL("the collection never ends");
  return orders;
}

int count_events(const domain::CollectedOrder& order, domain::OrderEventKind kind) {
  return static_cast<int>(std::count_if(order.events.begin(), order.events.end(), [&](const domain::OrderEvent& event) { return event.kind == kind; }));
}

}  // namespace tillbridge::tests
