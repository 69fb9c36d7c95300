#include <algorithm>
#include <stdexcept>

#include "base/time_text.hpp"
#include "tests/support/fake_bigcommerce_order_parts.hpp"

// What shoppers, clerks and we do to the orders of the pretended store.
namespace tillbridge::tests {
namespace {

using base::Decimal;

Json transaction_of(int id, const Json& order, const char* event, Decimal amount) {
  return {{"id", id},
          {"order_id", std::to_string(order["id"].get<int>())},
          {"event", event},
          {"method", "credit_card"},
          {"amount", big_number(amount)},
          {"currency", "EUR"},
          {"gateway", "stripe"},
          {"gateway_transaction_id", "ch_" + std::to_string(id)},
          {"status", "ok"},
          {"test", false},
          {"fraud_review", false},
          {"offline", nullptr},
          {"custom", nullptr}};
}

Json tax_row(int id, const Json& order, const Json& address, const std::string& line_id, const char* type, Decimal tax) {
  return {{"id", id},
          {"order_id", order["id"]},
          {"order_address_id", address},
          {"tax_rate_id", 1},
          {"tax_class_id", 0},
          {"name", "VAT"},
          {"class", "Default Tax Class"},
          {"rate", "19.0000"},
          {"priority", 0},
          {"priority_amount", big_text(tax)},
          {"line_amount", big_text(tax)},
          {"order_pickup_method_id", 0},
          {"order_product_id", line_id},
          {"line_item_type", type}};
}

}  // namespace

Json FakeBigOrders::make_line(int order_id, const FakeBigLine& bought, const Json& addresses) {
  const auto thing = shelf_.find(bought.sku).value_or(BigShelf::Thing{0, 0, bought.sku});
  const Decimal price = big_money(bought.price), total = price * Decimal::from_integer(bought.quantity), paid = total - big_money(bought.discount),
                tax = tax_in(paid);
  const bool ships = bought.type == "physical";
  Json line{{"id", next_part_++},
            {"order_id", order_id},
            {"product_id", thing.product_id},
            {"variant_id", thing.variant_id},
            {"order_pickup_method_id", 0},
            {"order_address_id", ships ? addresses[static_cast<std::size_t>(bought.address)]["id"] : Json(0)},
            {"name", thing.name},
            {"name_customer", thing.name},
            {"name_merchant", thing.name},
            {"sku", bought.sku},
            {"upc", ""},
            {"type", bought.type},
            {"base_price", big_text(price)},
            {"price_inc_tax", big_text(price)},
            {"price_ex_tax", big_text(price - tax_in(price))},
            {"price_tax", big_text(tax_in(price))},
            {"base_total", big_text(total)},
            {"total_inc_tax", big_text(total)},
            {"total_ex_tax", big_text(total - tax_in(total))},
            {"total_tax", big_text(tax)},
            {"quantity", bought.quantity},
            {"weight", 1},
            {"is_refunded", false},
            {"quantity_refunded", 0},
            {"refund_amount", "0.0000"},
            {"return_id", 0},
            {"wrapping_id", 0},
            {"wrapping_name", nullptr},
            {"wrapping_cost_inc_tax", "0.0000"},
            {"quantity_shipped", 0},
            {"event_name", nullptr},
            {"event_date", nullptr},
            {"parent_order_product_id", nullptr},
            {"is_bundled_product", false},
            {"applied_discounts", Json::array()},
            {"product_options", Json::array()},
            {"configurable_fields", Json::array()},
            {"discounted_total_inc_tax", big_text(paid)}};
  if (!big_money(bought.discount).is_zero())
    line["applied_discounts"].push_back(
        {{"id", "coupon"}, {"amount", big_text(big_money(bought.discount))}, {"name", "Coupon"}, {"code", "SPRING"}, {"target", "order"}});
  return line;
}

int FakeBigOrders::place(const FakeBigOrder& wanted) {
  const int id = next_order_++;
  Json order = big_empty_order(id, clock_.now());
  order["billing_address"] = big_address(wanted.first_name, wanted.last_name);
  for (int i = 0; i < wanted.addresses; ++i) {
    Json address = big_address(wanted.first_name, wanted.last_name);
    address.update({{"id", next_part_++},
                    {"order_id", id},
                    {"items_total", 0},
                    {"items_shipped", 0},
                    {"shipping_method", "Standard"},
                    {"shipping_zone_id", 1},
                    {"shipping_zone_name", "UK"},
                    {"cost_tax_class_id", 2}});
    for (const char* amount :
         {"base_cost", "cost_ex_tax", "cost_inc_tax", "cost_tax", "base_handling_cost", "handling_cost_ex_tax", "handling_cost_inc_tax", "handling_cost_tax"})
      address[amount] = "0.0000";
    order["_addresses"].push_back(address);
  }
  Decimal gross, tax, discount;
  int pieces = 0;
  for (const auto& bought : wanted.lines) {
    const Json line = make_line(id, bought, order["_addresses"]);
    gross += big_money(line["discounted_total_inc_tax"].get<std::string>());
    tax += big_money(line["total_tax"].get<std::string>());
    discount += big_money(bought.discount);
    pieces += bought.quantity;
    order["_taxes"].push_back(
        tax_row(next_part_++, order, line["order_address_id"], std::to_string(line["id"].get<int>()), "item", big_money(line["total_tax"].get<std::string>())));
    order["_lines"].push_back(line);
  }
  const Decimal shipping = big_money(wanted.shipping), fee = big_money(wanted.fee);
  order["shipping_cost_inc_tax"] = big_text(shipping);
  order["shipping_cost_ex_tax"] = big_text(shipping - tax_in(shipping));
  order["shipping_cost_tax"] = big_text(tax_in(shipping));
  order["_taxes"].push_back(
      tax_row(next_part_++, order, order["_addresses"].empty() ? Json(0) : order["_addresses"][0]["id"], "", "shipping", tax_in(shipping)));
  if (!fee.is_zero())
    order["_fees"].push_back({{"id", next_part_++},
                              {"type", "custom_fee"},
                              {"display_name_customer", "Small order"},
                              {"display_name_merchant", "Small order"},
                              {"source", "AA"},
                              {"base_cost", big_text(fee)},
                              {"cost_ex_tax", big_text(fee - tax_in(fee))},
                              {"cost_inc_tax", big_text(fee)},
                              {"cost_tax", big_text(tax_in(fee))},
                              {"tax_class_id", 0}});
  const Decimal total = gross + shipping + fee, total_tax = tax + tax_in(shipping) + tax_in(fee);
  order["items_total"] = pieces;
  order["total_inc_tax"] = big_text(total);
  order["total_ex_tax"] = big_text(total - total_tax);
  order["total_tax"] = big_text(total_tax);
  if (!wanted.coupon.empty()) {
    order["coupon_discount"] = big_text(discount);
    order["_coupons"].push_back(
        {{"id", next_part_++}, {"coupon_id", 1}, {"order_id", id}, {"code", wanted.coupon}, {"amount", "5"}, {"type", 2}, {"discount", big_number(discount)}});
  } else {
    order["discount_amount"] = big_text(discount);
  }
  order.update(wanted.more);
  orders_[id] = order;
  if (wanted.status != 0) move_stock(orders_[id], -1);
  orders_[id]["status_id"] = wanted.status;
  orders_[id]["status"] = big_status_words(wanted.status);
  pay(id, wanted.payment_status);
  return id;
}

void FakeBigOrders::touch(Json& order) {
  order["date_modified"] = rfc2822(clock_.now());
  order["_modified"] = std::chrono::floor<std::chrono::seconds>(clock_.now()).time_since_epoch().count();
}

void FakeBigOrders::pay(int id, const std::string& payment_status) {
  Json& order = orders_.at(id);
  order["payment_status"] = payment_status;
  const bool taken = payment_status == "captured" || payment_status == "paid";
  if (taken || payment_status == "authorized") {
    Json transaction = transaction_of(next_part_++, order, taken ? "purchase" : "authorization", big_money(order["total_inc_tax"].get<std::string>()));
    transaction["date_created"] = base::format_utc(std::chrono::floor<std::chrono::seconds>(clock_.now()));
    order["_transactions"].push_back(transaction);
  }
  touch(order);
}

void FakeBigOrders::move_stock(const Json& order, int sign) {
  for (const Json& line : order["_lines"]) shelf_.move(line["sku"], sign * line["quantity"].get<int>());
}

void FakeBigOrders::set_status(int id, int status) {
  Json& order = orders_.at(id);
  const auto gives_back = [](int one) { return one == 5 || one == 6; };
  if (gives_back(status) && !gives_back(order["status_id"])) move_stock(order, +1);
  order["status_id"] = status;
  order["status"] = big_status_words(status);
  if (status == 2 || status == 10) order["date_shipped"] = rfc2822(clock_.now());
  touch(order);
}

void FakeBigOrders::archive(int id) {
  orders_.at(id)["is_deleted"] = true;
  touch(orders_.at(id));
}

void FakeBigOrders::hide(int id, bool hidden) {
  if (hidden) hidden_.insert(id);
  else hidden_.erase(id);
}

int FakeBigOrders::line_id(int id, const std::string& sku) {
  for (const Json& line : orders_.at(id)["_lines"])
    if (line["sku"] == sku) return line["id"];
  throw std::out_of_range("the order has no " + sku);
}

int FakeBigOrders::mails(int id) const { return orders_.at(id).value("_mails", 0); }

}  // namespace tillbridge::tests
