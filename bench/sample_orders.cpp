#include "bench/sample_orders.hpp"

#include <fmt/format.h>

#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::bench {

std::string sample_sku(int n) { return fmt::format("COAT-{:05}", n % kSampleItems); }

domain::CollectedOrder sample_order(int n) {
  domain::CollectedOrder collected;
  auto& web = collected.order;
  std::vector<domain::WebOrderLine> lines;
  for (int i = 0; i < 3; ++i) {
    auto line = tests::a_line(std::to_string(n * 3 + i), sample_sku(n * 7 + i), i == 2 ? "2" : "1", "49.95");
    line.options = {{"Size", i == 0 ? "S" : "XL"}, {"Colour", "Navy blue"}};
    line.tax = tests::decimal(i == 2 ? "18.98" : "9.49");
    lines.push_back(std::move(line));
  }
  web = tests::an_order(std::move(lines)).web;
  web.web_order_id = std::to_string(100'000 + n);
  web.number = "#" + web.web_order_id;
  web.placed_at = tests::at("2026-11-25T08:00:00Z") + std::chrono::seconds(n);
  web.modified_at = web.placed_at + std::chrono::seconds(30);
  web.customer = {.web_customer_id = std::to_string(5'000 + n), .email = fmt::format("zoe.oneill.{}@mail.example.com", n), .phone = fmt::format("+49 30 {:07}", n),
                  .first_name = "Zoë", .last_name = fmt::format("O'Neill-{}", n % 997), .company = ""};
  web.billing = {.first_name = "Zoë", .last_name = fmt::format("O'Neill-{}", n % 997), .line1 = fmt::format("Hauptstraße {}", n % 250 + 1), .city = "Berlin",
                 .postcode = fmt::format("{:05}", 10'115 + n % 3'000), .country = "DE"};
  web.shipping = web.billing;
  web.shipping_charge = tests::decimal("4.95");
  web.shipping_tax = tests::decimal("0.94");
  tests::sum_up(web);
  web.payments = {{.method = "card", .reference = fmt::format("p-{}", n), .amount = web.total}};

  auto captured = tests::an_event(domain::OrderEventKind::kCaptured, web.web_order_id + "/captured/1", "2026-11-25T09:00:00Z");
  captured.occurred_at = web.placed_at + std::chrono::seconds(5);
  captured.amount = web.total;
  captured.method = "card";
  collected.events.push_back(std::move(captured));
  if (n % 2 == 0) return collected;
  auto shipped = tests::an_event(domain::OrderEventKind::kShipped, web.web_order_id + "/shipped/1", "2026-11-25T09:00:00Z");
  shipped.occurred_at = web.placed_at + std::chrono::seconds(20);
  for (const auto& line : web.lines) shipped.lines.push_back(tests::pieces(line.line_id, line.quantity.to_text()));
  shipped.carrier = "DHL";
  shipped.tracking_number = fmt::format("JJD{:020}", n);
  collected.events.push_back(std::move(shipped));
  return collected;
}

}  // namespace tillbridge::bench
