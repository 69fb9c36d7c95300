#include "tests/support/order_builders.hpp"

#include "domain/derive_documents.hpp"
#include "tests/support/fixed_clock.hpp"

namespace tillbridge::tests {

base::Decimal decimal(const std::string& text) { return base::Decimal::parse(text).value(); }

domain::Account an_account() {
  domain::Account account;
  account.id = domain::AccountId{1};
  account.store_id = "store-1";
  account.name = "Store one";
  account.pulls = {domain::DocumentKind::kOrder, domain::DocumentKind::kCapture, domain::DocumentKind::kTransaction};
  return account;
}

domain::Site a_site() {
  domain::Site site;
  site.account_id = domain::AccountId{1};
  site.id = domain::SiteId{1};
  site.name = "shop";
  site.platform = "generic";
  site.base_url = "https://shop.example";
  site.order_moment = domain::OrderMoment::kPlaced;
  return site;
}

domain::WebOrderLine a_line(const std::string& line_id, const std::string& sku, const std::string& quantity, const std::string& unit_price) {
  return {.line_id = line_id, .sku = sku, .name = "Item " + sku, .options = {}, .quantity = decimal(quantity), .unit_price = decimal(unit_price),
          .discount = {}, .tax = {}};
}

void sum_up(domain::WebOrder& order) {
  order.total = order.shipping_charge + order.shipping_tax + order.fee_tax;
  for (const auto& fee : order.fees) order.total += fee.amount;
  for (const auto& line : order.lines) order.total += line.quantity * line.unit_price - line.discount + line.tax;
}

domain::Order an_order(std::vector<domain::WebOrderLine> lines) {
  domain::Order order;
  order.site_id = domain::SiteId{1};
  auto& web = order.web;
  web.web_order_id = "1001";
  web.number = "#1001";
  web.placed_at = at("2026-11-25T08:00:00Z");
  web.modified_at = web.placed_at;
  web.status = "open";
  web.currency = "EUR";
  web.customer = {.web_customer_id = "77", .email = "Ann@Example.com", .phone = "", .first_name = "Ann", .last_name = "Lee", .company = ""};
  web.billing.first_name = "Ann";
  web.shipping.city = "Ghent";
  web.lines = std::move(lines);
  web.payments = {{.method = "card", .reference = "p-1", .amount = {}}};
  sum_up(web);
  order.id = domain::order_id_of(an_account(), order.site_id, web.web_order_id);
  order.collected_at = web.placed_at;
  return order;
}

domain::OrderEvent an_event(domain::OrderEventKind kind, const std::string& event_id, const std::string& utc, std::vector<domain::EventLine> lines) {
  domain::OrderEvent event;
  event.event_id = event_id;
  event.kind = kind;
  event.occurred_at = at(utc.c_str());
  event.lines = std::move(lines);
  return event;
}

domain::EventLine pieces(const std::string& line_id, const std::string& quantity) {
  domain::EventLine line;
  line.line_id = line_id;
  line.quantity = decimal(quantity);
  return line;
}

}  // namespace tillbridge::tests
