#include "connectors/woocommerce/order_json.hpp"

#include <algorithm>
#include <set>

namespace tillbridge::connectors::woocommerce {
namespace {

using base::Decimal;

domain::Address to_address(const Json& from) {
  return {.first_name = text_member(from, "first_name"), .last_name = text_member(from, "last_name"), .company = text_member(from, "company"),
          .line1 = text_member(from, "address_1"), .line2 = text_member(from, "address_2"), .city = text_member(from, "city"),
          .region = text_member(from, "state"), .postcode = text_member(from, "postcode"), .country = text_member(from, "country"),
          .phone = text_member(from, "phone"), .email = text_member(from, "email")};
}

domain::WebCustomer to_customer(const Json& order) {
  const Json& billing = member(order, "billing");
  const std::string id = text_member(order, "customer_id");
  return {.web_customer_id = id == "0" ? "" : id, .email = text_member(billing, "email"), .phone = text_member(billing, "phone"),
          .first_name = text_member(billing, "first_name"), .last_name = text_member(billing, "last_name"), .company = text_member(billing, "company")};
}

/// The chosen options of a variation; meta keys with an underscore in front are the shop's own bookkeeping.
std::vector<domain::NameValue> to_options(const Json& line) {
  std::vector<domain::NameValue> out;
  if (text_member(line, "variation_id").empty() || text_member(line, "variation_id") == "0") return out;
  for (const Json& meta : list_member(line, "meta_data")) {
    const std::string key = text_member(meta, "key");
    if (key.empty() || key.front() == '_') continue;
    const std::string name = text_member(meta, "display_key"), value = text_member(meta, "display_value");
    const std::string plain = plain_text(value.empty() ? text_member(meta, "value") : value);
    if (!plain.empty()) out.push_back({name.empty() ? key : name, plain});
  }
  return out;
}

/// The smallest price of four decimals that makes `quantity` pieces cost at least `amount`.
Decimal unit_price_for(Decimal amount, Decimal quantity) {
  Decimal unit = proportion(amount, Decimal::from_integer(1), quantity);
  if (quantity * unit < amount) unit += Decimal::from_units(1);
  return unit;
}

domain::WebOrderLine to_line(const Json& line) {
  const Decimal quantity = decimal_member(line, "quantity"), total = decimal_member(line, "total");
  // A plugin's surcharge makes a total above the subtotal; then the total is the price.
  const Decimal before = std::max(decimal_member(line, "subtotal"), total);
  domain::WebOrderLine out;
  out.line_id = text_member(line, "id");
  out.sku = text_member(line, "sku");
  out.name = from_title(text_member(line, "name"));
  out.options = to_options(line);
  out.quantity = quantity;
  out.unit_price = unit_price_for(before, quantity);
  out.discount = quantity * out.unit_price - total;
  out.tax = decimal_member(line, "total_tax");
  return out;
}

void add_lines(domain::WebOrder& out, const Json& order) {
  for (const Json& line : list_member(order, "line_items")) {
    if (decimal_member(line, "quantity") > Decimal{}) {
      out.lines.push_back(to_line(line));
      continue;
    }
    // A line without pieces moves no goods; its money, if any, is a fee.
    const Decimal total = decimal_member(line, "total");
    if (!total.is_zero()) out.fees.push_back({text_member(line, "name"), total});
    out.fee_tax += decimal_member(line, "total_tax");
  }
  for (const Json& fee : list_member(order, "fee_lines")) {
    out.fees.push_back({text_member(fee, "name"), decimal_member(fee, "total")});
    out.fee_tax += decimal_member(fee, "total_tax");
  }
}

std::string status_word(OrderStanding standing) {
  switch (standing) {
    case OrderStanding::kNoOrder:
    case OrderStanding::kPending: return "pending";
    case OrderStanding::kOpen: return "open";
    case OrderStanding::kCompleted: return "shipped";
    case OrderStanding::kCancelled:
    case OrderStanding::kFailed:
    case OrderStanding::kTrashed: return "cancelled";
    case OrderStanding::kRefunded: return "refunded";
  }
  return "open";
}

bool took_stock(const Json& order) {
  const auto& lines = list_member(order, "line_items");
  return std::any_of(lines.begin(), lines.end(), [](const Json& line) { return !decimal_of(meta_value(line, "_reduced_stock")).is_zero(); });
}

}  // namespace

bool is_shipped_status(const std::string& status, const Settings& settings) {
  const auto& plugins = settings.shipped_statuses;
  return status == "completed" || std::find(plugins.begin(), plugins.end(), status) != plugins.end();
}

OrderStanding standing_of(const Json& order, const Settings& settings) {
  static const std::set<std::string> kCarts{"checkout-draft", "auto-draft", "draft", "new", ""};
  const std::string status = text_member(order, "status");
  if (kCarts.contains(status)) return OrderStanding::kNoOrder;
  if (status == "pending") return settings.place_pending ? OrderStanding::kPending : OrderStanding::kNoOrder;
  if (status == "failed") return settings.place_pending || took_stock(order) ? OrderStanding::kFailed : OrderStanding::kNoOrder;
  if (is_shipped_status(status, settings)) return OrderStanding::kCompleted;
  if (status == "cancelled") return OrderStanding::kCancelled;
  if (status == "refunded") return OrderStanding::kRefunded;
  if (status == "trash") return OrderStanding::kTrashed;
  return OrderStanding::kOpen;
}

bool is_captured(const Json& order, OrderStanding standing) {
  if (!text_member(order, "date_paid_gmt").empty() || standing == OrderStanding::kCompleted || standing == OrderStanding::kRefunded) return true;
  return text_member(order, "status") == "processing" && text_member(order, "payment_method") != "cod";
}

domain::WebOrder to_domain_order(const Json& order, OrderStanding standing) {
  domain::WebOrder out;
  out.web_order_id = text_member(order, "id");
  out.number = text_member(order, "number");
  out.placed_at = time_member(order, "date_created_gmt").value_or(base::Timestamp{});
  out.modified_at = time_member(order, "date_modified_gmt").value_or(out.placed_at);
  out.status = status_word(standing);
  out.closed = standing != OrderStanding::kOpen && standing != OrderStanding::kPending;
  out.currency = text_member(order, "currency");
  out.customer = to_customer(order);
  out.billing = to_address(member(order, "billing"));
  out.shipping = to_address(member(order, "shipping"));
  add_lines(out, order);
  out.shipping_charge = decimal_member(order, "shipping_total");
  out.shipping_tax = decimal_member(order, "shipping_tax");
  for (const Json& coupon : list_member(order, "coupon_lines")) out.discounts.push_back({text_member(coupon, "code"), decimal_member(coupon, "discount")});
  for (const Json& tax : list_member(order, "tax_lines")) {
    const std::string label = text_member(tax, "label");
    out.taxes.push_back({label.empty() ? text_member(tax, "rate_code") : label, decimal_member(tax, "tax_total") + decimal_member(tax, "shipping_tax_total")});
  }
  out.total = decimal_member(order, "total");
  if (is_captured(order, standing)) out.payments.push_back({text_member(order, "payment_method"), text_member(order, "transaction_id"), out.total});
  out.note = text_member(order, "customer_note");
  return out;
}

}  // namespace tillbridge::connectors::woocommerce
