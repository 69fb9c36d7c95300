#include "connectors/bigcommerce/order_line_json.hpp"

#include <algorithm>

namespace tillbridge::connectors::bigcommerce {
namespace {

using base::Decimal;
using http::decimal_member;
using http::list_member;
using http::text_member;

Decimal discounts_of(const Json& line) {
  Decimal out;
  for (const Json& discount : list_member(line, "applied_discounts")) out += decimal_member(discount, "amount");
  return out;
}

bool is_item_tax(const Json& tax) { return text_member(tax, "line_item_type") == "item"; }

std::vector<domain::NameValue> to_options(const Json& line) {
  std::vector<domain::NameValue> out;
  for (const Json& option : list_member(line, "product_options")) {
    const std::string name = text_member(option, "display_name"), value = text_member(option, "display_value");
    if (!name.empty() && !value.empty()) out.push_back({name, value});
  }
  for (const Json& field : list_member(line, "configurable_fields"))
    if (!text_member(field, "name").empty() && !text_member(field, "value").empty()) out.push_back({text_member(field, "name"), text_member(field, "value")});
  return out;
}

/// The smallest price of four decimals that makes `quantity` pieces cost at least `amount`.
Decimal unit_price_for(Decimal amount, Decimal quantity) {
  Decimal unit = proportion(amount, Decimal::from_integer(1), quantity);
  if (quantity * unit < amount) unit += Decimal::from_units(1);
  return unit;
}

domain::WebOrderLine to_line(const Json& line, const Json& taxes) {
  domain::WebOrderLine out;
  out.line_id = text_member(line, "id");
  out.sku = text_member(line, "sku");
  out.name = text_member(line, "name");
  out.options = to_options(line);
  out.quantity = decimal_member(line, "quantity");
  out.tax = line_tax(line, taxes);
  const Decimal net = line_gross(line) - out.tax, before = std::max(decimal_member(line, "total_ex_tax"), net);
  out.unit_price = unit_price_for(before, out.quantity);
  out.discount = out.quantity * out.unit_price - net;
  return out;
}

}  // namespace

Decimal line_gross(const Json& line) {
  const Decimal before = decimal_member(line, "total_inc_tax"), after = before - discounts_of(line);
  const std::string told = text_member(line, "discounted_total_inc_tax");
  if (told.empty()) return after;
  // Orders of before September 2023 carry a zero there.
  const Decimal discounted = http::decimal_of(Json(told));
  return discounted.is_zero() && after > Decimal{} ? after : discounted;
}

Decimal line_tax(const Json& line, const Json& taxes) {
  // Rows of the shop's tax service name their line; without any the line's own figure stands.
  if (std::none_of(taxes.begin(), taxes.end(), is_item_tax)) return decimal_member(line, "total_tax");
  Decimal out;
  for (const Json& tax : taxes)
    if (is_item_tax(tax) && text_member(tax, "order_product_id") == text_member(line, "id")) out += decimal_member(tax, "line_amount");
  return out;
}

std::vector<domain::WebOrderLine> to_lines(const OrderParts& parts) {
  std::vector<domain::WebOrderLine> out;
  for (const Json& line : parts.lines)
    if (decimal_member(line, "quantity") > Decimal{}) out.push_back(to_line(line, parts.taxes));
  return out;
}

}  // namespace tillbridge::connectors::bigcommerce
