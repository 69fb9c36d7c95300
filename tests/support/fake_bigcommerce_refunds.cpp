#include <chrono>
#include <stdexcept>

#include "base/time_text.hpp"
#include "tests/support/fake_bigcommerce_order_parts.hpp"

// Money that goes back in the pretended store.
namespace tillbridge::tests {

using base::Decimal;

namespace {

Json& line_with_sku(Json& order, const std::string& sku) {
  for (Json& line : order["_lines"])
    if (line["sku"] == sku) return line;
  throw std::out_of_range("the order has no " + sku);
}

}  // namespace

int FakeBigOrders::refund(int id, const FakeBigRefund& wanted) {
  Json& order = orders_.at(id);
  const int refund_id = next_part_++;
  Json refund{{"id", refund_id},        {"order_id", id},
              {"user_id", 1},           {"created", base::format_utc(std::chrono::floor<std::chrono::seconds>(clock_.now()))},
              {"reason", ""},           {"uses_merchant_override_values", false},
              {"items", Json::array()}, {"payments", Json::array()}};
  Decimal total, tax;
  for (const auto& back : wanted.lines) {
    Json& line = line_with_sku(order, back.sku);
    const Decimal gross = proportion(big_money(line["discounted_total_inc_tax"].get<std::string>()), Decimal::from_integer(back.quantity),
                                     Decimal::from_integer(line["quantity"].get<int>()))
                              .rounded(2);
    refund["items"].push_back({{"item_type", "PRODUCT"},
                               {"item_id", line["id"]},
                               {"reason", ""},
                               {"quantity", back.quantity},
                               {"requested_amount", big_number(gross)},
                               {"adjustments", Json::array()}});
    total += gross;
    tax += tax_in(gross);
    if (wanted.declined) continue;
    line["quantity_refunded"] = line["quantity_refunded"].get<int>() + back.quantity;
    line["is_refunded"] = true;
    if (wanted.restock) shelf_.move(back.sku, back.quantity);
  }
  if (const Decimal shipping = big_money(wanted.shipping); !shipping.is_zero()) {
    refund["items"].push_back({{"item_type", "SHIPPING"},
                               {"item_id", order["_addresses"][0]["id"]},
                               {"reason", ""},
                               {"quantity", 1},
                               {"requested_amount", big_number(shipping)},
                               {"adjustments", Json::array()}});
    total += shipping;
    tax += tax_in(shipping);
  }
  if (!wanted.amount.empty()) {
    refund["items"].push_back({{"item_type", "ORDER"},
                               {"item_id", id},
                               {"reason", ""},
                               {"quantity", 1},
                               {"requested_amount", big_number(big_money(wanted.amount))},
                               {"adjustments", Json::array()}});
    total += big_money(wanted.amount);
  }
  refund["total_amount"] = big_number(total);
  refund["total_tax"] = big_number(tax);
  refund["payments"].push_back({{"id", next_part_++},
                                {"provider_id", "stripe"},
                                {"amount", big_number(total)},
                                {"offline", false},
                                {"is_declined", wanted.declined},
                                {"declined_message", ""},
                                {"transaction_id", "9"}});
  refunds_.push_back(refund);
  if (wanted.declined) return refund_id;
  order["_refunded"] = (big_money(order.value("_refunded", std::string("0"))) + total).to_text();
  const bool whole = big_money(order["_refunded"].get<std::string>()) >= big_money(order["total_inc_tax"].get<std::string>());
  order["payment_status"] = whole ? "refunded" : "partially refunded";
  order["status_id"] = whole ? 4 : 14;
  order["status"] = whole ? "Refunded" : "Partially Refunded";
  if (wanted.moves_order) touch(order);
  return refund_id;
}

}  // namespace tillbridge::tests
