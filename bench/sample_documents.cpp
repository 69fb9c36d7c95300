#include "bench/sample_documents.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "tests/support/fixed_clock.hpp"
#include "tests/support/order_builders.hpp"

namespace tillbridge::bench {
namespace {

using tests::decimal;

std::string key(const char* prefix, int n) { return base::derived_id(prefix, {std::to_string(n)}); }

domain::Address address(int n) {
  return {.first_name = "Zoë",
          .last_name = fmt::format("O'Neill-{}", n % 997),
          .company = n % 4 == 0 ? "Söhne & Töchter GmbH" : "",
          .line1 = fmt::format("Hauptstraße {}", n % 250 + 1),
          .line2 = n % 3 == 0 ? "Hinterhaus, 3. Stock" : "",
          .city = "Berlin",
          .region = "BE",
          .postcode = fmt::format("{:05}", 10'115 + n % 3'000),
          .country = "DE",
          .phone = fmt::format("+49 30 {:07}", n % 9'999'999),
          .email = ""};
}

domain::DocumentLine line(int n, int position) {
  domain::DocumentLine out;
  out.line_id = fmt::format("{}", n * 3 + position);
  out.item_id = fmt::format("COAT-{:05}-{}", n % 20'000, position);
  out.sku = out.item_id;
  out.name = fmt::format("Rain coat \"Nordsee\" <{}>, waterproof, lined", n % 400);
  out.options = {{"Size", position == 0 ? "S" : "XL"}, {"Colour", "Navy blue"}};
  out.quantity = decimal(position == 2 ? "2" : "1");
  out.unit_price = decimal("49.95");
  out.discount = decimal("5");
  out.tax = decimal("8.54");
  out.total = out.quantity * out.unit_price - out.discount;
  return out;
}

}  // namespace

domain::Document sample_transaction(int n) {
  domain::Document document;
  document.id = key("txn_", n);
  document.kind = domain::DocumentKind::kTransaction;
  document.site_id = domain::SiteId{1};
  document.order_id = key("ord_", n);
  document.event_id = fmt::format("{}/shipped/1", 100'000 + n);
  document.occurred_at = tests::at("2026-11-25T07:30:00Z") + std::chrono::seconds(n);
  document.site_name = "web-eu";
  document.pos_store = "1";
  document.web_order_id = fmt::format("{}", 100'000 + n);
  document.web_order_number = fmt::format("#{}", 100'000 + n);
  document.placed_at = document.occurred_at - std::chrono::hours(20);
  document.status = "completed";
  document.currency = "EUR";
  document.customer = {.web_customer_id = n % 3 == 0 ? "" : fmt::format("{}", 5'000 + n),
                       .email = fmt::format("zoe.oneill.{}@mail.example.com", n),
                       .phone = "+49 30 1234567",
                       .first_name = "Zoë",
                       .last_name = fmt::format("O'Neill-{}", n % 997),
                       .company = ""};
  document.billing = address(n);
  document.shipping_address = n % 5 == 0 ? address(n + 1) : address(n);
  for (int position = 0; position < 3; ++position) document.lines.push_back(line(n, position));
  document.shipping = decimal("4.95");
  document.discounts = {{"WELCOME-2026", decimal("15")}};
  document.taxes = {{"VAT 19 %", decimal("26.56")}};
  document.discount = decimal("15");
  document.tax = decimal("26.56");
  document.total = decimal("216.31");
  document.payments = {{.method = "paypal", .reference = key("PAY-", n), .amount = decimal("216.31")}};
  document.note = n % 10 == 0 ? "Please ring twice; the dog is friendly." : "";
  document.carrier = "DHL";
  document.service = "Paket";
  document.tracking_number = fmt::format("JJD{:020}", n);
  document.tracking_url = fmt::format("https://tracking.example.com/piece?id=JJD{:020}", n);
  return document;
}

}  // namespace tillbridge::bench
