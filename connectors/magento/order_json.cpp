#include "connectors/magento/order_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tillbridge::connectors::magento {
namespace {

using http::decimal_member;
using http::list_member;
using http::member;
using http::text_member;
using http::time_member;

const Json kNothing;

const Json& extension(const Json& object, const char* name) { return member(member(object, "extension_attributes"), name); }

domain::Address to_address(const Json& from) {
  domain::Address out{.first_name = text_member(from, "firstname"), .last_name = text_member(from, "lastname"), .company = text_member(from, "company"),
                      .line1 = {}, .line2 = {}, .city = text_member(from, "city"), .region = text_member(from, "region"), .postcode = text_member(from, "postcode"),
                      .country = text_member(from, "country_id"), .phone = text_member(from, "telephone"), .email = text_member(from, "email")};
  // The shop keeps up to four lines of street.
  for (const Json& street : list_member(from, "street")) {
    const std::string line = http::text_of(street);
    if (line.empty()) continue;
    if (out.line1.empty()) out.line1 = line;
    else out.line2 += (out.line2.empty() ? "" : ", ") + line;
  }
  return out;
}

const Json& shipping_assignment(const Json& order) {
  const Json& assignments = extension(order, "shipping_assignments");
  return assignments.is_array() && !assignments.empty() ? member(assignments.front(), "shipping") : kNothing;
}

domain::WebCustomer to_customer(const Json& order) {
  const Json& billing = member(order, "billing_address");
  const std::string first = text_member(order, "customer_firstname"), last = text_member(order, "customer_lastname");
  const bool named = !first.empty() || !last.empty();  // a guest has his name in the address only
  const std::string id = text_member(order, "customer_id");
  return {.web_customer_id = id == "0" ? "" : id, .email = text_member(order, "customer_email"), .phone = text_member(billing, "telephone"),
          .first_name = named ? first : text_member(billing, "firstname"), .last_name = named ? last : text_member(billing, "lastname"),
          .company = text_member(billing, "company")};
}

/// The names and values of the choice are not told; "Red / 42" would have to be asked of the catalogue. What a shopper typed or chose beside stands here.
std::vector<domain::NameValue> to_options(const Json& item) {
  std::vector<domain::NameValue> out;
  for (const Json& option : list_member(member(member(item, "product_option"), "extension_attributes"), "custom_options"))
    if (const std::string value = text_member(option, "option_value"); !value.empty()) out.push_back({"option " + text_member(option, "option_id"), value});
  return out;
}

/// The smallest price of four decimals that makes `quantity` pieces cost at least `amount`.
Decimal unit_price_for(Decimal amount, Decimal quantity) {
  Decimal unit = proportion(amount, Decimal::from_integer(1), quantity);
  if (quantity * unit < amount) unit += Decimal::from_units(1);
  return unit;
}

domain::WebOrderLine to_line(const SoldLine& sold) {
  const Decimal net = net_of(*sold.money);
  domain::WebOrderLine out;
  out.line_id = sold.line_id;
  out.sku = text_member(*sold.goods, "sku");
  out.name = text_member(*sold.money, "name");
  out.options = to_options(*sold.money);
  out.quantity = decimal_member(*sold.money, "qty_ordered");
  out.unit_price = unit_price_for(std::max(decimal_member(*sold.money, "row_total"), net), out.quantity);
  out.discount = out.quantity * out.unit_price - net;
  out.tax = decimal_member(*sold.money, "tax_amount");
  return out;
}

std::string status_word(OrderStanding standing) {
  switch (standing) {
    case OrderStanding::kPending:
    case OrderStanding::kHeld: return "pending";
    case OrderStanding::kOpen: return "open";
    case OrderStanding::kComplete: return "shipped";
    case OrderStanding::kCancelled: return "cancelled";
    case OrderStanding::kClosed: return "refunded";
  }
  return "open";
}

void add_shipping(domain::WebOrder& out, const Json& order) {
  out.shipping_charge = decimal_member(order, "shipping_amount") - decimal_member(order, "shipping_discount_amount") +
                        decimal_member(order, "shipping_discount_tax_compensation_amount");
  out.shipping_tax = decimal_member(order, "shipping_tax_amount");
}

/// What the total holds beyond lines and shipping. The shop states the order's tax as a whole; what of it no line has belongs to the fees.
void add_fees(domain::WebOrder& out, const Json& order) {
  Decimal net, tax, product_taxes;
  for (const auto& line : out.lines) {
    net += line.quantity * line.unit_price - line.discount;
    tax += line.tax;
  }
  for (const Json& item : list_member(order, "items")) product_taxes += decimal_member(item, "weee_tax_applied_row_amount");
  out.fee_tax = decimal_member(order, "tax_amount") - tax - out.shipping_tax;
  const Decimal rest = out.total - net - out.shipping_charge - tax - out.shipping_tax - out.fee_tax;
  if (!product_taxes.is_zero() && product_taxes <= rest) out.fees.push_back({"Fixed product taxes", product_taxes});
  else product_taxes = {};
  if (const Decimal other = rest - product_taxes; !other.is_zero()) out.fees.push_back({other.is_negative() ? "Other reductions" : "Other charges", other});
}

void add_discounts(domain::WebOrder& out, const Json& order) {
  const Decimal amount = -decimal_member(order, "discount_amount");
  if (amount <= Decimal{}) return;
  const std::string coupon = text_member(order, "coupon_code"), description = text_member(order, "discount_description");
  out.discounts.push_back({!coupon.empty() ? coupon : description, amount});
}

void add_taxes(domain::WebOrder& out, const Json& order) {
  const Json& taxes = extension(order, "applied_taxes");
  if (!taxes.is_array()) return;
  for (const Json& tax : taxes) {
    const std::string title = text_member(tax, "title");
    out.taxes.push_back({title.empty() ? text_member(tax, "code") : title, decimal_member(tax, "amount")});
  }
}

}  // namespace

OrderStanding standing_of(const Json& order) {
  static constexpr std::array<std::pair<std::string_view, OrderStanding>, 6> kStates{{{"pending_payment", OrderStanding::kPending},
                                                                                       {"payment_review", OrderStanding::kPending},
                                                                                       {"holded", OrderStanding::kHeld},
                                                                                       {"complete", OrderStanding::kComplete},
                                                                                       {"canceled", OrderStanding::kCancelled},
                                                                                       {"closed", OrderStanding::kClosed}}};
  const std::string state = text_member(order, "state");
  const auto known = std::find_if(kStates.begin(), kStates.end(), [&](const auto& entry) { return entry.first == state; });
  return known == kStates.end() ? OrderStanding::kOpen : known->second;
}

bool is_unpaid(const Json& order) { return text_member(order, "state") == "pending_payment"; }

std::vector<domain::NamedAmount> stored_value(const Json& document) {
  std::vector<domain::NamedAmount> out;
  const auto add = [&](const char* name, const char* field) {
    if (const Decimal amount = decimal_member(member(document, "extension_attributes"), field); amount > Decimal{}) out.push_back({name, amount});
  };
  add("gift_card", "gift_cards_amount");
  add("store_credit", "customer_balance_amount");
  add("reward_points", "reward_currency_amount");
  return out;
}

domain::WebOrder to_domain_order(const Json& order, const OrderLines& lines, OrderStanding standing) {
  domain::WebOrder out;
  out.web_order_id = text_member(order, "entity_id");
  out.number = text_member(order, "increment_id");
  out.placed_at = time_member(order, "created_at").value_or(base::Timestamp{});
  out.modified_at = time_member(order, "updated_at").value_or(out.placed_at);
  out.status = status_word(standing);
  out.closed = standing == OrderStanding::kComplete || standing == OrderStanding::kCancelled || standing == OrderStanding::kClosed;
  out.currency = text_member(order, "order_currency_code");
  out.customer = to_customer(order);
  out.billing = to_address(member(order, "billing_address"));
  const Json& shipping = member(shipping_assignment(order), "address");
  out.shipping = shipping.is_object() ? to_address(shipping) : domain::Address{};
  for (const auto& line : lines.all())
    if (decimal_member(*line.money, "qty_ordered") > Decimal{}) out.lines.push_back(to_line(line));
  out.total = decimal_member(order, "grand_total");
  for (const auto& paid : stored_value(order)) out.total += paid.amount;
  add_shipping(out, order);
  add_fees(out, order);
  add_discounts(out, order);
  add_taxes(out, order);
  out.note = text_member(order, "customer_note");
  return out;
}

}  // namespace tillbridge::connectors::magento
